"""What a batch says: problems as they are found, each event for scripts, and at the end what fits on a screen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

import typer

from hostkit.batch.runner import FAILED, KEPT, MADE, Outcome, Step
from hostkit.batch.work import Work
from hostkit.cli.progress import in_words
from hostkit.ground.wording import shown

_LISTED = 5
"""Lines of one kind in the summary: all kinds together fit on a screen of 24 lines."""

_PAPERS = {"a4": "A4", "letter": "Letter"}

Say = Callable[[str], None]


def tell_problems(work: Work, *, as_json: bool) -> None:
    """Print everything that is wrong with a table, and what a reader should know about how it was read."""
    for note in work.notes:
        typer.echo(f"Note: {note}", err=True)
    for wrong in work.wrong:
        typer.echo(wrong.text, err=True)
        if as_json:
            _line({"kind": "problem", "file": wrong.at.file, "line": wrong.at.line, "text": wrong.text})


def tell_step(step: Step, say: Say, *, as_json: bool) -> None:
    """Print what became of an event, where that must be said."""
    if step.outcome == FAILED:
        say(f"{step.job.at} ({step.job.id}): {step.why}")
    if as_json:
        _line(
            {
                "kind": "event",
                "event": step.job.id,
                "row": step.job.at.line,
                "outcome": step.outcome,
                "files": step.files,
                "warnings": step.warnings,
                "left_blank": step.left_blank,
                "why": step.why,
            }
        )


def tell_summary(work: Work, outcome: Outcome, seconds: float, *, as_json: bool) -> None:
    """Print what a batch came to; the files beside the kits on stdout."""
    for line in summary(work, outcome, seconds):
        typer.echo(line, err=True)
    files = [shown(path) for path in outcome.written.files]
    if as_json:
        _line(
            {
                "kind": "summary",
                "made": outcome.steps[MADE],
                "unchanged": outcome.steps[KEPT],
                "failed": outcome.steps[FAILED],
                "refused": work.refused,
                "not_in_table": outcome.stale,
                "to_buy": outcome.to_buy,
                "files": files,
            }
        )
    else:
        for file in files:
            typer.echo(file)


def summary(work: Work, outcome: Outcome, seconds: float) -> list[str]:
    """Return the summary: at most a screen, whatever happened."""
    steps = outcome.steps
    counts = [f"{steps[MADE]} made", f"{steps[KEPT]} unchanged"]
    if steps[FAILED]:
        counts.append(f"{steps[FAILED]} failed")
    if work.refused:
        counts.append(f"{work.refused} refused for what is wrong in their rows")
    total = sum(steps.values()) + work.refused
    lines = [f"{events(total)}: {', '.join(counts)}. It took {in_words(seconds)}."]
    lines += _several("Failed", [step.job.id for step in outcome.failed])
    lines += _counted("Warning", outcome.warnings)
    lines += _several(
        "Left blank, to fill in by hand", [f"{name} ({events(n)})" for name, n in _most(outcome.left_blank)]
    )
    lines += _several("Of earlier kits, left as they are", outcome.left_behind)
    lines += _several("Not in the table any more, left as they are", outcome.stale)
    lines += _several(
        "From an earlier run, not made anew (--joined)", [path.name for path in outcome.written.left_over]
    )
    bought = [f"{count} sheets of {_PAPERS.get(name, name)}" for name, count in outcome.to_buy.items()]
    if bought:
        lines.append(f"To buy for all events: {', '.join(bought)}.")
    return lines


def _several(head: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return [f"{head}: {', '.join(names[:_LISTED])}{more}."]


def _counted(head: str, texts: Counter[str]) -> list[str]:
    lines = [f"{head} ({events(count)}): {text}" for text, count in _most(texts)[:_LISTED]]
    if len(texts) > _LISTED:
        lines.append(f"{len(texts) - _LISTED} more kinds of warnings stand in manifest.jsonl.")
    return lines


def _most(counter: Counter[str]) -> list[tuple[str, int]]:
    """Return what was counted, most first, alike ones by their text."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def events(count: int) -> str:
    """Return a number of events in words."""
    return f"{count} event{'' if count == 1 else 's'}"


def _line(data: dict[str, object]) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False))
