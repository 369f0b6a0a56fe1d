"""The pace of a run: further processes where they pay, and a limit to how long one kit may take."""

from __future__ import annotations

import pytest

from hostkit.batch import pace
from hostkit.batch.pace import how_many, kit_seconds, paying
from hostkit.core.errors import HostkitError

from .made import job


@pytest.mark.parametrize(
    ("kits", "guides", "processors", "by_fork", "count"),
    [
        (1, 1, 8, True, 1), (20, 1, 8, True, 1), (40, 1, 8, True, 2), (4, 4, 8, True, 2), (1000, 12, 2, True, 2),
        (1000, 12, 8, True, 8), (1000, 12, 1, True, 1), (200, 12, 8, False, 1), (2000, 12, 8, False, 2),
        (10000, 12, 8, False, 8),
    ],
)  # fmt: skip
def test_further_processes_are_started_when_they_pay(
    kits: int, guides: int, processors: int, by_fork: bool, count: int
) -> None:
    assert paying(kits, guides, processors, by_fork=by_fork) == count


@pytest.mark.parametrize(("text", "seconds"), [(None, 120.0), ("", 120.0), ("0.5", 0.5), ("30", 30.0)])
def test_how_long_a_kit_may_take_can_be_set(
    monkeypatch: pytest.MonkeyPatch, text: str | None, seconds: float
) -> None:
    monkeypatch.delenv("HOSTKIT_KIT_SECONDS", raising=False)
    if text is not None:
        monkeypatch.setenv("HOSTKIT_KIT_SECONDS", text)
    assert kit_seconds() == seconds


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "inf"])
def test_what_is_no_length_of_time_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("HOSTKIT_KIT_SECONDS", text)
    with pytest.raises(HostkitError, match="HOSTKIT_KIT_SECONDS"):
        kit_seconds()


def test_guides_and_kits_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_processors", lambda: 8)
    monkeypatch.setattr(pace, "starts_by_fork", lambda: True)
    assert how_many([job(number) for number in range(8)]) == 1
    assert how_many([job(number, f"{number}.yaml") for number in range(8)]) == 5
