"""Each test of tables works in an empty folder, so that messages name files without a path."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Enter an empty folder and return it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
