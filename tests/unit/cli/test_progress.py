"""How far a batch is: lines where nobody watches, a bar on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostkit.cli.progress import in_words, lines
from tests.support.command import environment
from tests.support.seasons import event, table


def told(
    steps: list[float], capsys: pytest.CaptureFixture[str], failed: frozenset[int] = frozenset()
) -> list[str]:
    """Return the lines of a run whose events are done at these seconds after its beginning."""
    times = iter([0.0, *steps])
    count = lines(len(steps), lambda: next(times))
    for number in range(len(steps)):
        count.step(failed=number in failed)
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_a_short_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert told([0.1, 0.5, 4.9], capsys) == []


def test_a_long_run_says_now_and_then_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [2.0 * (number + 1) for number in range(10)]
    assert told(steps, capsys, frozenset({1})) == [
        "3 of 10 events done, 1 failed, 7 left, about 14 s to go",
        "6 of 10 events done, 1 failed, 4 left, about 8 s to go",
        "9 of 10 events done, 1 failed, 1 left, about 2 s to go",
    ]


def test_nothing_is_left_to_say_when_all_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert told([100.0], capsys) == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 s"),
        (0.4, "1 s"),
        (59.4, "59 s"),
        (60, "1 min 0 s"),
        (754, "12 min 34 s"),
        (3600, "1 h 0 min"),
        (9000, "2 h 30 min"),
    ],
)
def test_lengths_of_time_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal of its own")
@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}], ids=["color", "no color"])
def test_a_bar_on_a_terminal(tmp_path: Path, variables: dict[str, str]) -> None:
    table(tmp_path / "events.csv", [event(0), event(1, group_url="https://example.org/" + "[b]a/" * 50)])
    near, far = os.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "hostkit", "batch", "events.csv"],
        cwd=tmp_path, env=environment({"TERM": "xterm", **variables}), stdout=subprocess.PIPE, stderr=far,
    )  # fmt: skip
    os.close(far)
    seen = _all_of(near)
    out, _ = running.communicate(timeout=60)
    assert running.returncode == 1
    assert out.decode().splitlines() == [
        f"out/{name}"
        for name in ("manifest.jsonl", "index.html", "run-sheet.pdf", "season.csv", "season.ics")
    ]
    for words in ("0 done", "2 left, 0 failed,", "0 left, 1 failed,", "to go"):
        assert words in seen
    assert "events.csv: row 3 (evening-1), group_url: The link https://example.org/[b]a/[b]a/" in seen
    assert ("\x1b[36m" in seen) is (not variables)
    last = seen.rsplit("\x1b[2K", 1)[1]
    assert last.startswith("events.csv: row 3 (evening-1), group_url: The link "), (
        "the bar is gone in the end"
    )


def _all_of(terminal: int) -> str:
    """Return what is written to a terminal until its last writer is gone."""
    seen = b""
    try:
        while block := os.read(terminal, 4096):
            seen += block
    except OSError:
        pass
    finally:
        os.close(terminal)
    return seen.decode()
