"""Formats file names, values and the nearest known names for messages.

Every function returns text that is safe to print, whatever bytes a file name or a value contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_LONGEST = 60
"""The most characters of a value that a message repeats, chosen to keep the message within two terminal lines."""


def display_path(path: Path) -> str:
    """Return a path as messages show it: with /, and relative to the working folder if it is inside that folder."""
    try:
        below = (Path.cwd() / path).relative_to(Path.cwd())
    except (OSError, ValueError):
        below = path
    return printable(below.as_posix())


def install(package: str) -> str:
    """Return the pip command that installs a package for the Python that runs hostkit."""
    # Imported here because the command is shown only if a package is missing.
    import shlex
    import sys

    python = sys.executable or "python"
    written = shlex.quote(python) if sys.platform != "win32" else f'"{python}"' if " " in python else python
    return f"{written} -m pip install {package}"


def printable(text: str) -> str:
    """Return the text with control characters and undecodable bytes escaped, safe for a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == " " else ascii(c)[1:-1] for c in text)


def quoted(text: str) -> str:
    """Return a value in double quotation marks on one line, cut to 60 characters."""
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
    return f'"{printable(cut)}"'


_MEANT = {
    "address": "place", "attendees": "guests", "begin": "start", "beginning": "start", "day": "date",
    "duration": "minutes", "group": "group_name", "guide": "topic", "leader": "host", "length": "minutes",
    "location": "place", "participants": "guests", "people": "guests", "preread": "pre_read_url", "size": "guests",
    "time": "start", "title": "topic", "venue": "place", "when": "date", "where": "place", "who": "host",
}  # fmt: skip
"""Words that people write for a field of an event, with the field."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the name in ``known`` that is most similar to ``name``, or None if none is similar.

    A name also counts as similar to the field for which people write it, and to the only one of which it is a word.
    """
    # Imported here because difflib is needed only for an error message.
    from difflib import SequenceMatcher, get_close_matches
    from itertools import takewhile

    wanted = _bare(name)
    plain = {_bare(candidate): candidate for candidate in known}
    if (meant := _MEANT.get(wanted)) in plain:
        return plain[meant]
    found = get_close_matches(wanted, plain, n=3, cutoff=0.6)

    def nearness(candidate: str) -> tuple[float, int]:
        # Among equally similar names, the longest common prefix wins: 8372 matches 8371 rather than 8387.
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(candidate, wanted, strict=False))
        return SequenceMatcher(None, candidate, wanted).ratio(), len(list(alike))

    if found:
        return plain[max(found, key=nearness)]
    parts = [candidate for candidate in plain if len(wanted) > 2 and wanted in candidate.split("_")]
    return plain[parts[0]] if len(parts) == 1 else None


_NOTHING: Mapping[str, str] = {}


def advice(
    name: str, known: Iterable[str], most: int | None = None, does: Mapping[str, str] = _NOTHING
) -> str:
    """Return the remedy for an unknown name: the most similar known name, or else a list of at most ``most`` names.

    ``does`` says in a few words what a name does, where that is not plain from the name.
    """
    names = list(known)
    near = nearest(name, names)
    more = "" if most is None or len(names) <= most else ", ..."
    what = f" ({does[near]})" if near and near in does else ""
    return f'Did you mean "{near}"{what}?' if near else f"Known here: {', '.join(names[:most])}{more}."


def counted(count: int, word: str) -> str:
    """Return a number with a word in the singular or plural, as in "2 events"."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows of cells as lines in which each column but the last is as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, [*widths[:-1], 0])) for row in rows]


def shortened(text: str, most: int) -> str:
    """Return a text cut to at most ``most`` characters, with an ellipsis at the cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def character(c: str) -> str:
    """Return a character's code point and name: ``U+FFFD (replacement character)``."""
    from unicodedata import name

    label = name(c, "").lower()
    return f"U+{ord(c):04X} ({label})" if label else f"U+{ord(c):04X}"


def without_space(text: str) -> tuple[str, str] | None:
    """Return a message and a remedy for a text such as ``title:Rest``, or None if no space is missing."""
    # Links are excluded by the slash after the colon, and times by the digit before it.
    found = re.fullmatch(r"([A-Za-z_-]+):([^\s/:].*)", text, re.DOTALL)
    if not found:
        return None
    return f'a space is missing after "{found[1]}:".', f"Write {quoted(f'{found[1]}: {found[2]}')}."


def _bare(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")
