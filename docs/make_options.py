"""Writes the tables of docs/options.md between its two marks: the options of every command, and the names in files.

    python -m docs.make_options

In: the commands of the command line, the table of fields, and the texts below for options that are no fields. Out: the
same page with new tables. A test fails when the page is not as this writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer.main

from docs.readme import ROOT
from hostkit.cli.app import app
from hostkit.core.values import PAPERS
from hostkit.events.event import FIELDS, Field, event_names, fields_of
from hostkit.guides.languages import language_names
from hostkit.sheets import ALL, SETS, sheets
from hostkit.stocks.stock import default_stock, stock_names

PAGE = ROOT / "docs" / "options.md"
BEGIN, END = "<!-- options:begin -->", "<!-- options:end -->"

COMMANDS = {
    "build": "makes a kit for each topic, title or guide file that you name.",
    "batch": "makes a kit for each event of a [table](season.md).",
    "preview": "draws [the pages and cards of a kit](printing.md#pictures-to-send-or-post) as pictures.",
    "watch": "shows [the pages of a kit](guides.md#see-the-pages-while-you-write) in your browser, new whenever you "
    "save one of its files. Name a topic, a guide or an event file.",
    "list": "lists the topics you can build, with their language, number of questions, length and pre-read.",
    "new": "begins a [guide](guides.md#write-a-new-guide). Name what it is to be called.",
    "import": "makes a [guide from a text](guides.md#import-a-text-you-have). Name the file.",
    "check": "[checks guides](guides.md#check-a-guide), event files and tables. Name topics, files or folders, or "
    "nothing for all your own guides.",
    "verify": "[judges finished PDF files](printing.md#at-a-print-shop). Name one or more.",
    "stock": "lists the [stocks](printing.md#cards-on-the-paper-you-have) that cards can be printed on, or shows the "
    "one you name.",
    "language": "lists the [languages](guides.md#languages) that kits can be in, or shows and checks the one you name.",
    "theme": "lists the [themes](themes.md) that kits can have, or shows the one you name.",
    "calibrate": "makes a test page for your printer, or with `--printer` stores [what you read on "
    "it](printing.md#when-backs-do-not-land-on-fronts).",
    "schema": "prints a description of guides or of event files [for your editor]"
    "(guides.md#help-from-your-editor). Name `guide` or `event`.",
    "init": "makes a `hostkit.yaml` and a folder for your own guides.",
    "studio": "opens [a page in your browser](studio.md) on which you prepare an evening and print it.",
}
"""What each command does, in the order of the page."""

_FORCE = "replace files of the same name even if hostkit did not write them"
_FORCE_ONE = "replace a file of the same name even if hostkit did not write it"

TEXTS = {
    "build --all": "make a kit for every topic that `hostkit list` shows",
    "build --event": "read the details of the evening from a file",
    "build --force": _FORCE,
    "build --open": "open the folder when the kit is done",
    "watch --event": "read the details of the evening from a file",
    "watch --port": "port of this computer, 8470 or the next free one if you name none",
    "watch --no-browser": "print the address and open no browser",
    "preview --event": "read the details of the evening from a file",
    "preview --out": "folder for the pictures, `pictures` if you name none",
    "preview --dpi": "pixels an inch, from 30 to 600; 150 if you name none",
    "preview --cuts": "draw where pages are cut and folded, and the areas that are printed on",
    "preview --force": _FORCE,
    "preview --json": "print the names of the pictures as [JSON](scripting.md#json)",
    "verify --stock": "what the cards are cut from; their edges are then judged too",
    "verify --flip": "how the backs of cards are turned: on the `long` or `short` edge, or `none`",
    "verify --json": "print what was found as [JSON](scripting.md#json)",
    "language --json": "print the list as [JSON](scripting.md#json)",
    "batch --template": "print a table to begin with, and make nothing",
    "batch --semicolons": "with `--template`: semicolons between the cells, as spreadsheets of many countries expect",
    "batch --check": "list what is wrong and what a run would make, and make nothing",
    "batch --fix": "write a [corrected copy of the table](season.md#mend-a-table), and make nothing",
    "batch --dates": "whether 03/04/2027 is in April (`dmy`) or in March (`mdy`)",
    "check --dates": "whether 03/04/2027 in a table is in April (`dmy`) or in March (`mdy`)",
    "batch --out": "folder for the season, if it is not `out`",
    "batch --only": "make only this event, or those whose `id` fits a pattern such as `mitte-*`, or those with "
    "`branch=Mitte` in [your own column](season.md#the-table) `#branch`; can be given several times",
    "batch --shrink": "go on although the table [lacks most events](season.md#when-something-changes) of the folder",
    "batch --fresh": "make every kit again, even if nothing has changed",
    "batch --joined": "also make one file for each kind of sheet, for a [copy shop](season.md#at-a-copy-shop)",
    "batch --per-host": "also gather [the evenings of each host](season.md#hand-it-over) in a folder and a `.zip`, "
    "with a mail that says what has changed",
    "batch --mail": "with `--per-host`: text file with a [mail of your own](season.md#a-mail-of-your-own)",
    "batch --unsent": "with `--per-host`: the mails of the last run were not sent, so the new ones say what those said "
    "and what has changed since",
    "batch --workers": "how many processes make kits; usually as many as your computer can use",
    "batch --json": "print the results as [JSON](scripting.md#json), a line for each event",
    "batch --force": _FORCE,
    "list --json": "print the list as [JSON](scripting.md#json)",
    "new --from": "begin with a copy of this guide",
    "new --out": "where to put it, if not in the folder of your own guides",
    "import --out": "where to put the guide, if not in the folder of your own guides; `-` prints it",
    "import --language": "language of the text, if hostkit takes it for another one",
    "import --report": "say what became of every line",
    "check --fix": "mend what has one meaning: typewriter's quotation marks, dashes and dots in guides, names and "
    "values in event files and tables; each change is shown, and the file as it was is kept as `NAME.before-fix`",
    "check --strict": "count warnings as problems",
    "check --json": "print the findings as [JSON](scripting.md#json)",
    "stock --json": "print the list as [JSON](scripting.md#json), with lengths in millimeters",
    "stock --outline": "draw the edges of the cards on a page, to hold against the real sheet",
    "stock --force": _FORCE_ONE,
    "theme --json": "print the list as [JSON](scripting.md#json)",
    "theme --specimen": "draw a deck of cards in the theme",
    "theme --force": _FORCE_ONE,
    "calibrate --paper": "paper of the test page: `a4` (usual) or `letter`",
    "calibrate --out": "where to put the test page",
    "calibrate --force": _FORCE_ONE,
    "calibrate --printer": "name for the printer",
    "calibrate --front": "A and B as read on the front",
    "calibrate --back": "A and B as read on the back",
    "calibrate --scale": "C as read on the front, in percent",
    "calibrate --list": "list the printers you have measured",
    "schema --out": "write it to this file",
    "schema --force": _FORCE_ONE,
    "init --paper": "`a4` or `letter`, if it is not the paper used in your country",
}
"""What the page says of options that are no fields, or mean something else in this command."""

FIELD_TEXTS = {
    "id": "name of the kit's folder, if it is not the topic's",
    "season": "name of the season; with it, the id of an evening is that of no evening of another season, which "
    "[calendars](season.md#invitations-and-calendars) need to know",
    "date": "day of the evening",
    "start": "when it begins",
    "minutes": "how long it is, from the arrival of the first guest to the end",
    "time_zone": "time zone, such as `Europe/Berlin`, for the calendar entry of an "
    "[invitation](printing.md#invitations); Windows' names for time zones and abbreviations such as `CEST` work too",
    "guests": "how many guests there are, without you; worksheets and pens are counted from it",
    "note": "a line of your own for guests, which the [invitation](printing.md#invitations) prints on its back",
    "group_name": "name of your follow-up group",
    "group_url": "link to the follow-up group, which becomes a code to scan",
    "pre_read_url": "link to what guests may read beforehand, if it is not the guide's",
    "names": "names of guests, which only [name tents](printing.md#for-the-wall-and-the-table) print",
    "revision": "how often the calendar entry of an [invitation](printing.md#invitations) was changed; "
    "calendars replace a lower number by a higher one",
    "cancelled": "`yes` if the evening does not take place after all; then only the [calendar "
    "entry](printing.md#invitations) that cancels it is made",
    "language": "language of the fixed words: {choices}, also with a region such as `de-AT`; usually the guide's. "
    "`en-US` prints January 14, and takes `--clock 12` and `--paper letter` where nothing else says which",
    "theme": "[how it looks](themes.md): a theme that `hostkit theme` lists, or a file of your own. It overrides the "
    "guide's; in `hostkit.yaml` it is for guides that name none",
    "logo": "[logo](themes.md#a-logo) of who invites: a PNG or JPEG file; after semicolons what it says in words, and "
    "its height, as in `library.png; Town library; 8 mm`",
    "paper": "`a4` (usual) or `letter`",
    "stock": "what the [cards](printing.md#cards-on-the-paper-you-have) are printed on: {choices}, a file of your "
    "own, or `auto`",
    "duplex": "how the [backs of cards](printing.md#fronts-and-backs) get onto their fronts: `long` (usual), "
    "`short`, `manual`, `fold` or `none`",
    "clock": "prints 19:00 (usual) or 7:00 pm",
    "sheets": "makes only these sheets, separated by commas: {choices}; or sets of them: {sets}",
    "copies": "how many decks of cards",
    "skip": "how many cards of the first sheet are used up already",
    "spare": "what happens to cards left over on a sheet: `write` (usual) prints up to four of them as thank-you cards "
    "and cards for a question of one's own, `empty` leaves them blank",
    "impose": "`sheets` (usual) puts several cards on a sheet; `none` makes one card per page, for a [print "
    "shop](printing.md#at-a-print-shop)",
    "printer": "a printer that you measured with `hostkit calibrate`",
    "series": "name of the series, if it is not the guide's",
    "out": "folder for the kits, if it is not `out`",
}
"""What the page says of fields, where that is more than the few words of the table of fields."""

_KINDS = {
    "text": "a text",
    "name": "a name",
    "link": "a link",
    "date": "a [date](season.md#dates-and-times)",
    "time": "a [time of day](season.md#dates-and-times)",
    "minutes": "minutes, or hours and minutes",
    "time_zone": "a place with a time zone, or another name for it",
    "stock": "a stock, a file or `auto`",
    "theme": "a theme or a file",
    "sheets": "sheets, with commas between",
    "folder": "a folder",
    "file": "a file",
    "names": "names with semicolons between, in YAML also a list",
    "logo": "a file, its words and its height, in YAML also with the keys `file`, `alt` and `height`",
    "yes_no": "`yes` or `no`",
}


def document() -> str:
    """Return the whole page, with the tables as they are to be."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{generated()}\n{END}{after}"


def generated() -> str:
    """Return what stands between the marks."""
    commands: Any = typer.main.get_command(app)
    lines: list[str] = []
    for name, about in COMMANDS.items():
        options = [
            each for each in commands.get_command(None, name).params if each.param_type_name == "option"
        ]
        lines += [f"## hostkit {name}", "", *_wrapped(f"`hostkit {name}` {about}"), ""]
        lines += ["| option | what it says |", "|---|---|", *_rows(name, options), ""]
    return "\n".join([*lines, *_names_in_files()])


def _rows(command: str, options: list[Any]) -> Iterator[str]:
    """Yield a row for each option; fields of ``hostkit build`` that another command has too are one row there."""
    shared = []
    for option in options:
        said = TEXTS.get(f"{command} {option.opts[0]}")
        field = FIELDS.get(option.name)
        if said is None and field is not None and command != "build":
            shared.append(_written(option))
        else:
            yield f"| {_written(option)} | {said or (field and docs_of(field)) or _plain(option.help)} |"
    if shared:
        what = "for all events; they override the table" if command == "batch" else "with the same meaning"
        yield f"| {' '.join(shared)} | as for `hostkit build`, {what} |"


def _written(option: Any) -> str:
    metavar = "" if option.is_flag else f" {option.metavar}".replace("|", "\\|")
    return f"`{option.opts[0]}{metavar}`"


def docs_of(field: Field) -> str:
    """Return what the page says of a field."""
    said = FIELD_TEXTS.get(field.name, field.about).replace("{choices}", _choices(field.kind))
    return said.replace("{sets}", ", ".join(f"`{name}`" for name in (*SETS, ALL)))


def _choices(kind: str) -> str:
    if kind == "language":
        return _either(language_names())
    if kind == "sheets":
        return ", ".join(f"`{name}`" for name in sheets())
    usual = {default_stock(paper).name: paper.title() for paper in PAPERS}
    names = [f"`{name}` (usual on {paper})" for name, paper in usual.items()]
    return ", ".join([*names, *(f"`{name}`" for name in stock_names() if name not in usual)])


def _either(names: tuple[Any, ...]) -> str:
    return _listed(names, "or")


def _listed(names: tuple[Any, ...], last: str) -> str:
    quoted = [f"`{name}`" for name in names]
    return f" {last} ".join([", ".join(quoted[:-1]), quoted[-1]])


def _plain(text: str) -> str:
    """Return a help text as the page has it."""
    return f"{text[0].lower()}{text[1:].rstrip('.')}".replace("as JSON", "as [JSON](scripting.md#json)")


def _names_in_files() -> Iterator[str]:
    yield from ("## Names in files", "")
    yield from _wrapped(
        "These are the keys of an event file and the columns of a table of events. `hostkit.yaml` has them too, "
        f"and besides them `guides`, {_listed(fields_of('output', 'season'), 'and')}, "
        "with `yes` or `no` where the option takes no value. None is required but the `topic` of a row."
    )
    yield from ("", "| name | what it says | what it takes | example |", "|---|---|---|---|")
    for name in event_names():
        field = FIELDS[name]
        example = field.example or next((cell for cell in field.rows if cell), "")
        shown = f"`{example}`" if example else ""
        yield f"| `{name}` | {field.about} | {_takes(field)} | {shown} |"
    yield ""


def _takes(field: Field) -> str:
    if field.kind == "number":
        return f"a whole number from {field.bounds[0]} to {field.bounds[1]}"
    if field.kind == "language":
        return f"{_either(language_names())}, also with a region"
    return _either(field.choices) if field.choices else _KINDS[field.kind]


def _wrapped(text: str) -> list[str]:
    """Return a paragraph in lines of at most 120 characters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= 120:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".lstrip()
    return lines


def main() -> None:
    """Write the page."""
    PAGE.write_text(document(), "utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
