"""Writes a draft as a guide file of format 1, with comments that explain each field and quote titles of the source.

``read_guide`` reads every text back as it was in the source: braces that would be placeholders are doubled, and
asterisks that would be emphasis are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hostkit.core.characters import fold
from hostkit.core.errors import Problem
from hostkit.core.yaml_writer import comment, entry, item
from hostkit.guides.guide import SEGMENT_MINUTES
from hostkit.importing.draft import (
    GIVEN,
    DraftList,
    DraftQuestion,
    DraftRound,
    DraftSegment,
    GuideDraft,
    Item,
    Sign,
    Text,
)
from hostkit.importing.marked_text import asked, spoken
from hostkit.importing.paragraph import plain
from hostkit.themes.theme import theme_for

_NUMBER = re.compile(r"(?=.*[\d.)])[^\W_]{0,2}\d{0,3}[.:)\]-]{0,2}|\(?[^\W_]{1,3}\)")
"""The number of a list item: "1.", "Q1:", "a)"."""
_ABOUT = {
    "title": "What the evening is called.",
    "series": "What it is part of.",
    "definition": "What is meant by the topic. It is said aloud and stands on the title card.",
    "credit": "Whose work the guide is based on. It prints small, at the end of the host sheet.",
    "pre_read": "What guests may read before. \"required: true\" makes it more than an offer.",
    "agreements": "What everybody keeps to. They stand on the back of the title card.",
    "run_of_show": (
        "The evening in order. \"read\" is said aloud, \"ask\" is asked, \"note\" is for the host; \"each: true\" "
        "gives every guest a turn, \"fixed: true\" keeps the minutes when the evening is shortened."
    ),
    "questions": (
        "The cards. \"probes\" stand on the back, \"note\" on the host sheet only; \"skip_if_late: true\" may be "
        "added, and \"leave_out: true\" keeps a question here that is not to be printed."
    ),
    "worksheet": "What guests write about; \"lines\" is the share of the page.",
    "follow_up": "The group in which guests keep talking. The link becomes a code to scan.",
    "helps": "What the host does or says in a difficult moment; each takes the place of hostkit's words.",
    "end": "The words of goodbye. They are said aloud at the end.",
    "tips": "For the host, on the host sheet.",
    "materials": "What to bring.",
    "notes": "What hostkit found no place for, in its order. It prints nowhere: move up what belongs there.",
}  # fmt: skip


def write_guide(draft: GuideDraft, missing: Sequence[Problem] = ()) -> str:
    """Return the text of a guide file; each problem in ``missing`` becomes a comment at its field."""
    writer = _Writer(draft, missing)
    for part in (
        writer.head, writer.title, writer.texts, writer.reading, writer.agreements, writer.run_of_show,
        writer.questions, writer.rest, writer.notes,
    ):  # fmt: skip
        part()
    return "\n".join(writer.lines) + "\n"


class _Writer:
    """Writes the file key by key; ``lines`` holds its lines."""

    def __init__(self, draft: GuideDraft, missing: Sequence[Problem]) -> None:
        self.lines: list[str] = []
        self._draft = draft
        self._missing = missing
        self._unsure = dict(draft.unsure)

    # --- comments ---

    def _begin(self, key: str) -> None:
        """Write the comment that explains a key."""
        self.lines += ["", *comment(_ABOUT[key])]
        self._say_missing(key)

    def _say_missing(self, field: str, indent: int = 0) -> None:
        """Write a comment for each problem that reports ``field`` as missing."""
        for problem in self._missing:
            if problem.place.field == field:
                self.lines += comment(f"MISSING: {problem.what} {problem.remedy}", indent)

    def _signs(self, signs: Sequence[Sign], indent: int = 0) -> None:
        """Write signs of the source as comments: a list number alone, and any other sign with its line."""
        for sign in signs:
            text = plain(sign.text)
            # The comment is not wrapped, so that the quoted words can be found with a search.
            said = text if _NUMBER.fullmatch(text) else f'{self._draft.unit} {sign.line}: "{text}"'
            self.lines.append(f"{' ' * indent}# {said}")

    def _doubt(self, text: Text, indent: int) -> None:
        """Write the two parts that a text may be, once for each line that is unsure."""
        for piece in text.pieces:
            if said := self._unsure.pop(piece.line, ""):
                self.lines.append(f"{' ' * indent}# UNSURE, {self._draft.unit} {piece.line}: {said}")

    def _text(self, key: str, text: Text | None, indent: int, lead: str = "") -> None:
        if text:
            self._doubt(text, max(0, indent - len(lead)))
            self.lines += entry(key, fold(text.plain), indent, lead)

    def _said(self, key: str, text: Text | None, indent: int, lead: str = "") -> None:
        """Write a text for a key that allows placeholders and emphasis: read, note."""
        if text:
            self._doubt(text, max(0, indent - len(lead)))
            self.lines += entry(key, spoken(text.marked), indent, lead)

    def _asked(self, key: str, text: Text | None, indent: int, lead: str = "") -> None:
        """Write a text for a key that allows placeholders: ask, invite."""
        if text:
            self._doubt(text, max(0, indent - len(lead)))
            self.lines += entry(key, asked(text.plain), indent, lead)

    # --- the parts, in the order of the file ---

    def head(self) -> None:
        """Write the comment at the top of the file and the format version."""
        self.lines += comment(
            f'Made by hostkit import from "{self._draft.source}". Every word of it stands here: as a text, quoted in a '
            "comment like this one, or under notes. Comments print nowhere; take them out when you like."
        )
        if self._draft.left_out:
            signs = "; ".join(f"{self._draft.unit} {sign.line}: {sign.text}" for sign in self._draft.left_out)
            self.lines += comment(f"Left out, since no font here has them: {signs}")
        self.lines.append("hostkit: 1")

    def title(self) -> None:
        """Write the title, the language and a theme."""
        draft, title = self._draft, self._draft.title
        self._begin("title")
        self._signs(draft.title_signs)
        if title and title.line == GIVEN:
            self.lines += comment("The text has no title; this is the name of its file.")
        self._text("title", title, 0)
        self.lines += [f"language: {draft.language}", f"theme: {theme_for(title.plain if title else '')}"]

    def texts(self) -> None:
        """Write the series, the definition and the credit."""
        draft = self._draft
        series = ("series", draft.series, draft.series_signs)
        for key, text, signs in (series, ("definition", draft.definition, draft.definition_signs)):
            if text or signs:
                self._begin(key)
                self._signs(signs)
                self._text(key, text, 0)
        if draft.credit or draft.credit_signs:
            self._begin("credit")
            self._signs(draft.credit_signs)
        if draft.credit:
            self.lines.append("credit:")
            self._text("text", draft.credit, 2)
            if draft.credit_url:
                self.lines += entry("url", draft.credit_url.text, 2)

    def reading(self) -> None:
        """Write the pre-read."""
        found = self._draft.pre_read
        if found is None:
            return
        self._begin("pre_read")
        self._signs(found.signs)
        if not any((found.title, found.publisher, found.author, found.url, found.why)):
            return
        self.lines.append("pre_read:")
        self._say_missing("pre_read.title", 2)
        self._text("title", found.title, 2)
        self._text("publisher", found.publisher, 2)
        self._text("author", found.author, 2)
        if found.url:
            self.lines += entry("url", found.url.text, 2)
        self._text("why", found.why, 2)
        self.lines += ["  required: true"] if found.required else []

    def agreements(self) -> None:
        """Write the agreements."""
        self._list("agreements", self._draft.agreements)

    def _list(self, key: str, found: DraftList) -> None:
        if not found.items and not found.signs:
            return
        self._begin(key)
        self._signs(found.signs)
        self.lines += [f"{key}:"] if found.items else []
        for each in found.items:
            self._signs(each.signs, 2)
            self._doubt(each.text, 2)
            if key == "worksheet":
                self._asked("ask", each.text, 4, "- ")
            else:
                self.lines += item(fold(each.text.plain), 4)

    def run_of_show(self) -> None:
        """Write the segments."""
        self._begin("run_of_show")
        self._signs(self._draft.run_signs)
        self.lines.append("run_of_show:")
        for segment in self._draft.segments:
            self._segment(segment)

    def _segment(self, segment: DraftSegment) -> None:
        if segment.added:
            self.lines += comment("Added by hostkit: the text has no such part.", 2)
        self._signs(segment.signs, 2)
        self.lines.append(f"  - segment: {segment.kind}")
        self._text("title", segment.title, 4)
        rounds = [each.minutes for each in self._draft.rounds if each.title]
        if segment.minutes:
            self.lines.append(f"    minutes: {segment.minutes}")
        elif segment.kind != "questions" or not rounds or not all(rounds):
            usual = SEGMENT_MINUTES[segment.kind]
            self.lines.append(f"    minutes: {usual}  # hostkit's usual; the text says none")
        self._said("read", segment.read, 4)
        self._asked("ask", segment.ask, 4)
        self._said("note", segment.note, 4)
        self.lines += [f"    {name}: true" for name in ("each", "fixed", "consent") if getattr(segment, name)]

    def questions(self) -> None:
        """Write the questions, in rounds if any round has a title."""
        self._begin("questions")
        if not self._draft.questions:
            return
        self.lines.append("questions:")
        titled = any(each.title for each in self._draft.rounds)
        for each in self._draft.rounds:
            if titled:
                self._round(each)
            for question in each.questions:
                self._question(question, 8 if titled else 4)

    def _round(self, each: DraftRound) -> None:
        self._signs(each.signs, 2)
        if each.title and each.title.line == GIVEN:
            self.lines += comment("Added by hostkit: these questions stand outside of the rounds.", 2)
        self._text("round", each.title, 4, "- ")
        self._said("read", each.read, 4)
        self.lines += [f"    choose: {each.choose}"] if each.choose else []
        self.lines += [f"    minutes: {each.minutes}"] if each.minutes else []
        self.lines.append("    questions:")

    def _question(self, question: DraftQuestion, indent: int) -> None:
        self._signs(question.signs, indent - 2)
        self._asked("ask", question.ask, indent, "- ")
        if question.probes:
            self.lines.append(f"{' ' * indent}probes:")
        for probe in question.probes:
            self._probe(probe, indent + 4)
        self._said("note", question.note, indent)
        self.lines += [f"{' ' * indent}skip_if_late: true"] if question.skip_if_late else []

    def _probe(self, probe: Item, indent: int) -> None:
        self._signs(probe.signs, indent - 2)
        self._doubt(probe.text, indent - 2)
        self.lines += item(fold(probe.text.plain), indent)

    def rest(self) -> None:
        """Write the worksheet, the follow-up group, the helps, the goodbye, the tips and the materials."""
        self._list("worksheet", self._draft.worksheet)
        found = self._draft.follow_up
        if found:
            self._begin("follow_up")
            self._signs(found.signs)
            self.lines += ["follow_up:"] if found.name or found.invite or found.url else []
            self._text("name", found.name, 2)
            if found.url:
                self.lines += entry("url", found.url.text, 2)
            self._asked("invite", found.invite, 2)
        self._helps()
        self._list("tips", self._draft.tips)
        self._list("materials", self._draft.materials)

    def _helps(self) -> None:
        """Write the advice for difficult moments and the words of goodbye."""
        if self._draft.helps:
            self._begin("helps")
            self.lines.append("helps:")
        for name, each in self._draft.helps.items():
            self._signs(each.signs, 2)
            self._text(name, each.text, 2)
        if self._draft.goodbye:
            self._begin("end")
            self._signs(self._draft.goodbye.signs)
            self.lines.append("end:")
            self._said("read", self._draft.goodbye.text, 2)

    def notes(self) -> None:
        """Write the notes, which are the passages that no field uses."""
        if self._draft.notes:
            self._begin("notes")
            self.lines.append("notes:")
        for note in self._draft.notes:
            self._doubt(note, 2)
            self.lines += item(fold(note.plain), 4)
