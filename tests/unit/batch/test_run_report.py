"""What a batch says of events: where, and which; a place is said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.batch.outcome import KEPT, MADE, KitOutcome, Outcome
from hostkit.batch.row_problems import RowProblem, of_kit
from hostkit.batch.season import PrintedFile, Season, SeasonEvent
from hostkit.cli.batch_report import RunReport, stopped
from hostkit.codes.links import Link
from hostkit.core.errors import NOWHERE, Position, Problem
from hostkit.events.event import Event
from hostkit.planning.print_plan import ONE_SIDE

from .made import job, work

ROW = Position("events.csv", 5, in_table=True)
HOST = Position("events.csv", 5, 3, "host", in_table=True)
LONG = "https://example.org/" + "a/" * 99
LINK = Position("events.csv", 5, 9, "group_url", in_table=True)


def problem(place: Position, what: str, remedy: str = "", **values: object) -> Problem:
    return Problem("card-too-long", place, what, remedy, values)


@pytest.mark.parametrize(
    ("found", "at", "text"),
    [
        (problem(NOWHERE, "it is too long."), ROW, "events.csv: row 5 (evening-3): it is too long."),
        (problem(HOST, "it is too long."), HOST, "events.csv: row 5 (evening-3), host: it is too long."),
        (
            problem(
                NOWHERE, "the evening is too short.", "Give 11 minutes or more (--minutes).", option="minutes"
            ),
            ROW,
            "events.csv: row 5 (evening-3): the evening is too short. Give 11 minutes or more.",
        ),
        (
            problem(Position("male-allies.yaml", 3, 1), "x"),
            ROW,
            "events.csv: row 5 (evening-3): male-allies.yaml:3:1: x",
        ),
    ],
)
def test_the_place_is_named_once(found: Problem, at: Position, text: str) -> None:
    its = job(3)
    (row_problem,) = of_kit(its.id, its.at, its.event, [found])
    assert (row_problem.at, row_problem.text) == (at, text)


def test_the_place_in_a_list_is_that_of_the_value() -> None:
    its = job(3, at=Position("events.yaml", 4, 3))
    found = problem(Position("events.yaml", 6, 9, "host"), "x")
    (row_problem,) = of_kit(its.id, its.at, its.event, [found])
    assert row_problem.text == "events.yaml:6:9 (evening-3): host: x"


@pytest.mark.parametrize("at", [LINK, Position("hostkit.yaml", 2, 1, "group_url"), Position("--group-url")])
def test_a_long_link_is_shortened_and_one_for_all_rows_is_reported_once(at: Position) -> None:
    its = job(3, event=Event(group_url=Link(LONG, at)))
    (found,) = of_kit(its.id, its.at, its.event, [problem(at, f"The link {LONG} is too long.", link=LONG)])
    assert found.at == at
    assert LONG not in found.text
    assert found.event == ("evening-3" if at == LINK else "")


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (RowProblem(HOST, problem(HOST, "x")), "events.csv: row 5, host: x"),
        (RowProblem(ROW, problem(Position("--duplex"), "x")), "events.csv: row 5: --duplex: x"),
        (RowProblem(Position("--stock"), problem(Position("--duplex"), "x")), "--duplex: x"),
        (RowProblem(Position("--language"), problem(Position("a.yaml"), "x")), "--language: a.yaml: x"),
    ],
)
def test_a_problem_found_before_its_kit_is_made_names_no_event(found: RowProblem, text: str) -> None:
    assert found.text == text


def test_a_warning_names_its_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    its, outcome = RunReport(as_json=False), Outcome()
    for number in range(5):
        step = KitOutcome(job(number), MADE, warnings=("late.", "early.")[: 2 if number == 3 else 1])
        outcome.steps[MADE] += 1
        outcome.warnings.update(step.warnings)
        its.step(step)
    its.summary(work(tmp_path), outcome, 1)
    lines = capsys.readouterr().err.splitlines()
    assert lines[1:3] == [
        "Warning (5 events: evening-0, evening-1, evening-2, ...): late.",
        "Warning (1 event: evening-3): early.",
    ]


def test_one_kind_of_warning_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = Outcome()
    outcome.warnings.update(f"{number}." for number in range(6))
    RunReport(as_json=False).summary(work(tmp_path), outcome, 1)
    assert "1 more kind of warning stands in manifest.jsonl." in capsys.readouterr().err


def test_those_that_were_made_are_named_beside_those_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    its, outcome = RunReport(as_json=False), Outcome()
    for number, what in enumerate((MADE, KEPT, MADE)):
        outcome.steps[what] += 1
        its.step(KitOutcome(job(number), what))
    its.summary(work(tmp_path), outcome, 1)
    assert "Made for the first time: evening-0, evening-2." in capsys.readouterr().err.splitlines()


def test_of_those_made_anew_the_files_that_differ_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    its, outcome = RunReport(as_json=False), Outcome()
    for number, changed in enumerate((None, ("b.pdf",), ("a.pdf", "b.pdf"), ())):
        outcome.steps[MADE] += 1
        its.step(KitOutcome(job(number), MADE, ("a.pdf", "b.pdf"), changed=changed))
    its.summary(work(tmp_path), outcome, 1)
    assert capsys.readouterr().err.splitlines()[1:] == [
        "Made for the first time: evening-0.",
        "Made anew: evening-1 (b.pdf), evening-2 (all files), evening-3 (as it was).",
    ]


def test_where_all_is_new_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    its, outcome = RunReport(as_json=False), Outcome()
    outcome.steps[MADE] += 1
    its.step(KitOutcome(job(1), MADE, ("a.pdf",)))
    its.summary(work(tmp_path), outcome, 1)
    assert capsys.readouterr().err == "1 event: 1 made, 0 unchanged. It took 1 s.\n"


def test_a_table_of_another_season_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    RunReport(as_json=False).summary(work(tmp_path), Outcome(stale=("a",), is_other=True), 1)
    assert "None of the events that were made here before is in this table." in capsys.readouterr().err


def test_paper_that_is_not_for_all_events_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kit = (PrintedFile("a.pdf", "a4", 12, ONE_SIDE), PrintedFile("b.pdf", "avery-5388", 1, ONE_SIDE))
    made = SeasonEvent("a", None, "A", kit)
    outcome = Outcome(season=Season((made,)))
    RunReport(as_json=False).summary(work(tmp_path), outcome, 1)
    assert "To buy for all events: 12 sheets of A4, 1 sheet of avery-5388." in capsys.readouterr().err
    outcome.season = Season((made,), refused=1)
    RunReport(as_json=False).summary(work(tmp_path), outcome, 1)
    assert "To buy for 1 of 2 events: 12 sheets" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1 event without a number of guests: counted for 8."),
        (2, "2 events without a number of guests: counted for 8 each."),
    ],
)
def test_paper_for_an_unknown_number_of_guests_says_so(
    count: int, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = (PrintedFile("a.pdf", "a4", 6, ONE_SIDE),)
    entries = [SeasonEvent(name, None, "A", kit, assumed=k < count) for k, name in enumerate("ab")]
    outcome = Outcome(season=Season(tuple(entries)))
    RunReport(as_json=False).summary(work(tmp_path), outcome, 1)
    assert f"To buy for all events: 12 sheets of A4. {text}" in capsys.readouterr().err.splitlines()


def test_where_it_was_stopped() -> None:
    assert stopped(3, 5) == "Stopped after 3 of 5 events. The same again makes the rest."
    assert "3 of 3" not in stopped(3, 3)
