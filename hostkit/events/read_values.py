"""Parses the values of fields from a single text, a YAML mapping or an event file.

Each value keeps the position where it was written. ``precedence`` decides which of two values applies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from hostkit.codes.links import read_link
from hostkit.core.errors import BadValue, Position, refused
from hostkit.core.values import one_of, phrase, slug, whole_number
from hostkit.core.wording import advice, quoted
from hostkit.core.yaml_advice import EVENT_KEYS
from hostkit.core.yaml_reader import YamlBlock, YamlReading
from hostkit.events.dates_and_times import read_date, read_time
from hostkit.events.event import FIELDS, Field, event_names
from hostkit.guides.languages import language_names
from hostkit.stocks.stock import AUTO, named_stock


class PlacedValue(NamedTuple):
    """A typed value and the position where it was written."""

    value: object
    at: Position


def parse_value(name: str, text: str, at: Position) -> object:
    """Parse a text as the value of the field ``name``; phrases and links keep the position ``at``.

    Raises:
        BadValue: there is no field of this name, or the text is not a valid value.

    """
    field = FIELDS.get(name)
    if field is None:
        raise BadValue("option-unknown", f"there is no {quoted(name)}.", advice(name, FIELDS), option=name)
    return _READERS[field.kind](field, text, at)


def values_in(
    block: YamlBlock, names: Iterable[str], usual_form: Callable[[str, str], str] = lambda name, text: text
) -> dict[str, PlacedValue]:
    """Return the values of the fields ``names`` in a mapping; problems are added to the reading of the file.

    ``usual_form`` takes a field name and its text and returns the text for ``parse_value``; it may raise BadValue.
    """
    found = {}
    for name in names:

        def parse(text: str, at: Position, name: str = name) -> PlacedValue:
            return PlacedValue(parse_value(name, usual_form(name, text), at), at)

        if value := block.parsed(name, parse):
            found[name] = value
    return found


def read_event(path: Path) -> dict[str, PlacedValue]:
    """Return the values in an event file, which may be empty; no field is required.

    Raises:
        SourceError: the file is a guide or has problems; the error holds all of them.

    """
    reading = YamlReading.of(path, EVENT_KEYS, may_be_empty=True)
    root = reading.root(event_names())
    if root and root.mentions("hostkit"):
        wrong = "this is a guide, not an event file."
        raise refused("event-is-a-guide", reading.file, wrong, "Name it without --event.")
    found = values_in(root, event_names()) if root else {}
    reading.done()
    return found


def _choice(field: Field, text: str, at: Position) -> object:
    names = tuple(map(str, field.choices))
    return field.choices[names.index(one_of(text, names))]


def _time_zone(field: Field, text: str, at: Position) -> str:
    # Imported here because few events name a time zone, and checking one reads the names of all zones.
    from hostkit.events.time_zones import zone_named

    return zone_named(phrase(text, at).text)


def _stock(field: Field, text: str, at: Position) -> str:
    """Return the name of a stock, the path of a stock file, or ``auto`` for a stock that fits the guide."""
    return AUTO if text.casefold() == AUTO else named_stock(phrase(text, at).text)


def _sheets(field: Field, text: str, at: Position) -> tuple[str, ...]:
    """Return the names of the sheets. They are not checked here, but when the sheets are made."""
    named = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not named:
        remedy = "Write names with commas between, as in host-sheet,question-cards."
        raise BadValue("sheet-unknown", "names no sheet.", remedy)
    return named


_READERS: dict[str, Callable[[Field, str, Position], object]] = {
    "text": lambda field, text, at: phrase(text, at),
    "name": lambda field, text, at: slug(phrase(text, at).text),
    "link": lambda field, text, at: read_link(text, at),
    "number": lambda field, text, at: whole_number(text, *field.bounds),
    "choice": _choice,
    "date": lambda field, text, at: read_date(text),
    "time": lambda field, text, at: read_time(text),
    "time_zone": _time_zone,
    "language": lambda field, text, at: one_of(text, language_names()),
    "stock": _stock,
    "sheets": _sheets,
    "folder": lambda field, text, at: Path(phrase(text, at).text),
}
"""The function that parses each kind of value."""
