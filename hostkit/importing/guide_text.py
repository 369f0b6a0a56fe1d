"""Texts of a source as a guide writes them: braces doubled, asterisks escaped, what is strong in ``**``.

In: texts with the importers' marks. Out: texts that print as the source has them, which is proved by reading them back.
"""

from __future__ import annotations

import re

from hostkit.core.characters import fold
from hostkit.core.inline_markup import Span, spans
from hostkit.importing.paragraph import STRONG_OFF, STRONG_ON, plain

_FOLDS = tuple(" \t\n\r\u2028\u2029")
_MARKS = re.compile(f"([{STRONG_ON}{STRONG_OFF}])")


def asked(text: str) -> str:
    """Return a text for a field with placeholders, so that it prints as it stands."""
    return fold(text).replace("{", "{{")


def spoken(marked: str) -> str:
    """Return a marked text for a field with placeholders and emphasis, so that it prints as it stands."""
    parts = _spans(marked)
    strong = "".join(f"**{_escaped(p.text, True)}**" if p.strong else _escaped(p.text, True) for p in parts)
    text = fold(plain(marked))
    # Where a guide cannot say it (half a word, asterisks beside it), strength goes and the words stay.
    whole = "".join(part.text for part in parts) == text
    if whole and any(part.strong for part in parts) and _prints(strong) == tuple(parts):
        return strong
    return _escaped(text, "**" in text or "\\*" in text)


def _spans(marked: str) -> list[Span]:
    """Return the stretches of a marked text, white space folded across them and outside of what is strong."""
    found: list[Span] = []
    strong = False
    for part in _MARKS.split(fold(_kept(marked))):
        if part in (STRONG_ON, STRONG_OFF):
            strong = part == STRONG_ON
        elif part and found and found[-1].strong == strong:
            found[-1] = Span(found[-1].text + part, strong)
        elif part:
            found.append(Span(part, strong))
    return found


def _kept(marked: str) -> str:
    """Return a text in which only the marks for what is strong are left, white space outside of them."""
    parts = [part if part in (STRONG_ON, STRONG_OFF) else _bare(part) for part in _MARKS.split(marked)]
    text = re.sub(f"{STRONG_ON}( +)", rf"\1{STRONG_ON}", "".join(parts))
    text = re.sub(f"( +){STRONG_OFF}", rf"{STRONG_OFF}\1", text)
    return re.sub(f"{STRONG_OFF}{STRONG_ON}|{STRONG_ON}{STRONG_OFF}", "", text)


def _bare(text: str) -> str:
    bare = plain(text)
    return (
        f"{' ' if text[:1] in _FOLDS else ''}{bare}{' ' if text[-1:] in _FOLDS and bare else ''}"
        if text
        else ""
    )


def _escaped(text: str, asterisks: bool) -> str:
    text = text.replace("{", "{{")
    return text.replace("*", "\\*") if asterisks else text


def _prints(written: str) -> tuple[Span, ...]:
    return spans(written, values={}, blank="", emphasis=True)
