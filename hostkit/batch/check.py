"""What only composing can find: every kit of a season is made and let go of; what keeps one from being made goes out.

Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from hostkit.batch.pace import how_many, kit_seconds
from hostkit.batch.pool import Pool
from hostkit.batch.row_checks import Wrong
from hostkit.batch.work import Work, told
from hostkit.batch.worker import Refused


def misfits(work: Work, workers: int | None, report: Callable[[bool], None]) -> tuple[Wrong, ...]:
    """Return what is too long for its place, or fails in another way, by row; ``report`` hears whether each failed.

    Raises HostkitError when no process can be started.
    """
    found = []
    with Pool(work.jobs, work.guides, workers or how_many(work.jobs), kit_seconds()) as pool:
        for answer in pool.answers():
            is_refused = isinstance(answer, Refused)
            if isinstance(answer, Refused):
                found.append(told(work.jobs[answer.number], answer.why))
            report(is_refused)
    return tuple(dict.fromkeys(sorted(found)))
