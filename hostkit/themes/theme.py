"""Finds themes by their name or by the path of a theme file."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

from hostkit.core.errors import BadValue
from hostkit.core.input_files import YAML_ENDINGS, as_on_disk, data_folder, is_file
from hostkit.core.values import slug
from hostkit.core.wording import advice, quoted
from hostkit.themes.theme_file import Theme, read_theme_file

__all__ = ["PLAIN", "Theme", "named_theme", "read_theme", "theme_for", "theme_names"]

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
    if _is_path(text):
        path = folder / _own_file(text)
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
    if not _is_path(known):
        return _shipped(known)
    path = _own_file(known)
    found = path.stat()
    return _own(path, found.st_mtime_ns, found.st_size)


@cache
def _shipped(name: str) -> Theme:
    theme = read_theme_file(data_folder("themes") / f"{name}.yaml")
    return theme._replace(quotation_marks=name == PLAIN)


@lru_cache(maxsize=16)
def _own(path: Path, changed: int, size: int) -> Theme:
    """Return the theme of a file. It is cached by path, time and size: a table may name it in a thousand rows."""
    return read_theme_file(path)


def _is_path(text: str) -> bool:
    return text.casefold().endswith(YAML_ENDINGS) or "/" in text or "\\" in text


def _own_file(text: str) -> Path:
    """Return the path of a theme file, with ``~`` expanded if there is a home folder."""
    try:
        return as_on_disk(Path(text).expanduser())
    except RuntimeError:
        return Path(text)
