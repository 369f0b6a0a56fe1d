"""hostkit's worker, started by ``run.py``: a kit is its sheets and the print plan, written as ``hostkit batch`` does.

    python -m tests.benchmark.serve_hostkit

A guide is the path of its file.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hostkit.codes.links import read_link
from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.events.event import Event, PrintOptions
from hostkit.files.dot_files import recover
from hostkit.files.writer import write_folder
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import read_guide
from hostkit.kit import KitMaker
from tests.benchmark.serve import NEW, READ, serve
from tests.benchmark.their_kit import day_of

GUESTS = 8
OPTIONS = PrintOptions()


class HostkitMaker:
    """Kits of hostkit, one after another."""

    def __init__(self) -> None:
        # Apart, as a table of events has the same few guides from its first row to its last.
        self._usual, self._fresh = KitMaker(), KitMaker()
        self._kept: dict[Path, Guide] = {}
        self._kind = ""
        self._paths: list[Path] = []
        self._guides: list[Guide] = []
        self._events: list[Event] = []
        self._last: tuple[Guide, Event, Path] | None = None

    def begin(self, order: dict[str, Any]) -> None:
        """Read the events, and the guides where reading is not to be measured."""
        self._kind = order["kind"]
        self._events = [event_of(event, row) for row, event in enumerate(order["events"], start=2)]
        self._paths = [Path(name) for name in order["guides"]]
        if self._kind == NEW:
            self._guides = [read_guide(path) for path in self._paths]
        elif self._kind != READ:
            self._guides = [self._kept.get(path) or read_guide(path) for path in self._paths]
            self._kept |= zip(self._paths, self._guides, strict=True)

    def kit(self, number: int, folder: Path) -> int:
        """Make the kit of an event and write it."""
        guide, event = self._guide(number), self._events[number]
        maker = self._fresh if self._kind in (NEW, READ) else self._usual
        kit = maker.make(guide, event, OPTIONS)
        recover(folder)
        write_folder(folder, kit.files)
        self._last = guide, event, folder
        return sum(map(len, kit.files.values()))

    def _guide(self, number: int) -> Guide:
        if self._kind == READ:
            return read_guide(self._paths[number])
        return self._guides[number if self._kind == NEW else 0]

    def faults(self) -> Sequence[str]:
        """Return what is wrong with the last kit."""
        # Why here: what judges a file is loaded when all is measured.
        from tests.benchmark.check import faults

        assert self._last is not None
        return list(faults(*self._last, OPTIONS))


def event_of(event: dict[str, Any], row: int) -> Event:
    """Return an event of the peers as hostkit has it from a row of a table."""
    at = Position("events.csv", row)
    return Event(
        date=day_of(event),
        start=event["start"],
        guests=GUESTS,
        place=Phrase(event["place"], at),
        host=Phrase(event["host"], at),
        group_url=read_link(event["feedback_url"], at),
        pre_read_url=read_link(event["page_url"], at),
    )


if __name__ == "__main__":
    # As every command has it: kits leave no circles that would need the collector.
    gc.disable()
    serve(HostkitMaker())
