"""What a sheet is: a name, how it is composed and in how many copies it is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hostkit.layout.display_list import Document, Page, Slot
from hostkit.plan.kit_plan import KitPlan

SIMPLEX, LONG_EDGE, SHORT_EDGE = "Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge"


class Sheet(NamedTuple):
    """One of the files of a kit.

    ``name`` is the file's name without its ending, ``order`` its place in the kit; ``copies`` says how many to print,
    ``to_print`` what the host ticks off when it is printed; ``usual`` sheets are made unless others are asked for;
    ``extras`` are texts that go with the sheet, by file name.
    """

    name: str
    order: int
    compose: Callable[[KitPlan], Document]
    copies: Callable[[KitPlan], int]
    to_print: Callable[[KitPlan], str]
    usual: bool = True
    extras: Callable[[KitPlan], Mapping[str, str]] = lambda plan: {}


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
