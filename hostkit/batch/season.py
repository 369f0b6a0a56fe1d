"""A season as lists show it: jobs and what is known of their kits in; an entry an event out, by date.

Must not know: pages, files.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from hostkit.batch.manifest import Manifest
from hostkit.batch.work import Work
from hostkit.core.values import PAPERS
from hostkit.guides.languages import Language
from hostkit.planning.print_plan import BOTH_SIDES, BY_HAND, SHOP, SHORT_EDGE
from hostkit.stocks.stock import read_stock, stock_names
from hostkit.typesetting.fonts import face_for

_MOST_NAMES = 5
"""Events without a kit that are named."""

_TWO_SIDED = frozenset({BOTH_SIDES, SHORT_EDGE, BY_HAND})


class SeasonEvent(NamedTuple):
    """One event: its kit's files, its sheets by paper or stock; ``has_kit`` unless it failed or was never made.

    ``place`` is where it is, as typed, empty where that is not known; ``assumed`` when the number of guests is not.
    """

    id: str
    date: datetime.date | None
    start: int | None
    title: str
    files: tuple[str, ...] = ()
    sheets: tuple[tuple[str, int], ...] = ()
    both_sides: tuple[tuple[str, int], ...] = ()
    at_a_shop: bool = False
    has_kit: bool = True
    place: str = ""
    assumed: bool = False

    @property
    def which(self) -> str:
        """The words that distinguish it from others of its topic: its folder, and its place where that is known."""
        return f"{self.id}, {self.place}" if self.place else self.id


@dataclass(frozen=True, slots=True)
class Season:
    """All events of a table by date. ``refused`` counts rows that cannot be made, ``faulty`` are their ids if known."""

    entries: tuple[SeasonEvent, ...]
    refused: int = 0
    faulty: tuple[str, ...] = ()

    @property
    def not_counted(self) -> tuple[str, ...]:
        """The ids, where they are known, of events without a kit."""
        return (*(entry.id for entry in self.entries if not entry.has_kit), *self.faulty)

    @property
    def made(self) -> tuple[SeasonEvent, ...]:
        """The events that have kits."""
        return tuple(entry for entry in self.entries if entry.has_kit)

    @property
    def without_kit(self) -> int:
        """How many rows have none, for whatever reason."""
        return self.refused + sum(not entry.has_kit for entry in self.entries)

    @property
    def named_without_kit(self) -> tuple[str, ...]:
        """The ids of some of them on a line, where any is known."""
        names = self.not_counted
        more = ", ..." if self.without_kit > min(len(names), _MOST_NAMES) else ""
        return (", ".join(names[:_MOST_NAMES]) + more,) if names else ()

    @property
    def rows(self) -> int:
        """How many events the table has, good or not."""
        return len(self.entries) + self.refused

    @property
    def assumed(self) -> int:
        """How many kits are counted for a number of guests that nobody gave."""
        return sum(entry.assumed for entry in self.made)

    def totals(self, *, both_sides: bool = False) -> dict[str, int]:
        """Return how many sheets of each paper or stock, papers first; ``both_sides``: of those printed so."""
        found: Counter[str] = Counter()
        for entry in self.entries:
            for paper, sheets in entry.both_sides if both_sides else entry.sheets:
                found[paper] += sheets
        return {paper: found[paper] for paper in sorted(found, key=lambda name: (name not in PAPERS, name))}


def season_of(work: Work, manifest: Manifest, failed: Collection[str]) -> Season:
    """Return the season of a table: what the manifest knows, but for the events that ``failed`` just now."""
    entries = []
    for job in work.jobs:
        event = job.event
        entry = SeasonEvent(job.id, event.date, event.start, work.guides[job.guide].title.text)
        kit = manifest.kit(job.id)
        if job.id in failed or not kit:
            entry = entry._replace(has_kit=False)
        else:
            entry = SeasonEvent(
                *entry[:4], *_printed(tuple((r.file, r.paper or "", r.sheets, r.sides) for r in kit))
            )
        place = event.place.text if event.place else ""
        entries.append(entry._replace(place=place, assumed=event.guests is None))
    return Season(tuple(entries), work.refused, tuple(sorted(work.faulty)))


_Sheets: TypeAlias = tuple[tuple[str, int], ...]


@lru_cache(maxsize=4096)
def _printed(
    kit: tuple[tuple[str, str, int, str | None], ...],
) -> tuple[tuple[str, ...], _Sheets, _Sheets, bool]:
    """Return an entry's files and sheets. Why kept: most kits take as many of the same."""
    printed = [(paper, sheets, sides) for _, paper, sheets, sides in kit if sheets]
    return (
        tuple(file for file, *_ in kit),
        _added_up((paper, sheets) for paper, sheets, _ in printed),
        _added_up((paper, sheets) for paper, sheets, sides in printed if sides in _TWO_SIDED),
        any(sides == SHOP for *_, sides in kit),
    )


def _added_up(sheets: Iterable[tuple[str, int]]) -> _Sheets:
    found: Counter[str] = Counter()
    for paper, count in sheets:
        found[paper] += count
    return tuple(found.items())


def paper_name(name: str, words: Language) -> str:
    """Return the name of a paper or a stock for a reader, in letters that the text face has."""
    if name in PAPERS:
        return words(f"print_plan.paper_{name}")
    return name if all(face_for("text", word) for word in name.split()) else ascii(name)[1:-1]


def in_shops(name: str) -> str:
    """Return maker and part numbers of a shipped stock; nothing for paper, and for a stock of one's own."""
    if name not in stock_names():
        return ""
    stock = read_stock(name)
    return f"{stock.vendor} {', '.join(stock.parts)}" if stock.vendor else ""
