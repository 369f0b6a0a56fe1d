"""Lines become paragraphs: what was wrapped is joined, what is an item, a heading or a row stays by itself."""

from __future__ import annotations

import pytest

from hostkit.core.errors import SourceError
from hostkit.importing.paragraph import CELL, LONGEST, MOST, SourceParagraph
from hostkit.importing.paragraphs import read_paragraphs


def read(text: str, *, markdown: bool = False) -> list[SourceParagraph]:
    return read_paragraphs(
        text, is_markdown=markdown, is_title=lambda line: line == "Questions", name="x.txt", tags=markdown
    )


def plain(text: str, *, markdown: bool = False) -> list[str]:
    return [paragraph.plain for paragraph in read(text, markdown=markdown)]


def test_lines_wrapped_by_hand_are_joined() -> None:
    text = (
        "This guide was written for our reading circle and has been used\n"
        "three times, twice with success. You may print it and pass it on. It\n"
        "assumes that nobody has prepared anything.\n\nAnother one.\n"
    )
    assert len(plain(text)) == 2
    assert "used three times" in plain(text)[0]
    assert "It assumes" in plain(text)[0]


def test_short_lines_stay_apart_whatever_letter_they_begin_with() -> None:
    assert plain("pens\npaper\na cake\n") == ["pens", "paper", "a cake"]


def test_a_question_a_line_stays_a_question_a_line() -> None:
    text = "What is the best present that you ever gave to anybody at all?\nWho is hardest to find something for?\n"
    assert len(plain(text)) == 2


def test_a_title_is_joined_with_nothing() -> None:
    assert (
        plain("Questions\nwhich one would you take away from here tonight, and why?", markdown=True)[0]
        == "Questions"
    )


def test_words_that_were_parted_at_the_end_of_a_line_are_put_together() -> None:
    text = (
        "the long line that goes before it all ends in self-\nesteem, and here in Vor-\nund Nachteile of it\n"
    )
    assert plain(text) == [
        "the long line that goes before it all ends in self-esteem, and here in Vor-",
        "und Nachteile of it",
    ]


@pytest.mark.parametrize(
    ("line", "marker", "kind"),
    [
        ("1. Why?", "1.", "number"),
        ("1) Why?", "1)", "number"),
        ("(1) Why?", "(1)", "number"),
        ("1.- Why?", "1.-", "number"),
        ("1 Why?", "1", "number"),
        ("- Why?", "-", "bullet"),
        ("• Why?", "•", "bullet"),
        ("— Why?", "—", "bullet"),
        ("→ Why?", "→", "bullet"),
        ("o\tWhy?", "o", "bullet"),
        ("- [x] Why?", "- [x]", "bullet"),
    ],
)
def test_markers(line: str, marker: str, kind: str) -> None:
    paragraph = read(line)[0]
    assert (paragraph.marker, paragraph.kind, paragraph.plain) == (marker, kind, "Why?")


def test_letters_count_when_there_is_a_second_one() -> None:
    assert [p.marker for p in read("a. Why?\nb. Who?")] == ["a.", "b."]
    assert plain("A. Smith came.") == ["A. Smith came."]
    assert read("A. Smith came.")[0].marker == ""


@pytest.mark.parametrize(
    "line", ["14. January is the day", "1990 was a year?", "60 minutes, six people", "*so*"]
)
def test_what_begins_no_list(line: str) -> None:
    assert read(line)[0].whole == line
    assert read(line)[0].kind == ""


def test_depth_and_what_stands_inside_an_item() -> None:
    found = read("1. Why?\n   Still why.\n   - Who?\n     - Whom?\n2. When?\n\nAll done.")
    assert [(p.plain, p.depth, p.inside) for p in found] == [
        ("Why?", 0, False),
        ("Still why.", 0, True),
        ("Who?", 1, False),
        ("Whom?", 2, False),
        ("When?", 0, False),
        ("All done.", 0, False),
    ]


def test_headings_rules_and_capitals() -> None:
    found = read("Title\n=====\n\nPart\n----\n\n*** MORE ***\n\nABOVE\n\n-----\nbelow\n\n## Deep ##\n")
    assert [(p.plain, p.level, p.shows, p.ruled) for p in found] == [
        ("Title", 1, False, False),
        ("Part", 2, False, False),
        ("*** MORE ***", 0, True, False),
        ("ABOVE", 0, True, False),
        ("below", 0, False, True),
        ("Deep", 2, False, False),
    ]


def test_numbered_headings_and_strong_numbers() -> None:
    found = read("### 1. Why?\n\n**2. Who?** And when?\n", markdown=True)
    assert [(p.marker, p.plain, p.level) for p in found] == [("1.", "Why?", 3), ("2.", "Who? And when?", 0)]


def test_quotes_keep_their_depth() -> None:
    assert [(p.plain, p.quoted) for p in read("> one\n>> two\n> > three")] == [
        ("one", 1),
        ("two", 2),
        ("three", 2),
    ]


def test_a_table_of_questions_is_questions_and_probes() -> None:
    text = "| # | Question | Nudge |\n|--:|---|---|\n| 1 | Why? | Who? |\n| 2 | When? | |\n"
    assert [(p.marker, p.kind, p.plain, p.depth) for p in read(text, markdown=True)] == [
        ("# · Question · Nudge 1", "number", "Why?", 0),
        ("", "bullet", "Who?", 1),
        ("2", "number", "When?", 0),
    ]


def test_other_tables_and_tabs_are_cells() -> None:
    found = read("| Time | What |\n|---|---|\n| 19:00 | Tea |\n", markdown=True)
    assert [p.text for p in found] == [f"Time{CELL}What", f"19:00{CELL}Tea"]
    assert read("Pre-read:\tA book\tA press")[0].text == f"Pre-read:{CELL}A book{CELL}A press"
    assert read("Pre-read:\tA book")[0].plain == "Pre-read: · A book"


def test_messages_of_a_chat_keep_time_and_sender() -> None:
    text = "[12/01/2025, 20:41:03] Ana: 1. Why?\ngoes on\n12/01/2025, 20:42 - Bo: fine\n"
    found = read(text)
    assert [(p.marker, p.plain, p.message) for p in found] == [
        ("[12/01/2025, 20:41:03] Ana: 1.", "Why? goes on", True),
        ("12/01/2025, 20:42 - Bo:", "fine", True),
    ]


def test_the_head_of_a_site_page_gives_its_title_alone() -> None:
    found = read('---\ntitle: "Doing nothing"   # for now\nhost: Ana\n---\n\nText.')
    assert [(p.plain, p.footnote) for p in found] == [
        ("title: Doing nothing", False),
        ("for now", True),
        ("host: Ana", True),
        ("Text.", False),
    ]


def test_footnotes_and_named_addresses_of_markdown() -> None:
    found = read("See [the text][t].[^1]\n\n[^1]: A note.\n\n[t]: https://example.org/t\n", markdown=True)
    assert [(p.marker, p.plain, p.footnote, p.ruled) for p in found] == [
        ("", "See the text (https://example.org/t).", False, False),
        ("[^1]", "A note.", True, False),
        ("", "[t]: https://example.org/t", False, True),
    ]


def test_tags_in_markdown_are_read_as_what_they_are() -> None:
    text = (
        '<h1 align="center">A &amp; B</h1>\n\n<p>One<br>\n<b>Two</b> <a href="https://example.org/x">three</a></p>\n'
        "<!-- note -->\n"
    )
    found = read(text, markdown=True)
    assert [(p.plain, p.level) for p in found] == [
        ("A & B", 1),
        ("One", 0),
        ("Two three (https://example.org/x)", 0),
        ("note", 0),
    ]
    assert plain("<b>Two</b>") == ["<b>Two</b>"]


def test_a_definition_list_has_its_term_for_a_title() -> None:
    found = read("Closing\n: One word each.\n", markdown=True)
    assert [(p.plain, p.shows) for p in found] == [("Closing", True), ("One word each.", False)]


def test_a_long_paragraph_is_cut_between_words() -> None:
    found = read("a word " * 2000)
    assert all(len(p.text) <= LONGEST for p in found)
    assert " ".join(p.plain for p in found).split() == ["a", "word"] * 2000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n" * (MOST * 3 + 1), f"x.txt: the text has {MOST * 3 + 1} lines, and an evening has a hundred."),
        (
            "a\n\n" * (MOST + 1),
            f"x.txt: the text has {MOST + 1} paragraphs and items, and an evening has a hundred.",
        ),
        (
            "ok\n" + "a" * 10_001,
            "x.txt:2:1: a word of 10001 letters stands here: this is no text. Take it out.",
        ),
    ],
)
def test_more_than_any_evening_has_is_refused(text: str, message: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(text)
    assert str(refused.value).startswith(message)


def test_lines_without_a_word_are_no_paragraphs() -> None:
    assert plain("---\n\n...\n\n* * *\nhello\n\n•\n") == ["hello"]
