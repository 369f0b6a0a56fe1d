"""Turns the errors of the YAML parsers into problems in plain words.

libyaml and PyYAML report the same positions with different wording, so each explanation is derived from the position
and from the text found there.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from hostkit.core.errors import Problem
from hostkit.core.wording import quoted, without_space
from hostkit.core.yaml_characters import Spot, YamlText

MAX_DEPTH = 16
"""The most levels of nesting in one file."""

_ESCAPE = re.compile(r'\\(?:[0abtnvfre "/\\N_LP]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|$)')
_ALIGN = "Put its first letter exactly below that of its neighbours"
TOO_DEEP = f"this is nested deeper than {MAX_DEPTH} levels."
_ELSE_QUOTE_IT = 'put the whole text in quotation marks: "...".'
_QUOTE_IT = f"P{_ELSE_QUOTE_IT[1:]}"


class _ParserError(NamedTuple):
    """A parser's error.

    In the parser's words, ``context`` is what it was reading, which begins at ``opening``, and ``message`` what it met
    at ``at``. ``sign`` and ``met`` are the characters at these two places, and ``before`` is the text on the line
    before ``at``. ``quoted`` is where the last quoted text began, or None.
    """

    source: YamlText
    context: str
    opening: Any
    sign: str
    message: str
    at: Any
    met: str
    before: str
    quoted: Any

    def problem_here(self, code: str, what: str, remedy: str) -> Problem:
        """Return a problem at the place where the parser met something."""
        return self.source.problem(self.at, code, what, remedy)

    def problem_at_opening(self, code: str, what: str, remedy: str) -> Problem:
        """Return a problem at the beginning of what the parser was reading."""
        return self.source.problem(self.opening, code, what, remedy)


def explain(error: Any, source: YamlText, quoted: Any) -> Problem:
    """Return a parser's error as a problem; ``quoted`` is the mark at which the last quoted text began, or None."""
    message, context = getattr(error, "problem", None), getattr(error, "context", None)
    if not message:
        return no_escape(source, _huge_escape(source))
    at = error.problem_mark
    opening = error.context_mark or at
    line, first = source.line(at), source.line(opening)
    sign, met = first[opening.column : opening.column + 1], line[at.column : at.column + 1]
    return _explained(
        _ParserError(source, context or "", opening, sign, message, at, met, line[: at.column], quoted)
    )


def _huge_escape(source: YamlText) -> Spot:
    """Return the position of an escape above U+10FFFF, for which PyYAML raises an error without a position."""
    for number, line in enumerate(source.lines):
        for match in re.finditer(r"\\U[0-9A-Fa-f]{8}", line):
            if _is_no_character(match[0]):
                return Spot(number, match.start())
    return Spot(0, 0)


def _explained(error: _ParserError) -> Problem:
    """Return the problem that explains an error. The order of the tests matters: the most specific comes first."""
    if "quoted scalar" in error.context:
        return _quotes(error)
    if "could not find expected ':'" in error.message:
        return _no_colon(error)
    if "values are not allowed" in error.message:
        return _second_colon(error)
    if "unexpected ':'" in error.message:
        return error.problem_here("yaml-no-space", "a space is missing after this colon.", "Write one.")
    if "entries are not allowed" in error.message:
        what = "a list begins in the middle of a line."
        return error.problem_here("yaml-indentation", what, "Begin it on the next line, indented.")
    if "keys are not allowed" in error.message:
        return error.problem_here("yaml-sign", 'a text cannot begin with "? " in YAML.', _QUOTE_IT)
    if "nesting depth" in error.message:
        return error.problem_here("yaml-too-large", TOO_DEEP, "Take brackets or levels away.")
    if error.before.rstrip().endswith(("}", "]")) and "flow" not in error.context:
        remedy = f"If the brackets are part of a text, {_ELSE_QUOTE_IT}"
        return error.problem_here("yaml-brackets", "text follows a closing bracket.", remedy)
    if "document start" in error.message:
        what = "the document has ended, and more follows."
        return error.problem_here("yaml-second-document", what, "Keep one document in a file.")
    if "block scalar" in error.context:
        what = f"text stands on the line of {error.sign}."
        remedy = f"Begin the text on the line after {error.sign}, indented."
        return error.problem_at_opening("yaml-indentation", what, remedy)
    if "flow" in error.context:
        return _brackets(error)
    if error.met in ("@", "`"):
        return error.problem_here("yaml-sign", f"a text cannot begin with {error.met} in YAML.", _QUOTE_IT)
    if error.sign in tuple("*&!%") or error.met in tuple("*&!%"):
        what = f"a text cannot begin with {error.sign or error.met} in YAML."
        return error.problem_at_opening("yaml-sign", what, _QUOTE_IT)
    if "block" in error.context:
        return _block(error)
    remedy = "Check colons, quotation marks and indentation around it."
    return error.problem_here("yaml-unreadable", "this cannot be read as YAML.", remedy)


def _quotes(error: _ParserError) -> Problem:
    spot = bad_escape(error.source, error.opening)
    if spot and "end of stream" not in error.message and "document" not in error.message:
        return no_escape(error.source, spot)
    what = f"the quotation mark {error.sign} that opens here is never closed."
    remedy = f"Close it with {error.sign}, or take it away."
    return error.problem_at_opening("yaml-quotation-marks", what, remedy)


def no_escape(source: YamlText, spot: Spot) -> Problem:
    """Return the problem of a backslash escape at ``spot`` that YAML does not define."""
    near = re.match(r"\\(?:[xuU][0-9A-Fa-f]*|.)", source.line(spot)[spot.column :])
    what = f"{near[0] if near else chr(92)} is no character's escape in YAML."
    remedy = "Inside double quotation marks, write a backslash twice."
    return source.problem(spot, "yaml-bad-escape", what, remedy)


def bad_escape(source: YamlText, opening: Any, closing: Any = None) -> Spot | None:
    """Return the position of the first invalid escape between two quotation marks, or None.

    This is needed because the parsers report different columns, and one of them accepts lone surrogates.
    """
    for number in range(opening.line, closing.line + 1 if closing else len(source.lines)):
        line = source.lines[number]
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
    text = error.source.line(error.opening).strip()
    if error.sign == "-":
        return error.problem_at_opening("yaml-no-space", "a space is missing after this dash.", "Write one.")
    if found := without_space(text):
        return error.problem_at_opening("yaml-no-space", *found)
    remedy = (
        'Write a colon and a space, as in "title: Rest and work"; a line that goes on with the text above begins with '
        "more spaces."
    )
    return error.problem_at_opening("yaml-no-colon", f"{quoted(text)} has no colon after it.", remedy)


def _second_colon(error: _ParserError) -> Problem:
    if re.search(r":\s", error.before):
        remedy = 'Put the text after the first one in quotation marks: "...".'
        return error.problem_here("yaml-second-colon", "a second colon stands on this line.", remedy)
    lines = error.source.lines
    above = max((n for n in range(error.at.line) if lines[n].strip()), default=0)
    text = lines[above].lstrip("- ")
    if found := without_space(text.rstrip()):
        return error.source.problem(Spot(above, len(lines[above]) - len(text)), "yaml-no-space", *found)
    sign = quoted(f"{error.before.strip()}:")
    what = f"this line is read as more of the text above it, where {sign} cannot stand."
    remedy = f"{_ALIGN}; if it is text, put all of it in quotation marks."
    return error.problem_here("yaml-indentation", what, remedy)


def _brackets(error: _ParserError) -> Problem:
    if "node" not in error.context:
        kind, closing = ("list", "]") if error.sign == "[" else ("group", "}")
        what = f"the {kind} that opens here with {error.sign} is not closed, or a comma is missing in it."
        remedy = f"Close it with {closing}, and put texts that hold a comma, a colon or brackets in quotation marks."
        return error.problem_at_opening("yaml-brackets", what, remedy)
    if error.met:
        what = f'a text is missing before "{error.met}".'
        return error.problem_here("yaml-brackets", what, f'Write it, or take "{error.met}" away.')
    # The parsers disagree about the position after the last text of a file.
    lines = error.source.lines
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    what, end = "the file ends inside brackets.", Spot(last, len(lines[last].rstrip()))
    return error.source.problem(end, "yaml-brackets", what, "Close them with ] or }.")


def _block(error: _ParserError) -> Problem:
    before, met = error.before.rstrip(), error.met
    if met in ("]", "}", ","):
        what = f'"{met}" closes or parts nothing here.'
        return error.problem_here("yaml-brackets", what, f"Take it away, or {_ELSE_QUOTE_IT}")
    if before.endswith(("'", '"')):
        return _after_quotes(error, before[-1])
    if met == ":":
        what = "a colon stands where a key is missing."
        return error.problem_here("yaml-no-key", what, "Write the key before it.")
    if met == "-" and "mapping" in error.context:
        what = "this dash begins a list where none can stand."
        where = "exactly under the other dashes of its list, or write the list's name on a line above it."
        return error.problem_here("yaml-indentation", what, f"Put it {where}")
    if met == "-" and error.source.line(error.at)[error.at.column + 1 :][:1].strip():
        return error.problem_here("yaml-no-space", "a space is missing after this dash.", "Write one.")
    if "collection" in error.context and error.at.column == error.opening.column:
        what = "this line stands in a list and begins without a dash."
        remedy = 'Begin it with "- ", or, if it belongs to the line above, with more spaces.'
        return error.problem_here("yaml-indentation", what, remedy)
    what = f"the spaces before this line ({error.at.column}) fit no line above it."
    return error.problem_here("yaml-indentation", what, f"{_ALIGN}.")


def _after_quotes(error: _ParserError, mark: str) -> Problem:
    """Return the problem of text that follows a closing quotation mark."""
    if error.quoted and error.quoted.line < error.at.line:
        closed = f"closed on line {error.at.line + 1}, and more follows there"
        what, remedy = (
            f"the quotation mark {mark} that opens here is {closed}.",
            "Close it where its text ends.",
        )
        return error.source.problem(error.quoted, "yaml-quotation-marks", what, remedy)
    other = "'" if mark == '"' else '"'
    what = f"text follows a closing quotation mark ({mark})."
    remedy = f"Put the whole text in marks of the other kind: {other}...{other}."
    return error.problem_here("yaml-quotation-marks", what, remedy)
