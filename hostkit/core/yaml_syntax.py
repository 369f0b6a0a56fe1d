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
_ALIGN = "Put its first letter exactly below that of its neighbours"
TOO_DEEP = f"this is nested deeper than {MAX_DEPTH} levels."
_ELSE_QUOTE_IT = 'put the whole text in quotation marks: "...".'
_QUOTE_IT = f"P{_ELSE_QUOTE_IT[1:]}"


class Spot(NamedTuple):
    """A place of the text, line and column from 0."""

    line: int
    column: int


class _Complaint(NamedTuple):
    """What the parser said: what it was doing and since where, what it met and where, and the text there."""

    file: str
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

    def problem(self, spot: Spot, code: str, wrong: str, remedy: str) -> Problem:
        """Return a problem of the file at a place of its text."""
        return _problem(self.file, spot, code, wrong, remedy)

    def no_space_after_dash(self, spot: Spot) -> Problem:
        return self.problem(spot, "yaml-no-space", "a space is missing after this dash.", "Write one.")


def explain(error: Any, source: Source, quoted_since: Spot | None) -> Problem:
    """Return the problem that a parser's error stands for; the last text in quotation marks began ``quoted_since``."""
    return _meant(_complaint(error, source, quoted_since))


def directive(source: Source) -> Problem | None:
    """Return the problem of a % line before the document; the parsers disagree which of them they refuse."""
    for number, line in enumerate(source.lines):
        if line.startswith("%"):
            wrong = "a % directive is not used here."
            return _problem(source.file, Spot(number, 0), "yaml-feature", wrong, "Delete the line.")
        if line.strip() and not line.lstrip().startswith("#"):
            return None
    return None


def _problem(file: str, spot: Spot, code: str, wrong: str, remedy: str) -> Problem:
    return Problem(code, Position(file, spot.line + 1, spot.column + 1), wrong, remedy)


def _complaint(error: Any, source: Source, quoted_since: Spot | None) -> _Complaint:
    mark = getattr(error, "problem_mark", None)
    at = Spot(mark.line, mark.column) if mark else _huge_escape(source.lines)
    since = _spot(getattr(error, "context_mark", None), at)
    doing, met = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    return _Complaint(source.file, doing, since, met, at, source.lines, quoted_since)


def _huge_escape(lines: list[str]) -> Spot:
    """Find what made the Python parser fail without a mark: an escape beyond the last character."""
    for number, line in enumerate(lines):
        for match in re.finditer(r"\\U[0-9A-Fa-f]{8}", line):
            if _is_no_character(match[0]):
                return Spot(number, match.start())
    return Spot(0, 0)


def _spot(mark: Any, otherwise: Spot) -> Spot:
    return Spot(mark.line, mark.column) if mark else otherwise


def _meant(said: _Complaint) -> Problem:
    """Return the problem that a complaint stands for; the order matters, from the surest sign to the vaguest."""
    if not said.met:
        return no_escape(said.file, said.lines, said.at)
    if "quoted scalar" in said.doing:
        return _quotes(said)
    if "could not find expected ':'" in said.met:
        return _no_colon(said)
    if "values are not allowed" in said.met:
        return _second_colon(said)
    if "unexpected ':'" in said.met:
        return said.problem(said.at, "yaml-no-space", "a space is missing after this colon.", "Write one.")
    if "entries are not allowed" in said.met:
        wrong = "a list begins in the middle of a line."
        return said.problem(said.at, "yaml-indentation", wrong, "Begin it on the next line, indented.")
    if "keys are not allowed" in said.met:
        return said.problem(said.at, "yaml-sign", 'a text cannot begin with "? " in YAML.', _QUOTE_IT)
    if "nesting depth" in said.met:
        return said.problem(said.at, "yaml-too-large", TOO_DEEP, "Take brackets or levels away.")
    if said.line(said.at)[: said.at.column].rstrip().endswith(("}", "]")) and "flow" not in said.doing:
        remedy = f"If the brackets are part of a text, {_ELSE_QUOTE_IT}"
        return said.problem(said.at, "yaml-brackets", "text follows a closing bracket.", remedy)
    if "document start" in said.met:
        wrong = "the document has ended, and more follows."
        return said.problem(said.at, "yaml-second-document", wrong, "Keep one document in a file.")
    if "block scalar" in said.doing:
        return _block_text(said)
    if "flow" in said.doing:
        return _brackets(said)
    if said.character(said.since) in ("*", "&", "!", "%") or said.character(said.at) in tuple("*&!%@`"):
        return _sign(said)
    if "block" in said.doing:
        return _block(said)
    remedy = "Check colons, quotation marks and indentation around it."
    return said.problem(said.at, "yaml-unreadable", "this cannot be read as YAML.", remedy)


def _quotes(said: _Complaint) -> Problem:
    spot = bad_escape(said.lines, said.since)
    if spot and "end of stream" not in said.met and "document" not in said.met:
        return no_escape(said.file, said.lines, spot)
    mark = said.character(said.since)
    return said.problem(
        said.since,
        "yaml-quotation-marks",
        f"the quotation mark {mark} that opens here is never closed.",
        f"Close it with {mark}, or take it away.",
    )


def no_escape(file: str, lines: list[str], spot: Spot) -> Problem:
    """Return the problem of an escape that stands for no character."""
    near = re.match(r"\\(?:[xuU][0-9A-Fa-f]*|.)", lines[spot.line][spot.column :])
    wrong = f"{near[0] if near else chr(92)} is no character's escape in YAML."
    remedy = "Inside double quotation marks, write a backslash twice."
    return _problem(file, spot, "yaml-bad-escape", wrong, remedy)


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


def _no_colon(said: _Complaint) -> Problem:
    text = said.line(said.since).strip()
    if said.character(said.since) == "-":
        return said.no_space_after_dash(said.since)
    found = without_space(text)
    if found:
        return said.problem(said.since, "yaml-no-space", *found)
    return said.problem(
        said.since,
        "yaml-no-colon",
        f"{quoted(text)} has no colon after it.",
        'Write a colon and a space, as in "title: Rest and work"; a line that goes on with the text above begins with '
        "more spaces.",
    )


def _second_colon(said: _Complaint) -> Problem:
    before = said.line(said.at)[: said.at.column]
    if re.search(r":\s", before):
        remedy = 'Put the text after the first one in quotation marks: "...".'
        return said.problem(said.at, "yaml-second-colon", "a second colon stands on this line.", remedy)
    above = max((n for n in range(said.at.line) if said.lines[n].strip()), default=0)
    found = without_space(said.lines[above].strip().lstrip("- "))
    if found:
        spot = Spot(above, len(said.lines[above]) - len(said.lines[above].lstrip("- ")))
        return said.problem(spot, "yaml-no-space", *found)
    return said.problem(
        said.at,
        "yaml-indentation",
        f"this line is read as more of the text above it, where {quoted(before.strip() + ':')} cannot stand.",
        f"{_ALIGN}; if it is text, put all of it in quotation marks.",
    )


def _block_text(said: _Complaint) -> Problem:
    sign = said.character(said.since)
    remedy = f"Begin the text on the line after {sign}, indented."
    return said.problem(said.since, "yaml-indentation", f"text stands on the line of {sign}.", remedy)


def _brackets(said: _Complaint) -> Problem:
    if "node" in said.doing:
        met = said.character(said.at)
        if not met:
            wrong = "the file ends inside brackets."
            return said.problem(_end(said.lines), "yaml-brackets", wrong, "Close them with ] or }.")
        wrong = f'a text is missing before "{met}".'
        return said.problem(said.at, "yaml-brackets", wrong, f'Write it, or take "{met}" away.')
    opening = said.character(said.since)
    closing = {"[": "]", "{": "}"}.get(opening, "")
    kind = "list" if opening == "[" else "group"
    return said.problem(
        said.since,
        "yaml-brackets",
        f"the {kind} that opens here with {opening} is not closed, or a comma is missing in it.",
        f"Close it with {closing}, and put texts that hold a comma, a colon or brackets in quotation marks.",
    )


def _end(lines: list[str]) -> Spot:
    """Return the place after the last text of a file; the parsers disagree about it."""
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    return Spot(last, len(lines[last].rstrip()))


def _sign(said: _Complaint) -> Problem:
    spot = said.at if said.character(said.at) in "@`" and said.character(said.at) else said.since
    sign = said.character(spot) or said.character(said.at)
    return said.problem(spot, "yaml-sign", f"a text cannot begin with {sign} in YAML.", _QUOTE_IT)


def _block(said: _Complaint) -> Problem:
    before, met = said.line(said.at)[: said.at.column].rstrip(), said.character(said.at)
    if met in ("]", "}", ","):
        wrong = f'"{met}" closes or parts nothing here.'
        return said.problem(said.at, "yaml-brackets", wrong, f"Take it away, or {_ELSE_QUOTE_IT}")
    if before.endswith(("'", '"')):
        return _after_quotes(said, before[-1])
    if met == ":":
        wrong = "a colon stands where a key is missing."
        return said.problem(said.at, "yaml-no-key", wrong, "Write the key before it.")
    if met == "-" and "mapping" in said.doing:
        return said.problem(
            said.at,
            "yaml-indentation",
            "this dash begins a list where none can stand.",
            "Put it exactly under the other dashes of its list, or write the list's name on a line above it.",
        )
    if met == "-" and said.character(Spot(said.at.line, said.at.column + 1)).strip():
        return said.no_space_after_dash(said.at)
    if "collection" in said.doing and said.at.column == said.since.column:
        return said.problem(
            said.at,
            "yaml-indentation",
            "this line stands in a list and begins without a dash.",
            'Begin it with "- ", or, if it belongs to the line above, with more spaces.',
        )
    wrong = f"the spaces before this line ({said.at.column}) fit no line above it."
    return said.problem(said.at, "yaml-indentation", wrong, f"{_ALIGN}.")


def _after_quotes(said: _Complaint, mark: str) -> Problem:
    """Say that more follows a text in quotation marks: one is missing, or there are some within."""
    if said.quoted and said.quoted.line < said.at.line:
        return said.problem(
            said.quoted,
            "yaml-quotation-marks",
            f"the quotation mark {mark} that opens here is closed on line {said.at.line + 1}, and more follows there.",
            "Close it where its text ends.",
        )
    other = "'" if mark == '"' else '"'
    return said.problem(
        said.at,
        "yaml-quotation-marks",
        f"text follows a closing quotation mark ({mark}).",
        f"Put the whole text in marks of the other kind: {other}...{other}.",
    )
