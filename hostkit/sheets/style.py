"""The type scale, the colors and the grid of the design, which all sheets share. Lengths are in points."""

from __future__ import annotations

from hostkit.core.values import mm
from hostkit.typesetting.display_list import Color
from hostkit.typesetting.shaping import Style

BLACK = Color(0, 0, 0)
QUIET = Color(0x4D / 255, 0x4D / 255, 0x4D / 255)
"""A gray with a contrast of 8.5:1 on white."""
ACCENT = Color(0x8A / 255, 0x2F / 255, 0x1B / 255)
"""The accent of pages that belong to no guide: a brick red with a contrast of 8.4:1 on white; as a gray it is 72 %."""

BLANK_LINE = 0.5
"""The weight of lines to write on, as in the design."""
WRITING_LEADING = mm(8.7)
"""The distance between lines to write on, as in the design."""

SIDE = mm(18)
TOP = mm(15)
FOOTER_BASELINE = mm(13.3)
"""The distance from the bottom edge of the paper to the baseline of the footer."""
NARROW = mm(25)
"""The width of the column of times, numbers and labels on the host sheet."""
SPINE_LEFT = mm(6)
"""The distance from the spine to the text on its right."""
RULE_WIDTH, RULE_WEIGHT = mm(16), 2.0
CARD_RULE_WIDTH = mm(12)

LARGE_CARD = mm(100), mm(130)
"""Cards of this width and height or more have the large form: the design's limit."""

TOPIC_SIZES = ((37, 40), (28, 32), (21, 24))
SMALLEST_TOPIC = (16, 20)
"""The design's sizes and leadings of the topic in points; the smallest is for a topic with a wide word."""


def display(size: float, leading: float) -> Style:
    """Return a style in black Fraunces, for topics, questions, prompts and clock times."""
    return Style("display", size, leading, BLACK)


def number(size: float, leading: float, accent: Color = ACCENT) -> Style:
    """Return a style in accent-colored Fraunces, for numbers and quotation marks."""
    return Style("display", size, leading, accent)


def is_large_card(width: float, height: float) -> bool:
    """Tell whether cards of a size in points have the large form."""
    return width >= LARGE_CARD[0] - 0.01 and height >= LARGE_CARD[1] - 0.01


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
