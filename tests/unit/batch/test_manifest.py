"""The manifest: always whole for a reader, nothing forgotten after a kill, nobody else's file touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from itertools import count
from pathlib import Path

import pytest

from hostkit.batch import manifest as module
from hostkit.batch.manifest import Manifest
from hostkit.batch.records import spread, unpack
from hostkit.core.errors import OutputError
from tests.unit.files.disk import failing, no_space

from .made import HOST, kit, line, records

EVENTS = ("b", "a", "c")


def opened(folder: Path, order: Sequence[str] = EVENTS, known: Collection[str] = EVENTS) -> Manifest:
    return Manifest(folder, order, known)


def filled(folder: Path, events: Sequence[str] = ("a", "b", "c")) -> Manifest:
    its = opened(folder)
    for event in events:
        its.add(records(event))
    return its


def text(folder: Path) -> bytes:
    return (folder / "manifest.jsonl").read_bytes()


def test_it_has_the_order_of_the_table_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    filled(tmp_path).finish()
    assert text(tmp_path) == b"".join(spread(line(event)) for event in EVENTS)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.jsonl"]


def test_what_was_finished_is_known_the_next_time(tmp_path: Path) -> None:
    filled(tmp_path).finish()
    again = opened(tmp_path)
    assert not again.was_cut_short
    assert [again.kit(event) for event in EVENTS] == [unpack(line(event)) for event in EVENTS]
    assert again.kit("d") == ()
    again.finish()
    assert text(tmp_path) == b"".join(spread(line(event)) for event in EVENTS)


def test_a_kit_made_again_takes_the_place_of_its_records(tmp_path: Path) -> None:
    filled(tmp_path).finish()
    again = opened(tmp_path)
    again.add(records("a", kit(HOST), "new"))
    assert [record.inputs for record in again.kit("a")] == ["new", "new"]
    again.finish()
    assert unpack(line("a", kit(HOST), "new")) == opened(tmp_path).kit("a")
    assert text(tmp_path).count(b'"event":"a"') == 2


def test_nothing_is_forgotten_when_the_process_is_killed(tmp_path: Path) -> None:
    filled(tmp_path, ["a"]).finish()
    killed = opened(tmp_path)
    killed.add(records("b"))
    killed.add(records("a", inputs="new"))
    # Neither finished nor closed: that is all that a kill leaves.
    again = opened(tmp_path)
    assert again.was_cut_short
    assert again.kit("b") == unpack(line("b"))
    assert again.kit("a") == unpack(line("a", inputs="new"))
    again.finish()
    assert text(tmp_path) == spread(line("b")) + spread(line("a", inputs="new"))


def test_a_line_that_a_power_cut_tore_costs_its_kit_alone(tmp_path: Path) -> None:
    filled(tmp_path).finish()
    whole = text(tmp_path)
    (tmp_path / "manifest.jsonl").write_bytes(whole[:-30])
    again = opened(tmp_path)
    assert [bool(again.kit(event)) for event in EVENTS] == [True, True, False]
    again.finish()
    assert text(tmp_path) == spread(line("b")) + spread(line("a"))


def test_a_line_taken_out_by_hand_costs_its_kit_alone(tmp_path: Path) -> None:
    filled(tmp_path).finish()
    lines = text(tmp_path).splitlines(keepends=True)
    (tmp_path / "manifest.jsonl").write_bytes(b"".join(lines[:1] + lines[2:]))
    assert [bool(opened(tmp_path).kit(event)) for event in EVENTS] == [False, True, True]


def test_a_reader_meets_whole_lines_at_every_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is brought up to date after each kit: every call to the system is a moment at which somebody may look."""
    monkeypatch.setattr(module, "monotonic", count(0, 10).__next__)
    monkeypatch.setattr(module, "_SHARE", 0)
    seen = set()

    def looked(name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: object, **named: object) -> object:
            done = real(*arguments, **named)
            if (tmp_path / "manifest.jsonl").exists():
                found = text(tmp_path)
                assert not found or found.endswith(b"\n")
                seen.add(found.count(b"\n"))
            return done

        monkeypatch.setattr(os, name, call)

    for name in ("write", "replace", "fsync", "ftruncate"):
        looked(name)
    filled(tmp_path).finish()
    assert seen == {4, 8, 12}


def test_it_is_brought_up_to_date_less_often_when_that_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    its = opened(tmp_path)
    written = []

    def slow() -> None:
        written.append(now[0])
        now[0] += 10.0

    monkeypatch.setattr(its, "_write", slow)
    for number in range(1000):
        its.add(records(f"e{number}"))
        now[0] += 1.0
    assert 1 < len(written) <= 3


def test_events_that_left_the_table_are_marked_and_kept(tmp_path: Path) -> None:
    filled(tmp_path).finish()
    later = opened(tmp_path, ["b"], ["b", "c"])
    later.finish()
    # "c" is in the table too, in a row with something wrong.
    assert text(tmp_path) == spread(line("b")) + spread(line("a"), stale=True) + spread(line("c"))
    opened(tmp_path).finish()
    assert text(tmp_path) == b"".join(spread(line(event)) for event in EVENTS)


def test_events_that_are_gone_are_let_go(tmp_path: Path) -> None:
    its = filled(tmp_path)
    its.forget(["a", "never there"])
    assert list(its) == ["b", "c"]
    its.finish()
    assert text(tmp_path) == spread(line("b")) + spread(line("c"))


@pytest.mark.parametrize("theirs", [b'{"event": "mine"}\n', b"mine", b"\n"])
def test_somebody_elses_manifest_is_refused(tmp_path: Path, theirs: bytes) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(theirs)
    with pytest.raises(OutputError, match="not written by hostkit"):
        opened(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.jsonl"]
    forced = Manifest(tmp_path, EVENTS, EVENTS, force=True)
    forced.add(records("a"))
    forced.finish()
    assert text(tmp_path) == spread(line("a"))


def test_a_manifest_of_no_kit_is_hostkits(tmp_path: Path) -> None:
    opened(tmp_path).finish()
    assert text(tmp_path) == b""
    filled(tmp_path, ["a"]).finish()
    assert text(tmp_path) == spread(line("a"))


def test_a_full_disk_at_the_end_leaves_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path, ["a"]).finish()
    its = opened(tmp_path)
    its.add(records("b"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(os.replace, 0, no_space()))
        with pytest.raises(OutputError, match="disk is full"):
            its.finish()
    assert text(tmp_path) == spread(line("a"))
    assert opened(tmp_path).kit("b") == unpack(line("b"))


# --- what a power cut left -------------------------------------------------------------------------------------------


FIRST = spread(line("b")).splitlines()[0]
"""A first line without its end."""


def known(folder: Path) -> list[str]:
    """Return the events of which whole records are left."""
    its = opened(folder)
    return [event for event in EVENTS if its.kit(event)]


@pytest.mark.parametrize(
    "left", [bytes(30_000), b'{"eve', b'{"event":"b","file":"host-sh', b'{"event":"b"' + bytes(9), FIRST]
)
def test_a_manifest_of_which_nothing_is_left_is_empty(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(left)
    assert module.is_season(tmp_path)
    assert known(tmp_path) == []
    filled(tmp_path, ["a"]).finish()
    assert text(tmp_path) == spread(line("a"))


@pytest.mark.parametrize(
    ("harm", "left"),
    [
        (lambda data: bytes(100) + data[100:], ["a", "c"]),
        (lambda data: data[:-100] + bytes(100), ["b", "a"]),
        (lambda data: data[: len(data) // 2] + bytes(50) + data[len(data) // 2 + 50 :], ["b", "c"]),
        (lambda data: data[: len(data) // 2] + b"\n[[{junk\n" + data[len(data) // 2 :], ["b", "c"]),
        (lambda data: b"junk\n" + data, ["b", "a", "c"]),
    ],
)
def test_damage_costs_the_kits_whose_lines_it_hit(
    tmp_path: Path, harm: Callable[[bytes], bytes], left: list[str]
) -> None:
    filled(tmp_path).finish()
    (tmp_path / "manifest.jsonl").write_bytes(harm(text(tmp_path)))
    assert known(tmp_path) == left


@pytest.mark.parametrize(
    "theirs",
    [b"junk\nand more\n", b'{"event":"mine"}', b'{"event":"mine"}\n', b"\0\0junk", b"\n" + bytes(50)],
)
def test_a_manifest_of_junk_is_refused_with_what_to_do(tmp_path: Path, theirs: bytes) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(theirs)
    assert not module.is_season(tmp_path)
    with pytest.raises(OutputError) as refusal:
        opened(tmp_path)
    assert str(refusal.value) == (
        f"{tmp_path / 'manifest.jsonl'}: not written by hostkit, or damaged from beginning to end, so nothing was "
        "written. Move it away: all kits are then made anew. Or choose another folder, or replace it with --force."
    )
    assert text(tmp_path) == theirs


def test_a_journal_tells_of_a_season_too(tmp_path: Path) -> None:
    assert not module.is_season(tmp_path)
    its = opened(tmp_path)
    assert not module.is_season(tmp_path)
    its.add(records("a"))
    assert module.is_season(tmp_path)


def test_what_cannot_be_read_tells_of_no_season(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").mkdir()
    assert not module.is_season(tmp_path)
