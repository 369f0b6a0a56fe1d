"""Postponed modules load on first use, and nobody notices."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from hostkit.core.postpone import postpone


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a package whose module ``slow`` leaves a mark when it is loaded."""
    folder = tmp_path / "postponed_package"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "slow.py").write_text(
        "import pathlib\npathlib.Path(__file__).with_name('loaded').touch()\nVALUE = 7\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("postponed_package", "postponed_package.slow"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return str(folder)


def test_a_postponed_module_loads_when_it_is_touched(package: str) -> None:
    postpone("postponed_package.slow")
    names: dict[str, Any] = {}
    exec("from postponed_package import slow", names)
    assert not Path(package, "loaded").exists()
    assert names["slow"].VALUE == 7
    assert Path(package, "loaded").exists()
    assert importlib.import_module("postponed_package.slow") is names["slow"]


def test_a_loaded_module_is_left_alone(package: str) -> None:
    module = importlib.import_module("postponed_package.slow")
    postpone("postponed_package.slow")
    assert sys.modules["postponed_package.slow"] is module


def test_what_is_not_installed_is_left_alone(package: str) -> None:
    postpone("postponed_package.missing", "no_such_package.module", "no_such_module")
    for name in ("postponed_package.missing", "no_such_package.module", "no_such_module"):
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(name)
