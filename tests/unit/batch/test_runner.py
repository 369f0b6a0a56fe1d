"""A run from beginning to end, with a stand-in that makes kits: what is made, kept, refused, found again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from hostkit.batch import runner as module
from hostkit.batch.outcome import FAILED, KEPT, MADE, Choices, KitOutcome, Outcome
from hostkit.batch.runner import run_batch
from hostkit.core.errors import OutputError
from hostkit.files.lock import lock_folder
from tests.support.seasons import BESIDE, event, manifest, tree

from .made import work
from .makers import Maker, needs_fork, stand_in

pytestmark = needs_fork
FILES = ("host-sheet.pdf", "print-plan.txt")


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    stand_in(monkeypatch, tmp_path / "notes")


def events(
    count: int = 4, acts: Mapping[int, str] | None = None, **fields: object
) -> list[dict[str, object]]:
    return [event(number, place=(acts or {}).get(number, ""), **fields) for number in range(count)]


def run(
    folder: Path, rows: Iterable[dict[str, object]] | None = None, **choices: object
) -> tuple[Outcome, list[KitOutcome]]:
    steps: list[KitOutcome] = []
    its = work(folder, events() if rows is None else rows)
    given = {"workers": 2, **choices}
    return run_batch(its, Choices(**given), steps.append), steps  # type: ignore[arg-type]


def outcomes(steps: Iterable[KitOutcome]) -> dict[str, str]:
    return {step.job.id.removeprefix("evening-"): step.outcome for step in steps}


def test_each_event_has_a_folder_and_its_lines(tmp_path: Path) -> None:
    outcome, steps = run(tmp_path)
    out = tmp_path / "out"
    assert outcomes(steps) == dict.fromkeys("0123", MADE)
    assert set(tree(out)) == {f"evening-{k}/{name}" for k in range(4) for name in FILES} | set(BESIDE)
    for record in manifest(out):
        assert tree(out)[f"{record['event']}/{record['file']}"] == record["sha256"]
    assert outcome.steps == {MADE: 4}
    assert outcome.season.totals() == {"a4": 4}
    names = [path.name for path in outcome.written.files]
    assert names == ["manifest.jsonl", "index.html", "run-sheet.pdf", "season.csv", "season.ics"]


def test_the_same_again_leaves_everything_alone(tmp_path: Path) -> None:
    run(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/*")}
    total = tree(tmp_path / "out")
    outcome, steps = run(tmp_path)
    assert outcomes(steps) == dict.fromkeys("0123", KEPT)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert tree(tmp_path / "out") == total
    assert outcome.warnings.total() == 4, "what there was to say is said again"


@pytest.mark.parametrize("harm", ["changed", "emptied", "zeros", "cut", "gone", "link", "folder gone"])
def test_a_kit_that_is_not_as_it_was_is_made_again(tmp_path: Path, harm: str) -> None:
    run(tmp_path)
    total = tree(tmp_path / "out")
    path = tmp_path / "out" / "evening-1" / FILES[0]
    data = path.read_bytes()
    if harm == "changed":
        # As long as before and as old: only what it holds tells.
        times = path.stat()
        path.write_bytes(data.replace(b"burnout", b"BURNOUT"))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif harm == "emptied":
        path.write_bytes(b"")
    elif harm == "zeros":
        path.write_bytes(bytes(len(data)))
    elif harm == "cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        path.unlink()
        if harm == "link":
            (tmp_path / "copy.pdf").write_bytes(data)
            path.symlink_to(tmp_path / "copy.pdf")
        if harm == "folder gone":
            (path.parent / FILES[1]).unlink()
            path.parent.rmdir()
    _, steps = run(tmp_path)
    assert outcomes(steps) == {"0": KEPT, "1": MADE, "2": KEPT, "3": KEPT}
    assert tree(tmp_path / "out") == total
    assert not path.is_symlink()


def test_a_changed_row_costs_its_kit_alone(tmp_path: Path) -> None:
    run(tmp_path)
    rows = events()
    rows[2]["guests"] = 30
    _, steps = run(tmp_path, rows)
    assert outcomes(steps) == {"0": KEPT, "1": KEPT, "2": MADE, "3": KEPT}


def test_fresh_makes_all_and_only_makes_one(tmp_path: Path) -> None:
    run(tmp_path)
    total = tree(tmp_path / "out")
    assert outcomes(run(tmp_path, fresh=True)[1]) == dict.fromkeys("0123", MADE)
    assert outcomes(run(tmp_path, only=("evening-2",))[1]) == {"2": KEPT}
    assert outcomes(run(tmp_path, only=("evening-2",), fresh=True)[1]) == {"2": MADE}
    assert tree(tmp_path / "out") == total, "the others are still known"


def test_only_in_an_empty_folder_knows_of_no_other(tmp_path: Path) -> None:
    outcome, _ = run(tmp_path, only=("evening-2", "evening-0"))
    assert {record["event"] for record in manifest(tmp_path / "out")} == {"evening-0", "evening-2"}
    assert outcome.season.totals() == {"a4": 2}
    assert b"no kit yet" in (tmp_path / "out" / "index.html").read_bytes()


def test_a_row_that_fails_costs_its_row(tmp_path: Path) -> None:
    outcome, steps = run(tmp_path, events(6, {1: "refuse", 3: "die", 4: "fail", 5: "die once"}))
    assert outcomes(steps) == {"0": MADE, "1": FAILED, "2": MADE, "3": FAILED, "4": FAILED, "5": MADE}
    assert {step.job.at.line for step in outcome.failed} == {3, 5, 6}
    assert {record["event"] for record in manifest(tmp_path / "out")} == {
        "evening-0",
        "evening-2",
        "evening-5",
    }
    _, steps = run(tmp_path, events(6, {1: "refuse", 5: "die once"}))
    assert outcomes(steps) == {"0": KEPT, "1": FAILED, "2": KEPT, "3": MADE, "4": MADE, "5": KEPT}


def test_a_row_that_fails_now_keeps_the_kit_that_it_had_and_is_not_counted(tmp_path: Path) -> None:
    run(tmp_path)
    before = tree(tmp_path / "out" / "evening-1")
    outcome, _ = run(tmp_path, events(4, {1: "refuse"}))
    assert tree(tmp_path / "out" / "evening-1") == before
    assert outcome.season.totals() == {"a4": 3}
    assert any(record["event"] == "evening-1" for record in manifest(tmp_path / "out"))


def test_events_that_left_the_table_are_reported_and_kept(tmp_path: Path) -> None:
    run(tmp_path)
    outcome, _ = run(tmp_path, events(2))
    assert outcome.stale == ("evening-2", "evening-3")
    assert (tmp_path / "out" / "evening-3" / FILES[0]).exists()
    stale = {record["event"] for record in manifest(tmp_path / "out") if record.get("stale")}
    assert stale == {"evening-2", "evening-3"}
    assert outcome.season.totals() == {"a4": 2}
    assert b"evening-3" not in (tmp_path / "out" / "index.html").read_bytes()
    for path in (tmp_path / "out" / "evening-3").iterdir():
        path.unlink()
    (tmp_path / "out" / "evening-3").rmdir()
    assert run(tmp_path, events(2))[0].stale == ("evening-2",)
    assert "evening-3" not in {record["event"] for record in manifest(tmp_path / "out")}
    outcome, steps = run(tmp_path)
    assert outcome.stale == ()
    assert outcomes(steps) == {"0": KEPT, "1": KEPT, "2": KEPT, "3": MADE}
    assert not any(record.get("stale") for record in manifest(tmp_path / "out"))


def test_a_row_with_something_wrong_is_no_event_that_left(tmp_path: Path) -> None:
    run(tmp_path)
    rows = events()
    rows[1]["topic"] = "male-alies"
    rows[2]["id"], rows[3]["id"] = "evening-2", "Evening 2"
    outcome, _ = run(tmp_path, rows)
    assert outcome.stale == ("evening-3",)


def test_another_process_in_the_folder_is_refused(tmp_path: Path) -> None:
    held = lock_folder(tmp_path / "out")
    with pytest.raises(OutputError, match="another hostkit is at work in it"):
        run(tmp_path)
    held.release()
    assert outcomes(run(tmp_path)[1]) == dict.fromkeys("0123", MADE)


def test_no_lock_and_no_journal_is_left(tmp_path: Path) -> None:
    run(tmp_path, events(4, {1: "refuse"}))
    assert not [name for name in tree(tmp_path / "out") if name.startswith(".")]


@pytest.mark.parametrize("name", BESIDE)
def test_somebody_elses_file_is_refused_before_anything_is_made(tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_bytes(b"mine")
    with pytest.raises(OutputError, match=rf"{name}: not written by hostkit"):
        run(tmp_path)
    assert tree(tmp_path / "out").keys() == {name}
    run(tmp_path, force=True)
    assert (tmp_path / "out" / name).read_bytes() != b"mine"


def test_somebody_elses_file_in_a_folder_costs_its_event(tmp_path: Path) -> None:
    (tmp_path / "out" / "evening-1").mkdir(parents=True)
    (tmp_path / "out" / "evening-1" / FILES[0]).write_bytes(b"mine")
    outcome, steps = run(tmp_path)
    assert outcomes(steps)["1"] == FAILED
    assert "not written by hostkit" in str(outcome.failed[0].problems[0])
    assert (tmp_path / "out" / "evening-1" / FILES[0]).read_bytes() == b"mine"
    assert outcomes(run(tmp_path, force=True)[1]) == {"0": KEPT, "1": MADE, "2": KEPT, "3": KEPT}


def test_files_of_an_earlier_kit_without_a_place_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, events(1))
    real = Maker.make

    def fewer(self: Maker, *given: object) -> object:
        kit = real(self, *given)  # type: ignore[arg-type]
        files = {FILES[0]: kit.files[FILES[0]]}
        return type(kit)(files, "", (), (), kit.jobs)

    monkeypatch.setattr(Maker, "make", fewer)
    outcome, _ = run(tmp_path, events(1), fresh=True)
    assert outcome.left_behind == ["evening-0/print-plan.txt"]
    assert (tmp_path / "out" / "evening-0" / "print-plan.txt").exists()


# --- a disk that refuses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_full_disk_stops_the_run_and_the_same_again_does_the_rest(tmp_path: Path, count: int) -> None:
    whole = tmp_path / "elsewhere"
    whole.mkdir()
    run(whole)
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, tmp_path / "notes")
        # Several files are under way at once: which of them meets the full disk is anybody's guess.
        patch.setattr(os, "write", _full(os.write, count * 600))
        with pytest.raises(OutputError, match=r"the disk is full.*Free some space"):
            run(tmp_path, workers=1)
    for record in manifest(tmp_path / "out") if (tmp_path / "out" / "manifest.jsonl").exists() else []:
        assert tree(tmp_path / "out")[f"{record['event']}/{record['file']}"] == record["sha256"]
    run(tmp_path)
    assert tree(tmp_path / "out") == tree(whole / "out")


def _full(real: object, room: int) -> object:
    """Return a stand-in for os.write to a disk with so much room."""
    assert callable(real)
    left = [room]

    def write(handle: int, data: bytes) -> int:
        fits = bytes(data)[: left[0]]
        if not fits and data:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left[0] -= len(fits)
        written: int = real(handle, fits)
        return written

    return write


def test_a_folder_that_may_not_be_written_costs_its_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refused(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if "evening-1" in str(path) and flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, flags, mode)

    (tmp_path / "out" / "evening-1").mkdir(parents=True)
    monkeypatch.setattr(os, "open", refused)
    outcome, steps = run(tmp_path)
    assert outcomes(steps) == {"0": MADE, "1": FAILED, "2": MADE, "3": MADE}
    assert "you may not write there" in str(outcome.failed[0].problems[0])


# --- interruptions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [1, 3, 7])
def test_ctrl_c_keeps_what_is_finished(tmp_path: Path, after: int) -> None:
    steps: list[KitOutcome] = []

    def report(step: KitOutcome) -> None:
        steps.append(step)
        if len(steps) == after:
            raise KeyboardInterrupt

    rows = events(8)
    with pytest.raises(KeyboardInterrupt):
        run_batch(work(tmp_path, rows), Choices(workers=2), report)
    known = {record["event"] for record in manifest(tmp_path / "out")}
    assert {step.job.id for step in steps} <= known
    assert not [name for name in tree(tmp_path / "out") if name.startswith(".")]
    _, again = run(tmp_path, rows)
    assert {step.job.id for step in again if step.outcome == KEPT} == known


@pytest.mark.parametrize("fresh", [True, False])
def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path, fresh: bool) -> None:
    run(tmp_path)
    total = tree(tmp_path / "out")
    out = tmp_path / "out"
    (out / ".hostkit-0123456789abcdef").mkdir()
    (out / ".hostkit-0123456789abcdef" / "host-sheet.pdf").write_bytes(b"half")
    (out / "evening-2" / ".hostkit-0123456789abcdef-host-sheet.pdf.new").write_bytes(b"half")
    (out / "evening-2" / ".hostkit-0123456789abcdef-host-sheet.pdf.old").write_bytes(
        (out / "evening-2" / "host-sheet.pdf").read_bytes()
    )
    assert outcomes(run(tmp_path, fresh=fresh)[1]) == dict.fromkeys("0123", MADE if fresh else KEPT)
    assert tree(out) == total


def test_as_many_processes_as_pay_or_as_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    class EnoughError(Exception):
        pass

    def pool(jobs: object, guides: object, count: int, *more: object) -> object:
        asked.append(count)
        raise EnoughError

    monkeypatch.setattr(module, "how_many", lambda kits: kits // 20)
    monkeypatch.setattr(module, "Pool", pool)
    for workers in (None, 1, 7):
        with pytest.raises(EnoughError):
            run(tmp_path, events(60), workers=workers)
    assert asked == [3, 1, 7]


# --- what a power cut left -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", [lambda data: b"", lambda data: bytes(len(data)), lambda data: data[:20]])
@pytest.mark.parametrize("name", BESIDE)
def test_what_is_left_of_a_file_beside_the_kits_is_made_anew(
    tmp_path: Path, name: str, harm: Callable[[bytes], bytes]
) -> None:
    run(tmp_path)
    total = tree(tmp_path / "out")
    path = tmp_path / "out" / name
    path.write_bytes(harm(path.read_bytes()))
    run(tmp_path)
    assert tree(tmp_path / "out") == total


def test_a_part_of_a_pdf_file_is_somebodys_where_there_was_no_season(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "run-sheet.pdf").write_bytes(b"%PDF-1.7\nhalf")
    with pytest.raises(OutputError, match=r"run-sheet\.pdf: not written by hostkit"):
        run(tmp_path)
    assert tree(tmp_path / "out").keys() == {"run-sheet.pdf"}


@pytest.mark.parametrize("theirs", [b"mine", b"%PDF-1.7\nmine\n%%EOF\n"])
def test_a_whole_file_of_somebody_else_is_refused_in_a_season_too(tmp_path: Path, theirs: bytes) -> None:
    run(tmp_path)
    (tmp_path / "out" / "run-sheet.pdf").write_bytes(theirs)
    (tmp_path / "out" / "evening-1" / FILES[0]).write_bytes(b"")
    before = tree(tmp_path / "out")
    with pytest.raises(OutputError, match=r"run-sheet\.pdf: not written by hostkit"):
        run(tmp_path)
    assert tree(tmp_path / "out") == before


# --- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fresh", [True, False])
def test_a_folder_that_is_a_link_costs_its_event_and_nothing_is_written_there(
    tmp_path: Path, fresh: bool
) -> None:
    run(tmp_path)
    place = tmp_path / "out" / "evening-1"
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / ".hostkit-0123456789abcdef-host-sheet.pdf.new").write_bytes(b"theirs")
    before = tree(tmp_path / "elsewhere")
    outcome, steps = run(tmp_path, fresh=fresh, force=True)
    assert outcomes(steps)["1"] == FAILED
    assert str(outcome.failed[0].problems[0]) == (
        f"{place}: a link to another folder, so nothing was written there. Remove the link, or choose another id."
    )
    assert tree(tmp_path / "elsewhere") == before
    place.unlink()
    assert outcomes(run(tmp_path)[1]) == {"0": KEPT, "1": MADE, "2": KEPT, "3": KEPT}


def test_an_event_that_left_is_not_looked_for_behind_a_link(tmp_path: Path) -> None:
    run(tmp_path)
    place = tmp_path / "out" / "evening-3"
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / ".hostkit-0123456789abcdef-host-sheet.pdf.new").write_bytes(b"theirs")
    (tmp_path / "out" / ".hostkit.journal").touch()
    before = tree(tmp_path / "elsewhere")
    run(tmp_path, events(3))
    assert tree(tmp_path / "elsewhere") == before


def test_a_folder_of_joined_files_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "joined").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="joined: a link to another folder"):
        run(tmp_path, joined=True)
    assert tree(tmp_path / "out") == {}
    run(tmp_path)


def test_what_differs_from_the_kit_before_is_said(tmp_path: Path) -> None:
    _, steps = run(tmp_path)
    assert {step.changed for step in steps} == {None}
    _, steps = run(tmp_path, fresh=True)
    assert {step.changed for step in steps} == {()}
    rows = [event(number, place="here" if number == 2 else "") for number in range(4)]
    (tmp_path / "out" / "evening-1" / FILES[0]).unlink()
    _, steps = run(tmp_path, rows)
    assert {step.job.id: step.changed for step in steps if step.outcome == MADE}.keys() == {
        "evening-1",
        "evening-2",
    }
    by_id = {step.job.id: step for step in steps}
    assert by_id["evening-1"].changed == ()
    assert by_id["evening-0"].outcome == KEPT
    assert by_id["evening-0"].changed is None


def test_a_table_that_has_none_of_the_events_before_is_another_one(tmp_path: Path) -> None:
    assert not run(tmp_path)[0].is_other
    assert not run(tmp_path, [event(3), event(7)])[0].is_other
    outcome, _ = run(tmp_path, [event(8)])
    assert outcome.is_other
    assert set(outcome.stale) == {f"evening-{k}" for k in (0, 1, 2, 3, 7)}
    # Now the folder has events of this table too.
    assert not run(tmp_path, [event(8)])[0].is_other
