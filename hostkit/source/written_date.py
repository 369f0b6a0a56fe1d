"""A date with its month in words, as letters have it: "12 April 2027", "April 12th, 2027", "3. Juni 2027".

In: a text that is no date. Out: the date that it names, for whoever tells its author what to write; never to be taken
for what was written.
"""

from __future__ import annotations

import datetime
import re

_DAY_FIRST = re.compile(
    r"(?:\w+,? )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?,?(?: of| de)? (?P<month>[^\W\d_]+)[.,]?(?: de)? (?P<year>\d{4})"
)
_MONTH_FIRST = re.compile(
    r"(?:\w+,? )?(?P<month>[^\W\d_]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
)
_LEAST = 3
"""Letters that tell a month from the others, in every language here."""


def written_date(text: str) -> datetime.date | None:
    """Return the date that a text names with its day, its month in words and its year."""
    for form in (_DAY_FIRST, _MONTH_FIRST):
        if found := form.fullmatch(text.strip()):
            number = _month(found["month"])
            try:
                return datetime.date(int(found["year"]), number, int(found["day"]))
            except ValueError:
                return None
    return None


def _month(name: str) -> int:
    """Return the number of a month in any language here, whole or shortened; 0 for another word."""
    # Why here: only a text that is wrong asks.
    from hostkit.source.language import MONTHS, read_language
    from hostkit.source.language_names import language_names

    wanted = name.casefold()
    for language in language_names():
        for number, month in enumerate(read_language(language).words[MONTHS].split(), start=1):
            if len(wanted) >= _LEAST and month.casefold().startswith(wanted):
                return number
    return 0
