"""The clock of rounds: each has its time within the questions, and each question its time within its round."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.core.errors import HostkitError
from hostkit.guides.guide import Guide, Round
from hostkit.planning.clock import Clock, plan_clock
from tests.support.guides import guide, phrase, questions, segment


def in_rounds(*rounds: tuple[int, int | None], **fields: Any) -> Guide:
    """Return a guide of rounds, each with its number of questions and its minutes."""
    made, first = [], 1
    for count, minutes in rounds:
        made.append(Round(phrase("A round"), first, first + count - 1, minutes=minutes))
        first += count
    return guide(questions=questions(*["Why?"] * (first - 1)), rounds=tuple(made), **fields)


def of_rounds(clock: Clock) -> list[tuple[int, int]]:
    return [(slot.begins, slot.minutes) for slot in clock.rounds]


def test_each_round_has_its_minutes() -> None:
    clock = plan_clock(in_rounds((3, 15), (2, 25)), 600, None, 8)
    assert of_rounds(clock) == [(30, 15), (45, 25)]
    assert clock.question_begins == (30, 35, 40, 45, 57)


def test_rounds_are_scaled_with_the_questions_and_end_with_them() -> None:
    made = in_rounds((3, 10), (1, 20), (2, 10))
    for length in range(20, 200):
        clock = plan_clock(made, None, length, None)
        ends = [begins + minutes for begins, minutes in of_rounds(clock)]
        assert [begins for begins, _ in of_rounds(clock)] == [clock.questions.begins, *ends[:-1]]
        assert ends[-1] == clock.questions.ends
        assert all(minutes >= 1 for _, minutes in of_rounds(clock))
        assert list(clock.question_begins) == sorted(clock.question_begins)
        assert [clock.question_begins[k] for k in (0, 3, 4)] == [begins for begins, _ in of_rounds(clock)]


def test_rounds_without_minutes_share_by_their_questions() -> None:
    assert of_rounds(plan_clock(in_rounds((3, None), (1, None)), None, None, None)) == [(30, 30), (60, 10)]
    # One that says its minutes keeps them, as long as the whole allows it.
    assert of_rounds(plan_clock(in_rounds((2, 20), (2, None)), None, None, None)) == [(30, 20), (50, 20)]


@pytest.mark.parametrize(
    ("rounds", "length", "planned"),
    [
        # The guide's own minutes stay as they are, if they have the sum of the questions.
        (((2, 23), (2, 17)), None, [(30, 23), (53, 17)]),
        # Shares of 23 and 17 minutes become multiples of five: so do those by the number of questions.
        (((4, None), (3, None)), None, [(30, 25), (55, 15)]),
        # At 60 minutes the questions have 25 from 0:20. Three rounds of 8.3 minutes are long, four of 6.25 are not.
        (((1, None), (1, None), (1, None)), 60, [(20, 10), (30, 10), (40, 5)]),
        (((1, None), (1, None), (1, None), (1, None)), 60, [(20, 7), (27, 6), (33, 6), (39, 6)]),
        (((4, 32), (1, 4), (1, 4)), 60, [(20, 20), (40, 3), (43, 2)]),
    ],
)
def test_rounds_begin_and_end_as_segments_do(
    rounds: tuple[tuple[int, int | None], ...], length: int | None, planned: list[tuple[int, int]]
) -> None:
    clock = plan_clock(in_rounds(*rounds), None, length, None)
    assert of_rounds(clock) == planned
    assert not clock.by_remainder


def test_rounds_in_an_odd_number_of_minutes_have_whole_minutes() -> None:
    made = in_rounds((1, None), (1, None), run_of_show=(segment("questions", 37),))
    clock = plan_clock(made, None, None, None)
    assert of_rounds(clock) == [(0, 19), (19, 18)]
    assert clock.by_remainder


def test_too_few_minutes_for_the_rounds_are_refused() -> None:
    made = in_rounds((1, None), (1, None), (1, None), run_of_show=(segment("questions", 2, fixed=True),))
    with pytest.raises(HostkitError) as caught:
        plan_clock(made, None, None, None)
    assert str(caught.value) == (
        "made-up.yaml: 2 minutes for the questions are 1 too few for 3 rounds. "
        "Give more (--minutes), or take a round out."
    )


def test_a_guide_without_rounds_has_none() -> None:
    assert plan_clock(guide(), None, None, None).rounds == ()
