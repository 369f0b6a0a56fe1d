"""Keeps the steps of an evening that can be undone, in a file beside it, so that they outlive the server.

A step replaces characters in one file. The checksums of the file before and after tell whether it was changed outside.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import NamedTuple

MOST_STEPS = 200


class UndoStep(NamedTuple):
    """A change of a file, named by its path in the folder: ``new`` has taken the place of ``old`` at offset ``at``.

    ``field`` is what was changed; ``was`` and ``now`` are the checksums of the file before and after.
    """

    file: str
    field: str
    at: int
    old: str
    new: str
    was: int
    now: int

    def undone(self, text: str) -> str | None:
        """Return the text without the step, or None if the place has other characters now."""
        return _replaced(text, self.at, self.new, self.old)

    def redone(self, text: str) -> str | None:
        """Return the text with the step done again, or None if the place has other characters now."""
        return _replaced(text, self.at, self.old, self.new)


class History:
    """The steps of an evening; those from ``position`` on are undone."""

    def __init__(self, data: bytes = b"") -> None:
        self.steps: list[UndoStep] = []
        self.position = 0
        # A history that cannot be read is begun anew: nothing else depends on it.
        with suppress(ValueError, TypeError, KeyError):
            found = json.loads(data)
            self.steps = [UndoStep(*each) for each in found["steps"]]
            self.position = max(0, min(int(found["position"]), len(self.steps)))

    def written(self) -> bytes:
        """Return the history as the bytes of its file."""
        return json.dumps({"position": self.position, "steps": self.steps}, ensure_ascii=False).encode()

    def add(self, file: str, field: str, before: str, after: str) -> None:
        """Add a change of a file. Typing in the same field is one step."""
        del self.steps[self.position :]
        last = self.steps[-1] if self.steps else None
        typed_on = last and (last.file, last.field, last.now) == (file, field, checksum(before)) and field
        if last and typed_on and (original := last.undone(before)) is not None:
            self.steps.pop()
            before = original
        if before != after:
            self.steps.append(_step(file, field, before, after))
        del self.steps[:-MOST_STEPS]
        self.position = len(self.steps)

    def rename(self, file: str, now: str) -> None:
        """Make the steps of a file those of its new path."""
        self.steps = [each._replace(file=now) if each.file == file else each for each in self.steps]


def checksum(text: str) -> int:
    """Return the checksum of a text."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _step(file: str, field: str, before: str, after: str) -> UndoStep:
    start = _same_at_start(before, after)
    shorter = min(len(before), len(after)) - start
    same = _same_at_start(before[::-1], after[::-1])
    tail = min(same, shorter)
    old, new = before[start : len(before) - tail], after[start : len(after) - tail]
    return UndoStep(file, field, start, old, new, checksum(before), checksum(after))


def _same_at_start(one: str, two: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(two)))


def _replaced(text: str, at: int, old: str, new: str) -> str | None:
    return text[:at] + new + text[at + len(old) :] if text[at : at + len(old)] == old else None
