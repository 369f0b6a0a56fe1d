"""Records of text: what quotation marks keep together, how rows are counted, what a stray mark does."""

from __future__ import annotations

import pytest

from hostkit.core.errors import NOWHERE, Problem
from hostkit.events.tables.grid import Record
from hostkit.events.tables.text_table import read_records

OPEN = Problem(
    "table-quotation-marks",
    NOWHERE,
    "has no closing quotation mark.",
    'Write " at its end too, or delete the first.',
)
AFTER = Problem(
    "table-quotation-marks",
    NOWHERE,
    "goes on after its closing quotation mark.",
    'Write "" for a quotation mark within a text, or delete what follows the text.',
)
STRAY = Problem(
    "table-quotation-marks",
    NOWHERE,
    "has a quotation mark, but does not begin with one.",
    'Put the whole text in quotation marks, and write "" for each that stands in it.',
)
SPACE = Problem(
    "table-quotation-marks", NOWHERE, "has a space before its quotation mark.", "Delete the space."
)


def records(text: str, separator: str = ",") -> list[Record]:
    return list(read_records(text, separator))


def cells(text: str, separator: str = ",") -> list[list[str]]:
    return [list(map(str, record.cells)) for record in records(text, separator)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(end: str, last: bool) -> None:
    text = end.join(["a,b", "", '"c",d', ",", *([""] if last else [])])
    assert cells(text) == [["a", "b"], [""], ["c", "d"], ["", ""]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator: str) -> None:
    others = "".join({",", ";", "\t"} - {separator})
    assert cells(f'a{separator}x{others}"'.replace('"', ""), separator) == [["a", f"x{others}"]]
    assert cells(f'"{separator}"{separator}b', separator) == [[separator, "b"]]


def test_quotation_marks() -> None:
    assert cells('"a ""b"" c","",""""') == [['a "b" c', "", '"']]
    assert cells('"one\r\ntwo\rthree\n\nfour",x\ny,z') == [["one\r\ntwo\rthree\n\nfour", "x"], ["y", "z"]]


def test_other_line_ends_are_no_ends() -> None:
    assert cells("a\x0bb\x0cc\x1cd\x85e\u2028f,g\n") == [["a\x0bb\x0cc\x1cd\x85e\u2028f", "g"]]


def test_rows_are_counted_as_a_spreadsheet_shows_them() -> None:
    text = '\nname\n"two\nlines"\n\n\nlast\n'
    assert [(record.number, list(record.cells)) for record in records(text)] == [
        (1, [""]),
        (2, ["name"]),
        (3, ["two\nlines"]),
        (4, [""]),
        (5, [""]),
        (6, ["last"]),
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('x,5" disc', STRAY),
        ('x,the "Barn"', STRAY),
        ('x, "Barn"', SPACE),
        ('x,"Barn" Leeds', AFTER),
        ('x,"say "hi" now"', AFTER),
        ('x,"a""b"" c"d', AFTER),
        ('x,"Barn" ', AFTER),
        ('x,"Barn', OPEN),
        ('x,"', OPEN),
    ],
)
def test_a_stray_mark_is_a_fault_of_its_row_alone(line: str, fault: Problem) -> None:
    assert records(f"a,b\n{line}\nc,d\n")[1] == Record(2, ["x"], fault, 4)
    assert records(f"a,b\n{line}\nc,d\n")[2:] == [Record(3, ["c", "d"], None, len(line) + 5)]
    assert records(f"a,b\n{line}") == [Record(1, ["a", "b"]), Record(2, ["x"], fault, 4)]


def test_a_mark_left_open_swallows_no_rows() -> None:
    found = records('a,"b\nc,"d"\ne,f\n')
    assert [(record.number, record.fault) for record in found] == [(1, OPEN), (2, None), (3, None)]
    assert found[2].cells == ["e", "f"]


def test_reading_goes_on_after_the_line_in_which_the_cell_at_fault_begins() -> None:
    found = records('"one\ntwo","three\n,"four" five\nx,y\n')
    assert found[0] == Record(1, ["one\ntwo"], OPEN)
    assert [(record.number, record.fault is None) for record in found[1:]] == [(2, False), (3, True)]


def test_a_mark_that_is_not_closed_in_the_first_cell_swallows_no_row() -> None:
    found = records('"a,2027-01-01\n"b,2027-01-02\nc,d\n')
    assert [(record.number, record.fault and record.fault.what) for record in found] == [
        (1, OPEN.what), (2, OPEN.what), (3, None),
    ]  # fmt: skip


def test_reading_goes_on_after_a_cell_whose_end_is_plain() -> None:
    """As a spreadsheet counts rows: the break within quotation marks begins none."""
    found = records('a,"x\ny" z\nb,c\n"q\nr",d\ne,f\n')
    assert [(record.number, record.fault) for record in found] == [
        (1, AFTER),
        (2, None),
        (3, None),
        (4, None),
    ]
    assert found[3].cells == ["e", "f"]


def test_many_marks_left_open_are_read_in_one_go() -> None:
    """Each line is looked at a few times, not once for every line above it."""
    found = records('x,"\n' * 20_000 + 'y,""\n' * 20_000)
    assert len(found) > 20_000
