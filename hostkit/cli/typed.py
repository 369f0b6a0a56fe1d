"""Commands that a message tells somebody to type: they must work as they stand, in this shell and this folder."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from hostkit.core.wording import display_path


def command(*words: str | Path) -> str:
    """Return a command line of hostkit: its name as it was typed, paths from the working folder, quoted if need be."""
    return " ".join(
        [_program(), *(_quoted(_path(word) if isinstance(word, Path) else word) for word in words)]
    )


def _program() -> str:
    """Return how hostkit was called: by its name, by a path such as .venv/bin/hostkit, or as a module."""
    called = sys.argv[0]
    name = Path(called).name.removesuffix(".exe")
    if name == "__main__.py":
        return "python -m hostkit"
    # A program found by its name is handed over as a whole path.
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
