"""Forms in which people paste the text of an evening; each of them was once put into the wrong part of a guide."""

from __future__ import annotations

import pytest

from hostkit.importing.draft import GuideDraft, uses
from hostkit.importing.import_file import import_source
from hostkit.importing.source_file import MARKDOWN, TEXT, WORD, SourceFile
from tests.support.word_files import paragraph, run, table, word_file

ASKED = "\nQuestions\n1. Why do we trust?\n2. Who is it that you trust?\n"


def imported(text: str, kind: str = TEXT) -> GuideDraft:
    return import_source(SourceFile("x.txt", "x", kind, text.encode())).draft


def cards(made: GuideDraft) -> list[str]:
    return [question.ask.plain for question in made.questions]


def places(made: GuideDraft, words: str) -> set[str]:
    return {use.part for use in uses(made) if words in use.text and not use.understood}


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Then everybody writes on a card for five minutes what they want to keep.", "written_reaction"),
        ("To finish, each of us says one word.", "closing_round"),
        ("Whoever likes can take a selfie with us at the end.", "group_photo"),
        ("What is said here stays here.", "agreements"),
        ("Afterwards we go on talking in our group: https://example.org/trust", "follow_up"),
        ("Please read this before you come: “A rope”, https://example.org/rope", "pre_read"),
    ],
)
def test_a_part_may_be_said_in_a_sentence_without_a_title(sentence: str, place: str) -> None:
    after = sentence if place not in ("agreements", "pre_read") else ""
    made = imported(f"Trust\n\n{'' if after else sentence}\n{ASKED}\n{after}\n")
    assert place in {use.part for use in uses(made) if sentence[:12] in use.text}


def test_half_of_a_list_may_do_without_question_marks() -> None:
    lines = ["Why do we trust?", "A promise that you kept", "Who is it?", "Tell us of a lock you removed."]
    made = imported("Trust\n\nQuestions\n" + "".join(f"{n}. {line}\n" for n, line in enumerate(lines, 1)))
    assert cards(made) == lines


@pytest.mark.parametrize("title", ["Going deeper", "Second part", "Now and then"])
def test_a_title_among_the_questions_is_on_no_card(title: str) -> None:
    made = imported(f"Trust\n\nQuestions\n1. Why do we trust?\n2. Who is it?\n\n{title}\n\n3. When was it?\n")
    assert len(cards(made)) == 3
    assert not any(title in card for card in cards(made))


@pytest.mark.parametrize(
    "line",
    [
        "Group work or alone, what suits you?",
        "Close friends: how many?",
        "Before you trust, what do you check?",
    ],
)
def test_a_word_at_the_start_of_a_question_does_not_take_the_questions_behind_it(line: str) -> None:
    made = imported(f"Trust\n\nQuestions\n1. Why do we trust?\n2. {line}\n3. When was it?\n")
    assert cards(made) == ["Why do we trust?", line, "When was it?"]


@pytest.mark.parametrize(
    "line",
    [
        "Note to the host: wait a little before you go on.",
        "Facilitator: make sure that everybody has had a turn.",
        "Leader note: If nobody speaks, go first yourself.",
    ],
)
def test_instructions_for_the_host_are_on_no_card(line: str) -> None:
    made = imported(f"Trust\n\nQuestions\n1. Why do we trust?\n{line}\n2. Who is it?\n\n{line}\n")
    assert cards(made) == ["Why do we trust?", "Who is it?"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Who pays for\n# the wine?\n" + ASKED, "Who pays for the wine?"),
        ("WHO PAYS FOR\nTHE WINE?\n" + ASKED, "WHO PAYS FOR THE WINE?"),
        ("# [Trust](https://example.org/trust)\n" + ASKED, "Trust"),
        ("# Trust (https://example.org/trust)\n" + ASKED, "Trust"),
        ("Trust https://example.org/trust\n" + ASKED, "Trust"),
    ],
)
def test_a_title_may_have_two_lines_ask_and_have_a_link(text: str, title: str) -> None:
    made = imported(text, MARKDOWN if text.startswith("#") else TEXT)
    assert made.title
    assert made.title.plain == title


@pytest.mark.parametrize(
    "before", ["👉 ", "🌱 ", "✅ ", ":-) ", "-", "– ", "1\\. ", "\\- ", "Hi! ", "\uf0b7 ", "o\t"]
)
def test_questions_behind_emoji_smileys_and_escaped_signs(before: str) -> None:
    made = imported(
        f"Trust\n\nQuestions\n{before}How do we trust?\n{before}Who do we trust?\n{before}When is it hard?\n"
    )
    assert [card.removeprefix(before) for card in cards(made)] == [
        "How do we trust?",
        "Who do we trust?",
        "When is it hard?",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Can somebody bring chairs?",
        "My neighbor once asked me: “Do you still have my ladder?” I had forgotten all about it.",
        "PS: Is there parking?",
    ],
)
def test_what_a_story_or_a_mail_asks_is_on_no_card(line: str) -> None:
    made = imported(f"Hi all,\n\nhere is the plan for Friday.\n\nTrust\n{ASKED}\n{line}\n\nBest,\nAna\n")
    assert cards(made) == ["Why do we trust?", "Who is it that you trust?"]


def test_an_agreement_may_have_two_lines() -> None:
    made = imported(
        "Trust\n\nAgreements\n- Listen to the end,\n  even if it is long.\n- You may pass.\n" + ASKED
    )
    assert [item.text.plain for item in made.agreements] == [
        "Listen to the end, even if it is long.",
        "You may pass.",
    ]


def test_a_photo_and_a_group_within_the_writing_are_parts_of_their_own() -> None:
    text = (
        "Written reaction (5 min)\nWrite on the card what you will keep. Then we take a group photo. "
        "We go on talking in our group: https://example.org/trust\n"
    )
    made = imported(f"Trust\n{ASKED}\n{text}")
    assert places(made, "Write on the card") == {"written_reaction"}
    assert places(made, "group photo") == {"group_photo"}
    assert made.follow_up


def test_wrapped_lines_are_joined_without_semicolons() -> None:
    made = imported(
        "Trust\n\nWelcome\nWe meet because trust is something that nobody has alone, and because\n"
        "the evenings are long in winter, so that there is time for it and for\nall that belongs to it.\n"
        + ASKED
    )
    welcome = next(each for each in made.segments if each.kind == "welcome")
    assert welcome.read
    assert ";" not in welcome.read.plain


def test_lines_of_a_dictated_text_are_paragraphs_of_their_own() -> None:
    lines = [
        "what did your parents teach you about money without ever saying it",
        "who pays when you go out and how do you feel about that",
        "have you ever lied about what something cost",
        "what would you never lend to anybody",
        "and when did you last give something away",
    ]
    assert cards(imported("money and love\n" + "\n".join(lines))) == [line.capitalize() for line in lines]


def test_a_question_for_which_there_may_be_no_time_may_be_skipped() -> None:
    made = imported("Trust\n\nQuestions\n1. Why?\n2. If there is time: who is it?\n")
    assert [(question.ask.plain, question.skip_if_late) for question in made.questions] == [
        ("Why?", False),
        ("Who is it?", True),
    ]


def test_a_header_row_and_deleted_text_of_word_are_on_no_card() -> None:
    rows = table(("No.", "Question"), ("1", "Why do we trust?"), ("2", "Who is it?"))
    data = word_file(
        "Trust", rows, paragraph(f"<w:del>{run('What was this?').replace('w:t', 'w:delText')}</w:del>")
    )
    made = import_source(SourceFile("x.docx", "x", WORD, data)).draft
    assert cards(made) == ["Why do we trust?", "Who is it?"]


def test_a_picture_is_on_no_card() -> None:
    made = imported(f"# Trust\n\n![Who is that?](https://example.org/a.png)\n{ASKED}", MARKDOWN)
    assert len(cards(made)) == 2
