"""The test page: a paper and the fixed words in, a PDF of two sides out. Knows no printer and no file.

What it says stands on it, so that it can be used away from the screen: the steps, and the command with blanks for the
numbers. A and B are the two stairs, C the scale that a ruler reads.
"""

from __future__ import annotations

from hostkit.core.errors import FitError, Position, Problem
from hostkit.core.units import Paper, mm, to_mm
from hostkit.guides.languages import Language
from hostkit.printers import scales
from hostkit.printers.calibration import LEAST_PERCENT, MOST_SHIFT_MM
from hostkit.sheets import style
from hostkit.sheets.parts.blanks import blank_line
from hostkit.sheets.parts.head import accent_rule
from hostkit.sheets.sheet import LONG_EDGE
from hostkit.typesetting.columns import Drawn, Stack, StackItem
from hostkit.typesetting.display_list import Document, Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import TextBlock, Typesetter

TITLE = style.display(21, 24)
LETTER = style.number(16, 20)
STEP_NUMBER = style.number(12, 16)
_STEPS = 5
_BELOW_HEAD = style.TOP + mm(18)
_TEXT_LEFT, _NUMBERS = mm(46), mm(7)
"""Steps stand right of the ruler's place; their numbers have a column of their own."""

_CROSS_LEFT, _BELOW_FOOT = mm(20), mm(17)
"""The ruler's cross from the left edge; its line from the lower edge."""

_FORM_RIGHT, _FORM_WIDTH, _FORM_BOTTOM = style.SIDE, mm(63), mm(14)
_ROW = style.WRITING_LEAD + mm(1.5)
_INDENT, _BLANK = mm(4), mm(17)
_LONG_BLANK = mm(39)


class _PageWords:
    """Sets the words of the test page."""

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
    """Return the test page on a paper as a PDF file; the same bytes every time."""
    # Why here: drawing loads ReportLab.
    from hostkit.pdf import draw_document

    return draw_document(compose_test_page(paper, language))


def compose_test_page(paper: Paper, language: Language) -> Document:
    """Return the test page on a paper: front and back, to be flipped on the long edge."""
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
    items += _form_row(words, "back").place(_TEXT_LEFT - _INDENT, _BELOW_HEAD + text.height + mm(2))
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
    """Raise FitError when the steps in this language would run into the scales."""
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
    """Return the top of the letter above the stairs."""
    return paper.height / 2 - scales.STAIR_ACROSS * mm(MOST_SHIFT_MM) - mm(2.5) - LETTER.lead


def _stairs(words: _PageWords, paper: Paper) -> list[Item]:
    """Return the two stairs that cross in the middle of the paper, with their letters at their upper ends."""
    centre = (paper.width / 2, paper.height / 2)
    end = mm(MOST_SHIFT_MM)
    across = words.role("Figure", alt=words.say("alt_a"))
    down = words.role("Figure", alt=words.say("alt_b"))
    a, b = words.line("A", LETTER, across), words.line("B", LETTER, down)
    left = centre[0] - scales.STAIR_DOWN * end - mm(4) - b.width
    return [
        *a.place(centre[0] + end - a.width / 2, _stairs_top(paper)),
        *scales.stair_across(centre, across),
        *scales.zero(centre, across),
        *b.place(left, centre[1] - end - LETTER.lead / 2),
        *scales.stair_down(centre, down),
    ]


def _ruler(words: _PageWords, cross: tuple[float, float]) -> list[Item]:
    role = words.role("Figure", alt=words.say("alt_c"))
    nought = words.line("0", style.FOOT, role)
    letter = words.line("C", LETTER, role)
    length = words.line(f"{scales.RULER_MM} mm", style.FOOT, role)
    foot = cross[1] + scales.DROP
    right = cross[0] + scales.percent_place(LEAST_PERCENT) + mm(6)
    return [
        *nought.place(cross[0] + mm(1.5), cross[1] - mm(1) - style.FOOT.lead),
        *scales.percent_scale(cross, role),
        *length.place_right(cross[0] + scales.percent_place(100) * 0.7 - mm(2), cross[1] + scales.DROP * 0.7),
        *letter.place(right, foot - LETTER.baseline),
    ]


def _form_corner(paper: Paper, rows: int) -> tuple[float, float]:
    return (
        paper.width - _FORM_RIGHT - _FORM_WIDTH,
        paper.height - _FORM_BOTTOM - rows * _ROW - style.BODY.lead,
    )


def _form(words: _PageWords, options: tuple[str, ...]) -> Stack:
    """Return the command, an option a row, with blanks to write the numbers in."""
    command = words.line("hostkit calibrate", style.LABEL, words.role("P"))
    return Stack((StackItem(command), *(StackItem(_form_row(words, option)) for option in options)))


_BLANKS = {"printer": ("",), "front": ("A", "B"), "back": ("A", "B"), "scale": ("C",)}


def _form_row(words: _PageWords, option: str) -> Drawn:
    role = words.role("P")
    name = words.line(f"--{option}", style.BODY, role)
    baseline = _ROW - style.BODY.lead + style.BODY.baseline

    def draw(x: float, y: float) -> list[Item]:
        items = name.place(x + _INDENT, y + baseline - style.BODY.baseline)
        left = x + _INDENT + mm(20)
        for k, letter in enumerate(_BLANKS[option]):
            if k:
                comma = words.line(",", style.BODY, role)
                items += comma.place(left - mm(3), y + baseline - style.BODY.baseline)
            width = _BLANK if letter else _LONG_BLANK
            items.append(blank_line(left, left + width, y + baseline + 1.5))
            if letter:
                ghost = words.line(letter, STEP_NUMBER, role)
                items += ghost.place(left, y + baseline - STEP_NUMBER.baseline)
            left += width + mm(5)
        return items

    return Drawn(_ROW, draw)
