"""Readings: the numbers that somebody reads off the test page, as values; what nobody could have read is refused.

In: texts of the command line, numbers of the file of printers. Out: frozen values, or what is
wrong with them. Knows no file, no page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Problem, UsageError, of_option
from hostkit.core.units import mm
from hostkit.core.wording import quoted
from hostkit.typesetting.display_list import Page, Placement

MOST_SHIFT_MM = 8
"""The scales of the test page end here: 3 mm of a bad feed, and 3 mm more where a printer scales about a corner."""

LEAST_PERCENT, MOST_PERCENT = 97, 103
"""Beyond these somebody printed the page to fit, not at its actual size."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,4}(\.[0-9]{1,4})?")
_MINUS = str.maketrans({"−": "-", "–": "-"})
"""The minus that the test page prints, and the dash that word processors make of a hyphen."""


class Shift(NamedTuple):
    """How far a side is printed off, in millimetres of the print itself, as seen on that side."""

    right_mm: float = 0.0
    down_mm: float = 0.0


class Calibration(NamedTuple):
    """What the test page said of one printer: the shift of each side, the size of what it prints in percent."""

    front: Shift = Shift()
    back: Shift = Shift()
    percent: float = 100.0

    def flipped_on_short_edge(self) -> Calibration:
        """Return what holds when both sides are printed for a flip on the short edge.

        The test page is read after a flip on the long edge. For the other flip a printer turns the back by half, and
        its feed errs the other way as seen on that side.
        """
        return self._replace(back=Shift(0.0 - self.back.right_mm, 0.0 - self.back.down_mm))


class ScaleReading(NamedTuple):
    """What was read off the test page this time; None where nothing was."""

    front: Shift | None = None
    back: Shift | None = None
    percent: float | None = None

    def on_top_of(self, known: Calibration) -> Calibration:
        """Return what is known of a printer after this reading: what was not read stays."""
        return Calibration(
            known.front if self.front is None else self.front,
            known.back if self.back is None else self.back,
            known.percent if self.percent is None else self.percent,
        )


_T = TypeVar("_T")


def parse_reading(front: str | None, back: str | None, scale: str | None) -> ScaleReading:
    """Return a reading from the texts of the three options.

    Raises:
        UsageError: with everything that is wrong with them.

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
    """Return a shift written as "0.5,-1".

    Raises:
        BadValue: it is not two numbers, or they are not believable.

    """
    parts = [part.strip() for part in fold(text).translate(_MINUS).split(",")]
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise BadValue(
            "number-not-a-number",
            f"{quoted(text)} is not two numbers.",
            "Write millimetres to the right, a comma, millimetres down, each with a point and no unit, as in 0.5,-1.",
        )
    return checked_shift(*map(float, parts))


def checked_shift(right_mm: float, down_mm: float) -> Shift:
    """Return a shift. Raises BadValue when it is not believable."""
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
    """Return a scale written as "99.2", with or without the sign for percent.

    Raises:
        BadValue: it is no number, or not believable.

    """
    bare = fold(text).removesuffix("%").strip()
    if not _NUMBER.fullmatch(bare):
        raise BadValue(
            "number-not-a-number", f"{quoted(text)} is no number.", "Write percent with a point, as in 99.2."
        )
    return checked_percent(float(bare))


def checked_percent(percent: float) -> float:
    """Return a scale in percent. Raises BadValue when it is not believable."""
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
