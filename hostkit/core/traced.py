"""Traced reads: a value whose reads are noted, and a store that finds what was made by what was read for it.

Whoever builds something from a watched value leaves a trace: each attribute and each call with the value that it gave.
A builder that reads the same values does the same thing, so what it made may be used again wherever the trace agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import attrgetter, methodcaller
from typing import Any, Generic, NamedTuple, NoReturn, TypeAlias, TypeVar, cast

Value = TypeVar("Value")
Made = TypeVar("Made")

Read: TypeAlias = tuple[str, tuple[Hashable, ...] | None]
"""An attribute that was read, without arguments, or a method with those that it was called with."""

Trace: TypeAlias = dict[Read, Hashable]
"""What was read, in the order in which it was first read, and what each read gave."""


def watched(value: Value, trace: Trace) -> Value:
    """Return an object that reads as ``value`` does and notes each read in ``trace``.

    It gives public attributes and calls of public methods, nothing else: no other way leads to the value behind it.
    """
    return cast(Value, _Watched(_reader(value, trace)))


def _reader(value: object, trace: Trace) -> Callable[[str], Any]:
    def read(name: str) -> Any:
        found = getattr(value, name)
        if not callable(found):
            trace[name, None] = found
            return found

        def call(*arguments: Hashable) -> Any:
            # Where the call raises this stays in the trace, and is equal to nothing.
            trace[name, arguments] = object()
            result = trace[name, arguments] = found(*arguments)
            return result

        return call

    return read


class _Watched:
    """Reads through a function; compared or hashed as a whole it would be read without a trace."""

    __slots__ = ("__read",)

    def __init__(self, read: Callable[[str], Any]) -> None:
        self.__read = read

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"{name!r} cannot be read of a watched value")
        return self.__read(name)

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError("a watched value is compared detail by detail")

    __hash__ = None  # type: ignore[assignment]


class _TraceRead(NamedTuple):
    """One read, how it is done, and for each value that it has given what was read next, or what was made."""

    read: Read
    of: Callable[[object], Hashable]
    nexts: dict[Hashable, _Node]


class _TraceEnd(NamedTuple):
    """What was made once nothing more was read."""

    made: Any


_Node: TypeAlias = _TraceRead | _TraceEnd


class Kept(Generic[Made]):
    """What one builder made of traced reads, at most ``most`` of it; found again by the reads.

    What a builder reads next depends on what it has read so far, and on nothing else. So the traces make a tree with a
    read at each branch, and looking something up reads no more than building it would.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._root: _Node | None = None
        self._count = 0

    def find(self, value: object) -> Made | None:
        """Return what was made when each read gave what it gives of ``value`` now, or None.

        A read that raises counts as one that gives something else.
        """
        node = self._root
        try:
            while isinstance(node, _TraceRead):
                _, read_of, nexts = node
                node = nexts.get(read_of(value))
        except Exception:
            return None
        return None if node is None else cast(Made, node.made)

    def keep(self, trace: Trace, made: Made) -> None:
        """Keep what was made while ``trace`` was noted; when there is too much, nothing older is kept."""
        if self._count >= self._most:
            self._root, self._count = None, 0
        self._count += 1
        self._root = _grown(self._root, list(trace.items()), _TraceEnd(made))


def _grown(node: _Node | None, reads: list[tuple[Read, Hashable]], end: _TraceEnd) -> _Node:
    """Return a tree with one end more, behind these reads."""
    if not reads:
        return end
    (read, value), *rest = reads
    if not (isinstance(node, _TraceRead) and node.read == read):
        name, arguments = read
        node = _TraceRead(read, attrgetter(name) if arguments is None else methodcaller(name, *arguments), {})
    node.nexts[value] = _grown(node.nexts.get(value), rest, end)
    return node
