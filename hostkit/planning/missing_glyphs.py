"""Every character of a kit is checked against the fonts before layout: all that is missing is said at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import Problem, SourceError, UsageError
from hostkit.typesetting.fonts import face, face_for


def check_characters(*written: object) -> None:
    """Check every phrase in the values. Raises SourceError naming each character that no font has, and where.

    What was written in options alone is a UsageError.
    """
    usual = face("text").characters
    # Most texts need no closer look.
    unusual = [phrase for phrase in _phrases(written) if not usual.issuperset(phrase.text)]
    problems = [problem for phrase in unusual for problem in _missing(phrase)]
    if problems and all(problem.place.is_typed for problem in problems):
        raise UsageError(*problems)
    if problems:
        raise SourceError(*problems)


class _TextFields(dict[type, tuple[str, ...]]):
    """The names of the fields of a kind of values, found when one is first met; most have none."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        has_some = is_dataclass(kind) and kind is not Link
        names = self[kind] = tuple(field.name for field in fields(kind)) if has_some else ()
        return names


_FIELDS = _TextFields()


def _phrases(values: Iterable[object]) -> list[Phrase]:
    """Return the phrases in values and in the fields of values, in their order."""
    found: list[Phrase] = []
    for value in values:
        if isinstance(value, Phrase):
            found.append(value)
        elif isinstance(value, tuple):
            found += _phrases(value)
        elif names := _FIELDS[type(value)]:
            found += _phrases([getattr(value, name) for name in names])
    return found


def _missing(phrase: Phrase) -> Iterator[Problem]:
    for word in dict.fromkeys(phrase.text.split(" ")):
        # Both families end in a face of the same repertoire, so what the text face cannot borrow, no face has.
        if word and face_for("text", word) is None:
            lost = [char for char in dict.fromkeys(word) if face_for("text", char) is None] or [word]
            for char in lost:
                name = unicodedata.name(char, "unnamed") if len(char) == 1 else "this combination of letters"
                yield Problem(
                    "character-not-in-fonts",
                    phrase.at,
                    f"no font here has “{char}” ({name}).",
                    "Write it with other letters.",
                    {"characters": char},
                )
