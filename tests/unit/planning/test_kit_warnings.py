"""Warnings about the times of a kit."""

from __future__ import annotations

import pytest

from hostkit.guides.guide import Round
from hostkit.planning.kit_warnings import kit_warnings
from tests.support.guides import event, guide, phrase, plan, segment


def test_even_times_are_not_warned_of() -> None:
    assert not kit_warnings(plan(guide(), event(minutes=60, guests=6)))


@pytest.mark.parametrize(
    ("minutes", "better", "remedy"),
    [
        (52, [50, 55], "50 or 55 minutes would do (--minutes)."),
        (3, [4], "4 minutes would do (--minutes)."),
    ],
)
def test_uneven_times_are_warned_of_with_the_nearest_lengths(
    minutes: int, better: list[int], remedy: str
) -> None:
    made = guide(run_of_show=(segment("questions", 30), segment("custom", 30, title="Part")))
    (warning,) = [w for w in kit_warnings(plan(made, event(minutes=minutes))) if w.code == "times-uneven"]
    assert warning.values == {"minutes": minutes, "better": better}
    assert warning.what.startswith(
        f"{minutes} minutes leave no plan in which long parts begin and end on multiples"
    )
    assert warning.remedy == remedy


def test_where_no_length_would_do_the_guide_has_to_change() -> None:
    rounds = (Round(phrase("One"), 1, 2), Round(phrase("Two"), 3, 4))
    made = guide(
        run_of_show=(segment("questions", 37, fixed=True), segment("custom", 5, title="Part")), rounds=rounds
    )
    (warning,) = [w for w in kit_warnings(plan(made, event(minutes=42))) if w.code == "times-uneven"]
    assert warning.values == {"minutes": 42, "better": []}
    assert warning.remedy == "Change the minutes of fixed parts or of rounds in the guide."
