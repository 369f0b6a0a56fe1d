"""Caches drawn sheets, so that the parts that kits of a guide have in common are drawn once.

A template holds the drawn sheets for one shape of kit. For another event of that shape only its slots are filled. The
filling of a slot is cached with the event details that were read to make it, and is reused for events in which those
details are equal. This module writes no files.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
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
from hostkit.stocks.imposition import BACK, NONE, cuts_a_sheet
from hostkit.stocks.stock import known_as
from hostkit.typesetting.display_list import MisfitError

MOST_FILLINGS = 32
"""The most fillings that are cached for one slot. Chosen by eye: clock times recur, places and hosts seldom do."""

MOST_TEMPLATES, MOST_FORMS = 2, 3
"""The most shapes whose templates are cached, and the most templates of one shape.

Templates of one shape differ in how much room the details take. Chosen by eye: most events of a series give the same
details, and a template takes megabytes.
"""


class PrintedAs(NamedTuple):
    """What the print plan needs to know about a drawn sheet.

    ``pages`` is the number of pages, ``how`` one of the ways in ``print_plan.WAYS``, and ``of_cards`` tells whether it
    is the question cards. ``left_over`` holds the texts for which the pages have no room.
    """

    pages: int
    how: str
    of_cards: bool
    left_over: tuple[str, ...]


class DrawnSheet:
    """A sheet that is drawn as a PDF template, with a cache of the fillings of its slots.

    ``subsets`` collects the glyphs of all sheets of the kit; ``finish`` must be called when all of them are drawn. A
    sheet without slots, which is made anew for each event, has font subsets of its own, and its bytes do not depend on
    the other sheets of the kit.
    """

    def __init__(self, composed: ComposedSheet, subsets: Subsets) -> None:
        document = composed.document
        self.sheet = composed.sheet
        self.file_name = f"{self.sheet.name}.pdf"
        self.is_whole = isinstance(self.sheet.compose, Whole)
        self.printed_as = PrintedAs(
            len(document.pages), _how(composed), self.sheet.name == CARDS.name, document.left_over
        )
        self._template = Template(document, None if self.is_whole else subsets)
        self._fillers = composed.fillers
        self._kept: list[Kept[Filling]] = [Kept(MOST_FILLINGS) for _ in document.slots]

    def finish(self) -> None:
        """Write the fonts and the other fixed objects. Call this when all sheets of the kit are drawn."""
        if not self.is_whole:
            self._template.finish()

    def file(self, details: Details, *, is_own: bool = False) -> bytes:
        """Return the bytes of the PDF file for an event with these details.

        ``is_own`` means that the sheet was composed with this event. Raises MisfitError when the details would change
        the layout around a slot, and FitError when a text is too long for its place.
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
        """Return the print job of this sheet: its file, pages, copies and paper."""
        pages, how, of_cards, left_over = self.printed_as
        stock = self.sheet.stock(plan)
        cuts = cuts_a_sheet(stock, plan.paper) if stock else 0
        if of_cards:
            stock = plan.stock
        job = PrintJob(
            self.file_name, pages, self.sheet.copies(plan), how, of_cards, cuts,
            stock=known_as(stock) if stock else "",
            folded=self.sheet.folded(plan), left_over=left_over,
        )  # fmt: skip
        return job._replace(paper=paper_for(plan, job))


def _how(composed: ComposedSheet) -> str:
    """Return the way in which a sheet is printed, one of ``print_plan.WAYS``."""
    document = composed.document
    how = {LONG_EDGE: BOTH_SIDES, SHORT_EDGE: SHORT}.get(document.duplex, ONE_SIDE)
    if composed.sheet.name == CARDS.name and composed.composer.options.impose == NONE:
        return SHOP
    return BY_HAND if how == ONE_SIDE and BACK in document.sides else how


Draw: TypeAlias = Callable[[Sheet, Subsets], DrawnSheet]
"""A function that composes, imposes, corrects and draws one sheet of the kit that is being made."""


class DrawnKit(NamedTuple):
    """The drawn sheets of a kit.

    ``files`` holds the bytes of the PDF files by name, ``to_print`` the text of the print plan below its heading, and
    ``jobs`` the print jobs in the order of the sheets.
    """

    files: dict[str, bytes]
    to_print: str
    jobs: tuple[PrintJob, ...]


class KitTemplate:
    """The drawn sheets of a kit that have slots.

    The template keeps a reference to ``guide`` because the guide's id is part of the cache key and must not be reused.
    """

    def __init__(self, guide: Guide, sheets: Sequence[DrawnSheet]) -> None:
        self.guide, self.sheets = guide, sheets
        for drawn in sheets:
            drawn.finish()
        self._to_print: dict[tuple[PrintedAs, ...], Kept[tuple[str, tuple[PrintJob, ...]]]] = {}

    def files(self, details: Details, *, is_own: bool = False) -> dict[str, bytes]:
        """Return the bytes of every sheet's file for an event, by file name. Raises as ``DrawnSheet.file`` does."""
        return {drawn.file_name: drawn.file(details, is_own=is_own) for drawn in self.sheets}

    def to_print(self, plan: KitPlan, drawn: Sequence[DrawnSheet]) -> tuple[str, tuple[PrintJob, ...]]:
        """Return the text of the print plan below its heading, and the print jobs.

        Both are cached by the numbers of copies that were read to make them. Reading any other detail of the event
        raises UnknownDetailError.
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
            of_copies = plan._replace(**counted)
            jobs = tuple([each.job(of_copies) for each in drawn])
            found = what_to_print(of_copies, jobs), jobs
            kept.keep(trace, found)
        return found


class _OutOfReach:
    def __getattr__(self, name: str) -> NoReturn:
        raise UnknownDetailError(f"{name!r} is read where only the numbers of copies are known")


_OUT_OF_REACH = _OutOfReach()


class KitTemplates:
    """A cache of the most recently used templates. The bytes of a kit do not depend on what the cache holds."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, list[KitTemplate]] = OrderedDict()

    def has_guide(self, guide: Guide) -> bool:
        """Return whether the cache holds a template of this guide."""
        return any(template.guide is guide for forms in self._kept.values() for template in forms)

    def drawn(self, plan: KitPlan, sheets: Sequence[Sheet], draw: Draw) -> DrawnKit:
        """Return the drawn sheets of a kit, from a cached template if one fits.

        ``draw`` is called for each sheet that no cached template provides. Raises FitError when a text is too long for
        its place.
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
        """Return a template whose layout fits this kit, and the bytes of its sheets with slots by file name."""
        key = id(plan.guide), plan.options, plan.theme, plan.logo, plan.shape
        forms = self._kept.setdefault(key, [])
        self._kept.move_to_end(key)
        for index, template in enumerate(forms):
            try:
                files = template.files(details)
            except (MisfitError, FitError):
                # The kit needs another layout. Composing it anew finds one or raises FitError.
                continue
            # The next event is most likely to fit the same template, so it is tried first.
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
