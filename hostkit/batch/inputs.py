"""Computes one SHA-256 of everything a kit is made from: row, guide, options, stock, theme, printer, fonts and version.

Two kits with the same checksum have the same bytes, so a kit whose checksum has not changed is not made again. The
position of a row in its table does not affect the checksum; every byte of the guide does.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import hostkit
from hostkit import __version__
from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.core.wording import display_path
from hostkit.events.event import Event, PrintOptions
from hostkit.files.ownership import sum_of, sum_of_folder
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import read_guide
from hostkit.printers.calibration import Calibration
from hostkit.themes.theme import Theme
from hostkit.typesetting.fonts import fonts_folder

_LIBRARIES = ("reportlab", "uharfbuzz", "qrcode", "icalendar", "tzdata")
"""The libraries whose version may change the bytes of a kit."""

_TRIES = 3

_Read = TypeVar("_Read")
_Stamp = TypeVar("_Stamp")


def read_whole_guide(path: Path) -> tuple[Guide, str]:
    """Return the guide in a file, and the SHA-256 of the bytes that it was read from, in hexadecimal.

    Raises SourceError when the guide has problems, and HostkitError when the file changes during each of three reads.
    """
    return read_unchanged(path, read_guide, lambda path: sum_of(path.resolve()))


def read_unchanged(
    path: Path, read: Callable[[Path], _Read], stamp: Callable[[Path], _Stamp | None]
) -> tuple[_Read, _Stamp]:
    """Return what is read from a file, and the stamp that the file had before and after.

    Raises HostkitError when another program changes the file during each of three reads.
    """
    for _ in range(_TRIES):
        before = stamp(path)
        found = read(path)
        if before is not None and stamp(path) == before:
            return found, before
    what, remedy = "changed while it was read.", "Save it, close it and try again."
    raise HostkitError(Problem("file-changing", Position(display_path(path)), what, remedy))


def printing_sum(options: PrintOptions, printer: Calibration | None, *own_sums: str | None) -> str:
    """Return the checksum of a kit's print options, but for its theme, and of its printer calibration.

    ``own_sums`` are the checksums of the files of the user's own among the options.
    """
    return _sum(list(options._replace(theme=None, usual_theme=None)), printer, own_sums)


def kit_inputs(guide_sum: str, event: Event, printing: str, theme: Theme) -> str:
    """Return the checksum of everything a kit is made from; ``printing`` is the result of ``printing_sum``."""
    return _sum(surroundings(), guide_sum, [plain_value(value) for value in event], printing, theme)


@cache
def surroundings() -> str:
    """Return the checksum of everything all rows share: hostkit, its fonts, its fixed words, Python and libraries."""
    program = sum_of_folder(
        Path(hostkit.__file__).parent, (".py", ".yaml"), but=("_content", "_fonts", "__pycache__")
    )
    fonts = sum_of_folder(fonts_folder(), (".ttf",))
    libraries = [_version(name) for name in _LIBRARIES]
    return _sum(__version__, program, fonts, libraries, zlib.ZLIB_RUNTIME_VERSION, sys.version_info[:2])


def _version(library: str) -> str:
    # Imported here because it is slow to load.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def _sum(*values: object) -> str:
    return sha256(repr(values).encode()).hexdigest()


def plain_value(value: object) -> object:
    """Return a value without its position in the source file: the text of a phrase, the URL of a link."""
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, tuple) and not isinstance(value, Link):
        return [plain_value(each) for each in value]
    return value.url if isinstance(value, Link) else value
