"""Composes a QR code with its words: what it opens, and the link as text that a person can type."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.codes.qr_code import QrSymbol, make_symbol
from hostkit.core.errors import BadValue, FitError
from hostkit.core.values import mm
from hostkit.guides.guide import Guide
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.parts.head import TICK, TICK_GAP, labeled_blank, tick
from hostkit.typesetting.display_list import Item, LinkArea, Role, Symbol
from hostkit.typesetting.line_breaking import BrokenLink
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem, TextBlock

SHEET_SIDE, CARD_SIDE = mm(30), mm(25)
"""The sides of a code on sheets and on cards in points, quiet zone included, as in the design."""


class Code(NamedTuple):
    """A clickable QR code. It is placed by its top left dark module, and its size excludes the quiet zone."""

    symbol: QrSymbol
    link: Link
    role: Role

    @property
    def side(self) -> float:
        """The side of the dark modules in points."""
        return self.symbol.module * len(self.symbol.rows)

    @property
    def quiet(self) -> float:
        """The width of the quiet zone around the dark modules in points. Nothing may be printed in it."""
        return self.symbol.quiet * self.symbol.module

    @property
    def height(self) -> float:
        """The height of the dark modules in points, which equals the side."""
        return self.side

    def place(self, x: float, y: float) -> list[Item]:
        """Return the symbol and its clickable area, with the top left dark module at (x, y)."""
        parent = self.role.parent or self.role
        return [
            Symbol(x, y, self.symbol.module, self.symbol.rows, self.role),
            LinkArea(x, y, self.side, self.side, self.link.url, self.link.words, parent),
        ]


def make_code(composer: Composer, link: Link, side: float, parent: Role | None = None) -> Code:
    """Return the code of a link. ``side`` includes the quiet zone. Raises FitError if the link is too long."""
    around = composer.role("Link", parent)
    figure = composer.role("Figure", around, alt=composer.words("code.alt", url=link.url))
    try:
        symbol = make_symbol(link.url, side)
    except BadValue as error:
        raise FitError(error.at(link.at)) from None
    return Code(symbol, link, figure)


class LinkWords(NamedTuple):
    """A link as text broken into lines, clickable as a block."""

    broken: BrokenLink
    face: Style
    role: Role
    link: Link

    @property
    def height(self) -> float:
        """The height of the text in points."""
        return len(self.broken.ends) * self.face.leading

    @property
    def breaks_name(self) -> bool:
        """Whether a line ends within the host name, which makes the link hard to read and type."""
        return self.broken.breaks_name

    @property
    def is_long(self) -> bool:
        """Whether the text takes more than MOST_LINK_LINES lines."""
        return len(self.broken.ends) > MOST_LINK_LINES

    def place(self, x: float, y: float) -> list[Item]:
        """Return the text and its clickable area with the top left corner at (x, y)."""
        block = TextBlock(self.broken.lines, self.face, self.role)
        area = LinkArea(x, y, block.width, block.height, self.link.url, self.link.words, self.role)
        return [*block.place(x, y), area]


MOST_LINK_LINES = 4
"""The design's limit for the lines of a link that a person can type."""


def link_words(
    composer: Composer, link: Link, face: Style, measure: float, role: Role, text: str | None = None
) -> LinkWords:
    """Return a link set as text in ``face``, or at 10 pt if it would take more than four lines.

    ``text`` stands for the words of the link, if they are not to be printed whole.
    """
    text = text or link.words
    words = LinkWords(composer.set.link(text, face, measure), face, role, link)
    if words.is_long:
        face = style.LINK_SMALL
        words = LinkWords(composer.set.link(text, face, measure), face, role, link)
    return words


def pre_read_label(composer: Composer) -> str:
    """Return the heading of the pre-read, which says whether reading it is required or optional."""
    required = is_pre_read_required(composer.guide)
    return composer.words("code.before_required" if required else "code.before_optional")


def is_pre_read_required(guide: Guide) -> bool:
    """Return whether guests are required to read the pre-read."""
    return guide.pre_read is not None and guide.pre_read.required


def pre_read_opens(composer: Composer) -> str | None:
    """Return what the pre-read's code opens: the guide's own words or else its title, with publisher or author."""
    pre_read, words = composer.guide.pre_read, composer.words
    if pre_read is None:
        return None
    by = pre_read.publisher or pre_read.author
    if pre_read.opens:
        opens = pre_read.opens.text
        return words("code.opens_by", opens=opens, publisher=by) if by and by.text not in opens else opens
    if by:
        return words("code.title_by", title=pre_read.title, publisher=by)
    return words("code.title", title=pre_read.title)


def invitation(composer: DetailComposer, otherwise: str) -> str:
    """Return the guide's invitation, or else the fixed words with the key ``otherwise``."""
    follow_up = composer.guide.follow_up
    if follow_up and follow_up.invite:
        return composer.plain(follow_up.invite)
    return composer.words(otherwise)


LINK = Style("text-bold", 14, 18, style.BLACK)
"""The size of texts for guests, in bold because the link is typed from the page."""

BESIDE_CODE = mm(8)
ABOVE_GROUP_LINK, ABOVE_TICK = 4.0, 8.0
"""Gaps in points, chosen by eye: the link is close to the words above it, the tick line is set apart."""

GROUP_BLANK, ABOVE_TICK_AFTER_BLANK = mm(125), mm(5)
"""Chosen by eye: room to write a link by hand, and below it room for descenders."""


def share_block(composer: SheetComposer, measure: float) -> Block:
    """Return the block with the group's code, or without a link, with a labeled line to write on instead."""
    code = composer.slot(_code) if composer.shape.has_group_link else None
    words = _words(composer, measure - (SHEET_SIDE + BESIDE_CODE if code else 0.0))
    height = max(words.height, code.height if code else 0.0)

    def draw(x: float, y: float) -> list[Item]:
        return [*words.place(x, y), *(code.place(x + measure, y) if code else ())]

    return Drawn(height, draw)


def _code(composer: DetailComposer) -> Block:
    """Return the group's code as a block that is placed by its upper right corner."""
    assert composer.details.group_link is not None
    code = make_code(composer, composer.details.group_link, SHEET_SIDE)
    return Drawn(code.side, lambda right, y: code.place(right - code.side, y))


def _words(composer: SheetComposer, room: float) -> Stack:
    words, setter = composer.words, composer.set
    consent = setter.narrow(
        words("worksheet.consent"), style.GUEST, room - TICK - TICK_GAP, composer.role("P")
    )
    above_tick = ABOVE_TICK if composer.shape.has_group_link else ABOVE_TICK_AFTER_BLANK
    return Stack(
        (
            StackItem(setter.narrow(words("share.heading"), style.GUEST_LABEL, room, composer.role("H2"))),
            StackItem(composer.slot(lambda c: _invitation(c, room))),
            _link(composer, room),
            StackItem(Drawn(consent.height, lambda x, y: tick(x, y, consent)), above_tick),
        )
    )


def _invitation(composer: DetailComposer, room: float) -> Block:
    text = f"{invitation(composer, 'share.invite')} {composer.words('share.own_words')}"
    return composer.set.narrow(text, style.GUEST, room, composer.role("P"))


def _link(composer: SheetComposer, room: float) -> StackItem:
    if composer.shape.has_group_link:
        return StackItem(composer.slot(lambda c: _link_words(c, room)), ABOVE_GROUP_LINK)
    label = composer.set.line(composer.words("code.our_group_label"), style.GUEST, composer.role("P"))
    # The height of handwriting above the line.
    return StackItem(
        labeled_blank(label, GROUP_BLANK), style.WRITING_LEADING - style.GUEST.leading + ABOVE_GROUP_LINK
    )


def _link_words(composer: DetailComposer, room: float) -> Block:
    assert composer.details.group_link is not None
    return link_words(composer, composer.details.group_link, LINK, room, composer.role("Link"))
