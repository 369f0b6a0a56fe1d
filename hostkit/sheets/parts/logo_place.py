"""Places the logo of who invites: beside the first line of a page, or at the upper right margin of a cover."""

from __future__ import annotations

from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer
from hostkit.sheets.parts.head import FlushRight
from hostkit.typesetting.display_list import Item, Picture, Role

ON_PAGES = mm(8)
"""The design's height of a logo on host sheet and worksheet."""

TOP_ON_COVERS = mm(12)
"""The design's distance of a logo from the upper edge of covers, invitations and posters."""

GAP = mm(4)
"""The gap between a logo and the words at its left. Chosen by eye."""

BEFORE = mm(6)
"""The gap between a logo and the text at the right of a head, as between the facts of a head."""


def beside_logo(composer: Composer, text: FlushRight | None) -> FlushRight:
    """Return the logo with a text at its left, as high as the text alone: the logo rises above the first line."""
    assert composer.logo
    logo, role = composer.logo.within(ON_PAGES), _role(composer)
    height = text.height if text else style.BODY.leading
    taken = logo.width + (BEFORE + text.width if text else 0.0)

    def draw(x: float, y: float) -> list[Item]:
        top = y + style.BODY.leading - logo.height
        picture = Picture(x - logo.width, top, logo.width, logo.height, role)
        return [*(text.place(x - logo.width - BEFORE, y) if text else []), picture]

    return FlushRight(height, taken, draw)


def logo_width(composer: Composer) -> float:
    """Return the width that the logo takes from the words at its left, in points, or 0 without one."""
    return composer.logo.width + GAP if composer.logo else 0.0


def logo_on_cover(
    composer: Composer,
    right: float,
    parent: Role | None = None,
    *,
    top: float = TOP_ON_COVERS,
    room: float = mm(10),
) -> list[Item]:
    """Return the logo with its right edge at ``right``, at most ``room`` points high; nothing without a logo."""
    if composer.logo is None:
        return []
    logo = composer.logo.within(room)
    return [Picture(right - logo.width, top, logo.width, logo.height, _role(composer, parent))]


def _role(composer: Composer, parent: Role | None = None) -> Role:
    alt = composer.logo.alt if composer.logo else ""
    return composer.role("Figure", parent, alt or composer.words("logo.alt"))
