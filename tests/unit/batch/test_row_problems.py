"""Problems of one kind share a line, with the numbers of their rows, in the order of the table."""

from __future__ import annotations

import random

from hostkit.batch.row_problems import RowProblem, lines_of
from hostkit.core.errors import Position, Problem


def problem(row: int, what: str = "is blank.", column: str = "host", event: str = "") -> RowProblem:
    at = Position("events.csv", row, 3, column, in_table=True)
    return RowProblem(at, Problem("text-blank", at, what, "Write it."), event)


def test_rows_with_the_same_problem_share_a_line() -> None:
    found = [*map(problem, [2, *range(5, 36), 40, 41]), problem(7, column="place"), problem(3, "is long.")]
    random.Random(1).shuffle(found)
    assert lines_of(found) == [
        "events.csv: rows 2, 5-35, 40-41, host: is blank. Write it.",
        "events.csv: row 3, host: is long. Write it.",
        "events.csv: row 7, place: is blank. Write it.",
    ]


def test_many_values_with_the_same_fault_share_a_line() -> None:
    few = [problem(row, f'"{row}" is no number.') for row in range(2, 7)]
    assert lines_of(few) == [each.text for each in few]
    many = [*few, problem(7, '"x" is no number.', event="spring"), problem(9, '"x" is no number.')]
    assert lines_of(many) == [f"{few[0].text} The same is wrong in rows 3-7, 9, with other values."]


def test_lines_of_a_list_and_events_of_rows() -> None:
    places = [Position("events.yaml", line, 9, "host") for line in (3, 8)]
    listed = [RowProblem(at, Problem("text-blank", at, "is blank.")) for at in places]
    assert lines_of(listed) == ["events.yaml: lines 3, 8: host: is blank."]
    assert lines_of([problem(2, event="spring")]) == ["events.csv: row 2 (spring), host: is blank. Write it."]
    typed = RowProblem(Position("--stock"), Problem("x", Position("--stock"), "is wrong."))
    assert lines_of([typed, typed]) == ["--stock: is wrong."]
