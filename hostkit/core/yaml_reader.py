"""Reads the keys of a YAML file as texts, numbers and lists, and collects every problem of the file.

Field names in problems count from 1: ``questions[2].ask`` belongs to the second question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path
from typing import TypeAlias, TypeVar

from hostkit.core import strict_yaml as tree
from hostkit.core.characters import Phrase, fold
from hostkit.core.errors import BadValue, Position, Problem, SourceError
from hostkit.core.values import one_of, phrase, whole_number, yes_no
from hostkit.core.yaml_advice import KeyCodes, blank_text, not_a_mapping, not_a_text, unknown_key

T = TypeVar("T")
Known: TypeAlias = Sequence[str] | Callable[[Set[str]], Sequence[str]]
"""The keys that a mapping may have, or a function that returns them, given the keys that the mapping does have."""

MOST_PROBLEMS = 100
"""The most problems of one file that are listed."""

_NOTHING = " \t\n\r\u00a0"


class YamlReading:
    """A YAML file that is being read.

    ``file`` is its name in messages, ``keys`` the problem codes for its unknown and missing keys, and ``problems`` the
    problems found so far.
    """

    def __init__(self, document: tree.YamlDocument, keys: KeyCodes) -> None:
        self.file = document.file
        self.keys = keys
        self.problems = list(document.problems)
        self._root = document.root

    @classmethod
    def of(cls, path: Path, keys: KeyCodes, *, may_be_empty: bool = False) -> YamlReading:
        """Parse the file at ``path`` and return its reading, which already holds the problems of its YAML syntax."""
        return cls(tree.read_document(path, may_be_empty=may_be_empty), keys)

    def root(self, known: Known) -> YamlBlock | None:
        """Return the top-level mapping of the file, or None, with a problem, if the file is not a mapping."""
        if isinstance(self._root, tree.Mapping):
            return YamlBlock(self, self._root, "", known)
        if self._root is not None and not isinstance(self._root, tree.RefusedValue):
            what = "the file does not begin with a name and a colon."
            remedy = f'Write lines such as "{_names(known)[:2][-1]}: ...".'
            self.report(self._root, "", "yaml-no-key", what, remedy)
        return None

    def listed(self, known: Known) -> Iterator[YamlBlock]:
        """Yield the mappings in the top-level list of the file; anything else is reported as a problem."""
        for item in self.items(self._root, "", "the file is not a list."):
            if block := YamlBlock.of(self, item, "", known):
                yield block

    def items(self, node: tree.Node | None, field: str, what: str) -> Sequence[tree.Node]:
        """Return the nodes in a list, none if it is left out; ``what`` is the problem of anything else."""
        if isinstance(node, tree.Sequence):
            return node.items
        if node is not None and not isinstance(node, tree.RefusedValue):
            remedy = "Begin each item on a line of its own with a dash and a space."
            self.report(node, field, "value-not-a-list", what, remedy)
        return ()

    @property
    def places(self) -> tuple[Position, ...]:
        """The positions of the items in the top-level list of the file; empty if the file is not a list."""
        items = self._root.items if isinstance(self._root, tree.Sequence) else ()
        return tuple(self.at(item, "") for item in items)

    def at(self, node: tree.Node | tree.YamlEntry, field: str) -> Position:
        """Return the position of a node; ``field`` is the path of its key."""
        return Position(self.file, node.line, node.column, field)

    def report(self, node: tree.Node | tree.YamlEntry, field: str, code: str, what: str, remedy: str) -> None:
        """Add a problem at a node."""
        self.report_at(self.at(node, field), code, what, remedy)

    def report_at(self, at: Position, code: str, what: str, remedy: str, /, **values: object) -> None:
        """Add a problem at a position."""
        self.problems.append(Problem(code, at, what, remedy, values))

    def done(self) -> None:
        """Raise SourceError with the problems in the order of the file, if there are any."""
        if not self.problems:
            return
        problems = sorted(self.problems, key=lambda problem: problem.place)
        more = len(problems) - MOST_PROBLEMS
        if more > 0:
            what = f"{more} more problems are not shown."
            place, values = Position(self.file), {"count": more}
            rest = Problem("problems-not-shown", place, what, "Mend these first.", values)
            problems[MOST_PROBLEMS:] = [rest]
        raise SourceError(*problems)


class YamlBlock:
    """A mapping in a YAML file. A key that is absent, or has nothing after its colon, counts as left out.

    ``reading`` is the file, ``node`` the parsed mapping, and ``field`` the path of its key, empty for the top level.
    """

    def __init__(self, reading: YamlReading, node: tree.Mapping, field: str, known: Known) -> None:
        self.reading = reading
        self.node = node
        self.field = field
        self._entries = {entry.key: entry for entry in node.entries}
        names = known(self._entries.keys()) if callable(known) else known
        for entry in node.entries:
            if entry.key not in names:
                self._unknown(entry, names)

    @classmethod
    def of(cls, reading: YamlReading, node: tree.Node, field: str, known: Known) -> YamlBlock | None:
        """Return a node as a mapping, or None, with a problem, if it is a text or a list."""
        if isinstance(node, tree.Mapping):
            return cls(reading, node, field, known)
        if not isinstance(node, tree.RefusedValue):
            reading.problems.append(not_a_mapping(node, _names(known)).at(reading.at(node, field)))
        return None

    def _unknown(self, entry: tree.YamlEntry, known: Sequence[str]) -> None:
        # Comparing names is slow, and nobody reads thousands of suggestions.
        many = len(self.reading.problems) >= MOST_PROBLEMS
        fault = unknown_key(self.reading.keys, entry, () if many else known)
        self.reading.problems.append(fault.at(self.reading.at(entry, self.field)))

    @property
    def at(self) -> Position:
        """The position of the start of the mapping."""
        return self.reading.at(self.node, self.field)

    def place(self, key: str) -> Position:
        """Return the position of a key's value, or of the mapping if the key is absent."""
        entry = self._entries.get(key)
        return self.reading.at(entry.value if entry else self.node, self.path(key))

    def has(self, key: str) -> bool:
        """Tell whether the key has a value."""
        return self._value(key) is not None

    def is_list(self, key: str) -> bool:
        """Tell whether the key has a list."""
        return isinstance(self._value(key), tree.Sequence)

    def is_mapping(self, key: str) -> bool:
        """Tell whether the key has a mapping."""
        return isinstance(self._value(key), tree.Mapping)

    def mentions(self, key: str) -> bool:
        """Tell whether the key is present, with or without a value."""
        return key in self._entries

    def path(self, key: str) -> str:
        """Return the full path of a key of this mapping, as messages show it."""
        return f"{self.field}.{key}" if self.field else key

    def report(self, key: str, code: str, what: str, remedy: str, /, **values: object) -> None:
        """Add a problem at a key's value, or at the mapping if the key is absent."""
        self.reading.report_at(self.place(key), code, what, remedy, **values)

    def report_missing(self, key: str, remedy: str, what: str = "is missing.") -> None:
        """Add the problem of a required key that is missing."""
        self.report(key, self.reading.keys.missing, what, remedy, key=key)

    def text(self, key: str, *, placeholders: bool = False) -> Phrase | None:
        """Return a key's text, folded and checked, or None if it is left out or wrong."""
        return self._value_of(key, lambda text, at: phrase(text, at, placeholders=placeholders))

    def required_text(self, key: str, *, placeholders: bool = False) -> Phrase:
        """Return a required text; if it is missing, add a problem and return "-" in its place."""
        found = self.text(key, placeholders=placeholders)
        if not self.has(key):
            if entry := self._entries.get(key):
                self.reading.problems.append(blank_text(entry.value).at(self.place(key)))
            else:
                self.report_missing(key, "Write a text.")
        return found or Phrase("-", self.at)

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number from ``low`` to ``high``, or ``default``; without a default the key is required.

        A missing or wrong number adds a problem and gives ``default``, or ``low`` if there is none.
        """
        if default is None and not self.has(key):
            self.report_missing(key, f"Write a whole number from {low} to {high}.")
        found = self._value_of(key, lambda text, at: whole_number(text, low, high))
        return (low if default is None else default) if found is None else found

    def yes_no(self, key: str, default: bool = False) -> bool:
        """Return a yes-or-no value, or ``default`` if it is left out or wrong."""
        found = self._value_of(key, lambda text, at: yes_no(text))
        return default if found is None else found

    def choice(self, key: str, names: Sequence[str], otherwise: str = "") -> str | None:
        """Return a required key's value, one of ``names``, or None, with a problem; ``otherwise`` adds a remedy."""
        if not self.has(key):
            self.report_missing(key, f"Write one of {', '.join(names)}.")
        return self._value_of(key, lambda text, at: one_of(text, names, otherwise))

    def parsed(self, key: str, parse: Callable[[str, Position], T], *, in_lines: bool = False) -> T | None:
        """Return the result of ``parse`` for a key's text, or None if it is left out or ``parse`` raises BadValue.

        The BadValue is added as a problem. The text is folded; with ``in_lines`` it is as it was written.
        """
        return self._value_of(key, parse, in_lines=in_lines)

    def texts(self, key: str) -> tuple[Phrase, ...]:
        """Return a key's list of texts, empty if it is left out; items that are not texts are reported."""
        found = []
        for node, field in self._items(key):
            if isinstance(node, tree.Scalar) and _is_left_out(node.text):
                remedy = "Write a text, or take the dash away."
                self.reading.report(node, field, "text-blank", "is blank.", remedy)
            elif text := self._made(node, field, phrase):
                found.append(text)
        return tuple(found)

    def required_list(self, key: str, remedy: str) -> int:
        """Return the number of items in a required list; if it is missing or empty, add a problem and return 0."""
        entry = self._entries.get(key)
        node = self._value(key)
        if isinstance(node, tree.Sequence) and node.items:
            return len(node.items)
        if node is None or isinstance(node, tree.Sequence):
            self.report_missing(key, remedy, "is empty." if entry else "is missing.")
        return 0

    def block(self, key: str, known: Known) -> YamlBlock | None:
        """Return a nested mapping, or None if it is left out or wrong."""
        node = self._value(key)
        return YamlBlock.of(self.reading, node, self.path(key), known) if node is not None else None

    def required_block(self, key: str, known: Known) -> YamlBlock | None:
        """Return a required nested mapping, or None, with a problem, if it is missing or wrong."""
        if not self.has(key):
            self.report_missing(key, f"Write its keys: {', '.join(_names(known))}.")
        return self.block(key, known)

    def blocks(self, key: str, known: Known) -> Iterator[YamlBlock]:
        """Yield the mappings of a key's list; items that are not mappings are reported."""
        for node, field in self._items(key):
            if block := YamlBlock.of(self.reading, node, field, known):
                yield block

    def _items(self, key: str) -> Iterator[tuple[tree.Node, str]]:
        items = self.reading.items(self._value(key), self.path(key), "is not a list.")
        for count, item in enumerate(items, start=1):
            yield item, f"{self.path(key)}[{count}]"

    def _value(self, key: str) -> tree.Node | None:
        entry = self._entries.get(key)
        if entry is None or (isinstance(entry.value, tree.Scalar) and _is_left_out(entry.value.text)):
            return None
        return entry.value

    def _value_of(self, key: str, parse: Callable[[str, Position], T], *, in_lines: bool = False) -> T | None:
        node = self._value(key)
        return None if node is None else self._made(node, self.path(key), parse, in_lines=in_lines)

    def _made(
        self, node: tree.Node, field: str, parse: Callable[[str, Position], T], *, in_lines: bool = False
    ) -> T | None:
        """Return the result of ``parse`` for a node's text, or None, with a problem, if the node is wrong."""
        at = self.reading.at(node, field)
        if not isinstance(node, tree.Scalar):
            if not isinstance(node, tree.RefusedValue):
                self.reading.problems.append(not_a_text(node).at(at))
            return None
        try:
            return parse(node.text if in_lines else fold(node.text), at)
        except BadValue as error:
            self.reading.problems.append(error.at(at))
            return None


def _names(known: Known) -> Sequence[str]:
    return known(frozenset()) if callable(known) else known


def _is_left_out(text: str) -> bool:
    """Tell whether a text is only white space. Invisible characters count as text."""
    return not text.strip(_NOTHING)
