"""Encodings: two are read, all others are refused where they show."""

from __future__ import annotations

import codecs

import pytest

from tests.support.tables import read, rows, said

TEXT = "topic,place\r\nmale-allies,Café “Łódź” 🙂\r\n"
AS_UTF_8 = 'Save it as "CSV UTF-8"; in LibreOffice, choose the character set Unicode (UTF-8).'


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with its mark", "UTF-16 from the low end", "UTF-16 from the high end"],
)
def test_read(data: bytes) -> None:
    assert rows(read(data)) == {2: {"topic": "male-allies", "place": "Café “Łódź” 🙂"}}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            TEXT.encode("utf-16-le"),
            f"events.csv: the file looks like UTF-16, but has no byte order mark. {AS_UTF_8}",
        ),
        (
            TEXT.encode("utf-16-be"),
            f"events.csv: the file looks like UTF-16, but has no byte order mark. {AS_UTF_8}",
        ),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), f"events.csv: the file is UTF-32. {AS_UTF_8}"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), f"events.csv: the file is UTF-32. {AS_UTF_8}"),
        (
            TEXT.encode("utf-16")[:-1],
            "events.csv: the file ends within a character: it was cut off. Save or copy it again.",
        ),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    assert said(read(data)) == [message]


def test_what_excel_saves_as_plain_csv() -> None:
    """The first letter that is lost is named by row and column; no row is made of such a file."""
    text = 'topic;Place\nx;"two\nlines"\nmale-allies;Haus der Begegnung, Grüner Weg\ny;Köln\n'
    table = read(text.encode("cp1252"))
    assert said(table) == [
        "events.csv: row 3, Place: the file is not UTF-8: the byte 0xFC stands here "
        f'(after "us der Begegnung, Gr"). {AS_UTF_8} '
        "Or let hostkit batch --fix do it; the file seems to be Windows-1252."
    ]
    assert not table.rows


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"topic,pl\xe4ce\nx,y\n", "row 1"),
        (b"\xe4\nx\n", "row 1"),
        (b'topic\n"a"\xe4\n', ""),
    ],
)
def test_lost_bytes_at_the_edges(data: bytes, place: str) -> None:
    (problem,) = said(read(data))
    assert problem.startswith(f"events.csv: {place}" if place else "events.csv: the file is not UTF-8.")
    assert AS_UTF_8 in problem


def test_half_a_pair_is_refused_in_its_cell() -> None:
    data = codecs.BOM_UTF16_LE + "topic,place\nx,a\ud83d\ny,b\n".encode("utf-16-le", "surrogatepass")
    table = read(data)
    wrong = 'U+D83D stands in the text (after "a"), which is no character. Delete it.'
    assert said(table) == [f"events.csv: row 2, place: {wrong}"]
    assert list(rows(table)) == [3]


def test_zero_bytes_are_refused_in_their_cells() -> None:
    table = read("topic,date,place\nx,2026-09-30,a\0b\ny,\0,c\nz,2026-09-30,c\n")
    assert said(table) == [
        'events.csv: row 2, place: the control character U+0000 stands in the text (after "a"). Delete it.',
        'events.csv: row 3, date: "\\x00" is no date. Write year, month and day, as in 2026-09-30.',
    ]
    assert list(rows(table)) == [4]


def test_signs_that_nobody_sees_are_no_part_of_a_name() -> None:
    table = read("\ufeff\ufefftopic,ho\u200bst,“group‑name”\nx,Ana,Us\n")
    assert rows(table) == {2: {"topic": "x", "host": "Ana", "group_name": "Us"}}
