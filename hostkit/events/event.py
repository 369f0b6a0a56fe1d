"""The table of the fields of an event and of its print options, and the models of both.

The table has every name that event files, hostkit.yaml, tables and the command line share. The readers, the JSON
Schema, the table template, the options of ``hostkit build`` and ``batch``, and docs/options.md are made from it.
``Event`` and ``PrintOptions`` have an attribute for each field.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from hostkit.core.values import PAPERS

if TYPE_CHECKING:
    from pathlib import Path

    from hostkit.codes.links import Link
    from hostkit.core.characters import Phrase
    from hostkit.pictures.logo_file import LogoFile

Kind: TypeAlias = Literal[
    "text", "name", "link", "number", "minutes", "choice", "date", "time", "time_zone", "language", "stock", "theme",
    "sheets", "folder", "file", "yes_no", "names", "logo",
]  # fmt: skip
"""The kinds of value. ``read_values`` has a reader for each kind, and ``json_schema`` a schema."""

_METAVARS = {"number": "N", "minutes": "N", "link": "URL", "language": "TAG", "time_zone": "NAME", "date": "YYYY-MM-DD",
             "time": "HH:MM", "folder": "DIR", "file": "FILE"}  # fmt: skip


class Field(NamedTuple):
    """One field and the value that it takes.

    ``part`` is "event", "print" or "season" for a field of ``Event``, ``PrintOptions`` or ``SeasonOptions``, and
    "output" for any other. ``about`` describes the value in a few words, without a capital or a full stop; ``help``
    replaces it on the command line. ``bounds`` are the smallest and largest number, and ``choices`` the allowed values.
    ``commands`` names the commands that have the field as an option. ``rows`` are its cells in the table template;
    without them, the template has no column for the field. ``in_lines`` means that the lines of a text are joined with
    commas. ``does`` says in a few words what a choice does, where that is not plain from its name.
    """

    name: str
    kind: Kind
    part: Literal["event", "print", "season", "output"]
    about: str
    bounds: tuple[int, int] = (0, 0)
    choices: tuple[str, ...] | tuple[int, ...] = ()
    example: str | int = ""
    help: str = ""
    metavar: str = ""
    commands: tuple[Literal["build", "batch"], ...] = ("build",)
    rows: tuple[str, ...] = ()
    in_lines: bool = False
    does: Mapping[str, str] = {}

    @property
    def option(self) -> str:
        """The name of the command-line option, such as ``--group-url``."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def shown_value(self) -> str:
        """The placeholder for the value in help texts, such as ``N``."""
        return self.metavar or _METAVARS.get(self.kind, "TEXT")

    @property
    def sentence(self) -> str:
        """``about`` as a sentence."""
        return f"{self.about[0].upper()}{self.about[1:]}."

    def help_of(self, command: str) -> str:
        """Return the help text of the option. For ``batch`` it names no default, because the table may give a value."""
        text = self.help or self.sentence
        return text.replace(" (default)", "") if command == "batch" else text


_BOTH: tuple[Literal["build", "batch"], ...] = ("build", "batch")

_ENTRIES = (
    Field(
        "id", "name", "event", "name of the event, and of its folder",
        help="Name of the event's folder, if not the topic's.", rows=("spring-evening", ""),
    ),
    Field(
        "topic", "text", "event", "the guide: a topic, a path or a title", commands=(),
        rows=("male-allies", "Burnout and rest"),
    ),
    Field(
        "date", "date", "event", "day of the event, as in 2026-09-30", example="2026-09-30",
        help="Day of the event, as in 2027-01-14.", rows=("2027-03-11", "2027-03-18"),
    ),
    Field(
        "start", "time", "event", "when it begins, as in 19:05 or 7:05 pm", example="19:05",
        help="When it begins, as in 19:00.", rows=("19:00", "18:30"),
    ),
    Field(
        "minutes", "minutes", "event", "its whole length in minutes, or as in 1 h 30", bounds=(1, 24 * 60), example=90,
        help="Its whole length; the parts are scaled to it.", rows=("90", ""),
    ),
    Field("time_zone", "time_zone", "event", "its time zone, as in Europe/Berlin"),
    Field(
        "guests", "number", "event", "how many guests, without the host", bounds=(1, 200), example=10,
        rows=("10", "8"),
    ),
    Field("place", "text", "event", "where it takes place", rows=("12 Mill Lane, Leeds", "Library"), in_lines=True),
    Field("host", "text", "event", "who leads it", rows=("Ana", "")),
    Field("note", "text", "event", "a line of your own for guests"),
    Field(
        "series", "text", "event", "name of the series, in place of the guide's", example="Power Talks",
        commands=_BOTH,
    ),
    Field("names", "names", "event", "names of guests for name tents, with semicolons between", example="Ana; Bea"),
    Field(
        "season", "name", "event", "name of the season, which no other season has", example="spring-2027",
        commands=_BOTH,
    ),
    Field(
        "cancelled", "yes_no", "event", "yes if it does not take place after all", example="yes", metavar="yes|no",
        help="yes makes only the calendar entry that cancels it.",
    ),
    Field("group_name", "text", "event", "name of the follow-up group", rows=("Power Talks", "")),
    Field(
        "group_url", "link", "event", "link to the follow-up group", commands=_BOTH,
        rows=("https://example.org/group", ""),
    ),
    Field(
        "pre_read_url", "link", "event", "link to the pre-read",
        help="Link to what guests may read.", rows=("", ""),
    ),
    Field(
        "revision", "number", "event", "how often its calendar entry was changed", bounds=(0, 9999), example=1,
        help="How often its calendar entry was changed: a higher number replaces a lower one.",
    ),
    Field("language", "language", "print", "language of the fixed words", commands=_BOTH, rows=("", "en")),
    Field(
        "theme", "theme", "print", "how it looks: a theme or the file of one", commands=_BOTH, metavar="NAME|FILE",
        help="How it looks; hostkit theme lists the themes.",
    ),
    Field(
        "paper", "choice", "print", "a4 or letter", choices=tuple(PAPERS), commands=_BOTH, metavar="TEXT",
        help="a4 (default) or letter.", rows=("", "a4"),
    ),
    Field(
        "stock", "stock", "print", "what the cards are cut from: a name, a file or auto", commands=_BOTH,
        help="What the cards are cut from; hostkit stock lists them.", rows=("", "a6-4up"),
    ),
    Field(
        "duplex", "choice", "print", "long, short, manual, fold or none", commands=_BOTH, metavar="MODE",
        choices=("long", "short", "manual", "fold", "none"),
        does={
            "long": "backs are printed by flipping on the long edge",
            "short": "backs are printed by flipping on the short edge",
            "manual": "all fronts first, and the backs when you feed the paper again",
            "fold": "front and back side by side, to fold", "none": "no backs",
        },
        help="Both sides of the cards: long edge (default), short, manual, fold, or none.", rows=("", "long"),
    ),
    Field(
        "clock", "choice", "print", "24 or 12 hours", choices=(24, 12), commands=_BOTH, metavar="24|12",
        help="24 (default) or 12 hours.",
    ),
    Field("sheets", "sheets", "print", "which sheets, with commas between", commands=_BOTH),
    Field("copies", "number", "print", "copies of the deck of cards", bounds=(1, 50), example=2, commands=_BOTH),
    Field(
        "skip", "number", "print", "cells of the first sheet of cards used up", bounds=(0, 400), example=3,
        help="Cells of the first sheet of cards that are used up.",
    ),
    Field(
        "spare", "choice", "print", "write: thank-you cards and cards to write on, or empty", commands=_BOTH,
        choices=("write", "empty"), metavar="write|empty",
        does={"empty": "spare cells stay empty", "write": "spare cells are thank-you cards and cards to write on"},
        help="Spare cells: write (default) for thank-you cards and cards to write on, or empty.",
    ),
    Field(
        "impose", "choice", "print", "sheets, or none: a card a page for a print shop", commands=_BOTH,
        choices=("sheets", "none"), metavar="sheets|none",
        does={"sheets": "several cards on a sheet", "none": "one card a page, for a print shop"},
        help="sheets (default), or none: one card a page, for a print shop.",
    ),
    Field("guest_page", "yes_no", "print", "a page for phones and screen readers", commands=_BOTH, example="yes"),
    Field("printer", "name", "print", "a printer measured with hostkit calibrate", commands=_BOTH, metavar="NAME"),
    Field(
        "logo", "logo", "print", "logo of who invites: its file, words and height", commands=_BOTH, metavar="FILE",
        example="library.png; Town library; 8 mm", help="Logo of who invites, as in library.png; Town library; 8 mm.",
    ),
    Field(
        "out", "folder", "output", "folder to write to", commands=_BOTH,
        help="Folder to write to (default: out).",
    ),
    Field(
        "dates", "choice", "season", "how 03/04/2027 is meant: dmy or mdy, day or month first", commands=("batch",),
        choices=("dmy", "mdy"), metavar="dmy|mdy", does={"dmy": "the day first", "mdy": "the month first"},
        help="How 03/04/2027 is meant: day or month first.",
    ),
    Field(
        "joined", "yes_no", "season", "one file for each sheet as well, for a copy shop", commands=("batch",),
        example="yes",
    ),
    Field(
        "per_host", "yes_no", "season", "a folder, a .zip and a mail for each host", commands=("batch",),
        example="yes", help="A folder, a .zip and a mail for each host, which says what has changed.",
    ),
    Field(
        "mail", "file", "season", "text file with the mail to hosts, for --per-host", commands=("batch",),
        example="mail-to-hosts.txt", help="With --per-host: text file with the mail to hosts.",
    ),
)  # fmt: skip

FIELDS = {field.name: field for field in _ENTRIES}
"""Every field by name. Names have ``_`` where options have a dash."""


def event_names() -> tuple[str, ...]:
    """Return the names of the fields that an event may have: those of ``Event`` and ``PrintOptions``."""
    return fields_of("event", "print")


def fields_of(*parts: str) -> tuple[str, ...]:
    """Return the names of the fields of some parts: "event", "print", "season" or "output"."""
    return tuple(name for name, field in FIELDS.items() if field.part in parts)


_LISTED_LAST = ("id", "season", "revision", "cancelled", "clock", "sheets", "printer", "guest_page")
"""Options listed after the others of their part in help texts, because few users need them."""


def options_of(command: str, part: str) -> tuple[Field, ...]:
    """Return the fields of one part that are options of a command, in the order of its help text."""
    fields = [field for field in FIELDS.values() if field.part == part and command in field.commands]
    return tuple(sorted(fields, key=lambda field: field.name in _LISTED_LAST))


class Event(NamedTuple):
    """One evening; None means that a detail is not known.

    ``start`` is in minutes after midnight, ``minutes`` is the whole length, and ``guests`` does not count the host.
    ``time_zone`` is the IANA name of the time zone. ``names`` are those of guests, which only name tents print.
    """

    id: str | None = None
    topic: Phrase | None = None
    date: datetime.date | None = None
    start: int | None = None
    minutes: int | None = None
    time_zone: str | None = None
    guests: int | None = None
    place: Phrase | None = None
    host: Phrase | None = None
    note: Phrase | None = None
    series: Phrase | None = None
    names: tuple[Phrase, ...] | None = None
    season: str | None = None
    cancelled: bool = False
    group_name: Phrase | None = None
    group_url: Link | None = None
    pre_read_url: Link | None = None
    revision: int | None = None


class PrintOptions(NamedTuple):
    """The print options of a kit.

    None means the guide's language for ``language``, what the language's region has for ``paper`` and ``clock``, the
    default of the paper for ``stock``, and the usual kit for ``sheets``. Without a ``theme`` the guide's applies, and
    ``usual_theme``, which hostkit.yaml has, to guides that name none. ``copies`` is the number of decks of cards;
    ``skip`` is the number of cells of the first sheet that are already used; ``spare`` fills unused cells or leaves
    them empty; ``impose`` places several cards on a sheet, or one on each page for a print shop; ``printer`` is the
    calibrated printer whose errors are corrected; ``guest_page`` asks for a page for phones; ``logo`` is a picture.
    """

    language: str | None = None
    theme: str | None = None
    paper: str | None = None
    stock: str | None = None
    duplex: str = "long"
    clock: int | None = None
    sheets: tuple[str, ...] | None = None
    copies: int = 1
    skip: int = 0
    spare: str = "write"
    impose: str = "sheets"
    guest_page: bool = False
    printer: str | None = None
    usual_theme: str | None = None
    logo: LogoFile | None = None


class SeasonOptions(NamedTuple):
    """The options of a whole season.

    ``dates`` is "dmy" or "mdy", the order of day and month in dates such as 12/04/26, or None if it is not known.
    ``joined`` and ``per_host`` ask for more files, and ``mail`` is the file with the mail to hosts.
    """

    dates: str | None = None
    joined: bool = False
    per_host: bool = False
    mail: Path | None = None
