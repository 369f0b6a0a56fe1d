"""The words of messages for files, values that somebody wrote, and the nearest known names.

Every function returns text that is safe to print, whatever the bytes of a file's name or of a value are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_LONGEST = 60
"""Characters of a value that a message repeats. Chosen by eye: the message stays within two lines of a terminal."""


def display_path(path: Path) -> str:
    """Return a path as messages show it: relative to the working folder when below it, with /."""
    try:
        below = (Path.cwd() / path).relative_to(Path.cwd())
    except (OSError, ValueError):
        below = path
    return printable(below.as_posix())


def install(package: str) -> str:
    """Return the command that installs a package for the Python that runs hostkit."""
    # Why here: only somebody who lacks a package reads this.
    import shlex
    import sys

    python = sys.executable or "python"
    written = shlex.quote(python) if sys.platform != "win32" else f'"{python}"' if " " in python else python
    return f"{written} -m pip install {package}"


def printable(text: str) -> str:
    """Return the text with control characters and undecodable bytes as escapes, safe for a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == " " else ascii(c)[1:-1] for c in text)


def quoted(text: str) -> str:
    """Return a value in double quotation marks on one line, cut to 60 characters."""
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
    return f'"{printable(cut)}"'


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like the one written, or None when none is alike."""
    # Why here: difflib is needed only when something is wrong.
    from difflib import SequenceMatcher, get_close_matches
    from itertools import takewhile

    wanted = _bare(name)
    plain = {_bare(candidate): candidate for candidate in known}
    found = get_close_matches(wanted, plain, n=3, cutoff=0.6)

    def nearness(candidate: str) -> tuple[float, int]:
        # Of names equally near, the one that begins alike longest: 8372 is 8371 rather than 8387.
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(candidate, wanted, strict=False))
        return SequenceMatcher(None, candidate, wanted).ratio(), len(list(alike))

    return plain[max(found, key=nearness)] if found else None


def advice(name: str, known: Iterable[str], most: int | None = None) -> str:
    """Return the remedy for an unknown name: the nearest known one, else all of them, or ``most``."""
    names = list(known)
    near = nearest(name, names)
    more = "" if most is None or len(names) <= most else ", ..."
    return f'Did you mean "{near}"?' if near else f"Known here: {', '.join(names[:most])}{more}."


def shortened(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters, cut with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def character(c: str) -> str:
    """Return a character's number and name: ``U+FFFD (replacement character)``."""
    from unicodedata import name

    label = name(c, "").lower()
    return f"U+{ord(c):04X} ({label})" if label else f"U+{ord(c):04X}"


def without_space(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text such as ``title:Rest`` and what to do, or None where no space is missing."""
    # Behind a link's colon stands a slash, before that of a time a figure.
    found = re.fullmatch(r"([A-Za-z_-]+):([^\s/:].*)", text, re.DOTALL)
    if not found:
        return None
    return f'a space is missing after "{found[1]}:".', f"Write {quoted(f'{found[1]}: {found[2]}')}."


def _bare(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")
