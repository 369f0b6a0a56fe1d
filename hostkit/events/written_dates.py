"""A date with its month in words, as letters have it: "12 April 2027", "April 12th, 2027", "3. Juni 2027".

In: a text that is no date. Out: the date that it names, for whoever tells its author what to write; never to be taken
for what was written.
"""

from __future__ import annotations

import datetime
import re

IN_WORDS = (
    re.compile(
        r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?P<name>[^\W\d_]{3,})\.?,?\s+(?:de\s+)?(?P<y>20\d\d)\b"
    ),
    re.compile(r"\b(?P<name>[^\W\d_]{3,})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>20\d\d)\b"),
)
"""A day, a month's name and a year, and the month's name first."""

_WEEKDAY = re.compile(r"(?:[^\W\d_]+,?)?")


def written_date(text: str) -> datetime.date | None:
    """Return the date that a text names with its day, its month in words and its year."""
    for form in IN_WORDS:
        found = form.search(text)
        if found and _WEEKDAY.fullmatch(text.replace(found[0], "").strip()):
            try:
                return datetime.date(int(found["y"]), _month(found["name"]), int(found["d"]))
            except ValueError:
                return None
    return None


def _month(name: str) -> int:
    """Return the number of a month in any language here, whole or shortened; 0 for another word."""
    # Why here: only a text that is wrong asks.
    from hostkit.guides.languages import MONTHS, language_names, read_language

    wanted = name.casefold()
    for language in language_names():
        for number, month in enumerate(read_language(language).words[MONTHS].split(), start=1):
            # Three letters tell it from the others, in every language here.
            if month.casefold().startswith(wanted):
                return number
    return 0
