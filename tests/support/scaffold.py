"""The text of a scaffold with everything in it switched on, as somebody does who takes a sign away from every line."""

from __future__ import annotations

import re

from hostkit.guides.scaffold import guide_scaffold

_SWITCHED_OFF = re.compile(r"^( *)#(?=\S)", re.MULTILINE)
_EXAMPLE_OF_ROUNDS = re.compile(r"^#   questions:\n(?:# {4,}.*\n)+", re.MULTILINE)
_QUESTIONS = re.compile(r"^questions:\n(?:(?: .*)?\n)*", re.MULTILINE)


def scaffold() -> str:
    return guide_scaffold().read_text(encoding="utf-8")


def switched_on(text: str) -> str:
    """Return a text without the signs that switch lines off; notes have a space behind theirs."""
    return _SWITCHED_OFF.sub(r"\1", text)


def in_rounds(text: str) -> str:
    """Return the scaffold with the rounds that it shows in place of its questions."""
    (rounds,) = _EXAMPLE_OF_ROUNDS.findall(text)
    shown = "".join(line[4:] for line in rounds.splitlines(keepends=True))
    return _QUESTIONS.sub(shown, text, count=1)
