"""Runs a batch: makes and writes the kits of a table, keeps the manifest, and reports the outcome of each kit.

The folder's lock is held for the whole run. If the run is stopped, each kit is either complete or absent, finished kits
are recorded, and the same command makes the rest. This module prints nothing; a callback receives each outcome.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from hostkit.batch.calendar_entries import Cancellation, cancel, to_cancel, with_number
from hostkit.batch.host_folders import gather
from hostkit.batch.joined import FOLDER
from hostkit.batch.made_from import PartSums
from hostkit.batch.manifest import Manifest, is_whole
from hostkit.batch.outcome import FAILED, KEPT, MADE, Choices, KitOutcome, Outcome
from hostkit.batch.pool import Pool, how_many
from hostkit.batch.records import Records
from hostkit.batch.reprint import REPRINT, changed_in, cut_off_list, marked, marked_in, write_reprint
from hostkit.batch.season import evening_record, season_of
from hostkit.batch.season_calendar import Gone
from hostkit.batch.season_files import check_lists, write_lists
from hostkit.batch.watch import kit_seconds
from hostkit.batch.work import Job, Work
from hostkit.batch.worker import FailedKit, problems_of
from hostkit.batch.writers import Arrived, Writers
from hostkit.core.errors import OutputError
from hostkit.core.interruption import held
from hostkit.files.dot_files import recover
from hostkit.files.lock import FolderLock, lock_folder
from hostkit.files.ownership import is_folder, is_ours, names_in
from hostkit.files.writer import refuse_link

_HOPELESS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENODEV})
"""Disk errors that would also stop the next kit."""

_WAIT_SECONDS = 1.0
"""How long a batch waits for the lock of its folder; a build holds it for a fraction of a second."""

_READERS, _LOOKED_AT = 4, 64
"""Threads that compute checksums of files, and kits given to them at once."""


def run_batch(work: Work, choices: Choices, report: Callable[[KitOutcome], None]) -> Outcome:
    """Make the kits that are missing or out of date, call ``report`` with each outcome, and return the totals.

    Raises OutputError when another process holds the folder's lock, when another program's file is in the way, and when
    the disk fails; HostkitError when no worker can be started.
    """
    lock = lock_folder(work.usual.out, _WAIT_SECONDS)
    with lock:
        return _Batch(work, choices, report, lock).run()


class _Batch:
    def __init__(
        self, work: Work, choices: Choices, report: Callable[[KitOutcome], None], lock: FolderLock
    ) -> None:
        self._work, self._choices, self._report, self._lock = work, choices, report, lock
        self._out = work.usual.out
        self._order = tuple(job.id for job in work.jobs)
        self._outcome, self._parts = Outcome(), PartSums(work)
        self._writers: Writers | None = None
        self._making: Sequence[Job] = ()

    def run(self) -> Outcome:
        recover(self._out.resolve())
        recover(self._out / FOLDER)
        choices = self._choices
        check_lists(
            self._out, self._work.table, joined=choices.joined, per_host=choices.per_host, force=choices.force
        )
        manifest: Manifest | None = None
        try:
            with held():
                known, force = self._work.known, self._choices.force
                manifest = self._manifest = Manifest(self._out, self._order, known, force=force)
            self._make_season(manifest)
            manifest.finish()
        except BaseException:
            # The error that stopped the run is reported; the journal keeps what is finished.
            if manifest is not None:
                with suppress(OutputError):
                    # Once more: the interruption may have come before it began.
                    self._finish_writing()
                with suppress(OutputError):
                    self._write_reprint(is_cut_off=True)
                with suppress(OutputError):
                    manifest.finish()
            raise
        return self._outcome

    def _make_season(self, manifest: Manifest) -> None:
        if manifest.was_cut_short:
            for event in set(manifest) - set(self._order):
                recover(self._out / event)
        self._outcome.again += cut_off_list(self._out)
        for event in manifest.unfinished:
            self._outcome.again += marked_in(manifest.kit(event))
        is_another = not any(event in self._work.known for event in manifest)
        only = self._choices.only
        wanted = [job for job in self._work.jobs if (not only or job.id in only) and self._is_inside(job)]
        if to_make := list(self._not_kept(wanted)):
            self._make_all(to_make)
        self._look_for_stale()
        self._outcome.is_other = is_another and bool(self._outcome.stale)
        if not is_another and not only:
            self._cancel_stale()
        self._look_for_outdated()
        self._outcome.sort()
        self._write_lists()

    def _is_inside(self, job: Job) -> bool:
        """Tell whether a job's folder is not a symbolic link; report the job as failed when it is one."""
        try:
            refuse_link(self._out / job.id, "id")
        except OutputError as error:
            self._report_step(KitOutcome(job, FAILED, problems=error.problems))
            return False
        return True

    def _not_kept(self, jobs: Sequence[Job]) -> Iterator[Job]:
        """Report the kits that are unchanged, and yield the jobs whose kits are to be made."""
        if self._choices.fresh:
            yield from jobs
            return
        rest = iter(jobs)
        with ThreadPoolExecutor(_READERS, "read") as pool:
            while some := list(islice(rest, _LOOKED_AT)):
                kits = [self._manifest.kit(job.id) for job in some]
                for job, kit, holds in zip(some, kits, pool.map(self._holds, some, kits), strict=True):
                    if holds:
                        self._renew(job, kit)
                        self._look_for_left_behind(job, _names(kit))
                        self._report_step(KitOutcome.of_kit(job, KEPT, kit))
                    else:
                        yield job

    def _renew(self, job: Job, kit: Records) -> None:
        """Record what has changed of an event without changing its kit."""
        evening = evening_record(job, self._work.guides[job.guide])
        if kit[0].evening != evening:
            self._manifest.add(tuple(record._replace(evening=evening) for record in kit))

    def _holds(self, job: Job, kit: Records) -> bool:
        """Recover a job's folder from a killed run, then tell whether its kit is complete and up to date."""
        folder = self._out / job.id
        recover(folder)
        return is_whole(folder, job.inputs, kit)

    def _make_all(self, jobs: Sequence[Job]) -> None:
        try:
            self._make(jobs)
        except OutputError as error:
            rest = "What is finished stays; the same command makes the rest."
            raise OutputError(
                *(replace(problem, remedy=f"{problem.remedy} {rest}") for problem in error.problems)
            ) from error

    def _make(self, jobs: Sequence[Job]) -> None:
        count = self._choices.workers or how_many(len(jobs))
        self._making = jobs
        writers = self._writers = Writers(self._out, force=self._choices.force)
        try:
            with Pool(jobs, self._work.guides, count, kit_seconds(), [self._lock.forget]) as pool:
                for answer in pool.answers():
                    job = jobs[answer.number]
                    if isinstance(answer, FailedKit):
                        self._report_step(KitOutcome(job, FAILED, problems=answer.problems))
                    else:
                        before = self._manifest.kit(job.id)
                        kit = with_number(answer, self._out / job.id, before, job.event.revision)
                        writers.put(job.id, kit, _names(before))
                    for arrived in writers.done():
                        self._settle(jobs[arrived.kit.number], arrived)
        finally:
            self._finish_writing()

    def _finish_writing(self) -> None:
        """Wait until the kits under way are written, also after an interruption, and record them."""
        if self._writers is not None:
            with held():
                self._writers.finish()
                for arrived in self._writers.done():
                    self._settle(self._making[arrived.kit.number], arrived)

    def _settle(self, job: Job, arrived: Arrived) -> None:
        """Record a written kit, or report it as failed. Raises OutputError for an error that would stop every kit."""
        kit, error, edited = arrived
        if error is None:
            before = self._manifest.kit(job.id)
            self._look_for_left_behind(job, kit.files, _names(before))
            self._outcome.edited += [f"{job.id}/{name}" for name in edited]
            again = changed_in(kit.records, before)
            self._outcome.again += again
            records = self._parts.marked(marked(kit.records, before, again), job)
            self._manifest.add(records)
            if job.event.cancelled:
                host = job.event.host.text if job.event.host else None
                self._outcome.canceled.append(Cancellation(job.id, host))
            self._report_step(KitOutcome.of_kit(job, MADE, kit.records, before))
        elif isinstance(error.__cause__, OSError) and error.__cause__.errno in _HOPELESS:
            raise error
        else:
            self._report_step(KitOutcome(job, FAILED, problems=problems_of(error)))

    def _look_for_left_behind(self, job: Job, names: Collection[str], before: Collection[str] = ()) -> None:
        """Note files of an earlier kit that remain in a job's folder and are not among ``names``, its current files.

        ``before`` names files of the earlier kit; any other file that hostkit wrote counts too.
        """
        folder = self._out / job.id
        others = [name for name in names_in(folder) if name not in names]
        of_earlier = [name for name in others if name in before or is_ours(folder / name)]
        self._outcome.left_behind += [f"{job.id}/{name}" for name in of_earlier]

    def _report_step(self, step: KitOutcome) -> None:
        self._outcome.take(step)
        self._report(step)

    def _write_lists(self) -> None:
        failed = {step.job.id for step in self._outcome.failed}
        season = self._outcome.season = season_of(self._work, self._manifest, failed)
        joined, force = self._choices.joined, self._choices.force
        try:
            self._write_reprint(is_cut_off=False)
            gone: Gone = (
                "left out" if self._outcome.is_other else "kept" if self._choices.only else "canceled"
            )
            written = write_lists(self._work, season, self._manifest, joined=joined, force=force, gone=gone)
            reprint = [self._out / REPRINT] if self._outcome.again else []
            self._outcome.written = written._replace(files=(*written.files, *reprint))
            if self._choices.per_host and not (self._work.refused or failed or self._outcome.is_other):
                self._outcome.gathered = gather(self._work, season, self._manifest, self._choices)
        except OutputError as error:
            # The kits are written, so their outcome is still reported.
            self._outcome.unwritten = error.problems

    def _write_reprint(self, *, is_cut_off: bool) -> None:
        """Write the list of files to print again, if there are any; else the list of the last run stays."""
        if self._outcome.again:
            paths = sorted(set(self._outcome.again))
            write_reprint(self._out, paths, is_cut_off=is_cut_off, force=self._choices.force)

    def _look_for_stale(self) -> None:
        """Note events that left the table and still have a folder; drop the records of those without a folder."""
        gone = sorted(event for event in self._manifest if event not in self._work.known)
        self._outcome.stale = tuple(event for event in gone if is_folder(self._out / event))
        self._manifest.forget(event for event in gone if event not in self._outcome.stale)

    def _cancel_stale(self) -> None:
        """Cancel the calendar entries of events that left the table."""
        for event in self._outcome.stale:
            before = self._manifest.kit(event)
            entry = to_cancel(before)
            if entry is None or entry.calendar is None:
                continue
            kit = cancel(self._out / event, before)
            if kit is before:
                self._outcome.not_canceled.append(event)
            else:
                self._manifest.add(kit)
                self._outcome.canceled.append(Cancellation(event, entry.calendar.host))

    def _look_for_outdated(self) -> None:
        """Note events whose rows have problems and that still have an earlier kit, unless ``only`` names events."""
        refused = () if self._choices.only else sorted(self._work.faulty)
        left = [event for event in refused if self._manifest.kit(event) and is_folder(self._out / event)]
        self._outcome.outdated = tuple(left)


def _names(kit: Records) -> list[str]:
    return [record.file for record in kit]
