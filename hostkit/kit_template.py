"""Templates: what all kits of a guide have in common, drawn once and kept between kits.

A template holds the sheets of one shape. For another event of that shape its slots are filled from the event's details;
a filling is used again where everything that was read for it is the same. Writes nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, NoReturn, TypeAlias

from hostkit.core.errors import FitError
from hostkit.core.traced import Kept, Trace, watched
from hostkit.guides.guide import Guide
from hostkit.pdf.embedding import Subsets
from hostkit.pdf.template import Filling, Template
from hostkit.planning.details import Details, UnknownDetailError
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.print_plan import (
    BOTH_SIDES,
    BY_HAND,
    ONE_SIDE,
    SHOP,
    PrintJob,
    paper_for,
    what_to_print,
)
from hostkit.planning.print_plan import SHORT_EDGE as SHORT
from hostkit.sheets.question_cards import SHEET as CARDS
from hostkit.sheets.sheet import LONG_EDGE, SHORT_EDGE, ComposedSheet, Sheet, Whole
from hostkit.stocks.imposition import BACK, FOLD, NONE, cuts_a_sheet
from hostkit.stocks.stock import known_as
from hostkit.typesetting.display_list import MisfitError

MOST_FILLINGS = 32
"""Fillings of a slot that are kept. Chosen by eye: clock times come again, places and hosts seldom."""

MOST_TEMPLATES, MOST_FORMS = 2, 3
"""Shapes of which templates are kept, and forms of one shape that differ in how much room details take.

Chosen by eye: the events of a season mostly have the same details, and a template takes megabytes.
"""


class PrintedAs(NamedTuple):
    """What a print plan says of a drawn sheet: pages, how they are printed, whether they hold the deck's cards."""

    pages: int
    how: str
    of_cards: bool


class DrawnSheet:
    """One sheet, drawn, with its slots and the fillings of them that are likely to come again.

    ``subsets`` are those of all sheets of a kit: once these are drawn, ``finish`` is to be called. A sheet that is made
    whole for each event shares nothing, so that its bytes are the same whatever is made with it.
    """

    def __init__(self, composed: ComposedSheet, subsets: Subsets) -> None:
        document = composed.document
        self.sheet = composed.sheet
        self.file_name = f"{self.sheet.name}.pdf"
        self.is_whole = isinstance(self.sheet.compose, Whole)
        self.printed_as = PrintedAs(len(document.pages), _how(composed), bool(document.sides))
        self._template = Template(document, None if self.is_whole else subsets)
        self._fillers = composed.fillers
        self._kept: list[Kept[Filling]] = [Kept(MOST_FILLINGS) for _ in document.slots]

    def finish(self) -> None:
        """Finish the sheet, once all sheets of the kit are drawn."""
        if not self.is_whole:
            self._template.finish()

    def file(self, details: Details, *, is_own: bool = False) -> bytes:
        """Return the file of an event; ``is_own``: of the one that the sheet was composed with.

        Raises MisfitError when its details take another room, FitError when one is too long for its place.
        """
        template = self._template
        fonts = template.fonts()
        fillings = []
        for index, (kept, filler) in enumerate(zip(self._kept, self._fillers, strict=True)):
            filling = kept.find(details)
            if filling is None:
                items, trace = (template.slots[index].items, filler.trace) if is_own else filler.fill(details)
                filling = template.fill(index, items, fonts)
                if filling.lasts:
                    kept.keep(trace, filling)
            fillings.append(filling)
        return template.file(fillings, fonts)

    def job(self, plan: KitPlan) -> PrintJob:
        """Return what is printed for a kit, and on what."""
        pages, how, of_cards = self.printed_as
        stock = self.sheet.stock(plan)
        cuts = cuts_a_sheet(stock, plan.paper) if stock else 0
        if of_cards:
            stock = plan.stock
        job = PrintJob(
            self.file_name, pages, self.sheet.copies(plan), how, of_cards, cuts,
            stock=known_as(stock) if stock else "",
            folded=of_cards and plan.options.duplex == FOLD,
        )  # fmt: skip
        return replace(job, paper=paper_for(plan, job))


def _how(composed: ComposedSheet) -> str:
    """Return how a sheet is printed."""
    document = composed.document
    how = {LONG_EDGE: BOTH_SIDES, SHORT_EDGE: SHORT}.get(document.duplex, ONE_SIDE)
    if composed.sheet.name == CARDS.name and composed.composer.options.impose == NONE:
        return SHOP
    return BY_HAND if how == ONE_SIDE and BACK in document.sides else how


Draw: TypeAlias = Callable[[Sheet, Subsets], DrawnSheet]
"""Composes, imposes, corrects and draws a sheet of the kit at hand."""


class DrawnKit(NamedTuple):
    """The files of a kit's sheets by name; what its print plan says below the head, and its jobs with their papers."""

    files: dict[str, bytes]
    to_print: str
    jobs: tuple[PrintJob, ...]


class KitTemplate:
    """The drawn sheets of a kit that have slots. ``guide`` is kept alive: its identity is part of a template's key."""

    def __init__(self, guide: Guide, sheets: Sequence[DrawnSheet]) -> None:
        self.guide, self.sheets = guide, sheets
        for drawn in sheets:
            drawn.finish()
        self._to_print: dict[tuple[PrintedAs, ...], Kept[tuple[str, tuple[PrintJob, ...]]]] = {}

    def files(self, details: Details, *, is_own: bool = False) -> dict[str, bytes]:
        """Return the file of every sheet for an event. Raises what ``DrawnSheet.file`` raises."""
        return {drawn.file_name: drawn.file(details, is_own=is_own) for drawn in self.sheets}

    def to_print(self, plan: KitPlan, drawn: Sequence[DrawnSheet]) -> tuple[str, tuple[PrintJob, ...]]:
        """Return what a kit's print plan says below its head, and its jobs.

        They are kept by what was read of the numbers of copies; all else that differs from event to event is out of
        their reach.
        """
        kept = self._to_print.setdefault(tuple([each.printed_as for each in drawn]), Kept(MOST_FILLINGS))
        found = kept.find(plan.copies)
        if found is None:
            trace: Trace = {}
            counted: Any = {
                "copies": watched(plan.copies, trace),
                "event": _OUT_OF_REACH,
                "clock": _OUT_OF_REACH,
            }
            of_copies = replace(plan, **counted, to_print=())
            jobs = tuple([each.job(of_copies) for each in drawn])
            found = what_to_print(of_copies, jobs), jobs
            kept.keep(trace, found)
        return found


class _OutOfReach:
    def __getattr__(self, name: str) -> NoReturn:
        raise UnknownDetailError(f"{name!r} is read where only the numbers of copies are known")


_OUT_OF_REACH = _OutOfReach()


class KitTemplates:
    """Templates that are kept between kits, the last used ones; a kit is the same bytes whatever was made before."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, list[KitTemplate]] = OrderedDict()

    def has_guide(self, guide: Guide) -> bool:
        """Tell whether a template of this guide is kept."""
        return any(template.guide is guide for forms in self._kept.values() for template in forms)

    def drawn(self, plan: KitPlan, sheets: Sequence[Sheet], draw: Draw) -> DrawnKit:
        """Return the drawn sheets of a kit; ``draw`` draws what no kept template gives.

        Raises FitError when a text is too long for its place.
        """
        details = plan.details
        template, files = self._from_template(plan, details, sheets, draw)
        drawn = {each.sheet.name: each for each in template.sheets}
        for sheet in sheets:
            if isinstance(sheet.compose, Whole):
                whole = drawn[sheet.name] = draw(sheet, Subsets())
                files[whole.file_name] = whole.file(details, is_own=True)
        in_order = [drawn[sheet.name] for sheet in sheets]
        to_print, jobs = template.to_print(plan, in_order)
        return DrawnKit({each.file_name: files[each.file_name] for each in in_order}, to_print, jobs)

    def _from_template(
        self, plan: KitPlan, details: Details, sheets: Sequence[Sheet], draw: Draw
    ) -> tuple[KitTemplate, dict[str, bytes]]:
        """Return a template that this kit fits, and the files of its sheets that have slots."""
        key = id(plan.guide), plan.options, plan.shape
        forms = self._kept.setdefault(key, [])
        self._kept.move_to_end(key)
        for index, template in enumerate(forms):
            try:
                files = template.files(details)
            except (MisfitError, FitError):
                # Composed as a whole it fits in another way, or is refused with what is too long.
                continue
            # The next event is the likelier to fit in the same way.
            forms.insert(0, forms.pop(index))
            return template, files
        subsets = Subsets()
        with_slots = [sheet for sheet in sheets if not isinstance(sheet.compose, Whole)]
        template = KitTemplate(plan.guide, [draw(sheet, subsets) for sheet in with_slots])
        forms.insert(0, template)
        del forms[MOST_FORMS:]
        while len(self._kept) > MOST_TEMPLATES:
            self._kept.popitem(last=False)
        return template, template.files(details, is_own=True)
