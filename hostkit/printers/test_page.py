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
from hostkit.typesetting.typeset import Drawn, Typesetter, stack

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

_LETTERS = {"printer": ("",), "front": ("A", "B"), "back": ("A", "B"), "scale": ("C",)}
"""The options of the command, each with the scales that its values are read on; a printer's name is on none."""


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
    page = _TestPage(paper, language)
    pages = (page.front(), page.back())
    title, subject = page.say("title"), page.say("subject")
    return Document(pages, title, "hostkit", subject, language.code, LONG_EDGE, sides=("front", "back"))


class _TestPage:
    """Sets the fixed words of the test page in one language and for one paper, and numbers the roles of its texts."""

    def __init__(self, paper: Paper, language: Language) -> None:
        self._paper, self._language = paper, language
        self._set = Typesetter(language.code)
        self._measure = paper.width - _TEXT_LEFT - style.SIDE
        self._serial = 0

    def _role(self, tag: str, parent: Role | None = None, alt: str = "") -> Role:
        self._serial += 1
        return Role(tag, self._serial, parent, alt)

    def say(self, name: str, **values: object) -> str:
        return self._language(f"calibrate.{name}", **values)

    def front(self) -> Page:
        items = self._head("front")
        listed = self._role("L")
        steps = stack((self._step(listed, number) for number in range(1, _STEPS + 1)), 4)
        self._check_room(steps.height)
        items += steps.place(_TEXT_LEFT, _BELOW_HEAD)
        items += self._stairs()
        items += self._ruler(_CROSS_LEFT, self._paper.height - _BELOW_FOOT - scales.DROP)
        command = self._set.line("hostkit calibrate", style.LABEL, self._role("P"))
        form = stack([command, *map(self._form_row, _LETTERS)])
        bottom = self._paper.height - _FORM_BOTTOM
        items += form.place(self._paper.width - _FORM_RIGHT - _FORM_WIDTH, bottom - form.height)
        return Page(self._paper.width, self._paper.height, tuple(items))

    def back(self) -> Page:
        items = self._head("back")
        text = self._set.narrow(self.say("read_here"), style.BODY, self._measure, self._role("P"))
        items += text.place(_TEXT_LEFT, _BELOW_HEAD)
        below = _BELOW_HEAD + text.height + _BACK_FORM_GAP
        items += self._form_row("back").place(_TEXT_LEFT - _INDENT, below)
        items += self._stairs()
        return Page(self._paper.width, self._paper.height, tuple(items))

    def _head(self, side: str) -> list[Item]:
        said = self.say("heading", title=self.say("title"), side=self.say(side))
        title = self._set.line(said, TITLE, self._role("H1"))
        return stack((title, accent_rule(style.RULE_WIDTH)), 6).place(_TEXT_LEFT, style.TOP)

    def _step(self, listed: Role, number: int) -> Drawn:
        item = self._role("LI", listed)
        label = self._set.line(str(number), STEP_NUMBER, self._role("Lbl", item))
        said, role = self.say(f"step_{number}"), self._role("LBody", item)
        body = self._set.narrow(said, style.BODY, self._measure - _NUMBERS, role)
        return Drawn(body.height, lambda x, y: [*label.place(x, y), *body.place(x + _NUMBERS, y)])

    def _check_room(self, height: float) -> None:
        """Raise FitError when the instructions, ``height`` points high, would overlap the scales."""
        over = _BELOW_HEAD + height - self._stairs_top
        if over > 0:
            code, paper = self._language.code, self._paper.name
            problem = Problem(
                "test-page-too-long",
                Position(f"test page in {code} on {paper}"),
                f"the steps are {to_mm(over):.1f} mm too long.",
                "Shorten calibrate.step_1 to step_5 in the file of the language.",
                {"language": code, "paper": paper, "too_long_mm": round(to_mm(over), 1)},
            )
            raise FitError(problem)

    @property
    def _stairs_top(self) -> float:
        """The top of the letter above scale A, in points from the upper edge of the paper."""
        above = scales.STAIR_ACROSS * mm(MOST_SHIFT_MM) + _LETTER_GAP + LETTER.leading
        return self._paper.height / 2 - above

    def _stairs(self) -> list[Item]:
        """Return scale A across and scale B down, crossing in the middle of the paper, each with its letter."""
        center = x, y = self._paper.width / 2, self._paper.height / 2
        end = mm(MOST_SHIFT_MM)
        across = self._role("Figure", alt=self.say("alt_a"))
        down = self._role("Figure", alt=self.say("alt_b"))
        a, b = self._set.line("A", LETTER, across), self._set.line("B", LETTER, down)
        left = x - scales.STAIR_DOWN * end - _BESIDE_SCALE - b.width
        return [
            *a.place(x + end - a.width / 2, self._stairs_top),
            *scales.stair_across(center, across),
            *scales.zero(center, across),
            *b.place(left, y - end - LETTER.leading / 2),
            *scales.stair_down(center, down),
        ]

    def _ruler(self, x: float, y: float) -> list[Item]:
        """Return scale C, with the zero of the ruler at (x, y)."""
        role = self._role("Figure", alt=self.say("alt_c"))
        nought = self._set.line("0", style.FOOTER, role)
        letter = self._set.line("C", LETTER, role)
        length = self._set.line(f"{scales.RULER_MM} mm", style.FOOTER, role)
        beside = x + _LENGTH_ALONG * scales.percent_place(100) - _LENGTH_GAP
        right = x + scales.percent_place(LEAST_PERCENT) + _BESIDE_PERCENTS
        return [
            *nought.place(x + _NOUGHT[0], y - _NOUGHT[1] - style.FOOTER.leading),
            *scales.percent_scale((x, y), role),
            *length.place_right(beside, y + _LENGTH_ALONG * scales.DROP),
            *letter.place(right, y + scales.DROP - LETTER.baseline),
        ]

    def _form_row(self, option: str) -> Drawn:
        """Return an option of the command ``hostkit calibrate`` with blanks for its values."""
        role = self._role("P")
        name = self._set.line(f"--{option}", style.BODY, role)
        top = _ROW - style.BODY.leading
        baseline = top + style.BODY.baseline

        def draw(x: float, y: float) -> list[Item]:
            items = name.place(x + _INDENT, y + top)
            left = x + _INDENT + _NAME_WIDTH
            for k, letter in enumerate(_LETTERS[option]):
                if k:
                    items += self._set.line(",", style.BODY, role).place(left - _COMMA_LEFT, y + top)
                width = _BLANK if letter else _LONG_BLANK
                items.append(blank_line(left, left + width, y + baseline + _BLANK_DROP))
                if letter:
                    ghost = self._set.line(letter, STEP_NUMBER, role)
                    items += ghost.place(left, y + baseline - STEP_NUMBER.baseline)
                left += width + _BLANK_GAP
            return items

        return Drawn(_ROW, draw)
