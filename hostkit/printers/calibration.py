"""Parses the errors of a printer, as read on the test page, and corrects pages for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Problem, UsageError, of_option
from hostkit.core.values import mm
from hostkit.core.wording import quoted
from hostkit.stocks.imposition import BACK, FRONT
from hostkit.typesetting.display_list import Page, Placement

MOST_SHIFT_MM = 8
"""The largest shift on the test page's scales, in millimetres. Chosen by eye: a bad feed shifts a page by 3 mm, and
scaling from a corner by 3 mm more; a page with a larger shift was fed wrongly."""

LEAST_PERCENT, MOST_PERCENT = 97, 103
"""The ends of the percent scale. An A4 page that is fitted to Letter, or to margins of 4 mm or more, is printed at less
than 97 percent; a page beyond these ends was not printed at actual size."""

_NUMBER = r"[+-]?[0-9]{1,4}(\.[0-9]{1,4})?"
_MINUS = str.maketrans({"−": "-", "–": "-"})
"""Replaces the minus sign, as printed on the test page, and the en dash, as typed by word processors, by a hyphen."""


class Shift(NamedTuple):
    """The distances, in millimetres, by which a side is printed too far right and down, as seen on that side."""

    right_mm: float = 0.0
    down_mm: float = 0.0


class Calibration(NamedTuple):
    """The errors of one printer: the shift of each side, and the printed size in percent of the actual size."""

    front: Shift = Shift()
    back: Shift = Shift()
    percent: float = 100.0

    def flipped_on_short_edge(self) -> Calibration:
        """Return the errors that this printer has when the sheet is flipped on the short edge.

        The test page is flipped on the long edge. When flipping on the short edge the printer turns the back by 180
        degrees, which reverses the shift as seen on that side.
        """
        return self._replace(back=Shift(0.0 - self.back.right_mm, 0.0 - self.back.down_mm))


class ScaleReading(NamedTuple):
    """The errors read on one test page; None for each value that was not read."""

    front: Shift | None = None
    back: Shift | None = None
    percent: float | None = None

    def on_top_of(self, known: Calibration) -> Calibration:
        """Return a printer's calibration after this reading; values that were not read are taken from ``known``."""
        return Calibration(
            known.front if self.front is None else self.front,
            known.back if self.back is None else self.back,
            known.percent if self.percent is None else self.percent,
        )


_T = TypeVar("_T")


def parse_reading(front: str | None, back: str | None, scale: str | None) -> ScaleReading:
    """Return the reading given by the texts of the options ``--front``, ``--back`` and ``--scale``.

    Raises:
        UsageError: any of the texts is wrong; it has the problems of all three.

    """
    problems: list[Problem] = []

    def parsed(name: str, text: str | None, parse: Callable[[str], _T]) -> _T | None:
        try:
            return None if text is None else parse(text)
        except BadValue as error:
            problems.append(of_option(name, error))
            return None

    reading = ScaleReading(
        parsed("front", front, parse_shift),
        parsed("back", back, parse_shift),
        parsed("scale", scale, parse_percent),
    )
    if problems:
        raise UsageError(*problems)
    return reading


def parse_shift(text: str) -> Shift:
    """Return a shift that is written in millimetres as "0.5,-1".

    Raises:
        BadValue: it is not two numbers, or one is beyond the ends of the scale.

    """
    parts = [part.strip() for part in fold(text).translate(_MINUS).split(",")]
    if len(parts) != 2 or not all(re.fullmatch(_NUMBER, part) for part in parts):
        raise BadValue(
            "number-not-a-number",
            f"{quoted(text)} is not two numbers.",
            "Write millimetres to the right, a comma, millimetres down, each with a point and no unit, as in 0.5,-1.",
        )
    return checked_shift(*map(float, parts))


def checked_shift(right_mm: float, down_mm: float) -> Shift:
    """Return the shift with these distances. Raises BadValue when one is beyond the ends of the scale."""
    for number in (right_mm, down_mm):
        if not -MOST_SHIFT_MM <= number <= MOST_SHIFT_MM:
            raise BadValue(
                "number-out-of-range",
                f"{number:g} mm is not believable.",
                f"Write numbers from -{MOST_SHIFT_MM} to {MOST_SHIFT_MM}, as read on the test page.",
                number=number,
                low=-MOST_SHIFT_MM,
                high=MOST_SHIFT_MM,
            )
    return Shift(right_mm + 0.0, down_mm + 0.0)


def parse_percent(text: str) -> float:
    """Return a scale in percent that is written as "99.2", with or without a percent sign.

    Raises:
        BadValue: it is no number, or beyond the ends of the scale.

    """
    bare = fold(text).removesuffix("%").strip()
    if not re.fullmatch(_NUMBER, bare):
        raise BadValue(
            "number-not-a-number", f"{quoted(text)} is no number.", "Write percent with a point, as in 99.2."
        )
    return checked_percent(float(bare))


def checked_percent(percent: float) -> float:
    """Return a scale in percent unchanged. Raises BadValue when it is beyond the ends of the scale."""
    if not LEAST_PERCENT <= percent <= MOST_PERCENT:
        raise BadValue(
            "number-out-of-range",
            f"{percent:g} percent is not believable.",
            f"Write a number from {LEAST_PERCENT} to {MOST_PERCENT}, as read on the test page. "
            "Beyond it the page was not printed at actual size.",
            number=percent,
            low=LEAST_PERCENT,
            high=MOST_PERCENT,
        )
    return percent


def corrected(pages: Sequence[Page], sides: Sequence[str], calibration: Calibration) -> tuple[Page, ...]:
    """Return the pages moved and scaled to cancel the printer's errors; the page size does not change.

    ``sides`` holds FRONT or BACK for each page; when it is empty, all pages are fronts.
    """
    if calibration == Calibration():
        return tuple(pages)
    shifts = [
        calibration.back if side == BACK else calibration.front for side in sides or (FRONT,) * len(pages)
    ]
    return tuple(
        _corrected(page, shift, calibration.percent / 100) for page, shift in zip(pages, shifts, strict=True)
    )


def _corrected(page: Page, shift: Shift, printed_scale: float) -> Page:
    """Return a page that holds the given page as one placement, shifted and scaled to cancel the printer's errors.

    ``printed_scale`` is the printed size divided by the actual size.
    """
    sent = 1 / printed_scale
    x = page.width / 2 * (1 - sent) - mm(shift.right_mm)
    y = page.height / 2 * (1 - sent) - mm(shift.down_mm)
    return Page(page.width, page.height, (Placement(x, y, page, scale=sent),))
