"""Bookmarks from headings: roles, runs and places in, outline entries (level, title, place) out.

Must not know: operators, ReportLab. H1 is level 0, H2 level 1, and so on to H4; where a document skips a level,
the bookmark moves up, since an outline has no gaps (PDF 32000-1, 12.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from hostkit.layout.display_list import Role, TextRun

_LEVELS = {"H1": 0, "H2": 1, "H3": 2, "H4": 3}


class Bookmark(NamedTuple):
    """One entry of the outline: ``page`` from 0, ``top`` in points from the bottom of the page."""

    level: int
    title: str
    page: int
    top: float


@dataclass(slots=True)
class _Heading:
    level: int
    page: int
    top: float
    runs: list[TextRun] = field(default_factory=list)

    def title(self) -> str:
        """Return the joined text, white space folded; a new line of text parts words as a blank does."""
        parts: list[str] = []
        baseline: float | None = None
        for run in self.runs:
            if run.y != baseline and baseline is not None:
                parts.append(" ")
            parts.append(run.text)
            baseline = run.y
        return " ".join("".join(parts).split())


def heading_of(role: Role) -> Role | None:
    """Return the role of the heading that a role is or lies within, or None."""
    found: Role | None = role
    while found is not None and found.tag not in _LEVELS:
        found = found.parent
    return found


class Headings:
    """The headings of one document, gathered while its pages are drawn."""

    def __init__(self) -> None:
        self._headings: dict[Role, _Heading] = {}

    def add(self, role: Role, run: TextRun, page: int, top: float) -> None:
        """Take in a run of the heading of a role."""
        heading = self._headings.get(role)
        if heading is None:
            heading = self._headings[role] = _Heading(_LEVELS[role.tag], page, top)
        heading.runs.append(run)

    def bookmarks(self) -> Iterator[Bookmark]:
        """Yield an entry a heading with text, in the order of first appearance."""
        level = -1
        for heading in self._headings.values():
            title = heading.title()
            if title:
                level = min(heading.level, level + 1)
                yield Bookmark(level, title, heading.page, heading.top)
