"""Checks a table without writing kits: finds kits that cannot be made, and predicts the result of a run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.calendar_entries import to_cancel
from hostkit.batch.manifest import is_whole, read_kits
from hostkit.batch.outcome import FAILED, MADE, KitOutcome
from hostkit.batch.pool import Pool, how_many
from hostkit.batch.watch import kit_seconds
from hostkit.batch.work import Work
from hostkit.batch.worker import FailedKit
from hostkit.core.errors import HostkitError, OutputError, Position, Problem
from hostkit.core.wording import counted, display_path
from hostkit.files.dot_files import has_left_over, recover
from hostkit.files.lock import lock_folder
from hostkit.files.ownership import is_folder


def rehearse(work: Work, workers: int | None, report: Callable[[KitOutcome], None]) -> None:
    """Make every kit in memory, write none, and call ``report`` with the outcome of each.

    Raises HostkitError when no worker can be started.
    """
    with Pool(work.jobs, work.guides, workers or how_many(len(work.jobs)), kit_seconds()) as pool:
        for answer in pool.answers():
            job = work.jobs[answer.number]
            if isinstance(answer, FailedKit):
                report(KitOutcome(job, FAILED, problems=answer.problems))
            else:
                report(KitOutcome.of_kit(job, MADE, answer.records))


class Outlook(NamedTuple):
    """What a run would do, as ids of events.

    ``new`` have no kit yet, the kits of ``anew`` are out of date, and those of ``unchanged`` would be kept; all three
    are in order of date. ``stale`` are no longer in the table, but their folders still exist; the calendar entries of
    ``to_cancel`` among them would be canceled. ``is_first`` is true when
    the folder has no kits yet, and ``is_other`` when all its kits belong to another table.
    """

    new: tuple[str, ...]
    anew: tuple[str, ...]
    unchanged: tuple[str, ...]
    stale: tuple[str, ...]
    to_cancel: tuple[str, ...]
    is_first: bool
    is_other: bool


def outlook(work: Work, failing: Collection[str], *, fresh: bool = False) -> Outlook:
    """Return what a run would do with the jobs of a table, except those whose ids are in ``failing``.

    ``fresh`` predicts a run that makes every kit again. The prediction allows for no other run at the same time and for
    no errors of the disk.
    """
    out = work.usual.out
    _recover(out, [job.id for job in work.jobs])
    jobs = {job.id: job for job in work.jobs if job.id not in failing}
    whole: dict[str, bool] = {}
    stale, entries = [], []
    has_known = False
    for kit in read_kits(out):
        event = kit[0].event
        has_known |= event in work.known
        if event in jobs:
            whole[event] = not fresh and is_whole(out / event, jobs[event].inputs, kit)
        elif event not in work.known and is_folder(out / event):
            stale.append(event)
            entries += [event] if to_cancel(kit) else []
    return Outlook(
        new=tuple(event for event in jobs if event not in whole),
        anew=tuple(event for event in jobs if whole.get(event) is False),
        unchanged=tuple(event for event in jobs if whole.get(event)),
        stale=tuple(sorted(stale)),
        to_cancel=tuple(sorted(entries)) if has_known else (),
        is_first=not has_known and not stale,
        is_other=not has_known and bool(stale),
    )


_NAMED = 5
"""The most events that a message names."""


def refuse_lost_events(work: Work) -> None:
    """Raise HostkitError when a table lacks most of the events that its folder was last made for.

    Events that had left the table before do not count.
    """
    out = work.usual.out
    events = [kit[0].event for kit in read_kits(out, stale=False)]
    lost = sorted(event for event in events if event not in work.known and is_folder(out / event))
    if 2 * len(lost) <= len(events):
        return
    names = ", ".join(lost[:_NAMED]) + (", ..." if len(lost) > _NAMED else "")
    which = f"{len(lost)} of the {counted(len(events), 'event')}" if len(events) > 1 else "the one event"
    what = f"{which} made in {display_path(out)} before {'are' if len(lost) > 1 else 'is'} not in this table ({names})."
    remedy = "If it is another season's, give it a folder of its own (--out); if they are gone for good, say --shrink."
    values = {"option": "shrink", "events": lost}
    raise HostkitError(Problem("season-shrinks", Position(display_path(work.table)), what, remedy, values))


def _recover(out: Path, events: Iterable[str]) -> None:
    """Undo what a killed run left in the season's folders, unless another run holds the lock or nothing is left."""
    folders = [out.resolve(), *(out / event for event in events)]
    if any(map(has_left_over, folders)):
        with suppress(OutputError), lock_folder(out):
            for folder in folders:
                recover(folder)
