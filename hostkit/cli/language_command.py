"""The command ``hostkit language``: lists the languages, shows and checks one, or prints them as JSON."""

from __future__ import annotations

import datetime
from pathlib import Path

import typer

from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.core.errors import NOWHERE, HostkitError, Problem, UsageError
from hostkit.core.wording import advice, aligned, quoted
from hostkit.events.precedence import settings_for
from hostkit.guides.languages import (
    Language,
    is_language_file,
    known_language,
    language_names,
    read_language,
    region_names,
)
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import Topic, list_topics

HEADS = ("tag", "name", "guides", "clock", "paper", "quotation marks", "plural forms", "a date")

_SHOWN_DATE = datetime.date(2027, 1, 14)
"""The day that shows how a language writes dates."""


@json_option("Print all of it as JSON.")
def language(
    answer: JsonAnswer,
    tag: str = typer.Argument(
        None, metavar="[TAG|FILE.yaml]", help="A language, as in es or de-AT, or the file of your own."
    ),
) -> None:
    """List the languages that kits can be in, or check one.

    The file of a language of your own is checked: what it lacks is named in one list.
    """
    topics = [_languages_of(topic) for topic in list_topics(Path.cwd(), settings_for(Path.cwd()).guides)]
    tags = [_known(tag)] if tag is not None else [*language_names(), *region_names()]
    found = [as_data(each, read_language(each), topics) for each in tags]
    answer.results["languages"] = found
    if not answer.as_json:
        rows = [tuple(_shown(value) for value in each.values()) for each in found]
        for line in aligned([HEADS[:5], *(row[:5] for row in rows)] if tag is None else _facts(rows[0])):
            typer.echo(line)


def as_data(tag: str, words: Language, guides: list[set[str]]) -> dict[str, object]:
    """Return a language as data for JSON, in the order of HEADS; ``guides`` holds the languages of each topic."""
    marks = words.words
    return {
        "tag": tag,
        "name": marks["name"],
        "guides": sum((known_language(tag) or tag) in languages for languages in guides),
        "clock": words.clock,
        "paper": words.paper,
        "quotation_marks": f"{marks['quotation_marks.opening']}{marks['quotation_marks.closing']}",
        "plural_forms": [category for category, _ in words.plurals],
        "date": words.date_alone(_SHOWN_DATE),
    }


def _facts(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(zip(HEADS, row, strict=True))


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _languages_of(topic: Topic) -> set[str]:
    """Return the tags of the languages in which there is a guide to a topic; a guide that cannot be read has none."""
    own = {known_language(tag) or tag for tag, _ in topic.translations}
    try:
        return {*own, known_language(read_guide(topic.path).language) or ""}
    except HostkitError:
        return own


def _known(tag: str) -> str:
    """Return a tag in the form in which it is known, or the path of a file. Raises UsageError for any other text."""
    if is_language_file(tag):
        return tag
    names = [*language_names(), *region_names()]
    found = next((each for each in names if each.casefold() == tag.replace("_", "-").casefold()), None)
    if found or known_language(tag):
        return found or tag
    wrong, values = f"there is no language {quoted(tag)}.", {"value": tag, "known": names}
    raise UsageError(Problem("language-unknown", NOWHERE, wrong, advice(tag, names), values))


COMMAND = language
EPILOG = None
