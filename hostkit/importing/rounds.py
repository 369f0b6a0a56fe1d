"""All that a text asks in, rounds of questions out: those that say they are rounds, those under titles within a part.

What belongs to no question is handed back, in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hostkit.importing import times
from hostkit.importing.asking import Asked, ask
from hostkit.importing.draft import GIVEN, DraftRound, Sign, Text, TextPiece, text_of
from hostkit.importing.paragraph import SourceParagraph, has_words, undecorated
from hostkit.importing.sections import Section
from hostkit.importing.title_forms import ROUND
from hostkit.importing.words import ImportWords, key_of, runs

_SHORT_TITLE = 8
"""Words of a line within the questions that is taken for the title of some of them."""


@dataclass(slots=True)
class Rounds:
    """The rounds; paragraphs about the whole, before its first question; and what belongs to no question."""

    rounds: list[DraftRound] = field(default_factory=list)
    before: list[SourceParagraph] = field(default_factory=list)
    after: list[SourceParagraph] = field(default_factory=list)


def rounds_of(sections: Sequence[Section], words: ImportWords) -> Rounds:
    """Return the rounds of the sections that ask. Questions outside of rounds are a round without a title."""
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
    """Return how guests choose among the questions of a round, if its words say so."""
    if text is None:
        return None
    return next((words.choose[run] for run in runs(key_of(text.plain)) if run in words.choose), None)


def _parts(section: Section, words: ImportWords, found: Rounds) -> list[DraftRound]:
    """Return the questions of a part: as rounds where lines within it are titles over some of them."""
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
    """Tell whether a paragraph within the questions is a title over those that follow."""
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
