"""Checks the words that were typed before the library of the command line reads them, and names what is meant.

It finds unknown commands and options, long dashes in place of hyphens, and curly quotation marks in place of straight
ones, which word processors and chat programs write and which a terminal takes for letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hostkit.core.errors import NOWHERE, Problem, UsageError
from hostkit.core.wording import nearest, printable, quoted

_LONG_DASH = re.compile("[‐‑‒–—―−-]*[‐‑‒–—―−][‐‑‒–—―−-]*(?=[A-Za-z])")
_OPENING, _CLOSING = "“„‟”«‘‚", "”“»’‘"

_COMMANDS_MEANT = {
    "add": "new", "begin": "new", "calibration": "calibrate", "cards": "stock", "config": "init", "configure": "init",
    "convert": "import", "create": "new", "generate": "build", "guides": "list", "lint": "check", "ls": "list",
    "make": "build", "pdf": "build", "print": "build", "printer": "calibrate", "render": "build",
    "run": "build", "season": "batch", "settings": "init", "setup": "init", "show": "build", "start": "new",
    "stocks": "stock", "table": "batch", "test": "check", "topics": "list", "validate": "check",
    "view": "build",
    "image": "preview", "images": "preview", "languages": "language", "picture": "preview", "pictures": "preview",
}  # fmt: skip
"""Words that people type for a command, with the one that does it, or comes nearest."""

_OPTIONS_MEANT = {
    "dir": "out", "directory": "out", "double_sided": "duplex", "dry_run": "check", "events": "event", "folder": "out",
    "format": "paper", "jobs": "workers", "lang": "language", "link": "group_url", "locale": "language",
    "output": "out", "overwrite": "force", "pages": "sheets", "sheet": "sheets", "sides": "duplex",
    "threads": "workers", "timezone": "time_zone", "tz": "time_zone", "two_sided": "duplex",
    "url": "group_url", "view": "open",
}  # fmt: skip
"""Words that people type for an option, with the one that does it; those of fields are known to ``nearest`` itself."""

_NO_OPTION = {
    **dict.fromkeys(("color", "colour", "grayscale", "monochrome"), "Kits are black; there is no color to choose."),
    **dict.fromkeys(("topic", "guide", "title"), "Name the topic without an option, as in hostkit build male-allies."),
}  # fmt: skip
"""What to say of options for which there is no other option."""


def check_arguments(parameters: Sequence[Any], words: Sequence[str]) -> None:
    """Check the words after a command. Raises UsageError with a problem for each that is wrong."""
    options = {name: each for each in parameters for name in each.opts if name.startswith("-")}
    helps = {name: str(each.help or "") for name, each in options.items() if name.startswith("--")}
    helps["--help"] = "Show this message and exit."
    problems: list[Problem] = []
    is_value = False
    for index, word in enumerate(words):
        if word == "--":
            break
        name, _, value = word.partition("=")
        if problem := _curly(
            words[index:], value or word, name if value else words[index - 1] if is_value else ""
        ):
            problems.append(problem)
            break
        if is_value:
            is_value = False
            continue
        dashed = _LONG_DASH.sub("--", name)
        if dashed != name and (dashed in helps or index == 0 or name[0] != "-"):
            problems.append(_long_dash(name, dashed, helps))
        elif name.startswith("--") and name not in helps:
            problems.append(unknown_option(name, helps))
        is_value = not value and name in options and not options[name].is_flag
    if problems:
        raise UsageError(*problems)


def _curly(rest: Sequence[str], text: str, option: str) -> Problem | None:
    """Return the problem of a text that begins with a curly quotation mark; it may go on in the words after it."""
    # A text may begin with a quotation: “Bring a cup” is all we ask.
    if text[:1] not in tuple(_OPENING) or len(text) < 2 or set(text[1:-1]) & set(_CLOSING):
        return None
    count = next((n for n, word in enumerate(rest, start=1) if word[-1:] in tuple(_CLOSING)), 1)
    inside = " ".join([text, *rest[1:count]]).strip(_OPENING + _CLOSING)
    what = f"{printable(text)} begins with a curly quotation mark, which a terminal takes for a letter."
    typed = f'"{printable(inside)}"' if " " in inside else printable(inside)
    remedy = f"Write {f'{option} ' if option.startswith('-') else ''}{typed}."
    return Problem("value-in-curly-quotes", NOWHERE, what, remedy, {"value": inside})


def _long_dash(name: str, dashed: str, helps: Mapping[str, str]) -> Problem:
    meant = dashed if dashed in helps else _nearest_option(dashed, helps) or dashed
    what = f"{quoted(name)} has a long dash, which word processors write."
    return Problem("option-long-dash", NOWHERE, what, f"Write two hyphens: {meant}.", {"nearest": meant})


def unknown_option(name: str, helps: Mapping[str, str]) -> Problem:
    """Return the problem of an unknown option; ``helps`` has the help text of each known one."""
    what, word = (
        f"there is no option {printable(name)}.",
        name.removeprefix("--").replace("-", "_").casefold(),
    )
    near = None if word in _NO_OPTION else _nearest_option(name, helps)
    remedy = _NO_OPTION.get(word, "The option --help lists all.")
    if near:
        does = f"{helps[near][:1].lower()}{helps[near][1:]}"
        remedy = f"Did you mean {near} ({does.rstrip('.')})?" if does else f"Did you mean {near}?"
    return Problem("option-unknown", NOWHERE, what, remedy, {"option": word, "nearest": near})


def _nearest_option(name: str, helps: Mapping[str, str]) -> str | None:
    known = {option.removeprefix("--").replace("-", "_"): option for option in helps}
    word = name.removeprefix("--").replace("-", "_").casefold()
    near = _OPTIONS_MEANT.get(word) if _OPTIONS_MEANT.get(word) in known else nearest(word, known)
    return known[near] if near else None


def unknown_command(name: str, commands: Mapping[str, str]) -> UsageError:
    """Return the error of an unknown command; ``commands`` has the first line of the help of each known one."""
    dashed = _LONG_DASH.sub("--", name)
    if dashed != name:
        return UsageError(_long_dash(name, dashed, {"--help": "", "--version": ""}))
    near = _COMMANDS_MEANT.get(name.casefold()) or nearest(name, commands)
    remedy = f"The commands are {', '.join(commands)}."
    if near:
        does = f"{commands[near][:1].lower()}{commands[near][1:]}".rstrip(".")
        remedy = f"Did you mean hostkit {near} ({does})?"
    values = {"command": name, "nearest": near, "known": list(commands)}
    return UsageError(
        Problem("command-unknown", NOWHERE, f"there is no command {quoted(name)}.", remedy, values)
    )
