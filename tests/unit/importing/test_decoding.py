"""Bytes become text whatever wrote them; what no guide may hold is refused with its line."""

from __future__ import annotations

import codecs

import pytest

from hostkit.core.errors import SourceError
from hostkit.importing.source_file import MAX_CHARACTERS, read_text

CAFE = "Café – “yes”…\nÀ bientôt\n"


@pytest.mark.parametrize(
    "data",
    [
        CAFE.encode(),
        codecs.BOM_UTF8 + CAFE.encode(),
        codecs.BOM_UTF16_LE + CAFE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CAFE.encode("utf-16-be"),
        CAFE.encode("cp1252"),
        CAFE.replace("\n", "\r\n").encode(),
        CAFE.replace("\n", "\r").encode(),
        CAFE.replace("\n", "\u2028").encode(),
    ],
    ids=["utf-8", "mark", "utf-16-le", "utf-16-be", "windows", "crlf", "cr", "separator"],
)
def test_encodings_and_line_ends(data: bytes) -> None:
    decoded = read_text(data, "x.txt")
    assert decoded.text == CAFE
    assert decoded.changes == ()


def test_quotes_that_windows_wrote_as_controls_are_read_and_said() -> None:
    decoded = read_text("It\x92s \x93so\x94\x85".encode(), "x.txt")
    assert decoded.text == "It’s “so”…"
    assert decoded.changes == (
        "Control characters were read as the quotes and dashes that Windows has in their place.",
    )


def test_marks_that_nobody_sees_and_a_guide_refuses_are_taken_out_and_said() -> None:
    decoded = read_text("a\ufeffb\u202ec\u200fd".encode(), "x.txt")
    assert decoded.text == "abcd"
    assert len(decoded.changes) == 1
    assert "U+FEFF (zero width no-break space), U+202E (right-to-left override)" in decoded.changes[0]


def test_soft_hyphens_and_zero_width_spaces_stay_since_a_guide_may_hold_them() -> None:
    text = "no\u00adwhere e\u200bnd"
    assert read_text(text.encode(), "x.txt").text == text


def test_a_no_break_space_stays_where_it_is_meant() -> None:
    text = "« oui » 10\u00a0min z.\u00a0B. hello\u202f? the\u00a0cat"
    assert read_text(text.encode(), "x.txt").text == text.replace("the\u00a0cat", "the cat")


def test_other_spaces_become_spaces_and_words_bullets_become_bullets() -> None:
    assert read_text("a\u2003b\u3000c\n\uf0b7\td".encode(), "x.txt").text == "a b c\n•\td"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\nb\x00c", "x.txt:2:1: the file holds a NUL byte, which no text has. Delete it."),
        (b"a\nb\x07c", "x.txt:2:2: the control character U+0007 stands here. Delete it."),
        ("a\nb\ufffd".encode(), "x.txt:2:1: U+FFFD (replacement character) stands in the text"),
        (
            "a\n\nשלום".encode(),
            "x.txt:3:1: Hebrew writing stands in the text: right-to-left alphabets are not",
        ),
        ("x\ue000".encode(), "x.txt:1:1: the private use character U+E000 stands in the text"),
        (
            b"caf\x81",
            "x.txt:1:4: this is no text in UTF-8 or Windows-1252: byte 4 of the file (line 1) is 0x81.",
        ),
        (b"\xff\xfea\x00b", "x.txt:1:2: this is no text in UTF-16"),
    ],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_text(data, "x.txt")
    assert str(refused.value).startswith(message)


def test_damaged_utf_8_is_not_read_as_windows() -> None:
    data = "Käse, Brötchen, Äpfel, Grüße\n".encode() + b"Stra\xdfe\n"
    with pytest.raises(SourceError, match=r"x.txt:2:5: this is no text in UTF-8: byte 39 of the file"):
        read_text(data, "x.txt")


def test_at_most_ten_faults_are_named() -> None:
    with pytest.raises(SourceError) as refused:
        read_text(b"\x01\n" * 50, "x.txt")
    assert len(refused.value.problems) == 10


def test_a_text_longer_than_any_guide_is_refused() -> None:
    assert read_text(b"a" * MAX_CHARACTERS, "x.txt").text
    with pytest.raises(SourceError, match="the text has 200001 characters; 200000 is the most"):
        read_text(b"a" * (MAX_CHARACTERS + 1), "x.txt")
