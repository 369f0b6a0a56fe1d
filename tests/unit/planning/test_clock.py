"""The run-of-show clock: it begins and ends exactly, keeps fixed parts, and says how long each guest has."""

from __future__ import annotations

import pytest

from hostkit.core.errors import HostkitError
from hostkit.guides.guide import Guide
from hostkit.planning.clock import (
    ASSUMED_GUESTS,
    HURRIED_SECONDS,
    Clock,
    plan_clock,
    rounded_down,
    share_minutes,
)
from tests.support.guides import guide, male_allies, questions, segment, words


def clock(
    made_of: Guide | None = None,
    start: int | None = 19 * 60,
    length: int | None = 90,
    guests: int | None = 10,
) -> Clock:
    return plan_clock(made_of or guide(), start, length, guests)


def run(*minutes: int, fixed: tuple[int, ...] = ()) -> Guide:
    """A guide whose first segment holds the questions, with so many minutes a segment."""
    kinds = ["questions", *["custom"] * (len(minutes) - 1)]
    segments = (
        segment(kind, each, title="Part", fixed=index in fixed)
        for index, (kind, each) in enumerate(zip(kinds, minutes, strict=True))
    )
    return guide(run_of_show=tuple(segments))


def minutes_of(found: Clock) -> list[int]:
    return [slot.minutes for slot in found.slots]


@pytest.mark.parametrize("made_of", [guide(), male_allies()], ids=["made-up", "male-allies"])
def test_it_begins_and_ends_exactly_for_every_length(made_of: Guide) -> None:
    for length in range(20, 301):
        found = clock(made_of, length=length)
        assert found.length == length
        assert found.slots[0].begins == 0
        assert found.slots[-1].ends == length
        for slot, after in zip(found.slots, found.slots[1:], strict=False):
            assert after.begins == slot.ends
        assert all(slot.minutes >= 1 for slot in found.slots)
        (fixed,) = [slot for slot in found.slots if slot.segment.fixed]
        assert fixed.minutes == fixed.segment.minutes == 5


def test_the_segments_keep_their_order() -> None:
    assert [slot.segment for slot in clock().slots] == list(guide().run_of_show)


def test_without_a_length_the_sum_of_the_guide_counts() -> None:
    found = clock(length=None)
    assert minutes_of(found) == [10, 5, 15, 40, 10, 5, 5]
    assert found.length == 90


def test_the_own_length_changes_nothing() -> None:
    assert share_minutes(guide(), 90) == share_minutes(guide(), None)


def test_parts_that_are_not_fixed_scale_together() -> None:
    assert minutes_of(clock(length=175)) == [20, 10, 30, 80, 20, 5, 10]


def test_a_clock_tells_when_no_plan_has_long_parts_on_multiples_of_five() -> None:
    # Two long parts cannot both end at a multiple of five if the evening does not.
    assert clock(run(30, 30), length=52).by_remainder
    assert not clock(run(30, 30), length=55).by_remainder
    assert not clock(run(31, 31), length=None).by_remainder


def test_fixed_parts_are_taken_off_before_sharing() -> None:
    assert share_minutes(run(30, 20, 10, fixed=(1,)), 100).minutes == (60, 20, 20)


def test_the_least_length_holds_the_fixed_parts_and_a_minute_each() -> None:
    made = run(30, 20, 10, 10, fixed=(1,))
    assert share_minutes(made, 23).minutes == (1, 20, 1, 1)
    with pytest.raises(HostkitError) as caught:
        share_minutes(made, 22)
    said = str(caught.value)
    assert "made-up.yaml" in said
    assert "22 minutes are 1 too few" in said
    assert "the fixed parts take 20" in said
    assert "23 minutes or more (--minutes)" in said
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("length", range(1, 11))
def test_the_refusal_states_the_exact_shortfall(length: int) -> None:
    with pytest.raises(HostkitError, match=rf"\b{length} minutes are {11 - length} too few") as caught:
        clock(length=length)
    assert "Give 11 minutes or more" in str(caught.value)


def test_the_shortfall_given_back_is_enough() -> None:
    assert clock(length=11).length == 11


def test_an_evening_of_fixed_parts_alone_cannot_grow() -> None:
    made = run(30, 20, fixed=(0, 1))
    assert share_minutes(made, 50).minutes == (30, 20)
    with pytest.raises(HostkitError, match=r"take 50 minutes, 10 fewer than the 60 asked for"):
        share_minutes(made, 60)
    with pytest.raises(HostkitError, match="5 too few"):
        share_minutes(made, 45)


def test_each_guest_has_an_equal_part_of_a_round() -> None:
    found = clock(guests=10)
    assert [slot.seconds_each for slot in found.slots] == [None, None, 90, None, 60, None, None]


@pytest.mark.parametrize(
    ("seconds", "stated"),
    [(0, 0), (9, 9), (10, 10), (59, 50), (60, 60), (89, 60), (90, 90), (128, 120), (179, 150), (1200, 1200)],
)
def test_shares_are_rounded_down_to_half_minutes_or_ten_seconds(seconds: int, stated: int) -> None:
    assert rounded_down(seconds) == stated


def test_without_a_number_eight_guests_are_assumed() -> None:
    assert ASSUMED_GUESTS == 8
    assert [slot.seconds_each for slot in clock(guests=None).slots if slot.seconds_each] == [112, 75]


def test_a_round_may_leave_a_guest_no_second() -> None:
    assert clock(length=11, guests=200).slots[2].seconds_each == 0


@pytest.mark.parametrize(("guests", "hurried"), [(12, 0), (13, 0), (14, 1), (20, 1), (21, 2)])
def test_rounds_under_45_seconds_a_guest_are_hurried(guests: int, hurried: int) -> None:
    # The introductions have 15 minutes (45 s for 20), the closing round 10 (50 s for 12, 46 s for 13).
    assert HURRIED_SECONDS == 45
    found = clock(guests=guests).hurried
    assert len(found) == hurried
    assert all(slot.segment.each for slot in found)


def test_questions_begin_at_whole_minutes_within_their_part() -> None:
    for count in range(2, 15):
        made = guide(questions=questions(*[words(9)] * count))
        for length in (45, 60, 90, 120):
            found = clock(made, length=length)
            slot = found.questions
            assert found.question_begins == tuple(
                slot.begins + k * slot.minutes // count for k in range(count)
            )
            assert found.question_begins[0] == slot.begins


@pytest.mark.parametrize(("count", "seconds"), [(4, 600), (6, 390), (3, 780), (16, 150), (45, 50)])
def test_the_time_for_a_question_is_rounded_down(count: int, seconds: int) -> None:
    assert clock(guide(questions=questions(*["Why?"] * count))).question_seconds == seconds


def test_an_unknown_start_stays_unknown() -> None:
    found = clock(start=None)
    assert found.start is None
    assert found.slots[-1].ends == 90
