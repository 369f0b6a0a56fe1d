"""Parses the values of fields from a single text, a YAML mapping or an event file.

Each value keeps the position where it was written. ``precedence`` decides which of two values applies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from hostkit.codes.links import read_link
from hostkit.core import strict_yaml
from hostkit.core.characters import Phrase, fold, with_plain_spaces
from hostkit.core.errors import BadValue, Position, refused
from hostkit.core.input_files import YAML_ENDINGS, is_file, own_file
from hostkit.core.values import one_of, phrase, slug, whole_number, yes_no
from hostkit.core.wording import advice, printable, quoted
from hostkit.core.yaml_advice import EVENT_KEYS
from hostkit.core.yaml_reader import YamlBlock, YamlReading
from hostkit.events.event import FIELDS, Field, Kind, event_names
from hostkit.guides.languages import (
    is_language_file,
    known_language,
    language_names,
    language_tag,
    read_language,
)
from hostkit.stocks.stock import AUTO, named_stock
from hostkit.themes.theme import named_theme


class PlacedValue(NamedTuple):
    """A typed value and the position where it was written."""

    value: object
    at: Position


def parse_value(name: str, text: str, at: Position, order: str | None = None) -> object:
    """Parse a text as the value of the field ``name``; phrases and links keep the position ``at``.

    ``order`` is the order of day and month in dates such as 12/04/26, or None.

    Raises:
        BadValue: there is no field of this name, or the text is not a valid value.

    """
    field = FIELDS.get(name)
    if field is None:
        raise BadValue("option-unknown", f"there is no {quoted(name)}.", advice(name, FIELDS), option=name)
    text = one_line(field, text)
    if re.fullmatch(_ERRORS, text):
        raise BadValue("value-error-sign", f"{quoted(text)} is {_error(text)}", _MEND)
    if field.kind not in TEXTS and (inside := in_curly_quotes(text)):
        raise curly_quotes(text, inside)
    return _date(text, order) if field.kind == "date" else _READERS[field.kind](field, text, at)


_ERRORS = (
    r"(?i)#(?:N/?[ADV]|[¡]?(?:REF|BEZUG|VALUE|VALEUR|VALOR|WERT|DIV/0|NUM|ZAHL|NULL?|NULO|LEER|SPILL|CALC|FIELD|ERROR)!"
    r"|¿?(?:NAME|NOM|NOMBRE)\?|NOMBRE!|GETTING_DATA)|#{2,}|Err:[0-9]{3}"
)
"""What spreadsheets in the languages here show in place of a value."""
_MEND = "Mend it there, or write the value."


def _error(text: str) -> str:
    if text.startswith("##"):
        return "what a spreadsheet shows in a column that is too narrow."
    return "an error of a spreadsheet."


TEXTS: tuple[Kind, ...] = ("text", "name", "names", "folder", "file")
"""The kinds of value that are texts of the user's own, in which every sign is meant."""


def one_line(field: Field, text: str) -> str:
    """Return a text on one line with plain spaces; the lines of an address are joined with commas."""
    if field.in_lines and "\n" in text:
        text = ", ".join(filter(None, (line.strip(" \t\r,") for line in text.split("\n"))))
    return fold(with_plain_spaces(text))


def in_curly_quotes(text: str) -> str:
    """Return what stands in a pair of curly or angled quotation marks around a whole text, or ""."""
    found = re.fullmatch("[“„‟”«‘‚’]([^“„‟”«»‘‚’]+)[”“»’‘]", text)
    return found[1].strip() if found else ""


def curly_quotes(text: str, inside: str) -> BadValue:
    """Return the BadValue of a value in quotation marks that only a text may have."""
    remedy = f"Write {quoted(inside) if ' ' in inside else inside}."
    return BadValue("value-in-curly-quotes", f"{printable(text)} is in curly quotation marks.", remedy)


def values_in(
    block: YamlBlock, names: Iterable[str], parse: Callable[[str, str, Position], object] = parse_value
) -> dict[str, PlacedValue]:
    """Return the values of the fields ``names`` in a mapping; problems are added to the reading of the file.

    ``parse`` takes the name of a field, a text and its position, and returns the value or raises BadValue.
    """
    found = {}
    for name in names:
        if FIELDS[name].kind == "names" and block.is_list(name):
            if texts := block.texts(name):
                found[name] = PlacedValue(texts, block.place(name))
            continue

        if FIELDS[name].kind == "logo" and block.is_mapping(name):
            from hostkit.pictures.logo_file import logo_text

            text, at = logo_text(block, name), block.place(name)
            try:
                found |= {name: PlacedValue(parse(name, text, at), at)} if text else {}
            except BadValue as error:
                block.reading.problems.append(error.at(at))
            continue

        def placed(text: str, at: Position, name: str = name) -> PlacedValue:
            return PlacedValue(parse(name, text, at), at)

        if value := block.parsed(name, placed, in_lines=True):
            found[name] = value
    return found


def is_event(path: Path) -> bool:
    """Tell whether a YAML file has keys of events and none of guides; false for other files."""
    if path.suffix.casefold() not in YAML_ENDINGS:
        return False
    root = strict_yaml.read_document(path).root
    keys = {entry.key for entry in root.entries} if isinstance(root, strict_yaml.Mapping) else set[str]()
    return "hostkit" not in keys and bool(keys & set(event_names()) - {"title", "language", "series"})


def is_events_list(path: Path) -> bool:
    """Tell whether a YAML file is a list, as a table of events is."""
    is_yaml = path.suffix.casefold() in YAML_ENDINGS
    return is_yaml and isinstance(strict_yaml.read_document(path).root, strict_yaml.Sequence)


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


def _date(text: str, order: str | None) -> object:
    # Imported here, as the readers of times and lengths, because many kits are made without these details.
    from hostkit.events.dates import read_date

    return read_date(text, order)


def _time(field: Field, text: str, at: Position) -> int:
    from hostkit.events.times_and_lengths import read_time

    return read_time(text)


def _length(field: Field, text: str, at: Position) -> int:
    from hostkit.events.times_and_lengths import read_length

    return read_length(text, *field.bounds)


_ALSO_NAMED = {
    "paper": {
        "din a4": "a4",
        "a4 paper": "a4",
        "us letter": "letter",
        "letter paper": "letter",
        "carta": "letter",
    },
}
"""Other names of choices, by the field."""


def _number(field: Field, text: str, at: Position) -> int:
    """Return a whole number, which may be a word; after a number of guests may stand what they are."""
    if re.search(r"[^\W\d_]", text):
        from hostkit.events.typed_words import any_of, bare, with_figures

        unit = f"(?: ?{any_of('guests')})?" if field.name == "guests" else ""
        found = re.fullmatch(f"([0-9]{{1,3}}){unit}", with_figures(bare(text)))
        text = found[1] if found else text
    return whole_number(text, *field.bounds)


def _choice(field: Field, text: str, at: Position) -> object:
    names = tuple(map(str, field.choices))
    named = _ALSO_NAMED.get(field.name, {}).get(text.casefold().replace("-", " "), text)
    return field.choices[names.index(one_of(named, names, does=field.does))]


def _time_zone(field: Field, text: str, at: Position) -> str:
    # Imported here because few events name a time zone, and checking one reads the names of all zones.
    from hostkit.events.zone_names import zone_named

    return zone_named(phrase(text, at).text)


def _language(field: Field, text: str, at: Position) -> str:
    """Return the tag of a language or region, or the path of a language file.

    A locale (en_US) and a language's own name (Deutsch) are known too.
    """
    if is_language_file(text):
        if not is_file(own_file(text)):
            what, remedy = f"there is no language file {quoted(text)}.", "Check the name and the folder."
            raise BadValue("language-file-missing", what, remedy)
        return phrase(text, at).text
    names = language_names()
    try:
        tag = language_tag(text.partition(".")[0].replace("_", "-"), at)
    except BadValue:
        tag = ""
    if known_language(tag):
        return tag
    own_names = {read_language(code).words["name"].casefold(): code for code in names}
    return own_names.get(text.casefold()) or one_of(text, names)


def _stock(field: Field, text: str, at: Position) -> str:
    """Return the name of a stock, the path of a stock file, or ``auto`` for a stock that fits the guide."""
    return AUTO if text.casefold() == AUTO else named_stock(phrase(text, at).text)


def _sheets(field: Field, text: str, at: Position) -> tuple[str, ...]:
    """Return the names of the sheets, with hyphens for spaces. They are checked when the sheets are made."""
    parts = ("-".join(part.casefold().split()) for part in text.split(","))
    named = tuple(dict.fromkeys(part for part in parts if part))
    if not named:
        remedy = "Write names with commas between, as in host-sheet,question-cards."
        raise BadValue("sheet-unknown", "names no sheet.", remedy)
    return named


def _logo(field: Field, text: str, at: Position) -> object:
    # Imported here because few kits have a logo.
    from hostkit.pictures.logo_file import read_logo_file

    return read_logo_file(phrase(text, at).text)


def _names(field: Field, text: str, at: Position) -> tuple[Phrase, ...]:
    """Return the names in a text, which has semicolons between them."""
    parts = (in_curly_quotes(text) or text).split(";")
    named = tuple([phrase(part, at) for part in parts if part.strip()])
    if not named:
        raise BadValue("text-blank", "names nobody.", "Write names with semicolons between, as in Ana; Bea.")
    return named


_READERS: dict[str, Callable[[Field, str, Position], object]] = {
    "text": lambda field, text, at: phrase(text, at),
    "name": lambda field, text, at: slug(phrase(text, at).text),
    "link": lambda field, text, at: read_link(text, at),
    "number": _number,
    "choice": _choice,
    "minutes": _length,
    "time": _time,
    "time_zone": _time_zone,
    "language": _language,
    "stock": _stock,
    "logo": _logo,
    "theme": lambda field, text, at: named_theme(phrase(text, at).text),
    "sheets": _sheets,
    "names": _names,
    "yes_no": lambda field, text, at: yes_no(text),
    "folder": lambda field, text, at: Path(phrase(text, at).text),
    "file": lambda field, text, at: Path(phrase(text, at).text),
}
"""The function that parses each kind of value but dates, which have an order."""
