"""Finds the events that ``--only`` names: by id, by a pattern of ids, or by a cell of a column of the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from hostkit.batch.work import Work
from hostkit.core.errors import HostkitError, Problem, option, option_refused
from hostkit.core.values import slug
from hostkit.core.wording import advice, nearest, quoted
from hostkit.events.typed_words import plain_name

_NAMED = 5
"""The largest number of ids suggested for an unknown id."""

_SIGNS = frozenset("*?[")
"""The signs that make a pattern of a text."""


def wanted_events(work: Work, only: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the events wanted; an empty tuple when the table has no known ids.

    Ids of rows with problems count too. Raises UsageError for a text that names no event of the table.
    """
    known = sorted({job.id for job in work.jobs} | set(work.faulty))
    if not known:
        return ()
    return tuple(dict.fromkeys(name for text in only for name in _named(work, text, known)))


def _named(work: Work, text: str, known: Sequence[str]) -> list[str]:
    column, equals, pattern = text.partition("=")
    if equals:
        name = plain_name(column.lstrip("#"))
        found = [event for event in known if _fits(work.own.get(event, {}).get(name, ""), pattern.strip())]
        return found or _no_cell(work, text, name)
    found = [event for event in known if _fits(event, text)] if set(text) & _SIGNS else []
    if found or slug(text) in known:
        return found or [slug(text)]
    wrong, remedy = f"no event here is {quoted(text)}.", advice(slug(text), known, _NAMED)
    values = {"event": slug(text), "nearest": nearest(slug(text), known)}
    raise option_refused("event-unknown", "only", wrong, remedy, **values)


def _fits(text: str, pattern: str) -> bool:
    return fnmatchcase(text.casefold(), pattern.casefold())


def _no_cell(work: Work, text: str, name: str) -> list[str]:
    """Raise UsageError because no row has such a cell in a column of the user's own."""
    names = sorted({each for own in work.own.values() for each in own})
    if name in names:
        cells = sorted({own[name] for own in work.own.values() if name in own})
        wrong, remedy = (
            f"no event here has {quoted(text)}.",
            advice(text.partition("=")[2].strip(), cells, _NAMED),
        )
        raise option_refused("event-unknown", "only", wrong, remedy, event=text, known=cells)
    wrong = f"there is no column {quoted(f'#{name}')}."
    remedy = advice(name, names, _NAMED) if names else "It reads columns of your own, such as #branch."
    raise option_refused("event-unknown", "only", wrong, remedy, event=text, known=names)


def refuse_faulty(work: Work, only: Sequence[str]) -> None:
    """Raise HostkitError when the row of an id in ``only`` has a problem. Rows that fit a pattern are left out."""
    for typed in only:
        if problems := work.faulty.get(slug(typed)):
            places = ", ".join(dict.fromkeys(str(problem.at) for problem in problems))
            wrong = f"the row of {quoted(typed)} has a problem ({places})."
            values = {"option": "only", "event": slug(typed)}
            raise HostkitError(Problem("event-refused", option("only"), wrong, "Mend it first.", values))
