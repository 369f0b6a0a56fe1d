"""Every fault of a guide: its place, its field as a person counts, what is wrong and what to do."""

from __future__ import annotations

import pytest

from hostkit.core.errors import SourceError
from tests.support.guide_texts import SMALLEST, Reader


def faults(read: Reader, text: str) -> list[str]:
    """The problems of a text, without the file's name."""
    with pytest.raises(SourceError) as caught:
        read(text)
    return [str(problem).removeprefix("Rest & Work.yaml:") for problem in caught.value.problems]


def fault(read: Reader, text: str) -> str:
    (only,) = faults(read, text)
    return only


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("hostkit: 1\n", "", '1:1: hostkit: the format version is missing. Write "hostkit: 1" on the first line.'),
        (
            "hostkit: 1",
            "hostkit: 2",
            '1:10: hostkit: "2" is not a format that this version of hostkit reads; it reads 1. '
            'Write "hostkit: 1", or use a newer hostkit.',
        ),
        ("title: T\n", "", "1:1: title: is missing. Write a text."),
        ("title: T", "title: ' '", "2:8: title: is blank. Write a text."),
        ("title: T", 'title: "\\u200b"', "2:8: title: is blank. Write a text, or leave it out."),
        ("title: T", "title: [T]", '2:8: title: is a list where a text is expected. '
         'If it is meant as one text, put it in quotation marks: "...".'),
        ("title: T", 'titel: T\ntitle: T', '2:1: there is no key "titel" here. Did you mean "title"?'),
        (
            "  - ask: A?",
            "  - ask: A?\n    probs: [x]",
            '7:5: questions[1]: there is no key "probs" here. Did you mean "probes"?',
        ),
        (
            "  - ask: A?",
            "  - ask: A?\n    zzz: x",
            '7:5: questions[1]: there is no key "zzz" here. Known here: ask, probes, note, skip_if_late, leave_out.',
        ),
        (
            "  - ask: A?",
            "  - {ask: A, note:B}",
            '6:14: questions[1]: there is no key "note:B" here. Write a space after the colon.',
        ),
        ("  - ask: A?", "  - note: A", "6:5: questions[1].ask: is missing. Write a text."),
        (
            "  - ask: A?",
            "  - What now?",
            '6:5: questions[1]: is a text without a key before it. '
            'Write "ask: What now?"; known here: ask, probes, note, skip_if_late, leave_out.',
        ),
        ("  - ask: A?", "  - ask:A?", '6:5: questions[1]: a space is missing after "ask:". Write "ask: A?".'),
        (
            "  - ask: A?",
            "  - [A]",
            '6:5: questions[1]: is a list where keys are expected. '
            'Write "ask: ..."; known here: ask, probes, note, skip_if_late, leave_out.',
        ),
        (
            "  - ask: A?",
            "  - {ask: A, and B}",
            '6:14: questions[1]: there is no key "and B" here. '
            "If it belongs to the text before it, put that text in quotation marks.",
        ),
        (
            "  - ask: A?",
            "  - {ask: A?, skip if late}",
            '6:15: questions[1]: there is no key "skip if late" here. Did you mean "skip_if_late"?',
        ),
        (
            "title: T",
            "title: T\n-tips: [x]",
            '3:1: there is no key "-tips" here. Write a space after the dash.',
        ),
        (
            "  - ask: A?",
            "  - ask: #1 first?",
            '6:9: what stands from "#1" on is no text: # begins a comment, which is not printed. '
            "Put the whole text in quotation marks; a comment begins with # and a space.\n"
            "6:9: questions[1].ask: is blank. Write a text, in quotation marks if it begins with #.",
        ),
        ("  - ask: A?\n  - ask: B?\n", "", "5:11: questions: is empty. Write one or more questions."),
        ("questions:\n  - ask: A?\n  - ask: B?\n", "", "1:1: questions: is missing. Write one or more questions."),
        (
            "questions:\n  - ask: A?\n  - ask: B?\n",
            "questions: []",
            "5:12: questions: is empty. Write one or more questions.",
        ),
        (
            "questions:\n  - ask: A?\n  - ask: B?\n",
            "questions: What?",
            "5:12: questions: is not a list. Begin each item on a line of its own with a dash and a space.",
        ),
        (
            "run_of_show:\n  - segment: questions\n",
            "",
            "1:1: run_of_show: is missing. List the segments in order; one of them is questions.",
        ),
        (
            "run_of_show:\n  - segment: questions\n",
            "run_of_show: []\n",
            "3:14: run_of_show: is empty. List the segments in order; one of them is questions.",
        ),
        (
            "  - segment: questions\n",
            "  - segment: welcome\n",
            '4:3: run_of_show: has no questions segment. Add "- segment: questions" where the cards come.',
        ),
        (
            "  - segment: questions\n",
            "  - segment: questions\n  - segment: questions\n",
            "5:5: run_of_show[2]: is a second questions segment; the first is on line 4. Keep one of them.",
        ),
        (
            "  - segment: questions\n",
            "  - segment: questions\n  - segment: welcom\n",
            '5:14: run_of_show[2].segment: "welcom" is not known here. Did you mean "welcome"? '
            'For a part of your own, such as a break, write "segment: custom" and a title.',
        ),
        (
            "  - segment: questions\n",
            "  - segment: questions\n  - minutes: 5\n",
            "5:5: run_of_show[2].segment: is missing. Write one of arrivals, welcome, introductions, questions, "
            "closing_round, written_reaction, group_photo, custom.",
        ),
        (
            "  - segment: questions\n",
            "  - segment: questions\n  - segment: custom\n",
            "5:5: run_of_show[2].title: a custom segment needs a title. Write what the host sheet is to call it.",
        ),
        (
            "questions\n",
            "questions\n    minutes: 0\n",
            '5:14: run_of_show[1].minutes: "0" is too small. Write a whole number from 1 to 480.',
        ),
        (
            "questions\n",
            "questions\n    minutes: -5\n",
            '5:14: run_of_show[1].minutes: "-5" is too small. Write a whole number from 1 to 480.',
        ),
        (
            "questions\n",
            "questions\n    minutes: 481\n",
            '5:14: run_of_show[1].minutes: "481" is too large. Write a whole number from 1 to 480.',
        ),
        (
            "questions\n",
            "questions\n    minutes: 7.5\n",
            '5:14: run_of_show[1].minutes: "7.5" is no whole number. Write a whole number from 1 to 480.',
        ),
        (
            "questions\n",
            "questions\n    each: maybe\n",
            '5:11: run_of_show[1].each: "maybe" is neither yes nor no. Write yes or no.',
        ),
        (
            "questions\n",
            "questions\n    read: Hi {hots}\n",
            '5:11: run_of_show[1].read: hostkit does not know what to fill in for "{hots}". '
            "Write one of {host}, {group_name}, {date}, {start}, {place}, or {{hots} to print {hots}.",
        ),
        (
            "title: T",
            "title: T\nlanguage: english",
            '3:11: language: "english" is no language tag. Write one such as en, es or pt-BR.',
        ),
        (
            "title: T",
            "title: T\npre_read: {url: https//example.org}",
            "3:11: pre_read.title: is missing. Write a text.\n"
            '3:17: pre_read.url: the link does not begin with https://. Write "https://example.org".',
        ),
        (
            "title: T",
            "title: T\nworksheet:\n  - {ask: A, lines: 41}",
            '4:21: worksheet[1].lines: "41" is too large. Write a whole number from 1 to 40.',
        ),
        (
            "title: T",
            "title: T\ntips: [a, '', b]",
            "3:11: tips[2]: is blank. Write a text, or take the dash away.",
        ),
        (
            "title: T",
            "title: T\ntips:\n  - Mind: the gap",
            "4:5: tips[1]: is a group of keys where a text is expected. "
            'If it is meant as one text, put it in quotation marks: "...".',
        ),
        (
            "title: T",
            "title: T\nhelps: {tempers: שלום}",
            "3:18: helps.tempers: Hebrew writing stands in the text: right-to-left alphabets are not supported yet. "
            "Write the text in a left-to-right alphabet.",
        ),
        (
            "title: T",
            "title: T\ntranslations: {es: {title: T}}",
            "3:15: translations: a translation is a guide of its own. Take the key out, and write the guide in German "
            "in Rest & Work.de.yaml.",
        ),
        (
            "  - ask: A?\n",
            "  - round: Core\n    read: x\n    choose: any\n    minutes: 15\n    questions: [{ask: A?}]\n",
            "11:5: questions[2]: is a question beside rounds, in none of them. Put every question into a round, or "
            "take the rounds out.",
        ),
        ("  - ask: A?", "  - ask: *x", '6:10: "*x" is an alias, which is not used here. Write the value out. '
         "If it is text, put it in quotation marks."),
    ],
)  # fmt: skip
def test_fault(read: Reader, old: str, new: str, message: str) -> None:
    assert old in SMALLEST
    assert "\n".join(faults(read, SMALLEST.replace(old, new, 1))) == message


def test_all_faults_come_at_once_in_the_order_of_lines(read: Reader) -> None:
    text = (
        SMALLEST.replace("title: T", "titel: T")
        .replace("ask: A?", "ask: *x")
        .replace("ask: B?", "note: '{y}'")
    )
    assert [line.split(": ")[0] for line in faults(read, text)] == ["1:1", "2:1", "6:10", "7:5", "7:11"]


def test_a_thousand_faults_are_told_as_a_hundred_and_a_number(read: Reader) -> None:
    found = faults(read, SMALLEST + "".join(f"title{n}: x\n" for n in range(9000)))
    assert len(found) == 101
    assert found[-1] == " 8900 more problems are not shown. Mend these first."


def test_file_that_is_no_mapping(read: Reader) -> None:
    said = '1:1: the file does not begin with a name and a colon. Write lines such as "title: ...".'
    assert fault(read, "- a\n- b\n") == said
    assert fault(read, "just a text") == said
    assert fault(read, "") == " the file is empty. Write its text, and save it."


def test_an_event_file_is_told_from_a_guide_with_faults(read: Reader) -> None:
    assert fault(read, "date: 2027-01-14\nstart: 19:00\n") == (
        " this is no guide: it has no title, no run_of_show and no questions. "
        "If it is an event file, write --event before its name."
    )
    assert len(faults(read, "title: T\ndate: 2027-01-14\n")) == 4


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("segment: questions", "segment: questions\n    read: '{x}'", "run_of_show[1].read"),
        ("title: T", "title: T\nend: {read: 'Bye {x}'}", "end.read"),
        ("segment: questions", "segment: questions\n    ask: '{x}'", "run_of_show[1].ask"),
        ("segment: questions", "segment: questions\n    note: '{x}'", "run_of_show[1].note"),
        ("ask: A?", "ask: 'A {x}?'", "questions[1].ask"),
        ("ask: A?", "ask: A?\n    note: '{x}'", "questions[1].note"),
        ("title: T", "title: T\nworksheet: [{ask: '{x}'}]", "worksheet[1].ask"),
        ("title: T", "title: T\nfollow_up: {invite: '{x}'}", "follow_up.invite"),
    ],
)
def test_placeholders_are_judged_wherever_they_are_filled_in(
    read: Reader, old: str, new: str, field: str
) -> None:
    message = fault(read, SMALLEST.replace(old, new, 1))
    assert f': {field}: hostkit does not know what to fill in for "{{x}}".' in message
    assert read(SMALLEST.replace(old, new.replace("{x}", "{host} {{x} }"), 1))


def test_a_table_tent_has_three_agreements_at_most(read: Reader) -> None:
    assert len(read(f"{SMALLEST}tent_agreements: [A, B, C]\n").tent_agreements) == 3
    message = fault(read, f"{SMALLEST}tent_agreements: [A, B, C, D]\n")
    assert message.endswith("tent_agreements: holds 4 texts. Keep 3 at most.")


@pytest.mark.parametrize(
    "line",
    [
        "series: '{x}'",
        "definition: '{x}'",
        "tips: ['{x}']",
        "agreements: ['{x}']",
        "helps: {stalls: '{x}', tears: '{x}'}",
        "notes: ['{x']",
    ],
)
def test_braces_are_text_elsewhere(read: Reader, line: str) -> None:
    assert read(f"{SMALLEST}{line}\n")


def test_a_file_without_version_is_judged_and_one_of_another_version_is_not(read: Reader) -> None:
    missing = faults(read, SMALLEST.replace("hostkit: 1\n", "").replace("title", "titel"))
    fields = [message.split(": ")[1] for message in missing]
    assert fields == ['there is no key "titel" here. Did you mean "title"?', "hostkit", "title"]
    another = faults(read, SMALLEST.replace("hostkit: 1\n", "hostkit: 2\n").replace("ask: A?", "probe: A?"))
    assert [message.split(": ")[1] for message in another] == ["hostkit"]


def test_a_hundred_faults_are_told_in_full(read: Reader) -> None:
    found = faults(read, SMALLEST + "".join(f"titl{n:03}: x\n" for n in range(100)))
    assert len(found) == 100
    assert all('Did you mean "title"?' in message for message in found)
