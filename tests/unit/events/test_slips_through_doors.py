"""Every slip of every field, through every way in: it is read as what hostkit writes for it, or refused."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from hostkit.core.errors import HostkitError
from hostkit.events.event import Kind
from hostkit.events.settled_values import settled_text
from tests.support.doors import DOORS, entrances
from tests.support.slips import SLIPS, Slip, slips_of

CASES = [(door, name, slip) for door, name in entrances(*get_args(Kind)) for slip in slips_of(name)]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_kind_of_value_has_slips() -> None:
    assert set(SLIPS) == set(get_args(Kind))
    assert all(slips_of(name) for _, name in entrances(*get_args(Kind)))


@pytest.mark.parametrize(("door", "name", "slip"), CASES)
def test_a_slip_through_a_door(door: str, name: str, slip: Slip) -> None:
    if slip.settled is not None and slip.is_read:
        assert str(DOORS[door](name, slip.typed)) == str(DOORS[door](name, slip.settled))
        return
    with pytest.raises(HostkitError) as caught:
        DOORS[door](name, slip.typed)
    (problem,) = caught.value.problems
    assert problem.remedy or problem.code == "topic-unknown"
    if slip.settled is not None:
        assert slip.settled in problem.remedy


@pytest.mark.parametrize(("name", "slip"), list(dict.fromkeys(case[1:] for case in CASES)))
def test_a_slip_with_one_meaning_is_settled_and_then_stays(name: str, slip: Slip) -> None:
    assert settled_text(name, slip.typed) == slip.settled
    if slip.settled is not None:
        assert settled_text(name, slip.settled) == slip.settled
