"""Says at which field of which screen a problem belongs, in which words, and which values would mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hostkit.core.errors import Problem
from hostkit.core.values import to_mm
from hostkit.core.wording import display_path
from hostkit.events.event import FIELDS
from hostkit.guides.languages import Language
from hostkit.stocks.stock import Stock, read_stock
from hostkit.studio.evening_kit import EveningState

_MEANT = ("links", "times", "dates", "places")
"""The values of problems that list what may be meant, likeliest first."""

_HIDDEN = ("calendar-without-id", "calendar-without-season", "calendar-without-date")
"""Remarks on the calendar entry of one evening that the studio itself takes care of, or says elsewhere."""


class FieldMend(NamedTuple):
    """A value that mends a problem, and the words on its button; ``of_guide`` if the field is one of the guide."""

    field: str
    value: str
    label: str
    of_guide: bool = False


class FieldProblem(NamedTuple):
    """A problem in words: its screen and field, "" if it has none, and what would mend it."""

    screen: str
    field: str
    text: str
    mends: tuple[FieldMend, ...]
    is_warning: bool = False


def field_problems(state: EveningState, words: Language) -> list[FieldProblem]:
    """Return everything that is wrong with an evening or worth a remark, each once."""
    found = [_told(problem, state, words) for problem in state.problems]
    found += [
        _told(warning, state, words)._replace(is_warning=True)
        for warning in state.warnings
        if warning.code not in _HIDDEN
    ]
    return list(dict.fromkeys(found))


def as_sentence(text: str) -> str:
    """Return a text with a capital letter at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def at_field(problems: Iterable[FieldProblem], screen: str, field: str) -> list[FieldProblem]:
    """Return the problems of one field, or of what is inside it."""
    return [each for each in problems if each.screen == screen and each.field == field]


def _told(problem: Problem, state: EveningState, words: Language) -> FieldProblem:
    screen, field = _place(problem, state)
    mends = tuple(_mends(problem, screen, field, words))
    text = problem.what if mends else f"{problem.what} {problem.remedy}".rstrip()
    if "too_long_mm" in problem.values or "size_pt" in problem.values:
        text = _too_long(problem, words)
    return FieldProblem(screen, field, as_sentence(text), mends)


def _place(problem: Problem, state: EveningState) -> tuple[str, str]:
    place = problem.place
    if state.guide_path and place.file == display_path(state.guide_path):
        return "words", _dotted(place.field)
    name = str(problem.values.get("option", ""))
    if place.file.startswith("--"):
        name = place.file.removeprefix("--").replace("-", "_")
    elif place.file == display_path(state.evening.path):
        name = place.field or name
    if name not in FIELDS:
        return "", ""
    return ("paper" if FIELDS[name].part == "print" else "evening"), name


def _dotted(field: str) -> str:
    """Return the path of a field whose items count from 0, for one such as ``questions[2].ask``."""
    return re.sub(r"\[(\d+)\]", lambda found: f".{int(found[1]) - 1}", field)


def _mends(problem: Problem, screen: str, field: str, words: Language) -> Iterator[FieldMend]:
    values = problem.values
    stock = values.get("smallest_stock")
    if isinstance(stock, str):
        found = read_stock(stock)
        label = f"{stock_name(found, words)}, {stock_size(found)}"
        yield FieldMend("stock", stock, words("mend.stock", stock=label))
    paper = values.get("stock_paper")
    if isinstance(paper, str):
        yield FieldMend("paper", paper, words("mend.write", value=words(f"paper.{paper}")))
        return
    if not field:
        return
    listed = next((values[name] for name in _MEANT if isinstance(values.get(name), list | tuple)), ())
    single = [values.get("shorter"), values.get("nearest")]
    meant = [str(each) for each in (*listed, *single) if each]  # type: ignore[misc]
    for value in dict.fromkeys(meant[:3]):
        yield FieldMend(field, value, words("mend.write", value=value), of_guide=screen == "words")


def _too_long(problem: Problem, words: Language) -> str:
    values = problem.values
    if "size_pt" in values:
        return words("fit.word")
    lines = values.get("lines")
    where = words.words.get(f"fit.{str(values.get('sheet')).replace(' ', '-')}", words("fit.here"))
    return words("fit.too_long", lines if isinstance(lines, int) else 1, where=where)


def stock_name(stock: Stock, words: Language) -> str:
    """Return the name of a stock in a shop, or how many cards a plain sheet has."""
    if stock.plain:
        return words("stock.plain", stock.columns * stock.rows)
    return f"{stock.vendor} {stock.parts[0] if stock.parts else ''}".strip() or stock.name


def stock_size(stock: Stock) -> str:
    """Return the size of the cards of a stock in millimeters."""
    return f"{to_mm(stock.width):.0f} × {to_mm(stock.height):.0f} mm"
