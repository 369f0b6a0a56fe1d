"""Composes the block at the bottom of the host sheet's last page: helps, tips, checklist, the two codes, credit.

Beside a code stands only the site of its link: the code and the message to guests have all of it. Without a link there
are lines to write it on.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.host.facts import CARDS
from hostkit.sheets.parts.code_blocks import (
    SHEET_SIDE,
    Code,
    link_words,
    make_code,
    pre_read_label,
    pre_read_opens,
)
from hostkit.sheets.parts.head import TICK, TICK_GAP, MarkedText, run_on, tick_square, writing_lines
from hostkit.stocks.imposition import NONE
from hostkit.typesetting.display_list import Item, Role, Rule
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import HAIRLINE, LINE, Block, Drawn, Stack, StackItem, beside, stack

BETWEEN_ROWS = 4.0
AROUND_HAIRLINE = {16.0: 14.0, 14.0: 10.0}
ABOVE_CODES = 18.0
BETWEEN_TICKS = mm(5)
"""Gaps in points, as in the design; those around hairlines by the leading of helps, of which the second is chosen by
eye."""

ABOVE_CREDIT = 12.0
"""In points. Chosen by eye: outside the quiet zone of a code above it."""


def last_block(composer: SheetComposer, measure: float, leading: float, most_tips: int | None) -> Stack:
    """Return helps, tips, checklist, codes and credit as one block, ``measure`` points wide.

    ``leading`` is that of helps and tips, in points.
    """
    wide, around = measure - style.NARROW, AROUND_HAIRLINE[leading]
    parts = [
        StackItem(hairline(measure)),
        StackItem(stack(_help_rows(composer, wide, leading, most_tips), BETWEEN_ROWS), around),
        StackItem(hairline(measure), around),
        StackItem(_to_bring_row(composer, wide), around),
        StackItem(composer.slot(lambda c: codes(c, measure)), ABOVE_CODES),
    ]
    credit = composer.guide.credit
    if credit:
        text = credit.text.text if credit.url is None else f"{credit.text} {credit.url.words}"
        parts.append(
            StackItem(composer.set.narrow(text, style.FOOTER, measure, composer.role("P")), ABOVE_CREDIT)
        )
    return Stack(tuple(parts))


def hairline(width: float) -> Drawn:
    """Return a hairline ``width`` points wide as a block of no height."""
    return Drawn(0.0, lambda x, y: [Rule(x, y, x + width, y, HAIRLINE, LINE)])


def _help_rows(composer: Composer, measure: float, leading: float, most_tips: int | None) -> list[Block]:
    guide, words = composer.guide, composer.words
    has_backs = composer.makes(CARDS) and composer.options.duplex != NONE
    has_probes = has_backs and any(question.probes for question in guide.questions)
    names = {"stalls": "stalls" if has_probes else "stalls_bare"}
    rows: dict[str, Sequence[Phrase | str]] = {
        name: [getattr(guide.helps, name) or words(f"help.{names.get(name, name)}")]
        for name in ("stalls", "one_voice", "tempers", "tears")
    }
    rows["mind"] = guide.tips[:most_tips]
    around = composer.role("L")
    return [
        _help_row(composer, around, words(f"host_sheet.{name}"), texts, measure, leading)
        for name, texts in rows.items()
        if texts
    ]


def _help_row(
    composer: Composer,
    around: Role,
    label: str,
    texts: Sequence[Phrase | str],
    measure: float,
    leading: float,
) -> Block:
    """Return texts beside their label."""
    roles = [composer.list_item(around) for _ in texts]
    face, bold = style.BODY._replace(leading=leading), style.LABEL._replace(leading=leading)
    words = composer.set.narrow(label, bold, style.NARROW - mm(1), roles[0][0])
    blocks = [
        composer.set.narrow(str(text), face, measure, role)
        for text, (_, role) in zip(texts, roles, strict=True)
    ]
    return beside(words, stack(blocks, BETWEEN_ROWS), style.NARROW)


def _to_bring_row(composer: SheetComposer, measure: float) -> Block:
    """Return the checklist of what to bring, which depends on the number of guests."""
    label, role = composer.words("host_sheet.bring"), composer.role("P")
    left = composer.set.narrow(label, style.LABEL, style.NARROW, role)
    return beside(left, composer.slot(lambda c: _ticks(c, _to_bring(c), measure)), style.NARROW)


def _to_bring(composer: DetailComposer) -> list[str]:
    guests = composer.details.guests
    pens = (
        composer.words("bring.pens_assumed", guests=guests)
        if composer.details.guests_assumed
        else composer.words("bring.pens", guests)
    )
    return [pens, *(material.text for material in composer.guide.materials)]


def _ticks(composer: Composer, items: Sequence[str], measure: float) -> Block:
    """Return the items of a checklist run on, each after a tick square."""
    around = composer.role("L")
    texts = [MarkedText(item, composer.list_item(around)[1], _tick_square) for item in items]
    return run_on(texts, style.BODY, composer.set.language, measure, TICK + TICK_GAP, BETWEEN_TICKS)


def _tick_square(x: float, y: float) -> list[Item]:
    return [tick_square(x, y, style.BODY)]


BETWEEN_CODES = mm(6)
"""Between the two columns. Chosen by eye: the same gap as between facts on a line."""

WORDS_FROM = mm(29.7)
"""The distance from the left edge of the dark modules to the words, as in the design."""

ABOVE_LINK = 4.0
"""In points. Chosen by eye: the same gap as between rows of the last block."""

WIDENINGS = tuple(mm(k) for k in (*range(4, 33, 4), -4, -8, -12, -16))
"""By how many points the left column may be widened or narrowed so that links break better; chosen by eye."""


def codes(composer: DetailComposer, measure: float) -> Block:
    """Return the codes side by side; a kit without a pre-read has only the group's code. ``measure`` is in points."""
    details, words, follow_up = composer.details, composer.words, composer.guide.follow_up
    even = (measure - BETWEEN_CODES) / 2
    # Roles are made once before widths are tried, so that trying adds no elements to the structure tree.
    before = None
    if composer.shape.has_pre_read:
        link = details.pre_read_link
        missing = words("code.missing_link")
        before = _column(
            composer, pre_read_label(composer), pre_read_opens(composer) if link else missing, link
        )
    name = details.group_name or words("code.our_group")
    opens = follow_up.opens.text if follow_up and follow_up.opens else words("code.after_opens")
    if details.group_link is None:
        opens = f"{name}. {words('code.missing_link')}"
    elif details.own_group_name:
        opens = name
    after = _column(composer, words("code.after"), opens, details.group_link)
    return _pair(composer, (before, after), even) if before else after.block(composer, even)


class Pair(NamedTuple):
    """Two code blocks side by side; ``offset`` is the distance between their left edges in points."""

    left: CodeBlock
    right: CodeBlock
    offset: float

    @property
    def cost(self) -> int:
        """The sum of the costs of both blocks."""
        return self.left.cost + self.right.cost

    @property
    def height(self) -> float:
        """The height of the taller block in points."""
        return max(self.left.height, self.right.height)

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items of both blocks with their tops at y."""
        return [*self.left.place(x, y), *self.right.place(x + self.offset, y)]


def _pair(composer: Composer, columns: tuple[_CodeColumn, _CodeColumn], even: float) -> Pair:
    """Return both codes at the widths of the least cost.

    Each is ``even`` points wide, or one is wider by as much as the other is narrower.
    """
    left, right = columns

    def pair(by: float) -> Pair:
        return Pair(
            left.block(composer, even + by), right.block(composer, even - by), even + by + BETWEEN_CODES
        )

    best = pair(0.0)
    for by in WIDENINGS:
        if best.left.is_least and best.right.is_least:
            break
        best = min(best, pair(by), key=attrgetter("cost"))
    return best


class CodeBlock(NamedTuple):
    """A code with words on its right, or words above two lines to write on.

    ``breaks_name`` tells whether the site of the link is broken into lines.
    """

    code: Code | None
    words: Stack
    breaks_name: bool = False

    @property
    def cost(self) -> int:
        """How badly the block is set: 1 for every line of height, plus 10 if the site is broken."""
        return round(self.height / style.BODY.leading) + (10 if self.breaks_name else 0)

    @property
    def is_least(self) -> bool:
        """Whether no other width has a lower cost, because the code alone costs as much."""
        return self.code is not None and self.cost <= round(self.code.side / style.BODY.leading)

    @property
    def height(self) -> float:
        """The height in points of the taller of code and words."""
        return max(self.words.height, self.code.side if self.code else 0.0)

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the top left dark module at (x, y), level with the first line box."""
        if self.code is None:
            return self.words.place(x, y)
        return [*self.words.place(x + WORDS_FROM, y), *self.code.place(x, y)]


class _CodeColumn(NamedTuple):
    """A code and its words before their width is chosen; ``texts`` are words with their styles and roles."""

    texts: tuple[tuple[str, Style, Role], ...]
    link: Link | None
    code: Code | None
    link_role: Role

    def block(self, composer: Composer, width: float) -> CodeBlock:
        """Return the code with its words set ``width`` points wide."""
        room = width if self.code is None else width - WORDS_FROM
        parts = [StackItem(composer.set.narrow(text, face, room, role)) for text, face, role in self.texts]
        if self.link is None:
            return CodeBlock(None, Stack((*parts, StackItem(writing_lines(width, 2)))))
        link = link_words(composer, self.link, style.LINK, room, self.link_role, self.link.site)
        return CodeBlock(self.code, Stack((*parts, StackItem(link, ABOVE_LINK))), link.breaks_name)


def _column(composer: Composer, label: str, opens: str | None, link: Link | None) -> _CodeColumn:
    """Return a code with its label and what it opens, or what to do without a link."""
    section = composer.role("Sect")
    texts = [(label, style.LABEL, composer.role("P", section))]
    if opens:
        texts.append((opens, style.QUIET_BODY, composer.role("P", section)))
    code = make_code(composer, link, SHEET_SIDE, section) if link else None
    return _CodeColumn(tuple(texts), link, code, composer.role("Link", section))
