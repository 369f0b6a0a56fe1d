"""A host's own text on the way to a guide: kept in the folder, with the parts that were chosen for its paragraphs.

This module alone knows the import. The text stays as it came; the choices are in a file beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from hostkit.core.errors import HostkitError
from hostkit.core.input_files import read_within
from hostkit.core.values import slug
from hostkit.core.yaml_edit import value_at
from hostkit.events.event import FIELDS
from hostkit.files import write_files
from hostkit.files.ownership import names_in
from hostkit.files.session import discard
from hostkit.importing.event_found import event_options
from hostkit.importing.import_file import LabeledSource, import_labels, label_source
from hostkit.importing.labels import STATES_OF, corrected
from hostkit.importing.source_file import read_file
from hostkit.studio.history import MOST_STEPS
from hostkit.studio.studio_folder import free_name

TEXTS = "texts"
_CHOICES = ".choices.json"
ENDINGS = (".txt", ".md", ".docx")
"""The kinds of file that can be dropped."""

PARTS = tuple(name for name in STATES_OF if name not in ("heading", "segment"))


class Passage(NamedTuple):
    """A paragraph: its number from 0, its text, its part, and the parts that it may have, likeliest first."""

    number: int
    text: str
    part: str
    choices: tuple[str, ...]
    is_sure: bool


class PlacedText(NamedTuple):
    """A text with the part of each paragraph, and the guide that is made of it.

    ``guide`` is its value as read from YAML, ``missing`` says what a guide needs and the text lacks, and ``event`` has
    the details of the evening that the text names, by field.
    """

    passages: tuple[Passage, ...]
    topic: str
    yaml: str
    guide: Mapping[str, Any]
    missing: tuple[str, ...]
    event: Mapping[str, str]


def keep_text(root: Path, name: str, data: bytes) -> str:
    """Write a text into the folder of texts, and return its name in addresses.

    Raises HostkitError if it is no text; nothing is kept then.
    """
    stem, ending = Path(name).stem, Path(name).suffix.casefold()
    folder = root / TEXTS
    taken = {Path(each).stem for each in names_in(folder)}
    free = free_name(slug(stem), taken)
    file = f"{free}{ending if ending in ENDINGS else '.txt'}"
    write_files(folder, {file: data}, is_ours=lambda path: False)
    try:
        _labeled(folder / file, 0, 0)
    except HostkitError:
        discard(folder / file)
        raise
    return free


def text_named(root: Path, name: str) -> Path | None:
    """Return the file of a text by its name in addresses, or None."""
    names = names_in(root / TEXTS)
    found = next((each for ending in ENDINGS if (each := f"{name}{ending}") in names), None)
    return root / TEXTS / found if found else None


def choose(path: Path, chosen: Mapping[int, str]) -> None:
    """Keep the parts that were chosen for paragraphs, by their number, as a step that can be undone."""
    answers = {number: part for number, part in sorted(chosen.items()) if part in STATES_OF}
    steps, at = _steps(path)
    if answers != steps[at]:
        steps = [*steps[: at + 1], answers][-MOST_STEPS:]
        _keep(path, steps, len(steps) - 1)


def step_back(path: Path, *, back: bool) -> bool:
    """Undo the last choice, or without ``back`` make it again; return whether there was one."""
    steps, at = _steps(path)
    now = at - 1 if back else at + 1
    if not 0 <= now < len(steps):
        return False
    _keep(path, steps, now)
    return True


def may_step(path: Path) -> tuple[bool, bool]:
    """Return whether a choice can be undone, and whether one can be made again."""
    steps, at = _steps(path)
    return at > 0, at < len(steps) - 1


def _keep(path: Path, steps: Sequence[Mapping[int, str]], at: int) -> None:
    data = json.dumps({"at": at, "steps": steps}).encode()
    write_files(path.parent, {f"{path.stem}{_CHOICES}": data}, force=True)


def place_text(path: Path) -> PlacedText:
    """Return a text with its parts. Raises HostkitError for a file that cannot be imported."""
    known = path.stat()
    found = _labeled(path, known.st_mtime_ns, known.st_size)
    chosen = {number: part for number, part in _choices(path).items() if number < len(found.labels)}
    placed = replace(found, labels=corrected(found.labels, chosen)) if chosen else found
    imported = import_labels(placed)
    passages = tuple(
        Passage(
            number,
            label.paragraph.whole,
            label.part,
            tuple(dict.fromkeys((original.part, original.second, *PARTS))),
            label.is_sure,
        )
        for number, (label, original) in enumerate(zip(placed.labels, found.labels, strict=True))
    )
    options = event_options((note.plain for note in imported.draft.notes), imported.words)
    event = {name.removeprefix("--").replace("-", "_"): value for name, value in options.items()}
    return PlacedText(
        passages,
        imported.topic,
        imported.yaml,
        value_at(imported.yaml, ()) or {},
        tuple(problem.what for problem in imported.missing),
        {name: value for name, value in event.items() if name in FIELDS},
    )


@lru_cache(maxsize=4)
def _labeled(path: Path, changed: int, size: int) -> LabeledSource:
    """Return the labels of a file, kept by its path, time and size."""
    return label_source(read_file(path))


def _choices(path: Path) -> dict[int, str]:
    steps, at = _steps(path)
    return steps[at]


def _steps(path: Path) -> tuple[list[dict[int, str]], int]:
    """Return the choices after each step, the first without any, and which of them holds now."""
    with suppress(HostkitError, ValueError, AttributeError, KeyError, TypeError):
        data = read_within(path.with_name(f"{path.stem}{_CHOICES}"), 10_000_000, wanted="a file")
        found = json.loads(data)
        steps = [
            {int(number): str(part) for number, part in step.items() if part in STATES_OF}
            for step in found["steps"]
        ]
        if steps:
            return steps, max(0, min(int(found["at"]), len(steps) - 1))
    return [{}], 0
