"""Builds the JSON Schema (draft 2020-12) of guides and events, which editors use for completion, help and checks.

The schemas are made from the same tables of fields that the readers use. Every scalar counts as text, so numbers and
booleans are accepted as texts, and null counts as left out.
"""

from __future__ import annotations

from collections.abc import Callable

from hostkit.core.json_values import (
    Schema,
    described,
    link,
    mapping,
    named,
    number,
    pattern,
    text,
    typed,
    yes_no,
)
from hostkit.events.event import FIELDS, Field, event_names
from hostkit.guides.guide_schema import guide_schema
from hostkit.guides.languages import language_names
from hostkit.pictures.logo_file import KEYS as LOGO_KEYS
from hostkit.stocks.stock import AUTO, stock_names
from hostkit.themes.theme import theme_names

KINDS = ("guide", "event")
"""The kinds of file that have a schema."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str) -> Schema:
    """Return the schema of one of ``KINDS``; each call builds a new one."""
    whole = guide_schema() if kind == "guide" else _event()
    about = f"Written by hostkit schema {kind}. Write it anew with every new hostkit."
    return {"$comment": about, "$schema": _DIALECT, "title": f"hostkit {kind}", **whole}


def _event() -> Schema:
    keys = {name: _SCHEMAS[FIELDS[name].kind](FIELDS[name]) for name in event_names()}
    return mapping("An event: who, when, where, and how it is printed. Nothing is required.", {}, keys)


def _choice(field: Field) -> Schema:
    """Return the schema of a choice; choices that are numbers may also be quoted."""
    texts = [str(choice) for choice in field.choices if not isinstance(choice, str)]
    return named(field.sentence, (*field.choices, *texts))


def _language(field: Field) -> Schema:
    """Return the schema of a language, with or without a region, in capitals or not, or of a file of one's own."""
    names = ("".join(f"[{c}{c.upper()}]" for c in name) for name in language_names())
    return pattern(
        rf"^(({'|'.join(names)})([-_][A-Za-z0-9]+)*|.*\.[Yy][Aa]?[Mm][Ll])$",
        field.sentence,
        *language_names(),
    )


_LOGO = dict(
    zip(
        LOGO_KEYS,
        (
            ("The file of the picture.", "library.png"),
            ("What it says in words.", "Town library"),
            ("Its height in mm.", "8 mm"),
        ),
        strict=True,
    )
)

_SCHEMAS: dict[str, Callable[[Field], Schema]] = {
    **dict.fromkeys(
        ("text", "name", "time_zone", "sheets", "folder"),
        lambda field: text(field.sentence, *([str(field.example)] if field.example else [])),
    ),
    "link": lambda field: link(field.sentence),
    "number": lambda field: number(field.sentence, *field.bounds, int(field.example)),
    "choice": _choice,
    **dict.fromkeys(("date", "time", "minutes"), lambda field: typed(field.sentence, str(field.example))),
    "language": _language,
    "yes_no": lambda field: yes_no(field.sentence),
    "names": lambda field: described(
        {"type": [*text("")["type"], "array"], "pattern": r"\S", "items": text("A name.", "Ana")},
        field.sentence,
        str(field.example),
    ),
    "logo": lambda field: described(
        {
            "type": ["string", "object"],
            "pattern": r"(?i)\.(png|jpe?g)\b",
            "properties": {key: text(about, str(example)) for key, (about, example) in _LOGO.items()},
            "additionalProperties": False,
            "required": ["file"],
        },
        field.sentence,
        str(field.example),
    ),
    "stock": lambda field: text(field.sentence, *stock_names(), AUTO),
    "theme": lambda field: text(field.sentence, *theme_names()),
}
"""The function that makes the schema of each kind of value."""
