"""A guide file in, a Guide out, or every problem of the file at once.

Format version 1; translations are known and refused in words of their own. Knows nothing of events or of layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hostkit.codes.links import read_link
from hostkit.core.errors import refused
from hostkit.core.values import slug
from hostkit.core.wording import quoted
from hostkit.core.yaml_advice import GUIDE_KEYS
from hostkit.core.yaml_blocks import YamlBlock, YamlReading
from hostkit.guides.guide import (
    CHOICES,
    SEGMENT_MINUTES,
    Credit,
    FollowUp,
    Guide,
    Helps,
    PreRead,
    Prompt,
    Question,
    Round,
    Segment,
)
from hostkit.guides.languages import language_tag

FORMAT = 1
LONGEST_SEGMENT = 480
"""Minutes: a working day."""
MOST_QUESTIONS = 100
"""More than any evening holds; a longer list is a slip, and composing it would take long."""

_OWN_PART = 'For a part of your own, such as a break, write "segment: custom" and a title.'
_LINES = 4
MOST_LINES = 40
"""Writing lines of one prompt when none are named, and at most; a page holds fewer."""

_TOP = (
    "hostkit", "title", "series", "language", "definition", "credit", "pre_read", "agreements", "run_of_show",
    "questions", "worksheet", "follow_up", "helps", "tips", "materials", "notes", "translations",
)  # fmt: skip
_SEGMENT = ("segment", "minutes", "title", "read", "ask", "note", "each", "fixed", "consent")
_QUESTION = ("ask", "probes", "note", "skip_if_late")
_ROUND = ("round", "read", "choose", "minutes", "questions")
_PRE_READ = ("title", "publisher", "author", "url", "opens", "why", "required")


def read_guide(path: Path) -> Guide:
    """Read a guide.

    Raises:
        SourceError: with every problem of the file, in the order of its lines.

    """
    reading = YamlReading.of(path, GUIDE_KEYS)
    root = reading.root(_TOP)
    if root and not any(map(root.mentions, ("hostkit", "title", "run_of_show", "questions"))):
        wrong = "this is no guide: it has no title, no run_of_show and no questions."
        remedy = "If it is an event file, write --event before its name."
        raise refused("guide-not-a-guide", reading.file, wrong, remedy)
    if root is None or not _is_known_format(root):
        reading.done()
    assert root is not None
    guide = _guide(root, path)
    reading.done()
    return guide


def _is_known_format(root: YamlBlock) -> bool:
    """Check the version. A file of an unknown one is judged no further: its keys may mean something else."""
    version = root.parsed("hostkit", lambda text, at: text)
    if version is None:
        remedy = f'Write "hostkit: {FORMAT}" on the first line.'
        root.report_missing("hostkit", remedy, "the format version is missing.")
        return True
    if version != str(FORMAT):
        wrong = f"{quoted(version)} is no format that this version of hostkit reads; it reads {FORMAT}."
        root.report(
            "hostkit", "guide-unknown-format", wrong, f'Write "hostkit: {FORMAT}", or use a newer hostkit.'
        )
        return False
    return True


def _guide(root: YamlBlock, path: Path) -> Guide:
    if root.has("translations"):
        wrong = "a translation is part of the format, but this version of hostkit cannot print it yet."
        root.report(
            "translations", "guide-translations", wrong, "Take the key out; write one guide a language."
        )
    questions, rounds = _questions(root)
    return Guide(
        topic=slug(path.stem),
        path=path,
        title=root.required_text("title"),
        series=root.text("series"),
        language=root.parsed("language", language_tag) or "en",
        definition=root.text("definition"),
        credit=_credit(root),
        pre_read=_pre_read(root),
        agreements=root.texts("agreements"),
        run_of_show=_run_of_show(root, _minutes_of(rounds)),
        questions=questions,
        rounds=rounds,
        worksheet=_worksheet(root),
        follow_up=_follow_up(root),
        helps=_helps(root),
        tips=root.texts("tips"),
        materials=root.texts("materials"),
        notes=root.texts("notes"),
    )


def _credit(root: YamlBlock) -> Credit | None:
    block = root.block("credit", ("text", "url"))
    return Credit(block.required_text("text"), block.parsed("url", read_link)) if block else None


def _pre_read(root: YamlBlock) -> PreRead | None:
    block = root.block("pre_read", _PRE_READ)
    if block is None:
        return None
    return PreRead(
        title=block.required_text("title"),
        publisher=block.text("publisher"),
        author=block.text("author"),
        url=block.parsed("url", read_link),
        opens=block.text("opens"),
        why=block.text("why"),
        required=block.yes_no("required"),
    )


def _run_of_show(root: YamlBlock, rounds: int | None) -> tuple[Segment, ...]:
    """Return the segments; ``rounds`` are the minutes that the rounds take together, where each says its own."""
    root.required_list("run_of_show", "List the segments in order; one of them is questions.")
    usual = {**SEGMENT_MINUTES, **({"questions": rounds} if rounds else {})}
    segments = [_segment(block, usual) for block in root.blocks("run_of_show", _SEGMENT)]
    _check_segments(root, segments)
    return tuple(segments)


def _check_segments(root: YamlBlock, segments: list[Segment]) -> None:
    """Check that exactly one segment holds the questions."""
    found = [segment.at for segment in segments if segment.kind == "questions"]
    if not found and segments and all(segment.kind for segment in segments):
        root.report(
            "run_of_show",
            "guide-questions-segments",
            "has no questions segment.",
            'Add "- segment: questions" where the cards come.',
        )
    for at in found[1:]:
        wrong = f"is a second questions segment; the first is on line {found[0].line}."
        root.reading.report_at(at, "guide-questions-segments", wrong, "Keep one of them.")


def _segment(block: YamlBlock, usual: Mapping[str, int]) -> Segment:
    kind = block.choice("segment", tuple(SEGMENT_MINUTES), _OWN_PART) or ""
    title = block.text("title")
    if kind == "custom" and not block.has("title"):
        remedy = "Write what the host sheet is to call it."
        block.report_missing("title", remedy, "a custom segment needs a title.")
    return Segment(
        kind=kind,
        minutes=block.number("minutes", 1, LONGEST_SEGMENT, usual.get(kind, 1)),
        at=block.at,
        title=title,
        read=block.text("read", placeholders=True),
        ask=block.text("ask", placeholders=True),
        note=block.text("note", placeholders=True),
        each=block.yes_no("each"),
        fixed=block.yes_no("fixed"),
        consent=block.yes_no("consent"),
    )


def _questions(root: YamlBlock) -> tuple[tuple[Question, ...], tuple[Round, ...]]:
    """Return all questions, and the rounds that they stand in. Numbers run through."""
    count = root.required_list("questions", "Write two or more questions.")
    asked: list[Question] = []
    rounds: list[Round] = []
    alone: YamlBlock | None = None
    for block in root.blocks("questions", lambda keys: _ROUND if "round" in keys else _QUESTION):
        if block.mentions("round"):
            rounds.append(_round(block, asked))
        else:
            alone = block
            asked.append(_question(block, len(asked) + 1))
    if rounds and alone:
        wrong = "is a question beside rounds, in none of them."
        remedy = "Put every question into a round, or take the rounds out."
        root.reading.report_at(alone.at, "guide-question-beside-rounds", wrong, remedy)
    if len(asked) > MOST_QUESTIONS:
        wrong, remedy = f"holds {len(asked)} questions.", f"Keep {MOST_QUESTIONS} at most."
        root.report(
            "questions", "guide-number-of-questions", wrong, remedy, count=len(asked), most=MOST_QUESTIONS
        )
    if len(asked) == 1 and count <= 1:
        root.report(
            "questions", "guide-number-of-questions", "holds one question only.", "Write two or more."
        )
    return tuple(asked), tuple(rounds)


def _round(block: YamlBlock, asked: list[Question]) -> Round:
    """Return a round and put its questions behind those ``asked`` before."""
    first = len(asked) + 1
    block.required_list("questions", "Write one question or more.")
    asked += [
        _question(inner, number) for number, inner in enumerate(block.blocks("questions", _QUESTION), first)
    ]
    return Round(
        title=block.required_text("round"),
        first=first,
        last=len(asked),
        read=block.text("read", placeholders=True),
        choose=block.choice("choose", CHOICES) if block.has("choose") else None,
        minutes=block.number("minutes", 1, LONGEST_SEGMENT, 0) or None,
    )


def _minutes_of(rounds: tuple[Round, ...]) -> int | None:
    minutes = [each.minutes for each in rounds if each.minutes]
    return sum(minutes) if minutes and len(minutes) == len(rounds) else None


def _question(block: YamlBlock, number: int) -> Question:
    return Question(
        number=number,
        ask=block.required_text("ask", placeholders=True),
        probes=block.texts("probes"),
        note=block.text("note", placeholders=True),
        skip_if_late=block.yes_no("skip_if_late"),
    )


def _worksheet(root: YamlBlock) -> tuple[Prompt, ...]:
    return tuple(
        Prompt(block.required_text("ask", placeholders=True), block.number("lines", 1, MOST_LINES, _LINES))
        for block in root.blocks("worksheet", ("ask", "lines"))
    )


def _follow_up(root: YamlBlock) -> FollowUp | None:
    block = root.block("follow_up", ("name", "opens", "invite", "url"))
    if block is None:
        return None
    return FollowUp(
        name=block.text("name"),
        opens=block.text("opens"),
        invite=block.text("invite", placeholders=True),
        url=block.parsed("url", read_link),
    )


def _helps(root: YamlBlock) -> Helps:
    block = root.block("helps", ("stalls", "one_voice", "tempers"))
    if block is None:
        return Helps()
    return Helps(block.text("stalls"), block.text("one_voice"), block.text("tempers"))
