"""Changes single values in the text of a YAML file; every other character of it stays, comments and order included.

A place in the file is a path of keys and of indexes that count from 0, such as ``("questions", 1, "ask")``. Each change
is checked: the file must read as before, but for the change. A file that cannot be changed in this way is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from hostkit.core import strict_yaml as tree
from hostkit.core.yaml_blocks import (
    UNPRINTABLE,
    Value,
    block_lines,
    folded,
    in_brackets,
    in_quotes,
    item_lines,
    one_line,
)
from hostkit.core.yaml_spans import KeyPath, TextExtent, YamlSource, not_editable, read_root
from hostkit.core.yaml_writer import WIDTH


def path_of(text: str) -> KeyPath:
    """Return the path for a text such as ``questions.1.ask``."""
    return tuple(int(part) if part.isdigit() else part for part in text.split("."))


def value_at(text: str, path: KeyPath) -> Any:
    """Return the value at a path as a str, list or dict, or None if there is none."""
    value = tree.value_of(read_root(text))
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def with_value(text: str, path: KeyPath, value: Value | None, order: Sequence[str] = ()) -> str:
    """Return the text with a value put at a path, or taken out if it is None.

    Mappings on the way are made if they are missing, and a list or mapping is taken out with the last that it holds. A
    new key stands behind those that precede it in ``order``. Raises BadValue if the file is not written in a way that
    can be changed so.
    """
    if value is None:
        if value_at(text, path) is None:
            return text
        *above, _ = path
        holder = value_at(text, tuple(above))
        if above and isinstance(holder, list | dict) and len(holder) == 1:
            # What would be left is an empty list or mapping.
            return with_value(text, tuple(above), None)
        return _checked(text, _removed(YamlSource(text), path), lambda root: _drop(root, path))
    return _checked(text, _put(YamlSource(text), path, value, order), lambda root: _set(root, path, value))


def with_item(text: str, path: KeyPath, value: Value) -> str:
    """Return the text with a value added at the end of the list at a path, which is made if it is missing."""
    items = value_at(text, path)
    if not items:
        return with_value(text, path, [value])

    def append(root: Any) -> None:
        _inside(root, path).append(value)

    return _checked(text, _added(YamlSource(text), path, value), append)


def with_item_moved(text: str, path: KeyPath, by: int) -> str:
    """Return the text with the list item at a path swapped with the one before it (-1) or behind it (1)."""
    *above, index = path
    if not isinstance(index, int):
        raise not_editable()
    first = min(index, index + by)

    def swap(root: Any) -> None:
        items = _inside(root, tuple(above))
        items[first], items[first + 1] = items[first + 1], items[first]

    return _checked(text, _swapped(YamlSource(text), tuple(above), first), swap)


def _checked(before: str, after: str, change: Callable[[Any], None]) -> str:
    """Return the text after a change if it reads as the one before with the same change. Raises BadValue if not."""
    wanted = deepcopy(tree.value_of(read_root(before))) or {}
    change(wanted)
    if tree.value_of(read_root(after)) != wanted and (wanted or read_root(after) is not None):
        raise not_editable()
    return after


def _inside(root: Any, path: KeyPath) -> Any:
    for part in path:
        root = root[part]
    return root


def _set(root: Any, path: KeyPath, value: Value) -> None:
    for part in path[:-1]:
        if isinstance(root, dict) and not root.get(str(part)):
            root[part] = {}
        root = root[part]
    root[path[-1]] = value


def _drop(root: Any, path: KeyPath) -> None:
    del _inside(root, path[:-1])[path[-1]]


def _is_empty(node: tree.Node | None) -> bool:
    return node is None or (isinstance(node, tree.Scalar) and node.plain and not node.text)


def _put(source: YamlSource, path: KeyPath, value: Value, order: Sequence[str]) -> str:
    node = source.node(path)
    if node is not None and not _is_empty(node) and isinstance(value, str) and isinstance(node, tree.Scalar):
        return _scalar_put(source, node, value)
    if node is not None and not _is_empty(node):
        raise not_editable()
    *above, key = path
    if not isinstance(key, str):
        raise not_editable()
    holder = source.node(tuple(above))
    if above and _is_empty(holder):
        return _put(source, tuple(above), {key: value}, order)
    if node is not None and isinstance(holder, tree.Mapping):
        return _empty_filled(source, holder, key, value)
    if holder is None:
        return f"{source.text}{block_lines(key, value, 0)}"
    if not isinstance(holder, tree.Mapping):
        raise not_editable()
    return _key_added(source, holder, key, value, order)


def _scalar_put(source: YamlSource, node: tree.Scalar, value: str) -> str:
    span = source.span(node)
    start = source.line_start(span.start)
    before = source.text[start : span.start]
    rest = source.text[span.end : source.line_end(span.end) - 1]
    in_flow = bool(rest.strip() and not rest.strip().startswith("#"))
    if not rest.strip():
        span = TextExtent(span.start, span.end + len(rest))
    if rest.strip() or len(before) + len(one_line(value)) <= WIDTH or UNPRINTABLE.search(value):
        return source.replaced(span, in_quotes(value) if in_flow else one_line(value))
    key_column = len(before) - len(before.lstrip(" -"))
    indent = key_column + 2 if before.rstrip().endswith(":") else len(before)
    return source.replaced(span, folded(value, indent))


def _empty_filled(source: YamlSource, holder: tree.Mapping, key: str, value: Value) -> str:
    """Return the text with a value behind a key that has none."""
    entry = next(entry for entry in holder.entries if entry.key == key)
    start = source.offset(entry.line, entry.column)
    end = source.text.index(":", start + len(key)) + 1
    written = block_lines(key, value, entry.column - 1).lstrip(" ").rstrip("\n")
    return source.replaced(TextExtent(start, end), written)


def _key_added(source: YamlSource, holder: tree.Mapping, key: str, value: Value, order: Sequence[str]) -> str:
    if source.is_flow(holder):
        end = source.span(holder).end - 1
        comma = ", " if holder.entries else ""
        return source.replaced(TextExtent(end, end), f"{comma}{key}: {in_brackets(value)}")
    rank = order.index(key) if key in order else len(order)
    before = [entry for entry in holder.entries if entry.key in order and order.index(entry.key) < rank]
    after = (before or [holder.entries[-1]])[-1] if before or rank == len(order) else None
    column = holder.column - 1
    if after is None:
        # The new key takes the place of the first, which may stand behind a dash.
        start = source.offset(holder.line, holder.column)
        written = block_lines(key, value, column).lstrip(" ")
        return source.replaced(TextExtent(start, start), f"{written}{' ' * column}")
    end = source.line_end(_entry_end(source, after))
    return source.replaced(TextExtent(end, end), block_lines(key, value, column))


def _entry_end(source: YamlSource, entry: tree.YamlEntry) -> int:
    if _is_empty(entry.value):
        return source.offset(entry.line, entry.column) + len(entry.key)
    return source.span(entry.value).end


def _removed(source: YamlSource, path: KeyPath) -> str:
    *above, last = path
    holder = source.node(tuple(above))
    if isinstance(holder, tree.Sequence) and isinstance(last, int):
        if source.is_flow(holder):
            kept = [item for index, item in enumerate(holder.items) if index != last]
            return source.replaced(source.span(holder), in_brackets([tree.value_of(item) for item in kept]))
        return source.replaced(source.item_spans(holder)[last], "")
    if not isinstance(holder, tree.Mapping):
        raise not_editable()
    index = next(n for n, entry in enumerate(holder.entries) if entry.key == last)
    if source.is_flow(holder):
        value = tree.value_of(holder)
        del value[last]
        return source.replaced(source.span(holder), in_brackets(value))
    entry = holder.entries[index]
    start = source.offset(entry.line, entry.column)
    if source.text[source.line_start(start) : start].strip():
        # The key stands behind a dash: the next one takes its place.
        if index + 1 == len(holder.entries):
            raise not_editable()
        following = holder.entries[index + 1]
        return source.replaced(TextExtent(start, source.offset(following.line, following.column)), "")
    return source.replaced(
        TextExtent(source.line_start(start), source.line_end(_entry_end(source, entry))), ""
    )


def _added(source: YamlSource, path: KeyPath, value: Value) -> str:
    holder = source.node(path)
    if not isinstance(holder, tree.Sequence):
        raise not_editable()
    if source.is_flow(holder):
        end = source.span(holder).end - 1
        return source.replaced(TextExtent(end, end), f", {in_brackets(value)}")
    end = source.item_spans(holder)[-1].end
    return source.replaced(TextExtent(end, end), "".join(item_lines(value, holder.column - 1)))


def _swapped(source: YamlSource, path: KeyPath, first: int) -> str:
    holder = source.node(path)
    if not isinstance(holder, tree.Sequence) or not 0 <= first < len(holder.items) - 1:
        raise not_editable()
    text = source.text
    spans = (
        [source.span(item) for item in holder.items] if source.is_flow(holder) else source.item_spans(holder)
    )
    one, two = list(pairwise(spans))[first]
    between = text[one.end : two.start]
    return (
        text[: one.start] + text[two.start : two.end] + between + text[one.start : one.end] + text[two.end :]
    )
