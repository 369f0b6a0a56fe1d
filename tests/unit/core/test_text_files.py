"""The encoding of a file is what its first bytes show, and a byte that does not belong to it is named by its place."""

from __future__ import annotations

import pytest

from hostkit.core.input_files import (
    UTF_8,
    WINDOWS,
    BadByte,
    decode,
    encoding_of,
    other_format,
    with_unix_line_ends,
)

TEXT = "Grüße, Ł\n🙂"


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-32-le", b"\xff\xfe\0\0", "UTF-32"),
        ("utf-32-be", b"\0\0\xfe\xff", "UTF-32"),
    ],
)
def test_a_mark_shows_the_encoding_and_is_no_part_of_the_text(codec: str, mark: bytes, name: str) -> None:
    data = mark + TEXT.encode(codec)
    encoding = encoding_of(data)
    assert (encoding.name, encoding.mark) == (name, mark)
    assert decode(data, encoding) == TEXT


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_zeros_in_every_second_byte_show_utf_16(codec: str) -> None:
    data = "title: Łódź".encode(codec)
    assert (encoding_of(data).name, encoding_of(data).mark) == ("UTF-16", b"")
    assert decode(data, encoding_of(data)) == "title: Łódź"


@pytest.mark.parametrize("data", [b"", b"a", b"a\0b", bytes(20), b"a\0bc\0d"])
def test_what_shows_nothing_else_is_utf_8(data: bytes) -> None:
    assert encoding_of(data) == UTF_8


@pytest.mark.parametrize(
    ("data", "bad"),
    [
        (b"a\nb\xffc", BadByte(0xFF, 3, 2, 2)),
        ("ä\r\nöü".encode() + b"\xff", BadByte(0xFF, 8, 2, 3)),
        (b"\xef\xbb\xbfa\rb\rc\xe9", BadByte(0xE9, 8, 3, 2)),
        (b"\xff\xfea\0\n\0b", BadByte(0x62, 6, 2, 1)),
    ],
    ids=["line feed", "carriage return and line feed", "carriage return, after a mark", "UTF-16 cut off"],
)
def test_a_byte_that_does_not_belong_is_named_by_its_place(data: bytes, bad: BadByte) -> None:
    assert decode(data, encoding_of(data)) == bad


def test_windows_1252_lacks_some_bytes_too() -> None:
    assert decode(b"\x93so\x94", WINDOWS) == "“so”"
    assert decode(b"so\x81", WINDOWS) == BadByte(0x81, 2, 1, 3)


@pytest.mark.parametrize(("data", "what"), [(b"GIF89a", "a picture"), (b"%PDF-1.7", "a PDF"), (b"Why?", "")])
def test_what_begins_as_no_text_does(data: bytes, what: str) -> None:
    assert other_format(data) == what


def test_line_ends() -> None:
    assert with_unix_line_ends("a\r\nb\rc\nd") == "a\nb\nc\nd"
