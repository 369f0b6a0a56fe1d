"""Places as messages show them: in a text by line and column, in a table by row and heading."""

from __future__ import annotations

import pickle

import pytest

from hostkit.core.errors import (
    NOWHERE,
    TITLE_TYPED,
    BadValue,
    FitError,
    HostkitError,
    Position,
    Problem,
    of_option,
    option,
    option_refused,
)


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


def test_a_field_without_a_file_is_shown_alone() -> None:
    assert str(Position("", field="title")) == "title"


@pytest.mark.parametrize(
    ("place", "is_typed"),
    [
        (option("group_url"), True),
        (Position("--front, --back"), True),
        (Position(TITLE_TYPED), True),
        (Position("topic.yaml", 3), False),
        (NOWHERE, False),
    ],
)
def test_what_is_typed_is_told_from_files(place: Position, is_typed: bool) -> None:
    assert place.is_typed is is_typed


def test_an_option_that_is_refused_is_placed_and_named() -> None:
    (problem,) = option_refused("number-out-of-range", "group_url", "is wrong.", low=1).problems
    assert str(problem) == "--group-url: is wrong."
    assert problem.values == {"option": "group_url", "low": 1}


def test_the_value_of_an_option_keeps_its_code_and_values() -> None:
    fault = BadValue("number-out-of-range", "is too large.", "Write less.", high=3)
    assert of_option("skip", fault) == Problem(
        "number-out-of-range",
        Position("--skip"),
        "is too large.",
        "Write less.",
        {"option": "skip", "high": 3},
    )


@pytest.mark.parametrize(
    "error",
    [
        BadValue("number-out-of-range", "is too large.", "Write less.", high=3),
        FitError(Problem("card-too-long", Position("x.yaml", 3), "is long.", values={"lines": 2})),
        option_refused("sheet-unknown", "sheets", "there is no sheet.", nearest=None),
    ],
)
def test_errors_go_to_other_processes_whole(error: HostkitError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.problems == error.problems
    assert str(again) == str(error)
