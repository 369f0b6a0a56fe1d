"""``hostkit list``: the topics there are, as a table on stdout."""

from __future__ import annotations

from pathlib import Path

import typer

from hostkit.ground.errors import HostkitError


def list_topics() -> None:
    """List the topics that can be built: topic, title, questions, minutes, language."""
    from hostkit.source.read_guide import read_guide
    from hostkit.source.settings import settings_for
    from hostkit.source.topics import list_topics as all_of

    failed = False
    rows = [("topic", "title", "questions", "minutes", "language")]
    for topic in all_of(Path.cwd(), settings_for(Path.cwd()).guides):
        try:
            guide = read_guide(topic.path)
        except HostkitError as error:
            typer.echo(str(error), err=True)
            failed = True
            continue
        minutes = sum(segment.minutes for segment in guide.run_of_show)
        rows.append((topic.topic, guide.title.text, str(len(guide.questions)), str(minutes), guide.language))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if failed:
        raise typer.Exit(1)
