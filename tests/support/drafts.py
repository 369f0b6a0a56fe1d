"""Drafts of guides, made of texts written in a test; what of them a test asks."""

from __future__ import annotations

from hostkit.importing.assemble import assemble
from hostkit.importing.draft import DraftPreRead, DraftSegment, GuideDraft
from hostkit.importing.heads import is_title
from hostkit.importing.labels import labels_of
from hostkit.importing.paragraphs import read_paragraphs
from hostkit.importing.text_language import words_for

ASKED = "\nQuestions\n1. Why?\n2. Who?\n"


def draft(text: str, *, markdown: bool = False, language: str = "en") -> GuideDraft:
    words = words_for(text, language)
    found = read_paragraphs(text, is_markdown=markdown, is_title=lambda line: is_title(line, words), name="x")
    return assemble(labels_of(found, words), words, "x")


def asked(made: GuideDraft) -> list[tuple[str, list[str]]]:
    return [(q.ask.plain, [probe.text.plain for probe in q.probes]) for q in made.questions]


def notes(made: GuideDraft) -> list[str]:
    return [note.plain for note in made.notes]


def segment(made: GuideDraft, kind: str) -> DraftSegment:
    return next(each for each in made.segments if each.kind == kind)


def reading(text: str) -> DraftPreRead:
    found = draft(f"Trust\n\nPre-read\n{text}\n{ASKED}").pre_read
    assert found is not None
    return found


def texts(found: DraftPreRead) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    title, author, publisher, why = (
        text.plain if text else None for text in (found.title, found.author, found.publisher, found.why)
    )
    return title, author, publisher, found.url.text if found.url else None, why
