"""Rounds on the sheets: the host sheet shows each as a segment, the cards carry it quietly in their foot."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hostkit.guides.guide import Guide, Round
from hostkit.guides.read_guide import read_guide
from hostkit.sheets import style
from hostkit.sheets.style import ACCENT
from hostkit.typesetting.display_list import Document, Fill, Page, TextRun
from tests.support.cases import GUIDES
from tests.support.guides import event, guide, phrase, plan, questions, words
from tests.support.host_rows import NARROW, SIDE
from tests.support.kits import compose
from tests.support.measure import MM, above_baseline, collisions, runs, said

DATA = GUIDES / "rounds.yaml"


def host_sheet(made: Guide, paper: str = "a4") -> Document:
    return compose(plan(made, event(start=600, minutes=None), paper=paper), "host-sheet")


def run(page: Page, text: str) -> TextRun:
    """Return the run that begins with a text."""
    return next(item for item in runs(page) if item.text.startswith(text))


def written(page: Page) -> list[str]:
    return [item.text for item in runs(page)]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_round_shows_its_time_name_rule_and_words(paper: str) -> None:
    document = host_sheet(read_guide(DATA), paper)
    shown = set(said(document))
    assert {
        "Two rounds",
        "choose any, 20 min",
        "choose one, 25 min",
        "Take whichever card speaks to you. You need not answer in order, and you may pass.",
    } <= shown
    page = document.pages[1]
    title, asked = run(page, "What we hold on to"), run(page, "Who rested")
    assert title.x == asked.x == pytest.approx(SIDE + NARROW)
    assert (title.face, title.size) == ("text-bold", 16)
    bars = [
        item
        for each in document.pages[1:]
        for item in each.items
        if isinstance(item, Fill) and item.width == 3
    ]
    assert len(bars) == 2
    assert all(bar.x + 1.5 == pytest.approx(SIDE + NARROW - 6 * MM) for bar in bars)
    assert not collisions(page)


def test_a_round_has_more_air_above_it_than_a_question() -> None:
    page = host_sheet(read_guide(DATA)).pages[1]

    def top(text: str, size: float, leading: float) -> float:
        return run(page, text).y - above_baseline(size, leading)

    gap = top("Which kind", 16, 20) - (top("Whose voice", 12, 16) + 16)
    above = top("What we would change", 16, 20) - (top("What only", 12, 16) + 16)
    assert above - gap == pytest.approx(8)


def test_only_where_all_are_taken_in_turn_has_a_question_its_time() -> None:
    def of(choose: str | None) -> list[str]:
        rounds = (Round(phrase("A round"), 1, 3, choose=choose, minutes=30),)
        return written(host_sheet(guide(rounds=rounds)).pages[1])

    for choose in (None, "all"):
        assert {"10:43", "10:56"} <= set(of(choose))
    for choose in ("any", "one"):
        assert not {"10:43", "10:56"} & set(of(choose))
    assert any(text.startswith("all in turn") for text in of("all"))


def test_a_round_never_stands_at_the_foot_without_its_first_question() -> None:
    asked = questions(*[(words(30), ("Since when?", "And now?"))] * 12)
    rounds = tuple(
        Round(phrase(f"Round number {k}"), 3 * k + 1, 3 * k + 3, read=phrase(words(20))) for k in range(4)
    )
    document = host_sheet(guide(questions=asked, rounds=rounds))
    assert len(document.pages) > 2
    for each in rounds:
        (page,) = [page for page in document.pages if each.title.text in written(page)]
        (number,) = [item for item in runs(page) if item.text == str(each.first) and item.color == ACCENT]
        assert number.y > run(page, each.title.text).y


def test_headings_go_down_one_level_at_a_time() -> None:
    document = host_sheet(read_guide(DATA))
    tags = [item.role.tag for page in document.pages for item in runs(page) if item.role.tag.startswith("H")]
    assert tags[0] == "H1"
    assert {"H3", "H4"} <= set(tags)
    assert all(int(after[1]) - int(before[1]) <= 1 for before, after in pairwise(tags))


def test_the_cards_carry_their_round_beside_the_number_or_in_the_foot_of_small_ones() -> None:
    for stock, foot in (("a6-4up", "{}"), ("a7-8up", "Power Talks · Rest and work · {}")):
        cards = compose(plan(read_guide(DATA), event(), paper="a4", stock=stock), "question-cards")
        said = [text for page in cards.pages for text in written(page)]
        assert said.count(foot.format("What we hold on to")) == 3
        assert said.count(foot.format("What we would change")) == 2


@pytest.mark.parametrize(
    ("series", "title", "name", "foot"),
    [
        ("A series", "A topic", "A round", "A series · A topic · A round"),
        (
            "A series of evenings",
            "A topic that goes on for a while",
            "A round about values",
            "A series of evenings · A round about values",
        ),
        (
            "A series of many evenings of ours",
            "A topic",
            "What we have never told anybody",
            "What we have never told anybody",
        ),
        ("A series", "A topic", "W" * 60, None),
    ],
)
def test_a_foot_too_long_loses_the_topic_then_the_series(
    series: str, title: str, name: str, foot: str | None
) -> None:
    made = guide(series=phrase(series), title=phrase(title), rounds=(Round(phrase(name), 1, 3),))
    front = compose(plan(made, event(), paper="a4", stock="a7-8up"), "question-cards").pages[0]
    feet = [item.text for item in runs(front) if item.size == style.FOOTER.size]
    assert (foot in feet) if foot else not any("W" in text for text in feet)
