"""Keeps texts that somebody has edited since hostkit wrote them; the file ``texts.sha256`` of a kit says what it wrote.

A text to be sent by hand bears no signature, which would have to be deleted first. Instead, the SHA-256 of the text
tells whether hostkit wrote it. The file has the form that the program ``sha256sum`` reads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from hostkit import __version__
from hostkit.files.lock import disk_error
from hostkit.files.ownership import blocks, is_left_of, is_ours, names_in, sum_of

TEXT_SUMS = "texts.sha256"

_ENDING, _NEW_ENDING = ".txt", ".new.txt"
_LINE = r"([0-9a-f]{64})  (\S+)"


def sums_of_texts(texts: Mapping[str, bytes]) -> bytes:
    """Return the file ``texts.sha256`` for the texts of a kit, by name."""
    lines = [f"{sha256(data).hexdigest()}  {name}" for name, data in texts.items()]
    return "\n".join([f"# hostkit {__version__} wrote these texts", *lines, ""]).encode()


def texts_written(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each text that hostkit wrote into a folder, by name; nothing if that is not known."""
    try:
        return _sums(b"".join(blocks(folder / TEXT_SUMS)))
    except OSError:
        return {}


def beside_edited(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files to write into a folder: a text whose place has an edited one gets the ending ``.new.txt``.

    A text that is as it was when somebody edited it is left out.
    """
    if TEXT_SUMS not in files:
        return dict(files)
    written, found = texts_written(folder), dict[str, str | None]()
    for name, total in _sums(files[TEXT_SUMS]).items():
        if _is_edited(folder / name, written.get(name)) and not _is_copy(folder / name, files[name]):
            found[name] = None if total == written[name] else new_name(name)
    return {place: data for name, data in files.items() if (place := found.get(name, name))}


def is_text(name: str) -> bool:
    """Tell whether a file is a text by its name."""
    return name.endswith(_ENDING)


def edited_among(names: Iterable[str], written: Collection[str]) -> tuple[str, ...]:
    """Return the texts that stayed because somebody has edited them, when ``written`` are the names written instead."""
    return tuple(name for name in names if name not in written and new_name(name) in written)


def new_name(name: str) -> str:
    """Return the name of a text beside an edited one."""
    return name.removesuffix(_ENDING) + _NEW_ENDING


def has_edited(folder: Path, name: str) -> bool:
    """Tell whether a file is a text that hostkit wrote and somebody has changed; false if a power cut damaged it."""
    return _is_edited(folder / name, texts_written(folder).get(name))


def remove_ours(folder: Path, but: Collection[str]) -> None:
    """Remove the files that hostkit wrote into a folder, except those named ``but``; a folder then empty goes too.

    Texts that somebody has edited stay. Raises OutputError when a file cannot be removed.
    """
    texts = texts_written(folder).values()
    for name in names_in(folder):
        path = folder / name
        if name not in but and (is_ours(path) or sum_of(path) in texts):
            try:
                path.unlink()
            except OSError as error:
                raise disk_error(error, path) from error
    with suppress(OSError):
        folder.rmdir()


def _is_edited(path: Path, total: str | None) -> bool:
    if total is None or sum_of(path) in (None, total):
        return False
    text = b"".join(blocks(path))
    return bool(text) and b"\0" not in text


def _is_copy(path: Path, data: bytes) -> bool:
    return sum_of(path) == sha256(data).hexdigest() or is_left_of(path, data)


def _sums(data: bytes) -> dict[str, str]:
    return {name: total for total, name in re.findall(_LINE, data.decode("utf-8", "replace"))}
