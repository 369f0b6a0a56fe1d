"""Finds minutes and times of day in a title: "Closing (10 min)", "ten minutes", "19:10 welcome", "15’"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hostkit.events.times_and_lengths import hour_of_day
from hostkit.importing.paragraph import CELL
from hostkit.importing.words import ImportWords

LONGEST = 480
"""The most minutes of one part; a longer time is not the length of a part."""

_ABOUT = r"(?:about|approx\.?|around|ca\.?|circa|environ|etwa|ungefähr|unos|unas|aprox\.?|~|≈)?\s*"
_BARE = re.compile(rf"[(\[]\s*{_ABOUT}(\d{{1,3}})(?![\d:.])[^()\[\]\d?]{{0,20}}[)\]]")


_DOTTED = r"[ap]\.\s?m"
"""Half of a day as "p.m.", without its last full stop."""

_CELL_END = re.compile(rf"\s*[.)]?\s*{CELL}")


class Taken(NamedTuple):
    """The times found in a text.

    ``rest`` is the text without them; ``minutes`` is the length, and ``begins`` and ``ends`` are minutes after
    midnight, each of them possibly None; ``said`` is the times as written, and ``start`` the time of the beginning.
    """

    rest: str
    minutes: int | None = None
    begins: int | None = None
    ends: int | None = None
    said: str = ""
    start: str = ""


@cache
def _patterns(words: ImportWords) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    numbers = "|".join(sorted(map(re.escape, words.numbers), key=len, reverse=True))
    units = "|".join(sorted(map(re.escape, words.minutes), key=len, reverse=True))
    hours = "|".join(sorted(map(re.escape, words.hours), key=len, reverse=True))
    spans = "|".join(" ".join(key) for key in words.spans)
    halves = "|".join((*map(re.escape, words.clock), _DOTTED))
    length = (
        rf"{_ABOUT}(?:(?P<low>\d{{1,3}}|(?:{numbers})\b)(?:\s*[-–/]\s*(?P<high>\d{{1,3}}))?[\s\u00a0\u202f-]*"
        rf"(?:(?P<unit>(?:{units})\b\.?|['’′](?![^\W\d_]))|(?P<hour>(?:{hours})\b))|(?P<span>{spans})\b)"
    )
    first, second = (
        rf"(?P<h{n}>\d{{1,2}})(?:[:.h](?P<m{n}>\d{{2}})(?!\d)\s*(?P<a{n}>(?:{halves})\b\.?)?"
        rf"|\s*(?P<b{n}>(?:am|pm|uhr|{_DOTTED})\b\.?))"
        for n in (1, 2)
    )
    span = rf"(?<![\d/.]){first}(?:\s*(?:-|–|—|to|bis|until|a las|a|à)\s*{second})?(?![\d/])"
    flags = re.IGNORECASE
    return (
        re.compile(length, flags),
        re.compile(span, flags),
        re.compile(rf"[(\[][^()\[\]]*?{length}[^()\[\]]*[)\]]", flags),
    )


def take(text: str, words: ImportWords, *, bare: bool = False) -> Taken:
    """Return the times found in a title; with ``bare``, a lone number in brackets counts as minutes."""
    length, clock, bracketed = _patterns(words)
    begins = ends = minutes = None
    start = ""
    said: list[str] = []
    found = clock.search(text)
    if found:
        begins, ends = _of_day(found, 1), _of_day(found, 2) if found["h2"] else None
        if begins is not None:
            said.append(found[0])
            start = text[found.start() : max(found.end(part) for part in ("h1", "m1", "a1", "b1"))]
            text = _without(text, found)
    within = bracketed.search(text) or length.search(text)
    if within:
        minutes = _minutes(within, words)
    elif bare and (within := _BARE.search(text)):
        minutes = int(within[1]) if 0 < int(within[1]) <= LONGEST else None
    if within and minutes is not None:
        said.append(within[0])
        text = _without(text, within)
    return Taken(text, minutes, begins, ends, " ".join(said).strip(), start)


def _without(text: str, found: re.Match[str]) -> str:
    before, after = text[: found.start()].rstrip(" \t("), text[found.end() :].lstrip(" \t)")
    return f"{before} {after}".strip()


def _of_day(found: re.Match[str], which: int) -> int | None:
    hours, minutes = int(found[f"h{which}"]), int(found[f"m{which}"] or 0)
    half = re.sub(r"[.\s]", "", found[f"a{which}"] or found[f"b{which}"] or "").casefold()
    if hours > 24 or minutes > 59:
        return None
    if half.startswith(("am", "pm")) and 1 <= hours <= 12:
        hours = hour_of_day(hours, half)
    return hours * 60 + minutes


def _minutes(found: re.Match[str], words: ImportWords) -> int | None:
    if found["span"]:
        return words.spans.get(tuple(found["span"].casefold().split()))
    written = (found["high"] or found["low"]).casefold()
    number = int(written) if written.isdigit() else words.numbers.get(written, 0)
    if found["hour"]:
        number *= 60
    return number if 0 < number <= LONGEST else None


def leads(text: str, words: ImportWords) -> str:
    """Return the time at the start of a text as written, or "": "19:10", "19:00–19:10", or "10 min" in a table cell."""
    length, clock, _ = _patterns(words)
    start = len(text) - len(text.lstrip("([ \t"))
    end = 0
    found = clock.match(text, start)
    if found and _of_day(found, 1) is not None:
        end = found.end()
    cell = _CELL_END.match(text, end)
    after = length.match(text, cell.end() if cell else end)
    if after and _minutes(after, words) and _CELL_END.match(text, after.end()):
        end = after.end()
    return text[:end].rstrip() if text[end:].strip(f" .:–—-{CELL}") else ""
