"""``--open`` gives the desktop a folder that it cannot take for an option."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from tests.support.command import hostkit


@pytest.mark.parametrize("out", ["out", "-x", "--help", "http:"])
def test_the_folder_is_named_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    opened: list[str] = []
    monkeypatch.setattr(typer, "launch", opened.append)
    outcome = hostkit("build", "male-allies", f"--out={out}", "--open", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert opened == [str(tmp_path / out / "male-allies")]
