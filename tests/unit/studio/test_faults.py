"""What goes wrong outside of the studio is said on the page, and the studio goes on."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.studio import Studio, served


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    (tmp_path / "folder").mkdir()
    with served(tmp_path / "folder") as running:
        yield running


def test_a_full_disk_is_said_and_what_was_saved_stays(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = studio.begin()
    studio.set(f"{path}/evening", host="Ana")
    before, typed = studio.evening(), {"f.host": "Bea", "was.host": "Ana"}

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        refused = studio.post(f"{path}/evening", typed)
        assert "the disk is full" in refused.text
        assert studio.evening() == before
    studio.post(f"{path}/evening", typed)
    assert "Bea" in studio.evening()


def test_a_folder_that_disappears_is_said_and_is_used_again_once_it_is_back(studio: Studio) -> None:
    path = studio.begin()
    studio.set(f"{path}/evening", host="Ana")
    kept = studio.folder.with_name("kept")
    shutil.copytree(studio.folder, kept)
    shutil.rmtree(studio.folder)
    assert studio.get(f"{path}/evening").status in (404, 409)
    assert studio.get("/").status in (200, 409)
    shutil.copytree(kept, studio.folder)
    assert studio.get("/printer").status == 200


def test_a_damaged_file_of_printers_is_said_on_its_screen_and_hides_no_other(
    studio: Studio, tmp_path: Path
) -> None:
    config = tmp_path / "config"
    config.mkdir(exist_ok=True)
    for name in ("printers.yaml", "printers.json"):
        (config / name).write_text("{ not: [whole", "utf-8")
    path = studio.begin()
    assert studio.get(f"{path}/paper").status == 200
    assert studio.get("/printer").status == 200
