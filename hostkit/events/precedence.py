"""Merges options, an event and settings into the values for one kit, each with the place where it was written.

An option overrides the event, and the event overrides hostkit.yaml. Only a theme in hostkit.yaml gives way to the
guide's. If none of them gives a value, later stages use the
guide's value or the default. No guide is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hostkit.core.errors import BadValue, Position, Problem, SourceError, UsageError, of_option, option
from hostkit.core.input_files import as_on_disk, is_file
from hostkit.core.values import phrase
from hostkit.core.wording import quoted
from hostkit.core.yaml_advice import SETTINGS_KEYS
from hostkit.core.yaml_reader import YamlReading
from hostkit.events.event import FIELDS, Event, PrintOptions, SeasonOptions, fields_of
from hostkit.events.read_values import (
    PlacedValue,
    curly_quotes,
    in_curly_quotes,
    parse_value,
    read_event,
    values_in,
)
from hostkit.guides.topics import SETTINGS_FILE
from hostkit.stocks.stock import AUTO, read_stock

DEFAULT_OUT = Path("out")


class Resolved(NamedTuple):
    """The merged values for one kit.

    ``out`` is the output folder, and ``guides`` the user's guides folder or None. ``places`` maps the name of each
    value that was given to its position.
    """

    event: Event
    options: PrintOptions
    out: Path
    guides: Path | None
    places: Mapping[str, Position]
    season: SeasonOptions = SeasonOptions()


def resolve(
    options: Mapping[str, str], event_file: Path | None = None, settings: Settings | None = None
) -> Resolved:
    """Read the options, whose keys are field names, and the event file, and merge them with the settings.

    Raises:
        UsageError: an option's value is wrong.
        SourceError: the event file or a stock file is wrong, or the files contradict each other.

    """
    event = read_event(event_file) if event_file else {}
    return merge(read_options(options), event, settings or Settings())


def merge(
    options: Mapping[str, PlacedValue], event: Mapping[str, PlacedValue], settings: Settings
) -> Resolved:
    """Merge the values of options, of an event file or table row, and of settings.

    Raises:
        UsageError: two values contradict each other, and an option gives one of them: the stock and the paper that it
            is for, or the date and an abbreviation for a time zone.
        SourceError: two values in files contradict each other.

    """
    given = {**settings.given, **event, **options}
    usual_theme = settings.given.get("theme")
    if usual_theme and given["theme"] is usual_theme:
        del given["theme"]
    _settle_paper(given, options)
    _settle_zone(given, options)
    out = given.get("out")
    return Resolved(
        event=Event(**_values(given, "event")),
        options=PrintOptions(
            **_values(given, "print"), usual_theme=str(usual_theme.value) if usual_theme else None
        ),
        out=as_on_disk(Path(str(out.value))) if out else DEFAULT_OUT,
        guides=settings.guides,
        places={name: value.at for name, value in given.items()},
        season=SeasonOptions(**_values(given, "season")),
    )


def read_options(options: Mapping[str, str]) -> dict[str, PlacedValue]:
    """Return the typed values of options; the position of each is its name on the command line.

    Raises:
        UsageError: options are wrong; the error holds a problem for each of them.

    """
    found: dict[str, PlacedValue] = {}
    problems: list[Problem] = []
    for name, text in options.items():
        at = option(name)
        try:
            # A message about names would show them; quotation marks around them are left out.
            if name != "names" and (inside := in_curly_quotes(text)):
                raise curly_quotes(text, inside)
            found[name] = PlacedValue(parse_value(name, text, at), at)
        except BadValue as error:
            problems.append(of_option(name, error))
    if problems:
        raise UsageError(*problems)
    return found


def _values(given: Mapping[str, PlacedValue], part: str) -> dict[str, Any]:
    return {name: given[name].value for name in fields_of(part) if name in given}


def _where_to_name(paper: str, at: Position, stock_at: Position) -> str:
    """Return the remedy for a wrong paper, worded for the positions of the paper, ``at``, and of the stock."""
    if at.file.startswith("--"):
        return f"Say --paper {paper} or leave --paper out"
    if stock_at.in_table:
        return f"Write {paper} in this row's column paper"
    if stock_at.file.startswith("--"):
        return f"Say --paper {paper} too"
    return f"Write paper: {paper}"


def _settle_paper(given: dict[str, PlacedValue], options: Mapping[str, PlacedValue]) -> None:
    """Set the paper to that of the stock, unless the stock is ``auto``, and raise if another paper is given."""
    stock, paper = given.get("stock"), given.get("paper")
    if stock is None or stock.value == AUTO:
        return
    needed = read_stock(str(stock.value)).paper
    if paper is None:
        given["paper"] = PlacedValue(needed, stock.at)
    elif paper.value != needed:
        what = f"stock {stock.value} is for {needed} paper, but {paper.at} says {paper.value}."
        remedy = f"{_where_to_name(needed, paper.at, stock.at)}, or name another stock."
        values = {"option": "stock", "stock": stock.value, "stock_paper": needed, "paper": paper.value}
        kind = UsageError if options.keys() & {"stock", "paper"} else SourceError
        raise kind(Problem("stock-not-for-paper", stock.at, what, remedy, values))


def _settle_zone(given: dict[str, PlacedValue], options: Mapping[str, PlacedValue]) -> None:
    """Replace an abbreviation for a time zone by the place whose clocks show it at the time of the event.

    Raises UsageError or SourceError if they do not show it then.
    """
    zone = given.get("time_zone")
    if zone is None:
        return
    # Imported here because few events name a time zone.
    from hostkit.events.zone_names import settled_zone

    known = _values(given, "event")
    try:
        place = settled_zone(known["time_zone"], known.get("date"), known.get("start"))
    except BadValue as error:
        kind = UsageError if "time_zone" in options else SourceError
        raise kind(error.at(zone.at)) from None
    given["time_zone"] = zone._replace(value=place)


_NOTHING_GIVEN: Mapping[str, PlacedValue] = {}


class Settings(NamedTuple):
    """The settings: the path of hostkit.yaml, its values by field name, and the user's guides folder."""

    path: Path | None = None
    given: Mapping[str, PlacedValue] = _NOTHING_GIVEN
    guides: Path | None = None


def typed_texts(options: Mapping[str, str | bool | None]) -> dict[str, str]:
    """Return the options that were given, as texts; a flag is yes or no."""
    flags: dict[object, str] = {True: "yes", False: "no"}
    return {name: flags.get(each, str(each)) for name, each in options.items() if each is not None}


def find_settings(folder: Path) -> Path | None:
    """Return the path of hostkit.yaml in a folder or its nearest parent that has one, or None."""
    # Settings in a folder that cannot be opened do not apply.
    return next(filter(is_file, (above / SETTINGS_FILE for above in (folder, *folder.parents))), None)


def settings_for(folder: Path) -> Settings:
    """Return the settings that apply in ``folder``, an absolute path.

    Raises:
        SourceError: the settings file is wrong, or names a guides folder that does not exist.

    """
    path = find_settings(folder)
    return read_settings(path) if path else Settings()


def read_settings(path: Path) -> Settings:
    """Return the settings in a file, which may be empty.

    Raises:
        SourceError: the file has problems; the error holds all of them.

    """
    reading = YamlReading.of(path, SETTINGS_KEYS, may_be_empty=True)
    given, guides = {}, None
    if root := reading.root((*FIELDS, "guides")):
        given = values_in(root, FIELDS)
        guides = root.parsed("guides", lambda text, at: _guides(path.parent, phrase(text, at).text))
    reading.done()
    for name in given.keys() & {"out", "mail"}:
        given[name] = given[name]._replace(value=_from(path.parent, str(given[name].value)))
    return Settings(path, given, guides)


def _guides(folder: Path, text: str) -> Path:
    found = as_on_disk(_from(folder, text))
    if not found.is_dir():
        remedy = f"Make it beside {SETTINGS_FILE}, or take the line out."
        raise BadValue("file-missing", f"there is no folder {quoted(text)}.", remedy)
    return found


def _from(folder: Path, text: str) -> Path:
    """Return a path resolved against a folder; a leading ``~`` is expanded if there is a home folder."""
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        return folder / text
