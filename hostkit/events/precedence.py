"""Options, an event and settings in; the values that hold for one kit out, each with the place where it is written.

An option overrides the event, and the event overrides hostkit.yaml. Where none of them has a value, later stages take
the guide's own or the default. No guide is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Position, Problem, SourceError, UsageError, of_option
from hostkit.core.values import phrase
from hostkit.core.wording import quoted
from hostkit.core.yaml_advice import SETTINGS_KEYS
from hostkit.core.yaml_reader import YamlBlock, YamlReading
from hostkit.events.event import FIELDS, Event, PrintOptions, fields_of
from hostkit.events.read_values import PlacedValue, parse_value, read_event, values_in
from hostkit.guides.topics import SETTINGS_FILE
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


@dataclass(frozen=True, slots=True)
class Settings:
    """The path of hostkit.yaml, the values in it by the names of their fields, and the folder of own guides."""

    path: Path | None = None
    given: Mapping[str, PlacedValue] = field(default_factory=dict)
    guides: Path | None = None


def find_settings(folder: Path) -> Path | None:
    """Return the nearest hostkit.yaml in a folder or one above it."""
    for above in (folder, *folder.parents):
        if _is_file(above / SETTINGS_FILE):
            return above / SETTINGS_FILE
    return None


def settings_for(folder: Path) -> Settings:
    """Return the settings that hold in a folder, which is an absolute path.

    Raises:
        SourceError: the file is wrong, or names a folder of guides that is not there.

    """
    path = find_settings(folder)
    return read_settings(path) if path else Settings()


def read_settings(path: Path) -> Settings:
    """Return what a settings file says; an empty file says nothing.

    Raises:
        SourceError: with every problem of the file.

    """
    reading = YamlReading.of(path, SETTINGS_KEYS, may_be_empty=True)
    root = reading.root((*FIELDS, "guides"))
    given = values_in(root, FIELDS) if root else {}
    guides = _guides(root, path.parent) if root else None
    reading.done()
    if "out" in given:
        out = given["out"]
        given["out"] = PlacedValue(_from(path.parent, str(out.value)), out.at)
    return Settings(path, given, guides)


def _guides(root: YamlBlock, folder: Path) -> Path | None:
    def parse(text: str, at: Position) -> Path:
        found = _from(folder, phrase(text, at).text)
        if not found.is_dir():
            raise BadValue(
                "file-missing",
                f"there is no folder {quoted(text)}.",
                f"Make it beside {SETTINGS_FILE}, or take the line out.",
            )
        return found

    return root.parsed("guides", parse)


def _from(folder: Path, text: str) -> Path:
    """Return a path relative to a folder; ``~`` at its beginning is the home folder where there is one."""
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        return folder / text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A folder that may not be opened cannot have settings that hold here.
        return False
