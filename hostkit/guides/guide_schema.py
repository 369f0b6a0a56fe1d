"""Builds the JSON Schema of guides from the table of their keys.

Every scalar counts as text, as it does in the reader, so the schema accepts numbers and booleans as texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hostkit.core.json_values import (
    Schema,
    described,
    link,
    list_of,
    mapping,
    named,
    number,
    pattern,
    text,
    yes_no,
)
from hostkit.guides.guide_fields import FORMAT, GUIDE, PROMPT, QUESTION, ROUND, SEGMENT, GuideKey
from hostkit.guides.languages import language_names
from hostkit.themes.theme import theme_names

_PROMPT, _SEGMENT = {"$ref": "#/$defs/prompt"}, {"$ref": "#/$defs/segment"}
_QUESTION, _ROUND = {"$ref": "#/$defs/question"}, {"$ref": "#/$defs/round"}


def guide_schema() -> Schema:
    """Return the schema of a guide; each call builds a new one."""
    about = "A guide: what is talked about in an evening. Only title, run_of_show and questions are needed."
    own = {
        "hostkit": lambda key: described({"enum": [FORMAT, str(FORMAT)]}, key.about),
        "run_of_show": _run_of_show,
        "questions": _questions,
        "worksheet": lambda key: list_of(dict(_PROMPT), key.about),
        "theme": lambda key: text(key.about, *theme_names()),
        "translations": lambda key: described({"not": {}}, key.about),
    }
    questions = {"questions": lambda key: list_of(dict(_QUESTION), key.about, least=1)}
    return {
        **_mapping(about, GUIDE, own),
        "$defs": {
            "segment": _segment(),
            "question": _mapping("A question.", QUESTION),
            "round": _mapping("A round of questions.", ROUND, questions),
            "prompt": _mapping("A prompt of the worksheet.", PROMPT),
        },
    }


def _mapping(
    about: str, keys: tuple[GuideKey, ...], own: Mapping[str, Callable[[GuideKey], Schema]] | None = None
) -> Schema:
    """Return the schema of a mapping with these keys; ``own`` maps key names to functions that replace the default."""
    made = {key: (own or {}).get(key.name, _SCHEMAS.get(key.kind, _group))(key) for key in keys}
    return mapping(
        about,
        {key.name: schema for key, schema in made.items() if key.required},
        {key.name: schema for key, schema in made.items() if not key.required},
    )


def _examples(key: GuideKey) -> tuple[str, ...]:
    return (str(key.example),) if key.example else ()


def _group(key: GuideKey) -> Schema:
    return _mapping(key.about, key.keys)


_SCHEMAS: dict[str, Callable[[GuideKey], Schema]] = {
    "text": lambda key: text(key.about, *_examples(key)),
    "texts": lambda key: list_of(text(key.item, *_examples(key)), key.about)
    | ({"maxItems": key.bounds[1]} if key.bounds[1] else {}),
    "link": lambda key: link(key.about),
    "number": lambda key: number(key.about, *key.bounds, int(key.example)),
    "yes_no": lambda key: yes_no(key.about),
    "choice": lambda key: named(key.about, key.choices),
    "language": lambda key: pattern(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", key.about, *language_names()
    ),
}  # fmt: skip
"""The function that makes the schema of each kind of value. Any other kind is a group of keys."""


def _run_of_show(key: GuideKey) -> Schema:
    questions: Schema = {"properties": {"segment": {"const": "questions"}}, "required": ["segment"]}
    return {
        **list_of(dict(_SEGMENT), key.about, least=1),
        "contains": questions,
        "minContains": 1,
        "maxContains": 1,
    }


def _segment() -> Schema:
    return {
        **_mapping("A part of the evening.", SEGMENT),
        "if": {"properties": {"segment": {"const": "custom"}}, "required": ["segment"]},
        "then": {"required": ["title"]},
    }


def _questions(key: GuideKey) -> Schema:
    """Return the schema of the questions: all or none are in rounds, and at least one is not left out."""
    in_rounds: Schema = {"required": ["round"]}
    left_out: Schema = {"properties": {"leave_out": {"enum": [True, "yes"]}}, "required": ["leave_out"]}
    printed: Schema = {"not": left_out}
    with_printed: Schema = {"properties": {"questions": {"contains": printed}}}
    return {
        **list_of({"anyOf": [dict(_QUESTION), dict(_ROUND)]}, key.about, least=1),
        "anyOf": [
            {"minItems": 2, "items": {"not": in_rounds}, "contains": printed},
            {"items": in_rounds, "contains": with_printed},
        ],
    }
