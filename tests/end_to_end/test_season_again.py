"""The second run of a season: what is to be printed again, and a table that is not that of the folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hostkit.batch.outcome import Choices
from hostkit.batch.reprint import REPRINT
from hostkit.batch.runner import run_batch
from hostkit.batch.work import plan_work
from hostkit.events.precedence import Settings
from tests.support.command import Outcome, hostkit
from tests.support.guides import CHECKOUT
from tests.support.seasons import event, table, tree

ONE = ("--sheets", "host-sheet")


def run(folder: Path, *rows: dict[str, object], arguments: tuple[str, ...] = ()) -> Outcome:
    table(folder / "events.csv", list(rows))
    return hostkit("batch", "events.csv", *ONE, *arguments, folder=folder)


def listed(folder: Path) -> list[str]:
    return [line for line in (folder / "out" / REPRINT).read_text("utf-8").splitlines() if "/" in line]


def test_all_files_to_print_again_are_named(tmp_path: Path) -> None:
    rows = [event(number) for number in range(7)]
    assert run(tmp_path, *rows).code == 0
    assert not (tmp_path / "out" / REPRINT).exists(), "nothing was printed before"
    moved = [{**row, "host": "Zoe"} for row in rows[:6]]
    outcome = run(tmp_path, *moved, rows[6], event(7), arguments=("--json",))
    wanted = [f"evening-{number}/host-sheet.pdf" for number in range(6)]
    assert json.loads(outcome.stdout.splitlines()[-1])["reprint"] == wanted
    assert "To print again: 6 files, named in reprint.txt." in outcome.stderr
    assert listed(tmp_path) == wanted
    assert run(tmp_path, *moved, rows[6], event(7)).stdout.count(REPRINT) == 0
    assert listed(tmp_path) == wanted, "a run that changes nothing leaves the list as it is"
    assert f"out/{REPRINT}" in run(tmp_path, *rows, event(7)).stdout


def test_a_run_that_is_cut_off_adds_to_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [event(number) for number in range(3)]
    assert run(tmp_path, *rows).code == 0
    changed = [{**row, "host": "Zoe"} for row in rows]
    table(tmp_path / "events.csv", changed)
    settings = Settings()
    work = plan_work(Path("events.csv"), {}, settings, tmp_path)

    stops = [KeyboardInterrupt]

    def stop(step: object) -> None:
        if stops:
            raise stops.pop()

    with pytest.raises(KeyboardInterrupt):
        run_batch(work, Choices(workers=1), stop)
    assert listed(tmp_path)
    run_batch(work, Choices(workers=1), lambda step: None)
    assert {path.partition("/")[0] for path in listed(tmp_path)} == {"evening-0", "evening-1", "evening-2"}
    assert "cut off" not in (tmp_path / "out" / REPRINT).read_text("utf-8")


def test_a_table_that_lacks_most_events_stops_before_anything_is_made(tmp_path: Path) -> None:
    rows = [event(number) for number in range(5)]
    assert run(tmp_path, *rows).code == 0
    before = tree(tmp_path / "out")
    for arguments in ((), ("--check",)):
        outcome = run(tmp_path, *rows[:2], event(7), arguments=arguments)
        assert outcome.code == 1
        assert (
            "events.csv: 3 of the 5 events made in out before are not in this table "
            "(evening-2, evening-3, evening-4). If it is another season's, give it a folder of its own (--out); "
            "if they are gone for good, say --shrink."
        ) in outcome.stderr
    assert tree(tmp_path / "out") == before
    assert run(tmp_path, *rows[:2], event(7), arguments=("--shrink",)).code == 0
    assert run(tmp_path, *rows[:2], event(7)).code == 0, "events that left before do not count"
    assert run(tmp_path, *rows[:2]).code == 0, "one of three is not most"


def why(outcome: Outcome) -> list[str]:
    return [line for line in outcome.stderr.splitlines() if "made anew. Not as it was" in line]


def test_why_most_kits_are_made_anew_is_said_first(tmp_path: Path) -> None:
    rows = [event(number) for number in range(3)]
    (tmp_path / "hostkit.yaml").write_text("group_name: Us\n", "utf-8")
    run(tmp_path, *rows)
    head = "Warning: events.csv: 3 of the 3 kits made before are made anew. Not as it was: "
    outcome = run(tmp_path, *rows, arguments=("--duplex", "short"))
    assert outcome.stderr.splitlines()[0] == f"{head}duplex, given by --duplex (3)."
    outcome = run(tmp_path, *rows, arguments=("--check",))
    assert why(outcome) == [f"{head}duplex, in the table or not given any more (3)."]
    run(tmp_path, *rows)
    (tmp_path / "hostkit.yaml").write_text("group_name: You\n", "utf-8")
    assert why(run(tmp_path, *rows)) == [f"{head}group_name, given by hostkit.yaml:1:13: group_name (3)."]
    moved = [{**row, "host": f"Zoe {row['id']}"} for row in rows]
    outcome = run(tmp_path, *moved, arguments=("--json",))
    (warning,) = [each for each in map(json.loads, outcome.stdout.splitlines()) if each["kind"] == "warning"]
    assert warning["code"] == "season-made-anew"
    assert warning["values"] == {"kits": 3, "parts": {"host": 3}, "guides": []}
    assert not why(run(tmp_path, rows[0], *moved[1:])), "one of three is not most"


def test_a_changed_guide_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    guide = tmp_path / "content" / "male-allies.yaml"
    text = (CHECKOUT / "content" / "male-allies.yaml").read_text("utf-8")
    guide.write_text(text, "utf-8")
    rows = [event(number, topic="male-allies") for number in range(3)]
    run(tmp_path, *rows)
    guide.write_text(f"{text}# changed\n", "utf-8")
    (line,) = why(run(tmp_path, *rows))
    assert line.endswith("Not as it was: the guide content/male-allies.yaml (3).")
