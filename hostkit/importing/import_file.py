"""Runs an import: from bytes to paragraphs, sections, a draft and YAML, with a count of how every word was used.

It raises SourceError for a file that is refused and UsageError for an unknown language.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hostkit.core.errors import Position, Problem, refused
from hostkit.core.values import slug
from hostkit.core.wording import quoted
from hostkit.guides.read_guide import MOST_QUESTIONS
from hostkit.importing.assemble import assemble
from hostkit.importing.draft import GIVEN, GuideDraft, Sign, Text, TextPiece, Use, uses
from hostkit.importing.fitting import fitted
from hostkit.importing.heads import is_title, with_whole_title
from hostkit.importing.labels import Label, labels_of, read_parts
from hostkit.importing.marked_text import looks_like_markdown
from hostkit.importing.paragraph import SourceParagraph, words_of
from hostkit.importing.paragraphs import read_paragraphs
from hostkit.importing.source_file import MARKDOWN, WORD, SourceFile, read_text
from hostkit.importing.text_language import UNKNOWN, words_for
from hostkit.importing.words import ImportWords
from hostkit.importing.write_guide import write_guide

_WITH = frozenset("\ufe0e\ufe0f\u200d\u20e3")
"""Variation selectors and joiners, which only modify the emoji before them."""


def without_pictures(paragraphs: Sequence[SourceParagraph]) -> tuple[list[SourceParagraph], tuple[Sign, ...]]:
    """Return the paragraphs without emoji and symbols that no font has, and the removed characters with their lines."""
    left: list[Sign] = []
    found = []
    for paragraph in paragraphs:
        text, taken = _parted(paragraph.text)
        marker, more = _parted(paragraph.marker)
        if taken or more:
            left.append(Sign(more + taken, paragraph.line))
            paragraph = replace(paragraph, text=text.strip(), marker=marker)
        found.append(paragraph)
    return found, tuple(left)


def _parted(text: str) -> tuple[str, str]:
    """Return a text without the characters that no font has, and those characters."""
    if text.isascii():
        return text, ""
    kept, taken = "", ""
    before = False
    for c in text:
        before = _is_lost(c) or (before and (c in _WITH or unicodedata.category(c) == "Sk"))
        if before:
            taken += c
        else:
            kept += c
    return (" ".join(kept.split(" ")).replace("  ", " "), taken) if taken else (text, "")


def _is_lost(c: str) -> bool:
    if unicodedata.category(c) not in ("So", "Cn"):
        return False
    # Imported here so that fonts are opened only if a text has symbols.
    from hostkit.typesetting.fonts import face_for

    return face_for("text", c) is None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The number of words of a source by use.

    ``parts`` pairs each field, in the order of the guide and without notes, with its number of words. ``understood``
    counts the words read as structure, ``notes`` those in notes, and ``lost`` those in neither. ``uses`` lists every
    use by line.
    """

    parts: tuple[tuple[str, int], ...]
    understood: int
    notes: int
    lost: int
    uses: tuple[Use, ...]

    @property
    def used(self) -> int:
        """The number of words used in fields of the guide, without notes."""
        return sum(count for _, count in self.parts)


def without_loss(draft: GuideDraft, source: Sequence[tuple[int, str]]) -> GuideDraft:
    """Return the draft with a note for each line of the source that has words missing from the draft."""
    have: dict[int, Counter[str]] = {}
    for use in uses(draft):
        have.setdefault(use.line, Counter()).update(words_of(use.text))
    wanted: dict[int, Counter[str]] = {}
    for line, text in source:
        wanted.setdefault(line, Counter()).update(words_of(text))
    short = {line for line, words in wanted.items() if words - have.get(line, Counter())}
    more = [Text((TextPiece(text, line),)) for line, text in source if line in short]
    if not more:
        return draft
    notes = sorted([*draft.notes, *more], key=lambda note: note.line)
    return replace(draft, notes=tuple(notes))


def coverage(draft: GuideDraft, source: Sequence[tuple[int, str]]) -> Coverage:
    """Return the number of words by use; a word that is in a field and in a note counts for the field."""
    left = Counter(word for _, text in source for word in words_of(text))
    total = sum(left.values())
    parts: dict[str, int] = {}
    understood = notes = 0
    every = list(uses(draft))
    for use in sorted(every, key=lambda use: (use.understood, use.part == "notes")):
        taken = 0
        for word in words_of(use.text):
            if left[word] > 0:
                left[word] -= 1
                taken += 1
        if use.part == "notes":
            notes += taken
        elif use.understood:
            understood += taken
        else:
            parts[use.part] = parts.get(use.part, 0) + taken
    order = dict.fromkeys(use.part for use in every)
    lost = total - sum(parts.values()) - understood - notes
    ordered = tuple((part, parts[part]) for part in order if parts.get(part))
    return Coverage(ordered, understood, notes, lost, tuple(sorted(every, key=lambda use: use.line)))


MOST_ASKING = 1_000
"""The most paragraphs with a question mark. A hundred questions with their probes have fewer."""

FALLBACK = "imported"
"""The topic of a text that comes from a pipe and has no title."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported guide: its topic and YAML text, the draft, and the words of its language.

    ``coverage`` counts the words by use, and ``missing`` holds a problem for each part that a guide needs and the text
    lacks.
    """

    topic: str
    yaml: str
    draft: GuideDraft
    words: ImportWords
    coverage: Coverage
    missing: tuple[Problem, ...]


def paragraphs_of(
    source: SourceFile, language: str | None
) -> tuple[list[SourceParagraph], ImportWords, tuple[str, ...], str]:
    """Return the paragraphs of a source, the words of its language, what was changed in it, and what lines count."""
    if source.kind == WORD:
        # Imported here because most sources are not Word files.
        from hostkit.importing.word import read_word

        paragraphs, changes = read_word(source)
        words = words_for("\n".join(paragraph.plain for paragraph in paragraphs), language)
        return paragraphs, words, changes, "paragraph"
    decoded = read_text(source.data, source.name)
    words = words_for(decoded.text, language)
    return _paragraphs(source, decoded.text, words), words, decoded.changes, "line"


def import_source(source: SourceFile, language: str | None = None, title: str | None = None) -> Imported:
    """Return the guide made from a source.

    ``language`` is a tag, or None to detect the language from the text; ``title`` takes the place of the text's own.
    """
    return import_labels(label_source(source, language), title)


@dataclass(frozen=True, slots=True)
class LabeledSource:
    """A source with the labels of its paragraphs.

    ``words`` are those of its language or of the likeliest one, and ``unit`` says what lines count. ``remarks`` say
    what was changed in the text, and ``pictures`` are characters that no font has.
    """

    source: SourceFile
    labels: tuple[Label, ...]
    words: ImportWords
    unit: str
    lines: tuple[tuple[int, str], ...]
    remarks: tuple[str, ...]
    pictures: tuple[Sign, ...]


def label_source(source: SourceFile, language: str | None = None) -> LabeledSource:
    """Return the labels of a source. Raises SourceError for a file that is refused."""
    paragraphs, words, changes, unit = paragraphs_of(source, language)
    said: dict[int, str] = {}
    if source.kind != WORD and (marked := read_parts(read_text(source.data, source.name).text)):
        text, said = marked
        words = words_for(text, language)
        paragraphs = read_paragraphs(text, is_markdown=False, is_title=lambda _: True, name=source.name)
    if not paragraphs:
        raise refused("import-no-words", source.name, "the file holds no words.", "Name a file with a text.")
    _refuse_too_many(sum(paragraph.asks for paragraph in paragraphs), source.name, MOST_ASKING)
    paragraphs, pictures = without_pictures(paragraphs)
    lines = tuple((paragraph.line, paragraph.whole) for paragraph in paragraphs)
    labels = labels_of(paragraphs, words, said)
    return LabeledSource(source, labels, words, unit, lines, (*changes, *_language(words)), pictures)


def import_labels(found: LabeledSource, title: str | None = None) -> Imported:
    """Return the guide made from the labels of a source."""
    source, words = found.source, found.words
    draft = assemble(found.labels, words, source.name.rpartition("/")[2], found.unit)
    draft = without_loss(fitted(_titled(draft, source.stem, title)), found.lines)
    draft = replace(draft, left_out=found.pictures, remarks=(*found.remarks, *draft.remarks))
    _refuse_too_many(len(draft.questions), source.name, MOST_QUESTIONS)
    lacking = missing(draft)
    return Imported(
        _topic(draft), write_guide(draft, lacking), draft, words, coverage(draft, found.lines), lacking
    )


def _paragraphs(source: SourceFile, text: str, words: ImportWords) -> list[SourceParagraph]:
    def titled(line: str) -> bool:
        return is_title(line, words)

    is_markdown = source.kind == MARKDOWN or looks_like_markdown(text)
    found = read_paragraphs(
        text, is_markdown=is_markdown, is_title=titled, name=source.name, tags=source.kind == MARKDOWN
    )
    return with_whole_title(found, words)


def _titled(draft: GuideDraft, stem: str, given: str | None) -> GuideDraft:
    """Return the draft with the given title, or with the file name as its title if it has none."""
    if given:
        written = Text((TextPiece(given, GIVEN),))
        old = [Sign(piece.text, piece.line) for piece in draft.title.pieces] if draft.title else []
        signs = {**draft.signs, "title": (*draft.signs.get("title", ()), *old)}
        return replace(draft, title=written, signs=signs)
    name = " ".join(stem.replace("_", " ").replace("-", " ").split())
    if draft.title or not name:
        return draft
    remark = "The text names no topic: the title is the file's name. Write a better one."
    title = Text((TextPiece(name[:1].upper() + name[1:], GIVEN),))
    return replace(draft, title=title, remarks=(*draft.remarks, remark))


def _language(words: ImportWords) -> tuple[str, ...]:
    """Return a remark on a text in a language of which hostkit knows no words, or nothing."""
    if not words.is_foreign:
        return ()
    if words.language == UNKNOWN:
        return (
            "The language of the text was not recognized: name it with --language, and check what was found.",
        )
    return (
        f"hostkit knows no words of the language {quoted(words.language)}: check what was found. The kit's fixed "
        "words will be in another; choose them with hostkit build --language.",
    )


def _refuse_too_many(count: int, name: str, most: int) -> None:
    if count > most:
        what = f"the text holds {count} questions; {MOST_QUESTIONS} is the most for one evening."
        raise refused("import-too-long", name, what, "Split it into several texts, and import each.")


def _topic(draft: GuideDraft) -> str:
    return slug(draft.title.plain) if draft.title else FALLBACK


def missing(draft: GuideDraft) -> tuple[Problem, ...]:
    """Return a problem for each thing that a guide needs and the draft lacks."""
    found = []
    if draft.title is None:
        remedy = 'Write "title: ..." into the file.'
        found.append(_missing_part("title", "the text names no topic.", remedy))
    count = len(draft.questions)
    if count == 0:
        remedy = "Write one or more under questions."
        found.append(_missing_part("questions", "no question was found.", remedy))
    if draft.pre_read and draft.pre_read.title is None:
        remedy = "Write what it is called, or take pre_read out."
        found.append(_missing_part("pre_read.title", "the text says nothing of it.", remedy))
    return tuple(found)


def _missing_part(part: str, what: str, remedy: str) -> Problem:
    return Problem("import-part-missing", Position("", field=part), what, remedy)
