"""What a sheet is: a name, how it is composed and in how many copies it is printed, and what goes with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hostkit.core.errors import Problem
from hostkit.planning.kit_plan import KitPlan
from hostkit.stocks.stock import Stock
from hostkit.typesetting.display_list import Document, Page, Slot

SIMPLEX, LONG_EDGE, SHORT_EDGE = "Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge"


class Sheet(NamedTuple):
    """One of the files of a kit.

    ``name`` is the file's name without its ending, ``order`` its place in the kit; ``copies`` says how many to print,
    ``to_print`` what the host ticks off when it is printed; ``usual`` sheets are made unless others are asked for;
    ``extras`` are further files, by their names: texts, which the kit signs, or bytes, which are written as they are
    and which ``is_ours`` must know again; ``warnings`` are told when the kit is made. ``stock`` is what a sheet of
    equal cards is cut from, where ``--stock`` has no say in it.
    """

    name: str
    order: int
    compose: Callable[[KitPlan], Document]
    copies: Callable[[KitPlan], int]
    to_print: Callable[[KitPlan], str]
    usual: bool = True
    extras: Callable[[KitPlan], Mapping[str, str | bytes]] = lambda plan: {}
    warnings: Callable[[KitPlan], Sequence[Problem]] = lambda plan: ()
    stock: Callable[[KitPlan], Stock | None] = lambda plan: None


def document(
    plan: KitPlan,
    sheet: str,
    pages: tuple[Page, ...],
    *,
    duplex: str,
    sides: tuple[str, ...] = (),
    bookmarks: bool = False,
    slots: Sequence[Slot] = (),
) -> Document:
    """Return the pages as a document that names its topic, sheet and series, and no person."""
    guide, words = plan.guide, plan.language
    return Document(
        pages=pages,
        title=words("document.title", title=guide.title, sheet=words(f"document.{sheet}")),
        author=guide.series.text if guide.series else "hostkit",
        subject=(guide.definition or guide.title).text,
        language=guide.language,
        duplex=duplex,
        bookmarks=bookmarks,
        sides=sides,
        slots=tuple(slots),
    )
