"""A problem as JSON: its place by what it is, what its words were made from, and nothing that JSON cannot hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hostkit.cli.json_output import WARNING, problem_data
from hostkit.core.errors import NOWHERE, Position, Problem, option

WHERE = ("file", "line", "column", "row", "field", "option")


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Position("a.yaml", 3, 7, "title"), ("a.yaml", 3, 7, None, "title", None)),
        (Position("a.yaml"), ("a.yaml", None, None, None, "", None)),
        (Position("a.csv", 4, 2, "Date", in_table=True), ("a.csv", None, 2, 4, "Date", None)),
        (Position("a.csv", 4, in_table=True), ("a.csv", None, None, 4, "", None)),
        (option("group_url"), (None, None, None, None, "", "group_url")),
        (NOWHERE, (None, None, None, None, "", None)),
    ],
)
def test_a_place_is_told_by_what_it_is(place: Position, where: tuple[object, ...]) -> None:
    data = problem_data(Problem("text-blank", place, "is blank."))
    assert tuple(data[name] for name in WHERE) == where


def test_the_option_of_the_values_is_the_one_that_is_told() -> None:
    problem = Problem(
        "evening-too-short", Position("a.yaml"), "is short.", values={"option": "minutes", "least": 9}
    )
    data = problem_data(problem, WARNING)
    assert (data["kind"], data["option"], data["values"]) == ("warning", "minutes", {"least": 9})
    assert problem.values["option"] == "minutes", "the problem itself stays as it is"


def test_values_of_any_kind_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from hostkit.cli.json_output import print_json

    problem = Problem("stock-unknown", NOWHERE, "no.", values={"stock": Path("a.yaml"), "known": ("a", "é")})
    print_json(problem_data(problem))
    assert json.loads(capsys.readouterr().out)["values"] == {"stock": "a.yaml", "known": ["a", "é"]}
