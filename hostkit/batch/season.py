"""Summarizes a season for the run sheet and the index: one entry for each event, in order of date.

Must not know: pages, files.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from hostkit.batch.manifest import Manifest
from hostkit.batch.records import EveningRecord
from hostkit.batch.work import Job, Work
from hostkit.core.values import PAPERS
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language
from hostkit.planning.print_plan import BOTH_SIDES, BY_HAND, SHOP, SHORT_EDGE
from hostkit.stocks.stock import read_stock, stock_names
from hostkit.typesetting.fonts import face_for

_MOST_NAMES = 5
"""The largest number of events without a kit that are listed by id."""

TWO_SIDED = frozenset({BOTH_SIDES, SHORT_EDGE, BY_HAND})
"""Ways to print a file that print both sides of its sheets."""


class PrintedFile(NamedTuple):
    """A file of a kit, with how it is printed as its record says; ``paper`` and ``sides`` are None for a text."""

    file: str
    paper: str | None
    sheets: int
    sides: str | None


class SeasonEvent(NamedTuple):
    """One event of a season.

    ``kit`` has the files of its kit, and is empty when the kit failed or was never made. ``place`` is the venue as
    typed, or empty. ``assumed`` is true when the event gives no number of guests. ``canceled`` is true when it does not
    take place, so that nothing is printed for it. ``start`` is in minutes after midnight, ``minutes`` is the length,
    and ``host`` is empty when it is not known. ``branch`` is the cell of the organizer's own column of that name.
    """

    id: str
    date: datetime.date | None
    title: str
    kit: tuple[PrintedFile, ...] = ()
    place: str = ""
    assumed: bool = False
    canceled: bool = False
    start: int | None = None
    minutes: int = 0
    host: str = ""
    guests: int | None = None
    branch: str = ""

    @property
    def which(self) -> str:
        """The words that tell this event from others on the same topic: its id, and its place when it has one."""
        return f"{self.id}, {self.place}" if self.place else self.id

    def day(self, words: Language) -> str:
        """Return the date in words."""
        return words.day(self.date) if self.date else words("run_sheet.no_date")

    @property
    def at_a_shop(self) -> bool:
        """Whether a print shop prints some of the files."""
        return any(file.sides == SHOP for file in self.kit)

    def sheets(self, *, both_sides: bool = False) -> Counter[str]:
        """Return the number of sheets of each paper or stock; with ``both_sides`` of those printed on both sides."""
        found: Counter[str] = Counter()
        for file in self.kit:
            if file.paper and file.sheets and (not both_sides or file.sides in TWO_SIDED):
                found[file.paper] += file.sheets
        return found


@dataclass(frozen=True, slots=True)
class Season:
    """All events of a table by date.

    ``refused`` is the number of rows that have problems; ``faulty`` holds the ids of those rows whose id is known.
    """

    entries: tuple[SeasonEvent, ...] = ()
    refused: int = 0
    faulty: tuple[str, ...] = ()

    @property
    def made(self) -> tuple[SeasonEvent, ...]:
        """The events that have kits."""
        return tuple(entry for entry in self.entries if entry.kit)

    @property
    def rows(self) -> int:
        """The number of events in the table, including rows with problems."""
        return len(self.entries) + self.refused

    @property
    def without_kit(self) -> int:
        """The number of rows without a kit, whatever the reason."""
        return self.rows - len(self.made)

    @property
    def named_without_kit(self) -> tuple[str, ...]:
        """One line with the ids of up to five events without a kit; an empty tuple when no id is known."""
        names = [*(entry.id for entry in self.entries if not entry.kit), *self.faulty][:_MOST_NAMES]
        more = ", ..." if self.without_kit > len(names) else ""
        return (", ".join(names) + more,) if names else ()

    @property
    def assumed(self) -> int:
        """The number of events with a kit that give no number of guests."""
        return sum(entry.assumed for entry in self.made)

    def totals(self, *, both_sides: bool = False) -> dict[str, int]:
        """Return the number of sheets of each paper or stock, papers first.

        ``both_sides`` counts only the sheets that are printed on both sides.
        """
        found: Counter[str] = Counter()
        for entry in self.entries:
            found.update(entry.sheets(both_sides=both_sides))
        return {paper: found[paper] for paper in sorted(found, key=lambda name: (name not in PAPERS, name))}


def season_of(work: Work, manifest: Manifest, failed: Collection[str]) -> Season:
    """Return the season of a table from the records of the manifest; events in ``failed`` count as having no kit."""
    entries = []
    # Most kits of a season have the same files and sheets, which are kept once.
    kits: dict[tuple[PrintedFile, ...], tuple[PrintedFile, ...]] = {}
    for job in work.jobs:
        records = () if job.id in failed else manifest.kit(job.id)
        kit = tuple(PrintedFile(each.file, each.paper, each.sheets, each.sides) for each in records)
        kit = kits.setdefault(kit, kit)
        entries.append(season_event(job, work.guides[job.guide], kit))
    return Season(tuple(entries), work.refused, tuple(sorted(work.faulty)))


def evening_record(job: Job, guide: Guide) -> EveningRecord:
    """Return what the manifest says of an event."""
    event = season_event(job, guide)
    return EveningRecord(
        title=event.title,
        date=event.date.isoformat() if event.date else None,
        start=None if event.start is None else f"{event.start // 60:02}:{event.start % 60:02}",
        minutes=event.minutes,
        host=event.host or None,
        place=event.place or None,
        branch=event.branch or None,
        is_canceled=event.canceled,
    )


def season_event(job: Job, guide: Guide, kit: tuple[PrintedFile, ...] = ()) -> SeasonEvent:
    """Return an event with its kit."""
    event = job.event
    place, host = (text.text if text else "" for text in (event.place, event.host))
    minutes = event.minutes or sum(segment.minutes for segment in guide.run_of_show)
    assumed = event.guests is None and not event.cancelled
    details = (event.start, minutes, host, event.guests, job.own.get("branch", ""))
    return SeasonEvent(job.id, event.date, guide.title.text, kit, place, assumed, event.cancelled, *details)


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
