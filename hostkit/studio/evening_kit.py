"""Reads an evening with its guide, and makes its kit, so that every screen shows the same values, problems and pages.

Wrong values are left out of the pages. A sheet on which something does not fit is shown as it last was.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from hostkit.check import event_warnings
from hostkit.core import strict_yaml
from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, HostkitError, Position, Problem, SourceError
from hostkit.core.wording import display_path
from hostkit.events.event import FIELDS, Event, PrintOptions, event_names
from hostkit.events.precedence import Resolved, merge
from hostkit.events.read_values import PlacedValue, parse_value, read_event
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import read_guide
from hostkit.kit import Kit, KitMaker, plan_of, wanted_sheets
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.print_plan import PrintJob
from hostkit.studio.studio_folder import EveningFile, StudioFolder


class ShownSheet(NamedTuple):
    """A PDF file as it is shown: ``is_last`` if it does not fit any more, so that its last pages are shown."""

    job: PrintJob
    pdf: bytes
    is_last: bool = False


class EveningState(NamedTuple):
    """Everything that the screens of an evening show.

    ``typed`` has the texts of the file by field. ``unreadable`` are the problems of a file that is no YAML,
    ``problems`` those of the evening and its guide. ``kit`` is None while anything is wrong; ``plan`` is None if not
    even the guide can be read.
    """

    evening: EveningFile
    typed: Mapping[str, str]
    unreadable: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    guide_path: Path | None
    guide: Guide | None
    resolved: Resolved
    plan: KitPlan | None
    kit: Kit | None
    sheets: tuple[ShownSheet, ...]

    @property
    def title(self) -> str:
        """The title of the guide, or the name of the evening if there is none."""
        return self.guide.title.text if self.guide else self.evening.name


class EveningReader:
    """Reads evenings of a folder, and remembers the last pages of each sheet that fit."""

    def __init__(self, folder: StudioFolder) -> None:
        self._folder = folder
        self._maker = KitMaker()
        self._last: dict[tuple[str, str], ShownSheet] = {}
        self._lock = RLock()

    def read(self, evening: EveningFile) -> EveningState:
        """Return the state of an evening."""
        with self._lock:
            return self._read(evening)

    def cover(self, guide: Guide) -> bytes:
        """Return a PDF file whose first page is the title card of a guide. Raises HostkitError."""
        with self._lock:
            options = PrintOptions(sheets=("question-cards",), impose="none", duplex="none")
            return self._maker.make(guide, Event(), options).files["question-cards.pdf"]

    def _read(self, evening: EveningFile) -> EveningState:
        settings, problems = self._folder.settings()
        typed, unreadable = _typed(evening)
        given, wrong = _given(evening, typed)
        problems += wrong
        try:
            resolved = merge({}, given, settings)
        except HostkitError as error:
            problems += error.problems
            kept = {
                name: value for name, value in given.items() if name not in ("stock", "paper", "time_zone")
            }
            resolved = merge({}, kept, settings)
        path, guide, plan, kit = None, None, None, None
        try:
            path = self._folder.guide_of(resolved.event.topic.text if resolved.event.topic else evening.name)
            guide = read_guide(path)
            plan = plan_of(guide, resolved.event, resolved.options)
            kit = self._maker.make(guide, resolved.event, resolved.options)
            sheets = tuple(ShownSheet(job, kit.files[job.file]) for job in kit.jobs)
        except HostkitError as error:
            sheets, more = self._one_by_one(evening, guide, resolved)
            problems += tuple(dict.fromkeys((*error.problems, *more)))
        for sheet in sheets:
            self._last[evening.name, sheet.job.file] = sheet
        warnings = tuple(event_warnings(resolved.event, resolved.places)) + (kit.warnings if kit else ())
        whole = kit if not problems and not unreadable else None
        return EveningState(
            evening, typed, unreadable, problems, warnings, path, guide, resolved, plan, whole, sheets
        )

    def _one_by_one(
        self, evening: EveningFile, guide: Guide | None, resolved: Resolved
    ) -> tuple[tuple[ShownSheet, ...], tuple[Problem, ...]]:
        """Return each sheet as it is now if it can be made, else as it last was, and what is wrong with the others."""
        shown: list[ShownSheet] = []
        problems: list[Problem] = []
        try:
            names = [sheet.name for sheet in wanted_sheets(resolved.options.sheets)]
        except HostkitError:
            names = [sheet.name for sheet in wanted_sheets(None)]
        for name in names:
            try:
                if guide is None:
                    raise HostkitError
                kit = self._maker.make(guide, resolved.event, resolved.options._replace(sheets=(name,)))
                shown += [ShownSheet(job, kit.files[job.file]) for job in kit.jobs]
            except HostkitError as error:
                problems += error.problems
                if last := self._last.get((evening.name, f"{name}.pdf")):
                    shown.append(last._replace(is_last=True))
        return tuple(shown), tuple(problems)


def _typed(evening: EveningFile) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the texts of the fields in a file, and its problems if it is no YAML."""
    document = strict_yaml.parse(evening.text.encode(), display_path(evening.path), may_be_empty=True)
    root = document.root
    if not isinstance(root, strict_yaml.Mapping):
        return {}, document.problems if document.root is None else (_no_mapping(document.file),)
    values = {
        entry.key: entry.value.text for entry in root.entries if isinstance(entry.value, strict_yaml.Scalar)
    }
    return {name: fold(text) for name, text in values.items() if name in FIELDS}, ()


def _no_mapping(file: str) -> Problem:
    what = "the file does not begin with a name and a colon."
    return Problem("yaml-no-key", Position(file), what, 'Write lines such as "host: Ana".')


def _given(
    evening: EveningFile, typed: Mapping[str, str]
) -> tuple[Mapping[str, PlacedValue], tuple[Problem, ...]]:
    """Return the values of an evening that can be read, and the problems of its file."""
    try:
        return read_event(evening.path), ()
    except SourceError as error:
        wrong = error.problems
    given = {}
    for name in event_names():
        at = Position(display_path(evening.path), field=name)
        try:
            if name in typed:
                given[name] = PlacedValue(parse_value(name, typed[name], at), at)
        except BadValue:
            continue
    return given, wrong
