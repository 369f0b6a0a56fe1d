"""A manifest that somebody edited: what it says is checked, and a kit of which it says what cannot be is made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import hostkit
from tests.support.seasons import event, made_season, manifest, tree

BATCH = ("batch", "events.csv", "--joined")
EDITS: list[tuple[str, object]] = [
    ("copies", 1_000_000_000),
    ("copies", 0),
    ("copies", -1),
    ("copies", True),
    ("copies", 201),
    ("copies", None),
    ("sheets", -5),
    ("sheets", 10**12),
    ("sheets", 0),
    ("sheets", 1.5),
    ("pages", 0),
    ("pages", 10**9),
    ("pages", None),
    ("file", "<b>x"),
    ("file", "host\0sheet.pdf"),
    ("file", "../../theirs.pdf"),
    ("file", ".hidden.pdf"),
    ("file", "print-plan.txt"),
    ("paper", "<b>x"),
    ("paper", "a\0b"),
    ("paper", ""),
    ("paper", None),
    ("stock", "a\nb"),
    ("stock", "<script>"),
    ("sides", "both"),
    ("sides", "<b>"),
    ("warnings", [7]),
    ("warnings", ["x" * 100_000]),
    ("warnings", ["a"] * 100_000),
    ("left_blank", ["a\0b"]),
    ("folded", 1),
    ("kit_files", 3),
    ("event", "../evening-0"),
    ("event", "Evening 0"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_season(tmp_path, [event(0), event(1)], "--joined")


def edit(out: Path, name: str, value: object) -> None:
    """Let the first record of a manifest say something else."""
    first, *rest = manifest(out)
    records = [{**first, name: value}, *rest]
    (out / "manifest.jsonl").write_text(
        "".join(f"{json.dumps(record, separators=(',', ':'))}\n" for record in records), encoding="utf-8"
    )


@pytest.mark.parametrize(("name", "value"), EDITS, ids=lambda it: str(it)[:20].replace("\0", "NUL"))
def test_what_no_kit_can_be_is_not_believed(folder: Path, name: str, value: object) -> None:
    whole = tree(folder / "out")
    edit(folder / "out", name, value)
    outcome = hostkit(*BATCH, folder=folder)
    assert outcome.code == 0, outcome.stderr
    assert "1 made, 1 unchanged" in outcome.stderr
    assert tree(folder / "out") == whole


def test_a_check_does_not_believe_it_either(folder: Path) -> None:
    edit(folder / "out", "copies", 1_000_000_000)
    said = hostkit("batch", "events.csv", "--check", folder=folder).stderr
    assert "A run would make for the first time: " in said
