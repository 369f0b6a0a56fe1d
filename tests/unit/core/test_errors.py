"""Places as messages show them: in a text by line and column, in a table by row and heading."""

from __future__ import annotations

import pytest

from hostkit.core.errors import Position, Problem


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Position("x.yaml"), "x.yaml"),
        (Position("x.yaml", 3, 7), "x.yaml:3:7"),
        (Position("x.yaml", 3, 7, "date"), "x.yaml:3:7: date"),
        (Position("x.yaml", field="date"), "x.yaml: date"),
        (Position("x.csv", 7, 3, "Date", in_table=True), "x.csv: row 7, Date"),
        (Position("x.csv", 7, in_table=True), "x.csv: row 7"),
    ],
)
def test_place(place: Position, shown: str) -> None:
    assert str(place) == shown
    assert str(Problem("text-blank", place, "is wrong.", "Mend it.")) == f"{shown}: is wrong. Mend it."


def test_places_of_a_table_come_row_by_row_from_the_left() -> None:
    places = [Position("x.csv", row, column, name, in_table=True) for row, column, name in
              ((2, 0, ""), (2, 1, "topic"), (2, 2, "date"), (10, 1, "topic"))]  # fmt: skip
    assert sorted(reversed(places)) == places
