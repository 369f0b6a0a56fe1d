"""QR codes as a camera sees them: a picture of a page in; what zxing reads, and how the code is printed, out.

Nothing here asks hostkit: side and module are measured in the pixels.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import zxingcpp
from PIL import Image

DARK, WHITE = 128, 250
"""Gray values: at most so much is dark, at least so much is bare paper."""

FINDER = 7
"""Modules across a finder pattern (ISO/IEC 18004, 6.3.3)."""

QUIET = 4
"""Modules of quiet zone (6.3.8)."""


class Code(NamedTuple):
    """A code that was read: its dark modules' rectangle in pixels, and the modules of a side."""

    url: str
    level: str
    box: tuple[int, int, int, int]
    modules: int
    dpi: float

    @property
    def module_mm(self) -> float:
        """The side of a module in millimeters."""
        return (self.box[2] - self.box[0]) / self.modules * 25.4 / self.dpi

    @property
    def side_mm(self) -> float:
        """The side with the quiet zone that is due, in millimeters."""
        return self.module_mm * (self.modules + 2 * QUIET)

    def points(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the dark modules in points."""
        left, top, right, bottom = (edge * 72 / self.dpi for edge in self.box)
        return left, top, right, bottom

    def quiet_zone_is_white(self, picture: Image.Image) -> bool:
        """Tell whether nothing is printed within four modules of the dark ones."""
        left, top, right, bottom = self.box
        # Edges of pixels: a zone of exactly four modules may end within one.
        zone = int(QUIET * (right - left) / self.modules) - 1
        around = (left - zone, top - zone, right + zone, bottom + zone)
        if around[0] < 0 or around[1] < 0 or around[2] > picture.width or around[3] > picture.height:
            return False
        ring = picture.crop(around)
        # One pixel more: the edge of the outermost modules shades into it.
        ring.paste(255, (zone - 1, zone - 1, zone - 1 + right - left + 2, zone - 1 + bottom - top + 2))
        darkest, _ = ring.getextrema()
        assert isinstance(darkest, int)
        return darkest >= WHITE


def read(picture: Image.Image) -> list[str]:
    """Return what the QR codes of a picture say, in no order."""
    return [found.text for found in _found(picture)]


def codes(picture: Image.Image, dpi: float) -> list[Code]:
    """Return the codes of a picture, measured, from the top down and from the left."""
    measured = [_measured(picture, found, dpi) for found in _found(picture)]
    return sorted(measured, key=lambda code: (code.box[1], code.box[0]))


def _found(picture: Image.Image) -> list[Any]:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)
    return [one for one in found if one.valid]


def _measured(picture: Image.Image, found: Any, dpi: float) -> Code:
    place = found.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    # Two points further than zxing says: it rounds, and the quiet zone is wider.
    slack = round(2 * dpi / 72)
    left = min(corner.x for corner in corners) - slack
    top = min(corner.y for corner in corners) - slack
    right = max(corner.x for corner in corners) + slack
    bottom = max(corner.y for corner in corners) + slack
    dark = picture.crop((left, top, right, bottom)).point([255 if v <= DARK else 0 for v in range(256)])
    inner = dark.getbbox()
    assert inner is not None
    box = (left + inner[0], top + inner[1], left + inner[2], top + inner[3])
    return Code(found.text, str(found.ec_level), box, _modules(picture, box), dpi)


def _modules(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Count the modules of a side from the upper left finder pattern, whose top row is seven dark ones."""
    left, top, right, _ = box
    row = picture.crop((left, top + 2, right, top + 3)).tobytes()
    run = next(index for index, value in enumerate(row) if value > DARK)
    rough = (right - left) * FINDER / run
    # The versions of the standard have 17 + 4 x version modules.
    return 17 + 4 * round((rough - 17) / 4)
