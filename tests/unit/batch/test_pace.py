"""How many processes make the kits of a run, and how long one kit may take."""

from __future__ import annotations

import os

import pytest

from hostkit.batch.pool import how_many
from hostkit.batch.watch import kit_seconds
from hostkit.core.errors import HostkitError


@pytest.mark.parametrize(
    ("kits", "processors", "count"),
    [(0, 8, 1), (1, 8, 1), (50, 8, 1), (51, 8, 2), (1000, 8, 8), (1000, 2, 2), (1000, 1, 1)],
)
def test_a_further_process_is_started_for_every_fifty_kits(
    monkeypatch: pytest.MonkeyPatch, kits: int, processors: int, count: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)
    assert how_many(kits) == count


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
