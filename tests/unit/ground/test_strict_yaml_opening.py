"""Files that cannot be opened are problems in words, like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.ground.strict_yaml import read_document


def opened(path: Path) -> str:
    (problem,) = read_document(path).problems
    return str(problem)


def test_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert opened(Path("no.yaml")) == "no.yaml: there is no such file. Check the name and the folder."
    assert opened(tmp_path / "sub" / "no.yaml").startswith("sub/no.yaml: there is no such file.")


def test_folder_in_place_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    assert opened(Path("content")) == "content: this is a folder, not a file. Name a .yaml file inside it."


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            PermissionError(13, "Permission denied"),
            "the file may not be read. Give yourself the right to read it.",
        ),
        (
            OSError(5, "Input/output error"),
            "the file cannot be read: input/output error. Check the name and the disk.",
        ),
    ],
)
def test_unreadable_file(monkeypatch: pytest.MonkeyPatch, error: OSError, message: str) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    assert opened(Path("x.yaml")) == f"x.yaml: {message}"


def test_name_that_no_file_can_have() -> None:
    assert opened(Path("a\0b")).startswith("a\\x00b: the file cannot be read: its name is not valid.")
