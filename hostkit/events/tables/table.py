"""What reading a table gives: its rows, good and bad, and its problems. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hostkit.core.errors import Position, Problem
from hostkit.events.read_event import Given


@dataclass(frozen=True, slots=True)
class TableRow:
    """One event: the typed values that somebody gave, by their names in the vocabulary.

    ``number`` is the row as a spreadsheet shows it, in a list of events which event it is, from 1; ``at`` is
    where it stands. ``typed_id`` is the id as it was typed, before it became a name of a folder. Of a bad row
    ``given`` is what could be read, ``unread`` names what may stand there too, and ``problems`` are its own: it may
    have none when it is bad for what concerns other rows as well.
    """

    number: int
    at: Position
    given: Mapping[str, Given]
    typed_id: str = ""
    unread: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: the good rows, everything that is wrong, and notes of what was not read or is assumed.

    What is wrong with the table as a whole, such as a column that is not known, leaves no row good. ``bad`` are the
    other rows, ``problems`` those of bad rows as well; ``names_are_wrong`` when what is wrong above concerns them all.
    """

    file: str
    rows: tuple[TableRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    bad: tuple[TableRow, ...] = ()
    names_are_wrong: bool = False


_TEMPLATE = """\
id,topic,date,start,minutes,guests,place,host,group_name,group_url,pre_read_url,language,paper,stock,duplex
spring-evening,male-allies,2027-03-11,19:00,90,10,"12 Mill Lane, Leeds",Ana,Power Talks,https://example.org/group,,,,,
,Burnout and rest,2027-03-18,18:30,,8,Library,,,,,en,a4,a6-4up,long
"""


def template() -> str:
    """Return the table. No column but ``topic`` is required, and a blank cell says nothing."""
    return _TEMPLATE
