"""Sums of files: what they hold, nothing else."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from hostkit.files.ownership import read_known, sum_of, sum_of_folder


@pytest.mark.parametrize("size", [0, 1, 1 << 18, (1 << 18) + 1, 1_000_000])
def test_a_sum_is_that_of_all_bytes(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "a").write_bytes(data)
    assert sum_of(tmp_path / "a") == hashlib.sha256(data).hexdigest() == sum_of(str(tmp_path / "a"))


def test_what_is_no_file_has_no_sum(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert [sum_of(tmp_path / name) for name in ("nowhere", ".", "link")] == [None, None, None]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_a_pipe_that_nobody_fills_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert sum_of(tmp_path / "pipe") is None


def test_a_file_is_read_when_it_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    total = hashlib.sha256(b"a").hexdigest()
    assert read_known(tmp_path / "a", total) == b"a"
    assert read_known(tmp_path / "a", hashlib.sha256(b"b").hexdigest()) is None
    assert read_known(tmp_path / "b", total) is None


def test_the_sum_of_a_folder_changes_with_names_and_bytes_that_count(tmp_path: Path) -> None:
    def total() -> str:
        return sum_of_folder(tmp_path, (".py",), but=("left",))

    (tmp_path / "in" / "left").mkdir(parents=True)
    (tmp_path / "in" / "a.py").write_bytes(b"a")
    before = total()
    (tmp_path / "in" / "a.txt").write_bytes(b"a")
    (tmp_path / "in" / "left" / "b.py").write_bytes(b"b")
    assert total() == before
    (tmp_path / "in" / "a.py").write_bytes(b"b")
    changed = total()
    (tmp_path / "in" / "a.py").rename(tmp_path / "in" / "b.py")
    assert len({before, changed, total()}) == 3
