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


class _TraceNode(NamedTuple):
    """A read, how it is done, and for each value that it has given what comes next; or what was made at the end."""

    read: Read | None
    of: Callable[[object], Hashable] | None
    nexts: dict[Hashable, _TraceNode]
    made: Any = None


_ROOT: Hashable = None
"""Under this the first read stands in a tree."""


class Kept(Generic[Made]):
    """What one builder made of traced reads, at most ``most`` of it; found again by the reads.

    What a builder reads next depends on what it has read so far, and on nothing else. So the traces make a tree with a
    read at each branch, and looking something up reads no more than building it would.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._tree: dict[Hashable, _TraceNode] = {}
        self._count = 0

    def find(self, value: object) -> Made | None:
        """Return what was made when each read gave what it gives of ``value`` now, or None.

        A read that raises counts as one that gives something else.
        """
        node = self._tree.get(_ROOT)
        try:
            while node is not None:
                _, read_of, nexts, made = node
                if read_of is None:
                    found: Made = made
                    return found
                node = nexts.get(read_of(value))
        except Exception:
            return None
        return None

    def keep(self, trace: Trace, made: Made) -> None:
        """Keep what was made while ``trace`` was noted; when there is too much, nothing older is kept."""
        if self._count >= self._most:
            self._tree, self._count = {}, 0
        self._count += 1
        nexts, value = self._tree, _ROOT
        for read, given in trace.items():
            node = nexts.get(value)
            if node is None or node.read != read:
                name, arguments = read
                read_of = attrgetter(name) if arguments is None else methodcaller(name, *arguments)
                node = nexts[value] = _TraceNode(read, read_of, {})
            nexts, value = node.nexts, given
        nexts[value] = _TraceNode(None, None, {}, made)
