"""The whole way of an import, on one screen: bytes, paragraphs, sections, draft, YAML. Knows nothing of terminals.

Raises what its steps raise: SourceError for a file that is refused, UsageError for a language that is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hostkit.core.errors import Position, Problem, refused
from hostkit.core.values import slug
from hostkit.guides.read_guide import MOST_QUESTIONS
from hostkit.importing.assemble import assemble
from hostkit.importing.coverage import Coverage, coverage, without_loss
from hostkit.importing.decoding import decode
from hostkit.importing.draft import GIVEN, GuideDraft, Text, TextPiece
from hostkit.importing.fitting import fitted
from hostkit.importing.markdown import looks_like_markdown
from hostkit.importing.paragraph import SourceParagraph
from hostkit.importing.paragraphs import read_paragraphs
from hostkit.importing.reading import MARKDOWN, WORD, SourceFile
from hostkit.importing.symbols import without_pictures
from hostkit.importing.title_forms import is_title
from hostkit.importing.words import ENOUGH, FEWEST, ImportWords, key_of, words_for
from hostkit.importing.write_guide import write_guide

MOST_ASKING = 1_000
"""Paragraphs with a question mark: with their probes, a hundred questions have fewer."""

FALLBACK = "imported"
"""The topic of a text from a pipe that has no title."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A text as a guide: its topic, its YAML, what it was made of and what is to be said about it."""

    topic: str
    yaml: str
    draft: GuideDraft
    words: ImportWords
    coverage: Coverage
    missing: tuple[Problem, ...]


def import_source(source: SourceFile, language: str | None = None) -> Imported:
    """Return the guide that a source is; ``language`` is a tag, found by itself when None."""
    if source.kind == WORD:
        # Why here: most texts are none.
        from hostkit.importing.word import read_word

        paragraphs, changes = read_word(source)
        words = words_for("\n".join(paragraph.plain for paragraph in paragraphs), language)
        unit = "paragraph"
    else:
        decoded = decode(source.data, source.name)
        words = words_for(decoded.text, language)
        paragraphs = _paragraphs(source, decoded.text, words)
        changes, unit = decoded.changes, "line"
    if not paragraphs:
        raise refused("import-no-words", source.name, "the file holds no words.", "Name a file with a text.")
    _refuse_too_many(sum(paragraph.asks for paragraph in paragraphs), source.name, MOST_ASKING)
    paragraphs, pictures = without_pictures(paragraphs)
    lines = [(paragraph.line, paragraph.whole) for paragraph in paragraphs]
    draft = assemble(paragraphs, words, source.name.rpartition("/")[2], unit)
    draft = without_loss(fitted(_titled(draft, source.stem)), lines)
    draft = replace(
        draft, left_out=pictures, remarks=(*changes, *_language(paragraphs, words), *draft.remarks)
    )
    _refuse_too_many(len(draft.questions), source.name, MOST_QUESTIONS)
    found = missing(draft)
    return Imported(_topic(draft), write_guide(draft, found), draft, words, coverage(draft, lines), found)


def _paragraphs(source: SourceFile, text: str, words: ImportWords) -> list[SourceParagraph]:
    def titled(line: str) -> bool:
        return is_title(line, words)

    is_markdown = source.kind == MARKDOWN or looks_like_markdown(text)
    return read_paragraphs(
        text, is_markdown=is_markdown, is_title=titled, name=source.name, tags=source.kind == MARKDOWN
    )


def _titled(draft: GuideDraft, stem: str) -> GuideDraft:
    """Return the draft with the file's name for a title, where the text has none."""
    name = " ".join(stem.replace("_", " ").replace("-", " ").split())
    if draft.title or not name:
        return draft
    remark = "The text names no topic: the title is the file's name. Write a better one."
    title = Text((TextPiece(name[:1].upper() + name[1:], GIVEN),))
    return replace(draft, title=title, remarks=(*draft.remarks, remark))


def _language(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> tuple[str, ...]:
    """Return a remark where the text is hardly in the language that it was taken for."""
    told = [word for paragraph in paragraphs for word in key_of(paragraph.plain)]
    known = sum(word in words.small for word in told)
    if len(told) < ENOUGH or known * FEWEST > len(told):
        return ()
    return (
        f"The text seems not to be in {words.name}: write its language into the file, and check what was found.",
    )


def _refuse_too_many(count: int, name: str, most: int) -> None:
    if count > most:
        wrong = f"the text holds {count} questions; {MOST_QUESTIONS} is the most for one evening."
        raise refused("import-too-long", name, wrong, "Split it into several texts, and import each.")


def _topic(draft: GuideDraft) -> str:
    return slug(draft.title.plain) if draft.title else FALLBACK


def missing(draft: GuideDraft) -> tuple[Problem, ...]:
    """Return what a guide needs and the draft does not have, each with what to do."""
    found = []
    if draft.title is None:
        remedy = 'Write "title: ..." into the file.'
        found.append(_missing_part("title", "the text names no topic.", remedy))
    count = len(draft.questions)
    if count < 2:
        what = "no question was" if count == 0 else "only one question was"
        remedy = "A guide needs two or more: write them under questions."
        found.append(_missing_part("questions", f"{what} found.", remedy))
    if draft.pre_read and draft.pre_read.title is None:
        remedy = "Write what it is called, or take pre_read out."
        found.append(_missing_part("pre_read.title", "the text says nothing of it.", remedy))
    return tuple(found)


def _missing_part(part: str, wrong: str, remedy: str) -> Problem:
    return Problem("import-part-missing", Position("", field=part), wrong, remedy)
