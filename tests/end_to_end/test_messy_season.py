"""A table of 300 events with the mess of real spreadsheets becomes a season: every step of docs/season.md."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.command import Outcome, hostkit
from tests.support.messy_table import EVENTS, messy_csv, messy_workbook

SETTINGS = "out: season\nsheets: host-sheet\ndates: dmy\nseason: spring-2027\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hostkit.yaml").write_text(SETTINGS, "utf-8")
    return tmp_path


def batch(folder: Path, name: str, *arguments: str) -> Outcome:
    return hostkit("batch", name, *arguments, folder=folder)


def test_a_messy_text(folder: Path) -> None:
    (folder / "events.csv").write_bytes(messy_csv())
    assert "do it; the file seems to be Windows-1252" in batch(folder, "events.csv", "--check").stderr
    fixed = batch(folder, "events.csv", "--fix")
    assert fixed.code == 1
    left = [line for line in fixed.stderr.splitlines() if line.startswith("events.fixed.csv")]
    assert left == [
        'events.fixed.csv: row 2: there is no column "strat". Did you mean "start"? A column of your own has # '
        "before its name.",
        'events.fixed.csv: rows 43-44, Topic: there is no topic "male-alies". Did you mean "male-allies"?',
    ]
    copy = folder / "events.fixed.csv"
    text = copy.read_bytes().decode("utf-8-sig")
    text = text.replace(";strat;", ";start;").replace("male-alies", "male-allies")
    copy.write_bytes(text.encode())
    _make_twice(folder, copy, _with_new_hosts_in_text)
    # The name of the column was mended by hand, so that its cells can be mended now.
    assert "250 values mended in events.fixed-2.csv" in batch(folder, copy.name, "--fix").stderr
    assert "Nothing to mend" in batch(folder, "events.fixed-2.csv", "--fix").stderr


def test_a_messy_workbook(folder: Path) -> None:
    (folder / "events.xlsx").write_bytes(messy_workbook())
    fixed = batch(folder, "events.xlsx", "--fix")
    assert fixed.code == 1
    said = "\n".join(line for line in fixed.stderr.splitlines() if "events.fixed.xlsx" in line)
    assert "row 9, column K are hidden" in said
    assert "row 5, place: the cells G5:G7 are merged." in said
    assert "rows 43-44, Topic" in said
    assert said.count("\n") < 24, "a screen holds all that is left"
    book = load_workbook(folder / "events.fixed.xlsx")
    sheet = book.worksheets[0]
    assert sheet.row_dimensions[9].hidden
    sheet.unmerge_cells("G5:G7")
    for cell in ("G5", "G6", "G7"):
        sheet[cell] = "Library"
    sheet["D2"], sheet["B43"], sheet["B44"] = "start", "male-allies", "male-allies"
    out = io.BytesIO()
    book.save(out)
    (folder / "events.fixed.xlsx").write_bytes(out.getvalue())
    checked = batch(folder, "events.fixed.xlsx", "--check")
    assert checked.code == 0, checked.stderr
    assert f"{EVENTS} events, nothing wrong." in checked.stderr
    _make_twice(folder, folder / "events.fixed.xlsx", _with_new_hosts_in_workbook)


def _with_new_hosts_in_text(data: bytes) -> bytes:
    lines = data.decode().split("\r\n")
    changed = [line.replace(";Host ", ";New host ") if line.startswith("e00") else line for line in lines]
    return "\r\n".join(changed).encode()


def _with_new_hosts_in_workbook(data: bytes) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for row in book.worksheets[0].iter_rows():
        if str(row[0].value).startswith("e00"):
            for cell in row:
                if str(cell.value).startswith("Host "):
                    cell.value = f"New {cell.value}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _make_twice(folder: Path, table: Path, with_new_hosts: Callable[[bytes], bytes]) -> None:
    """Make the season, change the hosts of ten rows, make it again, and hand it to the hosts."""
    made = batch(folder, table.name)
    assert made.code == 0, made.stderr
    assert f"{EVENTS} events: {EVENTS} made" in made.stderr
    table.write_bytes(with_new_hosts(table.read_bytes()))
    again = batch(folder, table.name, "--per-host", "--json")
    assert again.code == 0, again.stderr
    summary = json.loads(again.stdout.splitlines()[-1])
    assert (summary["made"], summary["unchanged"]) == (10, EVENTS - 10)
    assert summary["reprint"] == [f"e00{number}/host-sheet.pdf" for number in range(10)]
    assert len(list((folder / "season" / "hosts").glob("*/mail.txt"))) == 30
