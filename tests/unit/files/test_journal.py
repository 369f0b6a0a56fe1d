"""A journal: lines that are there whole or not at all, whatever the disk does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from hostkit.core.errors import OutputError
from hostkit.files import journal as module
from hostkit.files.journal import Journal, read_lines

from .disk import failing, no_space

LINES = [b"one\n", b"\n", b"three " + b"x" * 200_000 + b"\n", "vier ü\n".encode()]


def filled(path: Path) -> tuple[Journal, list[int]]:
    journal = Journal(path)
    return journal, [journal.append(line) for line in LINES]


def test_lines_are_read_back_from_where_they_begin(tmp_path: Path) -> None:
    journal, places = filled(tmp_path / "journal")
    assert [journal.read(place, len(line)) for place, line in zip(places, LINES, strict=True)] == LINES
    assert list(journal.lines()) == LINES == list(read_lines(tmp_path / "journal"))
    journal.close()


def test_a_journal_goes_on_where_it_ended(tmp_path: Path) -> None:
    filled(tmp_path / "journal")[0].close()
    journal = Journal(tmp_path / "journal")
    assert journal.append(b"five\n") == sum(map(len, LINES))
    assert list(journal.lines()) == [*LINES, b"five\n"]
    journal.close()


@pytest.mark.parametrize("cut", [1, 3, 8])
def test_a_line_that_was_cut_off_is_taken_away(tmp_path: Path, cut: int) -> None:
    filled(tmp_path / "journal")[0].close()
    with (tmp_path / "journal").open("r+b") as file:
        file.truncate(sum(map(len, LINES)) - cut)
    journal = Journal(tmp_path / "journal")
    whole = LINES[:-1]
    assert list(journal.lines()) == whole
    assert journal.append(b"four\n") == sum(map(len, whole))
    assert list(journal.lines()) == [*whole, b"four\n"]
    journal.close()


def test_a_full_disk_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, _ = filled(tmp_path / "journal")
    real = os.write
    parts = iter([3])

    def half(handle: int, data: Any) -> int:
        try:
            return real(handle, bytes(data)[: next(parts)])
        except StopIteration:
            raise no_space() from None

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(OutputError, match="disk is full"):
            journal.append(b"a line too long\n")
    assert list(journal.lines()) == LINES
    assert journal.append(b"five\n") == sum(map(len, LINES))
    assert list(read_lines(tmp_path / "journal")) == [*LINES, b"five\n"]
    journal.close()


@pytest.mark.parametrize("taken", [0, 3, 7])
def test_an_interruption_adds_nothing_and_later_lines_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    """Ctrl-C may come when the disk has taken the line, or a part of it, and nobody knows yet."""
    journal = Journal(tmp_path / "journal")
    journal.append(b"first\n")

    def interrupted(handle: int, data: bytes) -> int:
        write(handle, data[:taken])
        raise KeyboardInterrupt

    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.append(b"second\n")
    begin = journal.append(b"third\n")
    assert journal.read(begin, 6) == b"third\n"
    assert list(journal.lines()) == [b"first\n", b"third\n"]


def test_a_line_is_one_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    real = os.write

    def write(handle: int, data: bytes) -> int:
        written.append(bytes(data))
        return real(handle, data)

    monkeypatch.setattr(os, "write", write)
    filled(tmp_path / "journal")[0].close()
    assert written == LINES


def test_a_journal_that_is_done_goes(tmp_path: Path) -> None:
    filled(tmp_path / "journal")[0].remove()
    assert list(tmp_path.iterdir()) == []
    assert list(read_lines(tmp_path / "journal")) == []


def test_what_cannot_be_opened_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutputError, match="no such file"):
        Journal(tmp_path / "nowhere" / "journal")
    (tmp_path / "journal").touch()
    monkeypatch.setattr(os, "open", failing(os.open, 0, PermissionError(13, "Permission denied")))
    with pytest.raises(OutputError, match="may not write there"):
        list(read_lines(tmp_path / "journal"))


@pytest.mark.parametrize("block", [1, 3, 1 << 16])
def test_a_last_line_without_an_end_is_read_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(module, "_BLOCK", block)
    (tmp_path / "file").write_bytes(b"one\n\ntwo\nthr")
    whole = [b"one\n", b"\n", b"two\n"]
    assert list(read_lines(tmp_path / "file")) == whole
    assert list(read_lines(tmp_path / "file", cut_off=True)) == [*whole, b"thr"]
    (tmp_path / "file").write_bytes(b"one\n")
    assert list(read_lines(tmp_path / "file", cut_off=True)) == [b"one\n"]
