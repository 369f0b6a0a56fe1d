"""Finds the words at the start of a paragraph that may be the title of a part: "Closing round (10 min): one word"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from hostkit.importing import times
from hostkit.importing.paragraph import CELL, SourceParagraph, strong_lead, undecorated
from hostkit.importing.words import EveningPart, ImportWords, Key, key_of, runs

ROUND = "round"
HELPS = ("stalls", "one_voice", "tempers", "tears")
"""The keys of ``helps`` in a guide."""

SECTIONS_OF = {
    **dict.fromkeys(HELPS, ("helps",)), ROUND: ("questions",), "goodbye": ("goodbye", "closing_round"),
    "end": ("goodbye", "notes"), "length": ("notes",), "links": ("notes",), "language": ("notes",),
}  # fmt: skip
"""The sections of the evening that titles of a kind may begin, where these have other names."""

LONGEST = 90
"""The most characters of a title."""
MOST_WORDS = 10
_EARLY = 4
"""The number of paragraphs among which the title of a text may have two lines."""

_CUTS = (
    (1.0, re.compile(CELL)),
    (1.0, re.compile(r"\s?:(?=\s|$|[^\d/])|\s=\s")),
    (0.9, re.compile(r"\s[-–—]{1,2}\s|(?<=[)\w])[–—]\s")),
    (0.6, re.compile(r"\.(?=\s)")),
    (0.4, re.compile(r"[,;]\s")),
)
"""The signs between a title and the text after it, each with how sure it is that they end a title."""

BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_ROUND_LETTERS = ("a", "b", "c", "d", "e", "f")
_NUMBERED = re.compile(r"[^\W\d_]+\s+\d{1,2}(?=\s+[^\W\d_])")
"""A word and a number that are followed by more words: "Round 1 Where I have been"."""
_LONE = re.compile(r":\s*([1-9]\d?)\s*")
"""A lone number after a title, which is its minutes: "Closing: 5"."""
EDGES = " \t\u00a0:.–—-|!=_*#·•,"


class Head(NamedTuple):
    """Words at the start of a paragraph that may be a title.

    ``kind`` is the part that they name or "", and ``own`` is true if their wording should be kept. ``share`` is the
    share of their words that name the part, and ``sure`` says how clearly they are set apart. ``text`` is the title,
    with its times; ``rest`` is the text after it; ``taken`` holds the times, and the title without them.
    """

    kind: str
    own: bool
    share: float
    sure: float
    text: str
    rest: str
    taken: times.Taken

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections of the evening that the title may begin."""
        return SECTIONS_OF.get(self.kind, (self.kind,))

    @property
    def is_whole(self) -> bool:
        """True if no text follows."""
        return not self.rest

    @property
    def rest_is_time(self) -> bool:
        """True if the text after the title only gives its minutes."""
        return bool(self.taken.minutes) and len(self.rest.split()) <= 2

    @property
    def name(self) -> str:
        """The title without times."""
        return self.taken.rest.strip(EDGES)


def head_of(paragraph: SourceParagraph, words: ImportWords) -> Head:
    """Return the most likely title at the start of a paragraph; its ``kind`` is "" if it names no part."""
    text = undecorated(paragraph.text) if paragraph.shows or paragraph.level else paragraph.text
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    lead = times.leads(text, words)
    clock = times.take(lead, words) if lead else None
    text = text[len(lead) :].lstrip(f" .:–—-\t{CELL}") if lead else text
    best = None
    for sure, head, rest in _heads(text, words):
        taken = times.take(head, words, bare=True)
        kind, own, share = _named(taken.rest, words)
        if kind not in ("", ROUND) and taken.minutes is None and (lone := _LONE.search(head)):
            taken = taken._replace(minutes=int(lone[1]), rest=taken.rest.removesuffix(lone[0]))
        if kind == ROUND and rest and len(key_of(rest)) <= MOST_WORDS:
            # "Part 3: Discussion (60 minutes)" is the discussion.
            behind = times.take(rest, words, bare=True)
            other = _named(behind.rest, words)
            if other[0] and other[2] > 0.7 and other[0] != ROUND:
                (kind, own, share), head, rest, taken = other, text, "", behind
        if not rest and share < 1 and (found := _in_brackets(head, words)):
            kind, own, share = found.kind, True, 1.0
        if rest and taken.minutes is None:
            behind = times.take(rest[:60], words, bare=True)
            starts = times.take(" ".join(rest.split()[:3]), words).minutes
            if behind.minutes and (starts or behind.said.startswith(("(", "["))):
                taken = taken._replace(minutes=behind.minutes)
        if clock:
            said = f"{clock.said} {taken.said}".strip()
            minutes = taken.minutes or clock.minutes
            taken = taken._replace(
                minutes=minutes, begins=clock.begins, ends=clock.ends, said=said, start=clock.start
            )
        made = Head(kind, own, share, sure, head, rest.strip(), taken)
        if best is None or (made.share * made.sure, made.sure) > (
            best.share * best.sure,
            best.sure if best.kind else 0,
        ):
            best = made
    return best or Head("", False, 0.0, 0.0, "", text, clock or times.Taken(text))


def _heads(text: str, words: ImportWords) -> Iterator[tuple[float, str, str]]:
    """Yield how sure it is, the words and the text after them for each possible title at the start of a text."""
    if len(text) <= LONGEST + 40:
        yield 1.0, text, ""
    numbered = _NUMBERED.match(text) if len(text) <= LONGEST else None
    if numbered:
        first, _, rest = text[numbered.end() :].lstrip().partition(" ")
        with_unit = times.take(f"{numbered[0].split()[-1]} {first}", words).minutes is not None
        yield (
            (1.0, f"{numbered[0]} {first.rstrip(':')}", rest.lstrip(EDGES))
            if with_unit
            else ((1.0, numbered[0], text[numbered.end() :]))
        )
    strong = strong_lead(text)
    if strong and len(strong[0]) <= LONGEST:
        yield 1.0, strong[0], strong[1].lstrip(EDGES)
    for sure, cut in _CUTS:
        found = cut.search(text, 1, LONGEST + 2)
        if found and text[found.end() :].strip():
            yield sure, text[: found.start()], text[found.end() :]


def _named(text: str, words: ImportWords) -> tuple[str, bool, float]:
    """Return the part that words name, whether their wording is kept, and the share of the words that name it."""
    bare = BRACKETED.sub("", text)
    key = key_of(bare)
    if not key or len(key) > MOST_WORDS or "?" in bare:
        return "", False, 0.0
    if round_number(key, words):
        return ROUND, True, 1.0
    part = words.title(key)
    if part and part.kind != ROUND:
        return part.kind, part.own, 1.0
    small = words.bare(key)
    for run in runs(small):
        found = words.titles.get(run)
        if found and found.kind != ROUND:
            edge = run in (small[: len(run)], small[-len(run) :])
            return found.kind, True, (0.9 if edge else 0.6) * len(run) / len(small)
    return "", False, 0.0


def _in_brackets(text: str, words: ImportWords) -> EveningPart | None:
    """Return the part named in brackets at the end of a line, or None: "To fill in (worksheet)"."""
    found = re.search(r"[(\[]([^()\[\]]{1,30})[)\]]\s*$", text)
    part = words.titles.get(key_of(found[1])) if found else None
    return part if part and part.kind not in ("length", "end", "notes", ROUND) else None


def round_number(key: Key, words: ImportWords) -> int:
    """Return the number of the round that a key names, or 0."""
    if len(key) > 3:
        return 0
    # "Part A" has a letter for a number.
    lettered = next((b for a, b in pairwise(key) if a in words.rounds and b in _ROUND_LETTERS), None)
    numbered = [word for word in key if word.isdigit() or word in words.ordinals or word == lettered]
    known = [n for n, word in enumerate(key) if word in words.rounds or word in numbered]
    if len(numbered) != 1 or len(known) != 2:
        return 0
    # "The first round" only gives a number, while "Round 1 then" has a name.
    if known[1] != len(key) - 1 or any(word not in words.fill for word in key[: known[0]]):
        return 0
    if lettered:
        return _ROUND_LETTERS.index(lettered) + 1
    return int(numbered[0]) if numbered[0].isdigit() else words.ordinals[numbered[0]]


def is_title(text: str, words: ImportWords) -> bool:
    """Tell whether a line as a whole is the title of a part or round."""
    if len(text) > LONGEST:
        return False
    text = undecorated(text)
    clean = times.take(text[len(times.leads(text, words)) :], words).rest
    return _named(clean, words)[2] == 1.0


def with_whole_title(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> list[SourceParagraph]:
    """Return the paragraphs of a text; a title at its start whose first line ends in a small word has two lines."""
    found = list(paragraphs)
    for n, (above, below) in enumerate(pairwise(found[:_EARLY])):
        ends = key_of(above.plain)[-1:]
        alike = above.level == below.level and above.shows == below.shows and (above.level or above.shows)
        if alike and not below.apart and not below.kind and ends and ends[0] in words.common | words.fill:
            found[n : n + 2] = [replace(above, text=f"{above.text} {below.text}")]
            break
    return found
