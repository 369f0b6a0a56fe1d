"""The outline of a file (PDF 32000-1, 12.3.3): bookmarks in, objects of a file out. Must not know: roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from hostkit.pdf.bookmarks import Bookmark
from hostkit.pdf.objects import Body, Objects, text_string
from hostkit.pdf.operators import number


@dataclass(slots=True)
class _Entry:
    """An entry, or the root, which has no ``said``."""

    body: Body
    said: str = ""
    kids: list[_Entry] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many entries are seen below it: all, since all are open."""
        return sum(1 + kid.count for kid in self.kids)


def add_outline(objects: Objects, bookmarks: Iterable[Bookmark], pages: Sequence[str]) -> str | None:
    """Add the entries of bookmarks, whose levels have no gaps, and return the root's reference; None without any.

    ``pages`` are references to the pages.
    """
    root = _Entry(Body())
    above = [root]
    for level, title, page, top in bookmarks:
        if not root.kids:
            objects.add(root.body)
        del above[level + 1 :]
        place = f"[{pages[page]} /XYZ null {number(top)} null]"
        entry = _Entry(Body(), f"/Title {text_string(title)} /Dest {place}")
        objects.add(entry.body)
        above[-1].kids.append(entry)
        above.append(entry)
    if not root.kids:
        return None
    root.body.content = f"<< /Type /Outlines {_ends(root)} >>".encode()
    _write_kids(root)
    return root.body.reference


def _write_kids(parent: _Entry) -> None:
    befores, afters = chain([None], parent.kids), chain(parent.kids[1:], [None])
    for before, entry, after in zip(befores, parent.kids, afters, strict=False):
        said = [entry.said, f"/Parent {parent.body.reference}"]
        said += [f"/Prev {before.body.reference}"] if before else []
        said += [f"/Next {after.body.reference}"] if after else []
        said += [_ends(entry)] if entry.kids else []
        entry.body.content = f"<< {' '.join(said)} >>".encode()
        _write_kids(entry)


def _ends(entry: _Entry) -> str:
    first, last = entry.kids[0].body.reference, entry.kids[-1].body.reference
    return f"/First {first} /Last {last} /Count {entry.count}"
