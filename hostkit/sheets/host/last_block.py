"""Composes the block at the bottom of the host sheet's last page: helps, tips, checklist, the two codes, credit."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.core.characters import Phrase
from hostkit.core.values import mm
from hostkit.guides.guide import HELPS
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.host.code_pair import codes
from hostkit.sheets.host.facts import CARDS
from hostkit.sheets.parts.head import TICK, TICK_GAP, MarkedText, run_on, tick_square
from hostkit.stocks.imposition import NONE
from hostkit.typesetting.display_list import Item, Role, Rule
from hostkit.typesetting.typeset import (
    HAIRLINE,
    LINE,
    Block,
    Drawn,
    Stack,
    StackItem,
    beside,
    stack,
)

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
