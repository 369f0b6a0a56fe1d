"""Advice for difficult moments and words of goodbye, by their titles, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.guides.guide import SEGMENT_MINUTES
from hostkit.guides.languages import read_language
from hostkit.guides.read_guide import read_guide
from hostkit.importing.draft import GuideDraft
from hostkit.importing.heads import HELPS
from hostkit.importing.words import all_words, key_of
from hostkit.importing.write_guide import write_guide
from tests.support.drafts import asked, draft, notes, segment

QUESTIONS = {
    "en": "Questions", "de": "Fragen", "es": "Preguntas", "fr": "Questions", "pl": "Pytania", "pt-BR": "Perguntas",
    "tr": "Sorular", "uk": "Питання",
}  # fmt: skip
START = "Home\n\n{questions}\n1) Who?\n2) Why?\n\n"
BYE = {
    "en": "Thank you all. Sleep well.",
    "de": "Danke euch allen. Schlaft gut.",
    "es": "Gracias. Que descansen.",
    "fr": "Merci. Bonne nuit.",
    "pl": "Dziękuję wszystkim. Dobranoc.",
    "pt-BR": "Obrigada a todas. Boa noite.",
    "tr": "Hepinize teşekkürler. İyi geceler.",
    "uk": "Дякую всім. На добраніч.",
}
CLOSES = {
    "en": "Closing round", "de": "Schlussrunde", "es": "Ronda de cierre", "fr": "Dernier tour de table",
    "pl": "Runda końcowa", "pt-BR": "Rodada final", "tr": "Kapanış turu", "uk": "Останнє коло",
}  # fmt: skip


def of(lines: str, language: str = "en") -> GuideDraft:
    return draft(START.format(questions=QUESTIONS[language]) + lines + "\n", language=language)


def helps(found: GuideDraft) -> dict[str, str]:
    return {name: each.text.plain for name, each in found.helps.items()}


def goodbye(found: GuideDraft) -> str | None:
    return found.goodbye.plain if found.goodbye else None


@pytest.mark.parametrize(
    ("title", "language", "name"),
    [
        ("If someone cries", "en", "tears"),
        ("Tears", "en", "tears"),
        ("If there are tears", "en", "tears"),
        ("When nobody speaks", "en", "stalls"),
        ("If someone talks too much", "en", "one_voice"),
        ("If it gets heated", "en", "tempers"),
        ("Wenn jemand weint", "de", "tears"),
        ("Tränen", "de", "tears"),
        ("Bei Streit", "de", "tempers"),
        ("Si alguien llora", "es", "tears"),
        ("Lágrimas", "es", "tears"),
        ("Si hay silencio", "es", "stalls"),
        ("Si quelqu’un pleure", "fr", "tears"),
        ("Larmes", "fr", "tears"),
        ("Si le ton monte", "fr", "tempers"),
        ("Gdy ktoś płacze", "pl", "tears"),
        ("Se alguém chorar", "pt-BR", "tears"),
        ("Biri ağlarsa", "tr", "tears"),
        ("Якщо хтось плаче", "uk", "tears"),
    ],
)
@pytest.mark.parametrize("form", ["{title}: {text}", "{title}\n{text}", "- {title}: {text}"])
def test_advice_by_its_title(form: str, title: str, language: str, name: str) -> None:
    line = form.format(title=title, text="Count to three, then wait.")
    begins = {
        "en": "Tips: Wait.\n\nNotes\n", "de": "Notizen\n", "es": "Notas\n", "fr": "Notes\n", "pl": "Notatki\n",
        "pt-BR": "Notas\n", "tr": "Notlar\n", "uk": "Примітки\n",
    }[language]  # fmt: skip
    if "\n" in form and len(title.split()) == 1:
        line = line.replace("\n", ": ")
    found = of(f"{begins}\n{line}", language)
    assert helps(found) == {name: "Count to three, then wait."}
    assert len(asked(found)) == 2


@pytest.mark.parametrize("language", all_words())
def test_what_hostkit_prints_is_known_again(language: str) -> None:
    words = read_language(language)
    printed = {name: words(f"help.{name}") for name in HELPS}
    lines = [f"{words(f'host_sheet.{name}')}: {text}" for name, text in printed.items()]
    lines.append(f"{words('segment.end')}\n{words('said.goodbye')}")
    found = of("\n\n".join(lines), language)
    assert helps(found) == printed
    assert goodbye(found) == words("said.goodbye")
    assert notes(found) == []


PRINTED = {
    **{f"segment.{kind}": kind for kind in SEGMENT_MINUTES if kind not in ("questions", "custom")},
    **{f"host_sheet.{name}": name for name in HELPS},
    **dict.fromkeys(
        ("code.before_optional", "code.before_required", "card.before", "card.before_required"), "pre_read"
    ),
    **dict.fromkeys(("code.after", "code.our_group", "card.afterwards"), "follow_up"),
    "segment.end": "end",
    "host_sheet.mind": "tips",
    "host_sheet.bring": "materials",
    "document.question_cards": "questions",
    "document.reflection_worksheet": "worksheet",
}
"""The part that each label of the sheets names."""


@pytest.mark.parametrize("language", all_words())
@pytest.mark.parametrize("name", PRINTED)
def test_a_label_that_hostkit_prints_is_a_title(name: str, language: str) -> None:
    part = all_words()[language].title(key_of(read_language(language)(name)))
    assert part
    assert part.kind == PRINTED[name]


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Goodbye", "en"),
        ("To end", "en"),
        ("Words of goodbye", "en"),
        ("Verabschiedung", "de"),
        ("Despedida", "es"),
        ("Para terminar", "es"),
        ("Au revoir", "fr"),
        ("Pour finir", "fr"),
        ("Pożegnanie", "pl"),
        ("Despedida", "pt-BR"),
        ("Veda", "tr"),
        ("На прощання", "uk"),
    ],
)
@pytest.mark.parametrize("closes", [True, False])
def test_words_of_goodbye_by_their_title(title: str, language: str, closes: bool) -> None:
    before = f"{CLOSES[language]} (10 min): ...\n\n" if closes else ""
    found = of(f"{before}{title}: {BYE[language]}", language)
    assert goodbye(found) == BYE[language]
    assert segment(found, "closing_round").added is not closes
    assert segment(found, "closing_round").title is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Goodbye (10 min)", None),
        ("Goodbye: What will you keep?", "What will you keep?"),
        ("To end: each of us says one word.", "Each of us says one word."),
        ("Goodbye: Name one thing.", "Name one thing."),
    ],
)
def test_a_goodbye_in_which_guests_speak_is_the_closing_round(line: str, said: str | None) -> None:
    found = of(line)
    ask = segment(found, "closing_round").ask
    assert (ask.plain if ask else None) == said
    assert goodbye(found) is None


def test_what_the_host_does_at_the_goodbye_is_a_note() -> None:
    found = of("Closing round: One word each.\n\nGoodbye: Hand out the coats. Sleep well, all of you.")
    assert goodbye(found) == "Sleep well, all of you."
    assert notes(found) == ["Hand out the coats."]


@pytest.mark.parametrize("line", ["End: Cake.", "End", "21:00 End"])
def test_an_end_without_words_to_say_has_no_goodbye(line: str) -> None:
    assert goodbye(of(line)) is None


@pytest.mark.parametrize("line", ["End: “Sleep well.”", "End\n\n“Sleep well.”"])
def test_an_end_with_quoted_words_has_a_goodbye(line: str) -> None:
    assert goodbye(of(line)) == "“Sleep well.”"


@pytest.mark.parametrize(
    "text",
    [
        "Silence\n\nQuestions\n1) Who?\n2) Why?\n\nNotes\n\nSilence: what is left when nobody speaks.\n",
        "Silence\n\nSilence: what is left when nobody speaks.\n\nQuestions\n1) Who?\n2) Why?\n",
        "Home\n\nQuestions\n1) Silence: who needs it?\n2) Tears: who sees them?\n",
        "Home\n\nQuestions\n1) Who?\n- If it stalls: where?\n2) Why?\n",
        "Home\n\nTips\n- Silence. Count to twelve.\n\nQuestions\n1) Who?\n2) Why?\n",
    ],
)
def test_a_word_that_may_be_anything_is_no_title_of_advice(text: str) -> None:
    found = draft(text)
    assert helps(found) == {}
    assert len(asked(found)) == 2


def test_they_read_back_from_the_file(tmp_path: Path) -> None:
    text = "Closing round: One word each.\n\nGoodbye: Good night, {all}.\n\nIf someone cries: Wait. And wait."
    path = tmp_path / "home.yaml"
    path.write_text(write_guide(of(text)), encoding="utf-8")
    guide = read_guide(path)
    assert str(guide.helps.tears) == "Wait. And wait."
    assert guide.end
    assert str(guide.end.read) == "Good night, {{all}."
