"""What a kit is made from, as one sum: row, guide, options, stock, printer, fonts and version in; a SHA-256 out.

Two kits of one sum are the same bytes; a kit whose sum is the one it was made from need not be made again. Where in a
table or a guide something stands does not count, but each byte of the guide does.
"""

from __future__ import annotations

import sys
import zlib
from dataclasses import fields
from functools import cache
from hashlib import sha256
from pathlib import Path

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
from hostkit.typesetting.fonts import fonts_folder

_LIBRARIES = ("reportlab", "uharfbuzz", "qrcode", "icalendar", "tzdata")
"""Those whose version may change a byte of a kit."""

_EVENT = tuple(field.name for field in fields(Event))
_TRIES = 3


def read_whole_guide(path: Path) -> tuple[Guide, str]:
    """Return a guide and the sum of the very bytes it was read from.

    Raises HostkitError (SourceError) for what is wrong with it, and when it goes on changing while it is read.
    """
    for _ in range(_TRIES):
        before = sum_of(path.resolve())
        guide = read_guide(path)
        if before is not None and sum_of(path.resolve()) == before:
            return guide, before
    raise file_changing(path)


def file_changing(path: Path) -> HostkitError:
    """Return the error of a file that somebody goes on writing to while it is read."""
    what, remedy = "changed while it was read.", "Save it, close it and try again."
    return HostkitError(Problem("file-changing", Position(display_path(path)), what, remedy))


def printing_sum(options: PrintOptions, printer: Calibration, stock_sum: str | None) -> str:
    """Return the sum of how a kit is printed; ``stock_sum`` is that of a stock file of one's own."""
    return _sum([getattr(options, field.name) for field in fields(options)], tuple(printer), stock_sum)


def kit_inputs(guide_sum: str, event: Event, printing: str) -> str:
    """Return the sum of all that a kit is made from; ``printing`` is the sum of how it is printed."""
    return _sum(surroundings(), guide_sum, [_plain(getattr(event, name)) for name in _EVENT], printing)


@cache
def surroundings() -> str:
    """Return the sum of what is the same for all rows: this program, its fonts and fixed words, and its libraries."""
    program = sum_of_folder(
        Path(hostkit.__file__).parent, (".py", ".yaml"), but=("_content", "_fonts", "__pycache__")
    )
    fonts = sum_of_folder(fonts_folder(), (".ttf",))
    libraries = [_version(name) for name in _LIBRARIES]
    return _sum(__version__, program, fonts, libraries, zlib.ZLIB_RUNTIME_VERSION, sys.version_info[:2])


def _version(library: str) -> str:
    # Why here: it is slow to load.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def _sum(*values: object) -> str:
    return sha256(repr(values).encode()).hexdigest()


def _plain(value: object) -> object:
    """Return a value without the place where it was written."""
    if isinstance(value, Phrase):
        return value.text
    return value.url if isinstance(value, Link) else value
