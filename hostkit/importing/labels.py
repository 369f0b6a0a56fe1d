"""Says which part of the evening each paragraph of a text is, what else it may be, and how sure that is.

The list of labels is the one value that the guide, the report, ``--parts``, ``--ask`` and ``--json`` are made from. It
can be written as a text with the part before each paragraph, changed in any editor, and read back; what it says then
holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from hostkit.importing import times
from hostkit.importing.evidence import Evidence, evidence_of
from hostkit.importing.heads import ROUND
from hostkit.importing.mail import letter
from hostkit.importing.paragraph import SourceParagraph
from hostkit.importing.path import HEADS, STATES, TEXTS, best_path, section, share_of
from hostkit.importing.words import ImportWords

NOTES, TITLE, QUESTION = "notes", "title", "question"
ASKED = (QUESTION, "probe")
UNSURE = 0.8
"""The margin below which a label is unsure, chosen on the labeled texts of ``tests/data/import_scored``."""

MOST_UNSURE, MANY = 5, 8
"""One of so many paragraphs at most is said to be unsure, and not more than so many of sixty."""

HEADING = "heading"
_NOWHERE = (HEADING, NOTES)
NAMES = {
    **{state: state.replace("_", " ") for state in TEXTS}, "asking": "about questions", "tips": "tip", "helps": "help",
    "agreements": "agreement", "materials": "material", "introductions": "introduction", "custom": "other part",
    **dict.fromkeys(HEADS, HEADING), "#round": "round", "#custom": "segment",
}  # fmt: skip
"""The word for each state in texts with parts."""

STATES_OF: Mapping[str, frozenset[str]] = {
    name: frozenset(state for state in STATES if NAMES[state] == name) for name in NAMES.values()
}
_MARKED = re.compile(r"([a-z]+(?: [a-z]+)*)(?:\?(?: \(or [a-z ]+\))?)? *\|(?: |$)")


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph with its state, the name of its part and of the second likeliest, and the margin between them.

    The margin is the difference of their shares of all paths, from 0 to 1. ``is_sure`` is false if it is small.
    """

    evidence: Evidence
    state: str
    part: str
    second: str
    margin: float
    is_sure: bool = True

    @property
    def paragraph(self) -> SourceParagraph:
        """The paragraph, or some sentences of it."""
        return self.evidence.paragraph


def labels_of(
    paragraphs: Sequence[SourceParagraph], words: ImportWords, said: Mapping[int, str] | None = None
) -> tuple[Label, ...]:
    """Return the label of each paragraph; ``said`` maps lines to parts that somebody has decided."""
    said = said or {}
    around = letter(paragraphs, words) if not said else None
    left_out = around.paragraphs if around else frozenset()
    every = evidence_of([p for n, p in enumerate(paragraphs) if n not in left_out], words)
    allowed = [
        STATES_OF.get(said.get(each.paragraph.line, "")) or _decided_by_title(each, words) for each in every
    ]
    if around and around.subject is not None and not any(each.paragraph.level == 1 for each in every[:3]):
        subject = evidence_of([paragraphs[around.subject]], words)
        every, allowed = subject + every, [[TITLE], *allowed]
        left_out -= {around.subject}
    allowed = _with_one_title(every, allowed)
    steps = best_path(every, allowed)
    if not said and not any(step.state in ASKED for step in steps):
        # A text that asks anything has a question: those of its lines that are likeliest to be one.
        free = [n for n, able in enumerate(allowed) if able != (TITLE,)]
        asked = [n for n in free if every[n].ends_asking]
        asked = asked or [n for n in free if steps[n].shares[QUESTION] >= _LEAST_QUESTION]
        most = max((steps[n].shares[QUESTION] for n in asked), default=0.0)
        for n in asked:
            allowed[n] = (QUESTION,) if steps[n].shares[QUESTION] >= most / 4 else allowed[n]
        steps = best_path(every, allowed)
    found = [_label(each, step.state, step.shares) for each, step in zip(every, steps, strict=True)]
    found += [
        Label(each, NOTES, NAMES[NOTES], NAMES[NOTES], 1.0)
        for each in evidence_of([paragraphs[n] for n in sorted(left_out)], words)
    ]
    found.sort(key=lambda label: label.paragraph.line)
    return _with_doubts(found, said)


def _decided_by_title(each: Evidence, words: ImportWords) -> Collection[str]:
    """Return the states of a title of a part with its time, as agendas have, or of a definition; else nothing."""
    head = each.head
    is_round = head.kind == ROUND
    if is_round and head.taken.minutes and "heads" in each.features and head.sure == 1:
        return ("#round",)
    timed = head.taken.begins is not None or (
        head.taken.minutes and times.take(head.text, words, bare=True).minutes and not is_round
    )
    enough = _MOSTLY if head.taken.begins is not None and head.is_whole else 1
    if (
        not (timed or head.kind == "definition")
        or head.share < enough
        or head.sure < 1
        or each.paragraph.asks
    ):
        return ()
    return [state for state in STATES if section(state) in head.sections and state not in (QUESTION, "probe")]


def _with_one_title(every: Sequence[Evidence], allowed: Sequence[Collection[str]]) -> list[Collection[str]]:
    """Return the possible states of each paragraph, with the title possible only where it is likeliest."""
    given = [n for n, able in enumerate(allowed) if TITLE in able]
    if not given:
        shares = [
            share if _may_be_title(each, every) else 0.0
            for share, each in zip(share_of(TITLE, every, allowed), every, strict=True)
        ]
        best = max(range(len(every)), key=lambda n: (shares[n], -n), default=0)
        given = [best] if shares and shares[best] > _LEAST_TITLE and not allowed[best] else []
    others = [state for state in STATES if state != TITLE]
    return [(TITLE,) if n in given[:1] else able or others for n, able in enumerate(allowed)]


def _may_be_title(each: Evidence, every: Sequence[Evidence]) -> bool:
    """Tell whether a paragraph may be the title: it is no sentence, no title of a part, and not the only question."""
    if each.head.kind in _PARTS and each.head.is_whole and each.head.share == 1 and each.paragraph.level != 1:
        return False
    if each.ends_asking and sum(other.is_asked for other in every) < FEW:
        return False
    says = {"title:title", "lead:title", "title_words"} & set(each.features)
    text = each.paragraph.plain
    return bool(each.paragraph.level or says) or (len(each.key) <= LONGEST_TITLE and text[-1:] not in ".,:;")


_PARTS = frozenset(
    ["questions", "round", "run_of_show", "agreements", "introductions", "closing_round", "tips", "materials"]
)
"""Titles of parts, which are not the title of a guide."""

_MOSTLY = 0.55
"""The least share of the words of a line with a clock time that name its part: "18:45 Doors open, tea"."""

FEW = 3
"""With fewer lines that ask, none of them is the title."""

LONGEST_TITLE = 14
"""The most words of a title."""

_LEAST_QUESTION = 0.05
"""The smallest share with which a line without a question mark is a question in a text that has no other."""

_LEAST_TITLE = 0.01
"""The smallest share with which a paragraph is taken as the title when nothing else is likelier."""


def _label(each: Evidence, state: str, shares: Mapping[str, float]) -> Label:
    of_part: dict[str, float] = dict.fromkeys(NAMES.values(), 0.0)
    for other, share in shares.items():
        of_part[NAMES[other]] += share
    part = NAMES[state]
    if part in _NOWHERE:
        # Whether something that prints nowhere is a title or a note makes no difference.
        of_part[part] = sum(of_part.pop(name) for name in _NOWHERE)
    of_part_itself = of_part.pop(part)
    second = max(of_part, key=lambda name: of_part[name])
    return Label(each, state, part, second, max(0.0, of_part_itself - of_part[second]))


def _with_doubts(found: Sequence[Label], said: Mapping[int, str]) -> tuple[Label, ...]:
    """Return the labels with the least sure ones marked, at most one in ``MOST_UNSURE``."""
    doubtful = sorted(
        (n for n, label in enumerate(found) if label.margin < UNSURE and label.paragraph.line not in said),
        key=lambda n: found[n].margin,
    )[: min(round(len(found) / MOST_UNSURE), max(MANY, len(found) * MANY // 60))]
    return tuple(replace(x, is_sure=n not in doubtful) for n, x in enumerate(found))


def corrected(labels: Sequence[Label], answers: Mapping[int, str]) -> tuple[Label, ...]:
    """Return the labels with the parts that somebody chose for some of them, by index; the others stay."""
    allowed = [STATES_OF[answers[n]] if n in answers else (x.state,) for n, x in enumerate(labels)]
    steps = best_path([x.evidence for x in labels], allowed)
    return tuple(
        replace(x, state=step.state, part=NAMES[step.state], margin=1.0, is_sure=True) if n in answers else x
        for n, (x, step) in enumerate(zip(labels, steps, strict=True))
    )


def with_parts(labels: Sequence[Label]) -> str:
    """Return a text with the part before each paragraph; unsure ones have a question mark and the second part."""
    names = [x.part if x.is_sure else f"{x.part}? (or {x.second})" for x in labels]
    width = max((len(name) for name in names), default=0)
    lines: list[str] = []
    for name, label in zip(names, labels, strict=True):
        p = label.paragraph
        if p.apart and lines:
            lines.append("")
        level = "#" * p.level + " " if p.level else ""
        indent = "   " * (p.depth + p.inside)
        marker = p.marker or ("-" if p.kind else "")
        lines.append(
            f"{name.ljust(width)} | {indent}{level}{marker}{' ' if marker else ''}{p.plain}".rstrip()
        )
    return "\n".join(lines) + "\n"


def read_parts(text: str) -> tuple[str, dict[int, str]] | None:
    """Return a text without the parts before its lines, and the parts by line; None if it is no text with parts."""
    lines = text.split("\n")
    found = [_MARKED.match(line) for line in lines]
    full = [n for n, line in enumerate(lines) if line.strip()]
    if len(full) < 2 or not all((match := found[n]) and match[1].strip() in STATES_OF for n in full):
        return None
    parts = {n + 1: match[1].strip() for n, match in enumerate(found) if match}
    return "\n".join(line[m.end() :] if m else "" for line, m in zip(lines, found, strict=True)), parts
