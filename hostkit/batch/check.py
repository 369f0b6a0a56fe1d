"""What only composing can find, without making everything: a season's work in; texts that do not fit out."""

from __future__ import annotations

from hostkit.batch.work import Work, Wrong
from hostkit.ground.errors import HostkitError
from hostkit.kit import KitMaker


def misfits(work: Work) -> tuple[Wrong, ...]:
    """Make a kit of the first event of each guide and way of printing; return what keeps it from being made.

    What is too long in one event alone, such as its place, is found when its kit is made.
    """
    maker, seen, found = KitMaker(), set(), []
    for job in work.jobs:
        if (job.guide, job.options) in seen:
            continue
        seen.add((job.guide, job.options))
        try:
            maker.make(work.guides[job.guide], job.event, job.options)
        except HostkitError as error:
            found.append(Wrong(job.at, f"{job.at} ({job.id}): {error}"))
    return tuple(found)
