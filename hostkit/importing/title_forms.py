"""Defines the forms of a title, and checks whether a title of a part is possible at a position in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hostkit.guides.guide import SEGMENT_MINUTES
from hostkit.importing import times
from hostkit.importing.marked_text import find_link
from hostkit.importing.paragraph import CELL, NUMBER, SourceParagraph, strong_lead, undecorated
from hostkit.importing.words import ImportWords, Key, key_of

ROUND, AGENDA, LINKS, NOTES, END, LENGTH = "round", "run_of_show", "links", "notes", "end", "length"
SEGMENTS = frozenset(SEGMENT_MINUTES)
ASKING = ("questions", ROUND)
HELPS = ("stalls", "one_voice", "tempers", "tears")
"""The parts with advice to the host; each is a key of ``helps`` in a guide."""
GOODBYE = "goodbye"
"""The kind of a section with words of goodbye, which no title alone names."""

LONGEST = 90
"""The most characters of a title."""
MOST_WORDS = 8

WHOLE, STRONG, CELLS, COLON, DASH, PERIOD, COMMA = (
    "whole", "strong", "cells", "colon", "dash", "period", "comma",
)  # fmt: skip
"""The ways in which a head is separated from the text after it."""

_CUTS = (
    (CELLS, re.compile(CELL)),
    (COLON, re.compile(r"\s?:(?=\s|$|[^\d/])|\s=\s")),
    (DASH, re.compile(r"\s[-–—]{1,2}\s")),
    (PERIOD, re.compile(r"\.(?=\s)")),
    (COMMA, re.compile(r"[,;]\s")),
)
BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_NUMBERED = re.compile(r"[^\W\d_]+\s+\d{1,2}(?=\s+[^\W\d_])")
"""A word and a number that are followed by more words: "Round 1 Where I have been"."""
_EDGES = " \t\u00a0:.–—-|!=_*#"


class TitlePlace(NamedTuple):
    """The position of a paragraph.

    ``kind`` is the part that is open, ``numbered`` is true if that part's title is numbered, ``first`` if the paragraph
    is the first of the text, and ``asked`` if list items with questions come directly before.
    """

    kind: str | None = None
    numbered: bool = False
    first: bool = False
    asked: bool = False


class Title(NamedTuple):
    """A title of a part.

    ``kind`` is the part, ``written`` the words that become a sign, ``name`` the wording to keep or "", ``rest`` the
    text after the title, and ``taken`` the times in it. ``exact`` is true if the words are only a title; ``aside`` is
    true if the text after it follows a comma or a dash.
    """

    kind: str
    written: str
    name: str
    rest: str
    taken: times.Taken
    exact: bool = True
    aside: bool = False


class Head(NamedTuple):
    """Words at the start of a paragraph that may be a title: how they are separated, the words, and the text after."""

    how: str
    text: str
    rest: str


class Look(NamedTuple):
    """A paragraph that may begin with a title: its position, the time at its start, and the text after that time."""

    paragraph: SourceParagraph
    place: TitlePlace
    words: ImportWords
    lead: str
    text: str

    @classmethod
    def at(cls, paragraph: SourceParagraph, words: ImportWords, place: TitlePlace) -> Look:
        """Return the look of a paragraph, with the time at its start separated from the text."""
        whole = undecorated(paragraph.text) if paragraph.shows else paragraph.text
        lead = times.leads(whole, words)
        text = whole[len(lead) :].lstrip(f" .:–—-\t{CELL}") if lead else whole
        return cls(paragraph, place, words, lead, text)


def heads(text: str) -> Iterator[Head]:
    """Yield the possible titles at the start of a text, the most likely form first."""
    if len(text) <= LONGEST + 40:
        yield Head(WHOLE, text, "")
    numbered = _NUMBERED.match(text) if len(text) <= LONGEST else None
    if numbered:
        yield Head(WHOLE, numbered[0], text[numbered.end() :])
    strong = strong_lead(text)
    if strong and len(strong[0]) <= LONGEST:
        yield Head(STRONG, strong[0], strong[1].lstrip(_EDGES))
    for how, cut in _CUTS:
        found = cut.search(text, 1, LONGEST + 2)
        if found:
            yield Head(how, text[: found.start()], text[found.end() :])


def round_number(key: Key, words: ImportWords) -> int:
    """Return the number of the round that a key names, or 0."""
    if len(key) > 3:
        return 0
    numbered = [word for word in key if word.isdigit() or word in words.ordinals]
    known = [n for n, word in enumerate(key) if word in words.rounds or word in numbered]
    if len(numbered) != 1 or len(known) != 2:
        return 0
    # "The first round" only gives a number, while "Round 1 then" has a name.
    if known[1] != len(key) - 1 or any(word not in words.fill for word in key[: known[0]]):
        return 0
    return int(numbered[0]) if numbered[0].isdigit() else words.ordinals[numbered[0]]


def is_title(text: str, words: ImportWords) -> bool:
    """Tell whether a line as a whole is the title of a part or round."""
    if len(text) > LONGEST:
        return False
    text = undecorated(text)
    clean = times.take(text[len(times.leads(text, words)) :], words).rest
    key = key_of(BRACKETED.sub("", clean))
    if not key or len(key) > MOST_WORDS:
        return False
    return words.title(key) is not None or round_number(key, words) > 0


OPENED = (*HELPS, None, AGENDA, LINKS, NOTES, "pre_read", LENGTH, "title", "definition", "credit", "series")
"""The parts in which a list item may be the title of another part."""

_LABELED = ("pre_read", "follow_up", "credit")
"""The parts in which "Title:", "Link:" or "Name:" may begin a line."""
_LINKED = ("pre_read", "follow_up")
_MOST_BEFORE_COMMA = 3
"""The most words of a title that ends at a comma: "Written reaction, 5 min"."""


def may_stand(look: Look, head: Head, kind: str, taken: times.Taken) -> bool:
    """Tell whether ``head`` may be the title of the part ``kind`` at this position; ``taken`` holds its times."""
    paragraph, place = look.paragraph, look.place
    timed = bool(look.lead) or taken.minutes is not None
    if kind in HELPS and not _may_help(look, head):
        return False
    if paragraph.level or look.lead:
        return True
    if _is_label(look, head, kind):
        return False
    if paragraph.kind:
        return _in_list(look, head, kind, timed)
    if paragraph.inside and place.kind in ASKING and not timed:
        return False
    if place.kind == "materials" and not (paragraph.apart or paragraph.shows or timed or head.rest):
        # "Cards" may be one of the materials.
        return len(key_of(head.text)) > 1
    if head.how == COMMA:
        behind = times.take(head.rest[:60], look.words).minutes is not None and kind in SEGMENTS
        return len(key_of(taken.rest)) <= _MOST_BEFORE_COMMA and (timed or behind)
    if head.how == PERIOD:
        return paragraph.apart or timed or place.kind in SEGMENTS
    return True


def _may_help(look: Look, head: Head) -> bool:
    """Tell whether ``head`` may be the title of advice to the host; "Silence" alone may be many other things."""
    paragraph, place = look.paragraph, look.place
    several = len(key_of(head.text)) > 1
    if place.first or head.rest.rstrip().endswith("?") or not (several or head.rest or place.kind in HELPS):
        return False
    beside = paragraph.inside or not (paragraph.apart or paragraph.level or paragraph.shows)
    return place.kind not in ASKING or not (beside or paragraph.kind)


def _is_label(look: Look, head: Head, kind: str) -> bool:
    """Tell whether the words before a colon are a label within the open part, such as "Follow-up:" in a question."""
    paragraph, place = look.paragraph, look.place
    meant = look.words.label(key_of(head.text))
    if not meant or head.how not in (COLON, STRONG, CELLS) or not head.rest:
        return False
    if place.kind in ASKING or place.asked:
        beside = paragraph.inside or not paragraph.apart or "?" in head.rest or "note" in meant
        return beside and kind not in ASKING
    if place.kind in _LABELED:
        return not paragraph.apart or kind == "title"
    if place.kind not in SEGMENTS or find_link(head.rest):
        return False
    return "read" in meant or (not paragraph.apart and bool({"ask", "note"} & set(meant)))


def _in_list(look: Look, head: Head, kind: str, timed: bool) -> bool:
    """Tell whether a list item may be a title: the list may be one of parts, or the item has a number or a time."""
    paragraph, place = look.paragraph, look.place
    if place.kind in OPENED:
        return head.how not in (PERIOD, COMMA) or paragraph.kind == NUMBER or timed or place.kind == AGENDA
    if paragraph.kind == NUMBER and place.numbered:
        return True
    if kind in _LINKED and find_link(head.rest):
        return True
    if kind not in SEGMENTS and kind != "follow_up":
        return False
    if timed and head.how != PERIOD:
        return True
    if place.kind in ASKING:
        return head.how in (COLON, STRONG) and paragraph.depth == 0 and not paragraph.asks
    return place.kind in SEGMENTS or place.kind in ("follow_up", LENGTH)
