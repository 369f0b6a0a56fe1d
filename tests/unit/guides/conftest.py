"""A fixture that reads a guide from a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import read_guide
from tests.support.guide_texts import Reader


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.chdir(tmp_path)

    def write_and_read(text: str) -> Guide:
        Path("Rest & Work.yaml").write_text(text, encoding="utf-8")
        return read_guide(Path("Rest & Work.yaml"))

    return write_and_read
