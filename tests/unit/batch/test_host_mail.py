"""The words of a mail to a host: templates, their names, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.batch.host_mail import OF_EVENING, MailWords, filled, read_template, usual_template
from hostkit.batch.host_records import HostRecord, ToldEvening, changes
from hostkit.core.errors import SourceError
from hostkit.events.event import event_names
from hostkit.guides.languages import Language, language_names, read_language
from hostkit.planning.clock import TimeWords

from .made import records

EVENING = ToldEvening("Grief", "2027-03-11", 1140, 90, "Library", "Ana", False, {"host-sheet.pdf": "1"})


def mail(template: str, folder: Path, *evenings: dict[str, str], **of_host: str) -> str:
    path = folder / "mail-to-hosts.txt"
    path.write_text(template, "utf-8")
    return filled(read_template(path), of_host, evenings).decode()


def test_a_paragraph_about_an_evening_is_repeated_for_each(tmp_path: Path) -> None:
    template = "Dear {host},\n\n{topic}\non {date}\n\n\nBye\nKim\n"
    found = mail(template, tmp_path, {"topic": "Grief", "date": "Monday"}, {"topic": "Ambition"}, host="Ana")
    assert found == "Dear Ana,\n\nGrief\non Monday\n\nAmbition\n\nBye\nKim\n"


def test_what_is_not_known_leaves_out_its_line_and_its_paragraph(tmp_path: Path) -> None:
    template = "In {zip} is\nall you need.\n\nNews: {changes}\n\n{topic} at {place}\nGuests: {guests}"
    assert mail(template, tmp_path, {"topic": "Grief"}, zip="", changes="") == "Grief at \n".replace(
        " \n", "\n"
    )


def test_a_list_begins_on_a_line_of_its_own_and_braces_print(tmp_path: Path) -> None:
    template = "News: {changes}\n{{host} }"
    assert mail(template, tmp_path, changes="\n– a\n– b") == "News:\n– a\n– b\n{host} }\n"


def test_what_people_write_is_never_a_name_or_a_pattern(tmp_path: Path) -> None:
    said = r"{zip} \1 {{ <b>"
    assert mail("{host}: {place}", tmp_path, {"place": said}, host=said, zip="x") == f"{said}: {said}\n"


def test_every_name_of_an_event_may_stand_in_it(tmp_path: Path) -> None:
    for name in {*event_names(), *OF_EVENING, "host", "season", "changes", "zip"}:
        assert mail(f"a {{{name}}}", tmp_path, {name: "x"}, **{name: "x"}) == "a x\n"


@pytest.mark.parametrize(
    ("template", "code", "line", "column", "remedy"),
    [
        ("a\n\n b {hots}", "placeholder-unknown", 3, 4, 'Did you mean "host"?'),
        ("{when}", "placeholder-unknown", 1, 1, 'Did you mean "date"?'),
        ("{}", "placeholder-unknown", 1, 1, "Known here: host, "),
        ("a {host", "placeholder-not-closed", 1, 3, "Write {{ for {."),
        (" \n\n", "file-empty", 0, 0, "Write the mail."),
        ("x" * 100_001, "file-too-large", 0, 0, "Write a mail of a page or two."),
    ],
)
def test_what_is_wrong_with_a_template_is_named(
    template: str, code: str, line: int, column: int, remedy: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as caught:
        mail(template, tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)
    assert problem.remedy.startswith(remedy)


def test_a_template_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mail").write_bytes("Grüße".encode("latin-1"))
    with pytest.raises(SourceError, match="mail:1:3: the text is not UTF-8"):
        read_template(tmp_path / "mail")


ALL = (
    EVENING._replace(title="Ambition", date="2027-04-01", place="", files={"host-sheet.pdf": "2"}),
    EVENING._replace(files={"host-sheet.pdf": "2", "a.pdf": "1", "invitation.ics": "2"}),
    EVENING._replace(host="Bea"),
    EVENING._replace(host=""),
    EVENING._replace(canceled=True, files={}),
    EVENING._replace(canceled=True, files={"invitation.ics": "2"}),
    EVENING._replace(earlier_host="Cem"),
    EVENING,
)


def said(words: Language) -> str:
    """Return every kind of change, and what to print of a kit, in words."""
    now = {str(number): evening for number, evening in enumerate(ALL)}
    known = EVENING._replace(files={**EVENING.files, "a.pdf": "1"})
    before = {event: known for event in now if event not in ("6", "7")}
    clock = MailWords(words, TimeWords(words, words.clock))
    return clock.changes(changes(HostRecord("Ana", "ana", before, now))) + clock.to_print(records("a"))


def test_changes_are_sentences() -> None:
    evening = "Grief, Thursday, 11 March 2027, 19:00 to 20:30"
    assert said(read_language("en")).split("\n") == [
        "",
        f"– {evening}. Print again: 1/host-sheet.pdf. Send 1/invitation.ics to your guests again.",
        f"– No longer with you: {evening}. Bea takes over.",
        f"– No longer with you: {evening}.",
        f"– Canceled: {evening}.",
        f"– Canceled: {evening}. Send 5/invitation.ics to your guests, so that their calendars know.",
        f"– New, until now with Cem: {evening}.",
        f"– New: {evening}.",
        "– Another topic: Ambition, Thursday, 1 April 2027, 19:00 to 20:30. It was Grief. Moved: Ambition, "
        "Thursday, 1 April 2027, 19:00 to 20:30. It was Thursday, 11 March 2027, 19:00 to 20:30. Another place: "
        "Ambition, Thursday, 1 April 2027, 19:00 to 20:30. Place: not known yet. Print all files again.",
        "– host-sheet.pdf: 1 copy, 1 sheet of A4, both sides, flip on long edge",
        "– question-cards.pdf: 1 copy, 2 sheets of avery-5388, both sides, flip on long edge",
        "– reflection-worksheet.pdf: 10 copies, 10 sheets of A4, one side only",
    ]


@pytest.mark.parametrize("code", language_names())
def test_every_language_words_every_change_and_the_mail(code: str) -> None:
    words = read_language(code)
    text = said(words)
    assert len(text.split("\n")) == len(ALL) + 1 + 3
    values = dict.fromkeys(("topic", "date", "hours", "place", "guests", "id"), "x") | {"print": "\n– y"}
    whole = filled(
        usual_template(words), {"host": "Ana", "zip": "ana.zip", "changes": text}, [values, values]
    )
    assert "{" not in whole.decode()
    assert whole.decode().count("– y") == 2
