"""Checks of many items in one test: cheaper than a test for each, and a failure still names every item that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Signature
from typing import Any


def for_each(items: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Return a decorator: its test calls the check with each item, a tuple as arguments, and raises what failed."""
    given = list(items)
    assert given, "a check without items finds nothing"

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        @wraps(check)
        def test() -> None:
            failures: list[Exception] = []
            for item in given:
                try:
                    check(*(item if type(item) is tuple else (item,)))
                except Exception as failure:
                    failure.add_note(f"for {item!s}")
                    failures.append(failure)
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(given)} items fail", failures)

        # pytest would take the arguments of the check for fixtures.
        test.__signature__ = Signature()  # type: ignore[attr-defined]
        return test

    return decorate
