"""Describes the fields of a form from the table of fields: label, hint, value, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hostkit.events.event import FIELDS, Field, fields_of
from hostkit.guides.languages import Language
from hostkit.studio.evening_kit import EveningState
from hostkit.studio.problem_places import FieldProblem, at_field


class Conflict(NamedTuple):
    """A field whose value was changed outside while another was typed."""

    field: str
    theirs: str
    mine: str


class FormField(NamedTuple):
    """A field of a form. ``kind`` is that of the table of fields, and ``width`` its share of a row of six."""

    name: str
    label: str
    hint: str
    value: str
    kind: str
    width: int
    problems: tuple[FieldProblem, ...]
    conflict: Conflict | None = None
    is_long: bool = False
    is_required: bool = False
    of_guide: bool = False


_WIDTHS = {"date": 2, "start": 2, "minutes": 2, "host": 3, "guests": 3}
"""Sixths of the panel: the fields that stand beside each other on the host's sheet stand so here."""

_SHOWN_FIRST = ("date", "start", "minutes", "place", "host", "guests", "group_name", "group_url")
_GIVEN_ONCE = ("id", "topic")


def evening_fields(
    state: EveningState, problems: Sequence[FieldProblem], words: Language, conflicts: Iterable[Conflict]
) -> tuple[list[FormField], list[FormField]]:
    """Return the fields of an evening that every host fills in, and the others."""
    names = [name for name in fields_of("event") if name not in _GIVEN_ONCE]
    first = [name for name in _SHOWN_FIRST if name in names]
    rest = [name for name in names if name not in first]
    by_name = {conflict.field: conflict for conflict in conflicts}
    made = {
        name: form_field(
            FIELDS[name], state.typed.get(name, ""), "evening", problems, words, by_name.get(name)
        )
        for name in names
    }
    return [made[name] for name in first], [made[name] for name in rest]


def form_field(
    field: Field,
    value: str,
    screen: str,
    problems: Sequence[FieldProblem],
    words: Language,
    conflict: Conflict | None = None,
) -> FormField:
    """Return a field of the table of fields as a field of a form; without words of its own it has the table's."""
    label = words.words.get(f"field.{field.name}.label", field.name.replace("_", " ").capitalize())
    hint = words.words.get(f"field.{field.name}.hint", field.about)
    found = tuple(at_field(problems, screen, field.name))
    return FormField(field.name, label, hint, value, field.kind, _WIDTHS.get(field.name, 6), found, conflict)
