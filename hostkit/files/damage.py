"""What a power cut left of a file: a path in, whether anything of it can still be lost out. Opens files, writes none.

After a power cut a file may be empty, may end too soon, or may hold zero bytes where it held something else.
"""

from __future__ import annotations

import os
from pathlib import Path

_BLOCK = 512
"""Bytes that a disk writes at once, the fewest that any does: what is lost begins and ends with them."""

_ENDS = 128 * _BLOCK
"""So many bytes are looked at at once, or at either end."""

_PDF_HEAD, _PDF_END = b"%PDF-", b"%%EOF"
_LAST = 1024
"""Bytes at the end of a PDF file among which readers look for its last line."""


def is_empty(path: Path) -> bool:
    """Tell whether a file holds no byte but zeros, or none at all. One that cannot be read may hold some."""
    try:
        with path.open("rb") as file:
            while part := file.read(_ENDS):
                if part.strip(b"\0"):
                    return False
    except OSError:
        return False
    return True


def is_left_of(path: Path, whole: bytes) -> bool:
    """Tell whether a file holds nothing but what ``whole`` holds at the same place, and zeros: nothing can be lost.

    Each block of it is one of ``whole``, or begins like it and goes on with zeros, or is of zeros altogether.
    """
    begin = 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                if not whole[begin : begin + _BLOCK].startswith(block.rstrip(b"\0")):
                    return False
                begin += _BLOCK
    except OSError:
        return False
    return True


def was_cut_short(path: Path, begin: bytes) -> bool:
    """Tell whether a file that began with ``begin``, as ``beginning_of`` gives it, can no longer be what it was.

    So it is when its first block is of zeros, when it ends within ``begin``, and when it begins so but a PDF file lacks
    its last line, or a text holds zeros, as none does. Whether it was hostkit's it cannot tell: another program's file
    may begin so too. A text that ends too soon looks like one that somebody has shortened, and is not cut short.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_ENDS)
            file.seek(max(0, file.seek(0, os.SEEK_END) - _ENDS))
            tail = file.read()
    except OSError:
        return False
    if not head[:_BLOCK].strip(b"\0") or begin.startswith(head.rstrip(b"\0")):
        return True
    if not head.startswith(begin):
        return False
    if begin == _PDF_HEAD:
        return _PDF_END not in tail.rstrip(b"\0")[-_LAST:]
    return b"\0" in head + tail


def beginning_of(data: bytes) -> bytes:
    """Return how a file begins, whatever it goes on with: a PDF file with its mark, a text with its first line."""
    return _PDF_HEAD if data.startswith(_PDF_HEAD) else data.split(b"\n", 1)[0]
