"""Bookmarks: gathers the headings of a document, and writes them as the outline of its file (PDF 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from hostkit.pdf.syntax import IndirectObject, Objects, number, text_string
from hostkit.typesetting.display_list import Role, TextRun


@dataclass(slots=True)
class _BookmarkEntry:
    """An entry of the outline, or its root, which has no ``entries`` of its own."""

    body: IndirectObject
    entries: str = ""
    kids: list[_BookmarkEntry] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of entries below it, all of which are open."""
        return sum(1 + kid.count for kid in self.kids)


def add_outline(objects: Objects, bookmarks: Iterable[Bookmark], pages: Sequence[str]) -> str | None:
    """Add an outline to the objects of a file; return a reference to its root, or None if there are no bookmarks.

    The levels of the bookmarks have no gaps. ``pages`` are references to the pages.
    """
    root = _BookmarkEntry(IndirectObject())
    above = [root]
    for level, title, page, top in bookmarks:
        if not root.kids:
            objects.add(root.body)
        del above[level + 1 :]
        target = f"[{pages[page]} /XYZ null {number(top)} null]"
        entry = _BookmarkEntry(IndirectObject(), f"/Title {text_string(title)} /Dest {target}")
        objects.add(entry.body)
        above[-1].kids.append(entry)
        above.append(entry)
    if not root.kids:
        return None
    root.body.content = f"<< /Type /Outlines {_ends(root)} >>".encode()
    _write_kids(root)
    return root.body.reference


def _write_kids(parent: _BookmarkEntry) -> None:
    befores, afters = chain([None], parent.kids), chain(parent.kids[1:], [None])
    for before, entry, after in zip(befores, parent.kids, afters, strict=False):
        entries = [entry.entries, f"/Parent {parent.body.reference}"]
        entries += [f"/Prev {before.body.reference}"] if before else []
        entries += [f"/Next {after.body.reference}"] if after else []
        entries += [_ends(entry)] if entry.kids else []
        entry.body.content = f"<< {' '.join(entries)} >>".encode()
        _write_kids(entry)


def _ends(entry: _BookmarkEntry) -> str:
    first, last = entry.kids[0].body.reference, entry.kids[-1].body.reference
    return f"/First {first} /Last {last} /Count {entry.count}"


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
        """Return the text of all runs, with single spaces between words and between lines."""
        parts: list[str] = []
        baseline: float | None = None
        for run in self.runs:
            if run.y != baseline and baseline is not None:
                parts.append(" ")
            parts.append(run.text)
            baseline = run.y
        return " ".join("".join(parts).split())


def heading_of(role: Role) -> Role | None:
    """Return the heading that a role is or is part of, or None."""
    found: Role | None = role
    while found is not None and found.tag not in _LEVELS:
        found = found.parent
    return found


class Headings:
    """The headings of a document, gathered while its pages are drawn."""

    def __init__(self) -> None:
        self._headings: dict[Role, _Heading] = {}

    def add(self, role: Role, run: TextRun, page: int, top: float) -> None:
        """Add a run to a heading. ``top`` is in points from the bottom of the page."""
        heading = self._headings.get(role)
        if heading is None:
            heading = self._headings[role] = _Heading(_LEVELS[role.tag], page, top)
        heading.runs.append(run)

    def bookmarks(self) -> Iterator[Bookmark]:
        """Yield a bookmark for each heading with text, in the order in which the headings begin."""
        level = -1
        for heading in self._headings.values():
            title = heading.title()
            if title:
                level = min(heading.level, level + 1)
                yield Bookmark(level, title, heading.page, heading.top)
