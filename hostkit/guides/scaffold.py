"""What a new guide and new settings begin as: the text of a file in, the same text with something put in its place out.

The scaffolds lie as files under ``scaffold/``, so that they are read and edited as what they are. A title is exchanged
in the text itself: comments, order and white space of the rest stay.
"""

from __future__ import annotations

import re
from pathlib import Path

from hostkit.core import strict_yaml as tree
from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.core.wording import display_path

_TITLE = "title"
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_IN_BRACES = re.compile(r"[^,{}\[\]#\n]*[^,{}\[\]#\s]")


def guide_scaffold() -> Path:
    """Return the file that a new guide begins as; it is a guide itself."""
    return _folder() / "guide.yaml"


def settings_text(paper: str) -> str:
    """Return the text of a new hostkit.yaml, with its paper."""
    text = (_folder() / "hostkit.yaml").read_text(encoding="utf-8")
    return text.replace("\npaper: a4\n", f"\npaper: {paper}\n")


def text_with_title(path: Path, title: str) -> str:
    """Return the text of a guide that can be read, with another title; line ends become those of Unix.

    Raises:
        HostkitError: the title stands there in a way that cannot be exchanged.

    """
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    old = _root(text)
    place = next((entry for entry in old.entries if entry.key == _TITLE), None) if old else None
    if old and place and isinstance(place.value, tree.Scalar):
        begin, end = _extent(text, place, place.value, in_braces=_at(text, old).startswith("{"))
        made = f"{text[:begin]}{quoted_yaml(title)}{text[end:]}"
        new = _root(made)
        if new and _told(new) == {**_told(old), _TITLE: title}:
            return made
    remedy = 'Write it on one line, as in title: "Rest and work".'
    at = Position(display_path(path))
    raise HostkitError(Problem("guide-title-not-on-one-line", at, "its title cannot be exchanged.", remedy))


def quoted_yaml(text: str) -> str:
    """Return a text of one line as YAML in quotation marks: single ones where double ones would need escapes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _folder() -> Path:
    return Path(__file__).resolve().parent.parent / "scaffold"


def _root(text: str) -> tree.Mapping | None:
    document = tree.parse(text.encode("utf-8"), "")
    return document.root if isinstance(document.root, tree.Mapping) and not document.problems else None


def _told(node: tree.Mapping) -> dict[str, object]:
    return {entry.key: _plain(entry.value) for entry in node.entries}


def _plain(node: tree.Node) -> object:
    """Return what a node says, without its places."""
    if isinstance(node, tree.Mapping):
        return _told(node)
    if isinstance(node, tree.Sequence):
        return [_plain(item) for item in node.items]
    return node.text if isinstance(node, tree.Scalar) else None


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def _at(text: str, node: tree.Node) -> str:
    return text[_offset(text, node.line, node.column) :]


def _extent(text: str, entry: tree.YamlEntry, value: tree.Scalar, *, in_braces: bool) -> tuple[int, int]:
    """Return where a value begins and ends in the text, as well as can be told without the parser."""
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
