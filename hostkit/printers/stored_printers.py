"""Reads and writes the calibrations of printers, in a JSON file in the user's configuration folder.

Reading a damaged file raises an error; storing a printer keeps the damaged file under another name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hostkit.core.errors import BadValue, HostkitError, Position, Problem, option_refused
from hostkit.core.values import slug
from hostkit.core.wording import advice, display_path, nearest, printable, quoted
from hostkit.files import write_files
from hostkit.printers.calibration import Calibration, ScaleReading, checked_percent, checked_shift

FILE = "printers.json"
VERSION = 1
VARIABLE = "HOSTKIT_CONFIG"
"""The environment variable that sets another folder for the file."""

_LARGEST = 1e6
"""A number larger than this means a damaged file: it is far above any reading and safe to convert to a float."""


class Stored(NamedTuple):
    """The result of storing a printer.

    ``file`` is the file written and ``calibration`` the printer's errors in it. When the earlier file was damaged,
    ``kept_aside`` is its new path and ``damage`` says what is wrong with it; otherwise they are None and "".
    """

    file: Path
    calibration: Calibration
    kept_aside: Path | None
    damage: str


def printers_file() -> Path:
    """Return the path of the file of printers; the file may not exist."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given) / FILE
    # Imported here because most builds name no printer.
    from hostkit.core.user_folders import settings_folder

    return settings_folder() / FILE


def read_printers() -> dict[str, Calibration]:
    """Return the calibrations of all stored printers by name.

    Raises:
        HostkitError: the file is damaged, or cannot be read.

    """
    path = printers_file()
    data = _bytes(path)
    try:
        return _printers(data) if data is not None else {}
    except BadValue as damage:
        problem = Problem(
            "printers-damaged",
            Position(display_path(path)),
            f"this file of printers is damaged: {damage.what} It was left as it is.",
            "Mend it, or store your printer again with hostkit calibrate, which keeps this file under another name.",
        )
        raise HostkitError(problem) from None


def read_printer(name: str) -> Calibration:
    """Return the calibration of the printer called ``name``.

    Raises:
        UsageError: there is no printer of this name.
        HostkitError: the file is damaged, or cannot be read.

    """
    known = read_printers()
    if name in known:
        return known[name]
    measure = "hostkit calibrate prints a page to measure one."
    what, remedy = f"there is no printer {quoted(name)}.", f"{advice(name, known)} Else {measure}"
    if not known:
        what, remedy = "no printer is stored yet.", measure
    values = {"printer": name, "nearest": nearest(name, known), "known": list(known)}
    raise option_refused("printer-unknown", "printer", what, remedy, **values)


def store_printer(name: str, reading: ScaleReading) -> Stored:
    """Store a reading for a printer, and return the result; values not read stay as stored, or zero error if new.

    ``name`` may contain a-z, 0-9 and hyphens.

    Raises:
        HostkitError: the file cannot be read.
        OutputError: the file cannot be written; it is then unchanged.

    """
    path = printers_file()
    data, damage = _bytes(path), ""
    known: dict[str, Calibration] = {}
    try:
        known = _printers(data) if data is not None else {}
    except BadValue as error:
        damage = error.what
    known[name] = reading.on_top_of(known.get(name, Calibration()))
    files = {FILE: _written(known)}
    aside = _free_name(path) if damage else None
    if aside is not None and data is not None:
        files[aside.name] = data
    write_files(path.parent, files, force=True)
    return Stored(path, known[name], aside, damage)


def _bytes(path: Path) -> bytes | None:
    """Return the bytes of the file, or None when it does not exist. Raises HostkitError when it cannot be read."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # Reading from a pipe might block forever.
            raise HostkitError(
                Problem(
                    "file-is-a-pipe",
                    Position(display_path(path)),
                    "this is a pipe or a device, not a file.",
                    "Move it away.",
                )
            )
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        place, what = Position(display_path(path)), f"could not be read: {reason}."
        raise HostkitError(Problem("file-unreadable", place, what, "Nothing was changed.")) from error


def _free_name(path: Path) -> Path:
    number = 1
    while os.path.lexists(path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    return path.with_name(f"{path.name}.damaged-{number}")


def _written(printers: Mapping[str, Calibration]) -> bytes:
    document = {
        "hostkit": VERSION,
        "printers": {
            name: {"front_mm": list(found.front), "back_mm": list(found.back), "scale_percent": found.percent}
            for name, found in sorted(printers.items())
        },
    }
    return f"{json.dumps(document, indent=2)}\n".encode()


def _printers(data: bytes) -> dict[str, Calibration]:
    """Return the calibrations in the bytes of a file, by name. Raises BadValue when the file is damaged."""
    document = _parsed(data)
    if not isinstance(document, dict) or "hostkit" not in document:
        raise _damaged("it does not begin with the version of hostkit's files.")
    version = document["hostkit"]
    if version != VERSION or isinstance(version, bool):
        raise _damaged(f"its version is {quoted(str(version))}, and this hostkit knows {VERSION}.")
    if set(document) != {"hostkit", "printers"} or not isinstance(document["printers"], dict):
        raise _damaged("it should hold a version and printers, nothing else.")
    return {name: _calibration(name, entry) for name, entry in document["printers"].items()}


def _damaged(what: str) -> BadValue:
    return BadValue("printers-damaged", what)


def _calibration(name: str, entry: Any) -> Calibration:
    match entry:
        case {"front_mm": [_, _] as front, "back_mm": [_, _] as back, "scale_percent": percent}:
            is_whole = len(entry) == 3 and all(map(_is_number, (*front, *back, percent)))
        case _:
            is_whole = False
    if not is_whole or name != slug(name):
        raise _damaged(f"{quoted(name)}: does not hold what a printer's entry holds.")
    try:
        shifts = checked_shift(*map(float, front)), checked_shift(*map(float, back))
        return Calibration(*shifts, checked_percent(float(percent)))
    except BadValue as error:
        raise _damaged(f"{quoted(name)}: {error.what}") from None


def _is_number(found: Any) -> bool:
    return type(found) in (int, float) and abs(found) <= _LARGEST


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_each_once, parse_constant=_refuse_constant
        )
    except UnicodeDecodeError:
        raise _damaged("it is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise _damaged(f"it is no JSON from line {error.lineno}, column {error.colno} on.") from None
    except (ValueError, OverflowError, RecursionError):
        raise _damaged("it holds what hostkit never writes.") from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _damaged("it says something twice.")
    return found


def _refuse_constant(word: str) -> float:
    raise _damaged(f"it holds {printable(word)}, which is no number.")
