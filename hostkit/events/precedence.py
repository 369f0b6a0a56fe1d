"""Options, an event and settings in; the values that hold for one kit out, each with the place where it is written.

An option overrides the event, and the event overrides hostkit.yaml. Where none of them has a value, later stages take
the guide's own or the default. No guide is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Position, Problem, SourceError, UsageError, of_option
from hostkit.events.event import Event, PrintOptions, fields_of
from hostkit.events.read_values import PlacedValue, parse_value, read_event
from hostkit.events.settings import Settings
from hostkit.stocks.stock import AUTO, read_stock

DEFAULT_OUT = Path("out")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The values that hold for one kit; ``places`` are the places of those that are written anywhere, by name."""

    event: Event
    options: PrintOptions
    out: Path
    guides: Path | None
    places: Mapping[str, Position]


def resolve(
    options: Mapping[str, str], event_file: Path | None = None, settings: Settings | None = None
) -> Resolved:
    """Return the values that hold for options by the names of their fields, an event file and settings.

    Raises:
        UsageError: an option's value is wrong.
        SourceError: the event file or a stock file is wrong, or what the files say does not go together.

    """
    event = read_event(event_file) if event_file else {}
    return merge(read_options(options), event, settings or Settings())


def merge(
    options: Mapping[str, PlacedValue], event: Mapping[str, PlacedValue], settings: Settings
) -> Resolved:
    """Return the values that hold for options, the values of an event file or of a row, and settings.

    Raises:
        UsageError: an option names a stock or a paper, and the stock is for another paper.
        SourceError: files alone name such a stock and paper.

    """
    given = {**settings.given, **event, **options}
    _settle_paper(given, options)
    out = given.get("out")
    return Resolved(
        event=Event(**_values(given, "event")),
        options=PrintOptions(**_values(given, "print")),
        out=Path(str(out.value)) if out else DEFAULT_OUT,
        guides=settings.guides,
        places={name: value.at for name, value in given.items()},
    )


def read_options(options: Mapping[str, str]) -> dict[str, PlacedValue]:
    """Return the typed values of options; the place of each is its name on the command line.

    Raises:
        UsageError: with a line for every option that is wrong.

    """
    found: dict[str, PlacedValue] = {}
    problems: list[Problem] = []
    for name, text in options.items():
        at = Position(f"--{name.replace('_', '-')}")
        try:
            found[name] = PlacedValue(parse_value(name, fold(text), at), at)
        except BadValue as error:
            problems.append(of_option(name, error))
    if problems:
        raise UsageError(*problems)
    return found


def _values(given: Mapping[str, PlacedValue], part: str) -> dict[str, Any]:
    return {name: given[name].value for name in fields_of(part) if name in given}


def _where_to_name(paper: str, at: Position, stock_at: Position) -> str:
    """Return how to name the paper that a stock needs, by the places where another paper and the stock are named."""
    if at.file.startswith("--"):
        return f"Say --paper {paper} or leave --paper out"
    if stock_at.in_table:
        return f"Write {paper} in this row's column paper"
    if stock_at.file.startswith("--"):
        return f"Say --paper {paper} too"
    return f"Write paper: {paper}"


def _settle_paper(given: dict[str, PlacedValue], options: Mapping[str, PlacedValue]) -> None:
    """Set the paper of the kit to that of its stock. A paper that is named too must be the same; ``auto`` sets none."""
    stock, paper = given.get("stock"), given.get("paper")
    if stock is None or stock.value == AUTO:
        return
    needed = read_stock(str(stock.value)).paper
    if paper is None:
        given["paper"] = PlacedValue(needed, stock.at)
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
