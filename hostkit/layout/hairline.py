"""The hairline: what every mark, writing line, outline and ruler is drawn with."""

from __future__ import annotations

from hostkit.layout.display_list import Colour

HAIRLINE = 0.4
LINE = Colour(0.45, 0.45, 0.45)
"""Contrast 4.5:1 on white."""
