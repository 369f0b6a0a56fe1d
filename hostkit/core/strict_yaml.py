"""Parses strict YAML into a tree of nodes, each with its line and column, and collects the problems.

Only this module imports ``yaml``. It reads the parser's events without a resolver, so every scalar stays text. Anchors,
aliases, tags, merge keys, duplicate keys and second documents are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeAlias

from hostkit.core.errors import Position, Problem, SourceError
from hostkit.core.input_files import read_within
from hostkit.core.wording import display_path, printable, quoted
from hostkit.core.yaml_characters import YamlText, read_source
from hostkit.core.yaml_errors import MAX_DEPTH, TOO_DEEP, bad_escape, explain, no_escape

_KEEP_ONE = "Keep one of them; if this begins another item of a list, write a dash and a space before it."
_WRITE_OUT = "Write the value out."
_IF_TEXT = "If it is text, put it in quotation marks."
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#]\S*)")
"""A # with no space after it, which turns the rest of a text into a comment."""

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
    builder = _TreeBuilder(source)
    builder.build()
    problems = sorted(builder.problems, key=lambda problem: problem.place)
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


def ends_in(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for the start of each text and of each list or mapping in brackets, the place behind its end.

    Lines of ``text`` end with a line feed. Places are lines and columns that count from 1. Returns what was found up to
    the first error of YAML.
    """
    import yaml

    found: dict[tuple[int, int], tuple[int, int]] = {}
    open_starts: list[Any] = []
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        event: Any
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            start, end = event.start_mark, event.end_mark
            if isinstance(event, yaml.CollectionStartEvent):
                open_starts.append(start if event.flow_style else None)
                continue
            if isinstance(event, yaml.CollectionEndEvent):
                start = open_starts.pop()
            elif not isinstance(event, yaml.ScalarEvent):
                continue
            if start is not None:
                found[start.line + 1, start.column + 1] = end.line + 1, end.column + 1
    return found


class _StopReading(Exception):  # noqa: N818 -- it ends the reading, and no caller sees it
    """Raised to stop parsing after a problem has been recorded."""


class _TreeBuilder:
    """Builds the tree of nodes from the parser's events, and collects the problems.

    ``quoted`` is the mark at which the last quoted text began, or None.
    """

    def __init__(self, source: YamlText) -> None:
        self.source = source
        self.problems = list(source.problems)
        self.root: Node | None = None
        self.quoted: Any = None
        self._nodes = 0
        self._events: Iterator[Any] = iter(())

    def build(self) -> None:
        """Read the text into ``root``, unless it must not be parsed; a parser's error becomes a problem."""
        if self.source.text is None:
            return
        # Imported here because yaml takes 20 ms to load, and not every command reads a file.
        import yaml

        self._events = yaml.parse(self.source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        try:
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    self._document(event)
        except _StopReading:
            return
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # ValueError, OverflowError: the Python parser does not check the number of an escaped character.
            self.problems.append(explain(error, self.source, self.quoted))

    def _document(self, start: Any) -> None:
        if self.root is not None:
            what = "a second document begins here."
            self._stop(start.start_mark, "yaml-second-document", what, "Keep one document in a file.")
        self.root = self._node(next(self._events), 0)

    def _node(self, event: Any, depth: int) -> Node:
        """Return the node that an event begins, inside ``depth`` lists and mappings."""
        mark, kind = event.start_mark, type(event).__name__
        at = mark.line + 1, mark.column + 1
        self._nodes += 1
        if self._nodes > MAX_NODES:
            what = f"the file holds more than {MAX_NODES} texts, lists and groups."
            self._stop(mark, "yaml-too-large", what, "Split it.")
        if kind == "AliasEvent":
            what = f"{quoted(f'*{event.anchor}')} is an alias, which is not used here."
            self._report(mark, "yaml-feature", what, f"{_WRITE_OUT} {_IF_TEXT}")
            return RefusedValue(*at)
        self._decorations(event, mark)
        if kind == "ScalarEvent":
            return self._scalar(event, mark)
        if depth >= MAX_DEPTH:
            self._stop(mark, "yaml-too-large", TOO_DEEP, "Take brackets or levels away.")
        if kind == "MappingStartEvent":
            return Mapping(tuple(self._entries(depth + 1)), *at)
        return Sequence(tuple(self._node(inner, depth + 1) for inner in self._inside()), *at)

    def _inside(self) -> Iterator[Any]:
        """Yield the event that begins each node directly inside a list or mapping, up to its end."""
        for event in self._events:
            if type(event).__name__ in ("SequenceEndEvent", "MappingEndEvent"):
                return
            yield event

    def _decorations(self, event: Any, mark: Any) -> None:
        if event.anchor:
            what = f"{quoted(f'&{event.anchor}')} is an anchor, which is not used here."
            self._report(mark, "yaml-feature", what, f"Delete it. {_IF_TEXT}")
        if event.tag:
            sign = printable(event.tag.replace("tag:yaml.org,2002:", "!!"))
            what = f'"{sign}" is a tag, which is not used here: every value is read as text.'
            self._report(mark, "yaml-feature", what, f"Delete it. {_IF_TEXT}")

    def _scalar(self, event: Any, mark: Any) -> Node:
        style, text, end = event.style, event.value, event.end_mark
        if style in ("'", '"'):
            self.quoted = mark
        if style == '"' and (spot := bad_escape(self.source, mark, end)):
            self.problems.append(no_escape(self.source, spot))
            raise _StopReading
        if len(text) > MAX_SCALAR:
            what = f"this text has {len(text)} characters; {MAX_SCALAR} is the most."
            self._report(mark, "text-too-long", what, "Shorten it.")
            return RefusedValue(mark.line + 1, mark.column + 1)
        if not style and (cut := _CUT_OFF.match(self.source.line(end), end.column)):
            what = (
                f"what stands from {quoted(cut[1])} on is no text: # begins a comment, which is not printed."
            )
            remedy = "Put the whole text in quotation marks; a comment begins with # and a space."
            self._report(end, "yaml-comment-in-text", what, remedy)
        return Scalar(text, mark.line + 1, mark.column + 1, not style)

    def _entries(self, depth: int) -> Iterator[YamlEntry]:
        """Yield the entries of a mapping; an entry whose key is refused is read and left out."""
        lines: dict[str, int] = {}
        events = self._inside()
        for event in events:
            mark = event.start_mark
            key = self._key(self._node(event, depth), mark, lines)
            value = self._node(next(events), depth)
            if key is not None:
                yield YamlEntry(key, mark.line + 1, mark.column + 1, value)

    def _key(self, node: Node, mark: Any, lines: dict[str, int]) -> str | None:
        """Return a key, or None if it is refused; ``lines`` has the line on which each key was first written."""
        if not isinstance(node, Scalar):
            if not isinstance(node, RefusedValue):
                what = "a list or group stands where a key is expected."
                self._report(mark, "yaml-no-key", what, "Write a word as key.")
            return None
        if node.text == "<<" and node.plain:
            self._report(mark, "yaml-feature", '"<<" is a merge key, which is not used here.', _WRITE_OUT)
            return None
        if node.text in lines:
            what = f"the key {quoted(node.text)} is written twice, first on line {lines[node.text]}."
            self._report(mark, "yaml-duplicate-key", what, _KEEP_ONE)
            return None
        lines[node.text] = mark.line + 1
        return node.text

    def _report(self, mark: Any, code: str, what: str, remedy: str) -> None:
        self.problems.append(self.source.problem(mark, code, what, remedy))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _StopReading

    def _stop(self, mark: Any, code: str, what: str, remedy: str) -> NoReturn:
        self._report(mark, code, what, remedy)
        raise _StopReading
