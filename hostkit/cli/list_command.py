"""The command ``hostkit list``: prints the available topics on stdout, as a table or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hostkit.core.errors import HostkitError

if TYPE_CHECKING:
    from hostkit.guides.guide import Guide
    from hostkit.guides.topics import Topic


WIDEST = 100
"""The largest width of a row in characters: one line of a wide terminal."""
LEAST_PRE_READ = 24
"""The least width of the pre-read column in characters; if less is left, the column of titles is dropped."""
_GAP = "  "


def list_topics(as_json: bool = typer.Option(False, "--json", help="Print all of it as JSON.")) -> None:
    """List the topics that can be built.

    With language, questions, minutes and what may be read before.
    """
    from hostkit.cli.json_output import json_answer
    from hostkit.events.precedence import settings_for
    from hostkit.guides.read_guide import read_guide
    from hostkit.guides.topics import list_topics as all_of

    found: list[tuple[Topic, Guide]] = []
    with json_answer(as_json=as_json) as answer:
        for topic in all_of(Path.cwd(), settings_for(Path.cwd()).guides):
            try:
                found.append((topic, read_guide(topic.path)))
            except HostkitError as error:
                typer.echo(str(error), err=True)
                answer.problems += error.problems
        answer.results["topics"] = [as_data(topic, guide) for topic, guide in found]
    if not as_json:
        for row in table([(topic.topic, guide) for topic, guide in found]):
            typer.echo(row)
    if answer.problems:
        raise typer.Exit(HostkitError.exit_code)


def as_data(topic: Topic, guide: Guide) -> dict[str, object]:
    """Return a topic and its guide as data for JSON."""
    from hostkit.core.wording import display_path

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
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    kept = [0, 1, 2, 3, 4]
    if _room(widths, kept) < min(LEAST_PRE_READ, widths[-1]):
        kept = kept[:-1]
    room = max(_room(widths, kept), LEAST_PRE_READ)
    return [
        _GAP.join([*(row[column].ljust(widths[column]) for column in kept), _cut(row[-1], room)])
        for row in rows
    ]


def _room(widths: list[int], columns: list[int]) -> int:
    """Return the width in characters that is left for the pre-read beside these columns."""
    return WIDEST - sum(widths[column] + len(_GAP) for column in columns)


def _row(guide_of_topic: tuple[str, Guide]) -> tuple[str, ...]:
    topic, guide = guide_of_topic
    pre_read = guide.pre_read.title.text if guide.pre_read else "-"
    return (
        *(topic, guide.language, str(len(guide.questions)), str(_minutes(guide))),
        *(guide.title.text, pre_read),
    )


def _minutes(guide: Guide) -> int:
    return sum(segment.minutes for segment in guide.run_of_show)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


COMMAND = list_topics
EPILOG = None
