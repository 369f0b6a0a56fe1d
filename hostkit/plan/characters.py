"""Every character of a kit is checked against the fonts before layout: all that is missing is said at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date
from types import NoneType

from hostkit.ground.errors import Problem, SourceError, UsageError
from hostkit.ground.fonts import face_for
from hostkit.ground.link import Link
from hostkit.ground.phrase import Phrase

_WITHOUT = (str, int, float, date, Link, NoneType)
"""What holds no phrase: most fields do not."""


def check_characters(*written: object) -> None:
    """Check every phrase in the values. Raises SourceError naming each character that no font has, and where.

    What was written in options alone is a UsageError.
    """
    problems = [problem for value in written for phrase in _phrases(value) for problem in _missing(phrase)]
    if problems and all(problem.at.file.startswith("--") for problem in problems):
        raise UsageError("\n".join(map(str, problems)))
    if problems:
        raise SourceError(problems)


def _phrases(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _phrases(item)
    elif not isinstance(value, _WITHOUT) and is_dataclass(value) and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from _phrases(getattr(value, name))


def _missing(phrase: Phrase) -> Iterator[Problem]:
    for word in dict.fromkeys(phrase.text.split(" ")):
        # Both families end in a face of the same repertoire, so what the text face cannot borrow, no face has.
        if word and face_for("text", word) is None:
            lost = [char for char in dict.fromkeys(word) if face_for("text", char) is None] or [word]
            for char in lost:
                name = unicodedata.name(char, "unnamed") if len(char) == 1 else "this combination of letters"
                yield Problem(
                    phrase.at, f"no font here has “{char}” ({name}).", "Write it with other letters."
                )
