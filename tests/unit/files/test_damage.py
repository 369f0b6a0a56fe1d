"""What a power cut left: nothing, zeros, a part. It is told apart from files in which something is still to be lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hostkit.core.errors import OutputError
from hostkit.files import write_files
from hostkit.files.ownership import beginning_of, is_empty, is_left_of, is_ours, was_cut_short
from hostkit.files.writer import write_parts

from .disk import contents, state

WHOLE = b"%PDF-1.7\n" + random.Random(3).randbytes(9000) + b"\n%%EOF\n"
TEXT = "Print plan: żółw\nfor 10 guests\n\nhostkit 0.1.0\n".encode()


def put(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("count", [0, 1, 512, 200_000])
def test_a_file_of_no_byte_or_of_zeros_is_empty(tmp_path: Path, count: int) -> None:
    assert is_empty(put(tmp_path, bytes(count)))
    assert not is_empty(put(tmp_path, bytes(count) + b"1"))
    assert not is_empty(put(tmp_path, b"1" + bytes(count)))


def test_what_cannot_be_read_may_hold_something(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        assert not is_empty(path)
        assert not is_left_of(path, WHOLE)
        assert not was_cut_short(path, b"%PDF-")


@pytest.mark.parametrize(
    "left",
    [
        WHOLE,
        WHOLE[:1],
        WHOLE[:4096],
        WHOLE[:-1],
        WHOLE[:700] + bytes(len(WHOLE) - 700),
        bytes(512) + WHOLE[512:],
        WHOLE[:4096] + bytes(4096) + WHOLE[8192:],
        WHOLE + bytes(5000),
    ],
)
def test_parts_of_the_same_file_are_all_that_is_left_of_it(tmp_path: Path, left: bytes) -> None:
    assert is_left_of(put(tmp_path, left), WHOLE)


@pytest.mark.parametrize(
    "other",
    [
        b"mine",
        WHOLE + b"mine",
        WHOLE + bytes(600) + b"mine",
        WHOLE[:4096] + b"1" + WHOLE[4097:],
        WHOLE[512:],
        WHOLE[:700] + bytes(10) + b"1",
        bytes(512) + WHOLE,
    ],
)
def test_a_file_with_anything_else_in_it_is_not(tmp_path: Path, other: bytes) -> None:
    assert not is_left_of(put(tmp_path, other), WHOLE)


@pytest.mark.parametrize("data", [WHOLE, TEXT])
def test_how_a_file_begins(data: bytes) -> None:
    assert beginning_of(data) == (b"%PDF-" if data is WHOLE else "Print plan: żółw".encode())


@pytest.mark.parametrize(
    ("left", "cut"),
    [
        (b"%P", True),
        (b"%PDF-1.4\nhalf of another", True),
        (b"%PDF-1.4\n" + bytes(300_000), True),
        (bytes(512) + b"the rest\n%%EOF\n", True),
        (WHOLE[:-3], True),
        (WHOLE, False),
        (WHOLE + bytes(60_000), False),
        (WHOLE[:-1] + b"\r\n" + b" " * 1000, False),
        (WHOLE + b"and then something else altogether" * 100, True),
        (b"mine", False),
        (b"mine" + bytes(5000), False),
        (bytes(511) + b"mine", False),
    ],
)
def test_a_pdf_file_is_whole_when_it_has_its_last_line(tmp_path: Path, left: bytes, cut: bool) -> None:
    assert was_cut_short(put(tmp_path, left), b"%PDF-") is cut


@pytest.mark.parametrize(
    ("left", "cut"),
    [
        (TEXT[:5], True),
        (TEXT[:5] + bytes(40), True),
        (TEXT[:25] + bytes(5), True),
        (TEXT[:25] + bytes(90_000) + b"x" * 90_000, True),
        (bytes(512) + TEXT, True),
        # What somebody has shortened by hand looks like this.
        (TEXT[:30], False),
        (TEXT, False),
        (b"Shopping list\n" + bytes(5), False),
    ],
)
def test_a_text_is_whole_when_it_holds_no_zeros(tmp_path: Path, left: bytes, cut: bool) -> None:
    assert was_cut_short(put(tmp_path, left), beginning_of(TEXT)) is cut


def test_a_text_cut_off_within_a_letter_is_known_by_its_first_line(tmp_path: Path) -> None:
    begin = "<!-- hostkit 0.1.0 -->\nż".encode()
    assert is_ours(put(tmp_path, begin[:-1]))
    assert not is_ours(put(tmp_path, begin[:-1] + b"x"))


@pytest.mark.parametrize("left", [b"", bytes(5000), WHOLE[:40]])
def test_what_is_left_of_it_is_replaced_without_asking(folder: Path, left: bytes) -> None:
    (folder / "host-sheet.pdf").write_bytes(left)
    write_files(folder, {"host-sheet.pdf": WHOLE})
    assert contents(folder)["host-sheet.pdf"] == WHOLE


@pytest.mark.parametrize("left", [b"", bytes(5000)])
def test_an_empty_file_is_replaced_part_by_part(tmp_path: Path, left: bytes) -> None:
    write_parts(put(tmp_path, left), [b"one"])
    assert contents(tmp_path) == {"file": b"one"}


def test_one_file_of_somebody_else_keeps_the_damaged_ones_too(folder: Path) -> None:
    (folder / "host-sheet.pdf").write_bytes(b"")
    (folder / "question-cards.pdf").write_bytes(b"mine")
    before = state(folder)
    with pytest.raises(OutputError, match=r"question-cards\.pdf: not written") as refusal:
        write_files(folder, {"host-sheet.pdf": WHOLE, "question-cards.pdf": WHOLE})
    assert "host-sheet.pdf" not in str(refusal.value)
    assert state(folder) == before
