"""Compares a translated guide with the guide that it translates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hostkit.codes.links import Link
from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.core.input_files import YAML_ENDINGS
from hostkit.core.values import instances_in
from hostkit.core.wording import counted, display_path, quoted
from hostkit.guides.guide import Guide
from hostkit.guides.languages import known_language, without_tag
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import shipped_guide

_REMEDY = "Correct one of the two."


def translation_remarks(guide: Guide) -> Iterator[Problem]:
    """Yield a problem for each difference between a translation and the guide that it translates."""
    name, tag = without_tag(guide.path.stem)
    if guide.translation_of is None:
        if tag and (original := _original(guide.path, name)):
            what = f"is named as a translation of {display_path(original)} and does not say so."
            remedy = f"Write translation_of: {name}."
            yield Problem("translation-not-said", guide.title.at, what, remedy)
        return
    if tag and known_language(guide.language) != known_language(tag):
        what = f"the name of the file says {tag}, and the guide says {guide.language}."
        yield Problem("translation-differs", guide.title.at, what, _REMEDY)
    original = _original(guide.path, guide.translation_of.text)
    if original is None:
        what = f"there is no guide {quoted(guide.translation_of.text)} beside this one."
        remedy = "Write the name of the file of that guide without its ending."
        yield Problem("translation-without-original", guide.translation_of.at, what, remedy)
        return
    try:
        other = read_guide(original)
    except HostkitError:
        what = f"{display_path(original)} has problems, so that nothing can be compared."
        yield Problem("translation-without-original", guide.translation_of.at, what, "Check that guide.")
        return
    for at, own, theirs in _differences(guide, other):
        what = f"has {own}, and {display_path(original)} has {theirs}."
        yield Problem("translation-differs", at, what, _REMEDY)


def _original(path: Path, topic: str) -> Path | None:
    """Return the path of the guide of a topic in the folder of a translation, else of the shipped one, or None."""
    beside = (path.with_name(f"{topic}{ending}") for ending in YAML_ENDINGS)
    found = next((each for each in beside if each.is_file()), None) or shipped_guide(topic)
    return None if found == path else found


def _differences(guide: Guide, other: Guide) -> Iterator[tuple[Position, str, str]]:
    """Yield the place of each difference, what the guide has there, and what the other one has."""
    if len(guide.questions) != len(other.questions):
        at = guide.questions[0].ask.at
        yield at, counted(len(guide.questions), "question"), counted(len(other.questions), "question")
    for own, theirs in zip(guide.questions, other.questions, strict=False):
        if len(own.probes) != len(theirs.probes):
            yield own.ask.at, counted(len(own.probes), "probe"), counted(len(theirs.probes), "probe")
    rounds, others = ([each.question_count for each in every.rounds] for every in (guide, other))
    if rounds != others:
        yield guide.questions[0].ask.at, f"rounds of {rounds} questions", f"rounds of {others}"
    links, their_links = ({each.url for each in instances_in(every, Link)} for every in (guide, other))
    if links != their_links:
        names = (", ".join(sorted(each)) or "no link" for each in (links - their_links, their_links - links))
        own_links, missing = names
        yield guide.title.at, own_links, missing
