"""Style: what a guide may say, and what would serve the table better. A Guide in, remarks out, pure functions all.

Every remark has the name of its rule. What fits on which sheet is not asked here: that needs pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import NamedTuple, TypeVar

from hostkit.ground.errors import Position, Problem
from hostkit.ground.link import Link
from hostkit.ground.phrase import Phrase
from hostkit.ground.wording import printable
from hostkit.source.guide import Guide
from hostkit.source.yes_no_question import is_yes_no_question

T = TypeVar("T")

MOST_WORDS = 60
"""Of a question, and of a definition: about 25 seconds aloud, as much as a listener keeps."""

_STRAIGHT = re.compile(r"""(?<!\d)["'`]|["'`](?=[^\W\d_])""")
"""A straight sign behind a figure may be one of feet or inches."""
_DASHES = re.compile(r"--+|(?<=\s)-(?=\s)")
_DOTS = re.compile(r"\.\.\.+")
_AROUND = 12
"""Characters to each side of a sign that a message repeats."""
_OPENERS = {
    "en": "what, how, which or when, or go on with “and why?”",
    "de": "was, wie, welche oder wann, or go on with “und warum?”",
    "es": "qué, cómo, cuál o cuándo, or go on with “¿y por qué?”",
}


class Remark(NamedTuple):
    """What a rule has to say, under the rule's name."""

    rule: str
    problem: Problem


def remarks(guide: Guide) -> Iterator[Remark]:
    """Yield what is to be said about the style of a guide."""
    for question in guide.questions:
        yield from _question(question.ask, guide.language)
    if guide.definition:
        yield from _definition(guide.definition)
    for link in parts_of(guide, Link):
        yield from _link(link)
    # Notes are printed nowhere.
    for phrase in parts_of(replace(guide, notes=()), Phrase):
        yield from _signs(phrase)


def parts_of(value: object, kind: type[T]) -> Iterator[T]:
    """Yield everything of a kind, such as every text, that a guide or a part of one holds."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_of(item, kind)
    elif is_dataclass(value):
        for field in fields(value):
            yield from parts_of(getattr(value, field.name), kind)


def _question(ask: Phrase, language: str) -> Iterator[Remark]:
    if is_yes_no_question(ask.text, language):
        openers = _OPENERS[language.split("-")[0]]
        yield _remark(
            "yes-or-no", ask.at, "yes or no would answer it, and the talk ends there.", f"Ask with {openers}."
        )
    count = len(ask.text.split())
    if count > MOST_WORDS:
        wrong = f"has {count} words; nobody remembers the beginning of more than {MOST_WORDS}."
        yield _remark("long-question", ask.at, wrong, "Shorten it, or make probes of its parts.")


def _definition(definition: Phrase) -> Iterator[Remark]:
    count = len(definition.text.split())
    if count > MOST_WORDS:
        wrong = f"has {count} words; more than {MOST_WORDS} are too long to say aloud."
        yield _remark("long-definition", definition.at, wrong, "Keep to a sentence or two.")


def _link(link: Link) -> Iterator[Remark]:
    if link.url.startswith("http://"):
        wrong = "the link begins with http://: on its way anyone can read and change the page."
        yield _remark("plain-http", link.at, wrong, "Write https:// if the site has it; most do.")


def _signs(phrase: Phrase) -> Iterator[Remark]:
    """Yield a remark for each kind of typewriter's sign, at its first."""
    for rule, pattern, name, remedy in _SIGNS:
        found = pattern.search(phrase.text)
        if found:
            start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
            wrong = f"has {name} in {_marked(phrase.text[start:end])}."
            yield _remark(rule, phrase.at, wrong, remedy)


def _remark(rule: str, at: Position, wrong: str, remedy: str) -> Remark:
    return Remark(rule, Problem(at, wrong, remedy))


def _marked(text: str) -> str:
    """Return a part of a text between signs that do not look like its own."""
    return f"«{printable(text.strip())}»"


_SIGNS = (
    (
        "straight-quotes", _STRAIGHT, "a straight quotation mark or apostrophe",
        "Write “ ” or „ “ or « », and ’ for an apostrophe.",
    ),
    ("typed-dash", _DASHES, "a hyphen for a dash", "Write a colon, a comma or a real dash (–)."),
    ("three-dots", _DOTS, "three dots in a row", "Write the one sign for them (…), or end the sentence."),
)  # fmt: skip
