"""Writers: every kit arrives, in order."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from hostkit.batch import writers as module
from hostkit.batch.worker import FinishedKit
from hostkit.batch.writers import Arrived, Writers
from hostkit.core.errors import OutputError
from tests.unit.files.disk import NEW, contents


def kit(number: int) -> FinishedKit:
    return FinishedKit(number, NEW, ())


def written(out: Path, count: int) -> list[Arrived]:
    its, arrived = Writers(out, force=False), []
    for number in range(count):
        its.put(f"evening-{number}", kit(number))
        arrived += list(its.done())
    its.finish()
    return [*arrived, *its.done()]


def test_every_kit_arrives_in_order(tmp_path: Path) -> None:
    arrived = written(tmp_path, 40)
    assert [one.kit.number for one in arrived] == list(range(40))
    assert all(contents(tmp_path / f"evening-{number}") == NEW for number in range(40))
    assert {one.error for one in arrived} == {None}
    assert [*arrived[0].kit.files] == [*NEW]
    assert not any(arrived[0].kit.files.values()), "bytes that are written are let go of"


def test_several_threads_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, real = set[str](), os.fsync

    def fsync(handle: int) -> None:
        seen.add(threading.current_thread().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    written(tmp_path, 20)
    assert len(seen) > 1


def test_no_more_than_a_few_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr(module, "write_folder", lambda *_, **__: gate.wait(30))
    its = Writers(tmp_path, force=False)
    for number in range(module._HELD):
        its.put(f"evening-{number}", kit(number))
        assert list(its.done()) == []
    threading.Timer(0.1, gate.set).start()
    its.put("evening", kit(99))
    assert len(list(its.done())) >= 1
    assert gate.is_set(), "it waited for the first"
    its.finish()


def test_what_the_disk_refuses_costs_its_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


# --- what a power cut left -------------------------------------------------------------------------------------------

PDF = b"%PDF-1.7\nnew\n%%EOF\n"


def again(out: Path, left: bytes, known: tuple[str, ...]) -> Arrived:
    """Write a kit of one file where something is left of an earlier one."""
    (out / "evening").mkdir()
    (out / "evening" / "a.pdf").write_bytes(left)
    its = Writers(out, force=False)
    its.put("evening", FinishedKit(0, {"a.pdf": PDF, "b.txt": b"text\n"}, ()), known)
    its.finish()
    (arrived,) = its.done()
    return arrived


@pytest.mark.parametrize("left", [b"%PDF-1.7\nold", b"%PDF-1.7\nold" + bytes(3000), bytes(512) + b"old"])
def test_a_file_that_is_known_and_was_cut_short_is_made_anew(tmp_path: Path, left: bytes) -> None:
    assert again(tmp_path, left, ("a.pdf",)).error is None
    assert (tmp_path / "evening" / "a.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    ("left", "known"),
    [
        (b"%PDF-1.7\nold", ("b.txt",)),
        (b"%PDF-1.7\nold\n%%EOF\n", ("a.pdf", "b.txt")),
        (b"mine", ("a.pdf", "b.txt")),
    ],
)
def test_a_file_that_is_not_known_or_whole_is_somebodys(
    tmp_path: Path, left: bytes, known: tuple[str, ...]
) -> None:
    assert isinstance(again(tmp_path, left, known).error, OutputError)
    assert contents(tmp_path / "evening") == {"a.pdf": left}


def test_nothing_behind_a_link_is_touched(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    name = ".hostkit-0123456789abcdef-a.pdf.new"
    (tmp_path / "elsewhere" / name).write_bytes(b"theirs")
    (tmp_path / "evening-0").symlink_to(tmp_path / "elsewhere")
    (arrived,) = written(tmp_path, 1)
    assert "a link to another folder" in str(arrived.error)
    assert contents(tmp_path / "elsewhere") == {name: b"theirs"}
