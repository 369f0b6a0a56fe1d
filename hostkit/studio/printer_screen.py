"""The screen My printer: print a test page, read where its folds run, and keep the numbers under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from hostkit.core.errors import BadValue, HostkitError, Position, Problem
from hostkit.core.values import PAPERS, Paper, mm
from hostkit.events.read_values import parse_value
from hostkit.guides.languages import Language, known_language, read_language
from hostkit.printers.calibration import Shift, parse_reading, parse_shift, shift_in_words
from hostkit.printers.stored_printers import read_printers, store_printer
from hostkit.printers.test_page import draw_test_page
from hostkit.studio.field_forms import FormField
from hostkit.studio.problem_places import FieldProblem, as_sentence
from hostkit.studio.studio_app import Upload, page
from hostkit.studio.studio_desk import Desk

_NUMBERS = ("front_a", "front_b", "back_a", "back_b")
_PLACES = {"--front": "front_a", "--back": "back_a", "--scale": "scale", "--printer": "name"}


class TestSide(NamedTuple):
    """A side of the test page with the places of its folds in points, None while a number is missing or wrong."""

    picture: str
    page: int
    width: float
    height: float
    name: str
    words: str
    fold_x: float | None
    fold_y: float | None


def printer_screen(desk: Desk, request: Request, words: Language) -> Response:
    """Return the screen of the printer."""
    return _printer(desk, words, {"paper": request.query_params.get("paper", "a4")}, (), "")


def measure_printer(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Draw the folds for the numbers typed, and keep the numbers if their button was pressed."""
    typed = {key.removeprefix("f."): value.strip() for key, value in form.items() if key.startswith("f.")}
    problems: tuple[Problem, ...] = ()
    kept = ""
    try:
        reading = parse_reading(_pair(typed, "front"), _pair(typed, "back"), _number(typed, "scale"))
        if form.get("do") == "keep":
            name = str(parse_value("printer", typed.get("name", ""), Position("--printer")))
            store_printer(name, reading)
            kept = name
    except BadValue as error:
        problems = (error.at(Position("--printer")),)
    except HostkitError as error:
        problems = error.problems
    return _printer(desk, words, typed, problems, kept)


def test_page_file(desk: Desk, request: Request, words: Language) -> Response:
    """Return the test page as a PDF file for the browser's viewer."""
    headers = {
        "Content-Disposition": 'inline; filename="test-page.pdf"',
        "Content-Security-Policy": "frame-ancestors 'none'",
    }
    pdf = _test_page(request.path_params["paper"], words)
    return Response(pdf, media_type="application/pdf", headers=headers)


def _test_page(paper: str, words: Language) -> bytes:
    language = read_language(known_language(words.words["language"]) or "en")
    return draw_test_page(PAPERS.get(paper, PAPERS["a4"]), language)


def _pair(typed: Mapping[str, str], side: str) -> str | None:
    """Return both numbers of a side as the option takes them; one that is missing counts as 0."""
    a, b = (_number(typed, f"{side}_{letter}") for letter in "ab")
    return None if a is None and b is None else f"{a or 0},{b or 0}"


def _number(typed: Mapping[str, str], name: str) -> str | None:
    return typed.get(name, "").replace(",", ".") or None


def _printer(
    desk: Desk, words: Language, typed: Mapping[str, str], problems: tuple[Problem, ...], kept: str
) -> Response:
    paper = typed.get("paper", "a4") if typed.get("paper") in PAPERS else "a4"
    fields = {name: _field(name, typed, problems, words) for name in (*_NUMBERS, "scale", "name")}
    placed = {field.name for field in fields.values() if field.problems}
    rest = [problem for problem in problems if _PLACES.get(problem.place.file) not in placed]
    printers: dict[str, Any] = {}
    try:
        printers = {name: _in_words(each.front, each.back, words) for name, each in read_printers().items()}
    except HostkitError as error:
        rest += error.problems
    return page(
        "printer", words, fields=fields, sides=_sides(desk, PAPERS[paper], typed, words), paper=paper,
        papers=tuple(PAPERS), problems=rest, kept=kept, printers=printers,
    )  # fmt: skip


def _field(name: str, typed: Mapping[str, str], problems: tuple[Problem, ...], words: Language) -> FormField:
    found = tuple(
        FieldProblem("printer", name, as_sentence(f"{each.what} {each.remedy}".rstrip()), ())
        for each in problems
        if _PLACES.get(each.place.file) == name
    )
    label, hint = words(f"printer.{name}.label"), words(f"printer.{name}.hint")
    return FormField(name, label, hint, typed.get(name, ""), "text", 3, found)


def _in_words(front: Shift, back: Shift, words: Language) -> str:
    return words("printer.stored", front=shift_in_words(front), back=shift_in_words(back))


def _sides(desk: Desk, paper: Paper, typed: Mapping[str, str], words: Language) -> list[TestSide]:
    picture = desk.pictures.add(_test_page(paper.name, words))
    looks = desk.pictures.looks(picture)
    return [
        TestSide(
            picture, index, paper.width, paper.height, words(f"printer.{side}"), looks[index].words,
            *_folds(paper, _pair(typed, side)),
        )
        for index, side in enumerate(("front", "back"))
    ]  # fmt: skip


def _folds(paper: Paper, numbers: str | None) -> tuple[float | None, float | None]:
    """Return where the folds through the middle of the paper cross the printed page, which lies off by the numbers."""
    try:
        shift = parse_shift(numbers or "")
    except BadValue:
        return None, None
    return paper.width / 2 - mm(shift.right_mm), paper.height / 2 - mm(shift.down_mm)
