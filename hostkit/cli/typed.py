"""Writes the commands that messages tell the user to type; they must work unchanged in this shell and folder."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from hostkit.core.wording import display_path


def command(*words: str | Path) -> str:
    """Return a hostkit command with these arguments, quoted where necessary.

    It begins with hostkit's name as the user typed it; paths are relative to the working folder.
    """
    return " ".join(
        [_program(), *(_quoted(_path(word) if isinstance(word, Path) else word) for word in words)]
    )


def _program() -> str:
    """Return the name that hostkit was called by: "hostkit", a path such as .venv/bin/hostkit, or as a module."""
    called = sys.argv[0]
    name = Path(called).name.removesuffix(".exe")
    if name == "__main__.py":
        return "python -m hostkit"
    # The system passes the full path of a program that was called by its name.
    found = shutil.which(name)
    if found and Path(found) == Path(called):
        return name
    return _quoted(called)


def _path(path: Path) -> str:
    text = display_path(path)
    return f"./{text}" if text.startswith("-") else text


def _quoted(word: str) -> str:
    if os.name != "nt":
        return shlex.quote(word)
    return word if word and not set(word) & set(" &()[]{}^=;!'+,`~$") else f'"{word}"'
