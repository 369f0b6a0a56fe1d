"""Short texts run on as a paragraph: marks stay with their texts, lines end between texts where that costs none."""

from __future__ import annotations

from itertools import product

import pytest

from hostkit.sheets import style
from hostkit.sheets.parts.head import MarkedText, run_on
from hostkit.typesetting.break_points import SOFT_HYPHEN
from hostkit.typesetting.display_list import Color, Fill, Item, Role, TextRun
from hostkit.typesetting.typeset import Drawn
from tests.support.each import for_each

INDENT, BETWEEN = 10.0, 8.0
TEXTS = ("a bowl", "drinks, glasses and something salty", "cushions for the cold corner", "a lamp", "tea")


def mark(x: float, y: float) -> list[Item]:
    return [Fill(x, y, INDENT, 1, Color(0, 0, 0))]


def set_on(texts: tuple[str, ...], measure: float) -> Drawn:
    marked = [MarkedText(text, Role("LBody", number), mark) for number, text in enumerate(texts, start=1)]
    return run_on(marked, style.BODY, "en", measure, INDENT, BETWEEN)


def lines(texts: tuple[str, ...], measure: float) -> list[str]:
    """Return what each line says, with a square for each mark."""
    found: dict[float, str] = {}
    for item in set_on(texts, measure).place(0, 0):
        assert isinstance(item, Fill | TextRun)
        top = item.y if isinstance(item, Fill) else item.y - style.BODY.baseline
        said = "□" if isinstance(item, Fill) else item.text
        found[round(top, 3)] = found.get(round(top, 3), "") + said
    return [found[top].strip() for top in sorted(found)]


@for_each(product(range(1, 6), range(60, 520, 20)))
def test_every_text_is_whole_behind_its_mark_within_the_measure(count: int, measure: int) -> None:
    texts = TEXTS[:count]
    block = set_on(texts, measure)
    items = block.place(0, 0)
    runs = [item for item in items if isinstance(item, TextRun)]
    for number, text in enumerate(texts, start=1):
        own = [run for run in runs if run.role == Role("LBody", number)]
        assert "".join(run.text for run in own).replace(SOFT_HYPHEN, "") == text
        before = items[items.index(own[0]) - 1]
        assert isinstance(before, Fill)
        assert (own[0].x, own[0].y) == pytest.approx((before.x + INDENT, before.y + style.BODY.baseline))
    assert max(run.x + run.width - (3.5 if run.text.endswith(" ") else 0) for run in runs) <= measure + 0.01
    assert block.height == 16 * len(lines(texts, measure))


def test_texts_on_one_line_are_apart_by_the_gap() -> None:
    first, second = [item for item in set_on(TEXTS[:2], 400).place(0, 0) if isinstance(item, Fill)]
    (bowl,) = [item for item in set_on(TEXTS[:1], 400).place(0, 0) if isinstance(item, TextRun)]
    assert second.x == pytest.approx(first.x + INDENT + bowl.width + BETWEEN)


def test_lines_end_between_texts_where_that_costs_no_line() -> None:
    assert lines(TEXTS[:3], 260) == [
        "□a bowl□drinks, glasses and something salty",
        "□cushions for the cold corner",
    ]


def test_a_text_is_broken_where_that_saves_a_line() -> None:
    assert lines((TEXTS[0], *[TEXTS[1]] * 3), 360) == [
        "□a bowl□drinks, glasses and something salty□drinks, glasses",
        "and something salty□drinks, glasses and something salty",
    ]


def test_a_text_wider_than_the_measure_is_broken() -> None:
    assert len(lines(TEXTS[1:2], 120)) == 2
