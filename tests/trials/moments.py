"""Ends a build and a joined batch before and after each of their file operations; nothing may be lost. Run by hand.

    python -m tests.trials.moments

Each is ended by SIGKILL, SIGTERM and SIGHUP at every moment, over an empty folder and over kits of other details. Then
every kit must be, once recovered, all old or all new, and the same command must leave the very bytes of a run that
nobody disturbed.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hostkit.files.dot_files import recover
from tests.support.command import hostkit
from tests.support.seasons import event, table, tree
from tests.support.traced import SIGNALS, Moment, moments, traced

EVENTS = 2


class Case(NamedTuple):
    """A command, and the one that made the kits which are there before it, if any."""

    name: str
    command: Sequence[str]
    before: Sequence[str] | None


BUILD = (
    "build",
    "male-allies",
    "--date",
    "2027-01-14",
    "--start",
    "19:00",
    "--minutes",
    "90",
    "--place",
    "Here",
)
OTHER = ("build", "male-allies", "--sheets", "host-sheet,question-cards", "--guests", "3")
BATCH = ("batch", "after.csv", "--joined", "--workers", "1")
CASES = (
    Case("a build", BUILD, None),
    Case("a build over another kit", BUILD, OTHER),
    Case("a joined batch", BATCH, None),
    Case("a joined batch over other kits", BATCH, ("batch", "before.csv", "--joined", "--workers", "1")),
)


class Prepared(NamedTuple):
    """A case with a folder to work in, what stood there before, what a whole run leaves, and its operations."""

    case: Case
    folder: Path
    old: Path | None
    before: Mapping[str, str]
    after: Mapping[str, str]
    operations: list[str]


def prepare(case: Case, folder: Path) -> Prepared:
    """Run a case once without a signal, in a folder that is there."""
    work, old = folder / "work", folder / "old"
    work.mkdir()
    table(work / "before.csv", (event(number, guests=12) for number in range(EVENTS)))
    table(work / "after.csv", (event(number) for number in range(EVENTS)))
    before: dict[str, str] = {}
    if case.before:
        assert hostkit(*case.before, folder=work).code == 0
        before = tree(work / "out")
        shutil.copytree(work / "out", old)
    # In this process, so that those forked from it have loaded all that they need.
    assert hostkit(*case.command, folder=work).code == 0
    shutil.rmtree(work / "out")
    if case.before:
        shutil.copytree(old, work / "out")
    ended = traced(case.command, work)
    assert ended.code == 0, ended.said
    return Prepared(case, work, old if case.before else None, before, tree(work / "out"), ended.operations)


def disturb(its: Prepared, moment: Moment) -> None:
    """End a command at a moment, look at what is left, and run it again."""
    out = its.folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    if its.old:
        shutil.copytree(its.old, out)
    ended = traced(its.case.command, its.folder, moment)
    where = f"{its.case.name}, {moment}, {its.operations[moment.operation]}: {ended.said}"
    assert "failed inside" not in ended.said, where
    assert "Traceback" not in ended.said, where
    if moment.signal == signal.SIGKILL:
        assert ended.code == -signal.SIGKILL, where
    else:
        assert ended.code == 128 + moment.signal, where
        assert not list(_dot_files(out)), (where, list(_dot_files(out)))
    check_kits(its, out, where)
    again = traced(its.case.command, its.folder)
    assert again.code == 0, (where, again.said)
    assert tree(out) == its.after, (where, sorted(set(tree(out).items()) ^ set(its.after.items())))


def _dot_files(out: Path) -> Iterator[str]:
    return (path.name for path in out.rglob(".*")) if out.exists() else iter(())


def check_kits(its: Prepared, out: Path, where: str) -> None:
    """Check that each kit is all old or all new once its folder is recovered."""
    if not out.exists():
        return
    recover(out)
    for folder in out.iterdir():
        if folder.is_dir() and folder.name != "joined":
            recover(folder)
            kit = {f"{folder.name}/{name}": total for name, total in tree(folder).items()}
            allowed = [
                {name: total for name, total in whole.items() if name.startswith(f"{folder.name}/")}
                for whole in (its.before, {**its.before, **its.after})
            ]
            assert kit in allowed, (where, sorted(kit))


def main() -> None:
    """End every case at every moment, and print how many there were."""
    options = argparse.ArgumentParser(description="End commands at each of their file operations.")
    options.add_argument("--every", type=int, default=1, help="Try every so many moments only.")
    options.add_argument("--only", default="", help="Try only the cases whose names have this in them.")
    given = options.parse_args()
    for case in (case for case in CASES if given.only in case.name):
        with tempfile.TemporaryDirectory() as name:
            its = prepare(case, Path(name))
            tried = list(moments(len(its.operations)))[:: given.every]
            for moment in tried:
                disturb(its, moment)
            print(
                f"{case.name}: {len(its.operations)} operations, {len(tried)} moments of "
                f"{len(its.operations) * 2 * len(SIGNALS)}: nothing half-written, nothing left",
                flush=True,
            )


if __name__ == "__main__":
    main()
