"""A draft becomes a file that reads back, with comments that teach and quote."""

from __future__ import annotations

from pathlib import Path

from hostkit.core.yaml_writer import WIDTH, comment, entry, scalar, wrapped
from hostkit.guides.read_guide import read_guide
from hostkit.importing.draft import GuideDraft, Text, TextPiece, uses
from hostkit.importing.fitting import MOST_ASKED, MOST_DEFINED, fitted
from hostkit.importing.import_file import coverage, import_source, missing, without_loss
from hostkit.importing.source_file import TEXT, SourceFile
from hostkit.importing.write_guide import write_guide
from tests.support.drafts import ASKED, draft

LONG = "Think of a time when somebody in your family did something that everybody still mentions. "


def imported(text: str) -> str:
    return import_source(SourceFile("x.txt", "x", TEXT, text.encode())).yaml


def test_the_whole_file_of_a_small_text() -> None:
    text = (
        "Trust\n\nDefinition\nA rope: {thin}.\n\nQuestions (30 min)\n1. Why?\n   - **Really**?\n2. Who?\n\n"
        "I will be late, Ana.\n"
    )
    lines = imported(text).splitlines(keepends=True)
    assert "".join(line for line in lines if "# UNSURE" not in line) == (
        '# Made by hostkit import from "x.txt". Every word of it stands here: as a text, quoted in a comment\n'
        "# like this one, or under notes. Comments print nowhere; take them out when you like.\n"
        "hostkit: 1\n\n"
        "# What the evening is called.\n"
        "title: Trust\n"
        "language: en\n"
        "theme: links\n\n"
        "# What is meant by the topic. It is said aloud and stands on the title card.\n"
        '# line 3: "Definition"\n'
        'definition: "A rope: {thin}."\n\n'
        '# The evening in order. "read" is said aloud, "ask" is asked, "note" is for the host; "each: true"\n'
        '# gives every guest a turn, "fixed: true" keeps the minutes when the evening is shortened.\n'
        "run_of_show:\n"
        "  # Added by hostkit: the text has no such part.\n"
        "  - segment: arrivals\n"
        "    minutes: 10  # hostkit's usual; the text says none\n"
        "  # Added by hostkit: the text has no such part.\n"
        "  - segment: welcome\n"
        "    minutes: 5  # hostkit's usual; the text says none\n"
        "  # Added by hostkit: the text has no such part.\n"
        "  - segment: introductions\n"
        "    minutes: 15  # hostkit's usual; the text says none\n"
        "    each: true\n"
        '  # line 6: "Questions (30 min)"\n'
        "  - segment: questions\n"
        "    minutes: 30\n"
        "  # Added by hostkit: the text has no such part.\n"
        "  - segment: closing_round\n"
        "    minutes: 10  # hostkit's usual; the text says none\n"
        "    each: true\n"
        "  # Added by hostkit: the text has no such part.\n"
        "  - segment: written_reaction\n"
        "    minutes: 5  # hostkit's usual; the text says none\n"
        "    fixed: true\n\n"
        '# The cards. "probes" stand on the back, "note" on the host sheet only; "skip_if_late: true" may be\n'
        '# added, and "leave_out: true" keeps a question here that is not to be printed.\n'
        "questions:\n"
        "  # 1.\n"
        "  - ask: Why?\n"
        "    probes:\n"
        '      - "**Really**?"\n'
        "  # 2.\n"
        "  - ask: Who?\n\n"
        "# What hostkit found no place for, in its order. It prints nowhere: move up what belongs there.\n"
        "notes:\n"
        "  - I will be late, Ana.\n"
    )


def test_rounds_are_written_as_the_format_has_them(tmp_path: Path) -> None:
    text = (
        "Trust\n\nRound 1: Then (15 min)\nChoose one of these.\n1. Why?\n\n"
        "Round 2: Now (20 min)\n1. Who?\n2. When?\n"
    )
    file = tmp_path / "trust.yaml"
    file.write_text(imported(text), encoding="utf-8")
    guide = read_guide(file)
    assert [(r.title.text, r.choose, r.minutes, r.question_count) for r in guide.rounds] == [
        ("Then", "one", 15, 1),
        ("Now", None, 20, 2),
    ]
    assert next(s.minutes for s in guide.run_of_show if s.kind == "questions") == 35


def test_what_is_missing_is_said_where_it_belongs() -> None:
    found = missing(draft("Hi Bo,\n"))
    assert tuple(map(str, found)) == (
        'title: the text names no topic. Write "title: ..." into the file.',
        "questions: no question was found. Write one or more under questions.",
    )
    assert "# MISSING: no question was found. Write one or more under questions.\n" in write_guide(
        draft("Hi Bo,\n"), found
    )
    whole = write_guide(draft("Hi Bo,\n"), found)
    assert (
        '# What the evening is called.\n# MISSING: the text names no topic. Write "title: ..." into the file.\n'
        in whole
    )
    assert "\ntitle:" not in whole


def test_strong_words_are_kept_where_a_guide_can_say_them() -> None:
    made = draft(
        "# T\n\n## Welcome\n\nGood evening **all**, un**do**ing 2 ** 3.\n\n## Questions\n1. **Why**?\n2. Who?\n",
        markdown=True,
    )
    text = write_guide(made)
    assert '    read: "Good evening all, undoing 2 \\\\*\\\\* 3."\n' in text
    assert "ask: Why?\n" in text
    made = draft(
        "# T\n\n## Welcome\n\nGood evening to **all** of you.\n\n## Questions\n1. Why?\n2. Who?\n",
        markdown=True,
    )
    assert '    read: "Good evening to **all** of you."\n' in write_guide(made)


def test_scalars_are_plain_where_that_is_safe() -> None:
    texts = ("Why?", "a, b", "1.10", "no", "a: b", "- a", 'say "so"', "{a}", "a #b", "10 min")
    assert [scalar(text) for text in texts] == [
        "Why?", "a, b", '"1.10"', '"no"', '"a: b"', '"- a"', '"say \\"so\\""', '"{a}"', '"a #b"', '"10 min"',
    ]  # fmt: skip


def test_long_texts_are_folded_and_long_words_stand_alone() -> None:
    text = "word " * 40 + "x" * 150
    lines = entry("ask", text, 4, "- ")
    assert lines[0] == "  - ask: >-"
    assert all(line.startswith("      ") for line in lines[1:])
    assert all(len(line) <= WIDTH for line in lines[1:-1])
    assert " ".join(line.strip() for line in lines[1:]) == text
    assert wrapped("a b", 1) == ["a", "b"]
    assert comment("x " * 80)[1].startswith("# x")


def test_a_long_question_keeps_what_asks_and_the_rest_is_its_note() -> None:
    made = fitted(draft(f"T\n\nQuestions\n1. {LONG * 6}\n   Who tells it? Who leaves the room?\n2. Who?\n"))
    first = made.questions[0]
    assert first.note is not None
    assert len(first.ask.plain) <= MOST_ASKED
    assert first.ask.plain.endswith("Who tells it? Who leaves the room?")
    assert (
        f"{first.note.plain} {first.ask.plain}" == f"{(LONG * 6).strip()} Who tells it? Who leaves the room?"
    )
    assert made.remarks == (
        "Question 1 is long for a card: what leads up to it is its note, for the host to say.",
    )


def test_what_is_too_much_for_a_card_goes_where_there_is_room() -> None:
    probes = "".join(f"   - Would you say so too, number {n} of all?\n" for n in range(12))
    rules = "".join(f"- Rule {n} of this house, which is a long one.\n" for n in range(12))
    made = draft(f"T\n\nDefinition\n{LONG * 8}\n\nAgreements\n{rules}\nQuestions\n1. Why?\n{probes}2. Who?\n")
    after = fitted(made)
    first = after.questions[0]
    assert after.definition is not None
    assert first.note is not None
    assert len(after.definition.plain) <= MOST_DEFINED
    assert (len(first.probes), first.note.plain.count("Would you say so too")) == (7, 5)
    assert (len(after.agreements), len(after.tips)) == (7, 5)
    assert [len(note.plain) > 100 for note in after.notes] == [True]
    assert len(after.remarks) == 3
    assert sum(len(use.text.split()) for use in uses(after)) == sum(
        len(use.text.split()) for use in uses(made)
    )


def test_coverage_counts_every_word_once() -> None:
    text = f"Trust\n\nHi there Bo.\n{ASKED}"
    made = draft(text)
    lines = list(enumerate(text.split("\n"), start=1))
    found = coverage(made, lines)
    assert (found.used, found.understood, found.notes, found.lost) == (3, 3, 3, 0)
    assert found.parts == (("title", 1), ("question 1", 1), ("question 2", 1))
    assert [use.line for use in found.uses] == sorted(use.line for use in found.uses)


def test_a_word_that_stands_nowhere_is_put_to_the_notes() -> None:
    made = GuideDraft("x", "en", title=Text((TextPiece("Trust", 1),)))
    after = without_loss(made, [(1, "Trust"), (2, "lost words")])
    assert [note.plain for note in after.notes] == ["lost words"]
    assert coverage(made, [(1, "Trust"), (2, "lost words")]).lost == 2
    assert coverage(after, [(1, "Trust"), (2, "lost words")]).lost == 0
    assert without_loss(after, [(1, "Trust"), (2, "lost words")]) is after
