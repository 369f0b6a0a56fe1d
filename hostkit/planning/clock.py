"""Sharing a whole number in proportion: minutes among segments, lines among prompts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.guides.guide import Guide, Round, Segment


def largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    """Share ``total`` in proportion to ``weights``: whole numbers of at least one; ties go to the earlier.

    ``total`` is at least the number of weights.
    """
    # One each at least, so that no share vanishes; what is left goes to who is furthest below the exact share.
    whole = sum(weights)
    shares = [max(1, weight * total // whole) for weight in weights]

    def above(i: int) -> int:
        return shares[i] * whole - weights[i] * total

    for i in sorted(range(len(weights)), key=lambda i: (above(i), i))[: max(0, total - sum(shares))]:
        shares[i] += 1
    while sum(shares) > total:
        # The ones have eaten more than their share: who is furthest above the exact one gives it back.
        shares[max((i for i in range(len(shares)) if shares[i] > 1), key=lambda i: (above(i), i))] -= 1
    return shares


DAY = 24 * 60
ASSUMED_GUESTS = 8
"""Copies and seconds a guest are for eight while nobody has said how many come."""
HURRIED_SECONDS = 45
"""Under this a guest in a round has no time to say anything; the build warns."""


@dataclass(frozen=True, slots=True)
class ScheduledSegment:
    """A segment with its place in the evening: ``begins`` counts minutes from the start.

    ``seconds_each`` is what each guest has in a round, rounded down to five seconds; None outside rounds.
    """

    segment: Segment
    begins: int
    minutes: int
    seconds_each: int | None = None

    @property
    def ends(self) -> int:
        """Minutes from the start at which the segment is over."""
        return self.begins + self.minutes


@dataclass(frozen=True, slots=True)
class RoundSlot:
    """A round of questions with its place in the evening: ``begins`` counts minutes from the start."""

    round: Round
    begins: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The evening in whole minutes; ``start`` is in minutes after midnight, None when unknown.

    ``rounds`` share the slot of the questions; a question begins within its round.
    """

    slots: tuple[ScheduledSegment, ...]
    length: int
    start: int | None
    question_begins: tuple[int, ...]
    rounds: tuple[RoundSlot, ...] = ()

    @property
    def questions(self) -> ScheduledSegment:
        """The slot of the questions."""
        return next(slot for slot in self.slots if slot.segment.kind == "questions")

    @property
    def minutes_a_question(self) -> tuple[int, bool]:
        """Whole minutes for one question, to the nearest, a half down, and whether that is exact."""
        minutes, count = self.questions.minutes, len(self.question_begins)
        return (2 * minutes + count - 1) // (2 * count), minutes % count == 0

    @property
    def hurried(self) -> tuple[ScheduledSegment, ...]:
        """Rounds in which a guest would have less than 45 seconds."""
        return tuple(s for s in self.slots if s.seconds_each is not None and s.seconds_each < HURRIED_SECONDS)


def plan_clock(guide: Guide, start: int | None, length: int | None, guests: int | None) -> Clock:
    """Return the clock of an evening of ``length`` minutes, or of the guide's own sum.

    Raises HostkitError when the length cannot hold the fixed parts and a minute for each of the others; the message
    says by how much.
    """
    minutes = share_minutes(guide, length)
    slots, begins = [], 0
    for segment, its in zip(guide.run_of_show, minutes, strict=True):
        slots.append(ScheduledSegment(segment, begins, its, _seconds_each(segment, its, guests)))
        begins += its
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
    """Share the minutes of the questions among the rounds, by their own minutes or else by their questions."""
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
    """Scale segments to ``length`` whole minutes by largest remainder, at least one each; fixed ones keep theirs."""
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
    return seconds - seconds % 5 if seconds >= 5 else seconds
