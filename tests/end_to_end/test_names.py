"""Names of guests are printed on name tents and stand nowhere else: in no other file, list, name or message."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from hostkit.events.read_values import read_event
from hostkit.events.tables.read_table import read_table
from hostkit.sheets import sheets
from tests.support.command import hostkit
from tests.support.pages import Pdf

NAMES = ("Quirina", "Zacharias", "Xaverine")
TABLE = f"id,topic,date,start,guests,names\nspring,Male allies,2027-03-11,19:00,3,{'; '.join(NAMES)}\n"
EVENT = "date: 2027-01-14\nnames:\n" + "".join(f"  - {name}\n" for name in NAMES)


def named(data: bytes) -> list[str]:
    """The names that are in a file as they are written, also in the compressed streams of a PDF."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    unpacked = [zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x"]
    written = b"".join([data, *unpacked]).decode("latin-1").replace("\0", "")
    return [name for name in NAMES if name in written]


@pytest.mark.parametrize("command", ["build", "batch"])
def test_names_are_on_name_tents_and_nowhere_else(command: str, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(TABLE, "utf-8")
    (tmp_path / "event.yaml").write_text(EVENT, "utf-8")
    arguments = (
        ("build", "male-allies", "--event", "event.yaml")
        if command == "build"
        else ("batch", "events.csv", "--joined")
    )
    outcome = hostkit(*arguments, "--sheets", "all", "--out", "out", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert not [name for name in NAMES if name in outcome.stdout + outcome.stderr]
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(files) > len(sheets())
    for path in files:
        assert not [name for name in NAMES if name.casefold() in str(path).casefold()]
        printed = Pdf(path.read_bytes()).all_text() if path.suffix == ".pdf" else ""
        on_it = [name for name in NAMES if name in printed]
        assert on_it == (list(NAMES) if path.name == "name-tents.pdf" else []), path
        assert not named(path.read_bytes()), path


def test_names_are_a_list_or_a_text_with_semicolons(tmp_path: Path) -> None:
    for text in (EVENT, f"names: {';'.join(NAMES)}\n"):
        (tmp_path / "event.yaml").write_text(text, "utf-8")
        (value,) = [
            value.value for name, value in read_event(tmp_path / "event.yaml").items() if name == "names"
        ]
        assert tuple(name.text for name in value) == NAMES  # type: ignore[attr-defined]
    (tmp_path / "events.csv").write_text(TABLE, "utf-8")
    (row,) = read_table(tmp_path / "events.csv").rows
    assert tuple(name.text for name in row.given["names"].value) == NAMES  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "message"), [("names: ;", "names nobody"), ("names:\n  - {a: b}\n", "names[1]")]
)
def test_what_names_nobody_is_refused(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "event.yaml").write_text(text, "utf-8")
    outcome = hostkit("build", "male-allies", "--event", "event.yaml", folder=tmp_path)
    assert outcome.code == 1
    assert message in outcome.stderr
