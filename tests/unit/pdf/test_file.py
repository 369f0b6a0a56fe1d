"""The file as a whole: boxes, preferences, what it says about itself, what is refused."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from hostkit import __version__
from hostkit.pdf import draw_document
from hostkit.typesetting.display_list import Document, Page

from .reading import Drawn, document, page, run

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

WORDS = [
    "Male allies: host sheet",
    "Łódź – “allies” № 7",
    "Κύκλος 🎉 кружок",
    "a (b) \\ c) ((",
    "<b>bold</b> & <!-- ]]> {title}",
    "%PDF-1.7 endobj trailer",
]


def packet(drawn: Drawn) -> Any:
    """Return the parsed XMP."""
    data = drawn.root["/Metadata"].get_data()
    return ElementTree.fromstring(re.sub(rb"<\?xpacket[^>]*\?>", b"", data))


def test_it_is_pdf_1_7_and_pypdf_has_nothing_to_complain_about() -> None:
    drawn = Drawn(document(page(run("a")), page(run("b"))))
    assert drawn.data.startswith(b"%PDF-1.7\n")
    assert drawn.data.endswith(b"%%EOF\n")
    assert len(drawn.reader.pages) == 2


def test_boxes_are_the_size_of_the_page() -> None:
    drawn = Drawn(document(Page(595.2755905, 841.8897638, ()), Page(612, 792, (run("a"),))))
    for number, size in enumerate([(595.276, 841.89), (612, 792)]):
        sheet = drawn.reader.pages[number]
        assert [float(edge) for edge in sheet["/MediaBox"]] == [0, 0, *size]
        assert sheet["/TrimBox"] == sheet["/MediaBox"]
        assert not {"/Rotate", "/Trans", "/CropBox"} & set(sheet)


@pytest.mark.parametrize("duplex", ["Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge"])
def test_it_is_printed_unscaled_in_its_duplex_mode(duplex: str) -> None:
    preferences = Drawn(document(page(run("a")), duplex=duplex)).root["/ViewerPreferences"].get_object()
    assert preferences["/PrintScaling"] == "/None"
    assert preferences["/Duplex"] == f"/{duplex}"
    assert preferences["/DisplayDocTitle"] == True  # noqa: E712 -- a value of pypdf


@pytest.mark.parametrize("words", WORDS)
def test_info_says_what_the_document_says(words: str) -> None:
    drawn = Drawn(document(page(run("a")), title=words, author=words[::-1], subject=f"{words}."))
    assert dict(drawn.reader.metadata) == {
        "/Title": words,
        "/Author": words[::-1],
        "/Subject": f"{words}.",
        "/Creator": f"hostkit {__version__}",
        "/Producer": drawn.reader.metadata["/Producer"],
    }
    assert drawn.reader.metadata["/Producer"].startswith("ReportLab ")


@pytest.mark.parametrize("words", WORDS)
def test_xmp_says_the_same(words: str) -> None:
    drawn = Drawn(
        document(page(run("a")), title=words, author=words[::-1], subject=f"{words}.", language="pl")
    )
    about = packet(drawn).find(f".//{RDF}Description")
    title = about.find(f"{DC}title/{RDF}Alt/{RDF}li")
    assert (title.text, title.get(LANGUAGE)) == (words, "x-default")
    assert about.find(f"{DC}creator/{RDF}Seq/{RDF}li").text == words[::-1]
    assert about.find(f"{DC}description/{RDF}Alt/{RDF}li").text == f"{words}."
    assert about.find(f"{DC}language/{RDF}Bag/{RDF}li").text == "pl"
    assert about.find("{http://ns.adobe.com/xap/1.0/}CreatorTool").text == f"hostkit {__version__}"
    assert about.find("{http://ns.adobe.com/pdf/1.3/}Producer").text == drawn.reader.metadata["/Producer"]


def test_xmp_can_be_found_by_tools_that_cannot_inflate() -> None:
    drawn = Drawn(document(page(run("a"))))
    assert b"<dc:format>application/pdf</dc:format>" in drawn.data
    assert drawn.root["/Metadata"]["/Type"] == "/Metadata"
    assert drawn.root["/Metadata"]["/Subtype"] == "/XML"


def test_language_stands_in_the_catalog() -> None:
    assert Drawn(document(page(run("a")), language="pt-BR")).root["/Lang"] == "pt-BR"


def test_it_holds_no_date() -> None:
    data = draw_document(document(page(run("a"))))
    assert b"Date" not in data
    assert b"D:2" not in data


def identifier(*words: str) -> bytes:
    first, second = Drawn(document(page(*(run(w) for w in words)))).reader.trailer["/ID"]
    assert first == second
    return bytes(first.original_bytes)


def test_the_id_follows_the_content() -> None:
    assert len(identifier("a")) == 16
    assert identifier("a") == identifier("a")
    assert identifier("a") != identifier("b")
    assert identifier("a") != bytes(16)


def test_content_is_deflated_and_nothing_else() -> None:
    drawn = Drawn(document(page(run("a" * 500))))
    (content,) = drawn.reader.pages[0]["/Contents"]
    assert content.get_object()["/Filter"] == "/FlateDecode"
    assert b"ASCII85" not in drawn.data


def test_content_of_a_few_bytes_stays_as_it_is() -> None:
    drawn = Drawn(document(page(run("a"))))
    (content,) = drawn.reader.pages[0]["/Contents"]
    assert "/Filter" not in content.get_object()
    assert drawn.text() == "a"


def test_content_annotations_info_and_xmp_are_objects_of_their_own() -> None:
    drawn = Drawn(document(page(run("a")), page(run("b"))))
    held = [content.idnum for sheet in drawn.reader.pages for content in sheet["/Contents"]]
    held += [drawn.root.raw_get("/Metadata").idnum, drawn.reader.trailer.raw_get("/Info").idnum]
    assert len(set(held)) == 4


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"title": "a\x00b"}, r"U\+0000"),
        ({"title": "a\nb"}, r"U\+000A"),
        ({"author": "a\x85b"}, r"U\+0085"),
        ({"subject": "a\ud800b"}, r"U\+D800"),
        ({"subject": "a\ufffeb"}, r"U\+FFFE"),
        ({"title": "  "}, "title"),
        ({"language": "e)n"}, "language"),
        ({"language": "en)"}, "language"),
        ({"language": ""}, "language"),
        ({"duplex": "None"}, "duplex"),
        ({"duplex": "/Simplex"}, "duplex"),
    ],
)
def test_words_that_cannot_be_written_are_refused(fields: dict[str, str], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        draw_document(document(page(run("a")), **fields))


@pytest.mark.parametrize("size", [(0, 100), (100, -1), (float("nan"), 100), (100, float("inf"))])
def test_a_page_without_a_size_is_refused(size: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="is no"):
        draw_document(document(Page(*size, ())))


def test_a_document_without_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="page"):
        draw_document(Document((), "t", "a", "s", "en", "Simplex"))


def test_the_document_is_left_as_it_was() -> None:
    drawn = document(page(run("a")), bookmarks=True)
    before = repr(drawn)
    draw_document(drawn)
    assert repr(drawn) == before
