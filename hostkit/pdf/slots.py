"""Slots on pages: where they stand, what they gave the tags, and what a page asks of tags and fonts.

Comes in: what a page writer notes while it leaves room for a slot. Goes out: an occurrence, all that drawing another
event's items at that place must know. Must not know: operators, files.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

from hostkit.pdf.syntax import IndirectObject
from hostkit.pdf.tags import Corners
from hostkit.typesetting.display_list import Placement, Role, Slot
from hostkit.typesetting.fonts import Glyph


class PageTransform(NamedTuple):
    """Where a page lies on the sheet: its top left corner, origin bottom left, and its scale; upside down, less it."""

    x: float
    y: float
    scale: float

    def corners(self, x: float, y: float, width: float, height: float) -> Corners:
        """Return a rectangle of the page as left, bottom, right and top on the sheet."""
        origin_x, origin_y, scale = self
        left, right = origin_x + scale * x, origin_x + scale * (x + width)
        top, bottom = origin_y - scale * y, origin_y - scale * (y + height)
        # Upside down they are the other way about.
        return (left, bottom, right, top) if scale > 0 else (right, top, left, bottom)

    def within(self, placement: Placement) -> PageTransform:
        """Return the frame of a page placed on this one."""
        x, y = corner_of(placement)
        scale = -placement.scale if placement.turn else placement.scale
        return PageTransform(self.x + self.scale * x, self.y - self.scale * y, self.scale * scale)


def corner_of(placement: Placement) -> tuple[float, float]:
    """Return where the page's own top left corner comes to lie: upside down, at the bottom right of its area."""
    x, y, page, turn, scale = placement
    return (x + scale * page.width, y + scale * page.height) if turn else (x, y)


class SymbolPath(NamedTuple):
    """Content of its own: the path of a symbol, in modules. It is the same wherever the symbol stands."""

    rows: tuple[str, ...]


ContentPiece: TypeAlias = str | SymbolPath


class DrawnSlot(NamedTuple):
    """A slot's items as they were drawn at a place: pieces of content, what its links hold, its figures and areas."""

    pieces: Sequence[ContentPiece]
    annotations: Sequence[bytes]
    figures: Sequence[tuple[Role, str, Corners]]


class Occurrence(NamedTuple):
    """A place on a page where a slot stands: all that drawing its items anew must know.

    ``first`` is the number of its first piece of marked content; ``owners`` are the elements of these pieces,
    ``annotations`` those of its links with their keys; ``pieces`` are the objects that its content takes. ``drawn`` are
    the items that stand there first, unless other fonts than the template's are wanted for them.
    """

    slot: Slot
    page: int
    frame: PageTransform
    height: float
    first: int
    owners: tuple[Role, ...]
    annotations: tuple[Annotated, ...]
    pieces: tuple[IndirectObject, ...]
    drawn: DrawnSlot | None


class Annotated(NamedTuple):
    """The annotation of a link within a slot: its object, its element and its key in the parent tree."""

    body: IndirectObject
    role: Role
    key: int


class Tags(Protocol):
    """What numbers the marked content of pages and gathers what belongs to each element."""

    def mark(self, role: Role, page: int) -> int:
        """Return the number of the next piece of content on a page; it goes to the element of a role."""

    def annotate(self, role: Role, page: int, annotation: IndirectObject) -> int:
        """Give an annotation to the element of a role and return its key."""

    def occupy(self, role: Role, page: int, corners: Corners) -> None:
        """Let the bounding box of a role's element take in a rectangle."""


Shown: TypeAlias = tuple[str, str, bool]
"""Drawn glyphs: the name of their font in the pages' resources, the operators that draw them, whether they read apart.

They do where a mark among them is moved back over its letter, behind which readers would find a space, and where one
has no text of its own.
"""


class Fonts(Protocol):
    """The fonts that a run may be drawn with."""

    def shown(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        """Draw glyphs of a face at a size in points."""


class OwnFonts(Fonts, Protocol):
    """The fonts of a slot: a template's as they are, and others where these lack a glyph."""

    used_others: bool


class Noting:
    """Hands everything on to the tags, and notes what a slot gave them."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self.first = 0
        self.owners: list[Role] = []
        self.annotated: list[tuple[Role, int]] = []
        self.figures: list[tuple[Role, str, Corners]] = []

    def mark(self, role: Role, page: int) -> int:
        """Return the number that the tags give."""
        mcid = self._tags.mark(role, page)
        if not self.owners:
            self.first = mcid
        self.owners.append(role)
        return mcid

    def annotate(self, role: Role, page: int, annotation: IndirectObject) -> int:
        """Return the key that the tags give."""
        key = self._tags.annotate(role, page, annotation)
        self.annotated.append((role, key))
        return key

    def occupy(self, role: Role, page: int, corners: Corners) -> None:
        """Note where a figure lies, and keep it from the tags: it is the event's."""
        self.figures.append((role, role.alt, corners))
