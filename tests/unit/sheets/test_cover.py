"""The decks of all shipped guides and of made-up ones: the cover's measures, and the figure that counts on cards."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hostkit.core.errors import FitError
from hostkit.events.event import PrintOptions
from hostkit.guides.guide import Guide, Round
from hostkit.guides.read_guide import read_guide
from hostkit.kit import theme_of
from hostkit.stocks.imposition import Card
from hostkit.themes.theme import theme_names
from hostkit.typesetting.display_list import ARTIFACT, Page, Strokes, TextRun
from tests.support.each import for_each
from tests.support.guides import CHECKOUT, event, guide, phrase, plan, questions, words
from tests.support.kits import compose, deck
from tests.support.measure import MM, above_baseline, extent, runs, texts

SHIPPED = [read_guide(path) for path in sorted((CHECKOUT / "content").glob("*.yaml")) if "." not in path.stem]
SIZES = {40: 43, 34: 37, 28: 32, 21: 24, 16: 20}
PAPERS = ("a4", "letter")
EVERY_DECK = [(made, paper) for made in SHIPPED for paper in PAPERS]


def cards_of(made: Guide, paper: str = "a4", **options: str) -> tuple[Card, ...]:
    return deck(plan(made, event(), paper=paper, **options))


def topic_of(page: Page) -> list[TextRun]:
    return [run for run in runs(page) if run.role.tag == "H1"]


def figure_of(page: Page) -> Strokes | None:
    found = [item for item in page.items if isinstance(item, Strokes)]
    assert len(found) <= 1
    assert all(item.role == ARTIFACT for item in found), "readers skip it: the number carries the meaning"
    return found[0] if found else None


def bottom_of(page: Page, figure: Strokes) -> float:
    """Return the distance of a figure from the lower trim, in millimeters."""
    box = extent(figure)
    assert box
    return (page.height - box.bottom) / MM


def defined_in(page: Page) -> list[TextRun]:
    return [run for run in runs(page) if run.role.tag == "P" and run.y > topic_of(page)[-1].y]


@for_each(EVERY_DECK)
def test_the_topic_begins_at_28_mm_on_two_lines_or_fewer(made: Guide, paper: str) -> None:
    page = cards_of(made, paper)[0].front
    topic = topic_of(page)
    (size,) = {run.size for run in topic}
    assert topic[0].y - above_baseline(size, SIZES[int(size)]) == pytest.approx(28 * MM)
    assert len(topic) <= 2
    for run in topic if len(topic) > 1 else ():
        assert " " in run.text.strip() or len(run.text.strip()) > 3, "no line is one short word"


@for_each(EVERY_DECK)
def test_the_series_is_at_14_mm_and_the_definition_whole_in_the_second_voice(made: Guide, paper: str) -> None:
    page = cards_of(made, paper)[0].front
    series = runs(page)[0]
    assert (series.text, series.size) == (str(made.series), 12)
    assert series.y - above_baseline(12, 16) == pytest.approx(14 * MM)
    assert str(made.definition) in texts([page]).values()
    assert {(run.face, run.size) for run in defined_in(page)} <= {
        ("display-italic", 14),
        ("display-italic", 12),
    }


@for_each(EVERY_DECK)
def test_the_whole_figure_stands_23_mm_above_the_trim_of_the_cover(made: Guide, paper: str) -> None:
    page = cards_of(made, paper)[0].front
    figure = figure_of(page)
    assert figure
    box = extent(figure)
    assert box
    assert bottom_of(page, figure) == pytest.approx(23, abs=0.6)
    assert box.bottom - box.top <= 44 * MM + 0.01
    last = max(run.y for run in defined_in(page))
    assert box.top >= last, "6 mm below the line box of the definition"
    assert figure.color == theme_of(made, PrintOptions()).accent


@for_each(EVERY_DECK)
def test_each_card_shows_as_many_marks_as_its_number_and_the_closing_card_all(
    made: Guide, paper: str
) -> None:
    cards = cards_of(made, paper)
    whole = figure_of(cards[-1].front)
    assert whole
    before: Sequence[object] = ()
    for card in cards[1:-1]:
        figure = figure_of(card.front)
        if figure is None:
            # The question runs on below the line from which a figure has no room.
            assert (
                max(run.y for run in runs(card.front) if run.role.tag == "H2") > card.front.height - 48 * MM
            )
            continue
        assert figure.curves == whole.curves[: len(figure.curves)]
        assert len(figure.curves) >= len(before)
        assert bottom_of(card.front, figure) >= 25 - 0.01
        before = figure.curves
    assert before == whole.curves or figure_of(cards[-2].front) is None


def test_in_rounds_the_figure_begins_anew_and_the_longest_round_completes_it() -> None:
    asked = questions(*["Why?"] * 5)
    made = guide(
        theme="stairs",
        questions=asked,
        rounds=(Round(phrase("First"), 1, 2), Round(phrase("Then"), 3, 5)),
    )
    cards = cards_of(made)
    shown = [len(figure.curves) for card in cards[1:-1] if (figure := figure_of(card.front))]
    assert shown == [2, 4, 2, 4, 6], "three questions at most: a mark is two steps"
    assert [texts([card.front]) for card in cards[1:3]]
    for card, name in zip(cards[1:-1], ("First", "First", "Then", "Then", "Then"), strict=True):
        assert name in texts([card.front]).values()


def test_a_question_that_runs_too_low_drops_the_figure() -> None:
    made = guide(theme="stairs", questions=questions("Why?", "Who?", "When?", words(80)))
    cards = cards_of(made)
    assert [figure_of(card.front) is not None for card in cards[1:-1]] == [True, True, True, False]


def test_small_cards_count_together_or_not_at_all() -> None:
    for made in SHIPPED:
        for stock in ("a7-8up", "avery-5389", "avery-c32011"):
            paper = "a4" if stock != "avery-5389" else "letter"
            try:
                cards = cards_of(made, paper, stock=stock)[1:-1]
            except FitError:
                continue
            assert len({figure_of(card.front) is not None for card in cards}) == 1


@for_each(theme_names())
def test_a_theme_changes_neither_the_layout_nor_the_words(theme: str) -> None:
    plain, themed = (cards_of(SHIPPED[0]._replace(theme=name)) for name in ("plain", theme))
    for one, other in zip(plain, themed, strict=True):
        for side, its in zip(one, other, strict=True):
            assert list(texts([side]).values()) == list(texts([its]).values())
            assert [run.y for run in topic_of(side)] == [run.y for run in topic_of(its)]


@for_each([*theme_names()])
def test_plain_alone_has_marks_and_no_figure(theme: str) -> None:
    first, *_, last = cards_of(SHIPPED[0]._replace(theme=theme))
    marks = [run.text for card in (first, last) for run in runs(card.front) if run.size == 84]
    assert marks == (["“", "”"] if theme == "plain" else [])
    assert (figure_of(first.front) is None) == (theme == "plain")


def test_on_the_worksheet_the_figure_grows_from_prompt_to_prompt() -> None:
    for made in SHIPPED:
        pages = compose(plan(made, event()), "reflection-worksheet").pages
        shown = [len(item.curves) for page in pages for item in page.items if isinstance(item, Strokes)]
        assert len(shown) == len(made.worksheet)
        assert shown == sorted(shown)
        assert len(set(shown)) == len(shown), "each prompt shows more than the one before"


def test_a_topic_of_three_lines_is_set_so_only_where_no_size_gives_two() -> None:
    long = guide(title=phrase("Being the only one in the room, and being one of many who never say so"))
    topic = topic_of(cards_of(long)[0].front)
    assert len(topic) == 3
    assert topic[0].size in (21, 16)
