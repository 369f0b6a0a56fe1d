"""The event: who, when, where, which links, and how the kit is printed. Frozen values; nothing is required.

Each attribute is a field of ``fields.FIELDS`` with its type and what holds where nobody says it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase


@dataclass(frozen=True, slots=True)
class Event:
    """One evening: ``start`` in minutes after midnight, ``minutes`` the whole length, ``guests`` without the host.

    ``time_zone`` is the IANA name of the zone that date and start are told in.
    """

    id: str | None = None
    topic: Phrase | None = None
    date: datetime.date | None = None
    start: int | None = None
    minutes: int | None = None
    time_zone: str | None = None
    guests: int | None = None
    place: Phrase | None = None
    host: Phrase | None = None
    group_name: Phrase | None = None
    group_url: Link | None = None
    pre_read_url: Link | None = None


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How the kit is printed.

    None means for ``language`` the guide's own, for ``stock`` the paper's default, for
    ``sheets`` those of a usual kit. ``copies`` are of the deck of cards; ``skip`` cells of the first sheet
    of cards are used up already; ``spare`` cells stay empty or get lines to write on; ``impose`` puts cards on
    sheets, or each on a page of its own for a print shop; ``printer`` is the one, among those that were calibrated,
    whose errors the cards allow for.
    """

    language: str | None = None
    paper: str = "a4"
    stock: str | None = None
    duplex: str = "long"
    clock: int = 24
    sheets: tuple[str, ...] | None = None
    copies: int = 1
    skip: int = 0
    spare: str = "empty"
    impose: str = "sheets"
    printer: str | None = None
