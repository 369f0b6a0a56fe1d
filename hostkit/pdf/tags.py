"""Writes the structure tree of a tagged document (PDF 32000-1, 14.7) and the annotations of links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from hostkit.pdf.metadata import check_text, check_url
from hostkit.pdf.syntax import IndirectObject, Objects, number, text_string
from hostkit.typesetting.display_list import Role


def link_annotation(url: str, description: str, corners: Corners, key: int) -> bytes:
    """Return the dictionary of a link annotation (PDF 32000-1, 12.5.6.5), which prints (F 4) and has no border.

    ``key`` is the StructParent entry. Raises ValueError for an address or a description that PDF cannot hold.
    """
    return (
        f"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{' '.join(map(number, corners))}] "
        f"/StructParent {key} {_entries(url, description)} >>"
    ).encode()


@lru_cache(maxsize=64)
def _entries(url: str, description: str) -> str:
    """Return the entries of an annotation for its description and address."""
    check_url(url)
    check_text(description)
    action = f"<< /Type /Action /S /URI /URI {text_string(url)} >>"
    return f"/Contents {text_string(description)} /A {action}"


STANDARD_TAGS = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI"),
        *("Index", "NonStruct", "Private"),
        *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"),
        *("Figure", "Formula", "Form"),
    )
)
"""The standard structure types (PDF 32000-1, 14.8.4)."""

Corners: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the bottom left of a page."""


class Area(NamedTuple):
    """A rectangle on a page, whose number counts from 0."""

    page: int
    corners: Corners


class _Element:
    """A structure element.

    ``body`` is its object and ``parent`` a reference to its parent element. ``kids`` are the entries of K (PDF 32000-1,
    table 323), ``areas`` the rectangles of a figure, and ``home`` the page of its first content, or -1; entries for
    content on other pages name their page.
    """

    __slots__ = ("areas", "body", "home", "kids", "parent", "role")

    def __init__(self, role: Role, body: IndirectObject, parent: str) -> None:
        self.role, self.body, self.parent = role, body, parent
        self.kids: list[str] = []
        self.areas: list[Area] = []
        self.home = -1


def bounding_box(areas: Sequence[Area]) -> Corners | None:
    """Return the smallest rectangle around areas on one page, or None if there are none or several pages."""
    if len({area.page for area in areas}) != 1:
        return None
    lefts, bottoms, rights, tops = zip(*(area.corners for area in areas), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


class TagTree:
    """The structure tree of a document.

    Its elements are added to ``objects``, the objects of the file; ``pages`` are references to the pages.
    """

    def __init__(self, objects: Objects, pages: Sequence[str]) -> None:
        self._objects, self._pages = objects, pages
        self._structure = IndirectObject()
        self._root = _Element(Role("Document"), IndirectObject(), objects.add(self._structure))
        objects.add(self._root.body)
        self._elements: dict[Role, _Element] = {}
        self._owners: list[list[str]] = [[] for _ in pages]
        """For each page, references to the elements of its marked content, indexed by MCID."""
        self._annotations: list[str] = []
        self._figures: dict[Role, str] = {}

    def mark(self, role: Role, page: int) -> int:
        """Assign the next marked-content sequence of a page to the element of a role, and return its MCID.

        ``page`` counts from 0. Raises ValueError as ``_element`` does.
        """
        element = self._elements.get(role) or self._element(role)
        owners = self._owners[page]
        mcid = len(owners)
        owners.append(element.body.reference)
        if element.home < 0:
            element.home = page
        is_home = element.home == page
        kid = str(mcid) if is_home else f"<< /Type /MCR /Pg {self._pages[page]} /MCID {mcid} >>"
        element.kids.append(kid)
        return mcid

    def annotate(self, role: Role, page: int, annotation: IndirectObject) -> int:
        """Add an annotation to the objects and to the element of a role, and return its StructParent key."""
        element = self._element(role)
        reference = self._objects.add(annotation)
        element.kids.append(f"<< /Type /OBJR /Pg {self._pages[page]} /Obj {reference} >>")
        self._annotations.append(element.body.reference)
        return len(self._owners) + len(self._annotations) - 1

    def occupy(self, role: Role, page: int, corners: Corners) -> None:
        """Add a rectangle on a page, counted from 0, to the areas of the element of a role."""
        self._element(role).areas.append(Area(page, corners))

    def body(self, role: Role) -> IndirectObject:
        """Return the object of the element of a role."""
        return self._elements[role].body

    def _element(self, role: Role) -> _Element:
        """Return the element of a role; if there is none yet, it is added, and its missing ancestors too.

        Raises ValueError for a tag that is no standard structure type and for a figure without alternative text.
        """
        found = self._elements.get(role)
        if found is not None:
            return found
        tag, _, parent_role, alt = role
        if tag not in STANDARD_TAGS:
            raise ValueError(f"{tag!r} is no standard structure type")
        if tag == "Figure" and not alt.strip():
            raise ValueError("a figure needs an alternative text")
        parent = self._root if parent_role is None else self._element(parent_role)
        made = self._elements[role] = _Element(role, body := IndirectObject(), parent.body.reference)
        parent.kids.append(self._objects.add(body))
        return made

    def finish(self) -> str:
        """Write all elements and return a reference to the structure tree root."""
        for element in (self._root, *self._elements.values()):
            alt, areas = element.role.alt, element.areas
            own = _own_entries(alt, bounding_box(areas)) if alt or areas else ""
            element.body.content = f"{self._fixed_entries(element)}{own} >>".encode()
        self._structure.content = (
            f"<< /Type /StructTreeRoot /K [{self._root.body.reference}] "
            f"/ParentTree << /Nums [{self._parents()}] >> "
            f"/ParentTreeNextKey {len(self._owners) + len(self._annotations)} >>"
        ).encode()
        return self._structure.reference

    def figure_anew(self, role: Role, alt: str, areas: Sequence[Area]) -> tuple[IndirectObject, bytes]:
        """Return the object of a figure's element, and its new content with this alternative text and these areas.

        ``finish`` must have been called.
        """
        element, fixed = self._elements[role], self._figures.get(role)
        if fixed is None:
            fixed = self._figures[role] = self._fixed_entries(element)
        return element.body, f"{fixed}{_own_entries(alt, bounding_box(areas))} >>".encode()

    def _fixed_entries(self, element: _Element) -> str:
        """Return the beginning of an element's dictionary, which does not depend on the figure."""
        at = f" /Pg {self._pages[element.home]}" if element.home >= 0 else ""
        kids = " ".join(element.kids)
        tag = element.role.tag
        return f"<< /Type /StructElem /S /{tag} /P {element.parent} /K [{kids}]{at}{_SCOPE if tag == 'TH' else ''}"

    def _parents(self) -> str:
        """Return the number tree from StructParents and StructParent keys to elements (PDF 32000-1, 14.7.4.4)."""
        pages = [f"{key} [{' '.join(owners)}]" for key, owners in enumerate(self._owners)]
        annotations = [f"{key} {owner}" for key, owner in enumerate(self._annotations, len(self._owners))]
        return "\n".join(pages + annotations)


_SCOPE = " /A << /O /Table /Scope /Column >>"
"""The attribute of header cells, all of which head a column (PDF 32000-1, table 349)."""


def _own_entries(alt: str, corners: Corners | None) -> str:
    """Return the dictionary entries for the alternative text and the bounding box (PDF 32000-1, 14.8.5.4.3)."""
    entries = f" /Alt {text_string(alt)}" if alt else ""
    return f"{entries} /A << /O /Layout /BBox [{' '.join(map(number, corners))}] >>" if corners else entries
