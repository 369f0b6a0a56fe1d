"""A text that an author wrote, and where: so that a text which does not fit can be named by file, line and field."""

from __future__ import annotations

from dataclasses import dataclass

from hostkit.ground.errors import Position


@dataclass(frozen=True, slots=True)
class Phrase:
    """One author's text, white space folded, never blank."""

    text: str
    at: Position

    def __str__(self) -> str:
        return self.text
