"""Parses the placeholders and emphasis in an author's text.

The text is split at its markup before any value is filled in, so a value is never read as markup or as a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hostkit.core.errors import BadValue
from hostkit.core.wording import quoted

PLACEHOLDERS = ("host", "group_name", "date", "start", "place")
"""The names that may stand in braces."""

_BRACE = re.compile(r"\{\{|\{([^{}]*)\}|\{")
_STRONG = re.compile(r"(?<![*\\])\*\*(?!\*)")
_ESCAPED = "\\*"


class Span(NamedTuple):
    """A run of text of one weight; ``strong`` is true for bold text."""

    text: str
    strong: bool


def check_placeholders(text: str) -> None:
    """Check the braces of a text.

    Raises:
        BadValue: the name in braces is unknown, or an opening brace is never closed.

    """
    for match in _BRACE.finditer(text):
        if match[0] != "{{":
            _check(match)


def has_placeholders(text: str) -> bool:
    """Tell whether a checked text contains a placeholder and so depends on the event."""
    return "{" in text and any(match[1] for match in _BRACE.finditer(text))


def spans(text: str, *, values: Mapping[str, str | None], blank: str, emphasis: bool) -> tuple[Span, ...]:
    r"""Return the text with its placeholders filled in, split into spans of one weight each.

    ``{{`` gives ``{``, and a lone ``}`` stays. A value that is None or absent gives ``blank``. With ``emphasis``, the
    text between a pair of ``**`` at word edges is strong, and ``\*`` gives ``*``; without it, both are left alone.

    Raises:
        BadValue: see ``check_placeholders``.

    """
    if not emphasis:
        filled = _fill(text, values, blank)
        return (Span(filled, False),) if filled else ()
    whole: list[Span] = []
    for raw, strong in _weights(text):
        filled = _fill(raw, values, blank, escapes=True)
        if filled and whole and whole[-1].strong == strong:
            whole[-1] = Span(whole[-1].text + filled, strong)
        elif filled:
            whole.append(Span(filled, strong))
    return tuple(whole)


def plain(text: str, *, values: Mapping[str, str | None], blank: str) -> str:
    """Return the text with its placeholders filled in; asterisks stay. Raises BadValue as ``spans`` does."""
    return _fill(text, values, blank)


def _check(match: re.Match[str]) -> None:
    name = match[1]
    if name is None:
        raise BadValue("placeholder-not-closed", 'a "{" is never closed.', "Write {{ to print {.")
    if name not in PLACEHOLDERS:
        raise BadValue(
            "placeholder-unknown",
            f"hostkit does not know what to fill in for {quoted(match[0])}.",
            f"Write one of {', '.join(f'{{{p}}}' for p in PLACEHOLDERS)}, or {{{{{name}}} to print {{{name}}}.",
            name=name,
            known=list(PLACEHOLDERS),
        )


def _fill(text: str, values: Mapping[str, str | None], blank: str, *, escapes: bool = False) -> str:
    parts: list[str] = []
    last = 0
    for match in _BRACE.finditer(text):
        parts.append(_unescape(text[last : match.start()], escapes))
        last = match.end()
        if match[0] == "{{":
            parts.append("{")
        else:
            _check(match)
            parts.append(values.get(match[1]) or blank)
    parts.append(_unescape(text[last:], escapes))
    return "".join(parts)


def _unescape(text: str, escapes: bool) -> str:
    return text.replace(_ESCAPED, "*") if escapes else text


def _weights(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each run of the raw text and True if it is strong; an unpaired ``**`` stays in the text."""
    last = 0
    opening: re.Match[str] | None = None
    for mark in _STRONG.finditer(text):
        if opening is not None and _closes(text, mark):
            yield text[last : opening.start()], False
            yield text[opening.end() : mark.start()], True
            last, opening = mark.end(), None
        elif opening is None and _opens(text, mark):
            opening = mark
    yield text[last:], False


def _opens(text: str, mark: re.Match[str]) -> bool:
    before, after = _neighbours(text, mark)
    return not before.isalnum() and bool(after) and not after.isspace()


def _closes(text: str, mark: re.Match[str]) -> bool:
    before, after = _neighbours(text, mark)
    return bool(before) and not before.isspace() and not after.isalnum()


def _neighbours(text: str, mark: re.Match[str]) -> tuple[str, str]:
    """Return the characters before and after a mark, or "" at either end of the text."""
    return text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
