"""Questions without a title over them: lists and lines that ask, in a part about something else or about nothing.

In: sections. Out: the same, with such runs as sections of questions of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hostkit.importing.paragraph import BULLET, LABEL, LETTER, NUMBER, SourceParagraph
from hostkit.importing.sections import Section
from hostkit.importing.title_forms import AGENDA, ASKING, END, LENGTH, NOTES, SEGMENTS

_OPEN = (None, "definition", "pre_read", "length", "title", "introductions", "welcome", "arrivals")
"""Parts that may run on into questions."""

_ASKS_ON = re.compile(r"[^?:]{1,40}:\s.*\?")
"""A line that a label leads into a question: "Follow-up: why?"."""

_LISTING = (AGENDA, END, LENGTH, NOTES, "agreements", "materials", "tips", "series", "credit", "follow_up")
"""Parts that a second list, behind an empty line and of other markers, is not of."""


def with_questions(sections: Sequence[Section]) -> list[Section]:
    """Return the sections, with runs of questions cut out where no section asks."""
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
    """Return the sections, with a list that goes on behind a break as questions too: "2) ... Break 3) ..."."""
    kind = next(s.body[0].kind for s in sections if s.kind == "questions" and s.body)
    above = None
    for section in sections:
        first = section.body[0] if section.body else None
        if section.kind is None and above == "custom" and first and first.asks and first.kind == kind != "":
            section.kind = "questions"
        above = section.kind
    return sections


def _split(section: Section, run: tuple[int, int] | None) -> list[Section]:
    """Return a section in three: what stands before a run, the questions, and what stands behind."""
    if run is None:
        return [section]
    start, end = run
    before = Section(section.kind, section.title, section.heading, section.body[:start])
    asked = Section("questions", None, None, section.body[start:end])
    behind = Section(None, None, None, section.body[end:])
    return [each for each in (before, asked, behind) if each.heading or each.body]


def _items(body: Sequence[SourceParagraph]) -> tuple[int, int] | None:
    """Return the run of list items of one kind of which most ask, two at least."""
    for kind in (LABEL, NUMBER, LETTER, BULLET):
        places = [n for n, p in enumerate(body) if p.kind == kind and p.depth == 0]
        asking = [n for n in places if body[n].asks]
        if len(asking) >= 2 and len(asking) * 2 >= len(places):
            return places[0], _end(body, places[-1])
    return None


def _second_list(section: Section) -> tuple[int, int] | None:
    """Return a list that asks and is another than that of the part: of other markers, behind an empty line."""
    timed = bool(section.title and section.title.taken.begins is not None)
    if section.kind not in _LISTING and not (section.kind in SEGMENTS and timed):
        return None
    run = _items(section.body)
    if run is None or not section.body[run[0]].apart:
        return None
    start = run[0]
    if not start:
        # The last line of a run of show has no list of its own: "8:30 End", and then the questions.
        return run if timed or section.kind in (END, LENGTH) else None
    kind = section.body[start].kind
    return run if all(p.kind != kind or p.depth for p in section.body[:start]) else None


def _headings(body: Sequence[SourceParagraph]) -> tuple[int, int] | None:
    places = [n for n, p in enumerate(body) if p.level and p.asks]
    return (places[0], _end(body, places[-1])) if len(places) >= 2 else None


def _bare(body: Sequence[SourceParagraph]) -> tuple[int, int] | None:
    """Return the longest run of unmarked paragraphs that end by asking, with lists beneath them; two at least."""
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
    """Return where the last item ends: with what stands indented, deeper or without a blank line beneath it."""
    end = last + 1
    while end < len(body) and (
        body[end].inside or (body[end].kind and body[end].kind != body[last].kind) or body[end].depth > 0
        or (not body[end].apart and not body[end].level) or _ASKS_ON.match(body[end].plain)
    ):  # fmt: skip
        end += 1
    return end
