"""Rules, boxes, areas and placed pages: where they are drawn, with which operators, in which color."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.pdf import syntax
from hostkit.typesetting.display_list import Box, Color, Curve, Fill, Page, Placement, Rule, Strokes

from .reading import BLACK, HEIGHT, WIDTH, Drawn, document, page, run

RED = Color(0.8, 0.1, 0.0)
NAN = float("nan")


def painted(*items: Any) -> list[str]:
    """Return the operators of a page without those that mark content."""
    lines = Drawn(document(page(*items))).content().split("\n")
    return [line for line in lines if line.strip() and not line.endswith(("BMC", "BDC", "EMC"))]


def ink(drawn: Drawn) -> tuple[float, float, float, float]:
    """Return the box of all ink on the first page as left, top, right, bottom in points, y growing down."""
    scale = 4
    picture = drawn.picture(72 * scale)
    box = picture.point(lambda gray: 255 if gray < 128 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = (edge / scale for edge in box)
    return left, top, right, bottom


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.0004, "0"),
        (1.5, "1.5"),
        (100, "100"),
        (0.0005001, "0.001"),
        (-12.3456, "-12.346"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert syntax.number(value) == text


@pytest.mark.parametrize("value", [NAN, float("inf"), float("-inf"), 1e9, -1e6])
def test_what_is_no_measure_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="measure"):
        syntax.number(value)


def test_a_rule_is_a_stroke() -> None:
    assert painted(Rule(10, 20, 110.5, 20, 0.75, BLACK)) == ["0 G", "0.75 w", "10 580 m 110.5 580 l S"]


def test_a_box_is_a_stroked_rectangle() -> None:
    assert painted(Box(10, 20, 30, 40, 1, BLACK)) == ["0 G", "1 w", "10 540 30 40 re S"]


ANGLE = Curve((0, 5), ((5, 0), (6, 1, 7, 2, 8, 3)))


def test_curves_of_one_drawing_are_stroked_together() -> None:
    assert painted(Strokes(10, 20, (ANGLE, Curve((0, 0), ((9, 0),))), 0.9, RED)) == [
        *(
            "0.8 0.1 0 RG",
            "0.9 w",
            "10 575 m",
            "15 580 l",
            "16 579 17 578 18 577 c",
            "10 580 m",
            "19 580 l",
            "S",
        ),
    ]


def test_a_dashed_drawing_leaves_solid_lines_behind() -> None:
    lines = painted(Strokes(0, 0, (ANGLE,), 1, BLACK, (4, 2.5)))
    assert (lines[2], lines[-2:]) == ("[4 2.5] 0 d", ["S", "[] 0 d"])


def test_an_area_is_a_filled_rectangle() -> None:
    assert painted(Fill(10, 20, 30, 40, Color(0.45, 0.45, 0.45))) == ["0.45 g", "10 540 30 40 re f"]


def test_colors_that_are_no_gray_are_rgb() -> None:
    lines = painted(Fill(10, 20, 30, 40, RED), Rule(0, 0, 9, 0, 1, RED))
    assert (lines[0], lines[2]) == ("0.8 0.1 0 rg", "0.8 0.1 0 RG")


def test_nothing_is_set_twice_in_a_row() -> None:
    rules = [Rule(0, y, 9, y, 1, BLACK) for y in (10, 20, 30)]
    fills = [Fill(0, y, 9, 9, RED) for y in (10, 20, 30)]
    lines = painted(rules[0], fills[0], rules[1], fills[1], run("a"), rules[2], fills[2])
    assert [line for line in lines if line.endswith((" G", " w", " rg", " g"))] == [
        *("0 G", "1 w", "0.8 0.1 0 rg"),
        *("0 g", "0.8 0.1 0 rg"),
    ]


def test_a_new_weight_is_set() -> None:
    lines = painted(*(Rule(0, y, 9, y, weight, BLACK) for y, weight in ((1, 1), (2, 0.5), (3, 0.5), (4, 1))))
    assert [line for line in lines if line.endswith(" w")] == ["1 w", "0.5 w", "1 w"]


def test_pages_start_with_nothing_set() -> None:
    drawn = Drawn(document(page(run("a")), page(run("b"))))
    for number in (0, 1):
        assert "0 g" in drawn.content(number)
        assert "Tf" in drawn.content(number)


def test_shapes_are_inked_where_they_are_placed() -> None:
    assert ink(Drawn(document(page(Fill(10, 20, 30, 40, BLACK))))) == pytest.approx(
        (10, 20, 40, 60), abs=0.26
    )
    assert ink(Drawn(document(page(Rule(10, 20, 60, 20, 2, BLACK))))) == pytest.approx(
        (10, 19, 60, 21), abs=0.26
    )
    assert ink(Drawn(document(page(Box(10, 20, 30, 40, 2, BLACK))))) == pytest.approx(
        (9, 19, 41, 61), abs=0.26
    )


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (0, (115, 225, 145, 265)),
        (90, (635, 215, 675, 245)),
        (180, (475, 735, 505, 775)),
        (270, (125, 575, 165, 605)),
    ],
)
def test_placed_pages_lie_where_they_are_placed(turn: int, box: tuple[float, ...]) -> None:
    card = page(Fill(15, 25, 30, 40, BLACK))
    wide = page(Placement(100, 200, card, turn))
    drawn = Drawn(document(Page(WIDTH * 2, HEIGHT * 2, wide.items)))
    assert ink(drawn) == pytest.approx(box, abs=0.26)


def test_what_follows_a_placed_page_lies_on_the_outer_one() -> None:
    small = Page(20, 30, (Fill(1, 1, 1, 1, BLACK),))
    drawn = Drawn(
        document(page(Placement(60, 100, small, 180), Fill(50, 90, 100, 200, BLACK), run("a", 60, 400)))
    )
    assert ink(drawn)[:3] == pytest.approx((50, 90, 150), abs=0.26)
    assert (drawn.characters()[0].x, drawn.characters()[0].y) == pytest.approx((60, HEIGHT - 400), abs=0.01)


def test_turning_twice_is_lying_upright() -> None:
    card = page(run("Card"), Fill(15, 25, 30, 40, BLACK))
    turned = page(Placement(0, 0, page(Placement(0, 0, card, 180)), 180))
    plain, twice = Drawn(document(page(*card.items))), Drawn(document(turned))
    assert ink(twice) == ink(plain)
    for one, other in zip(twice.characters(), plain.characters(), strict=True):
        assert (one.x, one.y) == pytest.approx((other.x, other.y), abs=0.01)


def test_what_a_placed_page_sets_does_not_last() -> None:
    card = page(run("a", size=30, color=RED), Rule(0, 0, 9, 9, 3, RED))
    drawn = Drawn(
        document(page(run("b"), Rule(0, 9, 9, 9, 1, BLACK), Placement(0, 0, card), run("c", y=300)))
    )
    after = drawn.content().split("\nQ\n")[1]
    # The page's own color and font hold again, as q and Q keep them.
    assert "Tf" not in after
    assert " rg" not in after
    _, _, last = drawn.characters()
    assert last.text == "c"
    assert ink(Drawn(document(page(run("c", y=300)))))[3] == pytest.approx(300, abs=0.6)


@pytest.mark.parametrize(
    "item",
    [
        Fill(NAN, 0, 1, 1, BLACK),
        Fill(0, 0, -1, 1, BLACK),
        Fill(0, 0, 1, 0, BLACK),
        Box(0, 0, 1, 1, 0, BLACK),
        Box(0, 0, 1, NAN, 1, BLACK),
        Rule(0, 0, NAN, 1, 1, BLACK),
        Rule(0, 0, 1, 1, -1, BLACK),
        Rule(0, 0, 1, 1, 0.0004, BLACK),
        Rule(0, 0, 1, 1, NAN, BLACK),
        Strokes(0, NAN, (ANGLE,), 1, BLACK),
        Strokes(0, 0, (ANGLE,), 1, BLACK, (0, 2)),
        Placement(NAN, 0, page()),
        Placement(0, 0, page(Fill(0, NAN, 1, 1, BLACK))),
    ],
)
def test_damaged_measures_are_refused(item: Any) -> None:
    with pytest.raises(ValueError, match="is no"):
        Drawn(document(page(item)))


@pytest.mark.parametrize(
    "color", [Color(1.1, 0, 0), Color(0, -0.1, 0), Color(0, 0, NAN), Color(255, 255, 255)]
)
def test_what_is_no_color_is_refused(color: Color) -> None:
    for item in (Fill(0, 0, 1, 1, color), Rule(0, 0, 1, 1, 1, color), run("a", color=color)):
        with pytest.raises(ValueError, match="color"):
            Drawn(document(page(item)))


@pytest.mark.parametrize("turn", [45, -180, 1, 360])
def test_other_turns_are_refused(turn: int) -> None:
    with pytest.raises(ValueError, match="turned"):
        Drawn(document(page(Placement(0, 0, page(), turn))))
