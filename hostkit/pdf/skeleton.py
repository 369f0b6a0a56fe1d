"""A file in parts: what is fixed, and how to put a file together with other objects.

Comes in: the objects of a file by number, and which of them vary. Goes out: whole files. The fixed ones stay one
stretch of bytes; the others are written behind it under their old numbers, and all get a table that says where each
one stands (PDF 32000-1, 7.5.4). Must not know: what the objects hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha1
from itertools import accumulate
from typing import NamedTuple

from hostkit.pdf.objects import whole

_ROW = b"%010d 00000 n \n"
_ROW_LENGTH = 20
_ID_LENGTH = 32


class Parts(NamedTuple):
    """A file that is not put together yet: how it begins, what its objects hold from number 1 on, its trailer.

    The trailer (7.5.5) has ``%(size)d`` and ``%(id)s`` where these are to stand.
    """

    head: bytes
    contents: Sequence[bytes]
    trailer: bytes


class Skeleton:
    """A file without its variable objects. ``next_number`` is the first number that no object has."""

    def __init__(self, parts: Parts, variable: Iterable[int]) -> None:
        left_out = frozenset(variable)
        fixed = [
            b"" if number in left_out else whole(number, content)
            for number, content in enumerate(parts.contents, 1)
        ]
        self.next_number = len(fixed) + 1
        self._fixed = b"".join((parts.head, *fixed))
        places = accumulate(map(len, fixed[:-1]), initial=len(parts.head))
        self._rows = b"".join((b"0000000000 65535 f \n", *map(_ROW.__mod__, places)))
        self._digest = sha1(self._fixed, usedforsecurity=False)
        self._trailer = parts.trailer

    def file(self, objects: Mapping[int, bytes]) -> bytes:
        """Return a file with these whole objects, by number; its ID is made from all its bytes (14.4)."""
        rows, at = bytearray(self._rows), len(self._fixed)
        for number, its in objects.items():
            place = number * _ROW_LENGTH
            assert place <= len(rows)
            rows[place : place + _ROW_LENGTH] = _ROW % at
            at += len(its)
        rest = b"".join(objects.values())
        digest = self._digest.copy()
        digest.update(rest)
        count = len(rows) // _ROW_LENGTH
        trailer = self._trailer % {b"size": count, b"id": digest.hexdigest()[:_ID_LENGTH].encode()}
        table = b"xref\n0 %d\n" % count
        return b"".join((self._fixed, rest, table, rows, trailer, b"startxref\n%d\n%%%%EOF\n" % at))
