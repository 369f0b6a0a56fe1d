"""Checks before layout that the fonts have every character of a kit, and reports all that are missing at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hostkit.core.characters import Phrase
from hostkit.core.errors import Problem, SourceError, UsageError
from hostkit.core.values import instances_in
from hostkit.typesetting.fonts import face, face_for


def check_glyphs(*written: object) -> None:
    """Check every phrase in the values.

    Raises:
        SourceError: with each character that no font has, at the position of its phrase.
        UsageError: the same, where all those phrases were written in options.

    """
    usual = face("text").characters
    # Most texts need no closer look.
    unusual = [phrase for phrase in instances_in(written, Phrase) if not usual.issuperset(phrase.text)]
    problems = [problem for phrase in unusual for problem in _missing(phrase)]
    if problems and all(problem.place.is_typed for problem in problems):
        raise UsageError(*problems)
    if problems:
        raise SourceError(*problems)


def _missing(phrase: Phrase) -> Iterator[Problem]:
    for word in dict.fromkeys(phrase.text.split(" ")):
        # Both families fall back to a face of the same repertoire, so the text family stands for both.
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
