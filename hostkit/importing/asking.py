"""Finds the questions in a section, with their probes, notes for the host and introduction.

The kind of list shows which paragraphs are questions: labels ("Question 1"), headings, numbers, letters, bullets or
unmarked lines. Paragraphs that belong to no question are returned separately.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hostkit.importing.draft import DraftQuestion, Item, Sign, Text, TextPiece, joined, text_of
from hostkit.importing.paragraph import (
    BULLET,
    CELL,
    LABEL,
    LETTER,
    NUMBER,
    STRONG_OFF,
    STRONG_ON,
    SourceParagraph,
    has_words,
    plain,
    strong_lead,
    tidy,
)
from hostkit.importing.words import ImportWords, key_of

_LABELED = re.compile(r"\s?:(?=\s|$)")
_BRACKETS = re.compile(r"\(([^()]{1,80})\)")
_QUOTED_LIST = re.compile(r"\[\s*([\"'].*[\"'])\s*\]")


@dataclass(slots=True)
class Asked:
    """The result of ``ask``: the paragraphs before the questions, the questions, and the paragraphs of no question."""

    before: list[SourceParagraph] = field(default_factory=list)
    questions: list[DraftQuestion] = field(default_factory=list)
    after: list[SourceParagraph] = field(default_factory=list)


@dataclass(slots=True)
class _OpenQuestion:
    """A question that may still receive paragraphs.

    ``origin`` is the paragraph that began it. ``ask``, ``probes``, ``notes`` and ``signs`` collect its parts; ``skip``
    is true if it may be skipped; ``continued`` is true if an unmarked paragraph was added; ``depth`` is that of
    ``origin``.
    """

    origin: SourceParagraph
    ask: list[TextPiece] = field(default_factory=list)
    probes: list[Item] = field(default_factory=list)
    notes: list[TextPiece] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    skip: bool = False
    continued: bool = False
    depth: int = 0


def ask(body: Sequence[SourceParagraph], words: ImportWords) -> Asked:
    """Return the questions in the body of a section."""
    body = [_unlabeled(paragraph, words) for paragraph in body]
    main = [
        begins and not _label(p, words, "probe", "note")
        for p, begins in zip(body, _main(body, words), strict=True)
    ]
    found = Asked()
    opened: list[_OpenQuestion] = []
    for n, paragraph in enumerate(body):
        if main[n]:
            opened.append(_begin(paragraph, words))
        elif not opened:
            found.before.append(paragraph)
        elif not _add(opened, paragraph, any(main[n:]), words):
            found.after.append(paragraph)
    for each in opened:
        question = _question(each)
        if question:
            found.questions.append(question)
        else:
            found.after.append(each.origin)
    return found


def _unlabeled(paragraph: SourceParagraph, words: ImportWords) -> SourceParagraph:
    """Return a list item with a leading label such as "q:" moved from its text to its marker."""
    head = _label(paragraph, words, "ask")
    if not head or not paragraph.kind:
        return paragraph
    return replace(paragraph, text=head[1], marker=f"{paragraph.marker} {head[0]}:")


def _label(paragraph: SourceParagraph, words: ImportWords, *kinds: str) -> tuple[str, str] | None:
    """Return the label of one of these kinds at the start of a paragraph and the text after it, or None."""
    cut = _LABELED.search(paragraph.text, 1, 40)
    if not cut:
        return None
    meant = words.label(key_of(paragraph.text[: cut.start()]))
    if not any(kind in meant for kind in kinds):
        return None
    return plain(paragraph.text[: cut.start()]), tidy(paragraph.text[cut.end() :])


def _main(body: Sequence[SourceParagraph], words: ImportWords) -> list[bool]:
    """Return a list with True for each paragraph that begins a question."""
    items = [p for p in body if p.kind]
    if any(p.kind == LABEL for p in items):
        return [p.kind == LABEL for p in body]
    headings = [p for p in body if p.level and p.asks]
    if len(headings) > 1:
        return [bool(p.level and p.asks) for p in body]
    top = min((p.depth for p in items if p.asks), default=min((p.depth for p in items), default=0))
    for kind in (NUMBER, LETTER, BULLET):
        these = [p for p in items if p.kind == kind and p.depth == top]
        if not these or (kind == BULLET and _bare_leads(body)):
            continue
        if any(p.asks for p in these) or not any(p.asks for p in body):
            return [p.kind == kind and p.depth == top for p in body]
    return _bare(body, words)


def _bare_leads(body: Sequence[SourceParagraph]) -> bool:
    """Tell whether unmarked paragraphs ask the questions and the bullets below them are only details."""
    asking = [n for n, p in enumerate(body) if not p.kind and p.asks and not p.inside]
    first = next((n for n, p in enumerate(body) if p.kind), len(body))
    return bool(asking) and asking[0] < first and (len(asking) > 1 or first < len(body))


def _bare(body: Sequence[SourceParagraph], words: ImportWords) -> list[bool]:
    """Return a list with True for each unmarked paragraph that begins a question.

    If several blocks of lines ask something, only the first line of a block can begin a question.
    """
    bare = [p for p in body if not p.kind]
    blocks = sum(p.apart and _is_asked(p, words) for p in bare) > 1
    return [
        not p.kind and not p.inside and _is_asked(p, words) and (p.apart or not blocks) and not p.footnote
        for p in body
    ]


def _is_asked(paragraph: SourceParagraph, words: ImportWords) -> bool:
    """Tell whether an unmarked paragraph has a question mark or begins with an imperative such as "Tell us ..."."""
    if _BRACKETS.fullmatch(paragraph.plain):
        return False
    key = key_of(paragraph.plain[:40])
    return paragraph.asks or (bool(key) and key[:1] in words.lists["imperatives"])


def _begin(paragraph: SourceParagraph, words: ImportWords) -> _OpenQuestion:
    opened = _OpenQuestion(paragraph, depth=paragraph.depth)
    if has_words(paragraph.marker):
        opened.signs.append(Sign(paragraph.marker, paragraph.line))
    text = paragraph.text
    cells = [cell for cell in text.split(CELL) if has_words(cell)]
    if len(cells) > 1:
        asking = next((n for n, cell in enumerate(cells) if "?" in cell), 0)
        text = cells[asking]
        for n, cell in enumerate(cells):
            if n != asking and "?" in cell:
                opened.probes.append(Item(Text((TextPiece(tidy(cell), paragraph.line),))))
            elif n != asking:
                opened.notes.append(TextPiece(tidy(cell), paragraph.line))
    bracket = next((b for b in _BRACKETS.finditer(text) if words.has("skip", key_of(b[1]))), None)
    if bracket:
        opened.skip = True
        opened.signs.append(Sign(plain(bracket[0]), paragraph.line))
        text = tidy(f"{text[: bracket.start()].rstrip()} {text[bracket.end() :].lstrip()}")
    lead = strong_lead(text)
    if lead and "?" in lead[0] and "?" not in lead[1] and has_words(lead[1]):
        opened.notes.append(TextPiece(tidy(lead[1]), paragraph.line))
        text = lead[0]
    if has_words(text):
        opened.ask.append(TextPiece(tidy(_weak(text)), paragraph.line))
    return opened


def _weak(text: str) -> str:
    """Return a text without the marks for bold, because questions are printed in one weight."""
    return text.replace(STRONG_ON, "").replace(STRONG_OFF, "")


def _add(opened: list[_OpenQuestion], paragraph: SourceParagraph, more: bool, words: ImportWords) -> bool:
    """Add a paragraph to the last open question; return False if it does not belong there.

    ``more`` is true if another question follows.
    """
    question = opened[-1]
    here = TextPiece(tidy(paragraph.text), paragraph.line)
    within = _without_brackets(paragraph)
    label = _label(within, words, "probe")
    paragraph = within if label else paragraph
    label = label or _label(paragraph, words, "note", "read")
    if label:
        meant = words.label(key_of(label[0]))
        question.signs += [] if "probe" in meant else [Sign(f"{label[0]}:", paragraph.line)]
        here = TextPiece(label[1], paragraph.line)
        if "probe" in meant:
            _probe(question, replace(paragraph, text=label[1], marker=f"{paragraph.marker} {label[0]}:"))
        elif has_words(label[1]):
            question.notes.append(here)
        return True
    if paragraph.footnote or _BRACKETS.fullmatch(paragraph.plain):
        question.signs += [Sign(paragraph.marker, paragraph.line)] if has_words(paragraph.marker) else []
        question.notes.append(here)
        return True
    if paragraph.kind and not paragraph.level:
        _probe(question, paragraph)
        return True
    if paragraph.message:
        return False
    if paragraph.inside and question.probes and paragraph.depth > question.depth:
        last = question.probes[-1]
        text = joined(last.text, Text((here,)))
        question.probes[-1] = Item(text or last.text, last.signs)
        return True
    # An unmarked paragraph after the last marked question is not part of it: "Let me know what you think?"
    asks = paragraph.asks and not question.origin.kind
    belongs = (
        paragraph.inside or not paragraph.apart or more or asks or not question.ask
        or any(each.continued for each in opened[:-1])
    )  # fmt: skip
    if not belongs or paragraph.level or (paragraph.ruled and not more):
        return False
    question.continued = True
    lead = strong_lead(opened[-1].ask[-1].text) if question.ask else None
    remark = paragraph.inside and not paragraph.asks and lead is None and _was_strong(question, paragraph)
    (question.notes if remark else question.ask).append(
        TextPiece(here.text if remark else _weak(here.text), here.line)
    )
    return True


def _without_brackets(paragraph: SourceParagraph) -> SourceParagraph:
    """Return a paragraph without the brackets that enclose all of it: "(Maybe ask: why?)"."""
    text = paragraph.text.strip()
    whole = _BRACKETS.fullmatch(text)
    return replace(paragraph, text=whole[1]) if whole else paragraph


def _was_strong(question: _OpenQuestion, paragraph: SourceParagraph) -> bool:
    """Tell whether a line directly follows a complete one-line question, and so is a remark for the host."""
    asked = question.ask[-1].text if question.ask else ""
    return (
        asked.endswith("?")
        and not paragraph.apart
        and question.ask[-1].line != paragraph.line
        and len(question.ask) == 1
    )


def _probe(question: _OpenQuestion, paragraph: SourceParagraph) -> None:
    sign = (Sign(paragraph.marker.strip(), paragraph.line),) if has_words(paragraph.marker) else ()
    several = _QUOTED_LIST.fullmatch(paragraph.text.strip())
    texts = re.split(r"[\"']\s*,\s*[\"']", several[1].strip("\"'")) if several else [paragraph.text]
    for text in texts:
        if has_words(text):
            question.probes.append(Item(Text((TextPiece(tidy(_weak(text)), paragraph.line),)), sign))
            sign = ()
    if sign:
        question.signs += sign


def _question(opened: _OpenQuestion) -> DraftQuestion | None:
    """Return the finished question or None if it is empty; without a text, its notes or first probe become the text."""
    signs = tuple(opened.signs)
    if not opened.ask and not opened.probes and not opened.notes:
        return None
    pieces = opened.ask
    if not pieces:
        pieces = opened.notes or [piece for item in opened.probes[:1] for piece in item.text.pieces]
        if opened.notes:
            opened.notes = []
        else:
            signs += opened.probes[0].signs
            opened.probes = opened.probes[1:]
    note = text_of(*opened.notes)
    return DraftQuestion(Text(tuple(pieces)), tuple(opened.probes), note, signs, opened.skip)
