"""Files joined: every page looks as it did, in the order and the copies asked for, and what is shared is there once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from hostkit.files import is_ours
from hostkit.pdf import draw_document
from hostkit.pdf.finished_file import FinishedFile, entries
from hostkit.pdf.join import Wanted, join
from hostkit.typesetting.display_list import Document
from tests.support.kits import document_named

ABOUT = Document((), "Host sheets, 2 events", "hostkit", "All of them", "en", "DuplexFlipLongEdge")
CASES = ("usual-a4", "full-letter", "no-details-a4")


@cache
def drawn(case: str, sheet: str = "host-sheet") -> bytes:
    return draw_document(document_named(case, sheet))


def file(case: str, sheet: str = "host-sheet") -> FinishedFile:
    return FinishedFile(drawn(case, sheet))


def whole(case: str, sheet: str = "host-sheet", copies: int = 1) -> Wanted:
    its = file(case, sheet)
    return Wanted(its, tuple(range(len(its.pages()))), copies)


def joined(*files: Wanted, about: Document = ABOUT) -> bytes:
    return b"".join(join(about, iter(files)))


def pixels(data: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=0.6).to_pil().tobytes() for page in document]


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data), strict=True).pages]


def sizes(data: bytes) -> list[tuple[float, float]]:
    pages = PdfReader(BytesIO(data), strict=True).pages
    return [(float(page.mediabox.width), float(page.mediabox.height)) for page in pages]


def test_each_file_has_a_bookmark_that_leads_to_its_first_page() -> None:
    titles = ["one: 4 March", "zwei – Łódź", "(three)"]
    wanted = [whole(case, copies=2)._replace(title=title) for case, title in zip(CASES, titles, strict=True)]
    reader = PdfReader(BytesIO(joined(*wanted)), strict=True)
    found = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]  # type: ignore[union-attr, arg-type]
    counts = [2 * len(each.pages) for each in wanted]
    assert found == [(title, sum(counts[:k])) for k, title in enumerate(titles)]
    assert not PdfReader(BytesIO(joined(whole(CASES[0])))).outline


@pytest.mark.parametrize("sheet", ["host-sheet", "question-cards", "reflection-worksheet"])
def test_every_page_is_as_it_was(sheet: str) -> None:
    data = joined(*(whole(case, sheet) for case in CASES))
    apart = [drawn(case, sheet) for case in CASES]
    assert pixels(data) == [page for its in apart for page in pixels(its)]
    assert texts(data) == [page for its in apart for page in texts(its)]
    assert sizes(data) == [size for its in apart for size in sizes(its)]


def test_copies_follow_each_other_and_empty_pages_are_of_the_same_size() -> None:
    its = file("full-letter")
    data = joined(Wanted(its, (1, None, 0), 3), Wanted(file("usual-a4"), (None,)))
    first, second = texts(drawn("full-letter"))[:2]
    assert texts(data) == [second, "", first] * 3 + [""]
    assert sizes(data) == [sizes(drawn("full-letter"))[0]] * 9 + [sizes(drawn("usual-a4"))[0]]


def test_what_is_shared_is_written_once() -> None:
    # A copy adds its page and its tags, but no content, codes or fonts.
    once = len(joined(whole("usual-a4", "reflection-worksheet")))
    assert len(joined(whole("usual-a4", "reflection-worksheet", copies=30))) - once < once
    twice = joined(whole("usual-a4"), whole("usual-a4"))
    assert twice.count(b"/FontFile2") == joined(whole("usual-a4")).count(b"/FontFile2")


def test_the_same_files_give_the_same_bytes() -> None:
    files = [whole("usual-a4"), whole("full-letter", copies=2)]
    assert joined(*files) == joined(*files)
    assert joined(*files) != joined(*reversed(files))


def test_it_says_what_it_is_and_how_it_is_printed() -> None:
    data = joined(whole("usual-a4"))
    reader = PdfReader(BytesIO(data), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == ABOUT.title
    assert reader.metadata.subject == ABOUT.subject
    root = reader.trailer["/Root"]
    assert root["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipLongEdge"  # type: ignore[index]
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"  # type: ignore[index]
    assert root["/Lang"] == "en"  # type: ignore[index]
    assert data.startswith(b"%PDF-1.7")


def test_a_large_file_is_known_as_hostkits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "joined.pdf"
    path.write_bytes(joined(whole("usual-a4", "reflection-worksheet", copies=300)))
    monkeypatch.setattr("hostkit.files.ownership._LARGEST", 1000)
    monkeypatch.setattr("hostkit.files.ownership._ENDS", 2000)
    assert is_ours(path)
    path.write_bytes(path.read_bytes().replace(b"/Creator (hostkit", b"/Creator (nobody!"))
    assert not is_ours(path)


def tags_of(data: bytes) -> list[tuple[str, int]]:
    """Return the type of the structure element and the page of each content, in reading order."""
    reader = PdfReader(BytesIO(data), strict=True)
    pages = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}  # type: ignore[union-attr]

    def below(element: Any) -> Iterator[tuple[str, int]]:
        for kid in (kid.get_object() for kid in element["/K"]):
            if isinstance(kid, dict) and "/S" in kid:
                yield from below(kid)
            else:
                home = kid if isinstance(kid, dict) and "/Pg" in kid else element
                yield element["/S"], pages[home.raw_get("/Pg").idnum]  # type: ignore[union-attr]

    return list(below(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0]))  # type: ignore[index]


def test_every_copy_has_the_tags_and_links_of_its_file() -> None:
    first, second = drawn("full-letter"), drawn("usual-a4")
    data = joined(whole("full-letter", copies=2), whole("usual-a4"))
    count = len(texts(first))
    expected = [(tag, page + k * count) for k in range(2) for tag, page in tags_of(first)]
    assert tags_of(data) == [*expected, *((tag, page + 2 * count) for tag, page in tags_of(second))]
    links = [len(page.get("/Annots", ())) for page in PdfReader(BytesIO(data), strict=True).pages]
    alone = [
        [len(page.get("/Annots", ())) for page in PdfReader(BytesIO(each)).pages] for each in (first, second)
    ]
    assert links == [*alone[0], *alone[0], *alone[1]]
    assert sum(links)


def test_the_language_of_each_file_is_kept() -> None:
    data = joined(whole("usual-a4"), about=ABOUT._replace(language="de"))
    (part,) = PdfReader(BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]["/K"][0]["/K"]  # type: ignore[index]
    assert (part.get_object()["/S"], part.get_object()["/Lang"]) == ("/Part", "en")


def test_many_pages_have_a_tree_that_every_reader_goes_through() -> None:
    data = joined(whole("usual-a4", "reflection-worksheet", copies=200))
    assert len(PdfReader(BytesIO(data), strict=True).pages) == len(pypdfium2.PdfDocument(data)) == 200


def test_no_file_at_all_makes_no_page() -> None:
    assert len(PdfReader(BytesIO(joined()), strict=True).pages) == 0


def test_a_joined_file_can_be_joined_again() -> None:
    data = joined(whole("usual-a4"))
    again = FinishedFile(data)
    assert again.duplex == "DuplexFlipLongEdge"
    assert pixels(joined(Wanted(again, (0, 1)))) == pixels(data)


def test_one_file_at_a_time_is_asked_for() -> None:
    given = []

    def files() -> Iterator[Wanted]:
        for case in CASES:
            given.append(case)
            yield whole(case)

    parts = join(ABOUT, files())
    while len(given) < 2:
        next(parts)
    assert given == list(CASES[:2])


def test_an_object_stream_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hostkit.pdf.finished_file._MOST_INFLATED", 2000)
    with pytest.raises(ValueError, match="too long"):
        FinishedFile(drawn("full-letter")).pages()


@pytest.mark.parametrize("damage", ["cut", "text", "moved"])
def test_what_hostkit_did_not_draw_is_refused(damage: str) -> None:
    data = drawn("usual-a4")
    damaged = {"cut": data[: len(data) // 2], "text": b"hostkit\n", "moved": b"x" * 40 + data}[damage]
    with pytest.raises(ValueError, match=r"."):
        FinishedFile(damaged).pages()


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (b"<< /A /B /C 1 >>", {b"/A": b"/B", b"/C": b"1"}),
        (b"trailer\n<<\n/ID \n[<00><11>]\n/Root 3 0 R>> x", {b"/ID": b"[<00><11>]", b"/Root": b"3 0 R"}),
        (b"<</A<</B/C>>/D[/E 1 0 R]/F(a) >>", {b"/A": b"<</B/C>>", b"/D": b"[/E 1 0 R]", b"/F": b"(a)"}),
        (rb"<< /A (\) /B >>) /C (<<) >>", {b"/A": rb"(\) /B >>)", b"/C": b"(<<)"}),
        (b"<< >>", {}),
    ],
)
def test_entries_are_taken_apart_as_they_are_written(written: bytes, found: dict[bytes, bytes]) -> None:
    assert entries(written) == found
