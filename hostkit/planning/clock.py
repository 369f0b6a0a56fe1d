"""Plans the times of an evening: shares its minutes among segments and rounds, and finds when each begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.guides.guide import Guide, Round, Segment
from hostkit.guides.languages import Language


def largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    """Return ``total`` divided in proportion to ``weights`` into whole numbers, each at least one.

    ``total`` must be at least the number of weights. Of equal remainders the first gets the extra unit.
    """
    # Each share is at least one; the remaining units go to the shares furthest below their exact value.
    whole = sum(weights)
    shares = [max(1, weight * total // whole) for weight in weights]

    def above(i: int) -> int:
        return shares[i] * whole - weights[i] * total

    for i in sorted(range(len(weights)), key=lambda i: (above(i), i))[: max(0, total - sum(shares))]:
        shares[i] += 1
    while sum(shares) > total:
        # Raising shares to one can make the sum too large; the share furthest above its exact value then loses one.
        shares[max((i for i in range(len(shares)) if shares[i] > 1), key=lambda i: (above(i), i))] -= 1
    return shares


DAY = 24 * 60
"""Minutes in a day."""

ASSUMED_GUESTS = 8
"""The number of guests if it is not given: about the middle of the 6 to 12 that the design is for."""

HURRIED_SECONDS = 45
"""The design's limit: with fewer seconds, a guest in a round has too little time to speak, and hostkit warns."""

_STEP_SECONDS = 5
"""Seconds for each guest are rounded down to a multiple of this. Chosen by eye: nobody keeps time more exactly."""


class ScheduledSegment(NamedTuple):
    """A segment with its time. ``begins`` is in minutes from the start of the evening, ``minutes`` is its length.

    ``seconds_each`` is the time for each guest, rounded down to five seconds, or None if guests do not take turns.
    """

    segment: Segment
    begins: int
    minutes: int
    seconds_each: int | None = None

    @property
    def ends(self) -> int:
        """The end of the segment, in minutes from the start of the evening."""
        return self.begins + self.minutes


class RoundSlot(NamedTuple):
    """A round of questions. ``begins`` is in minutes from the start of the evening, ``minutes`` is its length."""

    round: Round
    begins: int
    minutes: int


class Clock(NamedTuple):
    """The times of an evening in whole minutes.

    ``slots`` are its segments in order and ``length`` is their sum. ``start`` is in minutes after midnight, or None if
    it is unknown. ``question_begins`` is the time of each question from the start of the evening, and ``rounds`` are
    the rounds, which share the minutes of the questions.
    """

    slots: tuple[ScheduledSegment, ...]
    length: int
    start: int | None
    question_begins: tuple[int, ...]
    rounds: tuple[RoundSlot, ...] = ()

    @property
    def questions(self) -> ScheduledSegment:
        """The segment of the questions."""
        return next(slot for slot in self.slots if slot.segment.kind == "questions")

    @property
    def minutes_a_question(self) -> tuple[int, bool]:
        """The minutes for one question, rounded to the nearest (halves down), and whether they are exact."""
        minutes, count = self.questions.minutes, len(self.question_begins)
        return (2 * minutes + count - 1) // (2 * count), minutes % count == 0

    @property
    def hurried(self) -> tuple[ScheduledSegment, ...]:
        """The segments in which each guest has less than 45 seconds."""
        return tuple(s for s in self.slots if s.seconds_each is not None and s.seconds_each < HURRIED_SECONDS)


def plan_clock(guide: Guide, start: int | None, length: int | None, guests: int | None) -> Clock:
    """Return the times of an evening of ``length`` minutes; None means the sum of the guide's minutes.

    ``start`` is in minutes after midnight.

    Raises:
        HostkitError: the length is too short for the fixed segments, or leaves another segment or a round no minute;
            or every segment is fixed and the length is longer than their sum.

    """
    minutes = share_minutes(guide, length)
    slots, begins = [], 0
    for segment, share in zip(guide.run_of_show, minutes, strict=True):
        slots.append(ScheduledSegment(segment, begins, share, _seconds_each(segment, share, guests)))
        begins += share
    questions = next(slot for slot in slots if slot.segment.kind == "questions")
    rounds = _plan_rounds(guide, questions)
    spans = [(each.begins, each.minutes, each.round.question_count) for each in rounds]
    starts = tuple(
        at + k * minutes // count
        for at, minutes, count in spans or [(questions.begins, questions.minutes, len(guide.questions))]
        for k in range(count)
    )
    return Clock(tuple(slots), begins, start, starts, rounds)


def _plan_rounds(guide: Guide, slot: ScheduledSegment) -> tuple[RoundSlot, ...]:
    """Return the rounds, which share the minutes of the questions.

    A round's share is in proportion to its minutes, or if it has none, to its number of questions. Raises HostkitError
    if there are fewer minutes than rounds.
    """
    count = len(guide.rounds)
    if slot.minutes < count:
        few = count - slot.minutes
        problem = Problem(
            "evening-too-short",
            Position(guide.path.name),
            f"{slot.minutes} minutes for the questions are {few} too few for {count} rounds.",
            "Give more (--minutes), or take a round out.",
            {"option": "minutes", "minutes": slot.minutes, "too_few": few, "rounds": count},
        )
        raise HostkitError(problem)
    share = slot.segment.minutes / len(guide.questions)
    weights = [each.minutes or max(1, round(share * each.question_count)) for each in guide.rounds]
    slots, begins = [], slot.begins
    for each, minutes in zip(
        guide.rounds, largest_remainder(weights, slot.minutes) if count else (), strict=True
    ):
        slots.append(RoundSlot(each, begins, minutes))
        begins += minutes
    return tuple(slots)


def share_minutes(guide: Guide, length: int | None) -> tuple[int, ...]:
    """Return the minutes of each segment, whose sum is ``length``; fixed segments keep their minutes.

    Raises HostkitError as ``plan_clock`` does.
    """
    wanted = [segment.minutes for segment in guide.run_of_show]
    if length is None or length == sum(wanted):
        return tuple(wanted)
    free = [i for i, segment in enumerate(guide.run_of_show) if not segment.fixed]
    fixed = sum(wanted) - sum(wanted[i] for i in free)
    left = length - fixed
    _check_room(guide, length, fixed, len(free), left)
    if free:
        shares = largest_remainder([wanted[i] for i in free], left)
        for i, share in zip(free, shares, strict=True):
            wanted[i] = share
    return tuple(wanted)


def _check_room(guide: Guide, length: int, fixed: int, free: int, left: int) -> None:
    if left < free:
        problem = Problem(
            "evening-too-short",
            Position(guide.path.name),
            f"{length} minutes are {free - left} too few: the fixed parts take {fixed}, and each of the "
            f"other parts ({free}) needs at least one.",
            f"Give {fixed + free} minutes or more (--minutes), or shorten a fixed part.",
            {"option": "minutes", "minutes": length, "too_few": free - left, "least": fixed + free},
        )
        raise HostkitError(problem)
    if left > 0 and not free:
        problem = Problem(
            "evening-too-long",
            Position(guide.path.name),
            f"every part is fixed and together they take {fixed} minutes, {left} fewer than the {length} asked for.",
            "Leave out --minutes, or take 'fixed' from one part.",
            {"option": "minutes", "minutes": length, "too_many": left, "fixed": fixed},
        )
        raise HostkitError(problem)


def _seconds_each(segment: Segment, minutes: int, guests: int | None) -> int | None:
    if not segment.each:
        return None
    seconds = minutes * 60 // (guests or ASSUMED_GUESTS)
    return seconds - seconds % _STEP_SECONDS if seconds >= _STEP_SECONDS else seconds


class TimeWords(NamedTuple):
    """Writes times in a language. ``hours`` is 12 or 24. All times are in whole minutes."""

    language: Language
    hours: int

    def figures(self, time: int) -> str:
        """Return a time in minutes after midnight as figures: 19:05, or 7:05 on a 12-hour clock."""
        hour, minute = divmod(time % DAY, 60)
        if self.hours == 12:
            return f"{hour % 12 or 12}:{minute:02d}"
        return f"{hour:02d}:{minute:02d}"

    def in_words(self, time: int) -> str:
        """Return a time in minutes after midnight, with a.m. or p.m. on a 12-hour clock."""
        if self.hours == 24:
            return self.figures(time)
        return self.language("time.at_12", time=self.figures(time), half=self._half(time))

    def span(self, start: int, end: int) -> str:
        """Return a span such as "19:00 to 20:30" for two times in minutes after midnight."""
        figures = {"start": self.figures(start), "end": self.figures(end)}
        if self.hours == 24:
            return self.language("time.range", **figures)
        halves = {"start_half": self._half(start), "end_half": self._half(end)}
        if halves["start_half"] == halves["end_half"]:
            return self.language("time.range_12", **figures, **halves)
        return self.language("time.range_12_across", **figures, **halves)

    def elapsed(self, minutes: int) -> str:
        """Return minutes since the start as hours and minutes, such as 0:05."""
        return f"{minutes // 60}:{minutes % 60:02d}"

    def _half(self, time: int) -> str:
        return self.language("time.am" if time % DAY < DAY // 2 else "time.pm")
