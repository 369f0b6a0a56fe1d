"""Templates: what all kits of a guide have in common, drawn once and kept between kits.

A template holds the sheets of one shape. For another event of that shape its slots are filled from the event's details;
a filling is used again where everything that was read for it is the same. Writes nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from hostkit.core.errors import FitError
from hostkit.core.traced import Kept
from hostkit.guides.guide import Guide
from hostkit.pdf.embedding import Subsets
from hostkit.pdf.template import Filling, Template
from hostkit.planning.details import Details
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.print_plan import BOTH_SIDES, BY_HAND, ONE_SIDE, SHOP, PrintJob, paper_for
from hostkit.planning.print_plan import SHORT_EDGE as SHORT
from hostkit.sheets.question_cards import SHEET as CARDS
from hostkit.sheets.sheet import LONG_EDGE, SHORT_EDGE, ComposedSheet, Sheet, Whole
from hostkit.stocks.imposition import BACK, FOLD, NONE
from hostkit.stocks.marks import cuts_a_sheet
from hostkit.stocks.stock import known_as
from hostkit.typesetting.display_list import MisfitError

MOST_FILLINGS = 32
"""Fillings of a slot that are kept. Chosen by eye: clock times come again, places and hosts seldom."""

MOST_TEMPLATES, MOST_FORMS = 2, 3
"""Shapes of which templates are kept, and forms of one shape that differ in how much room details take.

Chosen by eye: the events of a season mostly have the same details, and a template takes megabytes.
"""


class PrintedAs(NamedTuple):
    """What a printer has to know of a drawn sheet: pages, how they are printed, whether they hold the deck's cards."""

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
        self.is_whole = isinstance(self.sheet.compose, Whole)
        self._printed = PrintedAs(len(document.pages), _how(composed), bool(document.sides))
        self._template = Template(document, None if self.is_whole else subsets)
        self._fillers = composed.fillers
        self._kept: list[Kept[Filling]] = [Kept(MOST_FILLINGS) for _ in document.slots]

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.sheet.name}.pdf"

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
        pages, how, of_cards = self._printed
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


class PrintedSheet(NamedTuple):
    """The file of a sheet for one event, and the sheet as it was drawn."""

    drawn: DrawnSheet
    file: bytes


class KitTemplate(NamedTuple):
    """The drawn sheets of a kit that have slots. ``guide`` is kept alive: its identity is part of a template's key."""

    guide: Guide
    sheets: tuple[DrawnSheet, ...]

    def files(self, details: Details, *, is_own: bool = False) -> list[PrintedSheet]:
        """Return the file of every sheet for an event. Raises what ``DrawnSheet.file`` raises."""
        return [PrintedSheet(drawn, drawn.file(details, is_own=is_own)) for drawn in self.sheets]


class KitTemplates:
    """Templates that are kept between kits, the last used ones; a kit is the same bytes whatever was made before."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, list[KitTemplate]] = OrderedDict()

    def has_guide(self, guide: Guide) -> bool:
        """Tell whether a template of this guide is kept."""
        return any(template.guide is guide for forms in self._kept.values() for template in forms)

    def printed(self, plan: KitPlan, sheets: Sequence[Sheet], draw: Draw) -> list[PrintedSheet]:
        """Return every sheet's file for a kit, in order; ``draw`` draws what no kept template gives.

        Raises FitError when a text is too long for its place.
        """
        details = plan.details
        made = self._from_template(
            plan, details, [s for s in sheets if not isinstance(s.compose, Whole)], draw
        )
        for sheet in sheets:
            if isinstance(sheet.compose, Whole):
                drawn = draw(sheet, Subsets())
                made.append(PrintedSheet(drawn, drawn.file(details, is_own=True)))
        return sorted(made, key=lambda each: sheets.index(each.drawn.sheet))

    def _from_template(
        self, plan: KitPlan, details: Details, sheets: Sequence[Sheet], draw: Draw
    ) -> list[PrintedSheet]:
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
            return files
        subsets = Subsets()
        template = KitTemplate(plan.guide, tuple([draw(sheet, subsets) for sheet in sheets]))
        for drawn in template.sheets:
            drawn.finish()
        forms.insert(0, template)
        del forms[MOST_FORMS:]
        while len(self._kept) > MOST_TEMPLATES:
            self._kept.popitem(last=False)
        return template.files(details, is_own=True)
