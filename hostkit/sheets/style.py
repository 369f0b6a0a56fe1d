"""The type scale, the colours and the grid that all sheets share, as the design has them. Lengths in points."""

from __future__ import annotations

from hostkit.core.values import mm
from hostkit.typesetting.display_list import Colour
from hostkit.typesetting.shaping import Style

BLACK = Colour(0, 0, 0)
QUIET = Colour(0x4D / 255, 0x4D / 255, 0x4D / 255)
"""Contrast 8.5:1 on white."""
ACCENT = Colour(0x8A / 255, 0x2F / 255, 0x1B / 255)
"""Brick, 8.4:1 on white; prints in grey as a 72 % grey."""

BLANK_LINE = 0.5
"""Weight of a blank to fill in: the design's."""
WRITING_LEADING = mm(8.7)
"""From one line to write on to the next: the design's measure."""

SIDE = mm(18)
TOP = mm(15)
FOOTER_BASELINE = mm(13.3)
"""From the bottom edge of the paper to the baseline of the footer."""
NARROW = mm(25)
"""The column of times, numbers and labels on the host sheet."""
SPINE_LEFT = mm(6)
"""The spine stands so far left of the words."""
RULE_WIDTH, RULE_WEIGHT = mm(16), 2.0
CARD_RULE_WIDTH = mm(12)

TOPIC_SIZES = ((37, 40), (28, 32), (21, 24))


def display(size: float, leading: float) -> Style:
    """Return Fraunces in black: topics, questions, prompts, clock times."""
    return Style("display", size, leading, BLACK)


def number(size: float, leading: float) -> Style:
    """Return Fraunces in the accent: numbers and quotation marks."""
    return Style("display", size, leading, ACCENT)


SEGMENT = Style("text-bold", 16, 20, BLACK)
SAID = Style("text", 16, 20, BLACK)
DONE = Style("text-italic", 12, 16, QUIET)
BODY = Style("text", 12, 16, BLACK)
LABEL = Style("text-bold", 12, 16, BLACK)
QUIET_BODY = Style("text", 12, 16, QUIET)
TIME_FIGURES = Style("text", 12, 16, QUIET, ("tnum",))
SKIP = Style("text-italic", 12, 16, ACCENT)
TIME = display(16, 20)
FOOTER = Style("text", 9, 12, QUIET)
GUEST = Style("text", 14, 18, BLACK)
GUEST_LABEL = Style("text-bold", 14, 18, BLACK)
DEFINITION = Style("text", 14, 20, BLACK)
LINK = Style("text", 12, 16, BLACK)
LINK_SMALL = Style("text", 10, 14, BLACK)
