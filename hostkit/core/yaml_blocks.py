"""Writes values as the lines of a YAML block, or in brackets on one line; they read back unchanged."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from hostkit.core.yaml_spans import not_editable
from hostkit.core.yaml_writer import WIDTH, scalar, wrapped

Value: TypeAlias = "str | list[Any] | dict[str, Any]"

_PLAIN_DIGITS = r"[0-9]+(?:[:-][0-9]+)*"
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def one_line(text: str) -> str:
    """Return a text as one plain or quoted scalar on one line."""
    if re.fullmatch(_PLAIN_DIGITS, text):
        return text
    return in_quotes(text) if UNPRINTABLE.search(text) or text != text.strip() else scalar(text)


def in_quotes(text: str) -> str:
    """Return a text in double quotation marks, with what cannot be printed escaped."""
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + '"'


def folded(text: str, indent: int) -> str:
    """Return a long text as a folded block whose lines stand in a column that counts from 0."""
    lines = wrapped(text, WIDTH - indent)
    if "  " in text or text != text.strip():
        return in_quotes(text)
    return "\n".join([">-", *(" " * indent + line for line in lines)])


def in_brackets(value: Any) -> str:
    """Return a value in brackets on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_brackets(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    return in_quotes(str(value))


def block_lines(key: str, value: Value, indent: int) -> str:
    """Return the lines of a key with its value; each ends with a line break."""
    before = f"{' ' * indent}{key}:"
    if isinstance(value, dict):
        return "\n".join(
            [before, *(block_lines(name, each, indent + 2)[:-1] for name, each in value.items()), ""]
        )
    if isinstance(value, list):
        return f"{before}\n" + "".join(line for each in value for line in item_lines(each, indent + 2))
    if len(before) + 1 + len(one_line(value)) <= WIDTH or UNPRINTABLE.search(value):
        return f"{before} {one_line(value)}\n"
    return f"{before} {folded(value, indent + 2)}\n"


def item_lines(value: Value, dash: int) -> list[str]:
    """Return the lines of a list item whose dash stands in a column that counts from 0."""
    if isinstance(value, dict):
        lines = "".join(block_lines(key, each, dash + 2) for key, each in value.items())
        return [f"{' ' * dash}- {lines.lstrip(' ')}"]
    if isinstance(value, list):
        raise not_editable()
    if dash + 2 + len(one_line(value)) <= WIDTH or UNPRINTABLE.search(value):
        return [f"{' ' * dash}- {one_line(value)}\n"]
    return [f"{' ' * dash}- {folded(value, dash + 2)}\n"]
