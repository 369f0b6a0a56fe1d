"""What only composing can find: every kit of a season is made and let go of; what became of each goes out.

Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from hostkit.batch.pace import how_many, kit_seconds
from hostkit.batch.pool import Pool
from hostkit.batch.runner import FAILED, MADE, KitOutcome
from hostkit.batch.work import Work
from hostkit.batch.worker import FailedKit


def rehearse(work: Work, workers: int | None, report: Callable[[KitOutcome], None]) -> None:
    """Make every kit and keep none; ``report`` hears of each, also of one that is too long for its place.

    Raises HostkitError when no process can be started.
    """
    with Pool(work.jobs, work.guides, workers or how_many(work.jobs), kit_seconds()) as pool:
        for answer in pool.answers():
            job = work.jobs[answer.number]
            if isinstance(answer, FailedKit):
                report(KitOutcome(job, FAILED, problems=answer.problems))
            else:
                report(KitOutcome(job, MADE, tuple(answer.files), answer.warnings, answer.left_blank))
