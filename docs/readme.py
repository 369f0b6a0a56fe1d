"""Blocks and spans of code in README and the pages of docs/, for the tests that run them and for the pictures.

A block opens with its language and, where it is the text of a file, the file's name: ``yaml event.yaml``.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
MESSAGES = ROOT / "docs" / "messages.md"
"""Written by docs/make_messages.py, which runs every command in it."""

PAGES = (README, *sorted(path for path in (ROOT / "docs").glob("*.md") if path != MESSAGES))
"""The pages whose commands tests/test_commands_in_docs.py runs."""

_BLOCK = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`]+)`")


class Block(NamedTuple):
    """A block of code: its language, the name of the file it stands for (or ""), its text."""

    language: str
    file: str
    text: str


def blocks(page: Path = README) -> tuple[Block, ...]:
    """Return the blocks of a page in their order."""
    return tuple(
        Block(language, file, text) for language, file, text in _BLOCK.findall(page.read_text("utf-8"))
    )


def spans(page: Path) -> list[str]:
    """Return the pieces of code within the sentences of a page."""
    return [" ".join(span.split()) for span in _SPAN.findall(_BLOCK.sub("", page.read_text("utf-8")))]


def file_text(name: str) -> str:
    """Return the text that the first page which shows a file gives for it. Raises KeyError when none does."""
    shown = [block for page in PAGES for block in blocks(page)]
    return {block.file: block.text for block in reversed(shown)}[name]


def lines(language: str, page: Path = README) -> list[str]:
    """Return the command lines of all blocks of a page in a language: ``sh`` or ``powershell``."""
    return [line for block in blocks(page) if block.language == language for line in block.text.splitlines()]


def steps(line: str) -> list[list[str]]:
    """Return the commands of a line of either shell, split into words, with the names that POSIX systems have."""
    plain = line.replace(".venv\\Scripts\\", ".venv/bin/").replace("py -m venv", "python3 -m venv")
    return [shlex.split(step) for step in re.split(r" && |; ", plain)]
