"""Turns the errors of the YAML parsers into problems in plain words.

libyaml and PyYAML report the same positions with different wording, so each explanation is derived from the position
and from the text found there.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from hostkit.core.errors import Position, Problem
from hostkit.core.wording import quoted, without_space
from hostkit.core.yaml_characters import YamlText

MAX_DEPTH = 16
"""The most levels of nesting in one file."""

_ESCAPE = re.compile(r'\\(?:[0abtnvfre "/\\N_LP]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|$)')
_ALIGN = "Put its first letter exactly below that of its neighbors"
TOO_DEEP = f"this is nested deeper than {MAX_DEPTH} levels."
_ELSE_QUOTE_IT = 'put the whole text in quotation marks: "...".'
_QUOTE_IT = f"P{_ELSE_QUOTE_IT[1:]}"


class Spot(NamedTuple):
    """A position in the text; line and column count from 0."""

    line: int
    column: int


class _ParserError(NamedTuple):
    """A parser's error: context and message as the parser words them, the position of each, and the file's lines.

    ``quoted`` is the position at which the last quoted text began, or None.
    """

    file: str
    context: str
    context_at: Spot
    message: str
    at: Spot
    lines: list[str]
    quoted: Spot | None

    def line(self, spot: Spot) -> str:
        return self.lines[spot.line] if spot.line < len(self.lines) else ""

    def character(self, spot: Spot) -> str:
        return self.line(spot)[spot.column : spot.column + 1]

    def problem(self, spot: Spot, code: str, what: str, remedy: str) -> Problem:
        """Return a problem at a position in the file."""
        return _problem(self.file, spot, code, what, remedy)

    def no_space_after_dash(self, spot: Spot) -> Problem:
        return self.problem(spot, "yaml-no-space", "a space is missing after this dash.", "Write one.")


def explain(error: Any, source: YamlText, quoted: Spot | None) -> Problem:
    """Return a parser's error as a problem; ``quoted`` is the position at which the last quoted text began."""
    return _explained(_parser_error(error, source, quoted))


def directive(source: YamlText) -> Problem | None:
    """Return the problem of a % directive before the document, or None. The parsers disagree about which are valid."""
    for number, line in enumerate(source.lines):
        if line.startswith("%"):
            what = "a % directive is not used here."
            return _problem(source.file, Spot(number, 0), "yaml-feature", what, "Delete the line.")
        if line.strip() and not line.lstrip().startswith("#"):
            return None
    return None


def _problem(file: str, spot: Spot, code: str, what: str, remedy: str) -> Problem:
    return Problem(code, Position(file, spot.line + 1, spot.column + 1), what, remedy)


def _parser_error(error: Any, source: YamlText, quoted: Spot | None) -> _ParserError:
    mark = getattr(error, "problem_mark", None)
    at = Spot(mark.line, mark.column) if mark else _huge_escape(source.lines)
    context_mark = getattr(error, "context_mark", None)
    context_at = Spot(context_mark.line, context_mark.column) if context_mark else at
    context, message = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    return _ParserError(source.file, context, context_at, message, at, source.lines, quoted)


def _huge_escape(lines: list[str]) -> Spot:
    """Return the position of an escape above U+10FFFF, for which PyYAML raises an error without a position."""
    for number, line in enumerate(lines):
        for match in re.finditer(r"\\U[0-9A-Fa-f]{8}", line):
            if _is_no_character(match[0]):
                return Spot(number, match.start())
    return Spot(0, 0)


def _explained(error: _ParserError) -> Problem:
    """Return the problem that explains an error. The order of the tests matters: the most specific comes first."""
    if not error.message:
        return no_escape(error.file, error.lines, error.at)
    if "quoted scalar" in error.context:
        return _quotes(error)
    if "could not find expected ':'" in error.message:
        return _no_colon(error)
    if "values are not allowed" in error.message:
        return _second_colon(error)
    if "unexpected ':'" in error.message:
        return error.problem(error.at, "yaml-no-space", "a space is missing after this colon.", "Write one.")
    if "entries are not allowed" in error.message:
        what = "a list begins in the middle of a line."
        return error.problem(error.at, "yaml-indentation", what, "Begin it on the next line, indented.")
    if "keys are not allowed" in error.message:
        return error.problem(error.at, "yaml-sign", 'a text cannot begin with "? " in YAML.', _QUOTE_IT)
    if "nesting depth" in error.message:
        return error.problem(error.at, "yaml-too-large", TOO_DEEP, "Take brackets or levels away.")
    if error.line(error.at)[: error.at.column].rstrip().endswith(("}", "]")) and "flow" not in error.context:
        remedy = f"If the brackets are part of a text, {_ELSE_QUOTE_IT}"
        return error.problem(error.at, "yaml-brackets", "text follows a closing bracket.", remedy)
    if "document start" in error.message:
        what = "the document has ended, and more follows."
        return error.problem(error.at, "yaml-second-document", what, "Keep one document in a file.")
    if "block scalar" in error.context:
        return _block_text(error)
    if "flow" in error.context:
        return _brackets(error)
    if error.character(error.context_at) in ("*", "&", "!", "%") or error.character(error.at) in tuple(
        "*&!%@`"
    ):
        return _sign(error)
    if "block" in error.context:
        return _block(error)
    remedy = "Check colons, quotation marks and indentation around it."
    return error.problem(error.at, "yaml-unreadable", "this cannot be read as YAML.", remedy)


def _quotes(error: _ParserError) -> Problem:
    spot = bad_escape(error.lines, error.context_at)
    if spot and "end of stream" not in error.message and "document" not in error.message:
        return no_escape(error.file, error.lines, spot)
    mark = error.character(error.context_at)
    return error.problem(
        error.context_at,
        "yaml-quotation-marks",
        f"the quotation mark {mark} that opens here is never closed.",
        f"Close it with {mark}, or take it away.",
    )


def no_escape(file: str, lines: list[str], spot: Spot) -> Problem:
    """Return the problem of a backslash escape at ``spot`` that YAML does not define."""
    near = re.match(r"\\(?:[xuU][0-9A-Fa-f]*|.)", lines[spot.line][spot.column :])
    what = f"{near[0] if near else chr(92)} is no character's escape in YAML."
    remedy = "Inside double quotation marks, write a backslash twice."
    return _problem(file, spot, "yaml-bad-escape", what, remedy)


def bad_escape(lines: list[str], opening: Spot, closing: Spot | None = None) -> Spot | None:
    """Return the position of the first invalid escape between two quotation marks, or None.

    This is needed because the parsers report different columns, and one of them accepts lone surrogates.
    """
    for number in range(opening.line, closing.line + 1 if closing else len(lines)):
        line = lines[number]
        # Without an end for find, thousands of short texts on one long line would each scan the whole line.
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


def _no_colon(error: _ParserError) -> Problem:
    text = error.line(error.context_at).strip()
    if error.character(error.context_at) == "-":
        return error.no_space_after_dash(error.context_at)
    found = without_space(text)
    if found:
        return error.problem(error.context_at, "yaml-no-space", *found)
    return error.problem(
        error.context_at,
        "yaml-no-colon",
        f"{quoted(text)} has no colon after it.",
        'Write a colon and a space, as in "title: Rest and work"; a line that goes on with the text above begins with '
        "more spaces.",
    )


def _second_colon(error: _ParserError) -> Problem:
    before = error.line(error.at)[: error.at.column]
    if re.search(r":\s", before):
        remedy = 'Put the text after the first one in quotation marks: "...".'
        return error.problem(error.at, "yaml-second-colon", "a second colon stands on this line.", remedy)
    above = max((n for n in range(error.at.line) if error.lines[n].strip()), default=0)
    found = without_space(error.lines[above].strip().lstrip("- "))
    if found:
        spot = Spot(above, len(error.lines[above]) - len(error.lines[above].lstrip("- ")))
        return error.problem(spot, "yaml-no-space", *found)
    return error.problem(
        error.at,
        "yaml-indentation",
        f"this line is read as more of the text above it, where {quoted(before.strip() + ':')} cannot stand.",
        f"{_ALIGN}; if it is text, put all of it in quotation marks.",
    )


def _block_text(error: _ParserError) -> Problem:
    sign = error.character(error.context_at)
    remedy = f"Begin the text on the line after {sign}, indented."
    return error.problem(error.context_at, "yaml-indentation", f"text stands on the line of {sign}.", remedy)


def _brackets(error: _ParserError) -> Problem:
    if "node" in error.context:
        met = error.character(error.at)
        if not met:
            what = "the file ends inside brackets."
            return error.problem(_end(error.lines), "yaml-brackets", what, "Close them with ] or }.")
        what = f'a text is missing before "{met}".'
        return error.problem(error.at, "yaml-brackets", what, f'Write it, or take "{met}" away.')
    opening = error.character(error.context_at)
    closing = {"[": "]", "{": "}"}.get(opening, "")
    kind = "list" if opening == "[" else "group"
    return error.problem(
        error.context_at,
        "yaml-brackets",
        f"the {kind} that opens here with {opening} is not closed, or a comma is missing in it.",
        f"Close it with {closing}, and put texts that hold a comma, a colon or brackets in quotation marks.",
    )


def _end(lines: list[str]) -> Spot:
    """Return the position after the last text of a file; the parsers disagree about it."""
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    return Spot(last, len(lines[last].rstrip()))


def _sign(error: _ParserError) -> Problem:
    spot = error.at if error.character(error.at) in "@`" and error.character(error.at) else error.context_at
    sign = error.character(spot) or error.character(error.at)
    return error.problem(spot, "yaml-sign", f"a text cannot begin with {sign} in YAML.", _QUOTE_IT)


def _block(error: _ParserError) -> Problem:
    before, met = error.line(error.at)[: error.at.column].rstrip(), error.character(error.at)
    if met in ("]", "}", ","):
        what = f'"{met}" closes or parts nothing here.'
        return error.problem(error.at, "yaml-brackets", what, f"Take it away, or {_ELSE_QUOTE_IT}")
    if before.endswith(("'", '"')):
        return _after_quotes(error, before[-1])
    if met == ":":
        what = "a colon stands where a key is missing."
        return error.problem(error.at, "yaml-no-key", what, "Write the key before it.")
    if met == "-" and "mapping" in error.context:
        return error.problem(
            error.at,
            "yaml-indentation",
            "this dash begins a list where none can stand.",
            "Put it exactly under the other dashes of its list, or write the list's name on a line above it.",
        )
    if met == "-" and error.character(Spot(error.at.line, error.at.column + 1)).strip():
        return error.no_space_after_dash(error.at)
    if "collection" in error.context and error.at.column == error.context_at.column:
        return error.problem(
            error.at,
            "yaml-indentation",
            "this line stands in a list and begins without a dash.",
            'Begin it with "- ", or, if it belongs to the line above, with more spaces.',
        )
    what = f"the spaces before this line ({error.at.column}) fit no line above it."
    return error.problem(error.at, "yaml-indentation", what, f"{_ALIGN}.")


def _after_quotes(error: _ParserError, mark: str) -> Problem:
    """Return the problem of text that follows a closing quotation mark."""
    if error.quoted and error.quoted.line < error.at.line:
        return error.problem(
            error.quoted,
            "yaml-quotation-marks",
            f"the quotation mark {mark} that opens here is closed on line {error.at.line + 1}, and more follows there.",
            "Close it where its text ends.",
        )
    other = "'" if mark == '"' else '"'
    return error.problem(
        error.at,
        "yaml-quotation-marks",
        f"text follows a closing quotation mark ({mark}).",
        f"Put the whole text in marks of the other kind: {other}...{other}.",
    )
