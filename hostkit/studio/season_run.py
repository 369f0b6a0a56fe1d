"""Makes the kits of a table while the page shows how far it is: ``hostkit batch`` in a process of its own.

The process is stopped as Ctrl-C stops it, so that nothing is left half-written.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Condition, Thread
from typing import Any, NamedTuple

from hostkit.events.precedence import Settings


def out_of(path: Path, settings: Settings) -> str:
    """Return the folder of the season of a table: that of the settings, or one of the table's own.

    The studio writes into its folder alone, so a folder of the settings that is elsewhere does not count.
    """
    given, root = settings.given.get("out"), path.parent.parent.resolve()
    if given and (root / str(given.value)).resolve().is_relative_to(root):
        return str(given.value)
    return f"out/{path.stem}"


class RunProgress(NamedTuple):
    """How far a run is: kits done and in all, those that failed with what was said, the summary once it has ended."""

    done: int
    total: int
    failed: tuple[str, ...]
    summary: Mapping[str, Any] | None
    is_over: bool
    said: str = ""


class SeasonRun:
    """A run of ``hostkit batch`` for one table."""

    def __init__(self, root: Path, table: str, total: int, options: Sequence[str]) -> None:
        self.table, self.total = table, total
        self._done, self._failed = 0, list[str]()
        self._summary: Mapping[str, Any] | None = None
        self._is_over, self._said = False, ""
        self._news = Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hostkit", "batch", table, "--json", *options], cwd=root,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def progress(self) -> RunProgress:
        """How far the run is now."""
        with self._news:
            return RunProgress(
                self._done, self.total, tuple(self._failed), self._summary, self._is_over, self._said
            )

    def stop(self) -> None:
        """End the run; the kits that are made stay."""
        if self._process.poll() is None:
            self._process.terminate()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the run has ended."""
        self._reader.join(seconds)

    def steps(self, seconds: float = 15.0) -> Iterator[RunProgress]:
        """Yield the progress now and after each change, and at least every few seconds, until the run has ended."""
        seen = -1
        while True:
            with self._news:
                if not self._is_over and self._done == seen:
                    self._news.wait(seconds)
                seen = self._done
            found = self.progress
            yield found
            if found.is_over:
                return

    def _read(self) -> None:
        assert self._process.stdout
        assert self._process.stderr
        heard = list[str]()
        listener = Thread(target=lambda: heard.extend(self._process.stderr or ()), daemon=True)
        listener.start()
        for line in self._process.stdout:
            self._take(json.loads(line))
        self._process.wait()
        listener.join()
        with self._news:
            self._is_over = True
            self._said = "" if self._summary else "".join(heard[-5:]).strip()
            self._news.notify_all()

    def _take(self, found: Mapping[str, Any]) -> None:
        with self._news:
            if found["kind"] == "event":
                self._done += 1
                if found["outcome"] == "failed":
                    self._failed.append(f"{found['event']}: {found['why']}")
            elif found["kind"] == "summary":
                self._summary = found
            self._news.notify_all()
