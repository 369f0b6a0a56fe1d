"""The command ``hostkit list``: prints the available topics on stdout, as a table or as JSON."""

from __future__ import annotations

from pathlib import Path

import typer

from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.core.errors import HostkitError
from hostkit.core.wording import aligned, display_path, shortened
from hostkit.events.precedence import settings_for
from hostkit.guides import topics
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import read_guide

WIDEST = 100
"""The largest width of a row in characters: one line of a wide terminal."""
LEAST_PRE_READ = 24
"""The least width of the pre-read column in characters; if less is left, the column of titles is dropped."""
_GAP = 2
"""The spaces between two columns."""


@json_option("Print all of it as JSON.")
def list_topics(answer: JsonAnswer) -> None:
    """List the topics that can be built.

    With language, questions, minutes and what may be read before.
    """
    found: list[tuple[topics.Topic, Guide]] = []
    for topic in topics.list_topics(Path.cwd(), settings_for(Path.cwd()).guides):
        try:
            found.append((topic, read_guide(topic.path)))
        except HostkitError as error:
            typer.echo(str(error), err=True)
            answer.problems += error.problems
    answer.results["topics"] = [as_data(topic, guide) for topic, guide in found]
    for row in () if answer.as_json else table([(topic.topic, guide) for topic, guide in found]):
        typer.echo(row)
    if answer.problems:
        raise typer.Exit(HostkitError.exit_code)


def as_data(topic: topics.Topic, guide: Guide) -> dict[str, object]:
    """Return a topic and its guide as data for JSON."""
    pre_read = guide.pre_read
    return {
        "topic": topic.topic,
        "title": guide.title.text,
        "language": guide.language,
        "questions": len(guide.questions),
        "rounds": len(guide.rounds),
        "minutes": _minutes(guide),
        "pre_read": {"title": pre_read.title.text, "url": pre_read.url.url if pre_read.url else None}
        if pre_read
        else None,
        "path": display_path(topic.path),
        "where": topic.where,
    }


def table(guides: list[tuple[str, Guide]]) -> list[str]:
    """Return a row of heads and a row for each guide, at most ``WIDEST`` characters wide if long names allow it."""
    rows = [("topic", "language", "questions", "minutes", "title", "pre-read"), *map(_row, guides)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    room = WIDEST - sum(widths[:-1]) - _GAP * (len(widths) - 1)
    if room < min(LEAST_PRE_READ, widths[-1]):
        # Without the column of titles.
        rows, room = [(*row[:-2], row[-1]) for row in rows], room + widths[-2] + _GAP
    room = max(room, LEAST_PRE_READ)
    return aligned([(*row[:-1], shortened(row[-1], room)) for row in rows])


def _row(guide_of_topic: tuple[str, Guide]) -> tuple[str, ...]:
    topic, guide = guide_of_topic
    pre_read = guide.pre_read.title.text if guide.pre_read else "-"
    numbers = str(len(guide.questions)), str(_minutes(guide))
    return topic, guide.language, *numbers, guide.title.text, pre_read


def _minutes(guide: Guide) -> int:
    return sum(segment.minutes for segment in guide.run_of_show)


COMMAND = list_topics
EPILOG = None
