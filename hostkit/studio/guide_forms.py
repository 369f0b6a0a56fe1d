"""Describes the words of a guide as the fields of a form, from the table of the keys of a guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from hostkit.core.characters import fold
from hostkit.core.yaml_edit import value_at
from hostkit.core.yaml_spans import KeyPath
from hostkit.guides.guide_fields import GUIDE, QUESTION, ROUND, SEGMENT, GuideKey, names_of
from hostkit.guides.languages import Language
from hostkit.studio.field_forms import Conflict, FormField
from hostkit.studio.problem_places import FieldProblem, at_field

_LONG = (
    "definition",
    "ask",
    "read",
    "note",
    "invite",
    "stalls",
    "one_voice",
    "tempers",
    "tears",
    "invitation",
)
"""The texts that are a sentence or more, which get a field of several lines."""

_SECTIONS = (
    ("topic", ("title", "definition")),
    ("questions", ("questions",)),
    ("run_of_show", ("run_of_show", "end")),
    ("agreements", ("agreements", "tent_agreements")),
    ("worksheet", ("worksheet",)),
    ("group", ("follow_up", "pre_read", "invitation")),
    ("host", ("helps", "tips", "materials")),
    ("about", ("series", "language", "credit", "notes")),
)
"""The keys of a guide by the sections of the screen; a key that is not named here stands in the last one."""

OPEN_SECTIONS = ("topic", "questions")
_OWN_LISTS = ("run_of_show", "questions")
"""The keys of kind "own" that hold lists."""

_HIDDEN = ("hostkit", "translations")

NEW_ITEMS: dict[str, Any] = {
    "questions": {"ask": ""}, "worksheet": {"ask": ""}, "run_of_show": {"segment": "custom", "title": ""},
}  # fmt: skip
"""What a new item of a list begins as; a new text is empty."""


class WordsItem(NamedTuple):
    """One item of a list: its path, its number from 1 or 0, its name, fields and lists, and whether it is left out.

    ``may`` holds what its buttons do: "up", "down", "leave", "take" and "drop". ``more`` are the fields of a part of
    the evening that nobody has filled in.
    """

    path: str
    number: int
    title: str
    parts: tuple[FormField | WordsList, ...]
    is_out: bool
    may: tuple[str, ...]
    more: tuple[FormField | WordsList, ...] = ()


class WordsList(NamedTuple):
    """A list of a guide with its path, its label and its items."""

    path: str
    label: str
    hint: str
    kind: str
    items: tuple[WordsItem, ...]
    may_add: bool = True


class WordsSection(NamedTuple):
    """A section of the screen; one with a problem is open."""

    name: str
    heading: str
    parts: tuple[FormField | WordsList, ...]
    is_open: bool


def key_at(path: KeyPath) -> tuple[GuideKey | None, tuple[str, ...]]:
    """Return the key of the table at a path, and the names of the keys beside it; None for a path of no guide."""
    keys: tuple[GuideKey, ...] = GUIDE
    key: GuideKey | None = None
    for part in path:
        if isinstance(part, int):
            if key is None or key.kind not in ("texts", "groups", "own"):
                return None, ()
            keys = _keys_of_items(key)
            key = key if key.kind == "texts" else GuideKey(key.name, "group", "", keys=keys)
            continue
        if key is not None:
            keys = key.keys
        key = next((each for each in keys if each.name == part), None)
        if key is None:
            return None, ()
    return key, names_of(keys)


def _keys_of_items(key: GuideKey) -> tuple[GuideKey, ...]:
    own = {"run_of_show": SEGMENT, "questions": (*ROUND, *QUESTION)}
    return own.get(key.name, key.keys)


def fields_in(parts: Sequence[FormField | WordsList]) -> Iterator[FormField]:
    """Yield every field of some parts, in order."""
    for part in parts:
        if isinstance(part, FormField):
            yield part
        else:
            for item in part.items:
                yield from fields_in((*item.parts, *item.more))


class GuideForm:
    """Makes the sections of the screen Words for the text of a guide."""

    def __init__(
        self, text: str, problems: Sequence[FieldProblem], words: Language, conflicts: Sequence[Conflict]
    ) -> None:
        self._guide = value_at(text, ())
        self._problems, self._words = problems, words
        self._conflicts = {conflict.field: conflict for conflict in conflicts}
        self._number = 0

    def sections(self) -> list[WordsSection]:
        """Return the sections in order."""
        placed = {name for _, names in _SECTIONS for name in names}
        rest = tuple(key.name for key in GUIDE if key.name not in placed and key.name not in _HIDDEN)
        found = []
        for name, names in _SECTIONS:
            wanted = (*names, *rest) if name == _SECTIONS[-1][0] else names
            parts = tuple(
                part for each in wanted for part in self._parts(_key_named(each), (each,), self._guide)
            )
            bad = any(field.problems or field.conflict for field in fields_in(parts))
            heading = self._words(f"guide.section.{name}")
            found.append(WordsSection(name, heading, parts, bad or name in OPEN_SECTIONS))
        return found

    def _parts(self, key: GuideKey, path: KeyPath, holder: Any) -> Iterator[FormField | WordsList]:
        """Yield the parts of a key, whose value is looked for in the mapping that holds it."""
        value = holder.get(key.name) if isinstance(holder, dict) else None
        if key.kind == "group":
            for each in key.keys:
                yield from self._parts(each, (*path, each.name), value)
        elif key.kind in ("texts", "groups") or key.name in _OWN_LISTS:
            yield self._list(key, path, value if isinstance(value, list) else [])
        else:
            yield self._field(key, path, value)

    def _field(self, key: GuideKey, path: KeyPath, value: Any, label: str = "") -> FormField:
        name = ".".join(map(str, path))
        told = fold(value) if isinstance(value, str) else ""
        if key.kind == "yes_no":
            told = yes_or_nothing(told)
        where = ".".join(str(part) for part in path if not isinstance(part, int))
        words = self._words.words
        return FormField(
            name,
            label or words.get(f"guide.{where}.label") or words.get(f"guide.{key.name}.label") or key.name,
            "" if label else words.get(f"guide.{where}.hint") or words.get(f"guide.{key.name}.hint", ""),
            told,
            key.kind,
            {"number": 2, "yes_no": 6}.get(key.kind, 6),
            tuple(at_field(self._problems, "words", name)),
            self._conflicts.get(name),
            is_long=key.name in _LONG or key.kind == "texts",
            is_required=key.required,
            of_guide=True,
        )

    def _list(self, key: GuideKey, path: KeyPath, values: Sequence[Any]) -> WordsList:
        name = ".".join(map(str, path))
        of_rounds = key.name == "questions" and any(
            isinstance(each, dict) and "round" in each for each in values
        )
        items = tuple(self._item(key, (*path, index), each, len(values)) for index, each in enumerate(values))
        label = self._words(f"guide.{key.name}.label")
        hint = self._words.words.get(f"guide.{key.name}.hint", "")
        kind = "rounds" if of_rounds else "texts" if key.kind == "texts" else key.name
        return WordsList(name, label, hint, kind, items, may_add=not of_rounds)

    def _item(self, key: GuideKey, path: KeyPath, value: Any, count: int) -> WordsItem:
        index = path[-1]
        may = [name for name, stands in (("up", index != 0), ("down", index != count - 1)) if stands]
        is_out = isinstance(value, dict) and yes_or_nothing(str(value.get("leave_out", ""))) != ""
        number = 0
        if key.name == "questions" and not (isinstance(value, dict) and "round" in value):
            self._number += not is_out
            number = self._number
            may.append("take" if is_out else "leave")
        if key.kind == "texts" or key.name == "worksheet" or is_out or _is_removable(value):
            may.append("drop")
        parts = tuple(self._item_parts(key, path, value))
        empty = tuple(part for part in parts if key.name == "run_of_show" and _is_empty(part))
        shown = tuple(part for part in parts if part not in empty)
        name = ".".join(map(str, path))
        return WordsItem(name, number, self._title(value), shown, is_out, tuple(may), empty)

    def _item_parts(self, key: GuideKey, path: KeyPath, value: Any) -> Iterator[FormField | WordsList]:
        if key.kind == "texts":
            label = self._words(f"guide.{key.name}.one", number=int(path[-1]) + 1)
            yield self._field(key, path, value, label)
            return
        keys = {"run_of_show": SEGMENT, "questions": QUESTION}.get(key.name, key.keys)
        if key.name == "questions" and isinstance(value, dict) and "round" in value:
            keys = ROUND
        for each in keys:
            if each.name not in ("leave_out", "segment"):
                yield from self._parts(each, (*path, each.name), value)

    def _title(self, value: Any) -> str:
        if not isinstance(value, dict) or "segment" not in value:
            return ""
        kind = str(value["segment"])
        return fold(str(value.get("title") or "")) or self._words.words.get(f"guide.segment.{kind}", kind)


def _is_empty(part: FormField | WordsList) -> bool:
    return isinstance(part, FormField) and not (part.value or part.problems or part.conflict)


def _is_removable(value: Any) -> bool:
    """Tell whether a segment may be taken out: every one but that of the questions."""
    return isinstance(value, dict) and value.get("segment", "questions") != "questions"


def _key_named(name: str) -> GuideKey:
    return next(key for key in GUIDE if key.name == name)


def yes_or_nothing(text: str) -> str:
    """Return "yes" for a text that says so in a file, and "" for any other."""
    return "yes" if text.casefold() in ("yes", "true") else ""
