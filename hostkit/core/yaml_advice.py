"""Creates the problems of unknown keys and of values of the wrong kind, each with a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core import strict_yaml as tree
from hostkit.core.characters import fold
from hostkit.core.errors import BadValue
from hostkit.core.wording import advice, character, nearest, quoted, without_space


class KeyCodes(NamedTuple):
    """The problem codes for an unknown key and for a missing key in one kind of file."""

    unknown: str
    missing: str


GUIDE_KEYS = KeyCodes("guide-unknown-key", "guide-missing-key")
EVENT_KEYS = KeyCodes("event-unknown-key", "event-missing-key")
SETTINGS_KEYS = KeyCodes("settings-unknown-key", "settings-missing-key")
THEME_KEYS = KeyCodes("theme-unknown-key", "theme-missing-key")
STOCK_KEYS = KeyCodes("stock-unknown-key", "stock-missing-key")


def unknown_key(codes: KeyCodes, entry: tree.YamlEntry, known: Sequence[str]) -> BadValue:
    """Return the problem of an unknown key; its remedy suggests the most similar key in ``known``."""
    plain = "".join(c for c in entry.key if c.isascii())
    if plain in known and (
        hidden := next((c for c in entry.key if not c.isascii() and not c.isalnum()), None)
    ):
        what = f"{character(hidden)} stands in the key {quoted(plain)}, where nobody can see it."
        return BadValue("character-unseen", what, f'Write "{plain}:" anew.', key=plain)
    what, remedy = f"there is no key {quoted(entry.key)} here.", _remedy_for(entry, known) if known else ""
    return BadValue(codes.unknown, what, remedy, key=entry.key, nearest=nearest(entry.key, known))


def _remedy_for(entry: tree.YamlEntry, known: Sequence[str]) -> str:
    if ":" in entry.key or entry.key.startswith("-"):
        return f"Write a space after the {'colon' if ':' in entry.key else 'dash'}."
    is_text = " " in entry.key and isinstance(entry.value, tree.Scalar) and not entry.value.text
    if is_text and not nearest(entry.key, known):
        return "If it belongs to the text before it, put that text in quotation marks."
    return advice(entry.key, known)


def not_a_mapping(node: tree.Node, names: Sequence[str]) -> BadValue:
    """Return the problem of a text or a list where a mapping is expected; ``names`` are the mapping's keys."""
    known = f"known here: {', '.join(names)}."
    if not isinstance(node, tree.Scalar):
        what = "is a list where keys are expected."
        return BadValue("value-not-keys", what, f'Write "{names[0]}: ..."; {known}')
    text = fold(node.text)
    if not text:
        remedy = f'Write "{names[0]}: ...", or take the dash or the key away; {known}'
        return BadValue("text-blank", "is blank.", remedy)
    if text.partition(":")[0] in names:
        found = without_space(text)
        if found:
            return BadValue("yaml-no-space", *found)
    remedy = f"Write {quoted(f'{names[0]}: {text}')}; {known}"
    return BadValue("value-not-keys", "is a text without a key before it.", remedy)


def blank_text(node: tree.Node) -> BadValue:
    """Return the problem of a required text that is blank."""
    # An unquoted text that begins with # was read as a comment.
    plain = isinstance(node, tree.Scalar) and node.plain
    remedy = f"Write a text{', in quotation marks if it begins with #' if plain else ''}."
    return BadValue("text-blank", "is blank.", remedy)


def not_a_text(node: tree.Node) -> BadValue:
    """Return the problem of a list or a mapping where a text is expected."""
    kind = "a list" if isinstance(node, tree.Sequence) else "a group of keys"
    remedy = 'If it is meant as one text, put it in quotation marks: "...".'
    return BadValue("value-not-a-text", f"is {kind} where a text is expected.", remedy)
