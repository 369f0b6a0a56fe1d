"""How an evening would sound: each rule at what it is for, in each language, and silent at what comes near."""

from __future__ import annotations

import pytest

from hostkit.core.input_files import data_folder
from hostkit.guides.evening_rules import evening_remarks
from hostkit.guides.guide import Guide, Helps
from hostkit.guides.languages import language_names
from tests.support.each import for_each
from tests.support.guides import RUN, guide, phrase, phrases, prompts, questions, segment

WELCOMES = {
    "en": ("Pass on anything. What you hear stays in this room.", "Hello. Let’s begin."),
    "de": ("Du darfst immer passen. Alles bleibt unter uns.", "Hallo. Fangen wir an."),
    "es": ("Puedes pasar siempre. Lo dicho se queda aquí.", "Hola. Empecemos."),
    "fr": ("Chacun peut passer. Tout reste ici.", "Bonsoir. Commençons."),
    "pl": ("Każde pytanie można pominąć. Wszystko zostaje tutaj.", "Dzień dobry. Zaczynamy."),
    "pt-BR": ("Pode passar sempre. O que se conta fica aqui.", "Olá. Vamos começar."),
    "tr": ("Her soruda pas geçebilirsin. Anlatılan burada kalır.", "Merhaba. Başlayalım."),
    "uk": ("Питання можна пропустити. Розказане лишається тут.", "Добрий вечір. Почнімо."),
}
DOUBLE = {
    "en": [
        "What did you learn at home, and who taught your first boss to rest?",
        "When did you last rest? Which part of the week feels longest to you?",
        "Who decides at work and what would your best friend say about money?",
    ],
    "de": [
        "Wann ruhst du, und welche Arbeit macht dir am meisten Freude?",
        "Wann ruhst du? Wer bei dir zu Hause schläft lange?",
    ],
    "es": [
        "¿Cuándo descansas, y qué trabajo te gusta más en casa?",
        "¿Cuándo descansas? ¿Quién trabaja más horas en tu casa?",
    ],
    "fr": [
        "Quand te reposes-tu, et quel travail te plaît vraiment chez toi ?",
        "Quand te reposes-tu ? Qui travaille tard chez toi ?",
    ],
}
SINGLE = {
    "en": [
        "When do you rest?",
        "When do you rest, and why?",
        "Which wish did you have at ten, and what became of it?",
        "Think of advice that helped and advice that hurt. What was the difference?",
        "You come home. Who is there?",
        "What do you do when nobody knows who you are?",
        "Besides money, what comes and goes with a job and a desk of your own?",
        "When you came home late and tired, what did people at work hear about your week?",
    ],
    "de": ["Wann ruhst du, und warum?", "Was wolltest du mit zehn, und was ist daraus geworden?"],
    "es": ["¿Cuándo descansas, y por qué?", "¿Qué querías a los diez, y qué fue de eso?"],
    "fr": [
        "Quand te reposes-tu, et pourquoi ?",
        "Que voulais-tu à dix ans, et qu’est-ce que cela t’a appris ?",
    ],
}


def codes(made: Guide) -> list[str]:
    return [problem.code for problem in evening_remarks(made)]


def welcomed(language: str, read: str) -> Guide:
    return guide(language=language, run_of_show=(segment("welcome", read=read), segment("questions")))


def asking(language: str, ask: str) -> Guide:
    return guide(language=language, run_of_show=(segment("questions"),), questions=questions(ask, "?"))


def test_every_language_has_its_words() -> None:
    assert {path.stem for path in data_folder("spoken_words").glob("*.yaml")} == set(language_names())


@pytest.mark.parametrize("language", WELCOMES)
def test_a_welcome_says_that_guests_may_pass_and_that_stories_stay(language: str) -> None:
    complete, silent = WELCOMES[language]
    assert codes(welcomed(language, complete)) == []
    assert codes(welcomed(f"{language}-XX", silent)) == ["welcome-incomplete"]
    passing, staying = complete.split(". ")
    assert codes(welcomed(language, passing)) == codes(welcomed(language, staying)) == ["welcome-incomplete"]


def test_the_words_name_what_a_welcome_leaves_out() -> None:
    (problem,) = evening_remarks(welcomed("en", "You may pass."))
    assert problem.what == "does not say that what is told stays in the room."
    (problem,) = evening_remarks(welcomed("en", "Hello."))
    assert problem.what == "does not say that anyone may pass or that what is told stays in the room."


def test_a_welcome_without_words() -> None:
    run = (segment("welcome"), segment("questions"))
    assert codes(guide(run_of_show=run)) == ["welcome-without-words"]
    assert codes(guide(run_of_show=run, definition=phrase("Rest is time."))) == []


@for_each([(language, ask) for language, asks in DOUBLE.items() for ask in asks])
def test_two_questions_in_one(language: str, ask: str) -> None:
    assert codes(asking(language, ask)) == ["question-double"]


@for_each([(language, ask) for language, asks in SINGLE.items() for ask in asks])
def test_one_question_and_its_follow_up(language: str, ask: str) -> None:
    assert codes(asking(language, ask)) == []


def ending(last: str, closing: str, writing: str, *prompt: str, title: str = "Rest") -> Guide:
    run = (
        segment("questions"),
        segment("written_reaction", ask=writing),
        segment("closing_round", ask=closing, each=True),
    )
    asked = questions("When do you rest?", last)
    return guide(title=phrase(title), run_of_show=run, questions=asked, worksheet=prompts(*prompt))


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (
            ending("Which wish can you name?", "A wish in one sentence.", "Write your wish."),
            "questions[1].ask",
        ),
        (
            ending("Which wish can you name?", "A wish in a sentence.", "A word.", "My wish"),
            "questions[1].ask",
        ),
        (ending("Who taught you the old songs?", "One old song to sing.", "A color."), ""),
        (ending("What is next?", "A gentle evening for a friend.", "A color.", "A gentle evening"), ""),
    ],
)
def test_an_ending_that_asks_the_same_again(made: Guide, field: str) -> None:
    (problem,) = evening_remarks(made)
    assert problem.code == "ending-repeated"
    assert problem.place.field == field


@pytest.mark.parametrize(
    "made",
    [
        ending("Which wish can you name?", "One word for tonight.", "Write a letter.", "A wish of mine"),
        ending("What is rest for you?", "Rest, in one word.", "Write about rest.", "My rest"),
        ending("What is next?", "One word.", "A wish in full size.", "A wish in its full size"),
    ],
)
def test_an_ending_that_goes_on(made: Guide) -> None:
    assert codes(made) == []


@pytest.mark.parametrize(
    ("run", "is_read"),
    [
        ((segment("welcome"), segment("questions")), True),
        ((segment("welcome", note="Read the agreements aloud."), segment("questions")), True),
        ((segment("welcome", note="Light a candle."), segment("questions")), False),
        ((segment("questions"),), False),
        ((segment("arrivals", note="Say the agreements."), segment("questions")), True),
    ],
)
def test_agreements_that_nobody_reads(run: tuple[object, ...], is_read: bool) -> None:
    fields = {"run_of_show": run, "definition": phrase("Rest is time.")}
    made = guide(**fields, agreements=phrases("Anyone may pass."))
    assert codes(made) == ([] if is_read else ["agreements-unread"])
    assert codes(guide(**fields)) == []


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"questions": questions("What did your boss say when she was asked?", "?")}, 1),
        ({"questions": questions("What did your mother say when she was asked?", "?")}, 0),
        ({"questions": questions(("What did your mother say?", ("What did she leave out?",)), "?")}, 0),
        ({"questions": questions(("What did a friend say?", ("What did she leave out?",)), "?")}, 1),
        ({"tips": phrases("A guest may keep her story.", "Each keeps their story.")}, 1),
        ({"worksheet": prompts("Somebody I owe, and his name")}, 1),
        ({"helps": Helps(tempers=phrase("Ask her to wait."))}, 1),
        ({"definition": phrase("An ally is a man who does his share.")}, 0),
        ({"notes": phrases("A guest may keep her story.")}, 0),
    ],
)
def test_a_guest_may_be_anyone(fields: dict[str, object], count: int) -> None:
    made = guide(**{"run_of_show": (segment("questions"),), "questions": questions("What?", "?"), **fields})
    assert codes(made) == ["pronoun-of-one-sex"] * count


def test_a_guide_in_a_language_without_words_passes() -> None:
    assert codes(guide(language="fi", run_of_show=RUN, questions=questions(DOUBLE["en"][0], "?"))) == []
