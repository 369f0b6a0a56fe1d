"""Words the mail to a host: a template of the organizer's own, or the fixed words, filled in for the host's evenings.

A paragraph of a template that names a detail of an evening is repeated for each of them. A line is left out if none of
the names in it has a value, and so is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeAlias

from hostkit.batch.host_records import PRINTED, EveningChange, ToldEvening
from hostkit.batch.records import FileRecord, Records
from hostkit.batch.season import SeasonEvent, paper_name
from hostkit.batch.work import Job
from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import Position, Problem, SourceError
from hostkit.core.input_files import BadByte, decode, encoding_of, read_within, with_unix_line_ends
from hostkit.core.wording import advice, display_path, nearest, quoted
from hostkit.events.event import event_names
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language
from hostkit.planning.clock import TimeWords
from hostkit.planning.print_plan import CALENDAR

Template: TypeAlias = Sequence[Sequence[str]]
"""The lines of each paragraph."""

OF_HOST = ("host", "season", "changes", "zip")
OF_EVENING = (*(name for name in event_names() if name not in OF_HOST), "series", "hours", "print")
"""The names that a template may have in braces: those of the whole mail, and those of an evening."""

_NAME = re.compile(r"\{\{|\{([^{}\n]*)\}|\{")
_LARGEST = 100_000
"""The most bytes of a template: a hundred times a long mail."""


def usual_template(words: Language) -> Template:
    """Return the template made of the fixed words of a language."""
    hello, attached, changed, guests, folder, to_print, thanks = (
        words.words[f"mail.{name}"]
        for name in ("hello", "attached", "changed", "guests", "folder", "print", "thanks")
    )
    evening = ("{topic}", "{date}", "{hours}", "{place}", guests, folder, to_print)
    return (hello,), (attached,), (changed,), evening, (thanks,)


def read_template(path: Path) -> Template:
    """Return the template in a text file. Raises SourceError for an unreadable file, and with every unknown name."""
    file = display_path(path)
    data = read_within(path, _LARGEST, wanted="a text file")
    text = decode(data, encoding_of(data))
    if isinstance(text, BadByte):
        at = Position(file, text.line, text.column)
        raise SourceError(Problem("file-not-utf-8", at, "the text is not UTF-8.", "Save it as UTF-8."))
    if len(data) > _LARGEST:
        what = f"has more than {_LARGEST} bytes."
        raise SourceError(Problem("file-too-large", Position(file), what, "Write a mail of a page or two."))
    lines = [line.rstrip() for line in with_unix_line_ends(text).split("\n")]
    problems = [problem for number, line in enumerate(lines, 1) for problem in _faults(file, number, line)]
    if not any(lines):
        problems = [Problem("file-empty", Position(file), "there is nothing in it.", "Write the mail.")]
    if problems:
        raise SourceError(*problems)
    return [paragraph.split("\n") for paragraph in re.split("\n{2,}", "\n".join(lines).strip("\n"))]


def _faults(file: str, number: int, line: str) -> Iterator[Problem]:
    known = (*OF_HOST, *OF_EVENING)
    for found in _NAME.finditer(line):
        name, at = found[1], Position(file, number, found.start() + 1)
        if name is None and found[0] == "{":
            yield Problem("placeholder-not-closed", at, 'a "{" is never closed.', "Write {{ for {.")
        elif name is not None and name not in known:
            what = f"hostkit does not know what to fill in for {quoted(found[0])}."
            values = {"name": name, "known": list(known), "nearest": nearest(name, known)}
            yield Problem("placeholder-unknown", at, what, advice(name, known), values)


Values: TypeAlias = Mapping[str, str]


def filled(template: Template, of_host: Values, evenings: Sequence[Values]) -> bytes:
    """Return the bytes of the mail; a name without a value has none in these mappings, or ""."""
    paragraphs: list[str] = []
    for lines in template:
        is_of_evening = any(name in OF_EVENING for line in lines for name in _names(line))
        for values in evenings if is_of_evening else [{}]:
            paragraphs += _paragraph(lines, {**of_host, **values})
    return ("\n\n".join(paragraphs) + "\n").encode()


def _names(line: str) -> list[str]:
    return [found[1] for found in _NAME.finditer(line) if found[1]]


def _paragraph(lines: Sequence[str], values: Values) -> list[str]:
    names = {name for line in lines for name in _names(line)}
    if names and not any(values.get(name) for name in names):
        return []
    kept = [line for line in lines if not _names(line) or any(map(values.get, _names(line)))]
    text = "\n".join(_line(line, values) for line in kept)
    return ["\n".join(line.rstrip() for line in text.split("\n") if line.strip())]


def _line(line: str, values: Values) -> str:
    return _NAME.sub(lambda found: "{" if found[1] is None else values.get(found[1], ""), line)


class MailWords(NamedTuple):
    """Words evenings and changes in a language, with times on its clock."""

    words: Language
    times: TimeWords

    def evening(self, job: Job, event: SeasonEvent, guide: Guide, kit: Records) -> Values:
        """Return the values of an evening by their names in templates, in words."""
        given = {**job.event._asdict(), **job.options._asdict()}
        values = {name: _text(value) for name, value in given.items()}
        start, day, series = event.start, event.date, job.event.series or guide.series
        return {
            **values,
            "id": job.id,
            "topic": event.title,
            "series": series.text if series else "",
            "date": self.words.date_alone(day) if day else "",
            "start": "" if start is None else self.times.in_words(start),
            "hours": self._hours(start, event.minutes),
            "minutes": str(event.minutes),
            "print": self.to_print(kit),
        }

    def to_print(self, kit: Records) -> str:
        """Return a line for each file to print."""
        return self._list(self._file(record) for record in kit if record.pages)

    def changes(self, changes: Iterable[EveningChange]) -> str:
        """Return the lines that say what has changed."""
        return self._list(self._item(list(group)) for _, group in groupby(changes, lambda each: each.event))

    def _item(self, changes: Sequence[EveningChange]) -> str:
        """Return the sentences about what has changed of one evening, which the first one names."""
        sentences = [self._sentence(change) for change in changes]
        if changes[0].kind in ("reprint", "resend"):
            sentences = [f"{self._called(changes[0].now)}.", *sentences]
        return " ".join(sentences)

    def _sentence(self, change: EveningChange) -> str:
        now, before = change.now, change.before
        printed = [file for file in now.files if file.endswith(PRINTED)]
        differs = [file for file in printed if before and before.files.get(file) != now.files[file]]
        kind: str = change.kind
        if kind == "canceled" and CALENDAR in now.files:
            kind = "canceled_entry"
        elif kind == "given" and not now.host:
            kind = "given_away"
        elif kind == "reprint" and differs == printed:
            kind = "reprint_all"
        # An evening that a host has lost is called as the host knows it.
        is_lost = before is not None and change.kind in ("canceled", "given")
        return self.words(
            f"mail.{kind}",
            evening=self._called(before if is_lost and before else now),
            before=before and (before.title if kind == "topic" else self._when(before)),
            host=now.earlier_host if kind == "taken_over" else now.host,
            place=now.place or self.words("mail.no_place"),
            file=f"{change.event}/{CALENDAR}",
            files=", ".join(f"{change.event}/{file}" for file in differs),
        )

    def _called(self, evening: ToldEvening) -> str:
        return self.words("mail.evening", title=evening.title, when=self._when(evening))

    def _when(self, evening: ToldEvening) -> str:
        if evening.date is None:
            return self.words("run_sheet.no_date")
        day, hours = (
            self.words.date(date.fromisoformat(evening.date)),
            self._hours(evening.start, evening.minutes),
        )
        return self.words("mail.when", date=day, hours=hours) if hours else day

    def _hours(self, start: int | None, minutes: int) -> str:
        return "" if start is None else self.times.span(start, start + minutes)

    def _file(self, record: FileRecord) -> str:
        words, paper = self.words, paper_name(record.paper or "", self.words)
        return words(
            "mail.file",
            file=record.file,
            copies=words("print_plan.copies", record.copies),
            sheets=words("print_plan.sheets", record.sheets, paper=paper),
            sides=words(f"print_plan.{record.sides}"),
        )

    def _list(self, texts: Iterable[str]) -> str:
        items = [self.words("mail.item", text=text) for text in texts]
        return "\n".join(["", *items]) if items else ""


def _text(value: object) -> str:
    """Return a value of an event or of its printing as a mail shows it."""
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, Link):
        return value.url
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
