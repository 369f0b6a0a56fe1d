"""The same command again: only what has changed is made, and whichever way it is made it is the same bytes."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from hostkit.batch import runner
from hostkit.cli import batch_command
from tests.support.command import hostkit, hostkit_process
from tests.support.seasons import TOPICS, batch, event, made_season, manifest, start, table, tree

ROWS = [event(number) for number in range(6)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with guides of its own, a table, and a season that was made."""
    return made_season(tmp_path, ROWS)


def made(folder: Path, *arguments: str) -> list[str]:
    """Run again and return the events that were made, in order."""
    lines = batch(folder, "--json", *arguments).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    return sorted(its["event"] for its in found if its["kind"] == "event" and its["outcome"] == "made")


def events_of(topic: str) -> list[str]:
    return [str(row["id"]) for row in ROWS if row["topic"] == topic]


@pytest.mark.parametrize("change", ["title", "comment"])
def test_a_changed_guide_rebuilds_its_events_and_no_others(folder: Path, change: str) -> None:
    path = folder / "content" / f"{TOPICS[1]}.yaml"
    text = path.read_text("utf-8")
    changed = (
        re.sub(r"^title: .*$", "title: Rest", text, flags=re.MULTILINE)
        if change == "title"
        else f"{text}# x\n"
    )
    assert changed != text
    path.write_text(changed, "utf-8")
    assert made(folder) == events_of(TOPICS[1])
    assert made(folder) == []
    path.write_text(text, "utf-8")
    assert made(folder) == events_of(TOPICS[1])


def test_a_changed_row_rebuilds_its_event_and_a_moved_one_nothing(folder: Path) -> None:
    rows = [dict(row) for row in ROWS]
    rows[4]["place"] = "Elsewhere"
    table(folder / "events.csv", rows)
    assert made(folder) == ["evening-4"]
    random.Random(1).shuffle(rows)
    table(folder / "events.csv", [event(99), *rows])
    assert made(folder) == ["evening-99"]


def test_changed_options_rebuild_all(folder: Path) -> None:
    assert len(made(folder, "--clock", "12")) == 6
    assert made(folder, "--clock", "12") == []


def test_another_version_of_the_program_rebuilds_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hostkit.batch import inputs

    inputs.surroundings.cache_clear()
    monkeypatch.setattr(inputs, "__version__", "9.9.9")
    assert len(made(folder)) == 6
    inputs.surroundings.cache_clear()


# --- the same bytes --------------------------------------------------------------------------------------------------


@cache
def whole(folder: Path, name: str, *arguments: str) -> dict[str, str]:
    outcome = hostkit(
        "batch", f"{name}.csv", "--out", f"{name}{''.join(arguments)}", *arguments, folder=folder
    )
    assert outcome.code == 0, outcome.stderr
    return tree(folder / f"{name}{''.join(arguments)}")


@pytest.mark.parametrize(
    "fields", [{"date": "2027-13-11"}, {"id": "", "date": "2027-13-11"}, {"id": "", "topic": "nosuch"}]
)
def test_a_typo_in_a_row_does_not_take_its_kit_out_of_the_table(folder: Path, fields: dict[str, str]) -> None:
    table(folder / "events.csv", [*ROWS[:5], {**ROWS[5], **fields}])
    outcome = batch(folder, "--json")
    assert "Not in the table" not in outcome.stderr
    assert json.loads(outcome.stdout.splitlines()[-1])["not_in_table"] == []
    assert not any("stale" in record for record in manifest(folder / "out"))
    assert len(manifest(folder / "out")) == 24


def test_any_order_and_any_number_of_processes_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [event(number) for number in range(12)]
    shuffled = list(rows)
    random.Random(5).shuffle(shuffled)
    table(tmp_path / "sorted.csv", rows)
    table(tmp_path / "shuffled.csv", shuffled)
    first = whole(tmp_path, "sorted", "--joined", "--workers", "1")
    for name, count in (("sorted", "2"), ("shuffled", "1"), ("shuffled", "2"), ("shuffled", "3")):
        assert whole(tmp_path, name, "--joined", "--workers", count) == first, (name, count)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"},
        {"LC_ALL": "tr_TR.UTF-8", "NO_COLOR": "1", "COLUMNS": "20"},
    ],
)
def test_surroundings_change_nothing(folder: Path, surroundings: dict[str, str]) -> None:
    outcome = hostkit_process("batch", "events.csv", "--out", "other", folder=folder, variables=surroundings)
    assert outcome.code == 0, outcome.stderr
    assert tree(folder / "other") == tree(folder / "out")


def test_made_in_parts_it_is_as_if_made_at_once(folder: Path) -> None:
    steps: Sequence[Sequence[str]] = (
        ["--only", "evening-3"],
        ["--only", "evening-0", "--only", "evening-5"],
        [],
    )
    for step in steps:
        assert batch(folder, "--out", "parts", *step).code == 0
    assert tree(folder / "parts") == tree(folder / "out")


def test_two_batches_into_one_folder_at_once(folder: Path) -> None:
    """One makes its kits; the other is told to wait, or comes when the first is done."""
    shutil.rmtree(folder / "out")
    running = [start(["batch", "events.csv"], folder) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in running]
    codes = sorted(process.returncode for process in running)
    assert codes in ([0, 0], [0, 1])
    if codes == [0, 1]:
        (refused,) = (err for process, (_, err) in zip(running, said, strict=True) if process.returncode == 1)
        assert (
            "out: another hostkit is at work in it. Wait until it has ended, or choose another folder."
            in refused
        )
    assert batch(folder).stderr.startswith("6 events: 0 made, 6 unchanged.")


def test_a_table_that_changes_while_kits_are_made_is_mentioned(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = runner.run_batch

    def run(*given: object) -> object:
        table(folder / "events.csv", ROWS[:2])
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(batch_command, "run_batch", run)
    outcome = batch(folder)
    assert outcome.code == 0
    assert outcome.stderr.endswith(
        "The table has changed meanwhile. The same command again makes what has changed.\n"
    )
