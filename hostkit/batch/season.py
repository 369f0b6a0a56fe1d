"""Summarizes a season for the run sheet and the index: one entry for each event, in order of date.

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
"""The largest number of events without a kit that are listed by id."""

_TWO_SIDED = frozenset({BOTH_SIDES, SHORT_EDGE, BY_HAND})


class SeasonEvent(NamedTuple):
    """One event of a season, and the files and sheets of its kit.

    ``start`` is minutes after midnight. ``sheets`` pairs each paper or stock with its number of sheets, and
    ``both_sides`` counts only the sheets that are printed on both sides. ``at_a_shop`` is true when a print shop prints
    some of the files. ``has_kit`` is false when the kit failed or was never made. ``place`` is the venue as typed, or
    empty. ``assumed`` is true when the event gives no number of guests.
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
        """The words that tell this event from others on the same topic: its id, and its place when it has one."""
        return f"{self.id}, {self.place}" if self.place else self.id


@dataclass(frozen=True, slots=True)
class Season:
    """All events of a table by date.

    ``refused`` is the number of rows that have problems; ``faulty`` holds the ids of those rows whose id is known.
    """

    entries: tuple[SeasonEvent, ...]
    refused: int = 0
    faulty: tuple[str, ...] = ()

    @property
    def not_counted(self) -> tuple[str, ...]:
        """The known ids of events without a kit."""
        return (*(entry.id for entry in self.entries if not entry.has_kit), *self.faulty)

    @property
    def made(self) -> tuple[SeasonEvent, ...]:
        """The events that have kits."""
        return tuple(entry for entry in self.entries if entry.has_kit)

    @property
    def without_kit(self) -> int:
        """The number of rows without a kit, whatever the reason."""
        return self.refused + sum(not entry.has_kit for entry in self.entries)

    @property
    def named_without_kit(self) -> tuple[str, ...]:
        """One line with the ids of up to five events without a kit; an empty tuple when no id is known."""
        names = self.not_counted
        more = ", ..." if self.without_kit > min(len(names), _MOST_NAMES) else ""
        return (", ".join(names[:_MOST_NAMES]) + more,) if names else ()

    @property
    def rows(self) -> int:
        """The number of events in the table, including rows with problems."""
        return len(self.entries) + self.refused

    @property
    def assumed(self) -> int:
        """The number of kits whose sheets are counted for the default number of guests."""
        return sum(entry.assumed for entry in self.made)

    def totals(self, *, both_sides: bool = False) -> dict[str, int]:
        """Return the number of sheets of each paper or stock, papers first.

        ``both_sides`` counts only the sheets that are printed on both sides.
        """
        found: Counter[str] = Counter()
        for entry in self.entries:
            for paper, sheets in entry.both_sides if both_sides else entry.sheets:
                found[paper] += sheets
        return {paper: found[paper] for paper in sorted(found, key=lambda name: (name not in PAPERS, name))}


def season_of(work: Work, manifest: Manifest, failed: Collection[str]) -> Season:
    """Return the season of a table from the records of the manifest; events in ``failed`` count as having no kit."""
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
    """Return a kit's files, its sheets, its sheets printed on both sides, and whether a shop prints any of it.

    The results are cached because most kits of a season have the same files and sheets.
    """
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
    """Return the printed name of a paper or a stock; a name that the text fonts cannot show is escaped to ASCII."""
    if name in PAPERS:
        return words(f"print_plan.paper_{name}")
    return name if all(face_for("text", word) for word in name.split()) else ascii(name)[1:-1]


def in_shops(name: str) -> str:
    """Return the vendor and part numbers of a stock that comes with hostkit, or "" for any other name."""
    if name not in stock_names():
        return ""
    stock = read_stock(name)
    return f"{stock.vendor} {', '.join(stock.parts)}" if stock.vendor else ""
