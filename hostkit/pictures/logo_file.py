"""Reads how a logo is named: its file, what it shows in words, and its height."""

from __future__ import annotations

import re
from typing import NamedTuple

from hostkit.core.errors import BadValue
from hostkit.core.input_files import is_file, own_file
from hostkit.core.wording import quoted
from hostkit.core.yaml_reader import YamlBlock

ENDINGS = (".png", ".jpg", ".jpeg")
"""The endings of the files that are read as pictures."""

LOWEST, HIGHEST = 3.0, 10.0
"""The heights of a logo in mm. The design's limit is 10 mm; below 3 mm no word can be read."""

KEYS = ("file", "alt", "height")
"""The keys of a logo in YAML, in the order of its parts elsewhere."""


class LogoFile(NamedTuple):
    """The file of a logo, the words that stand for it where it is not seen, or "", and its height in mm."""

    file: str
    alt: str = ""
    height: float = HIGHEST


def read_logo_file(text: str) -> LogoFile:
    """Return the logo that a text names, such as ``library.png; Town library; 8 mm``; only the file is needed.

    Raises:
        BadValue: there is no such file, its ending is not that of a picture, or the height is none that can be printed.

    """
    file, *rest = (part.strip() for part in text.split(";"))
    if len(rest) > len(KEYS) - 1:
        what = f"{quoted(text)} has {len(rest) + 1} parts."
        raise BadValue(
            "logo-parts", what, "Write file, words and height, as in library.png; Town library; 8 mm."
        )
    if not file.casefold().endswith(ENDINGS):
        raise BadValue(
            "logo-other-ending", f"{quoted(file)} is no PNG or JPEG picture.", "Save the logo as PNG."
        )
    if not is_file(own_file(file)):
        raise BadValue(
            "logo-missing", f"there is no picture {quoted(file)}.", "Check the name and the folder."
        )
    return LogoFile(file, rest[0] if rest else "", _height(rest[1]) if len(rest) > 1 and rest[1] else HIGHEST)


def logo_text(block: YamlBlock, name: str) -> str:
    """Return a logo that is written as a mapping of ``KEYS`` as one text, or "" with problems added to the reading."""
    inner = block.block(name, KEYS)
    if inner is None:
        return ""
    parts = [inner.required_text("file"), *(inner.text(key) for key in KEYS[1:])]
    return "; ".join(part.text if part else "" for part in parts) if inner.has("file") else ""


def _height(text: str) -> float:
    found = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]+)?) ?(mm|cm)?", text.casefold())
    height = float(found[1].replace(",", ".")) * (10 if found[2] == "cm" else 1) if found else 0.0
    if not LOWEST <= height <= HIGHEST:
        what = f"{quoted(text)} is no height of a logo."
        raise BadValue("logo-height", what, f"Write millimeters from {LOWEST:g} to {HIGHEST:g}, as in 8 mm.")
    return height
