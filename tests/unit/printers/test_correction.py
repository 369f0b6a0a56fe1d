"""What is sent to a printer that errs: its own errors, undone before they happen."""

from __future__ import annotations

import pytest

from hostkit.printers.calibration import Calibration, Shift, corrected
from hostkit.typesetting.display_list import Color, Fill, Page, Placement

MM = 72 / 25.4
PAGE = Page(210 * MM, 297 * MM, (Fill(10, 20, 30, 40, Color(0, 0, 0)),))
DEN = Calibration(Shift(0.5, -1.0), Shift(-1.5, 0.5), 99.2)


def placed(page: Page) -> Placement:
    (item,) = page.items
    assert isinstance(item, Placement)
    return item


def test_a_printer_that_errs_in_nothing_changes_nothing() -> None:
    assert corrected((PAGE, PAGE), ("front", "back"), Calibration()) == (PAGE, PAGE)


def test_what_moves_right_and_down_is_sent_left_and_up() -> None:
    (page,) = corrected((PAGE,), (), Calibration(front=Shift(0.5, -1.0)))
    assert placed(page)[:2] == pytest.approx((-0.5 * MM, 1.0 * MM))
    assert placed(page).scale == 1
    assert placed(page).page is PAGE
    assert (page.width, page.height) == (PAGE.width, PAGE.height)


def test_what_shrinks_is_sent_larger_about_the_middle() -> None:
    (page,) = corrected((PAGE,), ("front",), Calibration(percent=98.0))
    item = placed(page)
    assert item.scale == pytest.approx(1 / 0.98)
    assert item.x + item.scale * PAGE.width / 2 == pytest.approx(PAGE.width / 2)
    assert item.y + item.scale * PAGE.height / 2 == pytest.approx(PAGE.height / 2)


def test_each_side_has_its_own_shift_whatever_their_order() -> None:
    sides = ("front", "front", "back", "back", "front")
    found = [placed(page) for page in corrected((PAGE,) * 5, sides, DEN)]
    assert found[0] == found[1] == found[4] != found[2] == found[3]
    assert found[2].x - found[0].x == pytest.approx(2.0 * MM)
    assert found[2].y - found[0].y == pytest.approx(-1.5 * MM)


def test_pages_without_sides_are_fronts() -> None:
    assert corrected((PAGE, PAGE), (), DEN) == corrected((PAGE, PAGE), ("front", "front"), DEN)


def test_every_page_needs_its_side() -> None:
    with pytest.raises(ValueError, match="zip"):
        corrected((PAGE, PAGE), ("front",), DEN)
