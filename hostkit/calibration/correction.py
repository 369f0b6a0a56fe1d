"""Correction: pages as they should land on paper in; pages as they must be sent to a printer that errs, out. Pure.

The printer puts a point p at C + s (p - C) + d, with C the middle of the paper, s its scale and d the shift of the
side. The number n that is read on the test page is d in the print's own millimetres, which the printer scaled too:
d = s n. So the point must be sent as C + (p - C - d) / s, which is C + (p - C) / s - n. Where a printer scales about a
corner instead, n holds the difference.
"""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.calibration.readings import Calibration, Shift
from hostkit.ground.units import mm
from hostkit.layout.display_list import Page, Placement

BACK = "back"


def corrected(pages: Sequence[Page], sides: Sequence[str], calibration: Calibration) -> tuple[Page, ...]:
    """Return pages of the same size whose items land where they belong when this printer prints them.

    ``sides`` says of each page whether it is a "front" or a "back"; empty: all are fronts.
    """
    if calibration == Calibration():
        return tuple(pages)
    shifts = [
        calibration.back if side == BACK else calibration.front for side in sides or ("front",) * len(pages)
    ]
    return tuple(
        _corrected(page, shift, calibration.percent / 100) for page, shift in zip(pages, shifts, strict=True)
    )


def _corrected(page: Page, shift: Shift, printed_scale: float) -> Page:
    """Return a page with all it holds placed anew, by one placement."""
    sent = 1 / printed_scale
    x = page.width / 2 * (1 - sent) - mm(shift.right_mm)
    y = page.height / 2 * (1 - sent) - mm(shift.down_mm)
    return Page(page.width, page.height, (Placement(x, y, page, scale=sent),))
