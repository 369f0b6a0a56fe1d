"""Plans the times of an evening: shares its minutes among segments and rounds, and finds when each begins."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.guides.guide import Guide, Round, Segment
from hostkit.guides.languages import Language
from hostkit.planning.shares import Shares, TimedPart, share

DAY = 24 * 60
"""Minutes in a day."""

ASSUMED_GUESTS = 8
"""The number of guests if it is not given: about the middle of the 6 to 12 that the design is for."""

HURRIED_SECONDS = 45
"""The design's limit: with fewer seconds, a guest in a round has too little time to speak, and hostkit warns."""

_HALF_MINUTE, _TEN_SECONDS = 30, 10
"""Times for each guest or question are rounded down to a multiple of the first from one minute up, of the second below.

Chosen by eye: nobody keeps time more exactly.
"""


class ScheduledSegment(NamedTuple):
    """A segment with its time. ``begins`` is in minutes from the start of the evening, ``minutes`` is its length.

    ``seconds_each`` is the time for each guest, or None if guests do not take turns.
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
    the rounds, which share the minutes of the questions. ``by_remainder`` tells that segments or rounds have whole
    minutes in proportion, because no plan has long ones on multiples of five minutes.
    """

    slots: tuple[ScheduledSegment, ...]
    length: int
    start: int | None
    question_begins: tuple[int, ...]
    rounds: tuple[RoundSlot, ...] = ()
    by_remainder: bool = False

    @property
    def questions(self) -> ScheduledSegment:
        """The segment of the questions."""
        return next(slot for slot in self.slots if slot.segment.kind == "questions")

    @property
    def question_seconds(self) -> int:
        """The time for one question in seconds, rounded down by ``rounded_down``."""
        return rounded_down(self.questions.minutes * 60 // len(self.question_begins))

    @property
    def turns(self) -> int:
        """The number of questions that every guest may answer: of a round to choose from, only one."""
        if not self.rounds:
            return len(self.question_begins)
        return sum(1 if slot.round.is_choice else slot.round.question_count for slot in self.rounds)

    def seconds_a_question(self, guests: int) -> int:
        """Return the time in which each guest can answer one question, rounded down by ``rounded_down``."""
        return rounded_down(self.questions.minutes * 60 // (self.turns * guests))

    def questions_that_suit(self, guests: int) -> int:
        """Return for how many questions the minutes suffice, so that each guest has 45 seconds for each; 1 or more."""
        return max(1, self.questions.minutes * 60 // (HURRIED_SECONDS * guests))

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
    shares = share_minutes(guide, length)
    slots, begins = [], 0
    for segment, minutes in zip(guide.run_of_show, shares.minutes, strict=True):
        slots.append(ScheduledSegment(segment, begins, minutes, _seconds_each(segment, minutes, guests)))
        begins += minutes
    questions = next(slot for slot in slots if slot.segment.kind == "questions")
    of_rounds = _share_rounds(guide, questions)
    rounds, at = [], questions.begins
    for each, minutes in zip(guide.rounds, of_rounds.minutes, strict=True):
        rounds.append(RoundSlot(each, at, minutes))
        at += minutes
    spans = [(each.begins, each.minutes, each.round.question_count) for each in rounds]
    starts = tuple(
        at + k * minutes // count
        for at, minutes, count in spans or [(questions.begins, questions.minutes, len(guide.questions))]
        for k in range(count)
    )
    by_remainder = shares.by_remainder or of_rounds.by_remainder
    return Clock(tuple(slots), begins, start, starts, tuple(rounds), by_remainder)


def _share_rounds(guide: Guide, slot: ScheduledSegment) -> Shares:
    """Return the minutes of the rounds, which share the minutes of the questions.

    If all rounds have minutes with the same sum, they keep them. Otherwise a round's share is in proportion to its
    minutes, or if it has none, to its number of questions. Raises HostkitError if there are fewer minutes than rounds.
    """
    wanted = [each.minutes for each in guide.rounds]
    if slot.minutes < len(wanted):
        few = len(wanted) - slot.minutes
        problem = Problem(
            "evening-too-short",
            Position(guide.path.name),
            f"{slot.minutes} minutes for the questions are {few} too few for {len(wanted)} rounds.",
            "Give more (--minutes), or take a round out.",
            {"option": "minutes", "minutes": slot.minutes, "too_few": few, "rounds": len(wanted)},
        )
        raise HostkitError(problem)
    given = [minutes for minutes in wanted if minutes]
    if len(given) == len(wanted) and sum(given) in (0, slot.minutes):
        return Shares(tuple(given))
    # Minutes of the guide times its number of questions, so that the share of a question is a whole number.
    count, whole = len(guide.questions), slot.segment.minutes
    weights = [(each.minutes or 0) * count or each.question_count * whole for each in guide.rounds]
    return share(tuple([TimedPart(weight) for weight in weights]), slot.begins, slot.minutes)


def share_minutes(guide: Guide, length: int | None) -> Shares:
    """Return the minutes of each segment, whose sum is ``length``; fixed segments keep their minutes.

    A length that is the sum of the guide's minutes, or None, leaves all as they are. Raises HostkitError as
    ``plan_clock`` does.
    """
    wanted = tuple([segment.minutes for segment in guide.run_of_show])
    if length is None or length == sum(wanted):
        return Shares(wanted)
    parts = tuple([TimedPart(segment.minutes, segment.fixed, segment.each) for segment in guide.run_of_show])
    fixed = sum(part.weight for part in parts if part.fixed)
    _check_room(guide, length, fixed, sum(not part.fixed for part in parts), length - fixed)
    return share(parts, 0, length)


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
    return minutes * 60 // (guests or ASSUMED_GUESTS) if segment.each else None


def rounded_down(seconds: int) -> int:
    """Return the time of a guest or a question as it is printed: in half minutes, below a minute in ten seconds.

    Less than ten seconds are left as they are.
    """
    step = _HALF_MINUTE if seconds >= 60 else _TEN_SECONDS
    return seconds - seconds % step if seconds >= step else seconds


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
