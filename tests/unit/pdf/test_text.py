"""Text: what is extracted is what was written, what is drawn ends where it was measured."""

from __future__ import annotations

import re
from itertools import product
from typing import Any
from unicodedata import normalize

import pytest
import uharfbuzz

from hostkit.pdf.document_font import DocumentFont
from hostkit.pdf.embedding import width
from hostkit.typesetting.display_list import TextRun
from hostkit.typesetting.fonts import FILES, Glyph, face
from tests.support.each import for_each

from .reading import BLACK, HEIGHT, PARAGRAPH, Drawn, codes, document, page, run, to_unicode, widths

HARD = (
    "Office staff affirm: fi fl ffi",
    "naïve café, Łódź, Ærø, İstanbul",
    "“Curly” ‘quotes’ – dashes — and…",
    "e\u0301a\u0308o\u0302 combined",
    "AVATAR To. Yes, We “Tall”",
    "12:30–13:00 · No. 7 & 50 %",
)


def shown(drawn: Drawn, number: int = 0) -> list[tuple[str, list[int | float]]]:
    """Return (font name, codes and adjustments) of every run of a page."""
    found: list[tuple[str, list[int | float]]] = []
    name = ""
    for operands, operator in drawn.operators(number):
        if operator == "Tf":
            name = operands[0]
        elif operator == "Td":
            found.append((name, []))
        elif operator == "TJ":
            found[-1][1].extend(codes(operands[0]))
    return found


def font_of(drawn: Drawn, name: str) -> Any:
    return drawn.reader.pages[0]["/Resources"]["/Font"][name]


@for_each(product(["text", "text-italic", "text-bold", "display"], HARD))
def test_pdfium_reads_every_character_back(name: str, text: str) -> None:
    assert Drawn(document(page(run(text, name=name)))).text() == text


@pytest.mark.parametrize("name", ["text", "text-italic", "text-bold", "display"])
@pytest.mark.parametrize("text", ["Nguyễn Văn Ấn", "ĉirkaŭ ĝi", "Tōkyō, Ōsaka", "ǖ ẽ ṅ"])
def test_a_letter_that_is_drawn_as_two_glyphs_reads_back(name: str, text: str) -> None:
    """Whole where a reader knows ActualText, without a space behind its marks; else as its base and its marks."""
    drawn = Drawn(document(page(run(text, name=name))))
    assert normalize("NFC", drawn.text()) == text
    assert normalize("NFC", "".join(to_unicode(font_of(drawn, "/F0")).values())).isprintable()


@for_each(
    product(
        ["text", "text-italic", "text-bold", "display", "fallback"],
        ["Y ó\u0327 x", "f\u200di", "ä\u0331 ü\u0331", "q ó\u0327"],
    )
)
def test_glyphs_without_a_text_of_their_own_are_not_read(name: str, text: str) -> None:
    """A letter and a mark that HarfBuzz takes as one: one of their glyphs has the text of both."""
    if not face(name).lacks(text):
        read = normalize("NFC", Drawn(document(page(run(text, name=name)))).text())
        assert read.replace("\u200d", "") == normalize("NFC", text).replace("\u200d", "")


@pytest.mark.parametrize("name", FILES)
def test_no_glyph_of_a_letter_reads_back_as_nothing(name: str) -> None:
    letters = [chr(c) for c in (*range(0xC0, 0x250), *range(0x370, 0x500), *range(0x1E00, 0x2000))]
    for letter in letters:
        if letter.isalpha() and not face(name).lacks(letter):
            assert all(glyph.text for glyph in face(name).shape(letter, "en")), letter


def test_the_fallback_reads_back_too() -> None:
    text = "→ ✓ ★ № Привет Ελλάδα"
    assert Drawn(document(page(run(text, name="fallback")))).text() == text


@pytest.mark.parametrize("name", FILES)
def test_every_character_of_a_face_is_mapped_to_itself(name: str) -> None:
    characters = sorted(filter(str.isprintable, face(name).characters))
    lines = ["".join(characters[i : i + 60]) for i in range(0, len(characters), 60)]
    drawn = Drawn(document(page(*(run(line, 5, 10 + i, name=name, size=4) for i, line in enumerate(lines)))))
    mapping = to_unicode(font_of(drawn, "/F0"))
    read = [
        "".join(mapping.get(code, "") for code in line if isinstance(code, int)) for _, line in shown(drawn)
    ]
    assert read == lines


def test_a_glyph_of_two_characters_reads_back_as_each() -> None:
    hyphens = "a-b a\u2011b"
    drawn = Drawn(document(page(run(hyphens))))
    mapping = to_unicode(font_of(drawn, "/F0"))
    assert "".join(mapping[code] for code in shown(drawn)[0][1] if isinstance(code, int)) == hyphens


@for_each(product(["text", "text-bold", "display", "fallback"], HARD))
def test_the_drawn_end_is_the_measured_end(name: str, text: str) -> None:
    measured = run(text, 31.25, name=name, size=17)
    drawn = Drawn(document(page(measured)))
    ((font, line),) = shown(drawn)
    width = widths(font_of(drawn, font))
    pen = sum(width[part] if isinstance(part, int) else -part for part in line)
    assert pen * 17 / 1000 == pytest.approx(measured.width, abs=1e-3)


@pytest.mark.parametrize("name", ["text", "display", "fallback"])
def test_pdfium_draws_every_character_where_it_was_measured(name: str) -> None:
    measured = run("AVATAR To. Yes, We fit", 31.25, 77.5, name=name, size=23)
    characters = Drawn(document(page(measured))).characters()
    pen, places = measured.x, []
    for glyph in measured.glyphs:
        # PDFium gives the letters of a ligature one origin.
        places += [pen + glyph.dx * measured.size / 1000] * len(glyph.text)
        pen += glyph.advance * measured.size / 1000
    assert [c.x for c in characters] == pytest.approx(places, abs=0.005)
    assert [c.y for c in characters] == pytest.approx([HEIGHT - 77.5] * len(places), abs=0.005)


def changed(glyph: Glyph, **measures: float) -> Glyph:
    """Return a glyph with other measures."""
    return Glyph(**{name: getattr(glyph, name) for name in Glyph.__slots__} | measures)


def test_offsets_move_a_glyph_and_only_it() -> None:
    plain = face("text").shape("abc", "en")
    moved = changed(plain[1], dx=120.0, dy=250.0)
    drawn = Drawn(document(page(TextRun(50, 100, "text", 20, BLACK, (plain[0], moved, plain[2]), PARAGRAPH))))
    still = Drawn(document(page(TextRun(50, 100, "text", 20, BLACK, plain, PARAGRAPH))))
    for index, (x, y) in enumerate([(0.0, 0.0), (2.4, 5.0), (0.0, 0.0)]):
        assert drawn.characters()[index].x == pytest.approx(still.characters()[index].x + x, abs=0.005)
        assert drawn.characters()[index].y == pytest.approx(still.characters()[index].y + y, abs=0.005)


def test_a_move_after_a_glyph_and_one_before_the_next_stay_two_numbers() -> None:
    plain = face("text").shape("ab", "en")
    moved = changed(plain[0], advance=plain[0].advance - 20), changed(plain[1], dx=-50.0)
    drawn = Drawn(document(page(TextRun(50, 100, "text", 20, BLACK, moved, PARAGRAPH))))
    still = Drawn(document(page(TextRun(50, 100, "text", 20, BLACK, plain, PARAGRAPH))))
    assert drawn.characters()[1].x == pytest.approx(still.characters()[1].x - 1.4, abs=0.005)


def test_a_raised_glyph_does_not_raise_the_next_run() -> None:
    raised = changed(face("text").shape("a", "en")[0], dy=300.0)
    items = TextRun(50, 100, "text", 20, BLACK, (raised,), PARAGRAPH), run("b", 80, 100, size=20)
    _, after = Drawn(document(page(*items))).characters()
    assert after.y == pytest.approx(HEIGHT - 100, abs=0.005)


def test_a_missing_glyph_is_refused() -> None:
    missing = TextRun(50, 100, "text", 12, BLACK, (Glyph(0, 500, 0, 0, "\u4e2d"),), PARAGRAPH)
    with pytest.raises(ValueError, match="no glyph for '\u4e2d'"):
        Drawn(document(page(missing)))


@pytest.mark.parametrize("size", [0, -12, float("nan"), float("inf")])
def test_a_size_that_is_none_is_refused(size: float) -> None:
    with pytest.raises(ValueError, match="is no"):
        Drawn(document(page(run("a", size=size))))


def test_an_empty_run_draws_nothing() -> None:
    nothing = TextRun(50, 100, "text", 12, BLACK, (), PARAGRAPH)
    assert Drawn(document(page(nothing))).operators() == []


def test_more_codes_than_two_bytes_hold_are_refused() -> None:
    font = DocumentFont("text", "F0")
    glyphs = tuple(Glyph(3, 500, 0, 0, str(index)) for index in range(0x10000))
    font.show(glyphs[:-1], 12)
    with pytest.raises(ValueError, match="65535"):
        font.show(glyphs[-1:], 12)


def test_maps_come_in_blocks_that_readers_take() -> None:
    # Every second one: characters that follow each other would share a line.
    lines = "".join(sorted(filter(str.isprintable, face("text").characters))[::2])
    drawn = Drawn(document(page(run(lines, size=2))))
    cmap = font_of(drawn, "/F0")["/ToUnicode"].get_object().get_data().decode()
    blocks = re.findall(r"(\d+) beginbfrange\n(.*?)\nendbfrange", cmap, re.DOTALL)
    assert len(blocks) > 1
    for count, block in blocks:
        assert int(count) == len(block.split("\n")) <= 100


@pytest.mark.parametrize("name", FILES)
def test_widths_are_those_of_the_shaped_glyphs(name: str) -> None:
    for glyph in range(100):
        assert abs(width(name, glyph) - face(name).advance(glyph)) <= 0.5


@pytest.mark.parametrize("name", FILES)
def test_an_embedded_file_holds_what_pdf_asks_for_and_no_more(name: str) -> None:
    file, _ = face(name).subset((5, 3, 9))
    tables = {file[place : place + 4] for place in range(12, 12 + 16 * file[5], 16)}
    needed = {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"}
    assert needed <= tables <= needed | {b"cvt ", b"fpgm", b"prep"}


class Pen:
    """Records an outline."""

    def __init__(self) -> None:
        self.strokes: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, stroke: str) -> Any:
        return lambda *points: self.strokes.append((stroke, points))


def outline(font: Any, glyph: int) -> list[tuple[str, tuple[Any, ...]]]:
    pen = Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return pen.strokes


@pytest.mark.parametrize("name", FILES)
def test_the_embedded_subset_has_the_same_outlines(name: str) -> None:
    text = "Äéïñ fi ½ office ÅÇ" if name not in ("fallback", "fallback-bold") else "Äéïñ → ½ ✓ ÅÇЙ"
    glyphs = face(name).shape(text, "en")
    drawn = Drawn(document(page(TextRun(50, 100, name, 12, BLACK, glyphs, PARAGRAPH))))
    descendant = font_of(drawn, "/F0")["/DescendantFonts"][0].get_object()
    file = descendant["/FontDescriptor"]["/FontFile2"].get_data()
    places = descendant["/CIDToGIDMap"].get_data()
    embedded = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(file)))
    whole = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face(name).path.read_bytes())))
    used = [code for code in shown(drawn)[0][1] if isinstance(code, int)]
    assert len(used) == len(glyphs)
    for code, glyph in zip(used, glyphs, strict=True):
        place = int.from_bytes(places[2 * code : 2 * code + 2], "big")
        assert outline(embedded, place) == outline(whole, glyph.gid), glyph.text
    assert places[:2] == b"\0\0"
    assert outline(embedded, 0) == outline(whole, 0)
    assert any(outline(embedded, place) for place in range(1, 5))


def test_widths_are_whole_and_the_font_files_own() -> None:
    drawn = Drawn(document(page(run("Halves", name="display"), run("→ ½ m", y=120, name="fallback"))))
    for font in drawn.fonts():
        assert all(width == int(width) for width in widths(font))
    assert widths(font_of(drawn, "/F0"))[1] == round(
        face("display").advance(face("display").shape("H", "en")[0].gid)
    )


def test_every_font_is_an_embedded_truetype_subset() -> None:
    names = ("text", "text-italic", "text-bold", "display", "fallback", "fallback-bold")
    drawn = Drawn(document(page(*(run("Abc", y=50 + 20 * i, name=name) for i, name in enumerate(names)))))
    fonts = drawn.fonts()
    assert len(fonts) == len(names)
    for font in fonts:
        descendant = font["/DescendantFonts"][0].get_object()
        descriptor = descendant["/FontDescriptor"]
        assert (font["/Subtype"], font["/Encoding"]) == ("/Type0", "/Identity-H")
        assert descendant["/Subtype"] == "/CIDFontType2"
        assert descriptor["/FontFile2"].get_data()[:4] == b"\0\1\0\0"
        assert re.fullmatch(r"/[A-Z]{6}\+\S+", font["/BaseFont"])
        assert font["/BaseFont"] == descendant["/BaseFont"] == descriptor["/FontName"]
    assert b"Helvetica" not in drawn.data


def test_unused_faces_are_not_embedded() -> None:
    assert len(Drawn(document(page(run("Abc")))).fonts()) == 1


def subset_name(text: str) -> str:
    (font,) = Drawn(document(page(run(text)))).fonts()
    return str(font["/BaseFont"])


def test_subsets_share_a_name_only_when_they_are_the_same() -> None:
    assert subset_name("abc") == subset_name("abc")
    assert subset_name("abc") != subset_name("abd")
    assert subset_name("a-b") != subset_name("a\u2011b")


def test_the_font_is_selected_once_for_runs_of_one_size() -> None:
    drawn = Drawn(
        document(page(run("a"), run("b", y=120), run("c", y=140, size=10), run("d", y=160, size=10)))
    )
    assert [operands[1] for operands, operator in drawn.operators() if operator == "Tf"] == [12, 10]
