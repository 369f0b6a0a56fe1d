"""``--check`` where kits are already: it foretells what the same command does without it, and changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Outcome
from tests.support.seasons import TOPICS, batch, event, made_season, table, tree

ROOT = Path(__file__).resolve().parents[2]
ROWS = [event(number) for number in range(6)]
IDS = [str(row["id"]) for row in ROWS]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with guides of its own, a table, and a season that was made."""
    return made_season(tmp_path, ROWS)


def lines(outcome: Outcome) -> list[dict[str, Any]]:
    return [json.loads(line) for line in outcome.stdout.splitlines()]


def _rows(*rows: dict[str, object]) -> Callable[[Path], object]:
    return lambda folder: table(folder / "events.csv", rows)


def _guide(folder: Path) -> None:
    path = folder / "content" / f"{TOPICS[0]}.yaml"
    path.write_text(path.read_text("utf-8") + "# another version\n", "utf-8")


def _damage(folder: Path) -> None:
    (folder / "out" / IDS[2] / "host-sheet.pdf").write_bytes(b"%PDF-1.7 cut short")
    (folder / "out" / IDS[4] / "print-plan.txt").unlink()


def _no_folder(folder: Path) -> None:
    shutil.rmtree(folder / "out" / IDS[1])


CHANGES: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "nothing": (lambda folder: None, ()),
    "a place": (_rows(*ROWS[:3], event(3, place="Town hall"), *ROWS[4:]), ()),
    "one less": (_rows(*ROWS[1:]), ()),
    "one more": (_rows(event(9), *ROWS), ()),
    "another order": (_rows(*ROWS[::-1]), ()),
    "all others": (_rows(event(7), event(8)), ("--shrink",)),
    "a guide": (_guide, ()),
    "damage": (_damage, ()),
    "a folder that is gone": (_no_folder, ()),
    "a row too long": (_rows(*ROWS[:5], event(5, group_url="https://example.org/" + "a/" * 99)), ()),
    "a bad row": (_rows(*ROWS[:5], event(5, guests="many")), ()),
    "all anew": (_rows(*ROWS, event(6)), ("--fresh",)),
    "another paper": (_rows(*ROWS), ("--paper", "letter")),
    "one of them": (
        _rows(event(0, place="Town hall"), event(1, place="Hall"), *ROWS[2:]),
        ("--only", IDS[0]),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_foretells_the_run(folder: Path, change: str) -> None:
    do, options = CHANGES[change]
    do(folder)
    before, there = tree(folder), {path.parent.name for path in (folder / "out").glob("*/host-sheet.pdf")}
    *_, foretold = lines(batch(folder, "--check", "--json", *options))
    assert tree(folder) == before
    *events, last = lines(batch(folder, "--json", "--force", *options))
    outcomes = {its["event"]: its["outcome"] for its in events if its["kind"] == "event"}
    made = {name for name, outcome in outcomes.items() if outcome == "made"}
    assert {*foretold["new"], *foretold["anew"]} == made
    assert set(foretold["new"]) <= made - there
    assert set(foretold["unchanged"]) == {
        name for name, outcome in outcomes.items() if outcome == "unchanged"
    }
    assert foretold["not_in_table"] == ([] if "--only" in options else last["not_in_table"])
    assert foretold["problems"] == sum(its["kind"] == "problem" for its in events) + last["failed"]
    said = [its for its in events if its["kind"] == "event" and its["outcome"] != "failed"]
    for name, key in (("left_blank", "left_blank"), ("warnings", "warnings")):
        counts: dict[str, int] = {}
        for text in (text for its in said for text in its[key]):
            counts[text] = counts.get(text, 0) + 1
        assert foretold[name] == counts


def test_what_it_says_fits_a_line_each(folder: Path) -> None:
    unchanged = batch(folder, "--check")
    assert unchanged.stderr.splitlines()[0] == "6 events, nothing wrong."
    assert unchanged.stderr.splitlines()[-1] == "Nothing has changed since: a run would make no kit."
    table(folder / "events.csv", [*ROWS[1:4], event(4, place="Town hall", host=""), event(9)])
    said = batch(folder, "--check").stderr.splitlines()
    assert said == [
        "5 events, nothing wrong.",
        "Left blank, to fill in by hand: host (1 event: evening-4).",
        "A run would make for the first time: evening-9.",
        "A run would make anew: evening-4. 3 events would stay as they are.",
        "Not in the table any more: evening-0, evening-5.",
    ]
    assert batch(folder, "--check", "--only", "evening-1").stderr.splitlines() == [
        "1 event, nothing wrong.",
        "Nothing has changed since: a run would make no kit.",
    ]


def test_kits_that_stand_in_the_journal_alone_are_known(folder: Path) -> None:
    out = folder / "out"
    packed = [line for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    kits: dict[str, list[str]] = {}
    for line in packed:
        kits.setdefault(json.loads(line)["event"], []).append(line)
    journal = ["\t".join(kits[name]) for name in IDS[:2]]
    old = [line.replace('"inputs":"', '"inputs":"x') for line in kits[IDS[0]]]
    (out / ".hostkit.journal").write_text(
        "\t".join(old) + "\n" + "\n".join(journal) + "\n" + journal[0][:50], "utf-8"
    )
    rest = [line for name in IDS[2:5] for line in kits[name]] + old
    (out / "manifest.jsonl").write_text("\n".join(rest) + "\n", "utf-8")
    before = tree(folder)
    *_, foretold = lines(batch(folder, "--check", "--json"))
    assert foretold["unchanged"] == IDS[:5]
    assert foretold["new"] == IDS[5:]
    assert tree(folder) == before
