"""Parts of the evening as lines write them: their minutes, their words, and what of these is for the host alone."""

from __future__ import annotations

import pytest

from tests.support.drafts import draft, notes, segment

ASKED = {"en": "Questions", "de": "Fragen", "es": "Preguntas"}


def of(line: str, language: str = "en") -> str:
    return f"Home\n\n{ASKED[language]}\n1) Who?\n2) Why?\n\n{line}\n"


@pytest.mark.parametrize(
    ("line", "language", "kind", "minutes", "said"),
    [
        ("Vorstellungsrunde 20 Min - Name", "de", "introductions", 20, "Name"),
        ("Vorstellungsrunde 20 Min. – Name", "de", "introductions", 20, "Name"),
        ("Welcome 5 min: Hi", "en", "welcome", 5, "Hi"),
        ("Welcome 5 min Hi", "en", "welcome", 5, "Hi"),
        ("Welcome 10': Hi", "en", "welcome", 10, "Hi"),
        ("Welcome 10 minutes: Hi", "en", "welcome", 10, "Hi"),
        ("Schlussrunde 10 Min: Jede/r sagt ein Wort", "de", "closing_round", 10, "Jede/r sagt ein Wort"),
        ("Schlussrunde ca. 10 Min.: Ein Wort", "de", "closing_round", 10, "Ein Wort"),
        ("Schlussrunde (5 Min): Ein Wort", "de", "closing_round", 5, "Ein Wort"),
        ("Schriftlich (5 Min): Was bleibt?", "de", "written_reaction", 5, "Was bleibt?"),
        ("Schriftliche Reaktion (5 Min): Was bleibt?", "de", "written_reaction", 5, "Was bleibt?"),
        ("Aufschreiben (5 Min): Was bleibt?", "de", "written_reaction", 5, "Was bleibt?"),
        ("Por escrito (5 min): ¿Qué queda?", "es", "written_reaction", 5, "¿Qué queda?"),
        ("Writing (5 min): What stays?", "en", "written_reaction", 5, "What stays?"),
        ("Write 5 min: What stays?", "en", "written_reaction", 5, "What stays?"),
    ],
)
def test_minutes_behind_a_title_are_the_segments_and_the_rest_is_its_text(
    line: str, language: str, kind: str, minutes: int, said: str
) -> None:
    found = segment(draft(of(line, language), language=language), kind)
    text = found.read or found.ask
    assert (found.minutes, text.plain if text else None) == (minutes, said)


@pytest.mark.parametrize(
    ("line", "language"), [("7:00 Arrive", "en"), ("19:00 Ankommen", "de"), ("19:00 Llegada", "es")]
)
def test_arrivals_by_their_verb(line: str, language: str) -> None:
    found = draft(f"Home\n\n{line}\n19:15 {ASKED[language]}\n1) Who?\n2) Why?\n", language=language)
    assert not segment(found, "arrivals").added
    assert notes(found) == []


def test_a_sentence_about_writing_is_no_title_of_what_stands_behind_it() -> None:
    found = draft(of("Then five minutes to write. Photo for those who like."))
    photo, written = segment(found, "group_photo"), segment(found, "written_reaction")
    assert photo.note is not None
    assert photo.note.plain == "Photo for those who like."
    assert written.minutes == 5


@pytest.mark.parametrize(
    ("line", "language", "kind", "note", "said"),
    [
        ("7:15 Welcome - read the definition", "en", "welcome", "read the definition", None),
        ("Introductions: hand out the sheets", "en", "introductions", "hand out the sheets", None),
        ("Writing: Hand out paper. What stays?", "en", "written_reaction", "Hand out paper.", "What stays?"),
        ("Introductions: Explain what brought you", "en", "introductions", None, "Explain what brought you"),
        ("Closing: Read one line of your sheet", "en", "closing_round", None, "Read one line of your sheet"),
        ("Begrüßung: Definition vorlesen", "de", "welcome", "Definition vorlesen", None),
        ("Schlussrunde: Jede darf vorlesen", "de", "closing_round", None, "Jede darf vorlesen"),
        ("Bienvenida: Leer la definición", "es", "welcome", "Leer la definición", None),
    ],
)
def test_what_tells_the_host_what_to_do_is_not_said_to_guests(
    line: str, language: str, kind: str, note: str | None, said: str | None
) -> None:
    found = segment(draft(of(line, language), language=language), kind)
    text = found.read or found.ask
    assert (found.note.plain if found.note else None, text.plain if text else None) == (note, said)


def test_cues_in_a_table_are_notes() -> None:
    table = "| Zeit | Was | Wie |\n|---|---|---|\n| 19:00 | Begrüßung | Definition vorlesen |\n"
    found = draft(f"# Heimat\n\n{table}\n## Fragen\n1. Wer?\n2. Wo?\n", markdown=True, language="de")
    welcome = segment(found, "welcome")
    assert (welcome.read, welcome.note and welcome.note.plain) == (None, "Definition vorlesen")


AGENDA = (
    "Rivers\n\n{head}\n{0} Doors open, tea\n{1} Welcome\n{2} Introductions: your name\n{3} Questions\n- Why?\n- Who?\n"
    "{4} Closing round: one word\n{5} End\n"
)


@pytest.mark.parametrize(
    ("hours", "start"),
    [
        (("18:45", "19:00", "19:10", "19:25", "20:15", "20:45"), "18:45"),
        (("6:45", "7:00", "7:10", "7:25", "8:15", "8:45"), "18:45"),
        (("6:45 pm", "7 pm", "7:10 pm", "7:25 pm", "8:15 pm", "8:45 pm"), "18:45"),
        (("09:45", "10:00", "10:10", "10:25", "11:15", "11:45"), "09:45"),
        (("0:00", "0:15", "0:25", "0:40", "1:30", "2:00"), ""),
    ],
)
def test_the_hours_of_an_agenda_are_those_of_the_evening(hours: tuple[str, ...], start: str) -> None:
    made = draft(AGENDA.format(*hours, head="Agenda"))
    assert made.start == start
    lengths = [(each.kind, each.minutes) for each in made.segments if not each.added]
    assert lengths == [
        *[("arrivals", 15), ("welcome", 10), ("introductions", 15), ("questions", 50), ("closing_round", 30)]
    ]
    assert not any("minutes are said" in remark for remark in made.remarks)


@pytest.mark.parametrize("head", ["Agenda (90 minutes)", "Length: 90 minutes\nAgenda"])
def test_a_length_that_disagrees_with_the_hours_is_said(head: str) -> None:
    made = draft(AGENDA.format("18:45", "19:00", "19:10", "19:25", "20:15", "20:45", head=head))
    assert "Line 3: 90 minutes are said, and its hours are 120 apart." in made.remarks
    right = draft(AGENDA.format("18:45", "19:00", "19:10", "19:25", "20:00", "20:15", head=head))
    assert not any("minutes are said" in remark for remark in right.remarks)
