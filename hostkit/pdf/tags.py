"""The structure tree of a document (PDF 32000-1, 14.7): roles in, MCIDs and structure elements out.

Comes in: the role of each piece of content in reading order, with its page. Goes out: marked-content numbers
for the pages, keys for annotations, and at the end the tree of elements with the parent tree that leads back
from each piece of content to its element. Must not know: text, positions, operators.

Elements stand in the order of their first appearance, under one Document element; parents are made as needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from hostkit.layout.display_list import Role
from hostkit.pdf.objects import Body, Objects, text_string
from hostkit.pdf.operators import number

STANDARD_TAGS = frozenset(
    (
        *(
            "Document",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
            "NonStruct",
        ),
        *(
            "Private",
            "P",
            "H",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Table",
            "TR",
            "TH",
        ),
        *("TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link"),
        *("Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)
"""The standard structure types (PDF 32000-1, 14.8.4)."""

Corners: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top on a page in points, origin bottom left."""


class Content(NamedTuple):
    """A piece of marked content: page number from 0, MCID on that page."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """An annotation on a page, the page counted from 0."""

    page: int
    body: Body


class Area(NamedTuple):
    """A rectangle on a page, the page counted from 0; points, origin bottom left."""

    page: int
    corners: Corners


@dataclass(slots=True)
class Element:
    """One structure element, filled while the pages are drawn; it knows its parent by its object alone."""

    role: Role
    parent: Body
    kids: list[Body | Content | Annotation] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    body: Body = field(default_factory=Body)


def bounding_box(areas: Sequence[Area]) -> Corners | None:
    """Return the rectangle around areas when they lie on one page."""
    if len({area.page for area in areas}) != 1:
        return None
    lefts, bottoms, rights, tops = zip(*(area.corners for area in areas), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


class TagTree:
    """The structure tree of one document of ``page_count`` pages."""

    def __init__(self, page_count: int) -> None:
        self._structure = Body()
        self._root = Element(Role("Document"), self._structure)
        self._elements: dict[Role, Element] = {}
        self._owners: list[list[Element]] = [[] for _ in range(page_count)]
        self._annotations: list[Element] = []
        self._pages: list[str] = []
        self._figures: dict[Role, str] = {}

    def mark(self, role: Role, page: int) -> int:
        """Return the MCID of the next content on a page (from 0); it goes to the element of a role."""
        element = self._elements.get(role) or self.element(role)
        owners = self._owners[page]
        mcid = len(owners)
        element.kids.append(Content(page, mcid))
        owners.append(element)
        return mcid

    def annotate(self, role: Role, page: int, annotation: Body) -> int:
        """Give an annotation to the element of a role and return its StructParent key."""
        element = self.element(role)
        element.kids.append(Annotation(page, annotation))
        self._annotations.append(element)
        return len(self._owners) + len(self._annotations) - 1

    def occupy(self, role: Role, page: int, corners: Corners) -> None:
        """Let the bounding box of a role's element take in a rectangle on a page (from 0)."""
        self.element(role).areas.append(Area(page, corners))

    def element(self, role: Role) -> Element:
        """Return the element of a role, made with its parents when it is new.

        Raises ValueError for a tag that PDF does not know and for a figure without alternative text.
        """
        found = self._elements.get(role)
        if found is not None:
            return found
        if role.tag not in STANDARD_TAGS:
            raise ValueError(f"{role.tag!r} is no standard structure type")
        if role.tag == "Figure" and not role.alt.strip():
            raise ValueError("a figure needs an alternative text")
        parent = self._root if role.parent is None else self.element(role.parent)
        made = self._elements[role] = Element(role, parent.body)
        parent.kids.append(made.body)
        return made

    def add_objects(self, objects: Objects, pages: list[str]) -> str:
        """Add the tree to a file's objects and return its root's reference; ``pages`` are references to the pages."""
        objects.add(self._structure)
        self._pages = pages
        elements = [self._root, *self._elements.values()]
        for element in elements:
            objects.add(element.body)
        for element in elements:
            element.body.content = _element_entries(element, pages)
        self._structure.content = (
            f"<< /Type /StructTreeRoot /K [{self._root.body.reference}] "
            f"/ParentTree << /Nums [{self._parents()}] >> "
            f"/ParentTreeNextKey {len(self._owners) + len(self._annotations)} >>"
        ).encode()
        return self._structure.reference

    def figure_anew(self, role: Role, alt: str, areas: Sequence[Area]) -> tuple[Body, bytes]:
        """Return the object of a figure's element and what it holds when the figure is another one.

        To be asked once the objects are there; ``areas`` are where it lies.
        """
        element, fixed = self._elements[role], self._figures.get(role)
        if fixed is None:
            fixed = self._figures[role] = _fixed_entries(element, self._pages)
        return element.body, f"{fixed}{_own_entries(alt, bounding_box(areas))} >>".encode()

    def _parents(self) -> str:
        """Return the number tree from StructParents and StructParent keys to elements (14.7.4.4)."""
        pages = [
            f"{key} [{' '.join(element.body.reference for element in owners)}]"
            for key, owners in enumerate(self._owners)
        ]
        annotations = [
            f"{key} {element.body.reference}"
            for key, element in enumerate(self._annotations, len(self._owners))
        ]
        return "\n".join(pages + annotations)


def _element_entries(element: Element, pages: list[str]) -> bytes:
    alt, areas = element.role.alt, element.areas
    own = _own_entries(alt, bounding_box(areas)) if alt or areas else ""
    return f"{_fixed_entries(element, pages)}{own} >>".encode()


def _fixed_entries(element: Element, pages: list[str]) -> str:
    """Return the beginning of an element's object: what stays when it says something else of another figure."""
    home, kids = None, []
    for kid in element.kids:
        if isinstance(kid, Body):
            kids.append(kid.reference)
        elif isinstance(kid, Content):
            page, mcid = kid
            if home is None:
                home = page
            kids.append(str(mcid) if page == home else f"<< /Type /MCR /Pg {pages[page]} /MCID {mcid} >>")
        else:
            kids.append(f"<< /Type /OBJR /Pg {pages[kid.page]} /Obj {kid.body.reference} >>")
    at = "" if home is None else f" /Pg {pages[home]}"
    return (
        f"<< /Type /StructElem /S /{element.role.tag} /P {element.parent.reference} /K [{' '.join(kids)}]{at}"
    )


def _own_entries(alt: str, corners: Corners | None) -> str:
    """Return its alternative text, and the box that is wanted of every figure on one page (14.8.5.4.3)."""
    entries = f" /Alt {text_string(alt)}" if alt else ""
    return f"{entries} /A << /O /Layout /BBox [{' '.join(map(number, corners))}] >>" if corners else entries
