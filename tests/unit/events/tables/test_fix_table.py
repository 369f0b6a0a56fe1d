"""A table is mended in the cells that have one meaning; every other byte, formula and style of it stays."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from hostkit.core.text_edits import Fixed
from hostkit.events.event import event_names
from hostkit.events.tables.fix_table import fix_table
from tests.support.slips import slips_of
from tests.support.tables import read, rows, said, workbook

NAMES = [name for name in event_names() if name not in ("topic", "id")]
SETTLED = [
    (name, slip.typed, slip.settled) for name in NAMES for slip in slips_of(name) if slip.settled is not None
]
OPEN = [(name, slip.typed) for name in NAMES for slip in slips_of(name) if slip.settled is None]


def fixed(content: str | bytes, name: str = "events.csv", **options: Any) -> Fixed:
    Path(name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return fix_table(Path(name), **options)


def _csv(name: str, *texts: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["topic", name, "#"], *(["t", text, " as ,\u00a0it is "] for text in texts)])
    return out.getvalue().encode()


def _tsv(name: str, *texts: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows([["topic", name], *(["t", text] for text in texts)])
    return out.getvalue().encode("utf-16")


def _xlsx(name: str, *texts: str) -> bytes:
    return workbook(["topic", name, "#"], *(["t", text, " as it is "] for text in texts))


def _yaml(name: str, *texts: str) -> bytes:
    events = (f"- topic: t # kept\n  {name}: {json.dumps(text, ensure_ascii=False)}\n" for text in texts)
    return "".join(events).encode()


TABLES: dict[str, Callable[..., bytes]] = {
    "events.csv": _csv,
    "events.tsv": _tsv,
    "events.xlsx": _xlsx,
    "events.yaml": _yaml,
}


@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize("name", NAMES)
def test_a_slip_with_one_meaning_is_mended(file: str, name: str) -> None:
    cases = [(typed, settled) for of, typed, settled in SETTLED if of == name and "\n" not in typed]
    done = fixed(TABLES[file](name, *(typed for typed, _ in cases)), file)
    after = read(done.after, file)
    assert not said(after)
    assert rows(after) == rows(read(TABLES[file](name, *(settled for _, settled in cases)), file))
    changed = [(typed, settled) for typed, settled in cases if typed != settled]
    assert [(change.before, change.after) for change in done.changes] == changed
    again = fixed(done.after, file)
    assert not again.changes
    assert again.after == done.after


@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize("name", list(dict.fromkeys(name for name, _ in OPEN)))
def test_what_has_no_meaning_or_several_stays(file: str, name: str) -> None:
    texts = [typed for of, typed in OPEN if of == name]
    before = TABLES[file](name, *texts)
    assert fixed(before, file) == Fixed(before, before, ())


def test_every_other_byte_of_a_text_stays() -> None:
    before = (
        "sep=;\r\nEvenings;;\r\n;;\r\nTopic ;“Date”;#own;group‑name;place;start\r\n"
        'male-allies;"14.1.2027";  x,\r\ny;14.1.2027;Us ;"Hall; ""A""\u00a0B";7pm\r\nz;1900\r\n'
        '"open;7pm;\r\nw;Do, 14.01.2027'
    )
    after = (
        "sep=;\r\nEvenings;;\r\n;;\r\nTopic ;date;#own;group_name;place;start\r\n"
        'male-allies;"2027-01-14";  x,\r\ny;2027-01-14;Us ;"Hall; ""A"" B";7pm\r\nz;1900\r\n"open;7pm;\r\nw;2027-01-14'
    )
    done = fixed("\ufeff" + before)
    assert done.after.decode() == "\ufeff" + after


def test_a_value_that_needs_quotation_marks_gets_them() -> None:
    done = fixed('topic,place\nx,"12 Mill Lane\nLeeds"\ny,Hall\u00a0B\n')
    assert done.after.decode() == 'topic,place\nx,"12 Mill Lane, Leeds"\ny,Hall B\n'


def test_cells_below_a_name_that_is_only_assumed_stay() -> None:
    before = "topic,strat,date\nx,7pm,14.1.2027\n"
    assert fixed(before).after.decode() == before.replace("14.1.2027", "2027-01-14")


def test_the_order_of_day_and_month_can_be_said() -> None:
    assert fixed("topic,date\nx,03/04/2027\n", dates="mdy").after.decode() == "topic,date\nx,2027-03-04\n"


CODE_PAGES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "MS-DOS 850"}


@pytest.mark.parametrize("page", CODE_PAGES)
def test_a_code_page_is_written_as_utf_8(page: str) -> None:
    text = "topic;host;place\nmale-allies;André Müller;Café Größe\nx;Zoë;Crème\n"
    done = fixed(text.encode(page))
    assert done.after == b"\xef\xbb\xbf" + text.encode()
    assert CODE_PAGES[page] in done.notes[0]
    assert "André, Müller, Café, Größe, Zoë, Crème" in done.notes[0]
    assert not fixed(done.after).notes


def test_a_text_in_several_code_pages_or_in_none_is_refused() -> None:
    for data in (
        "topic;host\nx;Éva\n".encode("cp1252") + b"y;\xff\xfe\x81\n",
        "topic;host\nx;Łódź\n".encode("cp1250"),
    ):
        with pytest.raises(Exception, match="not UTF-8"):
            fixed(data)


def _with_everything(book: Workbook, sheet: Any) -> None:
    sheet["B3"].font = Font(bold=True)
    sheet["D2"] = "=C2+1"
    sheet["D3"] = '=CONCATENATE("7","pm")'
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.merge_cells("F2:F3")
    book.create_sheet("Other")["A1"] = "14.1.2027"


def test_formulas_styles_and_other_parts_of_a_workbook_stay() -> None:
    before = workbook(
        ["topic", "date", "guests", "minutes", "paper", "#own", "start"],
        ["t", "14.1.2027", "8\u00a0", None, "A4", "x"],
        ["t", "Do, 14.01.2027", 9, None, "a4", None, "7pm"],
        change=_with_everything,
    )
    done = fixed(before, "events.xlsx")
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (before, done.after))
    assert old.namelist() == new.namelist()
    other = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert other == ["xl/worksheets/sheet1.xml"]
    sheet = load_workbook(io.BytesIO(done.after)).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["t", "2027-01-14", 8, "=C2+1", "a4", "x", None]
    assert [cell.value for cell in sheet[3]][1:4] == ["2027-01-14", 9, '=CONCATENATE("7","pm")']
    assert sheet["B3"].font.bold
    assert sheet.row_dimensions[3].hidden
    assert sheet.column_dimensions["E"].hidden
    assert str(sheet.merged_cells.ranges) == "{<MergedCellRange F2:F3>}"


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("events.csv", "topic,host,revision\nx,Ana,2\ny,Bea\n", "topic,host,revision\nx,Ana,3\ny,Bea,7\n"),
        (
            "events.yaml",
            "- topic: x\n  revision: 2\n- topic: y\n  revision: 1 # ours\n",
            "- topic: x\n  revision: 3\n- topic: y\n  revision: 7 # ours\n",
        ),
    ],
)
def test_a_revision_is_written_where_its_column_is(file: str, before: str, after: str) -> None:
    first, second = (2, 3) if file.endswith("csv") else (1, 3)
    assert fixed(before, file, revisions={first: 3, second: 7}).after.decode() == after


def test_a_revision_is_written_into_a_workbook() -> None:
    before = workbook(["topic", "revision", "host"], ["x", 2, "Ana"], ["y", None, "Bea"])
    done = fixed(before, "events.xlsx", revisions={2: 3, 3: 7})
    sheet = load_workbook(io.BytesIO(done.after)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["x", 3, "Ana"],
        ["y", 7, "Bea"],
    ]
    assert [change.before for change in done.changes] == ["2", ""]


def test_a_change_of_a_list_that_cannot_be_made_in_place_is_left_out() -> None:
    before = '- topic: x\n  place: "a\\u00a0b"\n  start: 7pm\n  date: >-\n    14.1.2027\n'
    done = fixed(before, "events.yaml")
    assert done.after.decode() == before.replace("7pm", "19:00")
    assert len(done.changes) == 1
