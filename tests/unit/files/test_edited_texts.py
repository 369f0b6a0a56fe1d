"""A text that somebody has edited stays, and the new one comes beside it; one as hostkit wrote it is replaced."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from hostkit.core.errors import OutputError
from hostkit.files import is_ours
from hostkit.files.edited_texts import TEXT_SUMS, edited_among, has_edited, sums_of_texts, texts_written
from hostkit.files.writer import write_folder

from .disk import contents

TEXT, NEW_TEXT = "invitation.txt", "invitation.new.txt"
EDITED = b"Dear all,\ncome and eat.\n"


def kit(text: bytes) -> dict[str, bytes]:
    return {TEXT: text, TEXT_SUMS: sums_of_texts({TEXT: text})}


def write(folder: Path, text: bytes, *, force: bool = False) -> tuple[str, ...]:
    """Write a kit, and return the names written."""
    written = write_folder(folder / "kit", kit(text), force=force)
    found = contents(folder / "kit")
    assert found[TEXT_SUMS] == kit(text)[TEXT_SUMS]
    assert not [name for name in found if name.startswith(".")]
    return written


def texts(folder: Path) -> Mapping[str, bytes]:
    return {name: data for name, data in contents(folder / "kit").items() if name != TEXT_SUMS}


def test_a_text_as_it_was_written_is_replaced(tmp_path: Path) -> None:
    for text in (b"First.\n", b"Second.\n", b"Second.\n", b"First.\n"):
        assert write(tmp_path, text) == (TEXT, TEXT_SUMS)
        assert texts(tmp_path) == {TEXT: text}


def test_an_edited_text_stays_beside_each_newer_one(tmp_path: Path) -> None:
    write(tmp_path, b"First.\n")
    (tmp_path / "kit" / TEXT).write_bytes(EDITED)
    for text in (b"Second.\n", b"Third.\n"):
        written = write(tmp_path, text)
        assert written == (NEW_TEXT, TEXT_SUMS)
        assert edited_among(kit(text), written) == (TEXT,)
        assert texts(tmp_path) == {TEXT: EDITED, NEW_TEXT: text}


def test_nothing_comes_beside_an_edited_text_while_there_is_nothing_new(tmp_path: Path) -> None:
    write(tmp_path, b"First.\n")
    (tmp_path / "kit" / TEXT).write_bytes(EDITED)
    assert write(tmp_path, b"First.\n") == (TEXT_SUMS,)
    assert texts(tmp_path) == {TEXT: EDITED}


def test_a_text_that_was_taken_over_is_hostkits_again(tmp_path: Path) -> None:
    write(tmp_path, b"First.\n")
    (tmp_path / "kit" / TEXT).write_bytes(EDITED)
    write(tmp_path, b"Second.\n")
    (tmp_path / "kit" / NEW_TEXT).replace(tmp_path / "kit" / TEXT)
    assert write(tmp_path, b"Third.\n") == (TEXT, TEXT_SUMS)
    assert texts(tmp_path) == {TEXT: b"Third.\n"}


def test_an_edited_new_text_is_not_written_over_either(tmp_path: Path) -> None:
    write(tmp_path, b"First.\n")
    (tmp_path / "kit" / TEXT).write_bytes(EDITED)
    write(tmp_path, b"Second.\n")
    (tmp_path / "kit" / NEW_TEXT).write_bytes(b"Mine too.\n")
    with pytest.raises(
        OutputError, match=r"invitation\.new\.txt: not written by hostkit, or changed by somebody"
    ):
        write_folder(tmp_path / "kit", kit(b"Third.\n"))
    assert texts(tmp_path) == {TEXT: EDITED, NEW_TEXT: b"Mine too.\n"}


def test_force_replaces_an_edited_text(tmp_path: Path) -> None:
    write(tmp_path, b"First.\n")
    (tmp_path / "kit" / TEXT).write_bytes(EDITED)
    assert write(tmp_path, b"Second.\n", force=True) == (TEXT, TEXT_SUMS)
    assert texts(tmp_path) == {TEXT: b"Second.\n"}


@pytest.mark.parametrize("left", [b"", b"\0" * 40, b"First\0\0\0"])
def test_a_text_that_a_power_cut_damaged_is_nobodys(left: bytes, tmp_path: Path) -> None:
    write(tmp_path, b"First.\n")
    (tmp_path / "kit" / TEXT).write_bytes(left)
    assert not has_edited(tmp_path / "kit", TEXT)
    write_folder(tmp_path / "kit", kit(b"First.\n"), known=[TEXT])
    assert texts(tmp_path) == {TEXT: b"First.\n"}


def test_a_text_that_was_never_written_here_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / TEXT).write_bytes(EDITED)
    with pytest.raises(OutputError, match="not written by hostkit"):
        write_folder(tmp_path / "kit", kit(b"First.\n"))
    assert contents(tmp_path / "kit") == {TEXT: EDITED}
    assert texts_written(tmp_path / "kit") == {}


def test_the_sums_are_hostkits_file_and_read_by_another_program(tmp_path: Path) -> None:
    write(tmp_path, b"First.\n")
    assert is_ours(tmp_path / "kit" / TEXT_SUMS)
    if not (program := shutil.which("sha256sum")):
        pytest.skip("sha256sum is not installed")
    check = [program, "--check", "--strict", TEXT_SUMS]
    assert subprocess.run(check, cwd=tmp_path / "kit", capture_output=True, check=False).returncode == 0
    (tmp_path / "kit" / TEXT).write_bytes(EDITED)
    assert subprocess.run(check, cwd=tmp_path / "kit", capture_output=True, check=False).returncode == 1
