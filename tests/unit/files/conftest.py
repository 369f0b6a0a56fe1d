"""A folder with files of an earlier kit."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .disk import OLD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two old files."""
    out = tmp_path / "out" / "male-allies"
    out.mkdir(parents=True)
    for name, data in OLD.items():
        (out / name).write_bytes(data)
        os.utime(out / name, (1_000_000_000, 1_000_000_000))
    return out
