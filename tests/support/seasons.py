"""Seasons for tests: tables of events, the folder that a batch leaves, and what must hold of it at any moment."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.command import Outcome, environment, hostkit

CONTENT = Path(__file__).resolve().parents[2] / "content"
TOPICS = ("male-allies", "burnout-and-rest", "friendship-in-adulthood")
COLUMNS = ("id", "topic", "date", "start", "minutes", "guests", "place", "host", "group_url", "pre_read_url")
KIT = ("host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", "print-plan.txt")
BESIDE = ("index.html", "manifest.jsonl", "run-sheet.pdf", "season.csv", "season.ics")


def event(number: int, **fields: object) -> dict[str, object]:
    """Return an event with every detail, unlike that of any other number."""
    return {
        "id": f"evening-{number}",
        "topic": TOPICS[number % len(TOPICS)],
        "date": f"2027-{1 + number % 12:02d}-{1 + number % 28:02d}",
        "start": "19:00",
        "minutes": 90,
        "guests": 5 + number % 6,
        "place": f"Room {number}",
        "host": "Ana",
        "group_url": f"https://example.org/{number}",
        **fields,
    }


def table(path: Path, events: Iterable[Mapping[str, object]]) -> Path:
    """Write a table with commas; a field that needs it stands in quotation marks."""
    rows = [",".join(COLUMNS)]
    rows += [",".join(_cell(str(its.get(name, ""))) for name in COLUMNS) for its in events]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def _cell(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if any(c in text for c in ',"\n') else text


def batch(folder: Path, *arguments: str) -> Outcome:
    """Run ``hostkit batch`` for the table of a folder."""
    return hostkit("batch", "events.csv", *arguments, folder=folder)


def made_season(folder: Path, events: Iterable[Mapping[str, object]], *arguments: str) -> Path:
    """Give a folder guides of its own, a table and its season, made once, and return the folder."""
    shutil.copytree(_made_season(json.dumps(list(events)), *arguments), folder, dirs_exist_ok=True)
    return folder


@cache
def _made_season(events: str, *arguments: str) -> Path:
    """Return a folder with guides of its own and the season of a table; nobody changes it."""
    folder = Path(tempfile.mkdtemp(prefix="hostkit-season-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "content").mkdir()
    for topic in TOPICS:
        shutil.copy(CONTENT / f"{topic}.yaml", folder / "content")
    table(folder / "events.csv", json.loads(events))
    assert batch(folder, *arguments).code == 0
    return folder


def tree(folder: Path) -> dict[str, str]:
    """Return the sum of every file below a folder, dot-files included."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def manifest(out: Path) -> list[dict[str, Any]]:
    """Return the records of a manifest; each line is whole."""
    data = (out / "manifest.jsonl").read_bytes()
    assert not data or data.endswith(b"\n")
    return [json.loads(line) for line in data.splitlines()]


def start(
    arguments: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start ``hostkit`` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "hostkit", *arguments],
        cwd=folder,
        env=environment(variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that are there still (Linux)."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(number) for number in task.read_text().split()]
        except OSError:
            continue
    return found


def check_whole(out: Path, allowed: Sequence[Mapping[str, str]]) -> None:
    """Check a folder at a moment when somebody was killed.

    Every file that a reader sees is one of those that a whole run leaves, and what the manifest says is there is there.
    """
    if not out.exists():
        return
    for name, total in tree(out).items():
        if not any(part.startswith(".hostkit") for part in name.split("/")) and "/" in name:
            assert total in {kinds.get(name) for kinds in allowed}, f"{name} is not whole"
    if (out / "manifest.jsonl").exists():
        for record in manifest(out):
            name = f"{record['event']}/{record['file']}"
            known = {kinds.get(name) for kinds in allowed}
            assert record["sha256"] in known, f"the manifest tells of another {name}"


def kill(process: int) -> bool:
    """End a process as hard as can be; return False when it was gone already."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
