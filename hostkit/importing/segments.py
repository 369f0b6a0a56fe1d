"""Makes the segments and the lists of a guide (agreements, tips, materials, prompts) from sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hostkit.guides.guide import SEGMENT_MINUTES
from hostkit.guides.guide_fields import LONGEST_SEGMENT
from hostkit.importing.draft import DraftList, DraftSegment, Item, Sign, Text, TextPiece, joined
from hostkit.importing.fitting import sentences
from hostkit.importing.paragraph import SourceParagraph, has_words, plain, tidy
from hostkit.importing.sections import Section
from hostkit.importing.title_forms import SEGMENTS
from hostkit.importing.words import ImportWords, key_of

DAY = 1440
_SAID = re.compile(r"[?:\"“”„«»]")
"""Punctuation that shows words for the guests in a sentence: "Light the candle and say: ..."."""
_LONGEST_CUE = 6
"""The most words of a cue that ends in a verb: "Definition vorlesen"."""
COMPLETE = 4
"""The number of segments with minutes that makes a run of show complete, so that no usual segment is added."""

_FIELD = {"welcome": "read", "introductions": "ask", "closing_round": "ask", "written_reaction": "ask"}
"""The field for the unlabeled text of each kind of segment; for any other kind it is a note to the host."""

_LABEL = re.compile(r"\s?:(?=\s|$)")
_USUAL = ("arrivals", "welcome", "introductions", "questions", "closing_round", "written_reaction")
_ORDER = {kind: place for place, kind in enumerate(SEGMENT_MINUTES)}


def segment(section: Section, words: ImportWords) -> DraftSegment:
    """Return the segment made from a section."""
    assert section.kind is not None
    title = section.title
    fields: dict[str, list[TextPiece]] = {"read": [], "ask": [], "note": []}
    signs = [] if not title or not title.written else [Sign(title.written, section.line)]
    usual = _FIELD.get(section.kind, "note")
    for count, paragraph in enumerate(section.body):
        if paragraph in prompts(section):
            continue
        aside = title is not None and title.aside and count == 0 and usual == "read"
        name, text, label = _field(paragraph, words, "note" if aside else usual)
        if label:
            signs.append(Sign(label, paragraph.line))
        if has_words(paragraph.marker):
            signs.append(Sign(paragraph.marker, paragraph.line))
        cue, text = ("", text) if label or not section.inline or count else cued(text, words)
        for where, part in (("note", cue), (name, text)):
            if has_words(part):
                fields[where].append(TextPiece(tidy(part), paragraph.line))
    kind = section.kind
    name_of_own = Text((TextPiece(title.name, section.line),)) if title and title.name else None
    said = Section(kind, None, None, section.body)
    return DraftSegment(
        kind,
        minutes=title.taken.minutes if title else None,
        title=name_of_own,
        read=Text(tuple(fields["read"])) if fields["read"] else None,
        ask=Text(tuple(fields["ask"])) if fields["ask"] else None,
        note=Text(tuple(fields["note"])) if fields["note"] else None,
        each=kind in ("introductions", "closing_round"),
        fixed=kind == "written_reaction",
        consent=kind == "group_photo" and _asks_first(said),
        signs=tuple(signs),
    )


def cued(text: str, words: ImportWords) -> tuple[str, str]:
    """Return the leading sentences of a text that tell the host what to do, and the text after them.

    In "Read the definition. Who are you?" the first sentence is a cue. A sentence that addresses a guest ("read your
    line") is not.
    """
    cues: list[str] = []
    rest = sentences(text)
    while rest and _is_cue(rest[0], words):
        cues.append(rest.pop(0))
    return (" ".join(cues), " ".join(rest)) if cues else ("", text)


def to_say(
    paragraph: SourceParagraph, words: ImportWords, rest: list[SourceParagraph]
) -> list[SourceParagraph]:
    """Return what is said aloud in a paragraph of words to say; its cues for the host are added to ``rest``."""
    name, text, label = _field(paragraph, words, "read")
    if name == "note":
        rest.append(paragraph)
        return []
    cue, text = ("", text) if label else cued(text, words)
    if has_words(cue):
        rest.append(replace(paragraph, text=tidy(cue), marker=""))
    marker = " ".join(part for part in (paragraph.marker, label) if has_words(part))
    return [replace(paragraph, text=tidy(text), marker=marker)] if has_words(text) else []


def _is_cue(sentence: str, words: ImportWords) -> bool:
    key = key_of(sentence)
    if _SAID.search(sentence) or any((word,) in words.lists["guest"] for word in key):
        return False
    ends = len(key) <= _LONGEST_CUE and any((key[-n:]) in words.lists["cue_ends"] for n in (1, 2, 3))
    return bool(key) and (ends or words.begins("cues", key))


def prompts(section: Section) -> list[SourceParagraph]:
    """Return the prompts for the worksheet in a section.

    They are the list items of a written reaction if there are at least two and one of them asks.
    """
    items = (
        [p for p in section.body if p.kind and "[" not in p.marker]
        if section.kind == "written_reaction"
        else []
    )
    return items if len(items) > 1 and any(p.asks for p in items) else []


def _field(paragraph: SourceParagraph, words: ImportWords, usual: str) -> tuple[str, str, str]:
    """Return the field of a paragraph, its text, and the label that names the field or ""."""
    cut = _LABEL.search(paragraph.text, 1, 40)
    meant = words.label(key_of(paragraph.text[: cut.start()])) if cut else ()
    for name in ("read", "ask", "note"):
        if cut and name in meant:
            return name, paragraph.text[cut.end() :], f"{plain(paragraph.text[: cut.start()])}:"
    task = "[" in paragraph.marker
    return ("note" if paragraph.footnote or task else usual), paragraph.text, ""


def _asks_first(section: Section) -> bool:
    """Tell whether the host should say hostkit's sentence of consent, because the section has no text of its own."""
    return not any(has_words(paragraph.text) for paragraph in section.body)


def merged(segments: Sequence[DraftSegment]) -> list[DraftSegment]:
    """Return the segments with those of the same kind merged into the first of them; custom ones are not merged."""
    found: dict[object, DraftSegment] = {}
    for count, each in enumerate(segments):
        key: object = each.kind if each.kind != "custom" else count
        if key not in found:
            found[key] = each
            continue
        first = found[key]
        found[key] = replace(
            first,
            minutes=first.minutes or each.minutes,
            title=first.title or each.title,
            read=joined(first.read, each.read),
            ask=joined(first.ask, each.ask),
            note=joined(first.note, each.note, each.title if first.title else None),
            consent=first.consent and each.consent,
            signs=(*first.signs, *each.signs),
        )
    return list(found.values())


def timed(sections: Sequence[Section]) -> list[Section]:
    """Return the sections, with minutes calculated from times of day for titles that have none."""
    begins = [s.title.taken.begins if s.title else None for s in sections]
    found = []
    for n, section in enumerate(sections):
        title = section.title
        if not title or title.taken.minutes or title.taken.begins is None or section.kind not in SEGMENTS:
            found.append(section)
            continue
        until = title.taken.ends
        if until is None:
            until = next((b for b in begins[n + 1 :] if b is not None), None)
        length = (until - title.taken.begins) % DAY if until is not None else 0
        minutes = length if 0 < length <= LONGEST_SEGMENT else None
        title = title._replace(taken=title.taken._replace(minutes=minutes))
        found.append(Section(section.kind, title, section.heading, section.body))
    return found


def with_usual(segments: Sequence[DraftSegment]) -> list[DraftSegment]:
    """Return the segments with the missing usual ones inserted in order, unless the run of show is complete."""
    own = sum(each.minutes is not None for each in segments) >= COMPLETE
    found = list(segments)
    for kind in _USUAL:
        if any(each.kind == kind for each in found) or (own and kind != "questions"):
            continue
        added = DraftSegment(
            kind,
            each=kind in ("introductions", "closing_round"),
            fixed=kind == "written_reaction",
            added=True,
        )
        later = (
            n for n, each in enumerate(found) if each.kind != "custom" and _ORDER[each.kind] > _ORDER[kind]
        )
        found.insert(next(later, len(found)), added)
    return found


def listed(sections: Sequence[Section]) -> DraftList:
    """Return the items of sections of one kind as a list, with the titles of the sections as signs."""
    items: list[Item] = []
    signs: list[Sign] = []
    for section in sections:
        if section.title and section.title.written:
            signs.append(Sign(section.title.written, section.line))
        items += _items(section)
    return DraftList(tuple(items), tuple(signs))


def _items(section: Section) -> list[Item]:
    found: list[Item] = []
    for paragraph in section.body:
        sign = (Sign(paragraph.marker, paragraph.line),) if has_words(paragraph.marker) else ()
        if paragraph.inside and found and not paragraph.apart:
            found[-1] = Item(Text((*found[-1].text.pieces, _piece(paragraph))), found[-1].signs)
            continue
        texts = [paragraph.text] if paragraph.kind else _parted(section, paragraph)
        for text in texts:
            if has_words(text):
                found.append(Item(Text((TextPiece(tidy(text), paragraph.line),)), sign))
                sign = ()
        if sign and found:
            found[-1] = Item(found[-1].text, (*found[-1].signs, *sign))
    return found


def _piece(paragraph: SourceParagraph) -> TextPiece:
    return TextPiece(tidy(paragraph.text), paragraph.line)


def _parted(section: Section, paragraph: SourceParagraph) -> list[str]:
    """Return an unmarked paragraph divided into items."""
    if section.kind == "agreements":
        return sentences(paragraph.text)
    if section.kind == "materials":
        return _at_commas(paragraph.text)
    return [paragraph.text]


def _at_commas(text: str) -> list[str]:
    """Return the items of the first sentence, divided at commas outside brackets, and the other sentences."""
    first, *more = sentences(text)
    if "," not in first:
        return [text]
    parts, depth, start = [], 0, 0
    for at, c in enumerate(first):
        depth += (c in "([") - (c in ")]")
        if c in ",;" and depth == 0 and re.match(r"\s", first[at + 1 : at + 2]):
            parts.append(first[start:at].strip())
            start = at + 1
    last = first[start:].strip()
    return [*parts, last.rstrip(".") if not more and last.count(".") == 1 else last, *more]
