"""Finds themes by their name or by the path of a theme file, and reads theme files.

A theme file is refused if its accent is too pale or too dark to print, in color or as a gray; the problem names the
nearest accent that is not.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from hostkit.core.errors import BadValue, Position
from hostkit.core.input_files import data_folder, is_file, names_own_file, own_file, read_once
from hostkit.core.values import parse_length, slug
from hostkit.core.wording import advice, quoted
from hostkit.core.yaml_advice import THEME_KEYS
from hostkit.core.yaml_reader import YamlBlock, YamlReading
from hostkit.themes.figures import KINDS, Figure, place_figure
from hostkit.typesetting.display_list import Color

FORMAT = 1
"""The version of the format of theme files."""

KEYS = ("theme", "title", "accent", "figure", "voice")
FIGURE_KEYS = ("kind", "arrangement", "stroke")
"""The keys of a theme file, and those of its figure."""

VOICES = {"italic": "display-italic", "text": "text"}
"""The face of each second voice, which sets agreements, probes and definitions."""

LEAST_CONTRAST = 7.0
"""The least contrast of the accent on white, for text (WCAG 2.2, 1.4.6)."""

PALEST, DARKEST = 0.6, 0.8
"""The design's bounds of the accent as a gray: it stays apart from paper and from black."""

THINNEST, THICKEST = 0.7, 1.2
"""The design's bounds of the lines of figures, in points."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class Theme(NamedTuple):
    """How a kit looks apart from its layout.

    ``voice`` is the face of the second voice. ``quotation_marks`` tells whether the title card and the closing card
    have quotation marks in place of a figure, which only the theme ``plain`` has.
    """

    name: str
    title: str
    accent: Color
    figure: Figure
    voice: str
    quotation_marks: bool = False


PLAIN = "plain"
"""The theme without a figure, which has the quotation marks. Guides that name no theme have it."""


@cache
def theme_names() -> tuple[str, ...]:
    """Return the names of all shipped themes in alphabetical order."""
    return tuple(sorted(path.stem for path in data_folder("themes").glob("*.yaml")))


def theme_for(title: str) -> str:
    """Return a theme with a figure for a new guide: always the same for a title."""
    names = [name for name in theme_names() if name != PLAIN]
    return names[crc32(slug(title).encode()) % len(names)]


def named_theme(text: str, folder: Path = Path()) -> str:
    """Return the name of the shipped theme that a text refers to, or the path of a theme file, from a folder.

    Case is ignored, spaces and dashes are equivalent.

    Raises:
        BadValue: there is no such theme, or no such file.

    """
    if names_own_file(text):
        path = folder / own_file(text)
        if not is_file(path):
            remedy = "Check the name and the folder; themes that come with hostkit are named without .yaml."
            raise BadValue("theme-unknown", f"there is no theme file {quoted(text)}.", remedy, theme=text)
        return str(path)
    wanted, names = slug(text), theme_names()
    if wanted not in names:
        remedy = advice(wanted, names)
        raise BadValue("theme-unknown", f"there is no theme {quoted(text)}.", remedy, theme=text)
    return wanted


def read_theme(name: str) -> Theme:
    """Return a theme by its name or by the path of its file.

    Raises:
        BadValue: there is no such theme.
        SourceError: its file is invalid.

    """
    known = named_theme(name)
    return read_once(read_theme_file, own_file(known)) if names_own_file(known) else _shipped(known)


@cache
def _shipped(name: str) -> Theme:
    theme = read_theme_file(data_folder("themes") / f"{name}.yaml")
    return theme._replace(quotation_marks=name == PLAIN)


def read_theme_file(path: Path) -> Theme:
    """Return the theme in a file. Its name is the file name without the extension.

    Raises:
        SourceError: with all problems in the file.

    """
    reading = YamlReading.of(path, THEME_KEYS)
    root = reading.root(KEYS)
    theme = _theme(root, path.stem) if root else None
    reading.done()
    assert theme is not None
    return theme


def _theme(root: YamlBlock, name: str) -> Theme:
    if not root.has("theme"):
        root.report_missing("theme", f'Write "theme: {FORMAT}", the version of the format.')
    root.number("theme", FORMAT, FORMAT, FORMAT)
    title = root.text("title")
    if not root.has("accent"):
        root.report_missing("accent", 'Write a color, as in accent: "#8a2f1b".')
    accent = root.parsed("accent", lambda text, at: accent_of(text))
    block = root.block("figure", FIGURE_KEYS)
    return Theme(
        name=name,
        title=title.text if title else name,
        accent=accent or Color(0.0, 0.0, 0.0),
        figure=_figure(block) if block else Figure(),
        voice=VOICES[(root.choice("voice", tuple(VOICES)) if root.has("voice") else None) or "italic"],
    )


def _figure(block: YamlBlock) -> Figure:
    kind = block.choice("kind", tuple(KINDS)) or "none"
    arrangement = block.choice("arrangement", tuple(KINDS[kind])) if block.has("arrangement") else None
    weight = block.parsed("stroke", _weight) if block.has("stroke") else None
    return Figure(kind, arrangement or "", weight or Figure().weight)


def _weight(text: str, at: Position) -> float:
    weight = parse_length(text)
    if not THINNEST <= weight <= THICKEST:
        remedy = f"Write {THINNEST} pt to {THICKEST} pt."
        what = f"{quoted(text)} is too {'thin' if weight < THINNEST else 'thick'} for a line."
        raise BadValue("length-out-of-range", what, remedy)
    return weight


def accent_of(text: str) -> Color:
    """Return a color written as "#8a2f1b".

    Raises:
        BadValue: it is no color, its contrast on white is below 7:1, or as a gray it is not 60 to 80 % dark.

    """
    if not _HEX.fullmatch(text):
        what = f"{quoted(text)} is no color."
        raise BadValue("accent-not-a-color", what, 'Write six digits after a #, as in "#8a2f1b".')
    color = _color(text)
    if not prints_well(color):
        near = written(_nearest_that_prints(color))
        ratio, gray = contrast(color), round(100 * grayness(color))
        what = f"{quoted(text)} has a contrast of {ratio:.1f}:1 on white and is a {gray}% gray."
        remedy = f'At least {LEAST_CONTRAST:g}:1 and a gray of 60 to 80% print well; the nearest is "{near}".'
        raise BadValue("accent-out-of-range", what, remedy, contrast=ratio, gray=gray, nearest=near)
    return color


def contrast(color: Color) -> float:
    """Return the contrast of a color on white, from 1 to 21 (WCAG 2.2, relative luminance and contrast ratio)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def grayness(color: Color) -> float:
    """Return how dark a color is as a gray, from 0 (white) to 1 (black), by the weights of ITU-R BT.601."""
    return 1 - (0.299 * color.red + 0.587 * color.green + 0.114 * color.blue)


def prints_well(color: Color) -> bool:
    """Tell whether a color has enough contrast on white and is neither too pale nor too dark as a gray."""
    return contrast(color) >= LEAST_CONTRAST and PALEST <= grayness(color) <= DARKEST


def _nearest_that_prints(color: Color) -> Color:
    """Return the color of the same hue that prints well and is nearest: darker, or mixed with white."""
    toward = 1.0 if grayness(color) > DARKEST else 0.0
    mixed = (_mixed(color, toward, step / 255) for step in range(256))
    return next(filter(prints_well, map(_color, map(written, mixed))))


def _mixed(color: Color, toward: float, share: float) -> Color:
    return Color(*[part + (toward - part) * share for part in color])


def _color(text: str) -> Color:
    return Color(*map(partial(_part, text), (1, 3, 5)))


def _part(text: str, start: int) -> float:
    return int(text[start : start + 2], 16) / 255


def written(color: Color) -> str:
    """Return a color as theme files write it, as in "#8a2f1b"."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)


class FigureSketch(NamedTuple):
    """The figure of a theme as a path of SVG, with its size, color, line width and dashes."""

    width: float
    height: float
    path: str
    color: str
    weight: float
    dash: str


def figure_sketch(theme: Theme, questions: int, width: float, height: float) -> FigureSketch | None:
    """Return the figure of a theme for a screen, in a box in points, or None for a theme without a figure."""
    placed = place_figure(theme.figure, questions, width, height)
    if placed is None:
        return None
    return FigureSketch(
        placed.width, placed.height, placed.svg_path, written(theme.accent), placed.weight, placed.svg_dash
    )
