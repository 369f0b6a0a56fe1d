"""Reads a guide file into a ``Guide``, or reports all of its problems at once.

``guide_fields`` defines the keys. This module defines how each kind of value is read and checks the rules that involve
several keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hostkit.codes.links import read_link
from hostkit.core.errors import refused
from hostkit.core.values import slug
from hostkit.core.wording import quoted
from hostkit.core.yaml_advice import GUIDE_KEYS
from hostkit.core.yaml_reader import YamlBlock, YamlReading
from hostkit.guides.guide import SEGMENT_MINUTES, Guide, Question, Round, Segment
from hostkit.guides.guide_fields import FORMAT, GUIDE, QUESTION, ROUND, SEGMENT, GuideKey, names_of
from hostkit.guides.languages import language_tag, without_tag
from hostkit.themes.theme import named_theme

MOST_QUESTIONS = 100
"""The most printed questions of a guide. A longer list is a mistake and would take long to lay out."""


def read_guide(path: Path) -> Guide:
    """Read a guide.

    Raises:
        SourceError: the file has problems; the error holds all of them, in the order of the file.

    """
    reading = YamlReading.of(path, GUIDE_KEYS)
    root = reading.root(names_of(GUIDE))
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
    """Report a missing or unknown format version, and return False if it is unknown.

    Nothing else is checked then, because the keys may mean something else in another version.
    """
    version = root.parsed("hostkit", lambda text, at: text)
    if version is None:
        remedy = f'Write "hostkit: {FORMAT}" on the first line.'
        root.report_missing("hostkit", remedy, "the format version is missing.")
        return True
    if version != str(FORMAT):
        wrong = f"{quoted(version)} is not a format that this version of hostkit reads; it reads {FORMAT}."
        root.report(
            "hostkit", "guide-unknown-format", wrong, f'Write "hostkit: {FORMAT}", or use a newer hostkit.'
        )
        return False
    return True


def _guide(root: YamlBlock, path: Path) -> Guide:
    if root.has("translations"):
        wrong = "a translation is a guide of its own."
        remedy = f"Take the key out, and write the guide in German in {path.stem}.de.yaml."
        root.report("translations", "guide-translations", wrong, remedy)
    questions, rounds = _questions(root)
    return Guide(
        topic=slug(without_tag(path.stem)[0]),
        path=path,
        run_of_show=_run_of_show(root, _minutes_of(rounds)),
        questions=questions,
        rounds=rounds,
        theme=root.parsed("theme", lambda text, at: named_theme(text, path.parent)),
        **_values(root, GUIDE),
    )


def _values(block: YamlBlock, keys: tuple[GuideKey, ...]) -> dict[str, Any]:
    """Return the values of a mapping by model attribute, without those that are left out or wrong."""
    found = {}
    for key in keys:
        value = _READERS[key.kind](block, key)
        if value is not None:
            found[key.attribute or key.name] = value
    return found


def _text(block: YamlBlock, key: GuideKey) -> object:
    read = block.required_text if key.required else block.text
    return read(key.name, placeholders=key.placeholders)


def _texts(block: YamlBlock, key: GuideKey) -> object:
    found, most = block.texts(key.name), key.bounds[1]
    if most and len(found) > most:
        wrong, values = f"holds {len(found)} texts.", {"count": len(found), "most": most}
        block.report(key.name, "guide-list-too-long", wrong, f"Keep {most} at most.", **values)
    return found


def _choice(block: YamlBlock, key: GuideKey) -> object:
    is_read = key.required or block.has(key.name)
    return block.choice(key.name, key.choices, key.remedy) if is_read else None


def _group(block: YamlBlock, key: GuideKey) -> object:
    assert key.model
    inner = block.block(key.name, names_of(key.keys))
    return key.model(**_values(inner, key.keys)) if inner else None


def _groups(block: YamlBlock, key: GuideKey) -> object:
    assert key.model
    blocks = block.blocks(key.name, names_of(key.keys))
    return tuple(key.model(**_values(inner, key.keys)) for inner in blocks)


_READERS: dict[str, Callable[[YamlBlock, GuideKey], object]] = {
    "text": _text,
    "texts": _texts,
    "link": lambda block, key: block.parsed(key.name, read_link),
    "number": lambda block, key: block.number(key.name, *key.bounds, 0) or None,
    "yes_no": lambda block, key: block.yes_no(key.name),
    "choice": _choice,
    "language": lambda block, key: block.parsed(key.name, language_tag),
    "group": _group,
    "groups": _groups,
    "own": lambda block, key: None,
}
"""The function that reads each kind of value; it returns None if the value is left out or wrong."""


def _run_of_show(root: YamlBlock, rounds: int | None) -> tuple[Segment, ...]:
    """Return the segments of the run of show.

    ``rounds`` is the sum of the rounds' minutes, which the questions segment has by default, or None if a round has no
    minutes of its own.
    """
    root.required_list("run_of_show", "List the segments in order; one of them is questions.")
    usual = {**SEGMENT_MINUTES, **({"questions": rounds} if rounds else {})}
    segments = [_segment(block, usual) for block in root.blocks("run_of_show", names_of(SEGMENT))]
    _check_segments(root, segments)
    return tuple(segments)


def _check_segments(root: YamlBlock, segments: list[Segment]) -> None:
    """Report a missing questions segment, unless some kind could not be read, and each one after the first."""
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
    values = _values(block, SEGMENT)
    kind = values.get("kind", "")
    if kind == "custom" and not block.has("title"):
        remedy = "Write what the host sheet is to call it."
        block.report_missing("title", remedy, "a custom segment needs a title.")
    return Segment(**{"kind": kind, "minutes": usual.get(kind, 1), "at": block.at, **values})


def _questions(root: YamlBlock) -> tuple[tuple[Question, ...], tuple[Round, ...]]:
    """Return the printed questions and the rounds that have any. Question numbers run on from round to round."""
    root.required_list("questions", "Write one or more questions.")
    found: list[Question] = []
    rounds: list[Round] = []
    alone: YamlBlock | None = None
    for block in root.blocks("questions", lambda keys: names_of(ROUND if "round" in keys else QUESTION)):
        if block.mentions("round"):
            rounds.append(_round(block, found))
        else:
            alone = block
            found.append(_question(block, found))
    if rounds and alone:
        wrong = "is a question beside rounds, in none of them."
        remedy = "Put every question into a round, or take the rounds out."
        root.reading.report_at(alone.at, "guide-question-beside-rounds", wrong, remedy)
    printed = tuple(question for question in found if not question.leave_out)
    if len(printed) > MOST_QUESTIONS:
        wrong, remedy = f"holds {len(printed)} questions.", f"Keep {MOST_QUESTIONS} at most."
        values = {"count": len(printed), "most": MOST_QUESTIONS}
        root.report("questions", "guide-number-of-questions", wrong, remedy, **values)
    if found and not printed:
        wrong, remedy = "leaves every question out.", "Take leave_out away from one or more."
        root.report("questions", "guide-number-of-questions", wrong, remedy)
    return printed, tuple(each for each in rounds if each.question_count)


def _round(block: YamlBlock, found: list[Question]) -> Round:
    """Return a round, and append its questions to ``found``."""
    first = _next_number(found)
    block.required_list("questions", "Write one question or more.")
    for inner in block.blocks("questions", names_of(QUESTION)):
        found.append(_question(inner, found))
    return Round(first=first, last=_next_number(found) - 1, **_values(block, ROUND))


def _question(block: YamlBlock, before: list[Question]) -> Question:
    return Question(number=_next_number(before), **_values(block, QUESTION))


def _next_number(questions: list[Question]) -> int:
    """Return the number of the next question. Questions that are left out are not counted."""
    return 1 + sum(not question.leave_out for question in questions)


def _minutes_of(rounds: tuple[Round, ...]) -> int | None:
    minutes = [each.minutes for each in rounds if each.minutes]
    return sum(minutes) if minutes and len(minutes) == len(rounds) else None
