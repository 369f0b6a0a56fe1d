"""Kits built through the command line, each once a process: the name of a case and a paper in, files out."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hostkit.events.precedence import resolve
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import find_topic
from hostkit.kit import plan_of
from hostkit.planning.kit_plan import KitPlan
from hostkit.typesetting.display_list import Document
from tests.support.cases import CASES, PAPERS, ROOT, Case
from tests.support.command import Outcome, hostkit
from tests.support.kits import SHEETS as ALL_SHEETS
from tests.support.kits import compose
from tests.support.pages import Pdf

HOST_SHEET, CARDS, WORKSHEET = "host-sheet", "question-cards", "reflection-worksheet"
INVITATION = "invitation"
SHEETS = (HOST_SHEET, CARDS, WORKSHEET)
"""Those of a usual kit."""
PLAN = "print-plan.txt"

EVERY_KIT = [
    (name, paper) for name in CASES if not name.startswith(("guests", "minutes-1", "minutes-4", "minutes-6"))
    for paper in PAPERS
]  # fmt: skip
"""What a file is made of is the same for any length of evening and any number of guests: display lists see those."""
EVERY_SHEET = [(name, paper, sheet) for name, paper in EVERY_KIT for sheet in ALL_SHEETS]


class BuiltKit(NamedTuple):
    """A kit as the command left it: what it said, and the bytes of its files by their names."""

    outcome: Outcome
    files: Mapping[str, bytes]

    def pdf(self, sheet: str) -> Pdf:
        """Open the file of a sheet."""
        return Pdf(self.files[f"{sheet}.pdf"])


@cache
def built(name: str, paper: str = "a4") -> BuiltKit:
    """Build the kit of a case."""
    return build(CASES[name], paper=paper)


def build(case: Case, **more: str) -> BuiltKit:
    """Build a kit in a folder of its own; ``more`` are further options, ``_`` for the dash."""
    folder = Path(tempfile.mkdtemp(dir=_root()))
    outcome = hostkit("build", *case.with_options(**more).arguments, folder=folder)
    assert outcome.code == 0, outcome.stderr
    return BuiltKit(outcome, {Path(file).name: (folder / file).read_bytes() for file in outcome.files})


@cache
def opened(name: str, paper: str, sheet: str) -> Pdf:
    """Return the file of a case's sheet, opened once."""
    if sheet in SHEETS:
        return built(name, paper).pdf(sheet)
    return build(CASES[name], paper=paper, sheets=sheet).pdf(sheet)


@cache
def planned(name: str, paper: str = "a4") -> KitPlan:
    """Return the plan of a case, as the command makes it."""
    case = CASES[name].with_options(paper=paper)
    resolved = resolve({option.replace("-", "_"): value for option, value in case.options.items()})
    return plan_of(read_guide(find_topic(case.guide, ROOT)), resolved.event, resolved.options)


@cache
def composed(name: str, paper: str, sheet: str) -> Document:
    """Return the display list of a case's sheet."""
    return compose(planned(name, paper), sheet)


@cache
def _root() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="hostkit-kits-")
    atexit.register(folder.cleanup)
    return Path(folder.name)
