"""What is said of each paragraph of a text, how it is written and read again, and forms that people paste."""

from __future__ import annotations

import pytest

from hostkit.importing.import_file import import_source, label_source
from hostkit.importing.labels import MANY, MOST_UNSURE, STATES_OF, corrected, read_parts, with_parts
from hostkit.importing.source_file import MARKDOWN, TEXT, WORD, SourceFile
from hostkit.importing.text_language import language_of
from tests.support.drafts import asked, draft
from tests.support.word_files import paragraph, run, word_file

MAIL = "Subject: Re: Fwd: Trust\n\nHi all,\n\n1. Why do we trust?\n2. Who is it?\n\nBest,\nAna\nSent from my phone\n"


def source(text: str, kind: str = TEXT) -> SourceFile:
    return SourceFile("x.txt", "x", kind, text.encode())


def test_parts_are_written_and_read_again() -> None:
    first = label_source(source(MAIL))
    text = with_parts(first.labels)
    again = label_source(source(text))
    assert [label.part for label in again.labels] == [label.part for label in first.labels]
    assert [label.paragraph.plain for label in again.labels] == [
        label.paragraph.plain for label in first.labels
    ]
    assert import_source(source(text)).draft.questions == import_source(source(text)).draft.questions


def test_what_the_words_before_the_bars_say_holds() -> None:
    text = with_parts(label_source(source(MAIL)).labels).replace("question", "tip", 1)
    made = import_source(source(text)).draft
    assert [item.text.plain for item in made.tips] == ["Why do we trust?"]
    assert len(made.questions) == 1


def test_a_text_with_bars_is_no_text_with_parts() -> None:
    assert read_parts("a | b\nc | d\n") is None
    assert read_parts("question | b?\nnotes? (or tip) | d\n") == ("b?\nd\n", {1: "question", 2: "notes"})


@pytest.mark.parametrize("part", sorted(STATES_OF))
def test_every_part_can_be_chosen(part: str) -> None:
    labels = label_source(source(MAIL)).labels
    assert corrected(labels, {3: part})[3].part == part


def test_few_paragraphs_are_unsure() -> None:
    labels = label_source(source("\n\n".join(f"Some words of {n} and no more" for n in range(60)))).labels
    unsure = sum(not label.is_sure for label in labels)
    assert unsure <= min(MANY, len(labels) / MOST_UNSURE)


def test_the_subject_of_a_mail_is_the_title_and_its_end_stands_on_no_card() -> None:
    made = draft(MAIL)
    assert made.title
    assert made.title.plain == "Trust"
    assert asked(made) == [("Why do we trust?", []), ("Who is it?", [])]


@pytest.mark.parametrize(
    "lines",
    [
        "-How do we trust?\n-Who do we trust?",
        "1\\. How do we trust?\n2\\. Who do we trust?",
        "\\- How do we trust?\n\\- Who do we trust?",
        "7. How do we trust?\n8. Who do we trust?",
        "how do we trust?\nwho do we trust?",
        "How do we trust\nWho do we trust",
        "• How do we trust?\n• Who do we trust?",
    ],
)
def test_questions_in_forms_that_programs_and_people_write(lines: str) -> None:
    found = [text.rstrip("?") for text, _ in asked(draft(f"Trust\n\nQuestions\n{lines}\n"))]
    assert found == ["How do we trust", "Who do we trust"]


@pytest.mark.parametrize("mark", ["---", "+++"])
def test_front_matter_gives_a_title_and_no_card(mark: str) -> None:
    sign = ":" if mark == "---" else " ="
    text = (
        f"{mark}\ntitle{sign} Trust\n\ndate{sign} 2024-01-01\n{mark}\n\n1. Why do we trust?\n2. Who is it?\n"
    )
    made = import_source(source(text, MARKDOWN)).draft
    assert made.title
    assert made.title.plain == "Trust"
    assert len(made.questions) == 2


def test_hidden_and_struck_text_of_word_stands_on_no_card() -> None:
    struck = paragraph(
        run("1. Why do we trust?"), run(" Old?", "<w:strike/>"), run(" Secret?", "<w:vanish/>")
    )
    data = word_file("Trust", "Questions", struck, "2. Who is it?")
    made = import_source(SourceFile("x.docx", "x", WORD, data)).draft
    assert [question.ask.plain for question in made.questions] == ["Why do we trust?", "Who is it?"]
    assert "Old" in " ".join(note.plain for note in made.notes)


@pytest.mark.parametrize(
    ("language", "written"), [("en", "Say “so”, don’t"), ("de", "Say „so“, don’t"), ("es", "Say «so», don’t")]
)
def test_straight_quotes_become_those_of_the_language(language: str, written: str) -> None:
    titles = {"en": "Questions", "de": "Fragen", "es": "Preguntas"}
    text = f'T\n\n{titles[language]}\n1. Say "so", don\'t?\n2. Who?\n'
    assert asked(draft(text, language=language))[0][0] == f"{written}?"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Che cosa non si dice a casa, e perché? Quando è che il silenzio ti ha fatto bene? " * 3, "it"),
        ("Wat heb je moeten achterlaten, en wie hielp je? Zou je het nog een keer doen? " * 3, "nl"),
        ("Quem manda no seu relógio, e quando foi a última vez que você não fez nada? " * 3, "pt-BR"),
        ("Was hast du zuletzt weggegeben, und an wen? Wann fiel dir ein Abschied leicht? " * 3, "de"),
        ("Qwx zrt plk mnb vcx dfg hjk lpo iuy trw qas zxc. " * 4, "und"),
    ],
)
def test_a_language_is_not_taken_for_another(text: str, language: str) -> None:
    assert language_of(text) == language
