"""The times of an evening: its minutes shared among segments and rounds of questions, and when each begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.guides.guide import Guide, Round, Segment
from hostkit.guides.languages import Language


def largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    """Return ``total`` shared in proportion to ``weights``, in whole numbers of at least one; ties go to the earlier.

    ``total`` is at least the number of weights.
    """
    # Each share is at least one; the rest goes to those that are furthest below their exact share.
    whole = sum(weights)
    shares = [max(1, weight * total // whole) for weight in weights]

    def above(i: int) -> int:
        return shares[i] * whole - weights[i] * total

    for i in sorted(range(len(weights)), key=lambda i: (above(i), i))[: max(0, total - sum(shares))]:
        shares[i] += 1
    while sum(shares) > total:
        # Shares raised to one sum to too much: the share that is furthest above its exact value loses one.
        shares[max((i for i in range(len(shares)) if shares[i] > 1), key=lambda i: (above(i), i))] -= 1
    return shares


DAY = 24 * 60
"""Minutes in a day."""

ASSUMED_GUESTS = 8
"""The design's number where the guests are not known: in the middle of the 6 to 12 that an evening is for."""

HURRIED_SECONDS = 45
"""The design's limit, under which a guest in a round has too little time to speak and the build warns."""

_STEP_SECONDS = 5
"""Seconds a guest are rounded down to a multiple of this. Chosen by eye: nobody keeps time more exactly."""


@dataclass(frozen=True, slots=True)
class ScheduledSegment:
    """A segment with its time: ``begins`` and ``minutes`` are in minutes, counted from the start of the evening.

    ``seconds_each`` is the time of each guest in a round, rounded down to five seconds; None outside rounds.
    """

    segment: Segment
    begins: int
    minutes: int
    seconds_each: int | None = None

    @property
    def ends(self) -> int:
        """The end of the segment, in minutes from the start of the evening."""
        return self.begins + self.minutes


@dataclass(frozen=True, slots=True)
class RoundSlot:
    """A round of questions with its time in minutes, counted from the start of the evening."""

    round: Round
    begins: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of an evening in whole minutes; ``start`` is in minutes after midnight, None when unknown.

    ``rounds`` share the minutes of the questions; ``question_begins`` counts from the start of the evening.
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
        """The minutes of one question, rounded to the nearest, a half down, and whether that is exact."""
        minutes, count = self.questions.minutes, len(self.question_begins)
        return (2 * minutes + count - 1) // (2 * count), minutes % count == 0

    @property
    def hurried(self) -> tuple[ScheduledSegment, ...]:
        """The segments in which each guest has less than 45 seconds."""
        return tuple(s for s in self.slots if s.seconds_each is not None and s.seconds_each < HURRIED_SECONDS)


def plan_clock(guide: Guide, start: int | None, length: int | None, guests: int | None) -> Clock:
    """Return the times of an evening of ``length`` minutes, or of the sum of the guide's minutes when it is None.

    ``start`` is in minutes after midnight.

    Raises:
        HostkitError: the length cannot hold the fixed segments and a minute for each of the others, or the rounds.

    """
    minutes = share_minutes(guide, length)
    slots, begins = [], 0
    for segment, share in zip(guide.run_of_show, minutes, strict=True):
        slots.append(ScheduledSegment(segment, begins, share, _seconds_each(segment, share, guests)))
        begins += share
    questions = next(slot for slot in slots if slot.segment.kind == "questions")
    rounds = _plan_rounds(guide, questions)
    spans = [(each.begins, each.minutes, each.round.count) for each in rounds]
    starts = tuple(
        at + k * minutes // count
        for at, minutes, count in spans or [(questions.begins, questions.minutes, len(guide.questions))]
        for k in range(count)
    )
    return Clock(tuple(slots), begins, start, starts, rounds)


def _plan_rounds(guide: Guide, slot: ScheduledSegment) -> tuple[RoundSlot, ...]:
    """Return the rounds with their shares of the minutes of the questions.

    The shares are in proportion to the minutes of each round, or else to the number of its questions.
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
    weights = [each.minutes or max(1, round(share * each.count)) for each in guide.rounds]
    slots, begins = [], slot.begins
    for each, minutes in zip(
        guide.rounds, largest_remainder(weights, slot.minutes) if count else (), strict=True
    ):
        slots.append(RoundSlot(each, begins, minutes))
        begins += minutes
    return tuple(slots)


def share_minutes(guide: Guide, length: int | None) -> tuple[int, ...]:
    """Return the minutes of each segment, in sum ``length``: fixed ones keep theirs, others get one or more.

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
            f"{length} minutes are {free - left} too few: the fixed parts take {fixed} and the other {free} at least "
            "one each.",
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
    """The words of a language for times, on a clock of ``hours`` hours. All times are in whole minutes."""

    language: Language
    hours: int

    def figures(self, time: int) -> str:
        """Return a time after midnight as figures: 19:05, on a 12-hour clock 7:05."""
        hour, minute = divmod(time % DAY, 60)
        if self.hours == 12:
            return f"{hour % 12 or 12}:{minute:02d}"
        return f"{hour:02d}:{minute:02d}"

    def in_words(self, time: int) -> str:
        """Return a time after midnight with its half of the day where the clock has twelve hours."""
        if self.hours == 24:
            return self.figures(time)
        return self.language("time.at_12", time=self.figures(time), half=self._half(time))

    def span(self, start: int, end: int) -> str:
        """Return "19:00 to 20:30" for two times after midnight."""
        figures = {"start": self.figures(start), "end": self.figures(end)}
        if self.hours == 24:
            return self.language("time.range", **figures)
        halves = {"start_half": self._half(start), "end_half": self._half(end)}
        if halves["start_half"] == halves["end_half"]:
            return self.language("time.range_12", **figures, **halves)
        return self.language("time.range_12_across", **figures, **halves)

    def elapsed(self, minutes: int) -> str:
        """Return minutes since the start as hours and minutes: 0:05."""
        return f"{minutes // 60}:{minutes % 60:02d}"

    def _half(self, time: int) -> str:
        return self.language("time.am" if time % DAY < DAY // 2 else "time.pm")
