"""Writers: every kit arrives, in order, whether the disk is quick or slow."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from hostkit.batch import writers as module
from hostkit.batch.worker import Finished
from hostkit.batch.writers import Arrived, Writers
from hostkit.ground.errors import OutputError
from tests.unit.output.disk import NEW, contents


@pytest.fixture(params=["quick", "slow"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A disk that is taken for quick, or for slow: then threads write to it."""
    kind = str(request.param)
    monkeypatch.setattr(module, "_QUICK_SECONDS", 100.0 if kind == "quick" else 0.0)
    return kind


def kit(number: int) -> Finished:
    return Finished(number, NEW, b"line", (), ())


def written(out: Path, count: int) -> list[Arrived]:
    its, arrived = Writers(out, force=False), []
    for number in range(count):
        its.put(f"evening-{number}", kit(number))
        arrived += list(its.done())
    its.finish()
    return [*arrived, *its.done()]


def test_every_kit_arrives_in_order(tmp_path: Path, disk: str) -> None:
    arrived = written(tmp_path, 40)
    assert [one.kit.number for one in arrived] == list(range(40))
    assert all(contents(tmp_path / f"evening-{number}") == NEW for number in range(40))
    assert {one.error for one in arrived} == {None}
    assert [*arrived[0].kit.files] == [*NEW]
    assert not any(arrived[0].kit.files.values()), "bytes that are written are let go of"


def test_threads_write_where_the_disk_is_slow(
    tmp_path: Path, disk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, real = set[str](), os.fsync

    def fsync(handle: int) -> None:
        seen.add(threading.current_thread().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    written(tmp_path, 20)
    assert len(seen) > 1 if disk == "slow" else seen == {"MainThread"}


def test_no_more_than_a_few_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_QUICK_SECONDS", 0.0)
    gate = threading.Event()
    its = Writers(tmp_path, force=False)
    for number in range(3):
        its.put(f"first-{number}", kit(number))
    assert len(list(its.done())) == 3
    monkeypatch.setattr(module, "_write", lambda *task: gate.wait(30))
    for number in range(module._HELD):
        its.put(f"evening-{number}", kit(number))
        assert list(its.done()) == []
    threading.Timer(0.1, gate.set).start()
    its.put("evening", kit(99))
    assert len(list(its.done())) >= 1
    assert gate.is_set(), "it waited for the first"
    its.finish()


def test_what_the_disk_refuses_costs_its_kit(
    tmp_path: Path, disk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refused(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if (tmp_path / "evening-7") in Path(str(path)).parents:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, flags, mode)

    (tmp_path / "evening-7").mkdir()
    monkeypatch.setattr(os, "open", refused)
    arrived = written(tmp_path, 12)
    failed = [one for one in arrived if one.error]
    assert [one.kit.number for one in failed] == [7]
    assert isinstance(failed[0].error, OutputError)
