"""A maker of kits that does what an event's place says: it stands in for the real one in processes made by fork."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from hostkit.batch import pool, worker
from hostkit.batch.work import Job
from hostkit.core.characters import Phrase
from hostkit.core.errors import NOWHERE, HostkitError, Position, Problem
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.kit import Kit
from tests.support.guides import guide

from .made import HOST, job, kit

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="stands in for the real maker by fork")
HERE = Position("events.csv", 2, in_table=True)


def pdf(text: str) -> bytes:
    """Return what hostkit takes for a file of its own."""
    return f"%PDF-1.7\n1 0 obj\n<< /Creator (hostkit 0) >>\nendobj\n{text}\ntrailer\n<< /Info 1 0 R >>\n".encode()


class Maker:
    """Makes a kit that says what it is of, and "who" made it; ``once`` is a folder in which it notes what it did."""

    once: Path

    def make(self, guide: Guide, event: Event, options: PrintOptions) -> Kit:
        act = event.place.text if event.place else ""
        if act.endswith(" once"):
            act = act.removesuffix(" once") if self._first(f"{act}-{event.guests}") else ""
        ACTS.get(act, lambda: None)()
        said = f"{os.getpid()} {id(guide)} {guide.topic}" if act == "who" else "a warning"
        files = {HOST.file: pdf(f"{guide.topic} {event.guests}"), "print-plan.txt": b"plan\nhostkit\n"}
        return kit(HOST, files=files, warnings=(Problem("a-warning", NOWHERE, said),))

    def _first(self, name: str) -> bool:
        try:
            (self.once / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def _refuse() -> None:
    raise HostkitError(Problem("card-too-long", NOWHERE, "this does not fit."))


def _fail() -> None:
    raise ValueError("inside")


def _hang() -> None:
    threading.Event().wait()


ACTS: dict[str, Callable[[], object]] = {
    "refuse": _refuse,
    "fail": _fail,
    "hang": _hang,
    "die": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "stop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "end": lambda: os._exit(3),
}


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let every process be made by fork, which takes the stand-in along."""
    monkeypatch.setattr(Maker, "once", folder, raising=False)
    monkeypatch.setattr(worker, "KitMaker", Maker)
    monkeypatch.setattr(pool, "_context", lambda: get_context("fork"))


def asked(number: int, act: str = "", topic: str = "a") -> Job:
    """Return a job of the stand-in."""
    event = Event(guests=number + 1, place=Phrase(act, HERE) if act else None)
    return job(number, f"{topic}.yaml", event=event)


def guides(*topics: str) -> dict[Path, Guide]:
    return {Path(f"{topic}.yaml"): guide(topic=topic) for topic in topics}
