"""Explains the errors of the YAML parsers as problems in plain words.

libyaml and PyYAML mark the same position and word it differently, so an explanation is made from the position and from
the text that stands there.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from hostkit.core.errors import Position, Problem
from hostkit.core.wording import quoted, without_space
from hostkit.core.yaml_characters import YamlText

MAX_DEPTH = 16
"""Levels of nesting in one file."""

_ESCAPE = re.compile(r'\\(?:[0abtnvfre "/\\N_LP]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|$)')
_NO_SPACE = "a space is missing after this dash.", "Write one."
_ALIGN = "Put its first letter exactly below that of its neighbours"
TOO_DEEP = f"this is nested deeper than {MAX_DEPTH} levels."
QUOTE_IT = 'Put the whole text in quotation marks: "...".'


class Spot(NamedTuple):
    """A position in the text; line and column count from 0."""

    line: int
    column: int


class _ParserError(NamedTuple):
    """An error of a parser: its context, its problem, their positions, and the lines of the file.

    ``quoted`` is the position where the last text in quotation marks began.
    """

    context: str
    context_at: Spot
    problem: str
    at: Spot
    lines: list[str]
    quoted: Spot | None

    def line(self, spot: Spot) -> str:
        return self.lines[spot.line] if spot.line < len(self.lines) else ""

    def character(self, spot: Spot) -> str:
        return self.line(spot)[spot.column : spot.column + 1]


_Explanation = tuple[Spot, str, str]
"""A position, what is wrong there, and the remedy."""


def explain(error: Any, source: YamlText, quoted: Spot | None) -> Problem:
    """Return the problem that a parser's error means; the last text in quotation marks began at ``quoted``."""
    return problem(source, _explanation(_parser_error(error, source, quoted)))


def directive(source: YamlText) -> Problem | None:
    """Return the problem of a % line before the document, None without one; the parsers disagree which they refuse."""
    for number, line in enumerate(source.lines):
        if line.startswith("%"):
            return problem(source, (Spot(number, 0), "a % directive is not used here.", "Delete the line."))
        if line.strip() and not line.lstrip().startswith("#"):
            return None
    return None


def problem(source: YamlText, explanation: _Explanation) -> Problem:
    """Return an explanation as a problem of the file."""
    spot, what, remedy = explanation
    return Problem("yaml-syntax", Position(source.file, spot.line + 1, spot.column + 1), what, remedy)


def _parser_error(error: Any, source: YamlText, quoted: Spot | None) -> _ParserError:
    mark = getattr(error, "problem_mark", None)
    at = Spot(mark.line, mark.column) if mark else _huge_escape(source.lines)
    mark = getattr(error, "context_mark", None)
    context_at = Spot(mark.line, mark.column) if mark else at
    context, found = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    return _ParserError(context, context_at, found, at, source.lines, quoted)


def _huge_escape(lines: list[str]) -> Spot:
    """Return the position of an escape beyond the last character, for which PyYAML raises an error without a mark."""
    for number, line in enumerate(lines):
        for match in re.finditer(r"\\U[0-9A-Fa-f]{8}", line):
            if _is_no_character(match[0]):
                return Spot(number, match.start())
    return Spot(0, 0)


def _explanation(error: _ParserError) -> _Explanation:
    """Return the explanation of an error. The order matters: it goes from the surest sign to the vaguest."""
    if not error.problem:
        return escape_words(error.lines, error.at)
    if "quoted scalar" in error.context:
        return _quotes(error)
    if "could not find expected ':'" in error.problem:
        return _no_colon(error)
    if "values are not allowed" in error.problem:
        return _second_colon(error)
    if "unexpected ':'" in error.problem:
        return error.at, "a space is missing after this colon.", "Write one."
    if "entries are not allowed" in error.problem:
        return error.at, "a list begins in the middle of a line.", "Begin it on the next line, indented."
    if "keys are not allowed" in error.problem:
        return error.at, 'a text cannot begin with "? " in YAML.', QUOTE_IT
    if "nesting depth" in error.problem:
        return error.at, TOO_DEEP, "Take brackets or levels away."
    if error.line(error.at)[: error.at.column].rstrip().endswith(("}", "]")) and "flow" not in error.context:
        return (
            error.at,
            "text follows a closing bracket.",
            f"If the brackets are part of a text, {_lower(QUOTE_IT)}",
        )
    if "document start" in error.problem:
        return error.at, "the document has ended, and more follows.", "Keep one document in a file."
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
    return (
        error.at,
        "this cannot be read as YAML.",
        "Check colons, quotation marks and indentation around it.",
    )


def _quotes(error: _ParserError) -> _Explanation:
    spot = bad_escape(error.lines, error.context_at)
    if spot and "end of stream" not in error.problem and "document" not in error.problem:
        return escape_words(error.lines, spot)
    mark = error.character(error.context_at)
    return (
        error.context_at,
        f"the quotation mark {mark} that opens here is never closed.",
        f"Close it with {mark}, or take it away.",
    )


def escape_words(lines: list[str], spot: Spot) -> _Explanation:
    """Return the explanation of an escape that stands for no character."""
    near = re.match(r"\\(?:[xuU][0-9A-Fa-f]*|.)", lines[spot.line][spot.column :])
    wrong = f"{near[0] if near else chr(92)} is no character's escape in YAML."
    return spot, wrong, "Inside double quotation marks, write a backslash twice."


def bad_escape(lines: list[str], opening: Spot, closing: Spot | None = None) -> Spot | None:
    """Return the position of the first escape between two quotation marks that stands for no character, or None.

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


def _no_colon(error: _ParserError) -> _Explanation:
    text = error.line(error.context_at).strip()
    if error.character(error.context_at) == "-":
        return error.context_at, *_NO_SPACE
    found = without_space(text)
    if found:
        return error.context_at, *found
    return (
        error.context_at,
        f"{quoted(text)} has no colon after it.",
        'Write a colon and a space, as in "title: Rest and work"; a line that goes on with the text above begins with '
        "more spaces.",
    )


def _second_colon(error: _ParserError) -> _Explanation:
    before = error.line(error.at)[: error.at.column]
    if re.search(r":\s", before):
        return (
            error.at,
            "a second colon stands on this line.",
            'Put the text after the first one in quotation marks: "...".',
        )
    above = max((n for n in range(error.at.line) if error.lines[n].strip()), default=0)
    found = without_space(error.lines[above].strip().lstrip("- "))
    if found:
        return Spot(above, len(error.lines[above]) - len(error.lines[above].lstrip("- "))), *found
    return (
        error.at,
        f"this line is read as more of the text above it, where {quoted(before.strip() + ':')} cannot stand.",
        f"{_ALIGN}; if it is text, put all of it in quotation marks.",
    )


def _block_text(error: _ParserError) -> _Explanation:
    sign = error.character(error.context_at)
    return (
        error.context_at,
        f"text stands on the line of {sign}.",
        f"Begin the text on the line after {sign}, indented.",
    )


def _brackets(error: _ParserError) -> _Explanation:
    if "node" in error.context:
        met = error.character(error.at)
        if not met:
            return _end(error.lines), "the file ends inside brackets.", "Close them with ] or }."
        return error.at, f'a text is missing before "{met}".', f'Write it, or take "{met}" away.'
    opening = error.character(error.context_at)
    closing = {"[": "]", "{": "}"}.get(opening, "")
    kind = "list" if opening == "[" else "group"
    return (
        error.context_at,
        f"the {kind} that opens here with {opening} is not closed, or a comma is missing in it.",
        f"Close it with {closing}, and put texts that hold a comma, a colon or brackets in quotation marks.",
    )


def _end(lines: list[str]) -> Spot:
    """Return the position after the last text of a file, about which the parsers disagree."""
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    return Spot(last, len(lines[last].rstrip()))


def _sign(error: _ParserError) -> _Explanation:
    spot = error.at if error.character(error.at) in "@`" and error.character(error.at) else error.context_at
    sign = error.character(spot) or error.character(error.at)
    return spot, f"a text cannot begin with {sign} in YAML.", QUOTE_IT


def _block(error: _ParserError) -> _Explanation:
    before, met = error.line(error.at)[: error.at.column].rstrip(), error.character(error.at)
    if met in ("]", "}", ","):
        return error.at, f'"{met}" closes or parts nothing here.', f"Take it away, or {_lower(QUOTE_IT)}"
    if before.endswith(("'", '"')):
        return _after_quotes(error, before[-1])
    if met == ":":
        return error.at, "a colon stands where a key is missing.", "Write the key before it."
    if met == "-" and "mapping" in error.context:
        return (
            error.at,
            "this dash begins a list where none can stand.",
            "Put it exactly under the other dashes of its list, or write the list's name on a line above it.",
        )
    if met == "-" and error.character(Spot(error.at.line, error.at.column + 1)).strip():
        return error.at, *_NO_SPACE
    if "collection" in error.context and error.at.column == error.context_at.column:
        return (
            error.at,
            "this line stands in a list and begins without a dash.",
            'Begin it with "- ", or, if it belongs to the line above, with more spaces.',
        )
    return (
        error.at,
        f"the spaces before this line ({error.at.column}) fit no line above it.",
        f"{_ALIGN}.",
    )


def _after_quotes(error: _ParserError, mark: str) -> _Explanation:
    """Return the explanation of text that follows a closing quotation mark."""
    if error.quoted and error.quoted.line < error.at.line:
        return (
            error.quoted,
            f"the quotation mark {mark} that opens here is closed on line {error.at.line + 1}, and more follows there.",
            "Close it where its text ends.",
        )
    other = "'" if mark == '"' else '"'
    return (
        error.at,
        f"text follows a closing quotation mark ({mark}).",
        f"Put the whole text in marks of the other kind: {other}...{other}.",
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
