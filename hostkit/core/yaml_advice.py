"""What is said of a key or a value that stands in a wrong place: a node of strict YAML in, words out."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.core import strict_yaml as tree
from hostkit.core.characters import fold
from hostkit.core.wording import advice, nearest, quoted, without_space


def remedy_for(entry: tree.YamlEntry, known: Sequence[str]) -> str:
    """Return what to do about a key that is not known."""
    if ":" in entry.key or entry.key.startswith("-"):
        return f"Write a space after the {'colon' if ':' in entry.key else 'dash'}."
    is_text = " " in entry.key and isinstance(entry.value, tree.Scalar) and not entry.value.text
    if is_text and not nearest(entry.key, known):
        return "If it belongs to the text before it, put that text in quotation marks."
    return advice(entry.key, known)


def no_block(node: tree.Node, names: Sequence[str]) -> tuple[str, str]:
    """Return what is wrong with a text or a list in the place of a mapping, and what to do."""
    known = f"known here: {', '.join(names)}."
    if not isinstance(node, tree.Scalar):
        return "is a list where keys are expected.", f'Write "{names[0]}: ..."; {known}'
    text = fold(node.text)
    if not text:
        return "is blank.", f'Write "{names[0]}: ...", or take the dash or the key away; {known}'
    if text.partition(":")[0] in names:
        found = without_space(text)
        if found:
            return found
    return "is a text without a key before it.", f"Write {quoted(f'{names[0]}: {text}')}; {known}"
