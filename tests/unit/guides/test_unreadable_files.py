"""Files that cannot be opened are answered in the same words, whichever of hostkit's readers was to read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from hostkit.core import input_files
from hostkit.core.errors import SourceError
from hostkit.core.strict_yaml import read_document
from hostkit.events.tables.read_table import read_table
from hostkit.importing.source_file import read_file
from tests.support.tables import said


class Reader(NamedTuple):
    """What opens a file and returns its problems; a name it reads; what it says of a folder and of a missing right."""

    problems: Callable[[Path], list[str]]
    name: str
    inside: str
    right: str


def problems_of_import(path: Path) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_file(path)
    return [str(problem) for problem in caught.value.problems]


TO_READ = "Give yourself the right to read it"
READERS = (
    Reader(
        lambda path: [str(problem) for problem in read_document(path).problems],
        "x.yaml", "a .yaml file", f"{TO_READ}.",
    ),
    Reader(
        lambda path: said(read_table(path)),
        "x.csv", "a table", f"{TO_READ}, or close it in the spreadsheet.",
    ),
    Reader(problems_of_import, "x.txt", "a .txt, .md or .docx file", f"{TO_READ}."),
    Reader(problems_of_import, "x.pdf", "a .txt, .md or .docx file", f"{TO_READ}."),
)  # fmt: skip


@pytest.fixture(params=READERS, ids=lambda reader: reader.name)
def reader(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Name one reader after the other, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    its: Reader = request.param
    return its


def test_missing_file(reader: Reader) -> None:
    missing = "there is no such file. Check the name and the folder."
    assert reader.problems(Path(reader.name)) == [f"{reader.name}: {missing}"]
    assert reader.problems(Path.cwd() / "sub" / reader.name) == [f"sub/{reader.name}: {missing}"]


def test_missing_file_beside_one_of_nearly_that_name(reader: Reader) -> None:
    ending = Path(reader.name).suffix
    for name in (f"evening{ending}", f"~$evenings{ending}", f".evenings{ending}", "evenings.zip"):
        Path(name).touch()
    wrong = f'evenings{ending}: there is no such file. Did you mean "evening{ending}"?'
    assert reader.problems(Path(f"evenings{ending}")) == [wrong]
    assert reader.problems(Path("sub", f"evenings{ending}"))[0].endswith("Check the name and the folder.")


def test_folder_in_place_of_a_file(reader: Reader) -> None:
    Path(reader.name).mkdir()
    wrong = f"this is a folder, not a file. Name {reader.inside} inside it."
    assert reader.problems(Path(reader.name)) == [f"{reader.name}: {wrong}"]


def _refuse(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(input_files, "_read", fail)


def test_file_that_may_not_be_read(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse(monkeypatch, PermissionError(13, "Permission denied"))
    assert reader.problems(Path(reader.name)) == [f"{reader.name}: the file may not be read. {reader.right}"]


def test_file_on_a_disk_that_fails(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse(monkeypatch, OSError(5, "Input/output error"))
    wrong = "the file cannot be read: input/output error. Check the name and the disk."
    assert reader.problems(Path(reader.name)) == [f"{reader.name}: {wrong}"]


def test_name_that_no_file_can_have(reader: Reader) -> None:
    wrong = "the file cannot be read: its name is not valid. Check the name and the disk."
    assert reader.problems(Path(f"a\0{reader.name}")) == [f"a\\x00{reader.name}: {wrong}"]
