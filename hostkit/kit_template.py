"""The template of a kit: what all kits of a guide have in common, composed and drawn once.

In comes the plan of one kit; then, for any plan with the same key, out come the bytes of its files. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from hostkit.core.characters import Phrase
from hostkit.core.inline_markup import has_placeholders
from hostkit.guides.guide import Guide
from hostkit.pdf.embedding import Subsets
from hostkit.pdf.template import Filling, Template
from hostkit.planning.kit_plan import Copies, KitPlan
from hostkit.planning.print_plan import (
    BOTH_SIDES,
    BY_HAND,
    ONE_SIDE,
    SHOP,
    PrintJob,
    headed,
    paper_for,
    what_to_print,
)
from hostkit.planning.print_plan import SHORT_EDGE as SHORT
from hostkit.printers.calibration import Calibration, corrected
from hostkit.sheets.sheet import LONG_EDGE, SHORT_EDGE, Sheet
from hostkit.stocks.imposition import BACK, FOLD, NONE
from hostkit.stocks.marks import cuts_a_sheet
from hostkit.stocks.stock import known_as
from hostkit.typesetting.display_list import Document

CARDS = "question-cards"
MOST_FILLINGS = 32
"""Fillings of a slot that are kept: clock times come again, places and hosts seldom."""


def template_key(plan: KitPlan) -> Hashable:
    """Return all of a plan that the fixed parts of its sheets depend on."""
    event = plan.event
    known = (
        event.date, event.minutes, event.guests, event.place, event.host, event.group_name, event.group_url,
        event.pre_read_url, plan.clock.start,
    )  # fmt: skip
    texts = plan.filled(*_asked(plan.guide))
    return id(plan.guide), plan.options, plan.stock.name, tuple(value is None for value in known), texts


def _asked(guide: Guide) -> tuple[Phrase, ...]:
    """Return the texts with placeholders that stand outside of slots: their size settles that of their neighbours."""
    phrases = [phrase for question in guide.questions for phrase in (question.ask, question.note)]
    phrases += [prompt.ask for prompt in guide.worksheet]
    phrases += [s.ask for s in guide.run_of_show if s.kind in ("closing_round", "written_reaction")]
    return tuple(phrase for phrase in phrases if phrase and has_placeholders(phrase.text))


class KitTemplate:
    """The sheets of a kit with their slots. ``guide`` is kept alive: its identity is part of the template's key."""

    def __init__(self, plan: KitPlan, wanted: tuple[Sheet, ...], printer: Calibration) -> None:
        self.guide = plan.guide
        subsets = Subsets()
        self._sheets = tuple([_SheetTemplate(sheet, plan, printer, subsets) for sheet in wanted])
        for made in self._sheets:
            made.finish()
        self._print_plans: dict[tuple[Copies, tuple[PrintJob, ...]], tuple[str, tuple[PrintJob, ...]]] = {}

    def files(self, plan: KitPlan) -> dict[str, bytes]:
        """Return the bytes of every sheet by file name.

        Raises MisfitError when this plan's details take another room, FitError when one is too long for its place.
        """
        return {sheet.file_name: sheet.file(plan) for sheet in self._sheets}

    def to_print(self, plan: KitPlan) -> tuple[str, tuple[PrintJob, ...]]:
        """Return the print plan of a kit and its jobs, each with its paper.

        Kept but for its head, since all else that differs from event to event are numbers of copies.
        """
        jobs = tuple([sheet.job(plan) for sheet in self._sheets])
        known = self._print_plans.get((plan.copies, jobs))
        if known is None:
            if len(self._print_plans) >= MOST_FILLINGS:
                self._print_plans.clear()
            papers = tuple([replace(job, paper=paper_for(plan, job)) for job in jobs])
            known = self._print_plans[plan.copies, jobs] = what_to_print(plan, jobs), papers
        to_print, papers = known
        return headed(plan, to_print), papers


class _SheetTemplate:
    """One sheet and the fillings of its slots that are likely to come again; one without slots is all the event's."""

    def __init__(self, sheet: Sheet, plan: KitPlan, printer: Calibration, subsets: Subsets) -> None:
        self._sheet, self._printer = sheet, printer
        self.file_name = f"{sheet.name}.pdf"
        self._take(plan, subsets)

    def finish(self) -> None:
        """Finish the sheet, once all sheets of the kit are drawn."""
        if self._template.slots:
            self._template.finish()

    def _take(self, plan: KitPlan, subsets: Subsets | None = None) -> None:
        document = _compose(self._sheet, plan, self._printer)
        self._pages, self._how = len(document.pages), _how(self._sheet, document, plan)
        self._of_cards = bool(document.sides)
        # One without slots is made anew for other events, and shares nothing: its bytes are to be the same then.
        self._template = Template(document, subsets if document.slots else None)
        self._made_for = plan
        self._kept: list[dict[Hashable, Filling]] = [{} for _ in document.slots]

    def job(self, plan: KitPlan) -> PrintJob:
        stock = self._sheet.stock(plan)
        cuts = cuts_a_sheet(stock, plan.paper) if stock else 0
        copies = self._sheet.copies(plan)
        if self._of_cards:
            stock = plan.stock
        return PrintJob(
            self.file_name, self._pages, copies, self._how, self._of_cards, cuts,
            stock=known_as(stock) if stock else "",
            folded=self._of_cards and plan.options.duplex == FOLD,
        )  # fmt: skip

    def file(self, plan: KitPlan) -> bytes:
        if not self._template.slots and plan is not self._made_for:
            self._take(plan)
        template = self._template
        fonts = template.fonts()
        fillings = []
        for index, slot in enumerate(template.slots):
            kept, key = self._kept[index], slot.key(plan)
            filling = kept.get(key)
            if filling is None:
                items = slot.items if plan is self._made_for else slot.remake(plan)
                filling = template.fill(index, items, fonts)
                if filling.lasts:
                    if len(kept) >= MOST_FILLINGS:
                        kept.clear()
                    kept[key] = filling
            fillings.append(filling)
        return template.file(fillings, fonts)


def _compose(sheet: Sheet, plan: KitPlan, printer: Calibration) -> Document:
    """Compose a sheet; cards that must land on their cells as this printer needs them."""
    document = sheet.compose(plan)
    if sheet.name != CARDS or plan.options.impose == NONE:
        return document
    if document.duplex == SHORT_EDGE:
        printer = printer.flipped_on_short_edge()
    return replace(document, pages=corrected(document.pages, document.sides, printer))


def _how(sheet: Sheet, document: Document, plan: KitPlan) -> str:
    """Return how a sheet is printed."""
    how = {LONG_EDGE: BOTH_SIDES, SHORT_EDGE: SHORT}.get(document.duplex, ONE_SIDE)
    if sheet.name == CARDS and plan.options.impose == NONE:
        return SHOP
    return BY_HAND if how == ONE_SIDE and BACK in document.sides else how
