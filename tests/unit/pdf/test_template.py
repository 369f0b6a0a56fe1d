"""A template: its slots filled with other items, all else as it was; what does not fit its places is refused."""

from __future__ import annotations

from io import BytesIO
from itertools import product
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from hostkit.pdf import draw_document
from hostkit.pdf.template import Template
from hostkit.typesetting.display_list import (
    Document,
    Item,
    LinkArea,
    MisfitError,
    Page,
    Placement,
    Role,
    Slot,
    Symbol,
    TextRun,
)
from hostkit.typesetting.fonts import face
from tests.support.each import for_each

from .reading import BLACK, Drawn, document, page

PARAGRAPH = Role("P", 7)
URL = "https://example.org/a"
ROWS = ("101", "010", "101")


def words(text: str, name: str = "text", role: Role = PARAGRAPH, y: float = 50.0) -> TextRun:
    return TextRun(20, y, name, 12, BLACK, face(name).shape(text, "en"), role)


def slot(*items: Item) -> Slot:
    return Slot(items)


def with_slot(*items: Item) -> Document:
    """Return a document of a fixed text, a slot and another fixed text."""
    made = slot(*items)
    around = (words("before", role=Role("H1", 1), y=20), *items, words("behind", role=Role("P", 9), y=80))
    drawn = document(page(*around))
    return Document(
        drawn.pages, drawn.title, drawn.author, drawn.subject, drawn.language, drawn.duplex, slots=(made,)
    )


def filled(template: Template, *items: Item) -> bytes:
    fonts = template.fonts()
    return template.file([template.fill(0, items, fonts)], fonts)


def read(data: bytes) -> str:
    text: str = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return " ".join(text.split())


@for_each(product(["Ana", "Łukasz", "Ω"], ["Ana", "Zoë", "Łukasz Żółw", "Δημήτρης", "A → B", "№ 5", "fi"]))
def test_a_slot_holds_any_letters_and_reads_back(first: str, text: str) -> None:
    """Letters that the template has no glyph for come in a font of that file's own."""
    name = "text" if not face("text").lacks(text) else "fallback"
    other = "text" if not face("text").lacks(first) else "fallback"
    template = Template(with_slot(words(first, other)))
    data = filled(template, words(text, name))
    assert read(data) == f"before {text} behind"
    assert data == draw_document(with_slot(words(text, name)))
    assert b".notdef" not in data


def test_files_of_one_template_differ_in_their_slots_alone() -> None:
    template = Template(with_slot(words("one")))
    one, two = filled(template, words("one")), filled(template, words("two"))
    assert one != two
    assert filled(template, words("one")) == one == draw_document(with_slot(words("one")))
    shared = next(k for k, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    assert shared > len(one) / 2


def test_links_and_figures_are_those_of_the_filling() -> None:
    def items(url: str) -> tuple[Item, ...]:
        around = Role("Link", 3)
        figure = Role("Figure", 4, around, f"QR code for {url}")
        return Symbol(20, 30, 2.0, ROWS, figure), LinkArea(20, 30, 6, 6, url, url, around)

    template = Template(with_slot(*items(URL)))
    drawn = Drawn(with_slot(*items(f"{URL}-longer")))
    data = filled(template, *items(f"{URL}-longer"))
    assert data == drawn.data
    assert data.count(b"/URI (https://example.org/a-longer)") == 1
    assert data.count(b"/Alt (QR code for https://example.org/a-longer)") == 1
    assert b"/URI (https://example.org/a)" not in data


@pytest.mark.parametrize(
    "items",
    [
        (),
        (words("one"), words("two", role=Role("P", 8))),
        (words("one", role=Role("H2", 7)),),
        (words("one", role=Role("P", 8)),),
        (LinkArea(0, 0, 5, 5, URL, "a", Role("Link", 8)), words("one")),
    ],
    ids=["nothing", "more", "another element", "another number", "a link"],
)
def test_what_is_tagged_otherwise_does_not_fit(items: tuple[Item, ...]) -> None:
    template = Template(with_slot(words("one")))
    with pytest.raises(MisfitError):
        filled(template, *items)


def test_a_slot_that_was_empty_takes_nothing() -> None:
    template = Template(with_slot())
    assert read(filled(template)) == "before behind"
    with pytest.raises(MisfitError):
        filled(template, words("one"))


def test_a_slot_may_stand_on_several_pages() -> None:
    """Two decks of cards: the same card lies on the sheet twice."""
    item = words("one")
    inner = page(item)
    drawn = document(page(Placement(0, 0, inner), Placement(10, 30, inner)))
    made = Document(
        drawn.pages,
        drawn.title,
        drawn.author,
        drawn.subject,
        drawn.language,
        drawn.duplex,
        slots=(slot(item),),
    )
    template = Template(made)
    assert read(filled(template, words("two"))) == "two two"


@pytest.mark.parametrize("text", ["Łukasz", "Ω", "q\u0301"])
def test_letters_of_one_document_are_not_embedded_in_others(text: str) -> None:
    before = draw_document(with_slot(words("one")))
    fixed = with_slot(words("one"))
    more = Page(500, 300, (*fixed.pages[0].items, words(text, role=Role("P", 11), y=110)))
    assert text in read(draw_document(fixed._replace(pages=(more,))))
    assert draw_document(with_slot(words("one"))) == before


@pytest.mark.parametrize("text", ["Ana", "Łukasz Ω"])
def test_the_table_of_objects_names_every_number_once(text: str) -> None:
    reader: Any = PdfReader(BytesIO(filled(Template(with_slot(words("Ana"))), words(text))), strict=True)
    alone = [number for rows in reader.xref.values() for number in rows if number]
    assert sorted([*alone, *reader.xref_objStm]) == list(range(1, reader.trailer["/Size"]))
    assert all(reader.get_object(number) is not None for number in reader.xref_objStm)


def test_the_id_follows_the_filling() -> None:
    template = Template(with_slot(words("one")))
    ids = {filled(template, words(text)).split(b"/ID")[1][:80] for text in ("one", "two", "three")}
    assert len(ids) == 3
