"""Applies what a form sends to the file of an evening: each changed field, and the one button that was pressed.

A form sends for each field its value and the one that it showed before. A value that was changed in the file meanwhile,
by another window or an editor, is not written over: both are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Position, Problem
from hostkit.core.values import PAPERS
from hostkit.core.wording import display_path
from hostkit.core.yaml_edit import with_value
from hostkit.events.event import FIELDS
from hostkit.sheets import SETS, USUAL, sheets
from hostkit.stocks.stock import read_stock
from hostkit.studio.field_forms import Conflict
from hostkit.studio.studio_folder import EveningFile, StudioFolder, text_in

VALUE, BEFORE, CHOSEN = "f.", "was.", "set."
"""How the names of a form begin: a field, what it showed before, and one of its boxes that may be ticked."""


_TYPED = ("text", "link", "number", "minutes", "date", "time", "time_zone")
"""The kinds of field that are typed; the others are chosen."""


class Applied(NamedTuple):
    """What came of a form: values that two have changed, problems of writing, and why nothing was undone.

    ``ask`` is the number of evenings that changed words would be for, if the host has to say whether they are.
    """

    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    undo: str = ""
    ask: int = 0


NOTHING_APPLIED = Applied()
"""What came of a form that did what it was to do, or of none."""


def apply_form(folder: StudioFolder, evening: EveningFile, form: Mapping[str, str]) -> Applied:
    """Change the file of an evening as a form says. Raises OutputError if it cannot be written."""
    action, _, rest = form.get("do", "").partition(" ")
    conflicts = []
    changed = changed_fields(form, FIELDS.__contains__)
    forced = rest.partition(" ")[0] if action == "set" else ""
    try:
        for name, (before, value) in changed.items():
            now = fold(evening.value(name))
            # A choice that is not in the file shows what prints without it.
            is_default = not now and FIELDS[name].kind not in _TYPED
            if name == forced:
                continue
            if not is_default and now not in (before, value):
                conflicts.append(Conflict(name, now, value))
            elif now != value:
                evening = _set(folder, evening, name, value)
        if action == "set":
            name, _, value = rest.partition(" ")
            evening = _set(folder, evening, name, fold(value))
    except BadValue as error:
        return Applied(tuple(conflicts), (error.at(Position(display_path(evening.path))),))
    return Applied(tuple(conflicts))


def changed_fields(form: Mapping[str, str], is_known: Callable[[str], bool]) -> dict[str, tuple[str, str]]:
    """Return the known fields whose value differs from the one that was shown, with both."""
    names = [key.removeprefix(VALUE) for key in form if key.startswith(VALUE)]
    pairs = {name: (fold(form.get(f"{BEFORE}{name}", "")), fold(form[f"{VALUE}{name}"])) for name in names}
    if "was.sheets" in form:
        ticked = [key.removeprefix(CHOSEN) for key in form if key.startswith(CHOSEN)]
        chosen = [name for name in sheets() if name in ticked]
        pairs["sheets"] = (form["was.sheets"], "" if tuple(chosen) == SETS[USUAL] else ",".join(chosen))
    return {name: pair for name, pair in pairs.items() if is_known(name) and pair[0] != pair[1]}


def _set(folder: StudioFolder, evening: EveningFile, name: str, value: str) -> EveningFile:
    """Write a value of an evening, "" to take it out, and return the evening as it is then."""
    if name not in FIELDS or name in ("id", "topic", "out"):
        return evening
    text = evening.text
    changes = {name: value, **_settled(evening, name, value)}
    for field, new in changes.items():
        text = with_value(text, (field,), new or None, tuple(FIELDS))
    folder.save(evening.name, evening.path, name, evening.text, text)
    return evening._replace(text=text_in(evening.path))


def _settled(evening: EveningFile, name: str, value: str) -> dict[str, str]:
    """Return what else changes with a value: a stock is for one paper."""
    try:
        if name == "paper" and value in PAPERS and (stock := evening.value("stock")) not in ("", "auto"):
            return {} if read_stock(stock).paper == value else {"stock": ""}
        if name == "stock" and value not in ("", "auto") and evening.value("paper"):
            return {"paper": read_stock(value).paper}
    except BadValue:
        pass
    return {}
