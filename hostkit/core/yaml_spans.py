"""Finds the characters of a YAML file that a text, a list, a mapping or an item of a list takes up.

The comments of an item of a list belong to it: those behind it that stand further to the right than its dash, and
others just before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from hostkit.core import strict_yaml as tree
from hostkit.core.errors import BadValue

KeyPath: TypeAlias = tuple[str | int, ...]


class TextExtent(NamedTuple):
    """The characters of a text from ``start`` to before ``end``."""

    start: int
    end: int


class YamlSource:
    """The text of a YAML file and its tree, with the extent of each node."""

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") or not text else f"{text}\n"
        self.root = read_root(self.text)
        self._ends = tree.ends_in(self.text)
        self._lines = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def node(self, path: KeyPath) -> tree.Node | None:
        """Return the node at a path, or None."""
        node = self.root
        for part in path:
            if isinstance(node, tree.Mapping):
                node = next((entry.value for entry in node.entries if entry.key == part), None)
            elif isinstance(node, tree.Sequence) and isinstance(part, int) and part < len(node.items):
                node = node.items[part]
            else:
                return None
        return node

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place whose line and column count from 1."""
        return self._lines[line - 1] + column - 1

    def span(self, node: tree.Node) -> TextExtent:
        """Return the extent of a node; that of a block ends with its last character."""
        start = self.offset(node.line, node.column)
        if isinstance(node, tree.Scalar) or self.is_flow(node):
            end = self.offset(*self._ends[node.line, node.column])
            return TextExtent(start, start + len(self.text[start:end].rstrip()))
        last = node.entries[-1].value if isinstance(node, tree.Mapping) else _items(node)[-1]
        return TextExtent(start, self.span(last).end)

    def is_flow(self, node: tree.Node) -> bool:
        """Tell whether a list or mapping stands in brackets."""
        return not isinstance(node, tree.Scalar) and self.text[self.offset(node.line, node.column)] in "[{"

    def line_start(self, offset: int) -> int:
        """Return the offset of the beginning of a line."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return the offset behind the line break of a line."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def replaced(self, span: TextExtent, by: str) -> str:
        """Return the text with other characters in place of a span."""
        return self.text[: span.start] + by + self.text[span.end :]

    def item_spans(self, node: tree.Sequence) -> list[TextExtent]:
        """Return the lines of each item of a block list, with the comments that belong to it.

        Those are the comments behind it that stand further to the right than its dash, and others just before it.
        """
        ends = [self.line_end(self.span(item).end) for item in node.items]
        dash = node.column - 1
        spans: list[TextExtent] = []
        start = self._comments_before(self.line_start(self.offset(node.items[0].line, 1)), dash)
        for index, item in enumerate(node.items):
            if index:
                start = self.line_start(self.offset(item.line, 1))
                start = max(spans[-1].end, self._comments_before(start, dash))
            end = self._comments_behind(ends[index], dash)
            spans.append(TextExtent(start, end))
        return spans

    def _comments_before(self, start: int, dash: int) -> int:
        while start:
            before = self.line_start(start - 1)
            line = self.text[before : start - 1]
            if not line.strip().startswith("#") or len(line) - len(line.lstrip()) != dash:
                return start
            start = before
        return start

    def _comments_behind(self, end: int, dash: int) -> int:
        while end < len(self.text):
            line = self.text[end : self.line_end(end) - 1]
            if not line.strip().startswith("#") or len(line) - len(line.lstrip()) <= dash:
                return end
            end = self.line_end(end)
        return end


def read_root(text: str) -> tree.Node | None:
    """Return the tree of a YAML text, None if it holds nothing. Raises BadValue if it cannot be parsed."""
    document = tree.parse(text.encode("utf-8", "surrogatepass"), "", may_be_empty=True)
    if document.root is None and document.problems:
        raise not_editable()
    return document.root


def not_editable() -> BadValue:
    """Return the error of a file, or a place in it, that must be changed by hand."""
    what = "is written in a way that cannot be changed here."
    return BadValue("file-not-editable", what, "Change it in a text editor.")


def _items(node: tree.Node) -> Sequence[tree.Node]:
    return node.items if isinstance(node, tree.Sequence) else ()
