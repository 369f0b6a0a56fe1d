"""Finds guides by topic, path or title in the user's guides folder, in ``./content`` and among the shipped guides."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hostkit.core import strict_yaml as tree
from hostkit.core.characters import fold
from hostkit.core.errors import NOWHERE, HostkitError, Position, Problem
from hostkit.core.input_files import YAML_ENDINGS, as_on_disk, is_file, is_folder, shipped
from hostkit.core.values import slug
from hostkit.core.wording import display_path, nearest, quoted
from hostkit.guides.languages import is_language_file, known_language, read_language, without_tag

SETTINGS_FILE = "hostkit.yaml"
"""The settings file, which may be in the same folder as guides; ``events/precedence.py`` reads it."""

_FORMAT = rb"(?m)^(?:\xef\xbb\xbf)?['\"]?hostkit['\"]?[ \t]*:"


class Topic(NamedTuple):
    """A guide: its topic, its file, and the kind of folder that holds it: "guides", "content" or "shipped".

    ``others`` are the files of the same topic in later folders, in whose place the guide stands. ``translations`` are
    the guides of the topic in other languages, each with its tag.
    """

    topic: str
    path: Path
    where: str
    others: tuple[Path, ...] = ()
    translations: tuple[tuple[str, Path], ...] = ()


def shipped_folder() -> Path:
    """Return the path of the folder of shipped guides."""
    return shipped("content")


def shipped_guide(topic: str) -> Path | None:
    """Return the path of the shipped guide for a topic, or None."""
    return next((path for path in _yaml_files(shipped_folder()) if slug(path.stem) == topic), None)


def list_topics(folder: Path, guides: Path | None = None) -> tuple[Topic, ...]:
    """Return each topic once, in alphabetical order.

    The folders searched are ``guides``, ``folder``/content and the shipped guides. If several guides have the same
    topic, the first in this order is returned. A translation is a topic only where the guide itself is missing.
    """
    found: dict[str, Topic] = {}
    translated: dict[str, dict[str, Topic]] = {}
    for parent, where in _folders(folder, guides):
        for path in _yaml_files(parent):
            name, tag = without_tag(path.stem)
            topic = slug(name)
            if tag:
                translated.setdefault(topic, {}).setdefault(tag, Topic(topic, path, where))
                continue
            first = found.setdefault(topic, Topic(topic, path, where))
            # In a checkout, ./content is the folder of the shipped guides.
            if path.resolve() not in {each.resolve() for each in (first.path, *first.others)}:
                found[topic] = first._replace(others=(*first.others, path))
    for topic, by_tag in translated.items():
        whole = found.get(topic) or next(iter(by_tag.values()))
        found[topic] = whole._replace(translations=tuple((tag, each.path) for tag, each in by_tag.items()))
    return tuple(found[topic] for topic in sorted(found))


def translations_beside(path: Path) -> tuple[tuple[str, Path], ...]:
    """Return the translations of a guide in its own folder, each with its tag; a translation has the same ones."""
    name = without_tag(path.stem)[0]
    named = ((*without_tag(each.stem), each) for each in _yaml_files(path.parent))
    return tuple((tag, each) for own, tag, each in named if own == name and tag)


def _in_language(path: Path, language: str | None, translations: tuple[tuple[str, Path], ...]) -> Path:
    """Return the translation of a guide in a language, or the guide itself if there is none."""
    if language is None:
        return path
    if is_language_file(language):
        language = read_language(language).code
    known = dict(translations)
    return known.get(language) or known.get(known_language(language) or "") or path


def find_topic(text: str, folder: Path, guides: Path | None = None, language: str | None = None) -> Path:
    """Return the path of the guide that a text names: by its path, its topic, or its title, ignoring case.

    If there is a translation in ``language``, a language tag, its path is returned.

    Raises:
        HostkitError: there is no such guide, or the file is not one; the message suggests the most similar name.

    """
    path = folder / text
    if is_file(path):
        if not text.casefold().endswith(YAML_ENDINGS) and not _names_the_format(path):
            what, remedy = "this is not a guide.", "Turn its text into one with hostkit import."
            raise HostkitError(Problem("guide-not-a-guide", _place(text), what, remedy))
        found = Path(text) if os.path.lexists(path) else as_on_disk(path)
        return _in_language(found, language, translations_beside(found)) if language else found
    if text.endswith(YAML_ENDINGS) or "/" in text or "\\" in text:
        raise HostkitError(_no_guide(text, path))
    topics = list_topics(folder, guides)
    wanted = slug(text)
    for topic in topics:
        if topic.topic == wanted:
            return _in_language(topic.path, language, topic.translations)
    found_by_title, translations = _by_title(text, path, topics)
    return _in_language(found_by_title, language, translations)


def used_instead(path: Path, topics: tuple[Topic, ...]) -> str:
    """Return a sentence that says which file is used for a topic that several files have, or "" if only one has it."""
    topic = next((each for each in topics if each.path == path and each.others), None)
    if topic is None:
        return ""
    others = " and ".join(map(display_path, topic.others))
    return f"{topic.topic} is {display_path(topic.path)}, which stands in place of {others}."


def guides_at(text: str, folder: Path, guides: Path | None = None) -> tuple[Path, ...]:
    """Return the paths of the guides that a text names: the YAML files of a folder, or one guide from ``find_topic``.

    Raises HostkitError as ``find_topic`` does, also for a folder without YAML files.
    """
    found = _yaml_files(folder / text) if is_folder(folder / text) else []
    named = tuple(Path(text) / path.name for path in found if path.name != SETTINGS_FILE)
    return named or (find_topic(text, folder, guides),)


def own_guides(folder: Path, guides: Path | None = None) -> tuple[Path, ...]:
    """Return the paths of the user's own guides, without the shipped ones.

    These are all YAML files in ``folder``/content and in ``guides``. In ``folder`` itself, which may also hold event
    files and settings, only files with the key of the guide format count.
    """
    here = [path for path in _yaml_files(folder) if _names_the_format(path)]
    places = (parent for parent, where in _folders(folder, guides) if where != "shipped")
    found = [*here, *(path for parent in places for path in _yaml_files(parent))]
    return tuple({path.resolve(): path for path in found}.values())


def _names_the_format(path: Path) -> bool:
    """Tell whether a file contains the format key of a guide, even if the file is not valid YAML."""
    try:
        return is_file(path) and re.search(_FORMAT, path.read_bytes()) is not None
    except OSError:
        return False


def _by_title(text: str, path: Path, topics: tuple[Topic, ...]) -> tuple[Path, tuple[tuple[str, Path], ...]]:
    titles = {}
    for topic in topics:
        translated = [each for _, each in topic.translations]
        for file in (topic.path, *topic.others, *translated):
            title = _title(file)
            if title and _same(title) == _same(text):
                # The title of a guide in whose place this one stands leads to this one.
                return topic.path if file in topic.others else file, topic.translations
            if title:
                titles[title] = topic.topic
    if is_folder(path):
        raise HostkitError(_no_guide(text, path))
    own = next((f"{text}{ending}" for ending in YAML_ENDINGS if is_file(Path(f"{path}{ending}"))), None)
    near = _near_topic(text, titles, topics)
    remedy = f"Did you mean the file {quoted(own)}?" if own else _advice(near, topics)
    values = {"topic": text, "nearest": own or near, "known": [topic.topic for topic in topics]}
    raise HostkitError(
        Problem("topic-unknown", NOWHERE, f"there is no topic {quoted(text)}.", remedy, values)
    )


def _place(text: str) -> Position:
    return Position(display_path(Path(text)))


def _no_guide(text: str, path: Path) -> Problem:
    """Return the problem of a path that is a folder or does not exist."""
    if is_folder(path):
        inside = "".join(f", as in {display_path(guide)}" for guide in _yaml_files(path)[:1])
        remedy = f"Name a guide inside it{inside}."
        return Problem("file-is-a-folder", _place(text), "this is a folder, not a file.", remedy)
    near = _near(path)
    advice = (
        f'Did you mean "{display_path(path.with_name(near))}"?' if near else "Check the name and the folder."
    )
    return Problem("file-missing", _place(text), "there is no such guide.", advice, {"nearest": near})


def _near(path: Path) -> str | None:
    """Return the most similar guide name in the same folder, or None; a suffix .txt added by an editor is ignored."""
    try:
        names = [each.name for each in path.parent.iterdir() if each.name != SETTINGS_FILE]
    except (OSError, ValueError):
        return None
    guides = {
        Path(n.removesuffix(".txt")).stem: n for n in names if n.removesuffix(".txt").endswith(YAML_ENDINGS)
    }
    return guides.get(nearest(path.stem, guides) or "")


def _near_topic(text: str, titles: dict[str, str], topics: tuple[Topic, ...]) -> str | None:
    return nearest(text, [topic.topic for topic in topics]) or titles.get(nearest(text, titles) or "")


def _advice(near: str | None, topics: tuple[Topic, ...]) -> str:
    names = [topic.topic for topic in topics]
    if not names:
        return "There are no guides in ./content, nor any shipped with hostkit."
    return f"Did you mean {quoted(near)}?" if near else f"The topics are {', '.join(names)}."


def _title(path: Path) -> str | None:
    """Return the title of a guide, or None. Problems in the file are not reported here, but by build and check."""
    root = tree.read_document(path).root
    if isinstance(root, tree.Mapping):
        for entry in root.entries:
            if entry.key == "title" and isinstance(entry.value, tree.Scalar):
                return fold(entry.value.text)
    return None


def _same(text: str) -> str:
    return fold(text).casefold()


def _folders(folder: Path, guides: Path | None) -> Iterator[tuple[Path, str]]:
    if guides is not None:
        yield guides, "guides"
    yield folder / "content", "content"
    yield shipped_folder(), "shipped"


def _yaml_files(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.suffix in YAML_ENDINGS and not p.name.startswith("."))
    except OSError:
        # A missing folder contains no guides; ./content is optional.
        return []
