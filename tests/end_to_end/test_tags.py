"""The tags of a finished file, walked as a screen reader walks them: from the catalog down to the marked content."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from hostkit.codes.links import Link
from hostkit.core.errors import NOWHERE
from tests.support.built import CARDS, EVERY_SHEET, SHEETS, opened
from tests.support.content import FILL, painted
from tests.support.each import for_each
from tests.support.pages import Pdf


class Element(NamedTuple):
    """A structure element: its tag and those above it, outermost first; its content as (page, MCID); its OBJRs."""

    tag: str
    above: tuple[str, ...]
    content: tuple[tuple[int, int], ...]
    annotations: tuple[Any, ...]
    entries: Any


@cache
def elements(case: str, paper: str, sheet: str) -> tuple[Element, ...]:
    """Return the elements of a file in the order of the tree."""
    pdf = opened(case, paper, sheet)
    root = pdf.catalog["/StructTreeRoot"]
    assert root["/Type"] == "/StructTreeRoot"
    pages = {page.indirect_reference.idnum: index for index, page in enumerate(pdf.reader.pages)}
    return tuple(found for kid in root["/K"] for found in _walk(kid, root, (), pages))


@for_each(EVERY_SHEET)
def test_every_piece_of_content_belongs_to_one_element_and_is_found_from_both_ends(
    case: str, paper: str, sheet: str
) -> None:
    pdf = opened(case, paper, sheet)
    owners: dict[tuple[int, int], Element] = {}
    for element in elements(case, paper, sheet):
        for piece in element.content:
            assert piece not in owners
            owners[piece] = element
    parents = _parents(pdf)
    for page in range(len(pdf)):
        marked = {paint.mcid for paint in painted(pdf, page) if paint.mcid is not None}
        assert marked == {mcid for its_page, mcid in owners if its_page == page}
        listed = parents[int(pdf.reader.pages[page]["/StructParents"])]
        assert len(listed) == len(marked)
        for mcid, element in enumerate(listed):
            assert element.get_object() == owners[page, mcid].entries


@for_each(EVERY_SHEET)
def test_a_tag_in_the_page_is_the_tag_in_the_tree(case: str, paper: str, sheet: str) -> None:
    pdf = opened(case, paper, sheet)
    tags = {piece: element.tag for element in elements(case, paper, sheet) for piece in element.content}
    for page in range(len(pdf)):
        for paint in painted(pdf, page):
            if paint.mcid is None:
                assert paint.tag == "/Artifact"
            else:
                assert paint.tag == f"/{tags[page, paint.mcid]}"


@for_each(EVERY_SHEET)
def test_the_tree_is_read_in_the_order_of_the_pages(case: str, paper: str, sheet: str) -> None:
    pieces = [piece for element in elements(case, paper, sheet) for piece in element.content]
    assert pieces == sorted(pieces)


@for_each(EVERY_SHEET)
def test_every_figure_has_a_text_and_a_rectangle_and_stands_in_a_link(
    case: str, paper: str, sheet: str
) -> None:
    pdf = opened(case, paper, sheet)
    figures = [element for element in elements(case, paper, sheet) if element.tag == "Figure"]
    for figure in figures:
        assert figure.above[-1] == "Link"
        ((page, _),) = figure.content
        urls = {link.url for link in pdf.links(page)}
        assert str(figure.entries["/Alt"]).removeprefix("QR code for ") in urls
        (paint,) = [p for p in painted(pdf, page) if (page, p.mcid) == figure.content[0] and p.kind == FILL]
        box = [float(edge) for edge in figure.entries["/A"]["/BBox"]]
        assert box == pytest.approx([paint.left, paint.bottom, paint.right, paint.top], abs=0.05)
    painted_figures = sum(p.tag == "/Figure" for page in range(len(pdf)) for p in painted(pdf, page))
    assert len(figures) == painted_figures


@for_each(EVERY_SHEET)
def test_every_link_is_reached_from_its_element_and_leads_back(case: str, paper: str, sheet: str) -> None:
    pdf = opened(case, paper, sheet)
    parents = _parents(pdf)
    reached = []
    for element in elements(case, paper, sheet):
        assert bool(element.annotations) == (element.tag == "Link")
        for annotation in element.annotations:
            assert annotation["/Subtype"] == "/Link"
            assert int(annotation["/F"]) == 4
            assert str(annotation["/Contents"]) == Link(str(annotation["/A"]["/URI"]), NOWHERE).words
            assert parents[int(annotation["/StructParent"])].get_object() == element.entries
            reached.append(annotation.indirect_reference.idnum)
    drawn = [kid.idnum for page in pdf.reader.pages for kid in page.get("/Annots", [])]
    assert sorted(reached) == sorted(drawn)


@pytest.mark.parametrize("sheet", SHEETS)
def test_pages_are_tabbed_through_in_the_order_of_the_tags(sheet: str) -> None:
    for page in opened("usual", "a4", sheet).reader.pages:
        assert page["/Tabs"] == "/S"


def test_each_side_of_each_card_is_a_section() -> None:
    found = [e for e in elements("usual", "a4", CARDS) if e.tag == "Sect" and e.above == ("Document",)]
    # Two sides of six cards, and the fronts of two spare cards.
    assert len(found) == 14


def _walk(reference: Any, parent: Any, above: tuple[str, ...], pages: dict[int, int]) -> Iterator[Element]:
    entries = reference.get_object()
    assert entries["/Type"] == "/StructElem"
    assert entries["/P"].get_object() == parent
    home = pages[entries.raw_get("/Pg").idnum] if "/Pg" in entries else None
    tag = str(entries["/S"]).removeprefix("/")
    content: list[tuple[int, int]] = []
    annotations: list[Any] = []
    below: list[Any] = []
    for kid in entries["/K"]:
        item = kid.get_object()
        if isinstance(item, int):
            assert home is not None
            content.append((home, int(item)))
        elif item.get("/Type") == "/MCR":
            content.append((pages[item.raw_get("/Pg").idnum], int(item["/MCID"])))
        elif item.get("/Type") == "/OBJR":
            annotations.append(item["/Obj"])
        else:
            below.append(kid)
    yield Element(tag, above, tuple(content), tuple(annotations), entries)
    for kid in below:
        yield from _walk(kid, entries, (*above, tag), pages)


def _parents(pdf: Pdf) -> dict[int, Any]:
    """Return the number tree that leads from keys back to elements."""
    numbers = pdf.catalog["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    return {int(key): value.get_object() for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
