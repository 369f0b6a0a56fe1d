"""Composes the block at the bottom of the host sheet's last page: helps, tips, checklist, the two codes, credit.

Beside a code stands only the site of its link: the code and the message to guests have all of it. Without a link there
are lines to write it on.
"""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.values import mm
from hostkit.guides.guide import HELPS
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.host.facts import CARDS
from hostkit.sheets.parts.code_blocks import (
    SHEET_SIDE,
    link_words,
    make_code,
    pre_read_label,
    pre_read_opens,
)
from hostkit.sheets.parts.head import TICK, TICK_GAP, MarkedText, run_on, tick_square, writing_lines
from hostkit.stocks.imposition import NONE
from hostkit.typesetting.display_list import Item, Role, Rule
from hostkit.typesetting.typeset import HAIRLINE, LINE, Block, Drawn, Stack, StackItem, beside, stack

BETWEEN_ROWS = 4.0
AROUND_HAIRLINE = {16.0: 14.0, 14.0: 10.0}
ABOVE_CODES = {16.0: 18.0, 14.0: 12.0}
BETWEEN_TICKS = mm(5)
"""Gaps in points, as in the design; those around hairlines and above codes by the leading of helps, of which the second
ones are chosen by eye."""

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
        StackItem(composer.slot(lambda c: codes(c, measure)), ABOVE_CODES[leading]),
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
    rows: dict[str, Sequence[Phrase | str]] = {
        name: [composer.words.help(composer.guide, name, has_probes=has_probes)] for name in HELPS
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

SECOND_CODE = mm(75)
"""The width of the second code with its words. Chosen by eye: the first, that of the pre-read, has more words, and the
sites of most groups fit beside the second."""


def codes(composer: DetailComposer, measure: float) -> Block:
    """Return the codes side by side; a kit without a pre-read has only the group's code. ``measure`` is in points."""
    details, words, follow_up = composer.details, composer.words, composer.guide.follow_up
    name = details.group_name or words("code.our_group")
    opens = follow_up.opens.text if follow_up and follow_up.opens else words("code.after_opens")
    if details.group_link is None:
        opens = f"{name}. {words('code.missing_link')}"
    elif details.own_group_name:
        opens = name
    if not composer.shape.has_pre_read:
        return _code(composer, words("code.after"), opens, details.group_link, measure)
    link, width = details.pre_read_link, measure - BETWEEN_CODES - SECOND_CODE
    what = pre_read_opens(composer) if link else words("code.missing_link")
    before = _code(composer, pre_read_label(composer), what, link, width)
    after = _code(composer, words("code.after"), opens, details.group_link, SECOND_CODE)
    return beside(before, after, measure - SECOND_CODE)


def _code(composer: Composer, label: str, opens: str | None, link: Link | None, width: float) -> Block:
    """Return a code with its label and what it opens beside it; without a link, words above two lines to write on.

    The words are level with the top of the dark modules.
    """
    section = composer.role("Sect")
    texts = [(label, style.LABEL), *([(opens, style.QUIET_BODY)] if opens else [])]
    room = width - WORDS_FROM if link else width
    parts = [
        StackItem(composer.set.narrow(text, face, room, composer.role("P", section))) for text, face in texts
    ]
    if link is None:
        return Stack((*parts, StackItem(writing_lines(width, 2))))
    code, role = make_code(composer, link, SHEET_SIDE, section), composer.role("Link", section)
    site = link_words(composer, link, style.LINK, room, role, link.site)
    if site.breaks_name:
        site = link_words(composer, link, style.LINK_SMALL, room, role, link.site)
    words = Stack((*parts, StackItem(site, ABOVE_LINK)))

    def draw(x: float, y: float) -> list[Item]:
        return [*words.place(x + WORDS_FROM, y), *code.place(x, y)]

    return Drawn(max(words.height, code.side), draw)
