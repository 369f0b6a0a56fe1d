"""Any believable printer: what is sent to it, printed by its own model, is what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostkit.printers.calibration import Calibration, Shift, corrected
from hostkit.typesetting.display_list import Page, Placement

MM = 72 / 25.4
PAGE = Page(600.0, 800.0, ())
millimeters = st.floats(-8, 8)
shifts = st.builds(Shift, millimeters, millimeters)
calibrations = st.builds(Calibration, shifts, shifts, st.floats(97, 103))
points = st.tuples(st.floats(0, 600), st.floats(0, 800))


def sent(calibration: Calibration, side: str) -> tuple[float, float, float]:
    """Return where a page's corner is sent to, and at which scale."""
    (page,) = corrected((PAGE,), (side,), calibration)
    if page is PAGE:
        return 0.0, 0.0, 1.0
    (item,) = page.items
    assert isinstance(item, Placement)
    return item.x, item.y, item.scale


@given(calibrations, points, st.sampled_from(["front", "back"]))
def test_what_is_printed_is_what_was_meant(
    calibration: Calibration, point: tuple[float, float], side: str
) -> None:
    x, y, scale = sent(calibration, side)
    right, down = calibration.back if side == "back" else calibration.front
    printer = calibration.percent / 100
    # The shift was read on a print, whose millimeters the printer scales too.
    printed = (
        300 + printer * (x + scale * point[0] - 300) + printer * right * MM,
        400 + printer * (y + scale * point[1] - 400) + printer * down * MM,
    )
    assert printed == pytest.approx(point, abs=1e-6)
