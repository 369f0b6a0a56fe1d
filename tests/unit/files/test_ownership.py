"""Whose file is it: what hostkit drew and signed is its own, everything else is somebody's."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from pypdf import PdfWriter

from hostkit.files import is_ours, sign_text
from hostkit.pdf import draw_document
from hostkit.typesetting.display_list import Document, Page


def put(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


def drawn(title: str = "a") -> bytes:
    return draw_document(Document((Page(100, 100, ()),), title, "a", "s", "en", "Simplex"))


def foreign(creator: str | None) -> bytes:
    """Return a PDF file of somebody else's tool."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if creator is not None:
        writer.add_metadata({"/Creator": creator})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_what_hostkit_drew_is_its_own(tmp_path: Path) -> None:
    assert is_ours(put(tmp_path, drawn()))


@pytest.mark.parametrize("creator", [None, "", "Writer", "not hostkit", "hostkitty", "Hostkit"])
def test_other_creators_are_not(tmp_path: Path, creator: str | None) -> None:
    assert not is_ours(put(tmp_path, foreign(creator)))


@pytest.mark.parametrize("title", ["/Creator (hostkit 1)", "x /Info 1 0 R"])
def test_words_in_a_title_do_not_count(tmp_path: Path, title: str) -> None:
    assert is_ours(put(tmp_path, drawn(title)))
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": "hostkit", "/Subject": title, "/Creator": "Writer"})
    stream = io.BytesIO()
    writer.write(stream)
    assert not is_ours(put(tmp_path, stream.getvalue()))


def test_only_the_info_dictionary_counts(tmp_path: Path) -> None:
    head = b"%PDF-1.7\n1 0 obj\n<< /Title (a) >>\nendobj\n"
    other = b"2 0 obj\n<< /Creator (hostkit 0.1.0) >>\nendobj\n"
    trailer = b"trailer\n<< /Info %d 0 R >>\n"
    assert not is_ours(put(tmp_path, head + other + trailer % 1))
    assert is_ours(put(tmp_path, head + other + trailer % 2))
    # A later part of a file overrides an earlier one.
    assert not is_ours(put(tmp_path, head + other + trailer % 2 + trailer % 1))


@pytest.mark.parametrize("cut", [5, 20, 200])
def test_a_damaged_file_is_somebodys(tmp_path: Path, cut: int) -> None:
    assert not is_ours(put(tmp_path, drawn()[:cut]))
    assert not is_ours(put(tmp_path, drawn()[:-cut].replace(b"/Info", b"/Inf0")))


@pytest.mark.parametrize("text", ["What to print\n\nhost sheet: 1", "", "Blank lines at the end\n\n\n"])
def test_a_signed_text_is_ours(tmp_path: Path, text: str) -> None:
    signed = sign_text(text)
    assert signed.decode().startswith(text.rstrip())
    assert is_ours(put(tmp_path, signed))
    assert is_ours(put(tmp_path, signed.replace(b"\n", b"\r\n") + b"\r\n"))


@pytest.mark.parametrize(
    ("data", "own"),
    [
        (b"hostkit: what to print\nhost sheet", False),
        (b"My notes about hostkit\nx", False),
        (b"x\nmade with Hostkit", False),
        (b'{"$comment": "Written by hostkit schema guide. Write it anew', True),
        (b"Made by hostkit 0.1.0\n", True),
        (b"\xef\xbb\xbfhostkit 0.1.0\nx\ny", True),
        (b"\xef\xbb\xbfhostkit\nx\ny", True),
        (b"Dear friends\n-- \nhostkit\n", True),
        (b"a\nhostkit 0.1.0\nb", False),
        (b"hostkits and others\n", False),
        (b"", False),
        (b"\n\n", False),
        (b"\x89PNG\r\n\x1a\nhostkit", False),
        ("notes, żółw".encode("utf-16"), False),
    ],
)
def test_texts_tell_on_their_first_or_last_line(tmp_path: Path, data: bytes, own: bool) -> None:
    assert is_ours(put(tmp_path, data)) is own


OURS = b"PRODID:-//hostkit//anything//EN"


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
@pytest.mark.parametrize(
    ("lines", "own"),
    [
        ((OURS,), True),
        ((b"VERSION:2.0", b"CALSCALE:GREGORIAN", b"METHOD:PUBLISH", OURS), True),
        ((b"PRODID:-//Somebody//hostkit//EN",), False),
        ((b"PRODID:-//hostkitten//x//EN", b"X-WR-CALNAME:hostkit"), False),
        ((b"X-PRODID:-//hostkit//x//EN",), False),
        ((b"BEGIN:VEVENT", OURS, b"END:VEVENT"), False),
        ((b"hostkit",), False),
    ],
)
def test_a_calendar_tells_by_the_program_that_made_it(
    tmp_path: Path, lines: tuple[bytes, ...], own: bool, end: bytes
) -> None:
    """Not by the word: the entry of somebody's own calendar may be about hostkit, on its first line or its last."""
    inside = end.join((b"BEGIN:VCALENDAR", *lines, b"END:VCALENDAR"))
    assert is_ours(put(tmp_path, inside + end)) is own
    assert is_ours(put(tmp_path, inside + end + b"hostkit")) is own


def test_what_cannot_be_read_is_somebodys(tmp_path: Path) -> None:
    assert not is_ours(tmp_path / "missing")
    assert not is_ours(tmp_path)


@pytest.mark.parametrize("creator", ["hostkit 0.1.0", "Writer"])
def test_a_huge_pdf_file_is_known_by_its_ends(tmp_path: Path, creator: str) -> None:
    """As joined files are written: Info first, the trailer last."""
    path = put(tmp_path, f"%PDF-1.7\n1 0 obj\n<< /Creator ({creator}) >>\nendobj\n".encode())
    with path.open("r+b") as file:
        file.truncate(65 * 1024 * 1024)
        file.seek(0, 2)
        file.write(b"\ntrailer\n<< /Info 1 0 R >>\n%%EOF\n")
    assert is_ours(path) is (creator != "Writer")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_somebodys_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not is_ours(tmp_path / "pipe")


def test_a_huge_file_is_somebodys_and_is_not_read(tmp_path: Path) -> None:
    path = put(tmp_path, b"hostkit 0.1.0\n")
    assert is_ours(path)
    with path.open("r+b") as file:
        file.truncate(65 * 1024 * 1024)
    assert not is_ours(path)
