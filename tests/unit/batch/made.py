"""Jobs, records and seasons made for tests of single modules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hostkit.batch.records import Records, pack, records_of
from hostkit.batch.work import Job, Work, plan_work
from hostkit.core.errors import Position
from hostkit.events.event import Event, PrintOptions
from hostkit.events.precedence import Settings, read_options
from hostkit.kit import Kit
from hostkit.planning.print_plan import BOTH_SIDES, ONE_SIDE, PrintJob
from tests.support.seasons import event, table

HOST = PrintJob("host-sheet.pdf", 2, 1, BOTH_SIDES, paper="a4")
CARDS = PrintJob("question-cards.pdf", 4, 1, BOTH_SIDES, of_cards=True, paper="avery-5388")
WORKSHEET = PrintJob("reflection-worksheet.pdf", 1, 10, ONE_SIDE, paper="a4")
TEXT = "print-plan.txt"


def kit(*jobs: PrintJob, **fields: Any) -> Kit:
    """Return a kit of some files without anything in them but their names."""
    files = {job.file: job.file.encode() for job in jobs} | {TEXT: b"plan"}
    return Kit(**{"files": files, "print_plan": "", "left_blank": (), "warnings": (), "jobs": jobs, **fields})


def records(event: str, made: Kit | None = None, inputs: str = "inputs") -> Records:
    """Return the records of a kit, with names in place of sums."""
    made = made or kit(HOST, CARDS, WORKSHEET)
    return records_of(event, inputs, made, {name: f"sum of {name}" for name in made.files})


def line(event: str, made: Kit | None = None, inputs: str = "inputs") -> bytes:
    """Return the line of these records."""
    return pack(records(event, made, inputs))


def job(number: int, guide: str = "a.yaml", **fields: Any) -> Job:
    """Return a job that nothing stands behind."""
    given = {
        "id": f"evening-{number}",
        "at": Position("events.csv", number + 2, in_table=True),
        "guide": Path(guide),
        "event": Event(guests=number + 1),
        "options": PrintOptions(),
        "inputs": f"inputs {number}",
    }
    return Job(**{**given, **fields})


def work(
    folder: Path,
    events: Iterable[Mapping[str, object]] | None = None,
    settings: Settings | None = None,
    **options: str,
) -> Work:
    """Return what a table asks for, from a folder in which there are no guides but the shipped ones."""
    path = table(folder / "events.csv", [event(0), event(1)] if events is None else events)
    given = {"out": str(folder / "out"), **options}
    return plan_work(path, read_options(given), settings or Settings(), folder)
