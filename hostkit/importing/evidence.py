"""Collects what speaks for the part of each paragraph: its words, its form, its neighbors and the title above it.

Evidence is a mapping from names of features to values. What a feature counts for is in ``import_data/weights.json``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hostkit.importing.fitting import sentences
from hostkit.importing.heads import Head, head_of
from hostkit.importing.marked_text import find_link
from hostkit.importing.paragraph import (
    BULLET,
    CELL,
    LABEL,
    NUMBER,
    SourceParagraph,
    has_words,
    strong_lead,
)
from hostkit.importing.stretches import spoken_of, stretches_of
from hostkit.importing.words import SURE, ImportWords, Key, key_of

FOREIGN = "foreign"
"""The feature of every paragraph of a text in a language of which hostkit knows no words."""

_CLOSING = "\"'”“»’)]* \ue001\ue003"
_LENGTHS = (1, 3, 6, 10, 16, 30, 60)
_OPENS, _CLOSES = tuple("\"“”„«'‘"), tuple("\"”“»'’")
_FIRST_PERSON = frozenset(("i", "ich", "yo", "je", "my", "mein", "meine", "mi", "mon", "ma"))
_HALF = 0.5
"""A title that is less sure is none where a line may be a question without its mark."""
_NO_PARTS = ("everyone", "clutter", "story")
"""The cues that speak for no part."""
_SHARES = ((1, "all"), (0.6001, "most"), (0.4, "half"), (0.0001, "some"), (0, "none"))
"""Names for the least share of a list that asks."""


@dataclass(slots=True)
class Evidence:
    """A paragraph, or some of its sentences, with its title, its words and what speaks for its part.

    ``ends_asking`` is true if the text ends in a question mark.
    """

    paragraph: SourceParagraph
    key: Key
    head: Head
    cues: Mapping[str, int]
    features: dict[str, float] = field(default_factory=dict)
    ends_asking: bool = False

    @property
    def is_asked(self) -> bool:
        """True if the paragraph asks: by its mark, its label, or its first word if it has no mark at its end."""
        return self.ends_asking or self.paragraph.kind == LABEL or "asks_unmarked" in self.features


def evidence_of(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> list[Evidence]:
    """Return the evidence of each paragraph; one that speaks of several parts is divided between sentences."""
    found = []
    for paragraph in paragraphs:
        for part in stretches_of(paragraph, words):
            key = key_of(part.text)
            lead = strong_lead(part.text)
            asks = any(text.rstrip(_CLOSING).endswith("?") for text in (part.text, *(lead or ())[:1]))
            found.append(Evidence(part, key, head_of(part, words), words.weighed(key), {}, asks))
    for each in found:
        _weigh_words(each, words)
        _weigh_form(each)
    for n in range(len(found)):
        _weigh_place(found, n)
    _weigh_lists(found)
    _weigh_titles(found)
    return found


def _say(each: Evidence, **features: object) -> None:
    """Add each feature that is true, with the value 1."""
    each.features.update((name, 1.0) for name, is_so in features.items() if is_so)


def _weigh_words(each: Evidence, words: ImportWords) -> None:
    """Add what the words of a paragraph say: its title, its cues, the kind of its first word."""
    add, key, head, text = each.features, each.key, each.head, each.paragraph.plain
    for part, weight in each.cues.items():
        add[f"cue:{part}"] = min(2.0, weight / 2) / (1 + len(key) / 60)
    strength = head.share if head.is_whole else head.share * head.sure
    if head.kind and (head.is_whole or strength > 0.3):
        name = ("title" if head.is_whole else "lead") + ("" if strength >= 0.9 else "~")
        add[f"{name}:{head.kind}"] = add[f"is_{name}"] = 1.0 if strength >= 0.9 else strength
    label, colon, behind = text[:60].strip("( ").partition(":")
    for meant in words.label(key_of(label)) if colon and has_words(behind) else ():
        add[f"label:{meant}"] = 1.0
    if each.paragraph.goes_on and (spoken := spoken_of(each.paragraph.text, words)):
        add[f"spoken:{spoken}"] = 1.0
    lists = words.lists
    begins = key_of(each.paragraph.text.lstrip("-–—\"'“”„«¿¡( \ue000\ue002")[:30])[:1]
    asks, tells, goes_on = (begins in lists[name] for name in ("asking", "imperatives", "going_on"))
    bare = not each.paragraph.asks and not (head.kind and strength > _HALF) and text[-1:] not in ".:!,;"
    _say(
        each, minutes=head.taken.minutes, clock=head.taken.begins is not None, begins_asking=asks, begins_telling=tells,
        asks_unmarked=(asks or tells) and len(key) > 2 and bare, goes_on_asking=goes_on and each.ends_asking,
        goes_on_telling=goes_on and not each.ends_asking, goes_on_shortly=goes_on and len(key) <= 6,
        begins_task=words.begins("tasks", key), to_guests=any((word,) in lists["guest"] for word in key),
        asks_meaning=words.begins("meaning", key), first_person=_FIRST_PERSON & set(key), foreign=words.is_foreign,
        **{"break": key in lists["breaks"] or key_of(head.name) in lists["breaks"]},
        guide_words=len(key) < 12 and words.has("guide_words", key),
        title_words=len(key) < 16 and words.has("title_words", key),
    )  # fmt: skip


def _weigh_form(each: Evidence) -> None:
    """Add what the form of a paragraph says: its length, punctuation, marker, weight and links."""
    add, p, count = each.features, each.paragraph, len(each.key)
    text = p.plain
    length = f"long{sum(count > most for most in _LENGTHS)}"
    ends = text.rstrip(_CLOSING)[-1:]
    asks = "ends?" if each.ends_asking else "has?" if p.asks else "no?"
    marked = p.kind or ("inside" if p.inside else "bare")
    several = len(sentences(p.text))
    names = ("bias", length, asks, f"end{ends if ends in '.!:,;…' else ''}", marked, f"{marked}&{asks}")
    add.update(dict.fromkeys((*names, f"{asks}&{length}", f"{length}&{marked}"), 1.0))
    _say(
        each, **{f"level{min(p.level, 3)}": p.level}, shows=p.shows, apart=p.apart, ruled=p.ruled, deep=p.depth,
        quoted=p.quoted, footnote=p.footnote, message=p.message, goes_on=p.goes_on, link=find_link(p.text) is not None,
        lower=text[:1].islower(), several=several > 1, many=several > 3, cells=CELL in p.text, task_box="[" in p.marker,
        in_quotes=text.startswith(_OPENS) and text.rstrip(". ").endswith(_CLOSES), quotes=re.search('["“„«]', text),
        in_brackets=text.startswith("(") and text.endswith(")"), has_colon=": " in text[:50], no_words=count == 0,
        bold_lead="\ue001" in p.text[1:60] and p.text.startswith("\ue000") and not p.shows,
        digits=sum(c.isdigit() for c in text) > 3,
    )  # fmt: skip
    looks = p.level or p.shows or (count <= 8 and p.apart and not p.kind and ends not in ".!,;?")
    if looks and not each.ends_asking:
        head = each.head
        add["heads"] = add[f"heads&{'named' if head.kind and head.is_whole else 'other'}"] = 1.0
        if head.kind and head.rest and head.share * head.sure > 0.4:
            # "Introductions: Why We're Here" is a title of introductions as a whole.
            add[f"title~:{head.kind}"] = head.share


def _weigh_place(every: Sequence[Evidence], n: int) -> None:
    """Add what the place of a paragraph says: its neighbors, and its place in the text."""
    each, p = every[n], every[n].paragraph
    tight = not p.apart and not p.kind and not p.goes_on
    found = [f"at{n}" if n < 4 else f"quarter{4 * n // len(every)}"]
    if n:
        before = every[n - 1]
        above = before.paragraph
        found.append("after_asked" if before.is_asked else f"after_{above.kind or 'bare'}")
        if above.text.rstrip().endswith(":"):
            found.append("after_colon")
            each.features.update(
                (f"above:{part}", min(1.0, weight / 3)) for part, weight in before.cues.items()
            )
        if tight:
            found.append(
                f"under_{'asked' if before.is_asked else 'head' if 'heads' in before.features else 'text'}"
            )
        number = next(
            (e for e in reversed(every[:n]) if e.paragraph.kind == NUMBER and not e.paragraph.depth), None
        )
        if number and number.is_asked and (p.kind, p.number) == (NUMBER, number.paragraph.number + 1):
            found.append("counts_on_asked")
        if p.kind and above.kind not in ("", p.kind) and p.depth >= above.depth:
            found.append(f"{p.kind}_below_{above.kind}")
    if n + 1 < len(every):
        after, then = every[n + 1], every[n + 1].paragraph
        kind = "asked" if after.is_asked else then.kind or ("head" if then.level or then.shows else "bare")
        found.append(f"before_{kind}")
        found += [] if then.apart or then.kind or then.goes_on else ["followed_tight"]
    else:
        found.append("before_end")
    parent = _parent(every, n)
    found += [("parent_asked" if parent.is_asked else "parent_item")] if parent else []
    found += ["last3"] if n >= len(every) - 3 else []
    each.features.update(dict.fromkeys(found, 1.0))


def _weigh_titles(every: Sequence[Evidence]) -> None:
    """Add to each paragraph which part the title above it names, and how far above it is."""
    above, distance = "", 0
    for each in every:
        distance += 1
        if above:
            each.features[f"under:{above}"] = 1.0 if distance < 8 else 0.6
        if "heads" in each.features:
            sure = [part for part, weight in each.cues.items() if weight >= SURE and part not in _NO_PARTS]
            named = each.head.kind if each.head.is_whole else ""
            above, distance = named or (sure[0] if len(sure) == 1 else "other"), 0


def _parent(every: Sequence[Evidence], n: int) -> Evidence | None:
    """Return the item under which a paragraph is indented, or under whose number its bullet stands, or None."""
    p = every[n].paragraph
    for each in reversed(every[max(0, n - 24) : n]):
        above = each.paragraph
        if above.kind and (
            (p.inside and above.depth <= p.depth)
            or (p.kind and above.depth < p.depth)
            or (p.kind == BULLET != above.kind and above.depth == p.depth)
        ):
            return each
        if above.level or (not above.kind and not above.inside and (above.apart or not p.kind)):
            return None
    return None


def _weigh_lists(every: Sequence[Evidence]) -> None:
    """Add to each item what the other items of its list say, and to each paragraph where the questions are."""
    asked = [n for n, each in enumerate(every) if each.is_asked]
    for n, each in enumerate(every):
        near = sum(other.is_asked for other in every[max(0, n - 3) : n + 4]) - each.is_asked
        where = (
            "before_all" if asked and n < asked[0] else "after_all" if asked and n > asked[-1] else "among"
        )
        each.features[f"{where}_asked" if asked else "none_asked"] = each.features[f"asked_near{near}"] = 1.0
    for run in _runs(every):
        asking = sum(every[n].is_asked for n in run) / len(run)
        name = next(name for most, name in _SHARES if asking >= most)
        total = Counter[str]()
        for n in run:
            total.update({part: min(3, weight) for part, weight in every[n].cues.items()})
        for place, n in enumerate(run):
            each = every[n]
            asks = f"list_{name}_ask"
            found = (
                asks,
                f"{asks}&{'ends?' if each.ends_asking else 'no?'}",
                "list_on" if place else "list_first",
            )
            each.features.update(dict.fromkeys((*found, f"list_of{min(len(run), 4)}"), 1.0))
            for part, weight in total.items():
                share = (weight - min(3, each.cues.get(part, 0))) / (len(run) - 1)
                if share > 0:
                    each.features[f"list:{part}"] = min(1.5, share / 2)


def _runs(every: Sequence[Evidence]) -> Collection[Sequence[int]]:
    """Return the indices of the items of each list; lines of one block without markers are a list too."""
    found: list[list[int]] = []
    opened: dict[tuple[str, int], list[int]] = {}
    for n, each in enumerate(every):
        p = each.paragraph
        if p.level or (not p.kind and p.apart and not p.inside and len(each.key) > 12) or p.ruled:
            opened.clear()
        if p.goes_on or p.inside or p.level:
            continue
        at = (p.kind, p.depth)
        if not p.kind and p.apart:
            opened.pop(at, None)
        if at in opened:
            opened[at].append(n)
        else:
            opened[at] = [n]
            found.append(opened[at])
        for other in [key for key in opened if key[1] > p.depth]:
            del opened[other]
    return [run for run in found if len(run) > 1]
