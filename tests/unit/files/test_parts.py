"""A file written part by part: the old one stands until the last part is down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostkit.core.errors import OutputError
from hostkit.files.writer import write_parts

from .disk import OLD, contents, failing, no_space, ours, state

NAME = "host-sheet.pdf"


def parts(*, then: BaseException | None = None) -> Iterator[bytes]:
    yield b"one"
    yield b"two"
    if then is not None:
        raise then


def test_parts_are_put_together(tmp_path: Path) -> None:
    write_parts(tmp_path / NAME, parts())
    assert contents(tmp_path) == {NAME: b"onetwo"}


def test_the_old_file_stands_while_parts_come(folder: Path) -> None:
    def watched() -> Iterator[bytes]:
        for part in parts():
            assert (folder / NAME).read_bytes() == OLD[NAME]
            yield part

    write_parts(folder / NAME, watched(), is_ours=ours)
    assert contents(folder) == {**OLD, NAME: b"onetwo"}


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), no_space()], ids=type)
def test_parts_that_end_in_a_fault_change_nothing(folder: Path, error: BaseException) -> None:
    before = state(folder)
    with pytest.raises((type(error), OutputError)):
        write_parts(folder / NAME, parts(then=error), is_ours=ours)
    assert state(folder) == before


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before = state(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(getattr(os, call), 0, no_space()))
        with pytest.raises(OutputError, match="disk is full"):
            write_parts(folder / NAME, parts(), is_ours=ours)
    assert state(folder) == before


def test_somebody_elses_file_is_refused_before_a_part_is_asked_for(folder: Path) -> None:
    before = state(folder)

    def never() -> Iterator[bytes]:
        raise AssertionError
        yield b""

    with pytest.raises(OutputError, match="not written by hostkit"):
        write_parts(folder / NAME, never())
    assert state(folder) == before
    write_parts(folder / NAME, parts(), force=True)
    assert (folder / NAME).read_bytes() == b"onetwo"
