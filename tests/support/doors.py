"""The ways in which the value of a field reaches hostkit, each of which must read it alike.

A field of the table of fields has a way in if the way knows the field, so that a new field has all of its ways here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from hostkit.codes.links import Link
from hostkit.core.errors import SourceError
from hostkit.core.values import instances_in
from hostkit.events.event import FIELDS, Kind, event_names
from hostkit.events.precedence import read_options, read_settings
from hostkit.events.read_values import read_event
from hostkit.events.tables.table import Table
from hostkit.guides.read_guide import read_guide
from hostkit.importing.event_found import event_options
from hostkit.importing.words import all_words
from tests.support.guide_texts import SMALLEST
from tests.support.tables import read, workbook


def _typed(text: str) -> str:
    """Return a text as a YAML scalar; the words between the quotation marks are those of the text."""
    return json.dumps(text, ensure_ascii=False)


def _option(name: str, text: str) -> object:
    return read_options({name: text})[name].value


def _event_file(name: str, text: str) -> object:
    Path("event.yaml").write_text(f"{name}: {_typed(text)}\n", "utf-8")
    return read_event(Path("event.yaml"))[name].value


def _settings(name: str, text: str) -> object:
    Path("hostkit.yaml").write_text(f"{name}: {_typed(text)}\n", "utf-8")
    return read_settings(Path("hostkit.yaml")).given[name].value


def _csv(name: str, text: str) -> object:
    out = io.StringIO()
    csv.writer(out).writerows([[name, "#"], [text, "x"]])
    return _only(read(out.getvalue(), topic_given=True), name)


def _xlsx(name: str, text: str) -> object:
    return _only(read(workbook([name, "#"], [text, "x"]), "events.xlsx", topic_given=True), name)


def _yaml_table(name: str, text: str) -> object:
    return _only(read(f"- {name}: {_typed(text)}\n", "events.yaml", topic_given=True), name)


GUIDE_LINKS = ("pre_read", "credit", "follow_up")
"""The parts of a guide that may have a link."""


def _guide(name: str, text: str) -> object:
    keys = {"pre_read": "title: T", "credit": "text: T", "follow_up": "name: T"}
    Path("guide.yaml").write_text(f"{SMALLEST}{name}: {{{keys[name]}, url: {_typed(text)}}}\n", "utf-8")
    (link,) = instances_in(read_guide(Path("guide.yaml")), Link)
    return link


def _only(table: Table, name: str) -> object:
    if table.problems:
        raise SourceError(*table.problems)
    (row,) = table.rows
    return row.given[name].value


DOORS: dict[str, Callable[[str, str], object]] = {
    "option": _option,
    "event file": _event_file,
    "hostkit.yaml": _settings,
    "csv": _csv,
    "xlsx": _xlsx,
    "yaml table": _yaml_table,
    "guide": _guide,
}
"""Each returns the value that a text has for a field, or raises a HostkitError that says why it has none."""


def entrances(*kinds: Kind) -> list[tuple[str, str]]:
    """Return each way in together with the name of each field of these kinds that can be given there."""
    return [
        (door, name)
        for name, field in FIELDS.items()
        if field.kind in kinds
        for door in DOORS
        if door != "guide"
        and (field.commands if door == "option" else door == "hostkit.yaml" or name in event_names())
    ]


def imported(label: str, text: str) -> dict[str, str]:
    """Return the options that an import makes of a line of a text, "Date: 14.1.2027"."""
    return event_options([f"{label}: {text}"], all_words()["en"])
