"""The head of a page: series, what stands at the right, the topic and the short rule in the accent."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.ground.units import mm
from hostkit.layout.column import Block, Drawn, Part, Stack
from hostkit.layout.display_list import Fill, Item, Role
from hostkit.layout.typeset import TextBlock
from hostkit.sheets import style
from hostkit.sheets.parts.composer import Composer


def head(
    composer: Composer, measure: float, right: Block, right_width: float, sizes: Sequence[tuple[float, float]]
) -> Stack:
    """Return series and ``right`` on one line, 8 pt, the topic at the first size that suits it, 10 pt, the rule."""
    series = composer.plan.guide.series
    room = measure - right_width - mm(6)
    left = composer.set.narrow(series.text, style.BODY, room, composer.role("P")) if series else None

    def line(x: float, y: float) -> list[Item]:
        return [*(left.place(x, y) if left else []), *right.place(x + measure, y)]

    topic = set_topic(composer, measure, sizes, composer.role("H1"))
    first = Drawn(left.height if left else style.BODY.lead, line)
    return Stack((Part(first), Part(topic, 8), Part(accent_rule(style.RULE_WIDTH), 10)))


def set_topic(
    composer: Composer, measure: float, sizes: Sequence[tuple[float, float]], role: Role
) -> TextBlock:
    """Set the topic: the first size on one line, the second on two, the last on as many as it takes."""
    title = composer.plan.guide.title.text
    for lines, (size, lead) in enumerate(sizes, start=1):
        face = style.display(size, lead)
        block = composer.set.balanced(title, face, measure, role)
        if len(block.lines) <= lines and not composer.set.breaks_words(title, face, measure):
            return block
    return block


def accent_rule(width: float) -> Drawn:
    """Return the short rule in the accent, 2 pt thick."""
    return Drawn(style.RULE_WEIGHT, lambda x, y: [Fill(x, y, width, style.RULE_WEIGHT, style.ACCENT)])


def flush_right(block: TextBlock) -> Drawn:
    """Return a block that is placed by its top right corner."""
    return Drawn(block.height, block.place_right)
