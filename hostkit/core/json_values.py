"""Builds the JSON Schema of each kind of value in a YAML file, with its description, for editors.

A value that a mapping does not require may be null, because an editor reads a key with nothing after its colon as null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

_SCALAR = ["string", "number", "boolean"]


def described(schema: Schema, about: str, *examples: object) -> Schema:
    """Return the schema with a description and, if any are given, example values."""
    return {"description": about, **schema, **({"examples": list(examples)} if examples else {})}


def text(about: str, *examples: str) -> Schema:
    """Return the schema of a text that is not blank. Numbers and booleans, such as 1984 or no, count as text."""
    return described({"type": _SCALAR, "pattern": r"\S"}, about, *examples)


def pattern(shape: str, about: str, *examples: str) -> Schema:
    """Return the schema of a text that matches the regular expression ``shape``."""
    return described({"type": "string", "pattern": shape}, about, *examples)


def typed(about: str, *examples: str) -> Schema:
    """Return the schema of a date, a time or a length, which may be written in more ways than a pattern can say."""
    return described({"type": _SCALAR, "pattern": r"\w"}, about, *examples)


def link(about: str) -> Schema:
    """Return the schema of an http or https link, which may begin with the name of its site."""
    shape = r"^([Hh][Tt][Tt][Pp][Ss]?://\S+|[^\s/:]+\.[^\s/:.]{2,}(:[0-9]+)?([/?#]\S*)?)$"
    return pattern(shape, about, "https://example.org/page")


def number(about: str, low: int, high: int, example: int) -> Schema:
    """Return the schema of a whole number from ``low`` to ``high``, quoted or not."""
    bounds = {"minimum": low, "maximum": high, "pattern": "^[0-9]+$"}
    return described({"type": ["integer", "string"], **bounds}, about, example)


def yes_no(about: str) -> Schema:
    """Return the schema of a yes-or-no value: true, false, "yes" or "no"."""
    return described({"enum": [True, False, "yes", "no"]}, about)


def named(about: str, names: Iterable[object]) -> Schema:
    """Return the schema of a value that is one of ``names``."""
    return described({"enum": list(names)}, about)


def list_of(items: Schema, about: str, *, least: int = 0) -> Schema:
    """Return the schema of a list of at least ``least`` items."""
    return described({"type": "array", **({"minItems": least} if least else {}), "items": items}, about)


def mapping(about: str, required: Mapping[str, Schema], others: Mapping[str, Schema]) -> Schema:
    """Return the schema of a mapping with required and optional keys; no other keys are allowed."""
    keys = {**required, **{key: _optional(value) for key, value in others.items()}}
    return {
        "description": about,
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": keys,
    }


def _optional(schema: Schema) -> Schema:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" not in schema:
        return schema
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return {**schema, "type": [*types, "null"]}
