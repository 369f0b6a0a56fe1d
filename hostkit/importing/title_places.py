"""Whether a title may stand where its words stand: a list of questions holds the words of titles too."""

from __future__ import annotations

from hostkit.importing import times
from hostkit.importing.found_links import find_link
from hostkit.importing.paragraph import NUMBER
from hostkit.importing.title_forms import (
    AGENDA,
    ASKING,
    CELLS,
    COLON,
    COMMA,
    LENGTH,
    LINKS,
    NOTES,
    PERIOD,
    SEGMENTS,
    STRONG,
    Head,
    Look,
)
from hostkit.importing.words import key_of

OPENED = (None, AGENDA, LINKS, NOTES, "pre_read", LENGTH, "title", "definition", "credit", "series")
"""Parts in which an item of a list may well be the title of another part."""

_LABELLED = ("pre_read", "follow_up", "credit")
"""Parts within which "Title:", "Link:" or "Name:" begin a line of their own."""
_LINKED = ("pre_read", "follow_up")
_MOST_BEFORE_COMMA = 3
"""Words of a title that ends at a comma: "Written reaction, 5 min"."""


def may_stand(look: Look, head: Head, kind: str, taken: times.Taken) -> bool:
    """Tell whether the title of a part may stand here; ``taken`` is what it says of time."""
    paragraph, place = look.paragraph, look.place
    timed = bool(look.lead) or taken.minutes is not None
    if paragraph.level or look.lead:
        return True
    if _is_label(look, head, kind):
        return False
    if paragraph.kind:
        return _in_list(look, head, kind, timed)
    if paragraph.inside and place.kind in ASKING and not timed:
        return False
    if place.kind == "materials" and not (paragraph.apart or paragraph.shows or timed or head.rest):
        # "Cards" among what to bring.
        return len(key_of(head.text)) > 1
    if head.how == COMMA:
        behind = times.take(head.rest[:60], look.words).minutes is not None and kind in SEGMENTS
        return len(key_of(taken.rest)) <= _MOST_BEFORE_COMMA and (timed or behind)
    if head.how == PERIOD:
        return paragraph.apart or timed or place.kind in SEGMENTS
    return True


def _is_label(look: Look, head: Head, kind: str) -> bool:
    """Tell whether the words before a colon say something within the part that is open: "Follow-up:" in a question."""
    paragraph, place = look.paragraph, look.place
    meant = look.words.label(key_of(head.text))
    if not meant or head.how not in (COLON, STRONG, CELLS) or not head.rest:
        return False
    if place.kind in ASKING or place.asked:
        beside = paragraph.inside or not paragraph.apart or "?" in head.rest or "note" in meant
        return beside and kind not in ASKING
    if place.kind in _LABELLED:
        return not paragraph.apart or kind == "title"
    if place.kind not in SEGMENTS or find_link(head.rest):
        return False
    return "read" in meant or (not paragraph.apart and bool({"ask", "note"} & set(meant)))


def _in_list(look: Look, head: Head, kind: str, timed: bool) -> bool:
    """Tell whether an item of a list may be a title: where the list is one of parts, or says so by number or time."""
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
