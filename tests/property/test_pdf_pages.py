"""Any display list: its text, roles and places come back from the file, and its content is well formed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ContentStream

from hostkit.pdf import draw_document
from hostkit.typesetting.display_list import (
    ARTIFACT,
    Box,
    Color,
    Curve,
    Document,
    Fill,
    Item,
    LinkArea,
    Page,
    Placement,
    Role,
    Rule,
    Strokes,
    Symbol,
    TextRun,
)
from hostkit.typesetting.fonts import face
from tests.unit.pdf.reading import to_unicode

LETTERS = "abcdefi AVTo.,:é“”’—ßŁ½"

measures = st.floats(-50, 400).map(lambda x: round(x, 2))
lengths = st.floats(0.01, 200)
colors = st.builds(Color, *[st.floats(0, 1)] * 3) | st.just(Color(0.0, 0.0, 0.0))
serials = st.integers(0, 2)


def role(tag: str, serial: int, parent: Role | None = None, alt: str = "") -> Role:
    """Return a role; of a named tuple itself Hypothesis would make up what is not given."""
    return Role(tag, serial, parent, alt)


blocks = st.builds(role, st.sampled_from(["P", "H1", "H2", "H3", "LI"]), serials)
inlines = st.builds(role, st.sampled_from(["Span", "Link", "Lbl"]), serials, blocks)
real_roles = blocks | inlines
roles = real_roles | st.just(ARTIFACT)
figures = st.builds(role, st.just("Figure"), serials, st.none() | blocks, st.just("a figure"))


def text_run(text: str, x: float, y: float, name: str, size: float, color: Color, role: Role) -> TextRun:
    return TextRun(x, y, name, size, color, face(name).shape(text, "en"), role)


texts = st.builds(
    text_run,
    st.text(LETTERS, min_size=1, max_size=12),
    measures,
    measures,
    st.sampled_from(["text", "text-bold", "display", "fallback"]),
    st.floats(4, 40),
    colors,
    roles,
)
matrices = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.text("01", min_size=n, max_size=n), min_size=n, max_size=n).map(tuple)
)
pairs = st.tuples(measures, measures)
curves = st.builds(
    Curve, pairs, st.lists(pairs | st.tuples(*[measures] * 6), min_size=1, max_size=3).map(tuple)
)
dashes = st.none() | st.tuples(lengths, lengths)
shapes = st.one_of(
    st.builds(
        Strokes,
        measures,
        measures,
        st.lists(curves, min_size=1, max_size=3).map(tuple),
        lengths,
        colors,
        dashes,
        roles,
    ),
    st.builds(Rule, measures, measures, measures, measures, lengths, colors, roles),
    st.builds(Box, measures, measures, lengths, lengths, lengths, colors, roles),
    st.builds(Fill, measures, measures, lengths, lengths, colors, roles),
    st.builds(Symbol, measures, measures, lengths, matrices, figures),
    st.builds(
        LinkArea,
        measures,
        measures,
        lengths,
        lengths,
        st.just("https://example.org/"),
        st.just("x"),
        real_roles,
    ),
)


def pages(items: st.SearchStrategy[Item]) -> st.SearchStrategy[Page]:
    return st.builds(Page, lengths, lengths, st.lists(items, max_size=6).map(tuple))


cards = pages(texts | shapes)
turns, scales = st.sampled_from([0, 90, 180, 270]), st.sampled_from([1.0, 0.5, 1.25])
placements = st.builds(Placement, measures, measures, cards, turns, scales)
sheets = pages(
    texts | shapes | placements | st.builds(Placement, measures, measures, pages(placements), turns, scales)
)
documents = st.builds(
    Document,
    st.lists(sheets, min_size=1, max_size=3).map(tuple),
    *[st.text("aé“🎉<&()", max_size=5).map(lambda words: f"T{words}")] * 3,
    st.just("en"),
    st.just("Simplex"),
    st.booleans(),
    sides=st.just(()),
    slots=st.just(()),
)


def flat(page: Page) -> Iterator[Any]:
    """Yield the items of a page and of those placed on it, in reading order."""
    for item in page.items:
        if isinstance(item, Placement):
            yield from flat(item.page)
        else:
            yield item


def path(role: Role | None) -> tuple[tuple[str, str], ...]:
    """Return (tag, alternative text) of a role and of what it lies in, from the outside."""
    return () if role is None else (*path(role.parent), (role.tag, role.alt))


def written(page: Page) -> list[tuple[Any, str]]:
    """Return (path of the role or None, text) of every run of a page."""
    return [
        (None if item.role == ARTIFACT else path(item.role), item.text)
        for item in flat(page)
        if isinstance(item, TextRun)
    ]


def element_path(element: Any) -> tuple[tuple[str, str], ...]:
    above = element["/P"].get_object()
    here = (str(element["/S"])[1:], str(element.get("/Alt", "")))
    return (*element_path(above), here) if above.get("/S", "/Document") != "/Document" else (here,)


def read(reader: Any, number: int) -> list[tuple[Any, str]]:
    """Return (path of the element or None, text) of every run of a page of a file."""
    sheet = reader.pages[number]
    if sheet.get_contents() is None:
        return []
    nums = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(nums[::2], nums[1::2], strict=True))[sheet["/StructParents"]]
    maps = {name: to_unicode(font.get_object()) for name, font in sheet["/Resources"]["/Font"].items()}
    found: list[tuple[Any, str]] = []
    owner, font = None, ""
    fonts: list[str] = []
    content: Any = ContentStream(sheet.get_contents(), reader)
    for operands, operator in content.operations:
        if operator == b"BDC":
            owner = element_path(owners[operands[1]["/MCID"]].get_object())
        elif operator == b"BMC":
            owner = None
        elif operator == b"q":
            fonts.append(font)
        elif operator == b"Q":
            font = fonts.pop()
        elif operator == b"Tf":
            font = operands[0]
        elif operator == b"Td":
            found.append((owner, ""))
        elif operator == b"TJ":
            raw = b"".join(part.original_bytes for part in operands[0] if hasattr(part, "original_bytes"))
            codes = [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)]
            found[-1] = (owner, found[-1][1] + "".join(maps[font].get(code, "") for code in codes))
    return found


@settings(max_examples=80)
@given(documents)
def test_content_is_well_formed_and_its_text_and_roles_come_back_in_order(document: Document) -> None:
    reader: Any = PdfReader(io.BytesIO(draw_document(document)), strict=True)
    assert len(reader.pages) == len(document.pages)
    for number, page in enumerate(document.pages):
        assert read(reader, number) == written(page)
    check_content(reader)


def check_content(reader: Any) -> None:
    """Check that operators are in pairs, that all paint is marked, and that numbers are short."""
    pairs = {"Q": "q", "ET": "BT", "EMC": "BDC"}
    for sheet in reader.pages:
        content = sheet.get_contents().get_data().decode() if sheet.get_contents() else ""
        words = re.sub(r"<<|>>|\[|\]|<[0-9A-F]*>|/\w+", " ", content).split()
        stack: list[str] = []
        for word in words:
            if word in ("q", "BT", "BDC", "BMC"):
                stack.append("BDC" if word == "BMC" else word)
            elif word in pairs:
                assert stack.pop() == pairs[word]
            elif word in ("TJ", "f", "S"):
                assert "BDC" in stack
            elif not word.isalpha():
                assert re.fullmatch(r"(?!-0$)-?\d+(\.\d{0,2}[1-9])?", word), word
        assert not stack


@settings(max_examples=40)
@given(
    st.text(LETTERS, min_size=1, max_size=20),
    st.sampled_from(["text", "text-italic", "display"]),
    st.floats(4, 60),
)
def test_the_next_run_begins_where_the_last_was_measured_to_end(text: str, name: str, size: float) -> None:
    first = text_run(text, 20, 50, name, size, Color(0, 0, 0), Role("P"))
    # With one more glyph: its origin is the drawn end of what stands before it.
    mark = face(name).shape("x", "en")
    longer = first._replace(glyphs=first.glyphs + mark)
    file = draw_document(Document((Page(4000, 100, (longer,)),), "t", "a", "s", "en", "Simplex"))
    text_page = pypdfium2.PdfDocument(file)[0].get_textpage()
    x, y = pdfium.c_double(), pdfium.c_double()
    assert pdfium.FPDFText_GetCharOrigin(text_page, text_page.count_chars() - 1, x, y)
    assert abs(x.value - (first.x + first.width)) < 0.01


@settings(max_examples=40)
@given(documents, documents)
def test_what_was_drawn_before_leaves_no_trace(one: Document, other: Document) -> None:
    alone = draw_document(one)
    draw_document(other)
    assert draw_document(one) == alone
