"""The outline of a file (PDF 32000-1, 12.3.3): bookmarks in, objects of a file out. Must not know: roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from hostkit.pdf.syntax import IndirectObject, Objects, number, text_string
from hostkit.typesetting.display_list import Role, TextRun


@dataclass(slots=True)
class _BookmarkEntry:
    """An entry, or the root, which has no ``said``."""

    body: IndirectObject
    said: str = ""
    kids: list[_BookmarkEntry] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many entries are seen below it: all, since all are open."""
        return sum(1 + kid.count for kid in self.kids)


def add_outline(objects: Objects, bookmarks: Iterable[Bookmark], pages: Sequence[str]) -> str | None:
    """Add the entries of bookmarks, whose levels have no gaps, and return the root's reference; None without any.

    ``pages`` are references to the pages.
    """
    root = _BookmarkEntry(IndirectObject())
    above = [root]
    for level, title, page, top in bookmarks:
        if not root.kids:
            objects.add(root.body)
        del above[level + 1 :]
        place = f"[{pages[page]} /XYZ null {number(top)} null]"
        entry = _BookmarkEntry(IndirectObject(), f"/Title {text_string(title)} /Dest {place}")
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
        said = [entry.said, f"/Parent {parent.body.reference}"]
        said += [f"/Prev {before.body.reference}"] if before else []
        said += [f"/Next {after.body.reference}"] if after else []
        said += [_ends(entry)] if entry.kids else []
        entry.body.content = f"<< {' '.join(said)} >>".encode()
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
