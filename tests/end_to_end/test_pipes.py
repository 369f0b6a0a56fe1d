"""Nothing waits for ever without a word: a pipe that nobody writes to is refused, wherever a file is named."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from hostkit.core import input_files
from tests.support.command import hostkit
from tests.support.seasons import event, table

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")

BUILD = ("build", "male-allies")
CASES = {
    "evening.yaml": (*BUILD, "--event", "evening.yaml"),
    "guide.yaml": ("build", "guide.yaml"),
    "checked.yaml": ("check", "checked.yaml"),
    "stock.yaml": (*BUILD, "--stock", "stock.yaml"),
    "text.txt": ("import", "text.txt"),
    "text.docx": ("import", "text.docx"),
    "config/printers.json": (*BUILD, "--printer", "office"),
    "events.csv": ("batch", "events.csv"),
    "events.xlsx": ("batch", "events.xlsx"),
    "season.yaml": ("batch", "season.yaml"),
    "content/own.yaml": ("build", "own"),
}
OUTPUT = (
    ".hostkit.journal",
    "manifest.jsonl",
    "index.html",
    "evening-0/host-sheet.pdf",
    "joined/print-plan.txt",
)


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(input_files, "WAIT_SECONDS", 0.2)
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))


@pytest.mark.parametrize("name", CASES)
def test_a_silent_pipe_is_refused_with_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / name)
    outcome = hostkit(*CASES[name], folder=tmp_path)
    assert outcome.code in (1, 2)
    assert "failed inside" not in outcome.stderr
    assert Path(name).stem in outcome.stderr + outcome.stdout


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_pipe_among_guides_stops_nothing(tmp_path: Path, command: str) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "pipe.yaml")
    os.mkfifo(tmp_path / "beside.yaml")
    assert hostkit(command, folder=tmp_path).code in (0, 1)


@pytest.mark.parametrize("name", OUTPUT)
def test_a_pipe_among_what_hostkit_writes_is_named(tmp_path: Path, name: str) -> None:
    table(tmp_path / "events.csv", [event(0)])
    assert hostkit("batch", "events.csv", folder=tmp_path).code == 0
    place = tmp_path / "out" / name
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    outcome = hostkit("batch", "events.csv", "--joined", "--force", folder=tmp_path)
    assert outcome.code == 1
    assert f"out/{name}: a folder or a device, not a file." in outcome.stderr
    assert "failed inside" not in outcome.stderr
    outcome = hostkit("batch", "events.csv", "--check", folder=tmp_path)
    assert "failed inside" not in outcome.stderr


def test_a_pipe_that_somebody_writes_to_is_read(tmp_path: Path) -> None:
    """As a shell makes one of a command: ``--event <(command)``."""
    os.mkfifo(tmp_path / "evening.yaml")

    def write() -> None:
        (tmp_path / "evening.yaml").write_text("place: Town hall\n", encoding="utf-8")

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    outcome = hostkit(*BUILD, "--event", "evening.yaml", folder=tmp_path)
    writer.join(timeout=10)
    assert outcome.code == 0, outcome.stderr
    assert "Town hall" in outcome.stderr
