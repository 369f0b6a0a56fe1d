"""Composes the test page of ``hostkit calibrate``: a front and a back on which a printer's errors are read.

The page contains its instructions, and the command with blanks for the numbers, and can be used away from the screen.
Scales A and B are read at folds of the paper, scale C with a ruler.
"""

from __future__ import annotations

from hostkit.core.errors import FitError, Position, Problem
from hostkit.core.values import Paper, mm, to_mm
from hostkit.guides.languages import Language
from hostkit.printers import scales
from hostkit.printers.calibration import LEAST_PERCENT, MOST_SHIFT_MM
from hostkit.sheets import style
from hostkit.sheets.parts.head import accent_rule, blank_line
from hostkit.sheets.sheet import LONG_EDGE
from hostkit.typesetting.display_list import Document, Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Drawn, Stack, StackItem, TextBlock, Typesetter

TITLE = style.display(21, 24)
LETTER = style.number(16, 20)
STEP_NUMBER = style.number(12, 16)
_STEPS = 5
"""The number of instructions in a language file: step_1 to step_5."""

_BELOW_HEAD = style.TOP + mm(18)
"""From the upper edge of the paper to the instructions. Chosen by eye: two lines below the short rule."""

_TEXT_LEFT, _NUMBERS = mm(46), mm(7)
"""The left edge of the instructions, right of the ruler's position, and the width of their number column. Chosen by
eye."""

_CROSS_LEFT, _BELOW_FOOT = mm(20), mm(17)
"""From the left edge to the ruler's cross, and from the lower edge to the ruler's line. Chosen by eye: the scale and
its numbers stay in the printable area, 7 mm from the edges, even on a page that is printed 8 mm off."""

_FORM_RIGHT, _FORM_WIDTH, _FORM_BOTTOM = style.SIDE, mm(63), mm(14)
"""The right margin, width and bottom margin of the form. The right margin is the design's. The others are chosen by
eye: the form ends above the ruler's line and clear of the scale's last number."""

_ROW = style.WRITING_LEADING + mm(1.5)
"""Height of a row of the form. Chosen by eye: a writing line of the design, with room for a number above it."""

_INDENT, _NAME_WIDTH, _BLANK, _LONG_BLANK = mm(4), mm(20), mm(17), mm(39)
"""The indent of the form's options, the width of the column of their names, the length of the blank for a number, and
that of the blank for a name, which equals two number blanks and the comma between them."""

_BLANK_GAP, _COMMA_LEFT, _BLANK_DROP = mm(5), mm(3), 1.5
"""Between two blanks, from the second one left to the comma, and from the baseline down to a blank. Chosen by eye."""

_LETTER_GAP = mm(2.5)
"""From the top of a scale to the letter above it. Chosen by eye."""

_BESIDE_SCALE = mm(4)
"""From a scale to the letter on its left. Chosen by eye: about twice the length of a half-millimeter line."""

_BESIDE_PERCENTS = mm(6)
"""From the end of the percent scale to its letter. Chosen by eye."""

_NOUGHT = mm(1.5), mm(1)
"""Distances of the figure 0 at the ruler's zero, right of the cross and above it. Chosen by eye: clear of its arms."""

_LENGTH_ALONG, _LENGTH_GAP = 0.7, mm(2)
"""Position of the label with the ruler's length, as a fraction of the ruler's line, and its distance left of the line.
Chosen by eye: below the instructions."""

_BACK_FORM_GAP = mm(2)
"""From the text on the back to the row of the form below it. Chosen by eye."""


class _PageWords:
    """Typesets the fixed words of the test page in one language, and numbers the roles of its texts."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.set = Typesetter(language.code)
        self._serial = 0

    def role(self, tag: str, parent: Role | None = None, alt: str = "") -> Role:
        self._serial += 1
        return Role(tag, self._serial, parent, alt)

    def line(self, text: str, look: Style, role: Role) -> TextBlock:
        return self.set.line(text, look, role)

    def say(self, name: str, **values: object) -> str:
        return self.language(f"calibrate.{name}", **values)


def draw_test_page(paper: Paper, language: Language) -> bytes:
    """Return the test page for a paper as a PDF file; the same arguments always give the same bytes.

    Raises FitError as ``compose_test_page`` does.
    """
    # Imported here because drawing loads ReportLab.
    from hostkit.pdf import draw_document

    return draw_document(compose_test_page(paper, language))


def compose_test_page(paper: Paper, language: Language) -> Document:
    """Return the front and back of the test page for a paper, to be flipped on the long edge.

    Raises:
        FitError: the instructions in this language are too long for the page.

    """
    words = _PageWords(language)
    return Document(
        pages=(_front(words, paper), _back(words, paper)),
        title=words.say("title"),
        author="hostkit",
        subject=words.say("subject"),
        language=language.code,
        duplex=LONG_EDGE,
        sides=("front", "back"),
    )


def _front(words: _PageWords, paper: Paper) -> Page:
    cross = (_CROSS_LEFT, paper.height - _BELOW_FOOT - scales.DROP)
    items = _head(words, words.say("front")).place(_TEXT_LEFT, style.TOP)
    steps = _steps(words, paper.width - _TEXT_LEFT - style.SIDE)
    _check_room(words, paper, steps.height)
    items += steps.place(_TEXT_LEFT, _BELOW_HEAD)
    items += _stairs(words, paper)
    items += _ruler(words, cross)
    items += _form(words, ("printer", "front", "back", "scale")).place(*_form_corner(paper, 4))
    return Page(paper.width, paper.height, tuple(items))


def _back(words: _PageWords, paper: Paper) -> Page:
    items = _head(words, words.say("back")).place(_TEXT_LEFT, style.TOP)
    text = words.set.narrow(
        words.say("read_here"), style.BODY, paper.width - _TEXT_LEFT - style.SIDE, words.role("P")
    )
    items += text.place(_TEXT_LEFT, _BELOW_HEAD)
    items += _form_row(words, "back").place(_TEXT_LEFT - _INDENT, _BELOW_HEAD + text.height + _BACK_FORM_GAP)
    items += _stairs(words, paper)
    return Page(paper.width, paper.height, tuple(items))


def _head(words: _PageWords, side: str) -> Stack:
    title = words.line(words.say("heading", title=words.say("title"), side=side), TITLE, words.role("H1"))
    return Stack((StackItem(title), StackItem(accent_rule(style.RULE_WIDTH), 6)))


def _steps(words: _PageWords, measure: float) -> Stack:
    listed = words.role("L")
    return Stack(tuple(StackItem(_step(words, listed, k, measure), 4) for k in range(1, _STEPS + 1)))


def _step(words: _PageWords, listed: Role, number: int, measure: float) -> Drawn:
    item = words.role("LI", listed)
    label = words.line(str(number), STEP_NUMBER, words.role("Lbl", item))
    body = words.set.narrow(
        words.say(f"step_{number}"), style.BODY, measure - _NUMBERS, words.role("LBody", item)
    )
    return Drawn(body.height, lambda x, y: [*label.place(x, y), *body.place(x + _NUMBERS, y)])


def _check_room(words: _PageWords, paper: Paper, height: float) -> None:
    """Raise FitError when the instructions, ``height`` points high, would overlap the scales."""
    over = _BELOW_HEAD + height - _stairs_top(paper)
    if over > 0:
        problem = Problem(
            "test-page-too-long",
            Position(f"test page in {words.language.code} on {paper.name}"),
            f"the steps are {to_mm(over):.1f} mm too long.",
            "Shorten calibrate.step_1 to step_5 in the file of the language.",
            {"language": words.language.code, "paper": paper.name, "too_long_mm": round(to_mm(over), 1)},
        )
        raise FitError(problem)


def _stairs_top(paper: Paper) -> float:
    """Return the top of the letter above scale A, in points from the upper edge of the paper."""
    return paper.height / 2 - scales.STAIR_ACROSS * mm(MOST_SHIFT_MM) - _LETTER_GAP - LETTER.leading


def _stairs(words: _PageWords, paper: Paper) -> list[Item]:
    """Return scale A across and scale B down, crossing in the middle of the paper, each with its letter at one end."""
    center = (paper.width / 2, paper.height / 2)
    end = mm(MOST_SHIFT_MM)
    across = words.role("Figure", alt=words.say("alt_a"))
    down = words.role("Figure", alt=words.say("alt_b"))
    a, b = words.line("A", LETTER, across), words.line("B", LETTER, down)
    left = center[0] - scales.STAIR_DOWN * end - _BESIDE_SCALE - b.width
    return [
        *a.place(center[0] + end - a.width / 2, _stairs_top(paper)),
        *scales.stair_across(center, across),
        *scales.zero(center, across),
        *b.place(left, center[1] - end - LETTER.leading / 2),
        *scales.stair_down(center, down),
    ]


def _ruler(words: _PageWords, cross: tuple[float, float]) -> list[Item]:
    role = words.role("Figure", alt=words.say("alt_c"))
    nought = words.line("0", style.FOOTER, role)
    letter = words.line("C", LETTER, role)
    length = words.line(f"{scales.RULER_MM} mm", style.FOOTER, role)
    foot = cross[1] + scales.DROP
    right = cross[0] + scales.percent_place(LEAST_PERCENT) + _BESIDE_PERCENTS
    return [
        *nought.place(cross[0] + _NOUGHT[0], cross[1] - _NOUGHT[1] - style.FOOTER.leading),
        *scales.percent_scale(cross, role),
        *length.place_right(
            cross[0] + _LENGTH_ALONG * scales.percent_place(100) - _LENGTH_GAP,
            cross[1] + _LENGTH_ALONG * scales.DROP,
        ),
        *letter.place(right, foot - LETTER.baseline),
    ]


def _form_corner(paper: Paper, rows: int) -> tuple[float, float]:
    return (
        paper.width - _FORM_RIGHT - _FORM_WIDTH,
        paper.height - _FORM_BOTTOM - rows * _ROW - style.BODY.leading,
    )


def _form(words: _PageWords, options: tuple[str, ...]) -> Stack:
    """Return the command ``hostkit calibrate`` with a row for each option and blanks for the values."""
    command = words.line("hostkit calibrate", style.LABEL, words.role("P"))
    return Stack((StackItem(command), *(StackItem(_form_row(words, option)) for option in options)))


_LETTERS = {"printer": ("",), "front": ("A", "B"), "back": ("A", "B"), "scale": ("C",)}


def _form_row(words: _PageWords, option: str) -> Drawn:
    role = words.role("P")
    name = words.line(f"--{option}", style.BODY, role)
    baseline = _ROW - style.BODY.leading + style.BODY.baseline

    def draw(x: float, y: float) -> list[Item]:
        items = name.place(x + _INDENT, y + baseline - style.BODY.baseline)
        left = x + _INDENT + _NAME_WIDTH
        for k, letter in enumerate(_LETTERS[option]):
            if k:
                comma = words.line(",", style.BODY, role)
                items += comma.place(left - _COMMA_LEFT, y + baseline - style.BODY.baseline)
            width = _BLANK if letter else _LONG_BLANK
            items.append(blank_line(left, left + width, y + baseline + _BLANK_DROP))
            if letter:
                ghost = words.line(letter, STEP_NUMBER, role)
                items += ghost.place(left, y + baseline - STEP_NUMBER.baseline)
            left += width + _BLANK_GAP
        return items

    return Drawn(_ROW, draw)
