"""A finished file taken apart: its bytes in; what is fixed, and how to put a file together with other objects, out.

ReportLab writes a file once; its own table of objects (PDF 32000-1, 7.5.4) says where each one stands. The fixed ones
stay one stretch of bytes; the others are written behind it under their old numbers, and all get a new table. Must not
know: what the objects hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import md5

_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ROW = 20
"""Bytes of a row of the table."""


class Skeleton:
    """A file without its variable objects. ``next_number`` is the first number that no object has."""

    def __init__(self, data: bytes, variable: Iterable[int], blank_id: bytes) -> None:
        start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
        table = _TABLE.match(data, start)
        assert table is not None
        self.next_number = int(table[1])
        rows = [int(data[table.end() + number * _ROW :][:10]) for number in range(1, self.next_number)]
        ends = dict(zip(sorted(rows), [*sorted(rows)[1:], start], strict=True))
        head = data[: min(rows)]
        parts, at = [head], len(head)
        left_out = frozenset(variable)
        self._rows = [b"0000000000 65535 f \n"]
        for number, row in enumerate(rows, 1):
            self._rows.append(_row(at))
            if number not in left_out:
                parts.append(data[row : ends[row]])
                at += ends[row] - row
        self._fixed = b"".join(parts)
        self._digest = md5(self._fixed, usedforsecurity=False)
        self._trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")]
        self._size = b"/Size %d" % self.next_number
        assert self._trailer.count(self._size) == 1
        assert self._trailer.count(blank_id) == 2
        self._blank_id = blank_id

    def file(self, objects: Mapping[int, bytes]) -> bytes:
        """Return a file with these objects, by number; its ID is made from all its bytes (14.4)."""
        rows, at = self._rows.copy(), len(self._fixed)
        parts = []
        for number, content in objects.items():
            whole = b"%d 0 obj\n%s\nendobj\n" % (number, content)
            parts.append(whole)
            if number < len(rows):
                rows[number] = _row(at)
            else:
                assert number == len(rows)
                rows.append(_row(at))
            at += len(whole)
        rest = b"".join(parts)
        digest = self._digest.copy()
        digest.update(rest)
        trailer = self._trailer.replace(self._blank_id, digest.hexdigest().encode())
        if len(rows) != self.next_number:
            trailer = trailer.replace(self._size, b"/Size %d" % len(rows))
        table = b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
        return b"".join((self._fixed, rest, table, trailer, b"startxref\n%d\n%%%%EOF\n" % at))


def _row(offset: int) -> bytes:
    return b"%010d 00000 n \n" % offset
