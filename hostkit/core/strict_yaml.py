"""Parses strict YAML into a tree of nodes, each with its line and column, and collects the problems.

Only this module imports ``yaml``. It reads the parser's events without recursion and without a resolver, so every
scalar stays text. Anchors, aliases, tags, merge keys, duplicate keys and second documents are refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from hostkit.core.errors import Position, Problem, SourceError
from hostkit.core.input_files import read_within
from hostkit.core.wording import display_path, printable, quoted
from hostkit.core.yaml_characters import YamlText, cut_off, read_source
from hostkit.core.yaml_errors import (
    MAX_DEPTH,
    TOO_DEEP,
    Spot,
    bad_escape,
    directive,
    explain,
    no_escape,
)

_KEEP_ONE = "Keep one of them; if this begins another item of a list, write a dash and a space before it."
_WRITE_OUT = "Write the value out."
_IF_TEXT = "If it is text, put it in quotation marks."

MAX_BYTES = 1_000_000
MAX_NODES = 20_000
MAX_SCALAR = 20_000
MAX_PROBLEMS = 100
"""The limits of one file: bytes, nodes, characters in one text, and problems reported."""


class Scalar(NamedTuple):
    """A text; ``plain`` is true if it is not quoted. Lines and columns of nodes count from 1."""

    text: str
    line: int
    column: int
    plain: bool = True


class Sequence(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int


class YamlEntry(NamedTuple):
    """A key of a mapping, the key's position, and its value."""

    key: str
    line: int
    column: int
    value: Node


class Mapping(NamedTuple):
    """The entries of a mapping, in the order of the file; each key occurs once."""

    entries: tuple[YamlEntry, ...]
    line: int
    column: int


class RefusedValue(NamedTuple):
    """Replaces a node that was refused and reported. Callers report nothing more about it."""

    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping | RefusedValue


class YamlDocument(NamedTuple):
    """A parsed file: its name in messages, its root node, or None if it was not parsed to the end, and its problems."""

    file: str
    root: Node | None
    problems: tuple[Problem, ...]


def read_document(path: Path, *, limit: int = MAX_BYTES, may_be_empty: bool = False) -> YamlDocument:
    """Read and parse a file of at most ``limit`` bytes. If it cannot be read, the document's problems say so."""
    file = display_path(path)
    try:
        data = read_within(path, limit, wanted="a .yaml file")
    except SourceError as error:
        return YamlDocument(file, None, error.problems)
    return parse(data, file, limit=limit, may_be_empty=may_be_empty)


def parse(data: bytes, file: str, *, limit: int = MAX_BYTES, may_be_empty: bool = False) -> YamlDocument:
    """Parse the bytes of a file and return the document; ``file`` is its name in messages. Nothing is raised.

    A file without content has no root, which is a problem unless ``may_be_empty`` is true.
    """
    source = read_source(data, file, limit)
    problems = list(source.problems)
    if source.text is None:
        return YamlDocument(file, None, tuple(problems))
    refused = directive(source)
    if refused:
        return YamlDocument(file, None, (*problems, refused))
    builder = _TreeBuilder(source, problems)
    _build(builder, source)
    problems.sort(key=lambda problem: problem.place)
    if builder.root is None and not problems and not may_be_empty:
        problems.append(
            Problem("file-empty", Position(file), "the file is empty.", "Write its text, and save it.")
        )
    return YamlDocument(file, builder.root, tuple(problems))


def value_of(node: Node | None) -> Any:
    """Return a node's value without positions, as a str, list or dict, or None for a refused value."""
    if isinstance(node, Mapping):
        return {entry.key: value_of(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [value_of(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


class _StopReading(Exception):  # noqa: N818 -- it ends the reading, and no caller sees it
    """Raised to stop parsing after a problem has been recorded."""


def _build(builder: _TreeBuilder, source: YamlText) -> None:
    """Pass the parser's events to the builder, and record a parser's error as a problem."""
    # Imported here because yaml takes 20 ms to load, and not every command reads a file.
    import yaml

    try:
        for event in yaml.parse(source.text or "", Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except _StopReading:
        return
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # ValueError, OverflowError: the Python parser does not check the number of an escaped character.
        builder.problems.append(explain(error, source, builder.quoted))


class _OpenNode:
    """A list or mapping that is not finished yet; ``key`` is a key that still waits for its value."""

    def __init__(self, event: Any, kind: type[Mapping] | type[Sequence]) -> None:
        self.mark = event.start_mark
        self.kind = kind
        self.items: list[Any] = []
        self.seen: dict[str, int] = {}
        self.key: tuple[str, Any] | None = None
        self.kept = True

    def close(self) -> Node:
        return self.kind(tuple(self.items), self.mark.line + 1, self.mark.column + 1)


class _TreeBuilder:
    """Builds the tree of nodes from the parser's events, with a stack of unfinished lists and mappings."""

    def __init__(self, source: YamlText, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self.root: Node | None = None
        self.quoted: Spot | None = None
        self._open: list[_OpenNode] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Add an event to the tree. Raises _StopReading if the rest of the file cannot be interpreted."""
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._begin(event)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            closed = self._open.pop()
            self._add(closed.close(), closed.mark)
        elif kind in ("ScalarEvent", "AliasEvent", "MappingStartEvent", "SequenceStartEvent"):
            self._node(event, kind)

    def _begin(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report(
                event.start_mark,
                "yaml-second-document",
                "a second document begins here.",
                "Keep one document in a file.",
            )
            raise _StopReading

    def _node(self, event: Any, kind: str) -> None:
        mark = event.start_mark
        self._nodes += 1
        if self._nodes > MAX_NODES:
            what = f"the file holds more than {MAX_NODES} texts, lists and groups."
            self._stop(mark, "yaml-too-large", what, "Split it.")
        if kind == "AliasEvent":
            sign = f"*{event.anchor}"
            what = f"{quoted(sign)} is an alias, which is not used here."
            self._report(mark, "yaml-feature", what, f"{_WRITE_OUT} {_IF_TEXT}")
            self._add(RefusedValue(mark.line + 1, mark.column + 1), mark)
            return
        self._decorations(event, mark)
        if kind == "ScalarEvent":
            self._scalar(event, mark)
            return
        if len(self._open) >= MAX_DEPTH:
            self._stop(mark, "yaml-too-large", TOO_DEEP, "Take brackets or levels away.")
        self._open.append(_OpenNode(event, Mapping if kind == "MappingStartEvent" else Sequence))

    def _decorations(self, event: Any, mark: Any) -> None:
        if event.anchor:
            sign = f"&{event.anchor}"
            what = f"{quoted(sign)} is an anchor, which is not used here."
            self._report(mark, "yaml-feature", what, f"Delete it. {_IF_TEXT}")
        if event.tag:
            sign = printable(event.tag.replace("tag:yaml.org,2002:", "!!"))
            what = f'"{sign}" is a tag, which is not used here: every value is read as text.'
            self._report(mark, "yaml-feature", what, f"Delete it. {_IF_TEXT}")

    def _scalar(self, event: Any, mark: Any) -> None:
        style, text, line, column = event.style, event.value, mark.line, mark.column
        if style in ("'", '"'):
            self.quoted = Spot(line, column)
        if style == '"':
            end = Spot(event.end_mark.line, event.end_mark.column)
            spot = bad_escape(self.source.lines, Spot(line, column), end)
            if spot:
                self.problems.append(no_escape(self.source.file, self.source.lines, spot))
                raise _StopReading
        if len(text) > MAX_SCALAR:
            what = f"this text has {len(text)} characters; {MAX_SCALAR} is the most."
            self._report(mark, "text-too-long", what, "Shorten it.")
            self._add(RefusedValue(line + 1, column + 1), mark)
            return
        if not style and (cut := cut_off(self.source.lines, event.end_mark)):
            self._report(event.end_mark, "yaml-comment-in-text", *cut)
        self._add(Scalar(text, line + 1, column + 1, not style), mark)

    def _add(self, node: Node, mark: Any) -> None:
        """Add a finished node as an item, key or value of the innermost open collection, or as the root."""
        if not self._open:
            self.root = node
            return
        around = self._open[-1]
        if around.kind is Sequence:
            around.items.append(node)
        elif around.key is None:
            around.key = self._key(around, node, mark)
        else:
            (name, key_mark), around.key = around.key, None
            if around.kept:
                around.items.append(YamlEntry(name, key_mark.line + 1, key_mark.column + 1, node))

    def _key(self, around: _OpenNode, node: Node, mark: Any) -> tuple[str, Any]:
        """Return the text and the mark of a key. A refused key is reported, and its value is dropped."""
        around.kept = isinstance(node, Scalar)
        if not isinstance(node, Scalar):
            if not isinstance(node, RefusedValue):
                what = "a list or group stands where a key is expected."
                self._report(mark, "yaml-no-key", what, "Write a word as key.")
            return "", mark
        if node.text == "<<" and node.plain:
            self._report(mark, "yaml-feature", '"<<" is a merge key, which is not used here.', _WRITE_OUT)
            around.kept = False
        elif node.text in around.seen:
            what = f"the key {quoted(node.text)} is written twice, first on line {around.seen[node.text]}."
            self._report(mark, "yaml-duplicate-key", what, _KEEP_ONE)
            around.kept = False
        around.seen.setdefault(node.text, mark.line + 1)
        return node.text, mark

    def _report(self, mark: Any, code: str, what: str, remedy: str) -> None:
        at = Position(self.source.file, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(code, at, what, remedy))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _StopReading

    def _stop(self, mark: Any, code: str, what: str, remedy: str) -> None:
        self._report(mark, code, what, remedy)
        raise _StopReading
