"""Shares of an evening: long parts on multiples of five minutes, two minutes or more for others, or in proportion."""

from __future__ import annotations

import pytest

from hostkit.planning.shares import Shares, TimedPart, largest_remainder, share


def parts(*weights: int, fixed: tuple[int, ...] = (), each: tuple[int, ...] = ()) -> tuple[TimedPart, ...]:
    return tuple(TimedPart(weight, k in fixed, k in each) for k, weight in enumerate(weights))


@pytest.mark.parametrize(
    ("made_of", "begins", "length", "minutes"),
    [
        # Shares of 26.7 and 13.3 minutes: 25 and 15 are nearer than 30 and 10.
        (parts(20, 10), 0, 40, (25, 15)),
        # Short parts share 15 minutes between 0 and the long part: 7.5 each, so the first has more.
        (parts(6, 6, 24), 0, 45, (8, 7, 30)),
        # 7.5 and 7.5 minutes, of which the round of all loses none.
        (parts(6, 6, 24, each=(1,)), 0, 45, (7, 8, 30)),
        # Exactly eight minutes are long, just under eight are short.
        (parts(8, 20), 0, 28, None),
        (parts(8, 20), 0, 35, (10, 25)),
        (parts(7, 20, 3), 0, 33, (10, 20, 3)),
        # A fixed part keeps its minutes wherever it is, and short parts beside it make up for it.
        (parts(10, 7, 4, 30, fixed=(1,)), 0, 60, (15, 7, 3, 35)),
        (parts(10, 7, 30, fixed=(1,)), 0, 60, None),
        # 10 and 40 minutes are as near to 12.5 and 37.5: the first part has more.
        (parts(10, 10, 30, fixed=(1,)), 0, 60, (15, 10, 35)),
        # All fixed: nothing to share.
        (parts(7, 8, fixed=(0, 1)), 0, 15, (7, 8)),
        # Short parts have two minutes at least, and the longest part gives them.
        (parts(7, 1, 1), 0, 9, (5, 2, 2)),
        (parts(1, 1, 1), 0, 5, None),
        # Parts that begin at 0:22 have to reach 0:25 first.
        (parts(4, 20), 22, 23, (3, 20)),
        (parts(20, 4), 22, 23, None),
        # A single long part of ten minutes cannot begin at 0:07.
        (parts(20), 7, 10, None),
        (parts(20), 15, 10, (10,)),
        (parts(4, 4), 22, 9, (5, 4)),
    ],
)
def test_the_nearest_plan_with_even_times(
    made_of: tuple[TimedPart, ...], begins: int, length: int, minutes: tuple[int, ...] | None
) -> None:
    found = share(made_of, begins, length)
    assert found.by_remainder == (minutes is None)
    assert minutes is None or found.minutes == minutes
    assert sum(found.minutes) == length


def test_rounds_of_all_lose_minutes_last() -> None:
    # Of 80 minutes: arrivals 8.8, introductions 13.2.
    weights = (10, 5, 15, 40, 5, 10, 5)
    assert share(parts(*weights, fixed=(4,)), 0, 80).minutes == (10, 5, 10, 35, 5, 10, 5)
    assert share(parts(*weights, fixed=(4,), each=(2, 5)), 0, 80).minutes == (5, 5, 15, 35, 5, 10, 5)


def test_without_a_plan_fixed_parts_keep_their_minutes_and_others_have_whole_ones() -> None:
    assert share(parts(20, 5, 10, fixed=(1,)), 0, 47) == Shares((28, 5, 14), by_remainder=True)
    assert share(parts(30, 20, 10, 10, fixed=(1,)), 0, 23) == Shares((1, 20, 1, 1), by_remainder=True)


@pytest.mark.parametrize(
    ("weights", "total", "shared"),
    [
        # 10 : 10 : 10 to 31: the first of equals gets the odd minute.
        ((10, 10, 10), 31, [11, 10, 10]),
        ((10, 10, 10), 32, [11, 11, 10]),
        # Quotas 15.5, 7.75, 7.75: the largest remainders are the smaller parts'.
        ((20, 10, 10), 31, [15, 8, 8]),
        # Quotas 32.5, 3.25, 3.25: half a minute is the largest remainder.
        ((40, 4, 4), 39, [33, 3, 3]),
        # Quotas 0.3 and 0.3 are a minute each, which the long part gives.
        ((94, 3, 3), 10, [8, 1, 1]),
        ((1, 1, 1), 3, [1, 1, 1]),
    ],
)
def test_the_largest_remainder_gets_the_odd_minute(
    weights: tuple[int, ...], total: int, shared: list[int]
) -> None:
    assert largest_remainder(weights, total) == shared
