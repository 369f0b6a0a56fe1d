"""Pages placed larger or smaller: their ink, text and links, also turned and within each other."""

from __future__ import annotations

import pytest

from hostkit.pdf import syntax
from hostkit.typesetting.display_list import Fill, LinkArea, Page, Placement, Role, Rule

from .reading import BLACK, HEIGHT, WIDTH, Drawn, document, page, run

URL = "https://example.org/"
ROLE = Role("Link")
AREA = LinkArea(50, 88, 60, 16, URL, "example.org", ROLE)
CARD = Page(100, 200, (run("w", 50, 100, role=ROLE), AREA))
Rectangle = tuple[float, float, float, float]


def matrix(drawn: Drawn, number: int = 0) -> list[float]:
    """Return the operands of a page's first, second ... cm."""
    found = [operands for operands, operator in drawn.operators() if operator == "cm"]
    return [float(value) for value in found[number]]


def link(drawn: Drawn) -> Rectangle:
    """Return left, top, right and bottom of the one link, y growing down."""
    (reference,) = drawn.reader.pages[0]["/Annots"]
    left, bottom, right, top = (float(edge) for edge in reference.get_object()["/Rect"])
    return left, HEIGHT - top, right, HEIGHT - bottom


def test_a_scaled_page_keeps_its_top_left_corner() -> None:
    drawn = Drawn(document(page(Placement(30, 40, CARD, scale=1.5))))
    assert matrix(drawn) == [1.5, 0, 0, 1.5, 30, HEIGHT - 40 - 300]
    assert (drawn.characters()[0].x, drawn.characters()[0].y) == pytest.approx(
        (30 + 75, HEIGHT - 40 - 150), abs=0.01
    )
    assert link(drawn) == pytest.approx((30 + 75, 40 + 132, 30 + 165, 40 + 156))


def test_a_scaled_page_is_turned_within_the_area_it_takes() -> None:
    drawn = Drawn(document(page(Placement(30, 40, CARD, 180, 0.5))))
    # The area is 50 by 100: its bottom right corner is where the page's top left comes to lie.
    assert matrix(drawn) == [-0.5, 0, 0, -0.5, 30 + 50, HEIGHT - 40]
    assert link(drawn) == pytest.approx((80 - 55, 140 - 52, 80 - 25, 140 - 44))
    assert (drawn.characters()[0].x, drawn.characters()[0].y) == pytest.approx(
        (80 - 25, HEIGHT - (140 - 50)), abs=0.01
    )


@pytest.mark.parametrize("outer", [(0, 1.0), (0, 1.25), (180, 1.25), (180, 0.8), (90, 0.8)])
@pytest.mark.parametrize("inner", [(0, 1.0), (0, 0.5), (180, 0.5), (180, 1.6), (90, 1.6), (270, 0.5)])
def test_the_words_are_clickable_whatever_lies_within_what(
    outer: tuple[int, float], inner: tuple[int, float]
) -> None:
    sheet = Page(300, 400, (Placement(20, 30, CARD, *inner),))
    drawn = Drawn(document(page(Placement(10.5, 20.25, sheet, *outer))))
    (word,) = drawn.characters()
    assert drawn.link_at(word.x, word.y) == URL
    left, top, right, bottom = link(drawn)
    both = outer[1] * inner[1]
    turn = (outer[0] + inner[0]) % 360
    size = (16 * both, 60 * both) if turn % 180 else (60 * both, 16 * both)
    assert (right - left, bottom - top) == pytest.approx(size, abs=0.002)
    # The word begins at the left end of its link, 12 below its top: both as the whole lies.
    at = (word.x - left) / both, (HEIGHT - word.y - top) / both
    assert at == pytest.approx({0: (0, 12), 90: (4, 0), 180: (60, 4), 270: (12, 60)}[turn], abs=0.02)


def test_a_scale_is_written_finely_enough_for_a_whole_sheet() -> None:
    scale = 1 / 0.992
    wide = Page(WIDTH, HEIGHT, (Rule(0, 0, WIDTH, HEIGHT, 1, BLACK),))
    written = matrix(Drawn(document(page(Placement(0, 0, wide, scale=scale)))))[0]
    assert abs(written - scale) * HEIGHT < 0.001


def test_ordinary_placements_are_written_as_ever() -> None:
    drawn = Drawn(document(page(Placement(10, 20, page(Fill(1, 1, 1, 1, BLACK)), 180))))
    assert f"q -1 0 0 -1 {10 + WIDTH:g} {HEIGHT - 20:g} cm" in drawn.content()


@pytest.mark.parametrize(("value", "text"), [(1, "1"), (1.5, "1.5"), (1 / 0.98, "1.020408"), (0.97, "0.97")])
def test_factors_have_six_decimals(value: float, text: str) -> None:
    assert syntax.factor(value) == text


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf"), 1e-5])
def test_what_is_no_factor_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="factor"):
        Drawn(document(page(Placement(0, 0, page(), scale=scale))))


def test_a_shape_is_inked_where_its_page_lies() -> None:
    card = Page(100, 100, (Fill(20, 30, 40, 50, BLACK),))
    picture = Drawn(document(page(Placement(100, 200, card, scale=2.0)))).picture(72)
    box = picture.point(lambda gray: 255 if gray < 128 else 0).getbbox()
    assert box == (140, 260, 220, 360)
