"""How a run is paced: how many processes pay for themselves, and how long one kit may take."""

from __future__ import annotations

import os
from collections.abc import Sequence

from hostkit.batch.pool import starts_by_fork
from hostkit.batch.work import Job
from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.core.wording import quoted

_A_GUIDE, _A_KIT = 0.025, 0.0015
"""Seconds that the first kit of a guide takes, and each further one; measured, as are the next two."""

_A_START_BY_FORK, _A_START_ANEW = 0.01, 0.4
"""Seconds until a process makes kits: what it needs is in memory already, or it is loaded first."""

SECONDS_VARIABLE = "HOSTKIT_KIT_SECONDS"
_SECONDS = 120.0
"""How long one kit may take; one takes a fraction of a second, so this is for what never ends."""


def how_many(jobs: Sequence[Job]) -> int:
    """Return how many processes make some kits soonest on this computer."""
    guides = len({(job.guide, job.options) for job in jobs})
    return paying(len(jobs), guides, _processors(), by_fork=starts_by_fork())


def paying(kits: int, guides: int, processors: int, *, by_fork: bool) -> int:
    """Return how many processes make so many kits of so many guides soonest: each has four times its start to do."""
    seconds = guides * _A_GUIDE + kits * _A_KIT
    start = _A_START_BY_FORK if by_fork else _A_START_ANEW
    return max(1, min(processors, int(seconds / (4 * start))))


def kit_seconds() -> float:
    """Return how long one kit may take. Raises HostkitError when the environment says what is no number."""
    text = os.environ.get(SECONDS_VARIABLE)
    try:
        seconds = float(text) if text else _SECONDS
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        what = f"{SECONDS_VARIABLE} is {quoted(text or '')}."
        remedy, values = "Write a number of seconds, or leave it out.", {"variable": SECONDS_VARIABLE}
        raise HostkitError(Problem("seconds-not-a-number", NOWHERE, what, remedy, values))
    return seconds


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
