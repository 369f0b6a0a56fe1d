"""Records which attributes of a value a function reads, and caches the function's results by those reads.

A trace holds each attribute read and each method call with its result. A function that reads the same values gives the
same result, so a cached result can be used again for any value whose reads match the trace.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import attrgetter, methodcaller
from typing import Any, Generic, NamedTuple, NoReturn, TypeAlias, TypeVar, cast

Value = TypeVar("Value")
Made = TypeVar("Made")

Read: TypeAlias = tuple[str, tuple[Hashable, ...] | None]
"""The name of an attribute that was read, with None, or of a method that was called, with its arguments."""

Trace: TypeAlias = dict[Read, Hashable]
"""The reads, in the order in which they were first made, and the result of each."""


def watched(value: Value, trace: Trace) -> Value:
    """Return a proxy for ``value`` that records each read in ``trace``.

    The proxy gives access to public attributes and public methods only.
    """
    return cast(Value, _Watched(_reader(value, trace)))


def _reader(value: object, trace: Trace) -> Callable[[str], Any]:
    def read(name: str) -> Any:
        found = getattr(value, name)
        if not callable(found):
            trace[name, None] = found
            return found

        def call(*arguments: Hashable) -> Any:
            # If the call raises, this object stays in the trace; it equals nothing, so the trace never matches.
            trace[name, arguments] = object()
            result = trace[name, arguments] = found(*arguments)
            return result

        return call

    return read


class _Watched:
    """A proxy that reads through a function. It cannot be compared or hashed, because such reads leave no trace."""

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
    """A node of the tree of traces.

    ``read`` is the next read, ``of`` the function that makes it, and ``nexts`` the node that follows for each result.
    At the end of a trace ``read`` and ``of`` are None, and ``made`` is the cached result.
    """

    read: Read | None
    of: Callable[[object], Hashable] | None
    nexts: dict[Hashable, _TraceNode]
    made: Any = None


_ROOT: Hashable = None
"""The key of the first node of a tree."""


class Kept(Generic[Made]):
    """A cache of at most ``most`` results of one function, found by its traced reads.

    The next read of the function depends only on the results of its earlier reads. The traces therefore form a tree
    with a read at each node, and a lookup makes no more reads than the function itself.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._tree: dict[Hashable, _TraceNode] = {}
        self._count = 0

    def find(self, value: object) -> Made | None:
        """Return the cached result whose trace matches the reads of ``value``, or None.

        A read that raises an exception counts as no match.
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
        """Store the result that was made while ``trace`` was recorded. If the cache is full, it is emptied first."""
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
