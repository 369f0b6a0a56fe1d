"""The file on the desktop: what it holds for each system, and that it opens the studio on this one."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from hostkit.cli.shortcut import shortcut_for
from tests.support.command import hostkit

ODD = Path('/home/Ana Ferreira/50% "kits" $HOME `x`')


def test_each_system_has_a_file_that_starts_the_studio_in_its_folder() -> None:
    ending, text = shortcut_for("darwin", "/usr/bin/python3", ODD)
    assert ending == ".command"
    words = shlex.split(text.splitlines()[1])
    assert words == ["exec", "/usr/bin/python3", "-m", "hostkit", "studio", "--folder", str(ODD)]
    ending, text = shortcut_for("win32", r"C:\Python\python.exe", Path("C:/100% Ana"))
    assert ending == ".cmd"
    assert text.endswith('"C:\\Python\\python.exe" "-m" "hostkit" "studio" "--folder" "C:/100%% Ana"\r\n')
    ending, text = shortcut_for("linux", "/usr/bin/python3", Path("/home/Ana Ferreira/kits"))
    assert ending == ".desktop"
    assert 'Exec="/usr/bin/python3" "-m" "hostkit" "studio" "--folder" "/home/Ana Ferreira/kits"\n' in text


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the desktop of Linux is named by a variable"
)
def test_it_is_put_on_the_desktop_and_may_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DESKTOP_DIR", str(tmp_path / "Desktop"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    done = hostkit("studio", "--shortcut", folder=tmp_path)
    assert done.code == 0, done.stderr
    file = tmp_path / "Desktop" / "hostkit.desktop"
    assert done.files == [str(file)]
    assert os.access(file, os.X_OK)
    assert str(tmp_path / "Documents" / "hostkit") in file.read_text("utf-8")
