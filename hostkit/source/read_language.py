"""A language file in, its words by dotted name out.

English is the measure: every file has its words and no others. Knows no sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from hostkit.ground import strict_yaml as tree
from hostkit.ground.characters import check_characters, fold
from hostkit.ground.errors import BadValue, HostkitError, Position, Problem, SourceError
from hostkit.ground.wording import advice, quoted
from hostkit.source.language import Language
from hostkit.source.language_names import language_names, languages_folder

MEASURE = "en"
_BRACES = re.compile(r"\{([^{}]*)\}")


@cache
def read_language(tag: str) -> Language:
    """Return the language of a tag: ``pt-BR`` finds pt-BR, else pt (RFC 4647, lookup).

    Raises:
        HostkitError: there are no words for it.
        SourceError: its file is wrong.

    """
    names = {name.casefold(): name for name in language_names()}
    wanted = tag.casefold()
    while wanted not in names:
        wanted, _, _ = wanted.rpartition("-")
        if not wanted:
            raise HostkitError(
                f"there are no words for the language {quoted(tag)}. {advice(tag, names.values())}"
            )
    found = names[wanted]
    measure = None if found == MEASURE else read_language(MEASURE).words
    return read_language_file(languages_folder() / f"{found}.yaml", measure)


def read_language_file(path: Path, measure: Mapping[str, str] | None = None) -> Language:
    """Read a language file; ``measure`` holds the words that it must have.

    Raises:
        SourceError: with every problem of the file.

    """
    document = tree.read_document(path)
    problems = list(document.problems)
    words: dict[str, str] = {}
    places: dict[str, Position] = {}
    for name, node in _leaves(document.root):
        places[name] = Position(document.file, node.line, node.column, name)
        if isinstance(node, tree.Scalar):
            words[name] = fold(node.text)
        elif not isinstance(node, tree.Refused):
            problems.append(Problem(places[name], "is a list where a text is expected.", "Write one text."))
    for name, text in words.items():
        problems += _faults(name, text, places[name], measure)
    problems += [
        Problem(Position(document.file, field=name), "is missing.", "Write the words.")
        for name in measure or ()
        if name not in places and document.root is not None
    ]
    if problems:
        raise SourceError(sorted(problems, key=lambda problem: problem.at))
    return Language(path.stem, words)


def _leaves(root: tree.Node | None) -> Iterator[tuple[str, tree.Node]]:
    """Yield what is no mapping, under its dotted name."""
    waiting: list[tuple[str, tree.Node]] = [("", root)] if root is not None else []
    while waiting:
        name, node = waiting.pop(0)
        if isinstance(node, tree.Mapping):
            waiting += [(f"{name}.{e.key}" if name else e.key, e.value) for e in node.entries]
        else:
            yield name, node


def _faults(name: str, text: str, at: Position, measure: Mapping[str, str] | None) -> Iterator[Problem]:
    try:
        check_characters(text)
    except BadValue as error:
        yield error.at(at)
    if measure is None:
        return
    if name not in measure:
        yield Problem(at, "is no word that is used.", advice(name, measure))
        return
    known = _BRACES.findall(measure[name])
    for brace in _BRACES.findall(text):
        if brace not in known:
            named = ", ".join(f"{{{k}}}" for k in known)
            yield Problem(at, f"{{{brace}}} is never filled in.", f"Known here: {named or 'none'}.")
