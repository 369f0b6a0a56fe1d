"""README's blocks of code, for the tests that run them and for the pictures that show what they print.

A block opens with its language and, where it is the text of a file, the file's name: ``yaml event.yaml``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of code: its language, the name of the file it stands for (or ""), its text."""

    language: str
    file: str
    text: str


def blocks() -> tuple[Block, ...]:
    """Return README's blocks in their order."""
    return tuple(
        Block(language, file or "", text)
        for language, file, text in _BLOCK.findall(README.read_text("utf-8"))
    )


def file_text(name: str) -> str:
    """Return the text that README gives for a file. Raises KeyError when it gives none."""
    return {block.file: block.text for block in blocks()}[name]


def lines(language: str) -> list[str]:
    """Return the command lines of all blocks in a language: ``sh`` or ``powershell``."""
    return [line for block in blocks() if block.language == language for line in block.text.splitlines()]
