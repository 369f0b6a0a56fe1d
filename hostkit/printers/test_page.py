"""The test page of ``hostkit calibrate``: a front and a back on which a printer's errors are read.

The page carries its own instructions and the command with blanks for the numbers, so that it can be used away from the
screen. A and B are the scales that folds read, C is the scale that a ruler reads.
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
"""The instructions in the language files: step_1 to step_5."""

_BELOW_HEAD = style.TOP + mm(18)
"""From the upper edge to the instructions. Chosen by eye: two lines below the short rule."""

_TEXT_LEFT, _NUMBERS = mm(46), mm(7)
"""The left edge of the instructions, right of the ruler's place, and the column of their numbers. Chosen by eye."""

_CROSS_LEFT, _BELOW_FOOT = mm(20), mm(17)
"""The ruler's cross from the left edge, and its line from the lower edge. Chosen by eye: the scale and its numbers stay
in the printable area, 7 mm from the edges, also on a page that is printed 8 mm off."""

_FORM_RIGHT, _FORM_WIDTH, _FORM_BOTTOM = style.SIDE, mm(63), mm(14)
"""The form keeps the design's side margin. Its width and lower edge are chosen by eye: it ends above the ruler's line
and left of the scale's last number."""

_ROW = style.WRITING_LEADING + mm(1.5)
"""Height of a row of the form. Chosen by eye: a writing line of the design, with room for a number above it."""

_INDENT, _NAME_WIDTH, _BLANK, _LONG_BLANK = mm(4), mm(20), mm(17), mm(39)
"""The options of the form: their indent, the column of their names, the blank for a number and that for a name, which
is as long as two blanks with the comma between them."""

_BLANK_GAP, _COMMA_LEFT, _BLANK_DROP = mm(5), mm(3), 1.5
"""Between two blanks, from the second back to the comma, and from the baseline down to a blank, in points. By eye."""

_LETTER_GAP = mm(2.5)
"""From a scale up to its letter. Chosen by eye."""

_BESIDE_SCALE = mm(4)
"""From a scale to the letter on its left. Chosen by eye: twice the length of a half millimetre's line."""

_BESIDE_PERCENTS = mm(6)
"""From the end of the scale of percents to its letter. Chosen by eye."""

_NOUGHT = mm(1.5), mm(1)
"""The number at the ruler's zero, right of the cross and above it. Chosen by eye: clear of its arms."""

_LENGTH_ALONG, _LENGTH_GAP = 0.7, mm(2)
"""The ruler's length stands at this part of its line, so far left of it. Chosen by eye: below the instructions."""

_BACK_FORM_GAP = mm(2)
"""From the text of the back to its row of the form. Chosen by eye."""


class _PageWords:
    """Typesets the fixed words of the test page in a language, and numbers their roles."""

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
    """Return the test page on a paper as a PDF file, with the same bytes every time."""
    # Why here: drawing loads ReportLab.
    from hostkit.pdf import draw_document

    return draw_document(compose_test_page(paper, language))


def compose_test_page(paper: Paper, language: Language) -> Document:
    """Return the two pages of the test page on a paper, which is flipped on the long edge.

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
    """Raise FitError when the instructions would run into the scales."""
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
    """Return the top of the letter above the first scale, in points from the upper edge."""
    return paper.height / 2 - scales.STAIR_ACROSS * mm(MOST_SHIFT_MM) - _LETTER_GAP - LETTER.leading


def _stairs(words: _PageWords, paper: Paper) -> list[Item]:
    """Return the two scales that cross in the middle of the paper, with their letters at their upper ends."""
    centre = (paper.width / 2, paper.height / 2)
    end = mm(MOST_SHIFT_MM)
    across = words.role("Figure", alt=words.say("alt_a"))
    down = words.role("Figure", alt=words.say("alt_b"))
    a, b = words.line("A", LETTER, across), words.line("B", LETTER, down)
    left = centre[0] - scales.STAIR_DOWN * end - _BESIDE_SCALE - b.width
    return [
        *a.place(centre[0] + end - a.width / 2, _stairs_top(paper)),
        *scales.stair_across(centre, across),
        *scales.zero(centre, across),
        *b.place(left, centre[1] - end - LETTER.leading / 2),
        *scales.stair_down(centre, down),
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
    """Return the command with one option a row, each with blanks for its numbers."""
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
