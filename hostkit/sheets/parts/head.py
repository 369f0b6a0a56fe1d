"""The head of a page: series, what stands at the right, the topic and the short rule in the accent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hostkit.core.units import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.typesetting.columns import Drawn, Stack, StackItem
from hostkit.typesetting.display_list import Fill, Item, Role
from hostkit.typesetting.typeset import TextBlock


def head(
    composer: SheetComposer,
    measure: float,
    right: Callable[[DetailComposer], FlushRight],
    sizes: Sequence[tuple[float, float]],
) -> Stack:
    """Return series and ``right`` on one line, 8 pt, the topic at the first size that suits it, 10 pt, the rule."""
    series, role = composer.guide.series, composer.role("P")

    def series_beside(c: Composer, at_right: FlushRight) -> TextBlock | None:
        room = measure - at_right.width - mm(6)
        return c.set.narrow(series.text, style.BODY, room, role) if series else None

    at_right = composer.guarded_slot(right, series_beside)
    left = at_right.guarded

    def line(x: float, y: float) -> list[Item]:
        return [*(left.place(x, y) if left else []), *at_right.place(x + measure, y)]

    topic = set_topic(composer, measure, sizes, composer.role("H1"))
    first = Drawn(left.height if left else style.BODY.leading, line)
    return Stack((StackItem(first), StackItem(topic, 8), StackItem(accent_rule(style.RULE_WIDTH), 10)))


def set_topic(
    composer: Composer, measure: float, sizes: Sequence[tuple[float, float]], role: Role
) -> TextBlock:
    """Set the topic: the first size on one line, the second on two, the last on as many as it takes."""
    title = composer.guide.title.text
    for lines, (size, leading) in enumerate(sizes, start=1):
        face = style.display(size, leading)
        block = composer.set.balanced(title, face, measure, role)
        if len(block.lines) <= lines and not composer.set.breaks_words(title, face, measure):
            return block
    return block


def accent_rule(width: float) -> Drawn:
    """Return the short rule in the accent, 2 pt thick."""
    return Drawn(style.RULE_WEIGHT, lambda x, y: [Fill(x, y, width, style.RULE_WEIGHT, style.ACCENT)])


class FlushRight(NamedTuple):
    """A block that is placed by its top right corner."""

    height: float
    width: float
    draw: Callable[[float, float], list[Item]]

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the block's top right corner at (x, y)."""
        return self.draw(x, y)


def flush_right(block: TextBlock) -> FlushRight:
    """Return a text that is placed by its top right corner."""
    return FlushRight(block.height, block.width, block.place_right)
