"""Divides questions into rounds, and finds questions that have no title above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hostkit.importing import times
from hostkit.importing.asking import Asked, ask
from hostkit.importing.draft import GIVEN, DraftRound, Sign, Text, TextPiece, text_of
from hostkit.importing.paragraph import BULLET, LABEL, LETTER, NUMBER, SourceParagraph, has_words, undecorated
from hostkit.importing.sections import Section
from hostkit.importing.title_forms import AGENDA, ASKING, END, LENGTH, NOTES, ROUND, SEGMENTS
from hostkit.importing.words import ImportWords, key_of, runs

_OPEN = (None, "definition", "pre_read", "length", "title", "introductions", "welcome", "arrivals")
"""The parts whose paragraphs may continue with untitled questions."""

_ASKS_ON = re.compile(r"[^?:]{1,40}:\s.*\?")
"""A line with a label before a question: "Follow-up: why?"."""

_LISTING = (AGENDA, END, LENGTH, NOTES, "agreements", "materials", "tips", "series", "credit", "follow_up")
"""The parts in which a second list, after a blank line and with other markers, holds the questions."""


def with_questions(sections: Sequence[Section]) -> list[Section]:
    """Return the sections; if no section holds the questions, runs of questions in others become sections."""
    if any(section.kind in ASKING and any(p.asks for p in section.body) for section in sections):
        return list(sections)
    for find in (_items, _headings, _bare):
        found: list[Section] = []
        for section in sections:
            if section.kind in _OPEN:
                found += _split(section, find(section.body))
            else:
                found += _split(section, _second_list(section) if find is _items else None)
        if any(section.kind == "questions" and section.body for section in found):
            return _going_on(found)
    return list(sections)


def _going_on(sections: list[Section]) -> list[Section]:
    """Return the sections; a list that continues after a break ("2) ... Break 3) ...") becomes questions too."""
    kind = next(s.body[0].kind for s in sections if s.kind == "questions" and s.body)
    above = None
    for section in sections:
        first = section.body[0] if section.body else None
        if section.kind is None and above == "custom" and first and first.asks and first.kind == kind != "":
            section.kind = "questions"
        above = section.kind
    return sections


def _split(section: Section, run: tuple[int, int] | None) -> list[Section]:
    """Return a section divided into up to three: before the questions in ``run``, the questions, and after them.

    ``run`` holds the start and end index of the questions in the body, or is None.
    """
    if run is None:
        return [section]
    start, end = run
    before = Section(section.kind, section.title, section.heading, section.body[:start])
    asked = Section("questions", None, None, section.body[start:end])
    behind = Section(None, None, None, section.body[end:])
    return [each for each in (before, asked, behind) if each.heading or each.body]


def _items(body: Sequence[SourceParagraph]) -> tuple[int, int] | None:
    """Return the start and end of the list items of one kind of which at least half, and at least two, ask; or None."""
    for kind in (LABEL, NUMBER, LETTER, BULLET):
        places = [n for n, p in enumerate(body) if p.kind == kind and p.depth == 0]
        asking = [n for n in places if body[n].asks]
        if len(asking) >= 2 and len(asking) * 2 >= len(places):
            return places[0], _end(body, places[-1])
    return None


def _second_list(section: Section) -> tuple[int, int] | None:
    """Return the start and end of a list of questions that differs from the list of the part itself, or None.

    It must follow a blank line and have other markers.
    """
    timed = bool(section.title and section.title.taken.begins is not None)
    if section.kind not in _LISTING and not (section.kind in SEGMENTS and timed):
        return None
    run = _items(section.body)
    if run is None or not section.body[run[0]].apart:
        return None
    start = run[0]
    if not start:
        # The last line of a run of show ("8:30 End") has no list of its own, so the list holds the questions.
        return run if timed or section.kind in (END, LENGTH) else None
    kind = section.body[start].kind
    return run if all(p.kind != kind or p.depth for p in section.body[:start]) else None


def _headings(body: Sequence[SourceParagraph]) -> tuple[int, int] | None:
    places = [n for n, p in enumerate(body) if p.level and p.asks]
    return (places[0], _end(body, places[-1])) if len(places) >= 2 else None


def _bare(body: Sequence[SourceParagraph]) -> tuple[int, int] | None:
    """Return the start and end of the longest run of unmarked paragraphs that end in a question mark, or None.

    Lists below them belong to the run, which needs at least two such paragraphs.
    """
    best: tuple[int, int] | None = None
    most, start, count = 1, 0, 0
    for n, p in enumerate([*body, None]):
        if p is not None and not p.kind and _ends_asking(p):
            start = start if count else n
            count += 1
        elif p is None or not count or not (p.kind or p.inside or not p.apart):
            if count > most:
                best, most = (start, n), count
            count = 0
    return best


def _ends_asking(paragraph: SourceParagraph) -> bool:
    return paragraph.plain.rstrip("\"'”“»’) ").endswith("?")


def _end(body: Sequence[SourceParagraph], last: int) -> int:
    """Return the index after the item at ``last`` and the paragraphs below it that belong to it."""
    end = last + 1
    while end < len(body) and (
        body[end].inside or (body[end].kind and body[end].kind != body[last].kind) or body[end].depth > 0
        or (not body[end].apart and not body[end].level) or _ASKS_ON.match(body[end].plain)
    ):  # fmt: skip
        end += 1
    return end


_SHORT_TITLE = 8
"""The most words of an unmarked line that is taken as a title among the questions."""


@dataclass(slots=True)
class Rounds:
    """The rounds, the paragraphs before their first question, and the paragraphs after that belong to no question."""

    rounds: list[DraftRound] = field(default_factory=list)
    before: list[SourceParagraph] = field(default_factory=list)
    after: list[SourceParagraph] = field(default_factory=list)


def rounds_of(sections: Sequence[Section], words: ImportWords) -> Rounds:
    """Return the rounds in the sections that hold questions.

    If there are titled rounds, the other questions become a round titled by hostkit; otherwise all questions are one
    round without a title.
    """
    found = Rounds()
    loose: list[DraftRound] = []
    for section in sections:
        if section.kind == ROUND:
            _round(section, words, found)
        else:
            loose += _parts(section, words, found)
    titled = [*found.rounds, *(each for each in loose if each.title)]
    if not titled:
        questions = tuple(question for each in loose for question in each.questions)
        found.rounds = [DraftRound(None, questions)] if questions else []
    else:
        every = sorted([*found.rounds, *loose], key=_line)
        besides = Text((TextPiece(words.besides, GIVEN),))
        found.rounds = [each if each.title else replace(each, title=besides) for each in every]
    return found


def _line(each: DraftRound) -> int:
    return each.title.line if each.title else each.questions[0].ask.line


def _round(section: Section, words: ImportWords, found: Rounds) -> None:
    assert section.title is not None
    asked = ask(section.body, words)
    found.after += asked.after
    if not asked.questions:
        found.after += [*([section.heading] if section.heading else []), *asked.before]
        return
    name = section.title.name or section.title.written
    title = Text((TextPiece(name, section.line),))
    signs = (Sign(section.title.written, section.line),) if section.title.written else ()
    found.rounds.append(_made(title, asked, section.title.taken.minutes, signs, words))


def _made(
    title: Text | None, asked: Asked, minutes: int | None, signs: tuple[Sign, ...], words: ImportWords
) -> DraftRound:
    marks = tuple(Sign(p.marker, p.line) for p in asked.before if has_words(p.marker))
    read = text_of(*asked.before)
    return DraftRound(title, tuple(asked.questions), read, _rule(read, words), minutes, (*signs, *marks))


def _rule(text: Text | None, words: ImportWords) -> str | None:
    """Return the rule by which guests choose among the questions of a round, or None."""
    if text is None:
        return None
    return next((words.choose[run] for run in runs(key_of(text.plain)) if run in words.choose), None)


def _parts(section: Section, words: ImportWords, found: Rounds) -> list[DraftRound]:
    """Return the questions of a section as rounds; titles among the questions begin rounds of their own."""
    cuts = [n for n, p in enumerate(section.body) if _is_title(section.body, n)]
    first, *groups = _groups(section.body, cuts)
    asked = ask(first, words)
    strong = any(section.body[n].level or section.body[n].shows for n in cuts)
    if len(cuts) < 2 and not (strong and asked.questions):
        asked = ask(section.body, words)
        groups = []
    found.before += asked.before
    found.after += asked.after
    made = [DraftRound(None, tuple(asked.questions))] if asked.questions else []
    for group in groups:
        heading, *body = group
        within = ask(body, words)
        if not within.questions or not any(question.ask.plain.count("?") for question in within.questions):
            found.after += group
            continue
        found.after += within.after
        taken = times.take(undecorated(heading.text), words)
        title = Text((TextPiece(taken.rest.strip(" :–—-"), heading.line),))
        signs = (Sign(heading.whole, heading.line),) if taken.rest != heading.text or heading.marker else ()
        made.append(_made(title, within, taken.minutes, signs, words))
    return made


def _groups(body: Sequence[SourceParagraph], cuts: Sequence[int]) -> list[list[SourceParagraph]]:
    edges = [0, *cuts, len(body)]
    return [list(body[start:end]) for start, end in pairwise(edges)]


def _is_title(body: Sequence[SourceParagraph], n: int) -> bool:
    """Tell whether the paragraph at index ``n`` is a title for the questions after it."""
    paragraph = body[n]
    if paragraph.asks or paragraph.footnote or paragraph.inside or n + 1 == len(body) or paragraph.message:
        return False
    if paragraph.level and not paragraph.kind:
        return True
    if paragraph.kind or not paragraph.apart:
        return False
    if len(key_of(paragraph.plain)) > _SHORT_TITLE:
        return False
    bare = not paragraph.plain.endswith((".", "!", ",", ")")) and not paragraph.plain[:1].islower()
    return bare and (paragraph.shows or bool(body[n + 1].kind))
