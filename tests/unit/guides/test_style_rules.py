"""Style: each rule at what it is for, and silent at what comes near."""

from __future__ import annotations

import pytest

from hostkit.core.errors import Problem
from hostkit.guides.guide import Credit, FollowUp, Guide, PreRead
from hostkit.guides.style_rules import MOST_WORDS, MOST_WORDS_OF_QUESTION, is_yes_no_question, remarks
from tests.support.each import for_each
from tests.support.guides import guide, link, male_allies, phrase, phrases, questions, segment, words

CLOSED = {
    "en": [
        "Do you rest?",
        "Did anyone help you?",
        "Is rest something that has to be earned?",
        "Have you ever said no?",
        "Can you say no to a friend?",
        "Should a friend tell you?",
        "Would you do it again?",
        "Don’t you think so?",
        "Don't you think so?",
        "“Are you happy?”",
        "Is that fair or not?",
        "You have a day off. Do you rest?",
        "Do you rest? Does anybody you know?",
        "Is there a time when you rest?",
        "DO YOU REST?",
    ],
    "de": [
        "Ist Ruhe verdient?",
        "Hast du heute geruht?",
        "Glaubst du, dass Ruhe hilft?",
        "Kennt ihr das?",
        "Denken Sie oft daran?",
        "Gibt es einen Ort, an dem du ruhst?",
        "Weißt du noch?",
        "Ist das gerecht oder nicht?",
    ],
    "es": [
        "¿Has descansado hoy?",
        "¿Eres feliz?",
        "¿Puedes decir que no?",
        "¿Crees que ayuda?",
        "¿Hay un lugar para ti?",
        "¿Te acuerdas?",
        "¿Es justo o no?",
    ],
}
OPEN = {
    "en": [
        "What do you do when you rest?",
        "How far do you agree?",
        "Do you rest, and how?",
        "Do you rest? What do you do then?",
        "Have you ever said no, and if so, to whom?",
        "Is it the work, or is it the people?",
        "Would you rather have an hour or a day?",
        "Should you be late, what do you say first?",
        "Had you a free year: where would you go?",
        "When it falls to women to train men, is that the old imbalance over again? How far do you agree?",
        "When you are tired, do you rest?",
        "“Is she ambitious?”: how does that sound to you?",
        "Hours aside, what in your work does not fit you?",
        "Think of a friendship that has held. What holds it?",
        "Do tell us about a day of rest.",
        "Name a thing that you do alone.",
        "Dogs: what do they know about rest?",
        "?",
    ],
    "de": [
        "Was tust du, wenn du ruhst?",
        "Wenn du ruhst, was tust du?",
        "Wen fragen Sie zuerst?",
        "Wen sie fragt, wann und warum?",
        "Seit ihr hier wohnt: was hat sich geändert?",
        "Als du jung warst, wer war da?",
        "Hast du Ruhe, und wenn ja, woher?",
        "Ist es die Arbeit, oder sind es die Leute?",
        "Hättest du einen Tag frei, was tätest du?",
        "Hast du heute geruht? Womit?",
        "Worin siehst du den Sinn?",
        "Mit ihr reden, aber wie?",
    ],
    "es": [
        "¿Qué haces cuando descansas?",
        "¿Has cambiado? ¿Por qué?",
        "¿Te quedas o te vas?",
        "Cuando llegas tarde, ¿te disculpas?",
        "¿Has dicho que no, y a quién?",
        "De lo que tienes, ¿cuánto necesitas?",
    ],
}


@for_each([(language, text) for language, texts in CLOSED.items() for text in texts])
def test_a_question_that_yes_or_no_answers(language: str, text: str) -> None:
    assert is_yes_no_question(text, language)
    assert is_yes_no_question(text, f"{language}-AT")


@for_each([(language, text) for language, texts in OPEN.items() for text in texts])
def test_a_question_that_yes_or_no_does_not_answer(language: str, text: str) -> None:
    assert not is_yes_no_question(text, language)


def test_a_language_that_is_not_known_is_not_judged() -> None:
    assert not is_yes_no_question("Do you rest?", "fr")


def said(made: Guide) -> list[tuple[str, str]]:
    return [(remark.code, remark.what) for remark in remarks(made)]


def codes(made: Guide) -> list[str]:
    return [remark.code for remark in remarks(made)]


def test_a_usual_guide_is_left_in_peace() -> None:
    assert said(guide()) == []
    assert said(male_allies()) == []


def test_a_closed_question_is_remarked_on_in_the_words_of_its_language() -> None:
    asked = questions("Where do you rest?", "Do you rest?")
    (remark,) = remarks(guide(questions=asked))
    assert remark == Problem(
        "question-yes-or-no",
        asked[1].ask.at,
        "yes or no would answer it, and the talk ends there.",
        "Ask with what, how, which or when, or go on with “and why?”.",
    )
    (remark,) = remarks(guide(language="de", questions=questions("Ruhst du?", "Wann ruhst du?")))
    assert remark.remedy == "Ask with was, wie, welche oder wann, or go on with “und warum?”."


def test_probes_and_prompts_may_be_closed() -> None:
    asked = questions(("Where do you rest?", ("Is it quiet there?",)), "When do you rest?")
    assert said(guide(questions=asked)) == []


def test_a_question_of_more_than_twenty_five_words() -> None:
    asked = questions(words(MOST_WORDS_OF_QUESTION, "What"), words(MOST_WORDS_OF_QUESTION + 1, "What"))
    assert said(guide(questions=asked)) == [
        ("question-too-long", "has 26 words; nobody remembers the beginning of more than 25.")
    ]


def test_a_definition_of_more_than_sixty_words() -> None:
    assert said(guide(definition=phrase(words(MOST_WORDS)))) == []
    assert said(guide(definition=phrase(words(MOST_WORDS + 1)))) == [
        ("definition-too-long", "has 61 words; more than 60 are too long to say aloud.")
    ]


def test_a_link_over_plain_http_wherever_it_stands() -> None:
    links = [
        link("http://example.org/essay"),
        link("https://example.org/note"),
        link("http://example.org/group"),
    ]
    made = guide(
        pre_read=PreRead(phrase("An essay"), url=links[0]),
        credit=Credit(phrase("After a book"), links[1]),
        follow_up=FollowUp(url=links[2]),
    )
    found = list(remarks(made))
    assert [remark.code for remark in found] == ["link-not-https", "link-not-https"]
    assert {remark.place for remark in found} == {links[0].at, links[2].at}


@pytest.mark.parametrize(
    ("text", "code", "wrong"),
    [
        ('A "quiet" day', "text-straight-quotes", 'has a straight quotation mark or apostrophe in «A "quiet" day».'),
        ("It isn't quiet", "text-straight-quotes", "has a straight quotation mark or apostrophe in «It isn't quiet»."),
        ("The '90s", "text-straight-quotes", "has a straight quotation mark or apostrophe in «The '90s»."),
        ("The 90's", "text-straight-quotes", "has a straight quotation mark or apostrophe in «The 90's»."),
        ("Quiet - at last", "text-typed-dash", "has a hyphen for a dash in «Quiet - at last»."),
        ("Quiet -- at last", "text-typed-dash", "has a hyphen for a dash in «Quiet -- at last»."),
        ("Quiet...", "text-three-dots", "has three dots in a row in «Quiet...»."),
    ],
)  # fmt: skip
def test_signs_of_a_typewriter(text: str, code: str, wrong: str) -> None:
    assert said(guide(tips=phrases(text))) == [(code, wrong)]


@pytest.mark.parametrize(
    "text",
    ["A “quiet” place", "It isn’t „still“", 'Cards of 3" by 5"', "A self-made place", "3–4 guests", "Quiet…"],
)  # fmt: skip
def test_signs_of_print_and_of_measures(text: str) -> None:
    assert said(guide(tips=phrases(text))) == []


def test_signs_are_looked_for_in_every_text_but_the_notes() -> None:
    run = (segment("welcome", read="Say it -- now."), segment("questions"))
    assert codes(guide(title=phrase("Ana's rest"), run_of_show=run)) == [
        "text-straight-quotes",
        "text-typed-dash",
    ]
    assert codes(guide(notes=phrases('"Quoted" -- here...'))) == []


def test_one_remark_for_each_kind_of_sign_in_a_text() -> None:
    assert codes(guide(tips=phrases("'a' 'b' -- c -- d ... e ..."))) == [
        "text-straight-quotes",
        "text-typed-dash",
        "text-three-dots",
    ]
