"""A parser's complaint in, a problem in plain words out.

Both YAML parsers mark the same place and word it differently, so the words come from the place and from the
text that stands there, not from the parser.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from hostkit.core.errors import Position, Problem
from hostkit.core.wording import quoted, without_space
from hostkit.core.yaml_source import Source

MAX_DEPTH = 16
"""Levels of nesting in one file."""

_ESCAPE = re.compile(r'\\(?:[0abtnvfre "/\\N_LP]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|$)')
_NO_SPACE = "a space is missing after this dash.", "Write one."
_ALIGN = "Put its first letter exactly below that of its neighbours"
TOO_DEEP = f"this is nested deeper than {MAX_DEPTH} levels."
QUOTE_IT = 'Put the whole text in quotation marks: "...".'


class Spot(NamedTuple):
    """A place of the text, line and column from 0."""

    line: int
    column: int


class _Complaint(NamedTuple):
    """What the parser said: what it was doing and since where, what it met and where, and the text there."""

    doing: str
    since: Spot
    met: str
    at: Spot
    lines: list[str]
    quoted: Spot | None
    """Where the last text in quotation marks began."""

    def line(self, spot: Spot) -> str:
        return self.lines[spot.line] if spot.line < len(self.lines) else ""

    def character(self, spot: Spot) -> str:
        return self.line(spot)[spot.column : spot.column + 1]


_Words = tuple[Spot, str, str]


def explain(error: Any, source: Source, quoted_since: Spot | None) -> Problem:
    """Return the problem that a parser's error stands for; the last text in quotation marks began ``quoted_since``."""
    return problem(source, _words(_complaint(error, source, quoted_since)))


def directive(source: Source) -> Problem | None:
    """Return the problem of a % line before the document; the parsers disagree which of them they refuse."""
    for number, line in enumerate(source.lines):
        if line.startswith("%"):
            return problem(source, (Spot(number, 0), "a % directive is not used here.", "Delete the line."))
        if line.strip() and not line.lstrip().startswith("#"):
            return None
    return None


def problem(source: Source, words: _Words) -> Problem:
    """Return a problem of the file, given place, words and remedy."""
    spot, wrong, remedy = words
    return Problem("unsorted", Position(source.file, spot.line + 1, spot.column + 1), wrong, remedy)


def _complaint(error: Any, source: Source, quoted_since: Spot | None) -> _Complaint:
    mark = getattr(error, "problem_mark", None)
    at = Spot(mark.line, mark.column) if mark else _huge_escape(source.lines)
    since = _spot(getattr(error, "context_mark", None), at)
    doing, met = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    return _Complaint(doing, since, met, at, source.lines, quoted_since)


def _huge_escape(lines: list[str]) -> Spot:
    """Find what made the Python parser fail without a mark: an escape beyond the last character."""
    for number, line in enumerate(lines):
        for match in re.finditer(r"\\U[0-9A-Fa-f]{8}", line):
            if _is_no_character(match[0]):
                return Spot(number, match.start())
    return Spot(0, 0)


def _spot(mark: Any, otherwise: Spot) -> Spot:
    return Spot(mark.line, mark.column) if mark else otherwise


def _words(said: _Complaint) -> _Words:
    """Return place, words and remedy; the order matters, from the surest sign to the vaguest."""
    if not said.met:
        return escape_words(said.lines, said.at)
    if "quoted scalar" in said.doing:
        return _quotes(said)
    if "could not find expected ':'" in said.met:
        return _no_colon(said)
    if "values are not allowed" in said.met:
        return _second_colon(said)
    if "unexpected ':'" in said.met:
        return said.at, "a space is missing after this colon.", "Write one."
    if "entries are not allowed" in said.met:
        return said.at, "a list begins in the middle of a line.", "Begin it on the next line, indented."
    if "keys are not allowed" in said.met:
        return said.at, 'a text cannot begin with "? " in YAML.', QUOTE_IT
    if "nesting depth" in said.met:
        return said.at, TOO_DEEP, "Take brackets or levels away."
    if said.line(said.at)[: said.at.column].rstrip().endswith(("}", "]")) and "flow" not in said.doing:
        return (
            said.at,
            "text follows a closing bracket.",
            f"If the brackets are part of a text, {_lower(QUOTE_IT)}",
        )
    if "document start" in said.met:
        return said.at, "the document has ended, and more follows.", "Keep one document in a file."
    if "block scalar" in said.doing:
        return _block_text(said)
    if "flow" in said.doing:
        return _brackets(said)
    if said.character(said.since) in ("*", "&", "!", "%") or said.character(said.at) in tuple("*&!%@`"):
        return _sign(said)
    if "block" in said.doing:
        return _block(said)
    return said.at, "this cannot be read as YAML.", "Check colons, quotation marks and indentation around it."


def _quotes(said: _Complaint) -> _Words:
    spot = bad_escape(said.lines, said.since)
    if spot and "end of stream" not in said.met and "document" not in said.met:
        return escape_words(said.lines, spot)
    mark = said.character(said.since)
    return (
        said.since,
        f"the quotation mark {mark} that opens here is never closed.",
        f"Close it with {mark}, or take it away.",
    )


def escape_words(lines: list[str], spot: Spot) -> _Words:
    """Return place, words and remedy for an escape that stands for no character."""
    near = re.match(r"\\(?:[xuU][0-9A-Fa-f]*|.)", lines[spot.line][spot.column :])
    wrong = f"{near[0] if near else chr(92)} is no character's escape in YAML."
    return spot, wrong, "Inside double quotation marks, write a backslash twice."


def bad_escape(lines: list[str], opening: Spot, closing: Spot | None = None) -> Spot | None:
    """Find the first escape between two quotation marks that stands for no character.

    Why: the parsers disagree about its column, and one of them lets half characters pass.
    """
    for number in range(opening.line, closing.line + 1 if closing else len(lines)):
        line = lines[number]
        # A bound for find: without it, thousands of short texts on one long line would each scan all of it.
        end = closing.column if closing and number == closing.line else len(line)
        at = line.find("\\", opening.column if number == opening.line else 0, end)
        while at >= 0:
            known = _ESCAPE.match(line, at)
            if known is None or _is_no_character(known[0]):
                return Spot(number, at)
            at = line.find("\\", known.end(), end)
    return None


def _is_no_character(escape: str) -> bool:
    if escape[1:2] not in ("u", "U"):
        return False
    code = int(escape[2:], 16)
    return code > 0x10FFFF or 0xD800 <= code <= 0xDFFF


def _no_colon(said: _Complaint) -> _Words:
    text = said.line(said.since).strip()
    if said.character(said.since) == "-":
        return said.since, *_NO_SPACE
    found = without_space(text)
    if found:
        return said.since, *found
    return (
        said.since,
        f"{quoted(text)} has no colon after it.",
        'Write a colon and a space, as in "title: Rest and work"; a line that goes on with the text above begins with '
        "more spaces.",
    )


def _second_colon(said: _Complaint) -> _Words:
    before = said.line(said.at)[: said.at.column]
    if re.search(r":\s", before):
        return (
            said.at,
            "a second colon stands on this line.",
            'Put the text after the first one in quotation marks: "...".',
        )
    above = max((n for n in range(said.at.line) if said.lines[n].strip()), default=0)
    found = without_space(said.lines[above].strip().lstrip("- "))
    if found:
        return Spot(above, len(said.lines[above]) - len(said.lines[above].lstrip("- "))), *found
    return (
        said.at,
        f"this line is read as more of the text above it, where {quoted(before.strip() + ':')} cannot stand.",
        f"{_ALIGN}; if it is text, put all of it in quotation marks.",
    )


def _block_text(said: _Complaint) -> _Words:
    sign = said.character(said.since)
    return (
        said.since,
        f"text stands on the line of {sign}.",
        f"Begin the text on the line after {sign}, indented.",
    )


def _brackets(said: _Complaint) -> _Words:
    if "node" in said.doing:
        met = said.character(said.at)
        if not met:
            return _end(said.lines), "the file ends inside brackets.", "Close them with ] or }."
        return said.at, f'a text is missing before "{met}".', f'Write it, or take "{met}" away.'
    opening = said.character(said.since)
    closing = {"[": "]", "{": "}"}.get(opening, "")
    kind = "list" if opening == "[" else "group"
    return (
        said.since,
        f"the {kind} that opens here with {opening} is not closed, or a comma is missing in it.",
        f"Close it with {closing}, and put texts that hold a comma, a colon or brackets in quotation marks.",
    )


def _end(lines: list[str]) -> Spot:
    """Return the place after the last text of a file; the parsers disagree about it."""
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    return Spot(last, len(lines[last].rstrip()))


def _sign(said: _Complaint) -> _Words:
    spot = said.at if said.character(said.at) in "@`" and said.character(said.at) else said.since
    sign = said.character(spot) or said.character(said.at)
    return spot, f"a text cannot begin with {sign} in YAML.", QUOTE_IT


def _block(said: _Complaint) -> _Words:
    before, met = said.line(said.at)[: said.at.column].rstrip(), said.character(said.at)
    if met in ("]", "}", ","):
        return said.at, f'"{met}" closes or parts nothing here.', f"Take it away, or {_lower(QUOTE_IT)}"
    if before.endswith(("'", '"')):
        return _after_quotes(said, before[-1])
    if met == ":":
        return said.at, "a colon stands where a key is missing.", "Write the key before it."
    if met == "-" and "mapping" in said.doing:
        return (
            said.at,
            "this dash begins a list where none can stand.",
            "Put it exactly under the other dashes of its list, or write the list's name on a line above it.",
        )
    if met == "-" and said.character(Spot(said.at.line, said.at.column + 1)).strip():
        return said.at, *_NO_SPACE
    if "collection" in said.doing and said.at.column == said.since.column:
        return (
            said.at,
            "this line stands in a list and begins without a dash.",
            'Begin it with "- ", or, if it belongs to the line above, with more spaces.',
        )
    return (
        said.at,
        f"the spaces before this line ({said.at.column}) fit no line above it.",
        f"{_ALIGN}.",
    )


def _after_quotes(said: _Complaint, mark: str) -> _Words:
    """Say that more follows a text in quotation marks: one is missing, or there are some within."""
    if said.quoted and said.quoted.line < said.at.line:
        return (
            said.quoted,
            f"the quotation mark {mark} that opens here is closed on line {said.at.line + 1}, and more follows there.",
            "Close it where its text ends.",
        )
    other = "'" if mark == '"' else '"'
    return (
        said.at,
        f"text follows a closing quotation mark ({mark}).",
        f"Put the whole text in marks of the other kind: {other}...{other}.",
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
