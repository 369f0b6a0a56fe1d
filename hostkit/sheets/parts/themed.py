"""What the theme of a kit gives to its sheets: the figure, the second voice, and the short rule in its accent."""

from __future__ import annotations

from hostkit.sheets import style
from hostkit.sheets.composer import Composer
from hostkit.themes.figures import PlacedFigure, place_figure
from hostkit.typesetting.display_list import Curve, Fill, Strokes
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import HAIRLINE, LINE, Drawn

FOLD_DASH = (1.0, 2.0)
"""The dots of a fold line and the gaps between them in points. Chosen by eye: apart from lines to write or cut on."""


def voice(composer: Composer, size: float, leading: float) -> Style:
    """Return a style in the second voice of the theme."""
    return Style(composer.theme.voice, size, leading, style.BLACK)


def accented(composer: Composer, face: Style) -> Style:
    """Return a style in the accent of the theme."""
    return face._replace(color=composer.theme.accent)


def themed_rule(composer: Composer, width: float) -> Drawn:
    """Return the short rule in the theme's accent, 2 pt thick and ``width`` points wide."""
    accent = composer.theme.accent
    return Drawn(style.RULE_WEIGHT, lambda x, y: [Fill(x, y, width, style.RULE_WEIGHT, accent)])


def whole_figure(composer: Composer, width: float, height: float) -> PlacedFigure | None:
    """Return the theme's figure with all its marks in a box, in points, or None if it has none or there is no room.

    It counts the questions of the guide, with rounds those of the longest round.
    """
    guide = composer.guide
    count = max([each.question_count for each in guide.rounds], default=len(guide.questions))
    return place_figure(composer.theme.figure, count, width, height)


def fold_line(x: float, y: float, x2: float, y2: float) -> Strokes:
    """Return a dotted line along a fold."""
    return Strokes(x, y, (Curve((0.0, 0.0), ((x2 - x, y2 - y),)),), HAIRLINE, LINE, FOLD_DASH)
