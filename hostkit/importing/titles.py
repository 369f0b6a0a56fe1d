"""Recognizes the title of a part at the start of a paragraph: "Closing round (10 min): one word each".

It tries in turn: words that are only a title, a title among a few other words, the first words of a short paragraph.
"""

from __future__ import annotations

import re

from hostkit.importing import times
from hostkit.importing.marked_text import find_link
from hostkit.importing.paragraph import CELL, SourceParagraph, fold, has_words, plain, tidy
from hostkit.importing.title_forms import (
    AGENDA,
    ASKING,
    BRACKETED,
    COLON,
    COMMA,
    DASH,
    END,
    HELPS,
    LENGTH,
    LONGEST,
    MOST_WORDS,
    NOTES,
    OPENED,
    PERIOD,
    ROUND,
    SEGMENTS,
    WHOLE,
    Head,
    Look,
    Title,
    TitlePlace,
    heads,
    may_stand,
    round_number,
)
from hostkit.importing.words import EveningPart, ImportWords, Key, key_of, runs

_CLAUSE = 40
"""The number of characters after a title that are searched for minutes: "Written reaction, ten minutes this time"."""
_MOST_SHORT, _MOST_BEFORE_COLON, _MOST_ABOUT = 5, 6, 14
"""The most words of an unmarked line, before a colon, and of a paragraph recognized by its first words."""
_KEPT_WHOLE = ("definition", "follow_up", "credit")
"""The parts whose title belongs to their text: "What I mean by neighbor: ..."."""
_TELLING = ("title", "definition", "pre_read", "materials", "tips", "follow_up")
"""The parts that are recognized by one of a few words before a colon: "Topic for Thursday: ..."."""

_NEVER_LOOSE = (ROUND, LENGTH, END, *HELPS)
"""The parts whose words are too common to be recognized among other words: "Time flies"."""

_AFTER_COLON = re.compile(r"[:=]\s*(\d{1,3})$")
_AT_END = re.compile(r"\s*[(\[][^()\[\]]{1,30}[)\]]\s*$")
_NO_TITLE = re.compile(r"[.!,;]\s*$")
_NAME_ENDS = " \t\u00a0:–—-|=_*#·•,"


def recognize(paragraph: SourceParagraph, words: ImportWords, place: TitlePlace) -> Title | None:
    """Return the title that a paragraph consists of or begins with, or None."""
    if paragraph.footnote or not paragraph.text:
        return None
    look = Look.at(paragraph, words, place)
    for head in heads(look.text):
        title = _exact(look, head)
        if title:
            return title
    return _loose(look) or _beginning(look)


def _exact(look: Look, head: Head) -> Title | None:
    """Return the title that the whole head is, or None."""
    head = _with_unit(head, look.words)
    taken = times.take(head.text, look.words, bare=look.place.kind in (AGENDA, None))
    bare = BRACKETED.sub("", taken.rest)
    key = key_of(bare)
    if not key or len(key) > MOST_WORDS or "?" in bare:
        return None
    numbered = any(word.isdigit() for word in key) and any(word in look.words.rounds for word in key)
    part = (
        EveningPart(ROUND, True)
        if round_number(key, look.words)
        else None
        if numbered
        else look.words.title(key)
    )
    part = part or _in_brackets(look, head, taken)
    if part is None or (part.kind == ROUND and not round_number(key, look.words)):
        return None
    if head.how == PERIOD and part.own and key != look.words.bare(key):
        # This is a sentence: "Then five minutes to write. Photo for those who like."
        return None
    return _made(look, head, part, taken) if may_stand(look, head, part.kind, taken) else None


def _with_unit(head: Head, words: ImportWords) -> Head:
    """Return a head that ends in a number with the unit after it added: "Welcome 5 min - Hi all"."""
    first, _, rest = head.rest.lstrip().partition(" ")
    if (
        head.how != WHOLE
        or not first
        or times.take(f"{head.text.split()[-1]} {first}", words).minutes is None
    ):
        return head
    return Head(WHOLE, f"{head.text} {first}", rest.lstrip(_NAME_ENDS))


def _in_brackets(look: Look, head: Head, taken: times.Taken) -> EveningPart | None:
    """Return the part named in brackets at the end of a line, or None: "To fill in (worksheet)"."""
    found = _AT_END.search(taken.rest)
    if head.how != WHOLE or head.rest or not found or look.paragraph.kind or not look.paragraph.apart:
        return None
    part = look.words.titles.get(key_of(found[0]))
    return part if part and part.kind not in (*_NEVER_LOOSE, NOTES) else None


def _loose(look: Look) -> Title | None:
    """Return a title with a part's words among others, or None: "Tips for the host", "Five minutes with paper"."""
    paragraph, place = look.paragraph, look.place
    if place.first or (paragraph.kind and place.kind not in OPENED):
        return None
    agenda = place.kind == AGENDA and bool(paragraph.kind or look.lead)
    for head in heads(look.text):
        if head.how in (PERIOD, COMMA) and not agenda:
            continue
        taken = times.take(head.text, look.words, bare=agenda)
        key = key_of(BRACKETED.sub("", taken.rest))
        if not key or len(key) > MOST_WORDS or "?" in head.text:
            continue
        part = _named(key, look, head, agenda)
        if part and may_stand(look, head, part.kind, taken):
            # A quotation after a colon does not need the title.
            quoted = tidy(head.rest).startswith(("“", "„", "«", '"'))
            if part.kind in _KEPT_WHOLE and head.rest and not quoted:
                return Title(part.kind, _marked(paragraph), "", paragraph.text, taken, False)
            return _made(look, head, EveningPart(part.kind, True), taken)._replace(exact=False)
    return None


def _named(key: Key, look: Look, head: Head, agenda: bool) -> EveningPart | None:
    """Return the part whose title is at the start or end of a key, or None.

    In a heading, a title of two or more words may be anywhere.
    """
    paragraph, text = look.paragraph, look.text.rstrip()
    whole = head.how == WHOLE
    heading = bool(agenda or paragraph.level or paragraph.shows)
    bare_line = whole and paragraph.apart and not paragraph.kind and not _NO_TITLE.search(text)
    bare = look.words.bare(key)
    for run in runs(key):
        part = look.words.titles.get(run)
        if part is None or part.kind in _NEVER_LOOSE:
            continue
        edge = run in (key[: len(run)], key[-len(run) :]) or look.words.bare(run) in (bare[:1], bare[-1:])
        if whole and text.endswith(":") and not (paragraph.level or paragraph.shows or agenda):
            # "Things you need:", but not "Read them out, one guest each:".
            enough = edge and (len(run) > 1 or len(run) * 2 >= len(bare))
        else:
            enough = heading and (edge or len(run) > 1)
        if enough:
            return part
        if bare_line and edge and len(key) <= _MOST_SHORT and len(run) * 2 >= len(bare):
            return part
        telling = part.kind in _TELLING and len(key) < _MOST_BEFORE_COLON
        if head.how == COLON and edge and len(key) <= _MOST_BEFORE_COLON and (len(run) > 1 or telling):
            return part
    return None


def _beginning(look: Look) -> Title | None:
    """Return the title for a paragraph that begins with a part's words, if that part is likely at this position."""
    paragraph, place, words = look.paragraph, look.place, look.words
    key = key_of(look.text[:LONGEST])
    linked = find_link(look.text) is not None
    due = place.kind in ("closing_round", "written_reaction", "group_photo") and not paragraph.asks
    for length in range(min(3, len(key)), 0, -1):
        part = words.titles.get(key[:length]) or words.titles.get(words.bare(key)[:length])
        if part is None or part.own:
            continue
        if part.kind in ("group_photo", "written_reaction") and due and len(key_of(look.text)) <= _MOST_ABOUT:
            return Title(part.kind, _marked(paragraph), "", paragraph.text, times.take(look.text, words))
        if part.kind == "credit" and length > 1 and place.kind not in ASKING:
            return Title(part.kind, _marked(paragraph), "", paragraph.text, times.Taken(""))
        if part.kind in ("pre_read", "follow_up") and linked and place.kind not in ASKING and not place.first:
            return Title(part.kind, _marked(paragraph), "", paragraph.text, times.Taken(""))
    return None


def _made(look: Look, head: Head, part: EveningPart, taken: times.Taken) -> Title:
    """Return the title made from a head, with its minutes, which may also come after it."""
    rest = tidy(head.rest).lstrip(" |+,;")
    clock = times.take(look.lead, look.words) if look.lead else taken
    taken = taken._replace(minutes=taken.minutes or clock.minutes, begins=clock.begins, ends=clock.ends)
    written = fold(f"{_marked(look.paragraph)} {plain(look.lead)} {plain(head.text)}")
    # "Five minutes with paper" is a name; "Paper (5 minutes)" is a name with minutes.
    begins = taken.minutes is not None and plain(head.text).endswith(plain(taken.rest))
    name = plain(head.text if begins else taken.rest).strip(_NAME_ENDS)
    if part.kind == ROUND:
        return _round_title(look, taken, written, name, rest)
    if part.kind in SEGMENTS:
        lone = _AFTER_COLON.search(head.text) if head.how == WHOLE else None
        if taken.minutes is None and lone:
            taken = taken._replace(minutes=int(lone[1]) or None)
        elif taken.minutes is None and rest:
            behind = _behind(rest, look.words)
            taken = taken._replace(minutes=behind.minutes)
            written, rest = fold(f"{written} {plain(behind.said)}"), behind.rest
        in_brackets = fold(" ".join(found.strip(" ()[]") for found in BRACKETED.findall(taken.rest)))
        rest = f"{in_brackets} {rest}".strip()
    own = BRACKETED.sub("", name) if part.own else ""
    return Title(part.kind, written, own, rest, taken, aside=head.how in (COMMA, DASH))


def _marked(paragraph: SourceParagraph) -> str:
    """Return the marker of a paragraph if it has words, or "" for a bullet."""
    return paragraph.marker if has_words(paragraph.marker) else ""


def _behind(rest: str, words: ImportWords) -> times.Taken:
    """Return the times in the text after a title. They are removed from the text unless it is a sentence."""
    alone = re.fullmatch(r"\d{1,3}", rest.strip())
    if alone:
        return times.Taken("", int(alone[0]) or None, said=alone[0])
    cell, parted, behind = rest.partition(CELL)
    found = times.take(cell, words)
    if parted and not has_words(found.rest):
        return found._replace(rest=behind)
    if len(rest) <= LONGEST:
        found = times.take(rest, words, bare=True)
        return found._replace(rest=found.rest.strip(" ,;")) if found.minutes else times.Taken(rest)
    ending = _AT_END.search(rest)
    found = times.take(ending[0], words) if ending else times.Taken("")
    if ending and found.minutes:
        return found._replace(rest=rest[: ending.start()], said=ending[0].strip())
    clause = re.split(r"[,.;:]\s", rest, maxsplit=1)[0]
    return times.Taken(rest, times.take(clause[:_CLAUSE], words).minutes)


def _round_title(look: Look, taken: times.Taken, written: str, name: str, rest: str) -> Title:
    """Return the title of a round, named by the text after its number, or of another part if that text names one."""
    behind = times.take(rest, look.words)
    taken = taken._replace(minutes=taken.minutes or behind.minutes)
    key = key_of(BRACKETED.sub("", behind.rest))
    other = look.words.title(key) if len(key) <= MOST_WORDS else None
    if other and other.kind != ROUND:
        return Title(other.kind, look.paragraph.whole, "", "", taken)
    if 0 < len(key) <= MOST_WORDS + 4 and "?" not in rest:
        return Title(ROUND, look.paragraph.whole, plain(behind.rest).strip(_NAME_ENDS), "", taken)
    return Title(ROUND, written, name, rest, taken)
