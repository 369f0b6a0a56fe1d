"""Options, event and settings in; what holds for one kit out, each value with where it came from.

Precedence: option, event, hostkit.yaml, then the guide's own and the defaults, which later stages know. Reads
no guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Position, Problem, SourceError, UsageError, of_option
from hostkit.events.event import Event, PrintOptions
from hostkit.events.fields import parse_value
from hostkit.events.read_event import Given, read_event
from hostkit.events.settings import Settings
from hostkit.stocks.stock import AUTO, read_stock

DEFAULT_OUT = Path("out")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What holds for one kit. ``places`` says of each value that somebody gave where it was written."""

    event: Event
    options: PrintOptions
    out: Path
    guides: Path | None
    places: Mapping[str, Position]


def resolve(
    options: Mapping[str, str], event_file: Path | None = None, settings: Settings | None = None
) -> Resolved:
    """Return what holds, given options by their names in the vocabulary (with ``_``).

    Raises:
        UsageError: an option's value is wrong.
        SourceError: the event file or a stock file is wrong, or what the files say does not go together.

    """
    chosen = read_options(options)
    event = read_event(event_file) if event_file else {}
    return merge(chosen, event, settings or Settings())


def merge(options: Mapping[str, Given], event: Mapping[str, Given], settings: Settings) -> Resolved:
    """Return what holds, from values that are read already: those of an event file, or of a table's row.

    Raises:
        UsageError, SourceError: a stock and a paper that do not go together, by who named them.

    """
    given = {**settings.given, **event, **options}
    _settle_paper(given, options)
    out = given.get("out")
    return Resolved(
        event=Event(**_values(given, Event)),
        options=PrintOptions(**_values(given, PrintOptions)),
        out=Path(str(out.value)) if out else DEFAULT_OUT,
        guides=settings.guides,
        places={name: value.at for name, value in given.items()},
    )


def read_options(options: Mapping[str, str]) -> dict[str, Given]:
    """Return the typed values of options, placed by their names on the command line.

    Raises:
        UsageError: with everything that is wrong with them.

    """
    found: dict[str, Given] = {}
    problems: list[Problem] = []
    for name, text in options.items():
        at = Position(f"--{name.replace('_', '-')}")
        try:
            found[name] = Given(parse_value(name, fold(text), at), at)
        except BadValue as error:
            problems.append(of_option(name, error))
    if problems:
        raise UsageError(*problems)
    return found


def _values(given: Mapping[str, Given], kind: type[Event] | type[PrintOptions]) -> dict[str, Any]:
    return {field.name: given[field.name].value for field in fields(kind) if field.name in given}


def _where_to_name(paper: str, at: Position, stock_at: Position) -> str:
    """Say how to name a paper beside a stock, where another one was named ``at`` a place that may be for all rows."""
    if at.file.startswith("--"):
        return f"Say --paper {paper} or leave --paper out"
    if stock_at.in_table:
        return f"Write {paper} in this row's column paper"
    if stock_at.file.startswith("--"):
        return f"Say --paper {paper} too"
    return f"Write paper: {paper}"


def _settle_paper(given: dict[str, Given], options: Mapping[str, Given]) -> None:
    """Let a stock named alone set the paper of the whole kit; both named must be alike. ``auto`` sets none."""
    stock, paper = given.get("stock"), given.get("paper")
    if stock is None or stock.value == AUTO:
        return
    needed = read_stock(str(stock.value)).paper
    if paper is None:
        given["paper"] = Given(needed, stock.at)
    elif paper.value != needed:
        problem = Problem(
            "stock-not-for-paper",
            stock.at,
            f"stock {stock.value} is for {needed} paper, but {paper.at} says {paper.value}.",
            f"{_where_to_name(needed, paper.at, stock.at)}, or name another stock.",
            {"option": "stock", "stock": stock.value, "stock_paper": needed, "paper": paper.value},
        )
        if "stock" in options or "paper" in options:
            raise UsageError(problem)
        raise SourceError(problem)
