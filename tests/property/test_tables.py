"""Laws of tables: what a writer of CSV wrote is read back cell by cell, exactly, or refused in its row and column."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from hostkit.core.characters import with_plain_spaces
from hostkit.core.errors import BadValue, Position
from hostkit.core.input_files import decode, encoding_of
from hostkit.core.values import slug
from hostkit.events.dates import read_date
from hostkit.events.read_values import parse_value
from hostkit.events.tables.cells import text_of
from hostkit.events.tables.event_ids import NamedEvent, event_id, tell_apart
from hostkit.events.tables.grid import Cell, Number, column_of, letters
from hostkit.events.tables.read_table import read_table
from hostkit.events.tables.rows import read_rows
from hostkit.events.tables.table import Table
from hostkit.events.tables.text_table import read_records, read_text_table
from hostkit.events.times_and_lengths import read_length, read_time

SEPARATORS = st.sampled_from([",", ";", "\t"])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
QUOTING = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text(
    st.sampled_from("\",;\t\r\n '=ab\u00a0\ufeff\0"), max_size=8
)
NAMES = ("topic", "place", "host", "group_name")


def written(rows: list[list[str]], separator: str, end: str, quoting: int) -> str:
    """Return what Python's writer makes of the rows; it leaves line breaks bare that are not its own."""
    if any(set(cell) & {"\r", "\n"} for row in rows for cell in row):
        quoting = csv.QUOTE_ALL
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6)
    ),
    SEPARATORS,
    ENDS,
    ENCODINGS,
    QUOTING,
)
@example([['a"b', "c\r\nd"], ["", " e "]], ";", "\r", "utf-16", csv.QUOTE_MINIMAL)
def test_records_come_back_exactly(
    rows: list[list[str]], separator: str, end: str, encoding: str, quoting: int
) -> None:
    text = written(rows, separator, end, quoting)
    assume(text and not text.startswith("\ufeff") and "\0" not in text[:6])
    data = text.encode(encoding)
    assert decode(data, encoding_of(data)) == text
    found = list(read_records(text, separator))
    assert [record.cells for record in found] == rows
    assert [record.number for record in found] == list(range(1, len(rows) + 1))
    assert not any(record.fault for record in found)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6), SEPARATORS, ENDS, ENCODINGS)
def test_a_row_is_read_as_it_is_typed_or_refused_in_its_place(
    rows: list[list[str]], separator: str, end: str, encoding: str
) -> None:
    text = written([list(NAMES), *rows], separator, end, csv.QUOTE_MINIMAL)
    table = _table(text.encode(encoding))
    good = {row.number: row for row in table.rows}
    blamed = {(problem.place.line, problem.place.field) for problem in table.problems}
    for line, field in blamed - {(1, "")}:
        cell = rows[line - 2][NAMES.index(field)]
        if with_plain_spaces(cell).strip(" \t\r\n") or field != "topic":
            with pytest.raises(BadValue):
                parse_value(field, cell, Position("x"))
    for number, cells in enumerate(rows, start=2):
        is_empty = all(not with_plain_spaces(cell).strip(" \t\r\n") for cell in cells)
        if number not in good:
            assert is_empty or any(line == number for line, _ in blamed)
            continue
        assert not any(line == number for line, _ in blamed)
        for name, cell in zip(NAMES, cells, strict=True):
            value = good[number].given.get(name)
            if value:
                assert str(value.value) == str(parse_value(name, cell, Position("x")))
            else:
                assert not with_plain_spaces(cell).strip(" \t\r\n")


@given(st.text(st.sampled_from('topic,;\t"\r\n ab1'), max_size=60), SEPARATORS)
def test_any_text_is_parted_without_a_loss(text: str, separator: str) -> None:
    """Strict or not: every line is in a record, and a record without a fault can be written back."""
    found = list(read_records(text, separator))
    assert [record.number for record in found] == list(range(1, len(found) + 1))
    kept = "".join("".join(map(str, record.cells)) for record in found if not record.fault)
    if not any(record.fault for record in found):
        letters_in = [c for c in text if c.isalnum()]
        assert [c for c in kept if c.isalnum()] == letters_in


@given(st.binary(max_size=80) | st.binary(max_size=60).map(lambda data: b"topic,date\n" + data))
@settings(max_examples=300)
def test_any_bytes_are_answered(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("x.csv", "x.xlsx", "x.yaml"):
            path = Path(folder) / name
            path.write_bytes(data)
            table = read_table(path)
            assert table.rows or table.problems
            assert all(str(problem).isprintable() for problem in table.problems)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_in_each_of_its_forms(day: dt.date) -> None:
    iso = day.isoformat()
    words = [f"{day:%d. %B %Y}", f"{day:%A}, {day:%B} {day.day}, {day.year}", f"{day:%a} {day:%d-%b-%y}"]
    forms = {
        None: [iso, f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}", f"{day:%d. %m. %Y}", *words],
        "dmy": [f"{day:%d/%m/%y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%y}"],
        "mdy": [f"{day:%m/%d/%y}", f"{day.month}/{day.day}/{day.year}", f"{day:%m-%d-%Y}"],
    }
    for order, texts in forms.items():
        assert [read_date(text, order) for text in texts] == [day] * len(texts)
    assert text_of("date", dt.datetime.combine(day, dt.time())) == iso


def answered(read: Callable[[str], object], text: str) -> object:
    """Return the value of a text, or the BadValue that refuses it."""
    try:
        return read(text)
    except BadValue as error:
        return error


@given(
    st.dates(dt.date(2025, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%y", "%m/%d/%Y", "%d-%m-%y", "%d.%m.%y", "%d %B %Y"]),
)
def test_a_date_is_read_if_it_has_one_meaning_and_else_refused_with_all(day: dt.date, form: str) -> None:
    text = day.strftime(form)
    found = answered(read_date, text)
    if isinstance(found, BadValue):
        assert found.code == "date-ambiguous"
        assert str(day) in found.remedy
        assert found.remedy.count(" or ") == found.what.count(" or ") > 0
    else:
        assert found == day


@given(st.text(st.sampled_from("0123456789./-: janmoth,"), max_size=14))
def test_any_text_is_a_date_a_time_and_a_length_or_refused(text: str) -> None:
    for read in (read_date, read_time, lambda each: read_length(each, 1, 1440)):
        found = answered(read, text)
        if isinstance(found, BadValue):
            assert found.what.endswith(".")
            assert found.remedy.endswith(".")


@given(st.integers(0, 1439))
def test_every_minute_is_read_in_each_of_its_forms(minutes: int) -> None:
    hour, minute = divmod(minutes, 60)
    clock = f"{hour:02}:{minute:02}"
    half = f"{hour % 12 or 12}:{minute:02} {'pm' if hour > 11 else 'am'}"
    cells: list[Cell] = [
        Number(minutes / 1440, True),
        Number(round(minutes / 1440, 9), True),
        dt.time(hour, minute),
    ]
    forms = (
        clock,
        f"{clock}:00",
        half,
        half.upper(),
        half.replace(" ", ""),
        clock.replace(":", "."),
        f"{clock} Uhr",
    )
    for text in (*forms, *(text_of("start", cell) for cell in cells)):
        assert parse_value("start", text, Position("x")) == minutes


@given(st.lists(st.text(max_size=12), max_size=12))
def test_no_two_events_get_one_folder(typed: list[str]) -> None:
    text = written([["id", "topic"], *([name, "x"] for name in typed)], ",", "\n", csv.QUOTE_ALL)
    table = _table(text.encode("utf-8"))
    named = [NamedEvent(event_id(row, "x"), row) for row in table.rows]
    alone, problems = tell_apart(named)
    ids = [event.id for event in alone]
    assert len(set(ids)) == len(ids)
    assert len(alone) + len(problems) == len(named)
    assert all(slug(name) == name for name in ids)
    refused = {problem.place.line for problem in problems}
    assert refused == {event.row.number for event in named} - {event.row.number for event in alone}


@given(st.integers(0, 20_000))
def test_letters_of_columns(column: int) -> None:
    assert column_of(letters(column)) == column
    assert letters(column).isalpha()


def _table(data: bytes) -> Table:
    return read_rows(read_text_table(data, "x.csv"), dates=None, topic_given=False)
