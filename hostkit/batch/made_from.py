"""Keeps short checksums of the parts that a kit is made from, to say why most kits of a season are made anew.

A part is hostkit itself, the guide, or a detail or option that is given.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from hostkit.batch.inputs import plain_value, surroundings
from hostkit.batch.manifest import read_kits
from hostkit.batch.records import Records
from hostkit.batch.work import Job, Work, sums_of_own
from hostkit.core.errors import Position, Problem
from hostkit.core.wording import display_path
from hostkit.events.event import Event, PrintOptions
from hostkit.kit import calibration_of

_HOSTKIT, _GUIDE = "hostkit", "guide"
_USUAL = {**Event()._asdict(), **PrintOptions()._asdict()}
_DIGITS = 8
"""The hexadecimal digits of a checksum: two values of one part are seldom alike by chance, and no kit depends on it."""

_FEWEST = 3
"""The fewest kits made anew that are explained; for fewer, the user knows what was changed. Chosen by eye."""

_NAMED = 3
"""The most parts and guides that a message names, chosen to fill two lines."""


class PartSums:
    """Computes the checksums of the parts of kits of one season."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._printing: dict[PrintOptions, dict[str, object]] = {}

    def of(self, job: Job) -> dict[str, str]:
        """Return the checksums of the parts that a kit is made from, by name."""
        options = job.options
        if options not in self._printing:
            # The files behind these options matter as well as their names.
            self._printing[options] = {"printer": calibration_of(options), **sums_of_own(options)}
        given = {**job.event._asdict(), **options._asdict()}
        parts: dict[str, object] = {_HOSTKIT: surroundings(), _GUIDE: self._work.sums[job.guide]}
        for name, value in given.items():
            if value != _USUAL[name]:
                parts[name] = plain_value(value), self._printing[options].get(name)
        return {name: sha256(repr(part).encode()).hexdigest()[:_DIGITS] for name, part in parts.items()}

    def marked(self, kit: Records, job: Job) -> Records:
        """Return the records of a kit with the checksums in the first."""
        text = " ".join(f"{name}={part}" for name, part in self.of(job).items())
        return (kit[0]._replace(made_from=text), *kit[1:])


def made_anew(work: Work) -> Problem | None:
    """Return a warning that says why most kits of a season's folder are made anew, or None if most are kept."""
    jobs, sums = {job.id: job for job in work.jobs}, PartSums(work)
    there = changed = unknown = 0
    names, guides = Counter[str](), Counter[str]()
    for kit in read_kits(work.usual.out):
        job = jobs.get(kit[0].event)
        there += job is not None
        if job is None or job.inputs == kit[0].inputs:
            continue
        changed += 1
        before = dict(part.split("=") for part in kit[0].made_from.split())
        now = sums.of(job)
        unknown += not before
        other = [name for name in {**before, **now} if before and before.get(name) != now.get(name)]
        names.update(other)
        guides.update([display_path(job.guide)] if _GUIDE in other else [])
    if changed < _FEWEST or 2 * changed <= there:
        return None
    causes = [f"{_cause(work, name, list(guides))} ({count})" for name, count in names.most_common(_NAMED)]
    causes += ["an earlier version of hostkit made them"] if unknown else []
    what = f"{changed} of the {there} kits made before are made anew. Not as it was: {', '.join(causes)}."
    values = {"kits": changed, "parts": dict(names), "guides": sorted(guides)}
    return Problem("season-made-anew", Position(display_path(work.table)), what, "", values)


def _cause(work: Work, name: str, guides: list[str]) -> str:
    """Return the words for a part that is not as it was, with the place where it is given now."""
    if name == _HOSTKIT:
        return "hostkit, its fonts or its libraries"
    if name == _GUIDE:
        return f"the guide {', '.join(guides[:_NAMED])}{', ...' if len(guides) > _NAMED else ''}"
    place = work.usual.places.get(name)
    return f"{name}, given by {place}" if place else f"{name}, in the table or not given any more"
