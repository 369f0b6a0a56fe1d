"""Writes a draft as a guide file of format 1, with comments that explain each field and quote titles of the source.

``read_guide`` reads every text back as it was in the source: braces that would be placeholders are doubled, and
asterisks that would be emphasis are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from hostkit.core.characters import fold
from hostkit.core.errors import Problem
from hostkit.core.yaml_writer import comment, entry, item
from hostkit.guides.guide import SEGMENT_MINUTES
from hostkit.importing.draft import (
    GIVEN,
    DraftQuestion,
    DraftRound,
    DraftSegment,
    GuideDraft,
    Item,
    Sign,
    Text,
    TextPiece,
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
    for key, value in draft.parts().items():
        writer.part(key, value)
    return "\n".join(writer.lines) + "\n"


class _Writer:
    """Writes the file key by key; ``lines`` holds its lines."""

    def __init__(self, draft: GuideDraft, missing: Sequence[Problem]) -> None:
        self._draft = draft
        self._missing = missing
        self._unsure = dict(draft.unsure)
        rounds = [each.minutes for each in draft.rounds if each.title]
        self._usual = not rounds or not all(rounds)
        self.lines = comment(
            f'Made by hostkit import from "{draft.source}". Every word of it stands here: as a text, quoted in a '
            "comment like this one, or under notes. Comments print nowhere; take them out when you like."
        )
        if draft.left_out:
            signs = "; ".join(f"{draft.unit} {sign.line}: {sign.text}" for sign in draft.left_out)
            self.lines += comment(f"Left out, since no font here has them: {signs}")
        self.lines.append("hostkit: 1")

    def part(self, key: str, value: object) -> None:
        """Write a key of the guide with the comment that explains it, unless the text has nothing of it."""
        signs = (*self._draft.signs.get(key, ()), *getattr(value, "signs", ()))
        if not value and not signs and key not in ("title", "questions"):
            return
        self.lines += ["", *comment(_ABOUT[key])]
        self._say_missing(key)
        self._signs(signs)
        if key == "title":
            title = self._draft.title
            if title and title.line == GIVEN:
                self.lines += comment("The text has no title; this is the name of its file.")
            self._value(key, value, 0)
            self._value("language", self._draft.language, 0)
            value, key = theme_for(title.plain if title else ""), "theme"
        if key == "worksheet":
            value = tuple(DraftQuestion(each.text, signs=each.signs) for each in self._draft.worksheet)
        self._value(key, value, 0)

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

    def _value(self, key: str, value: Any, indent: int, lead: str = "") -> None:
        """Write a key with its value, if it has any; ``lead`` is "- " before the first key of a list item."""
        before = " " * (indent - len(lead))
        if isinstance(value, Text):
            self._doubt(value, len(before))
            # "read" and "note" may have placeholders and emphasis, "ask" and "invite" placeholders, others neither.
            written = spoken(value.marked) if key in ("read", "note") else fold(value.plain)
            self.lines += entry(
                key, asked(value.plain) if key in ("ask", "invite") else written, indent, lead
            )
        elif isinstance(value, TextPiece):
            self.lines += entry(key, value.text, indent, lead)
        elif isinstance(value, bool | int | str):
            said = str(value).lower() if isinstance(value, bool) else value
            self.lines += [f"{before}{lead}{key}: {said}"] if value else []
        elif isinstance(value, dict) and value:
            self.lines.append(f"{before}{key}:")
            for name, each in value.items():
                self._signs(each.signs, indent + 2)
                self._value(name, each.text, indent + 2)
        elif isinstance(value, tuple) and value:
            self.lines.append(f"{before}{key}:")
            for each in value:
                self._item(each, indent + 4)
        elif value and any(getattr(value, each.name) for each in fields(value) if each.name != "signs"):
            self.lines.append(f"{before}{key}:")
            self._say_missing(f"{key}.title", indent + 2)
            self._fields(value, indent + 2)

    def _item(self, each: Any, indent: int) -> None:
        """Write an item of a list: a text, or a segment, round or question with its fields."""
        if isinstance(each, DraftSegment) and each.added:
            self.lines += comment("Added by hostkit: the text has no such part.", indent - 2)
        if not isinstance(each, Text):
            self._signs(each.signs, indent - 2)
        if isinstance(each, DraftRound) and each.title and each.title.line == GIVEN:
            self.lines += comment(
                "Added by hostkit: these questions stand outside of the rounds.", indent - 2
            )
        if isinstance(each, Text | Item):
            text = each.text if isinstance(each, Item) else each
            self._doubt(text, indent - 2)
            self.lines += item(fold(text.plain), indent)
        else:
            self._fields(each, indent, "- ")

    def _fields(self, node: Any, indent: int, lead: str = "") -> None:
        """Write the fields of a part as keys."""
        for each in fields(node):
            value, key = getattr(node, each.name), each.name
            if key == "minutes" and not value and isinstance(node, DraftSegment):
                if node.kind != "questions" or self._usual:
                    usual = SEGMENT_MINUTES[node.kind]
                    self.lines.append(
                        f"{' ' * indent}minutes: {usual}  # hostkit's usual; the text says none"
                    )
            elif key not in ("signs", "added"):
                key = "round" if key == "title" and isinstance(node, DraftRound) else key
                self._value("segment" if key == "kind" else key, value, indent, lead)
                lead = ""
