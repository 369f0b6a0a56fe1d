"""Assembles the draft of a guide from the paragraphs of a text, using one module for each field.

Every paragraph is used in a field or becomes a note; the notes are in the order of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hostkit.importing.draft import (
    GIVEN,
    DraftList,
    DraftSegment,
    DraftWords,
    GuideDraft,
    Sign,
    Text,
    TextPiece,
    text_of,
)
from hostkit.importing.fitting import questions_in_sentences
from hostkit.importing.follow_up import follow_up
from hostkit.importing.marked_text import find_link, without
from hostkit.importing.opening_lines import letter, opening
from hostkit.importing.paragraph import SourceParagraph, has_words
from hostkit.importing.placing import PlacedSections, about_rest, hinted, retitled
from hostkit.importing.pre_read import pre_read
from hostkit.importing.rounds import Rounds, rounds_of, with_questions
from hostkit.importing.sections import Section, cut, parts_of
from hostkit.importing.segments import listed, merged, prompts, segment, timed, to_say, with_usual
from hostkit.importing.title_forms import AGENDA, ASKING, GOODBYE, HELPS, SEGMENTS
from hostkit.importing.words import ImportWords, key_of

_LISTS = ("agreements", "tips", "materials", "worksheet")
_TEXTS = ("series", "definition", "credit", "pre_read", "follow_up")


def assemble(
    paragraphs: Sequence[SourceParagraph], words: ImportWords, source: str, unit: str = "line"
) -> GuideDraft:
    """Return the draft of a guide from the paragraphs of a text.

    ``source`` is the name of the text in the guide's comments; ``unit`` says whether positions count lines or
    paragraphs.
    """
    found = letter(paragraphs, words)
    sections = timed(with_questions(cut(paragraphs, found.paragraphs, words)))
    title = opening(sections, found, words)
    placed = PlacedSections(_without(sections, title.paragraph), titled=title.section)
    placed.rest += [p for n, p in enumerate(paragraphs) if n in found.paragraphs and p is not title.paragraph]
    retitled(placed, words, title)
    hinted(placed, words, title)
    rounds = rounds_of([s for s in placed.sections if s.kind in ASKING], words)
    later = about_rest(rounds.after, words, placed, title)
    rounds.before = [paragraph for paragraph in rounds.before if has_words(paragraph.whole)]
    draft = GuideDraft(source, words.language, unit, title=title.title, title_signs=title.signs)
    draft = _with_questions(draft, rounds, placed, words)
    draft = _with_texts(draft, placed, later, words)
    return _with_notes(draft, placed)


def _without(sections: Sequence[Section], used: SourceParagraph | None) -> list[Section]:
    """Remove the paragraph that became the guide's title from the sections, and return them."""
    for section in sections:
        section.body = [paragraph for paragraph in section.body if paragraph is not used]
        if section.heading is used and section.kind is None:
            section.heading = None
    return list(sections)


def _with_questions(
    draft: GuideDraft, rounds: Rounds, found: PlacedSections, words: ImportWords
) -> GuideDraft:
    made = rounds.rounds
    if not made:
        made, remark = questions_in_sentences(found.rest)
        found.remarks += [remark] if remark else []
    if len(made) > 1 and any(each.title and each.title.line == GIVEN for each in made):
        found.remarks.append("Some questions stand outside of the rounds; hostkit made a round of them.")
    lead = text_of(*rounds.before)
    sections = [s for s in found.sections if s.kind == "questions"]
    titles = [s for s in sections if s.title]
    shown = next((s.title for s in titles if s.title and s.title.name), None)
    line = titles[0].line if titles else 0
    segments = DraftSegment(
        "questions",
        minutes=next((s.title.taken.minutes for s in titles if s.title and s.title.taken.minutes), None),
        title=Text((TextPiece(shown.name, line),)) if shown else None,
        note=lead,
        signs=(
            *(Sign(s.title.written, s.line) for s in titles if s.title and s.title.written),
            *_marks(rounds.before),
        ),
        added=not sections and not rounds.rounds,
    )
    return replace(draft, rounds=tuple(made), segments=(segments,))


def _with_texts(
    draft: GuideDraft, found: PlacedSections, later: Sequence[Section], words: ImportWords
) -> GuideDraft:
    """Return the draft with all fields except the questions filled in."""
    sections = [*found.sections, *later]
    _without_leads(sections, found)
    written = [Section("worksheet", body=prompts(s)) for s in sections if prompts(s)]
    agreements, tips, materials = (listed(parts_of(sections, kind)) for kind in _LISTS[:-1])
    materials = _without_pens(materials, words)
    worksheet = listed([*written, *parts_of(sections, "worksheet")])
    draft = replace(
        draft, agreements=agreements, tips=tips, materials=materials, worksheet=worksheet,
        segments=_segments(draft, sections, words),
    )  # fmt: skip
    draft = _with_definition(draft, parts_of(sections, "definition"), found)
    draft = _with_reading(draft, sections, found, words)
    draft = _with_words(draft, sections, found, words)
    for kind in ("series", "credit"):
        these = parts_of(sections, kind)
        body = [p for s in these for p in s.body]
        signs = (*_signs(these), *_marks(body))
        if kind == "credit":
            linked = next((p for p in body if find_link(p.text)), None)
            link = find_link(linked.text) if linked else None
            url = TextPiece(link.url, linked.line) if linked and link else None
            text = [
                replace(p, text=(without(p.text, link) if p is linked and link else None) or p.text)
                for p in body
            ]
            draft = replace(draft, credit=text_of(*text), credit_url=url, credit_signs=signs)
        else:
            draft = replace(
                draft, series=text_of(*body[:1]), series_signs=(*_signs(these), *_marks(body[:1]))
            )
            found.rest += body[1:]
    for section in parts_of(sections, AGENDA) + parts_of(sections, "links"):
        found.signs += _signs([section])
        found.rest += section.body
    return draft


def _without_pens(materials: DraftList, words: ImportWords) -> DraftList:
    """Return the materials without items that only say "pens", which hostkit counts and lists itself."""
    pens = [item for item in materials.items if key_of(item.text.plain) in words.lists["pens"]]
    signs = (sign for item in pens for sign in (*item.signs, Sign(item.text.plain, item.text.line)))
    items = tuple(item for item in materials.items if item not in pens)
    return DraftList(items, (*materials.signs, *signs))


def _without_leads(sections: Sequence[Section], found: PlacedSections) -> None:
    """Move lines that only introduce a list, such as "Read them out, one guest each:", to the notes."""
    for section in sections:
        if section.kind in _LISTS and any(p.kind for p in section.body):
            leads = [p for p in section.body if not p.kind and p.apart and p.plain.endswith(":")]
            found.rest += leads
            section.body = [p for p in section.body if p not in leads]


def _segments(draft: GuideDraft, sections: Sequence[Section], words: ImportWords) -> tuple[DraftSegment, ...]:
    """Return the segments in the order of the text, with the usual segments that it lacks added."""
    asked = draft.segments[0]
    made: list[DraftSegment] = []
    for section in sections:
        if section.kind in ASKING:
            made += [] if any(each.kind == "questions" for each in made) or asked.added else [asked]
        elif section.kind in SEGMENTS:
            made.append(segment(section, words))
    return tuple(with_usual(merged(made)))


def _with_definition(draft: GuideDraft, sections: Sequence[Section], found: PlacedSections) -> GuideDraft:
    body = [p for s in sections for p in s.body if not p.footnote]
    found.rest += [p for s in sections for p in s.body if p.footnote]
    quoted = [p for p in body if p.quoted]
    if quoted and len(quoted) < len(body):
        found.rest += [p for p in body if not p.quoted]
        body = quoted
    return replace(draft, definition=text_of(*body), definition_signs=(*_signs(sections), *_marks(body)))


def _with_reading(
    draft: GuideDraft, sections: Sequence[Section], found: PlacedSections, words: ImportWords
) -> GuideDraft:
    these = parts_of(sections, "pre_read")
    body = [p for s in these for p in s.body]
    if body:
        topic = key_of(draft.title.plain) if draft.title else ()
        made, more = pre_read(body, words, topic)
        found.rest += more
        if any(find_link(p.text) for p in more):
            found.remarks.append(
                "The text names more than one thing to read; a guide has one, the others are notes."
            )
        draft = replace(draft, pre_read=replace(made, signs=(*_signs(these), *made.signs)))
    elif these:
        found.signs += _signs(these)
    these = parts_of(sections, "follow_up")
    if these:
        group = follow_up([p for s in these for p in s.body], words)
        draft = replace(draft, follow_up=replace(group, signs=(*_signs(these), *group.signs)))
    return draft


def _with_words(
    draft: GuideDraft, sections: Sequence[Section], found: PlacedSections, words: ImportWords
) -> GuideDraft:
    """Return the draft with the advice for difficult moments and the words of goodbye."""
    helps = {kind: _words_of(parts_of(sections, kind), found) for kind in HELPS}
    bye = parts_of(sections, GOODBYE)
    for section in bye:
        section.body = [spoken for p in section.body for spoken in to_say(p, words, found.rest)]
    return replace(
        draft, helps={kind: each for kind, each in helps.items() if each}, goodbye=_words_of(bye, found)
    )


def _words_of(sections: Sequence[Section], found: PlacedSections) -> DraftWords | None:
    """Return the texts of sections as one; titles of sections without a text go to the signs of the run of show."""
    body = [paragraph for section in sections for paragraph in section.body]
    text = text_of(*body)
    if text is None:
        found.signs += _signs(sections)
        return None
    return DraftWords(text, (*_signs(sections), *_marks(body)))


def _marks(body: Sequence[SourceParagraph]) -> tuple[Sign, ...]:
    return tuple(Sign(paragraph.marker, paragraph.line) for paragraph in body if has_words(paragraph.marker))


def _signs(sections: Sequence[Section]) -> tuple[Sign, ...]:
    return tuple(Sign(s.title.written, s.line) for s in sections if s.title and s.title.written)


_TAKEN = {*_LISTS, *_TEXTS, *SEGMENTS, *ASKING, *HELPS, AGENDA, GOODBYE, "links"}


def _with_notes(draft: GuideDraft, found: PlacedSections) -> GuideDraft:
    """Return the draft with its notes, which are the unused paragraphs, unchanged and in the order of the text."""
    rest = list(found.rest)
    for section in found.sections:
        if section.kind in _TAKEN:
            continue
        if section is found.titled:
            rest += section.body
            continue
        rest += [section.heading] if section.heading else []
        rest += section.body[1:] if section.inline and section.heading else section.body
    rest.sort(key=lambda paragraph: paragraph.line)
    notes = [
        Text((TextPiece(paragraph.whole, paragraph.line),))
        for paragraph in rest
        if has_words(paragraph.whole)
    ]
    return replace(draft, notes=tuple(notes), remarks=tuple(found.remarks), run_signs=tuple(found.signs))
