"""Makes the text of a new guide or settings file from the files in ``scaffold/`` or from another guide.

The title is replaced in the text itself, so the comments, order and white space of the file are kept.
"""

from __future__ import annotations

import re
from pathlib import Path

from hostkit.core import strict_yaml as tree
from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.core.input_files import data_folder, with_unix_line_ends
from hostkit.core.wording import display_path
from hostkit.themes.theme import theme_for

_TITLE = "title"
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_IN_BRACES = re.compile(r"[^,{}\[\]#\n]*[^,{}\[\]#\s]")


def guide_scaffold() -> Path:
    """Return the path of the guide that serves as the template for new guides."""
    return data_folder("scaffold") / "guide.yaml"


def settings_text(paper: str) -> str:
    """Return the text of a new hostkit.yaml that sets ``paper``."""
    text = (data_folder("scaffold") / "hostkit.yaml").read_text(encoding="utf-8")
    return text.replace("\npaper: a4\n", f"\npaper: {paper}\n")


def text_with_title(path: Path, title: str) -> str:
    """Return the text of a guide with ``title`` in place of its own and with Unix line ends.

    Raises:
        HostkitError: the title is written in a form that cannot be replaced.

    """
    text = with_unix_line_ends(path.read_text("utf-8-sig"))
    old = _root(text)
    place = next((entry for entry in old.entries if entry.key == _TITLE), None) if old else None
    if old and place and isinstance(place.value, tree.Scalar):
        begin, end = _extent(text, place, place.value, in_braces=_at(text, old).startswith("{"))
        made = f"{text[:begin]}{_quoted(title)}{text[end:]}"
        new = _root(made)
        if new and tree.value_of(new) == {**tree.value_of(old), _TITLE: title}:
            return made
    remedy = 'Write it on one line, as in title: "Rest and work".'
    at = Position(display_path(path))
    raise HostkitError(Problem("guide-title-not-on-one-line", at, "its title cannot be exchanged.", remedy))


def text_of_new_guide(title: str) -> str:
    """Return the text of a new guide with this title, and with a theme that hostkit chooses for it."""
    return text_with_title(guide_scaffold(), title).replace(
        f"\ntheme: {_THEME}\n", f"\ntheme: {theme_for(title)}\n"
    )


_THEME = "rainbow"
"""The theme of the scaffold."""


def _quoted(text: str) -> str:
    """Return a one-line text as a quoted YAML scalar, in single quotes if double quotes would need escapes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _root(text: str) -> tree.Mapping | None:
    document = tree.parse(text.encode("utf-8"), "")
    return document.root if isinstance(document.root, tree.Mapping) and not document.problems else None


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def _at(text: str, node: tree.Node) -> str:
    return text[_offset(text, node.line, node.column) :]


def _extent(text: str, entry: tree.YamlEntry, value: tree.Scalar, *, in_braces: bool) -> tuple[int, int]:
    """Return the start and end offsets of a value in the text, found without a parser and therefore approximate."""
    begin = _offset(text, value.line, value.column)
    written = text[begin:]
    if in_braces or written.startswith(('"', "'")):
        pattern = {'"': _DOUBLE, "'": _SINGLE}.get(written[0], _IN_BRACES)
        found = pattern.match(written)
        return begin, begin + (found.end() if found else 0)
    lines = written.split("\n")
    is_block = written.startswith(("|", ">"))
    kept = [lines[0] if is_block else _without_comment(lines[0])]
    for line in lines[1:]:
        further = len(line) - len(line.lstrip(" ")) >= entry.column
        if line.strip() and (not further or (line.lstrip().startswith("#") and not is_block)):
            break
        kept.append(line)
    return begin, begin + len("\n".join(kept).rstrip())


def _without_comment(line: str) -> str:
    return re.split(r"\s#", line, maxsplit=1)[0]
