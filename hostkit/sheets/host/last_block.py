"""Composes the block at the bottom of the host sheet's last page: helps, tips, checklist, the two codes, credit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.characters import Phrase
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.host.code_pair import codes
from hostkit.sheets.host.facts import CARDS
from hostkit.sheets.parts.head import TICK, TICK_GAP, tick_square
from hostkit.stocks.imposition import NONE
from hostkit.typesetting.display_list import Item, Role, Rule
from hostkit.typesetting.run_on import MarkedText, run_on
from hostkit.typesetting.typeset import HAIRLINE, LINE, Block, Drawn, Stack, StackItem, TextBlock, stack

BETWEEN_ROWS = 4.0
AROUND_HAIRLINE = 14.0
ABOVE_CODES = 18.0
BETWEEN_TICKS = mm(5)
"""Gaps in points, as in the design."""

ABOVE_CREDIT = 12.0
"""In points. Chosen by eye: outside the quiet zone of a code above it."""


class LabeledRow(NamedTuple):
    """A label in the narrow column and its block in the wide one."""

    label: TextBlock | None
    block: Block

    @property
    def height(self) -> float:
        """The height of the taller of the two in points."""
        return max(self.block.height, self.label.height if self.label else 0.0)

    def place(self, x: float, y: float) -> list[Item]:
        """Return the label at (x, y) and the block beside it, level at the top."""
        label = self.label.place(x, y) if self.label else []
        return [*label, *self.block.place(x + style.NARROW, y)]


def last_block(composer: SheetComposer, measure: float, leading: float, most_tips: int | None) -> Stack:
    """Return helps, tips, checklist, codes and credit as one block, ``measure`` points wide.

    ``leading`` is that of helps and tips, in points.
    """
    wide = measure - style.NARROW
    parts = [
        StackItem(hairline(measure)),
        StackItem(stack(_help_rows(composer, wide, leading, most_tips), BETWEEN_ROWS), AROUND_HAIRLINE),
        StackItem(hairline(measure), AROUND_HAIRLINE),
        StackItem(_to_bring_row(composer, wide), AROUND_HAIRLINE),
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


def _help_rows(composer: Composer, measure: float, leading: float, most_tips: int | None) -> list[LabeledRow]:
    guide, words = composer.guide, composer.words
    around = composer.role("L")
    has_backs = composer.makes(CARDS) and composer.options.duplex != NONE
    has_probes = has_backs and any(question.probes for question in guide.questions)
    names = {"stalls": "stalls" if has_probes else "stalls_bare"}
    rows: list[tuple[str | None, Phrase | str]] = [
        (words(f"host_sheet.{name}"), getattr(guide.helps, name) or words(f"help.{names.get(name, name)}"))
        for name in ("stalls", "one_voice", "tempers", "tears")
    ]
    for index, tip in enumerate(guide.tips[:most_tips]):
        rows.append((None if index else words("host_sheet.mind"), tip))
    return [_text_row(composer, around, label, text, measure, leading) for label, text in rows]


def _text_row(
    composer: Composer, around: Role, label: str | None, text: Phrase | str, measure: float, leading: float
) -> LabeledRow:
    label_role, body_role = composer.list_item(around)
    block = composer.set.narrow(str(text), style.BODY._replace(leading=leading), measure, body_role)
    if label is None:
        return LabeledRow(None, block)
    face = style.LABEL._replace(leading=leading)
    return LabeledRow(composer.set.narrow(label, face, style.NARROW - mm(1), label_role), block)


def _to_bring_row(composer: SheetComposer, measure: float) -> LabeledRow:
    """Return the checklist of what to bring, which depends on the number of guests."""
    label = composer.words("host_sheet.bring")
    return LabeledRow(
        composer.set.narrow(label, style.LABEL, style.NARROW, composer.role("P")),
        composer.slot(lambda c: _ticks(c, _to_bring(c), measure)),
    )


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
