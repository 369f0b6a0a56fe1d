"""The cases every sheet must stand: a guide and what is known of the event. Data only: tests and docs build from it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "tests" / "data"
PAPERS = ("a4", "letter")

TODAY = datetime.date(2026, 9, 1)
"""The day on which tests run, a Tuesday before most of the dates in them."""

MALE_ALLIES = "male-allies"
GROUP_URL = "https://example.org/power-talks"
PRE_READ_URL = "https://www.leagueofbadasswomen.org/male-allies-discussion-guide"

USUAL: Mapping[str, str] = {
    "date": "2027-01-14",
    "start": "19:00",
    "minutes": "90",
    "guests": "10",
    "place": "12 Mill Lane",
    "host": "Ana",
    "group-url": GROUP_URL,
}
"""Everything known."""

LONG_PLACE = "Upper reading room of the Old Customs House, 112 Harbour Row"
LONG_HOST = "Henrietta Featherstonehaugh-Cholmondeley and Marie-Angélique"
"""Names of 60 characters."""


class Case(NamedTuple):
    """A kit to build: ``guide`` is a topic or a path, ``options`` are those of the command line, without dashes."""

    guide: str
    options: Mapping[str, str]

    def with_options(self, **more: str) -> Case:
        """Return the case with further options, ``_`` for the dash; they win over its own."""
        return Case(
            self.guide, {**self.options, **{name.replace("_", "-"): value for name, value in more.items()}}
        )

    @property
    def arguments(self) -> list[str]:
        """What follows ``hostkit build`` on the command line."""
        return [self.guide, *(part for name, value in self.options.items() for part in (f"--{name}", value))]


def _male_allies(**changed: str) -> Case:
    return Case(MALE_ALLIES, {**USUAL, **changed})


def _own(name: str, options: Mapping[str, str] = USUAL) -> Case:
    return Case(str(GUIDES / f"{name}.yaml"), options)


_WITHOUT_GROUP_URL = {name: value for name, value in USUAL.items() if name != "group-url"}

CASES: Mapping[str, Case] = {
    "usual": _male_allies(),
    "none": Case(MALE_ALLIES, {}),
    "minutes-45": _male_allies(minutes="45"),
    "minutes-60": _male_allies(minutes="60"),
    # The usual kit has 90 minutes too; this one runs over noon on a clock of twelve hours.
    "minutes-90": _male_allies(minutes="90", start="11:15", clock="12"),
    "minutes-120": _male_allies(minutes="120"),
    "guests-3": _male_allies(guests="3"),
    "guests-20": _male_allies(guests="20"),
    "long-names": _male_allies(place=LONG_PLACE, host=LONG_HOST),
    "one-sided": _male_allies(duplex="none"),
    "short": _own("short", {}),
    # Both have a link of their own to their group.
    "long": _own("long", _WITHOUT_GROUP_URL),
    "longest-question": _own("longest-question"),
    "letters": _own("letters", _WITHOUT_GROUP_URL),
    "least": _own("least", {}),
    "rounds": _own("rounds", _WITHOUT_GROUP_URL),
}
"""By name: 90 minutes, 10 guests, everything known, unless the name says otherwise."""
