"""Divides paragraphs into sections, each of which begins with the title of a part of the guide.

A section without a part holds the paragraphs before the first title, under a title that names no part, or after the end
of a part. Every paragraph is in exactly one section, as its title or in its body.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from hostkit.importing import times
from hostkit.importing.lines import labeled
from hostkit.importing.paragraph import CELL, LABEL, LETTER, NUMBER, SourceParagraph, is_strong, plain
from hostkit.importing.title_forms import AGENDA, ASKING, END, LINKS, SEGMENTS, Title, TitlePlace
from hostkit.importing.titles import recognize
from hostkit.importing.words import ImportWords, key_of

SPOKEN = frozenset({"welcome", "introductions", "arrivals", "custom", "questions", "round", AGENDA, LINKS})
"""The parts that continue with the next paragraph even if text follows their title on the same line."""

_TIMED = re.compile(r"^[^.?!,;]{1,40}(?:[(\[–—-]|,\s|\ue004)[^.?!;]{1,25}$")
"""A short line that ends, after a bracket, dash or comma, in text that may give the minutes."""

_SHORT_TITLE = 6
"""The most words of an unmarked line above a list that is taken as the list's title."""


_ABOVE = 3
"""The number of paragraphs above a label that are searched for its question."""

_LONGEST_BREAK = 60
"""The most characters of a line that is a break."""

_ITEMISED = ("agreements", "materials", "worksheet")
"""The lists that end at an unmarked paragraph if their items have markers."""


@dataclass(slots=True)
class Section:
    """A section: its part (None for no part), its title, the paragraph with the title, and the paragraphs below."""

    kind: str | None
    title: Title | None = None
    heading: SourceParagraph | None = None
    body: list[SourceParagraph] = field(default_factory=list)

    @property
    def inline(self) -> bool:
        """True if text follows the title on the same line."""
        return bool(self.title and self.title.rest)

    @property
    def line(self) -> int:
        """The line on which the section begins, or 0 if it is empty."""
        return self.heading.line if self.heading else self.body[0].line if self.body else 0


def cut(paragraphs: Sequence[SourceParagraph], letter: Collection[int], words: ImportWords) -> list[Section]:
    """Return the sections of a text without the paragraphs whose indices are in ``letter``."""
    cutter = _Cutter(words)
    rest = [paragraph for n, paragraph in enumerate(paragraphs) if n not in letter]
    for n, paragraph in enumerate(rest):
        following = rest[n + 1] if n + 1 < len(rest) else None
        cutter.take(paragraph, following)
    return [section for section in cutter.sections if section.heading or section.body]


class _Cutter:
    """Builds ``sections`` from paragraphs, taken one at a time."""

    def __init__(self, words: ImportWords) -> None:
        self.sections = [Section(None)]
        self._words = words
        self._first = True
        self._numbered = False
        self._level = 0
        self._agenda: SourceParagraph | None = None
        self._in_agenda = False
        self._ended = False
        self._segments = 0
        self._paused = False

    @property
    def _now(self) -> Section:
        return self.sections[-1]

    def take(self, paragraph: SourceParagraph, following: SourceParagraph | None) -> None:
        """Add a paragraph to the open section, or begin a new section with it; ``following`` is the next paragraph."""
        paragraph, lead = self._question(paragraph)
        title = None if lead or paragraph.kind == LABEL else self._title(paragraph)
        if title is None and not self._first and self._defines(paragraph, following):
            title = Title("definition", paragraph.whole, "", "", times.Taken(""))
        self._first = False
        if title:
            self._open(title, paragraph)
        elif lead or (paragraph.kind == LABEL and self._now.kind not in ASKING):
            self._ask(paragraph, lead)
        elif self._is_break(paragraph):
            self._custom(paragraph)
            self._paused = True
        elif self._is_custom(paragraph):
            self._custom(paragraph)
        elif self._paused and self._now.kind == "custom" and paragraph.kind and paragraph.asks:
            # The questions continue after the break.
            asked = any(section.kind in ASKING for section in self.sections)
            self.sections.append(Section("questions" if asked else None, body=[paragraph]))
        elif self._closes(paragraph, following):
            self.sections.append(Section(None))
            self._level = paragraph.level or self._level
            self._numbered = self._in_agenda = False
            self._now.body.append(paragraph)
        elif self._goes_on(paragraph):
            self._now.body.append(paragraph)
        else:
            self.sections.append(Section(None, body=[paragraph]))

    def _question(self, paragraph: SourceParagraph) -> tuple[SourceParagraph, str]:
        """Return a paragraph with "Question 1" moved to its marker, and the time before that label or ""."""
        lead = times.leads(paragraph.text, self._words)
        text = paragraph.text[len(lead) :].lstrip(f" \t{CELL}") if lead else paragraph.text
        bare = labeled(replace(paragraph, text=text), self._words.asked, self._words.ordinals)
        if bare.kind != LABEL or paragraph.kind == LABEL:
            return paragraph, ""
        return replace(bare, marker=f"{plain(lead)} {bare.marker}".strip()), lead

    def _title(self, paragraph: SourceParagraph) -> Title | None:
        self._in_agenda = self._in_agenda and self._is_agenda(paragraph)
        kind = AGENDA if self._in_agenda else self._now.kind
        deeper = self._in_agenda and self._agenda and paragraph.depth > self._agenda.depth and paragraph.kind
        place = TitlePlace(self._now.kind if deeper else kind, self._numbered, self._first, self._asked())
        return recognize(paragraph, self._words, place)

    def _asked(self) -> bool:
        """Tell whether the last paragraphs of an open section without a part include list items with questions."""
        return self._now.kind is None and any(p.kind and p.asks for p in self._now.body[-_ABOVE:])

    def _is_agenda(self, paragraph: SourceParagraph) -> bool:
        """Tell whether a paragraph may be another item of the open run of show."""
        if self._agenda is None:
            self._agenda = paragraph if paragraph.kind or times.leads(paragraph.text, self._words) else None
            return True
        if paragraph.level and not self._agenda.level:
            return False
        if times.leads(paragraph.text, self._words) or paragraph.inside:
            return True
        if paragraph.depth > self._agenda.depth and paragraph.kind:
            return True
        return paragraph.kind == self._agenda.kind and bool(paragraph.kind)

    def _defines(self, paragraph: SourceParagraph, following: SourceParagraph | None) -> bool:
        """Tell whether a short line asks what the topic means and the next paragraph answers it."""
        if (
            paragraph.kind
            or paragraph.inside
            or not paragraph.asks
            or following is None
            or self._now.kind in ASKING
        ):
            return False
        answered = not (following.asks or following.kind or following.level)
        key = key_of(paragraph.plain)
        beside = bool(paragraph.level or paragraph.shows or not following.apart)
        return answered and beside and len(key) <= _SHORT_TITLE + 2 and self._words.begins("meaning", key)

    def _open(self, title: Title, paragraph: SourceParagraph) -> None:
        if title.kind == AGENDA:
            self._in_agenda, self._agenda = True, None
        self._numbered = paragraph.kind in (NUMBER, LETTER)
        self._level = paragraph.level
        self._ended = self._ended or title.kind == END
        self._segments += title.kind in SEGMENTS
        section = Section(title.kind, title, paragraph)
        if title.rest:
            section.body.append(
                replace(paragraph, text=title.rest, marker="", kind="", level=0, shows=is_strong(title.rest))
            )
        self.sections.append(section)

    def _ask(self, paragraph: SourceParagraph, lead: str) -> None:
        """Add an item that is labeled as a question, in a new section of questions if none is open."""
        if self._now.kind not in ASKING:
            taken = times.take(lead, self._words)
            self.sections.append(Section("questions", Title("questions", "", "", "", taken)))
            self._numbered = False
        self._now.body.append(paragraph)

    def _is_break(self, paragraph: SourceParagraph) -> bool:
        """Tell whether a line only names a break, with or without minutes; the first line of a text never does."""
        first = len(self.sections) == 1 and not self._now.body
        listed = paragraph.kind and not self._in_agenda
        if (
            first
            or listed
            or paragraph.footnote
            or paragraph.message
            or len(paragraph.plain) > _LONGEST_BREAK
        ):
            return False
        lead = times.leads(paragraph.text, self._words)
        taken = times.take(paragraph.text[len(lead) :], self._words, bare=True)
        return key_of(taken.rest) in self._words.lists["breaks"] and not paragraph.asks

    def _is_custom(self, paragraph: SourceParagraph) -> bool:
        """Tell whether a paragraph begins a custom segment: an item of the run of show, or a heading with minutes."""
        if self._ended or not self._segments or len(paragraph.plain) > 120 or paragraph.asks:
            return False
        lead = times.leads(paragraph.text, self._words)
        item = self._in_agenda and self._agenda and paragraph.depth == self._agenda.depth and paragraph.kind
        if paragraph.footnote or paragraph.message:
            return False
        taken = times.take(paragraph.text[len(lead) :], self._words, bare=bool(item))
        if not key_of(taken.rest) or not (lead or taken.minutes):
            return False
        if lead or item or paragraph.level or paragraph.shows:
            return True
        # "Break (10 min)" as a paragraph of its own, or numbered like the parts.
        short = paragraph.apart and not paragraph.kind and _TIMED.search(paragraph.text) is not None
        return (short or (paragraph.kind == NUMBER and self._numbered)) and len(
            key_of(taken.rest)
        ) <= _SHORT_TITLE

    def _custom(self, paragraph: SourceParagraph) -> None:
        lead = times.leads(paragraph.text, self._words)
        taken = times.take(paragraph.text[len(lead) :].lstrip(f" .:–—-{CELL}"), self._words, bare=True)
        name, _, rest = taken.rest.partition(CELL)
        clock = times.take(lead, self._words) if lead else taken
        taken = taken._replace(minutes=taken.minutes or clock.minutes, begins=clock.begins, ends=clock.ends)
        title = Title("custom", paragraph.whole, name.strip(" :–—-"), rest, taken)
        self._open(title, paragraph)

    def _closes(self, paragraph: SourceParagraph, following: SourceParagraph | None) -> bool:
        """Tell whether a paragraph that names no part ends the open section."""
        now = self._now
        if paragraph.ruled and not paragraph.kind and now.kind is not None:
            return True
        if paragraph.level:
            if now.kind in ASKING and (paragraph.asks or paragraph.kind or paragraph.level > self._level):
                return False
            if now.kind is None and paragraph.asks and any(p.level and p.asks for p in now.body):
                # Consecutive headings that ask are questions.
                return False
            return paragraph.level <= max(self._level, 1) or not self._level or now.kind is None
        if paragraph.kind or paragraph.inside or paragraph.asks or not paragraph.apart or paragraph.footnote:
            return False
        if now.kind in ASKING:
            return False
        if paragraph.shows and now.heading is not None and now.heading.shows:
            return True
        short = len(key_of(paragraph.plain)) <= _SHORT_TITLE and not paragraph.plain.endswith((".", ",", "!"))
        return short and now.kind is not None and bool(following and following.kind and not following.apart)

    def _goes_on(self, paragraph: SourceParagraph) -> bool:
        """Tell whether a paragraph continues the open section."""
        now = self._now
        beside = not paragraph.apart or paragraph.inside or paragraph.footnote
        if now.kind in _ITEMISED and not paragraph.kind and not beside and any(p.kind for p in now.body):
            return False
        if now.kind is None or not now.inline or now.kind in SPOKEN:
            return True
        if paragraph.kind:
            return now.kind != "title"
        return beside


def parts_of(sections: Sequence[Section], kind: str) -> list[Section]:
    """Return the sections of one part, in order."""
    return [section for section in sections if section.kind == kind]
