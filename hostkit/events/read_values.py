"""Texts in, typed values out: one text under a name, the values of a YAML mapping, or those of an event file.

Each value keeps the place where somebody wrote it. Which of two values counts is decided in ``precedence``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A typed value and the place where somebody wrote it."""

    value: object
    at: Position


def parse_value(name: str, text: str, at: Position) -> object:
    """Return the typed value of a text under the name of a field; texts and links keep the place ``at``.

    Raises:
        BadValue: there is no field of this name, or the text is no value for it.

    """
    field = FIELDS.get(name)
    if field is None:
        raise BadValue("option-unknown", f"there is no {quoted(name)}.", advice(name, FIELDS), option=name)
    return _READERS[field.kind](field, text, at)


def values_in(
    block: YamlBlock, names: Iterable[str], usual_form: Callable[[str, str], str] = lambda name, text: text
) -> dict[str, PlacedValue]:
    """Return the values of a mapping under the names of these fields; problems go into the reading of the file.

    ``usual_form`` is given a name and its text and returns the text as ``parse_value`` reads it; it may raise BadValue.
    """
    found = {}
    for name in names:

        def parse(text: str, at: Position, name: str = name) -> object:
            return parse_value(name, usual_form(name, text), at)

        value = block.parsed(name, parse)
        if value is not None:
            found[name] = PlacedValue(value, block.place(name))
    return found


def read_event(path: Path) -> dict[str, PlacedValue]:
    """Return the values of an event file, in which no name is required; an empty file has none.

    Raises:
        SourceError: with every problem of the file.

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
    # Imported here because few name a zone, and the names of all zones are read for it.
    from hostkit.events.time_zones import zone_named

    return zone_named(phrase(text, at).text)


def _stock(field: Field, text: str, at: Position) -> str:
    """Return the name of a stock, the path of a stock file, or ``auto``, which means the stock that fits the guide."""
    return AUTO if text.casefold() == AUTO else named_stock(phrase(text, at).text)


def _sheets(field: Field, text: str, at: Position) -> tuple[str, ...]:
    """Return the names of the sheets; whether there are such sheets is checked where they are made."""
    named = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not named:
        raise BadValue(
            "sheet-unknown",
            "names no sheet.",
            "Write names with commas between, as in host-sheet,question-cards.",
        )
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
"""The reader of each kind of value."""
