"""The two YAML parsers: a test that asks for ``parser`` runs once with each."""

from __future__ import annotations

import pytest
import yaml


@pytest.fixture(params=["c", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name the parser in use; without the C one, hostkit falls back on the one in Python."""
    name: str = request.param
    assert hasattr(yaml, "CSafeLoader"), "the C parser is not installed here, so it cannot be tested"
    if name == "python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    return name
