"""Simulated bad printers: measured on their own test page as a person would, then given cards that allow for them.

Nothing here asks hostkit where things stand: lines, numbers and cards are read from the finished files, and moved as
the printer moves them. Lengths are in millimeters from the top left corner of the paper, y down.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy
import pytest

from tests.support.command import hostkit
from tests.support.content import STROKE, TEXT, Painted, painted
from tests.support.pages import MM, PAPERS, Pdf

CLOSE_ENOUGH = 0.25
"""What backs may miss their fronts by, each side its cell (millimeters)."""

MIDDLE, CORNER = "middle", "corner"
SIDES = ("front", "back")
Point = tuple[float, float]


class Printer(NamedTuple):
    """A printer that errs: shifts of both sides in mm, a scale, and the point that it scales about."""

    front: Point
    back: Point
    scale: float
    about: str

    def prints(self, point: Point, side: str, paper: str) -> Point:
        """Return where a point of a page lands on the paper."""
        width, height = (length / MM for length in PAPERS[paper])
        x, y = (width / 2, height / 2) if self.about == MIDDLE else (0.0, 0.0)
        shift = self.front if side == "front" else self.back
        return x + self.scale * (point[0] - x) + shift[0], y + self.scale * (point[1] - y) + shift[1]

    def prints_for_short_edge(self, point: Point, side: str, paper: str) -> Point:
        """Return the same when sheets are flipped on the short edge: the printer turns the page of the back by half."""
        if side == "front":
            return self.prints(point, side, paper)
        width, height = (length / MM for length in PAPERS[paper])
        x, y = self.prints((width - point[0], height - point[1]), side, paper)
        return width - x, height - y


def bad_printers(count: int) -> list[Printer]:
    """Return printers of a fixed seed, half of which scale about the middle of the paper, half about its corner."""
    random = Random(2027)

    def shift() -> Point:
        return random.uniform(-3, 3), random.uniform(-3, 3)

    return [
        Printer(shift(), shift(), random.uniform(0.98, 1.02), (MIDDLE, CORNER)[k % 2]) for k in range(count)
    ]


WORST = [
    Printer((3.0, -3.0), (-3.0, 3.0), 0.98, CORNER),
    Printer((-3.0, 3.0), (3.0, 3.0), 1.02, CORNER),
]


class Line(NamedTuple):
    """A straight line from one point to another."""

    start: Point
    end: Point

    @property
    def upright(self) -> bool:
        return abs(self.start[0] - self.end[0]) < 0.01

    @property
    def level(self) -> bool:
        return abs(self.start[1] - self.end[1]) < 0.01

    @property
    def length(self) -> float:
        return abs(self.start[0] - self.end[0]) + abs(self.start[1] - self.end[1])

    @property
    def middle(self) -> Point:
        return (self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2


class Word(NamedTuple):
    """A number as it is printed, and about where."""

    text: str
    middle: Point


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def lines(pdf: Pdf, page: int) -> list[Line]:
    """Return the level and upright lines of a page."""
    height = pdf.size(page)[1]
    found = [
        Line((p.left / MM, (height - p.top) / MM), (p.right / MM, (height - p.bottom) / MM))
        for p in painted(pdf, page)
        if p.kind == STROKE
    ]
    return [line for line in found if line.upright or line.level]


def numbers(pdf: Pdf, page: int) -> list[Word]:
    """Return what on a page is a number and nothing more: characters that follow each other on a line."""
    words: list[list[tuple[str, float, float]]] = []
    for c in pdf.characters(page):
        before = words[-1][-1] if words else None
        joined = before and abs(c.y - before[2]) < 0.1 and 0 < c.x - before[1] < 7.5
        words[-1].append((c.text, c.x, c.y)) if joined else words.append([(c.text, c.x, c.y)])
    found = []
    for word in words:
        text = "".join(c for c, _, _ in word)
        if re.fullmatch(r"−?\d+|\.5", text):
            # Figures of nine points are about five wide and six high.
            found.append(Word(text, ((word[0][1] + word[-1][1] + 5) / 2 / MM, (word[0][2] - 3) / MM)))
    return found


class TestPage:
    """A test page, printed by a bad printer, in the hands of a person with a lamp and a ruler."""

    __test__ = False

    def __init__(self, data: bytes, printer: Printer, paper: str) -> None:
        self.pdf = Pdf(data)
        self.printer = printer
        self.paper = paper
        self.width, self.height = (length / MM for length in PAPERS[paper])

    def shift(self, page: int) -> tuple[float, float]:
        """Read where the folds of the paper run on the scales of a side, to a quarter of a millimeter."""
        middle = (self.width / 2, self.height / 2)
        near = [line for line in lines(self.pdf, page) if _distance(line.middle, middle) < 45]
        # The lines of whole millimeters are longer.
        whole = [line for line in near if 2.5 < line.length < 10]
        across: dict[float, float] = {}
        down: dict[float, float] = {}
        for word in numbers(self.pdf, page):
            line = min(whole, key=lambda line: _distance(line.middle, word.middle))
            if _distance(line.middle, word.middle) < 4 and word.text != "0":
                x, y = self.printer.prints(line.middle, SIDES[page], self.paper)
                (across if line.upright else down)[x if line.upright else y] = float(
                    word.text.replace("−", "-")
                )
        assert len(across) == len(down) == 16
        return _read(across, middle[0]), _read(down, middle[1])

    def percent(self) -> float:
        """Swing a ruler about the cross until its 250 mm meet the line at the foot; read the nearest tick."""
        drawn = lines(self.pdf, 0)
        foot = max(
            (line for line in drawn if line.level and 50 < line.length < 80), key=lambda line: line.middle[1]
        )
        ticks = sorted(
            line
            for line in drawn
            if line.upright
            and abs(line.end[1] - foot.middle[1]) < 0.01
            and foot.start[0] < line.middle[0] < foot.end[0]
        )
        values = self._values(ticks)
        cross = self._printed(self._cross(drawn))
        away = [abs(_distance(cross, self._printed(tick.end)) - 250) for tick in ticks]
        return values[away.index(min(away))]

    def _values(self, ticks: list[Line]) -> list[float]:
        """Return what each tick says: the tall ones have numbers above them, and nine ticks stand between two."""
        tall = [k for k, tick in enumerate(ticks) if tick.length > 7]
        said = []
        for k in tall:
            above = (ticks[k].middle[0], ticks[k].start[1])
            word = min(numbers(self.pdf, 0), key=lambda word: _distance(word.middle, above))
            assert _distance(word.middle, above) < 3
            said.append(float(word.text))
        assert said == [103, 102, 101, 100, 99, 98, 97]
        assert [later - sooner for sooner, later in pairwise(tall)] == [10] * 6
        return [round(float(numpy.interp(k, tall, said)), 1) for k in range(len(ticks))]

    def _cross(self, drawn: list[Line]) -> Point:
        found = [
            one.middle
            for one in drawn
            for other in drawn
            if one.upright
            and other.level
            and one.middle[0] < 40
            and _distance(one.middle, other.middle) < 0.01
        ]
        (cross,) = found
        return cross

    def _printed(self, point: Point) -> Point:
        return self.printer.prints(point, "front", self.paper)


def _read(scale: dict[float, float], at: float) -> float:
    places = sorted(scale)
    return round(4 * float(numpy.interp(at, places, [scale[place] for place in places]))) / 4


def corners(piece: Painted, height: float) -> tuple[Point, Point]:
    return (piece.left / MM, (height - piece.top) / MM), (piece.right / MM, (height - piece.bottom) / MM)


def cards(paper: str, folder: Path, *more: str) -> Pdf:
    arguments = ("build", "male-allies", "--paper", paper, "--sheets", "question-cards", *more)
    outcome = hostkit(*arguments, folder=folder)
    assert outcome.code == 0, outcome.stderr
    return Pdf((folder / outcome.files[0]).read_bytes())


@cache
def page_for(paper: str) -> bytes:
    with TemporaryDirectory() as folder:
        outcome = hostkit("calibrate", "--paper", paper, folder=Path(folder))
        assert outcome.files == [f"calibrate-{paper}.pdf"]
        return (Path(folder) / outcome.files[0]).read_bytes()


@cache
def meant(paper: str, duplex: str = "long") -> Pdf:
    """Return the cards as they should land."""
    with TemporaryDirectory() as folder:
        return cards(paper, Path(folder), "--duplex", duplex)


def worst_miss(sent: Pdf, wanted: Pdf, prints: Callable[[Point, str, str], Point], paper: str) -> float:
    """Return by how much text and lines of the cards miss their places, to a side, at the worst."""
    worst = 0.0
    assert len(sent) == len(wanted) >= 2
    for page in range(len(sent)):
        height = wanted.size(page)[1]
        pairs = zip(painted(sent, page), painted(wanted, page), strict=True)
        for piece, place in pairs:
            assert piece.kind == place.kind
            for point, target in zip(corners(piece, height), corners(place, height), strict=True):
                landed = prints(point, SIDES[page % 2], paper)
                worst = max(worst, abs(landed[0] - target[0]), abs(landed[1] - target[1]))
    return worst


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    return tmp_path


def measure(printer: Printer, paper: str, folder: Path) -> None:
    """Print the test page on a printer, read it, and store what was read as "bad-one"."""
    page = TestPage(page_for(paper), printer, paper)
    front, back = page.shift(0), page.shift(1)
    outcome = hostkit(
        *("calibrate", "--printer", "bad one", "--front", f"{front[0]:g},{front[1]:g}"),
        *("--back", f"{back[0]:g},{back[1]:g}", "--scale", f"{page.percent():g}"),
        folder=folder,
    )
    assert outcome.code == 0, outcome.stderr


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("number", range(6))
def test_cards_land_on_their_cells(number: int, paper: str, config: Path) -> None:
    printer = [*WORST, *bad_printers(4)][number]
    measure(printer, paper, config)
    assert worst_miss(meant(paper), meant(paper), printer.prints, paper) > 4 * CLOSE_ENOUGH
    sent = cards(paper, config, "--printer", "bad-one")
    assert worst_miss(sent, meant(paper), printer.prints, paper) < CLOSE_ENOUGH


def test_cards_flipped_on_the_short_edge_land_too(config: Path) -> None:
    """With the numbers of the same test page, which is flipped on the long edge."""
    (printer,) = bad_printers(1)
    measure(printer, "a4", config)
    sent = cards("a4", config, "--printer", "bad-one", "--duplex", "short")
    assert worst_miss(sent, meant("a4", "short"), printer.prints_for_short_edge, "a4") < CLOSE_ENOUGH


@pytest.mark.parametrize(("paper", "cuts"), [("a4", (105.0, 148.5)), ("letter", (107.95, 139.7))])
def test_marks_land_on_the_cuts_of_both_sides(paper: str, cuts: Point, config: Path) -> None:
    """Against the measures of the paper, halved: not against what hostkit printed before."""
    printer = WORST[0]
    measure(printer, paper, config)
    sent = cards(paper, config, "--printer", "bad-one")
    for number in range(len(sent)):
        marks = [line for line in lines(sent, number) if 2.5 < line.length < 7]
        landed = [printer.prints(mark.middle, SIDES[number % 2], paper) for mark in marks]
        across = [
            x for mark, (x, _) in zip(marks, landed, strict=True) if mark.upright and abs(x - cuts[0]) < 2
        ]
        down = [y for mark, (_, y) in zip(marks, landed, strict=True) if mark.level and abs(y - cuts[1]) < 2]
        assert len(across) >= 3
        assert len(down) >= 3
        assert max(abs(x - cuts[0]) for x in across) < CLOSE_ENOUGH
        assert max(abs(y - cuts[1]) for y in down) < CLOSE_ENOUGH


def test_a_good_printer_reads_as_one() -> None:
    page = TestPage(page_for("a4"), Printer((0, 0), (0, 0), 1.0, MIDDLE), "a4")
    assert (page.shift(0), page.shift(1), page.percent()) == ((0, 0), (0, 0), 100.0)


def test_what_is_read_is_the_print_s_own_shift() -> None:
    """To the right and down are more than nothing, as seen on each side."""
    page = TestPage(page_for("a4"), Printer((2.0, -1.0), (-0.5, 2.5), 1.0, MIDDLE), "a4")
    assert (page.shift(0), page.shift(1)) == ((2.0, -1.0), (-0.5, 2.5))


def test_text_is_among_what_is_compared() -> None:
    assert {TEXT, STROKE} <= {piece.kind for piece in painted(meant("a4"), 0)}
