"""Links: one canonical string that is validated, encoded in the code and printed."""

from __future__ import annotations

from dataclasses import dataclass

from hostkit.ground.errors import Position


@dataclass(frozen=True, slots=True)
class Link:
    """A checked http or https address."""

    url: str
    at: Position

    @property
    def words(self) -> str:
        """What a person types: the address without ``https://`` (``http://`` and ``www.`` stay)."""
        return self.url.removeprefix("https://")
