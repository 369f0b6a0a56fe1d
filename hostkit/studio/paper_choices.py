"""The choices of the screen Paper: paper, stock with its drawing, how the printer prints, clock, sheets and more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hostkit.core.errors import HostkitError
from hostkit.events.event import FIELDS
from hostkit.guides.languages import Language, language_names, read_language
from hostkit.preview.cut_boxes import CutBox, stock_drawing
from hostkit.printers.stored_printers import read_printers
from hostkit.sheets import SETS, USUAL, sheets
from hostkit.stocks.stock import AUTO, DEFAULT_STOCKS, Stock, stocks_for
from hostkit.studio.evening_kit import EveningState
from hostkit.studio.field_forms import FormField, form_field
from hostkit.studio.problem_places import FieldProblem, at_field, stock_name, stock_size
from hostkit.studio.shown_pages import sheet_title
from hostkit.themes.theme import PLAIN, FigureSketch, Theme, figure_sketch, read_theme, theme_names


class Option(NamedTuple):
    """One of the values of a choice; ``detail`` is in small type.

    ``drawing`` is the width and the height of a stock's sheet, and its cards as boxes; ``figure`` is that of a theme.
    """

    value: str
    label: str
    is_chosen: bool
    detail: str = ""
    drawing: tuple[float, float, tuple[CutBox, ...]] | None = None
    figure: FigureSketch | None = None


class Choice(NamedTuple):
    """A field with its values; ``value`` is the one in the file."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...]
    problems: tuple[FieldProblem, ...]


def paper_choices(state: EveningState, problems: Sequence[FieldProblem], words: Language) -> dict[str, Any]:
    """Return the choices by name; "more" is a list of fields."""
    options = state.resolved.options
    paper = state.plan.paper.name if state.plan else options.paper or "a4"
    stock = (
        state.plan.stock.name
        if state.plan and options.stock != AUTO
        else options.stock or DEFAULT_STOCKS[paper]
    )
    stocks = stocks_for(paper)

    def choice(name: str, chosen: str, values: Sequence[tuple[str, str]]) -> Choice:
        made = tuple(Option(value, label, value == chosen) for value, label in values)
        return Choice(
            name,
            words.words.get(f"paper.{name}") or words(f"field.{name}.label"),
            state.typed.get(name, ""),
            made,
            tuple(at_field(problems, "paper", name)),
        )

    def stock_choice(names: Sequence[Stock]) -> Choice:
        made = tuple(
            Option(
                each.name, stock_name(each, words), each.name == stock, stock_size(each), stock_drawing(each)
            )
            for each in names
        )
        found = tuple(at_field(problems, "paper", "stock"))
        return Choice("stock", words("paper.stock"), state.typed.get("stock", ""), made, found)

    duplex = [(mode, words(f"paper.{mode}")) for mode in FIELDS["duplex"].choices if isinstance(mode, str)]
    clock = str(options.clock or (state.plan.language.clock if state.plan else 24))
    found: dict[str, Any] = {
        "paper": choice("paper", paper, [(each, words(f"paper.{each}")) for each in DEFAULT_STOCKS]),
        "stock": stock_choice(_default_first([each for each in stocks if each.plain])),
        "bought": stock_choice([each for each in stocks if not each.plain]),
        "duplex": choice("duplex", options.duplex, duplex),
        "clock": choice("clock", clock, [("24", words("paper.clock_24")), ("12", words("paper.clock_12"))]),
        "spare": choice(
            "spare", options.spare, [(each, words(f"paper.{each}")) for each in ("empty", "write")]
        ),
        "impose": choice(
            "impose", options.impose, [(each, words(f"paper.impose_{each}")) for each in ("sheets", "none")]
        ),
        "sheets": _sheets(state, words, problems),
        "theme": _themes(state, words, problems),
        "language": choice("language", options.language or "", _languages(words)),
        "more": [_number(state, name, problems, words) for name in ("copies", "skip")],
    }
    if printers := _printers():
        names = [("", words("paper.no_printer")), *((name, name) for name in printers)]
        found["printer"] = choice("printer", options.printer or "", names)
    return found


def _default_first(stocks: Sequence[Stock]) -> list[Stock]:
    return sorted(stocks, key=lambda stock: stock.name not in DEFAULT_STOCKS.values())


def _sheets(state: EveningState, words: Language, problems: Sequence[FieldProblem]) -> Choice:
    named = state.resolved.options.sheets
    made = tuple(Option(name, sheet_title(name, words), name in (named or SETS[USUAL])) for name in sheets())
    found = tuple(at_field(problems, "paper", "sheets"))
    return Choice("sheets", words("paper.sheets"), state.typed.get("sheets", ""), made, found)


def _themes(state: EveningState, words: Language, problems: Sequence[FieldProblem]) -> Choice:
    typed = state.typed.get("theme", "")
    of_guide = Option("", words("paper.guide_theme"), not typed, figure=_sketch(_guide_theme(state)))
    named = [read_theme(name) for name in theme_names()]
    made = [Option(each.name, each.title, each.name == typed, figure=_sketch(each)) for each in named]
    if typed and typed not in {each.name for each in named}:
        made.append(Option(typed, typed, True))
    found = tuple(at_field(problems, "paper", "theme"))
    return Choice("theme", words("paper.theme"), typed, (of_guide, *made), found)


def _guide_theme(state: EveningState) -> Theme:
    """Return the theme that the guide has without a choice of this evening, or the usual one if it has none."""
    options = state.resolved.options
    for name in (state.guide.theme if state.guide else None, options.usual_theme):
        try:
            if name:
                return read_theme(name)
        except HostkitError:
            continue
    return read_theme(PLAIN)


_SKETCHED, _SKETCH_WIDTH, _SKETCH_HEIGHT = 6, 60.0, 34.0
"""The questions that a sketch of a figure counts, and the size of its box in points."""


def _sketch(theme: Theme) -> FigureSketch | None:
    return figure_sketch(theme, _SKETCHED, _SKETCH_WIDTH, _SKETCH_HEIGHT)


def _languages(words: Language) -> list[tuple[str, str]]:
    own = [(code, read_language(code).words["name"]) for code in language_names()]
    return [("", words("paper.guide_language")), *own]


def _number(state: EveningState, name: str, problems: Sequence[FieldProblem], words: Language) -> FormField:
    return form_field(FIELDS[name], state.typed.get(name, ""), "paper", problems, words)


def _printers() -> list[str]:
    """Return the names of the measured printers, none if their file is damaged: the screen of printers says so."""
    try:
        return list(read_printers())
    except HostkitError:
        return []


class ShownLogo(NamedTuple):
    """The logo of an evening as it is named in its file, and whether that comes from the settings of the folder."""

    text: str
    is_usual: bool


def shown_logo(state: EveningState) -> ShownLogo | None:
    """Return the logo of an evening, or None."""
    named = state.resolved.options.logo
    typed = state.evening.value("logo")
    return ShownLogo(named.alt or named.file, not typed) if named else None
