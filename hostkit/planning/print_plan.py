"""Writes the print plan of a kit: a short text that says what to print, on which paper, and how to cut it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.planning.kit_plan import MOST_SPARE, KitPlan
from hostkit.stocks.imposition import FOLD, cuts_a_sheet
from hostkit.stocks.stock import bought_as

PRINT_PLAN = "print-plan.txt"
CALENDAR = "invitation.ics"
"""The file of the calendar entry."""
"""The file name of the print plan."""

ONE_SIDE, BOTH_SIDES, SHORT_EDGE, BY_HAND, SHOP = "one_side", "both_sides", "short_edge", "by_hand", "shop"
"""Ways to print a file; each is also the key of its words in the language file."""

_SHEETS_A_PAGE = {ONE_SIDE: 1.0, BOTH_SIDES: 0.5, SHORT_EDGE: 0.5, BY_HAND: 0.5, SHOP: 0.0}
"""Sheets of paper that the host loads for each page; a print shop loads its own paper."""


WAYS = frozenset(_SHEETS_A_PAGE)
"""All ways to print a file."""


class PrintJob(NamedTuple):
    """A file to print.

    ``pages`` and ``copies`` are numbers, and ``how`` is one of WAYS. ``of_cards`` marks the question cards; ``cuts`` is
    the number of cuts that separate the equal cards of another sheet. ``paper`` is the name of the paper or stock that
    is loaded, and ``stock`` the stock of the cards as named by ``known_as``, also for plain paper. ``folded`` cards are
    folded before they are cut. ``left_over`` holds the host's tips for which the file has no room.
    """

    file: str
    pages: int
    copies: int
    how: str
    of_cards: bool = False
    cuts: int = 0
    paper: str = ""
    stock: str = ""
    folded: bool = False
    left_over: tuple[str, ...] = ()

    @property
    def sheets(self) -> int:
        """The number of sheets of paper for all copies."""
        return self.copies * -int(-self.pages * _SHEETS_A_PAGE[self.how] // 1)


_WITH_RULER = "host-sheet.pdf"
"""The file with the ruler that shows whether it was printed at actual size."""


def print_plan(plan: KitPlan, jobs: Sequence[PrintJob]) -> str:
    """Return the text of the print plan: a heading, then files, copies, paper, cutting and feeding by hand."""
    return headed(plan, what_to_print(plan, jobs))


def headed(plan: KitPlan, to_print: str) -> str:
    """Return ``to_print`` below a heading with the topic and, if known, the date and the place."""
    heading = plan.language("print_plan.heading", title=plan.guide.title)
    event = plan.event
    known = [plan.language.date_alone(event.date)] if event.date else []
    if event.place:
        known.append(event.place.text)
    return "\n".join([heading, *([", ".join(known)] if known else ()), to_print])


def what_to_print(plan: KitPlan, jobs: Sequence[PrintJob]) -> str:
    """Return a print plan without its heading; it is the same for all events with the same number of guests."""
    blocks = [
        [_guests(plan)],
        [f"  {line}" for line in table([_row(plan, job) for job in jobs])],
        _at_the_printer(plan, jobs),
        _by_hand(plan, jobs),
        _without_duplex(plan, jobs),
        _tips(plan, jobs),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _at_the_printer(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    if all(job.how == SHOP for job in jobs):
        return []
    words = plan.language
    actual_size = [words("print_plan.actual_size", paper=_paper(plan))]
    # The plan speaks only of sheets that are in the kit.
    actual_size += [words("print_plan.ruler")] if any(job.file == _WITH_RULER for job in jobs) else []
    return [
        " ".join(actual_size),
        *_corrected(plan, jobs),
        *_cards(plan, jobs),
        *_cut_apart(plan, jobs),
    ]


def _guests(plan: KitPlan) -> str:
    copies = plan.copies
    if copies.assumed:
        return plan.language("print_plan.guests_assumed", guests=copies.guests)
    return plan.language("print_plan.guests_known", copies.guests)


def _paper(plan: KitPlan) -> str:
    return plan.language(f"print_plan.paper_{plan.paper.name}")


def paper_for(plan: KitPlan, job: PrintJob) -> str:
    """Return the name of the paper for a file, or for cards on bought stock or from a print shop, of the stock."""
    return (
        bought_as(plan.stock)
        if job.of_cards and not (plan.stock.plain and job.how != SHOP)
        else plan.paper.name
    )


def _row(plan: KitPlan, job: PrintJob) -> tuple[str, ...]:
    words = plan.language
    if job.how == SHOP:
        return job.file, words("print_plan.shop"), "", ""
    paper = _paper(plan) if plan.stock.plain or not job.of_cards else plan.stock.name
    return (
        job.file,
        words("print_plan.copies", job.copies),
        words("print_plan.sheets", job.sheets, paper=paper),
        words(f"print_plan.{job.how}"),
    )


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the rows of a table as lines of text with aligned columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _corrected(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    """Return the line that names the printer for which sheets of cards are corrected, if there are any."""
    printer = plan.options.printer
    is_any = any(job.cuts or (job.of_cards and job.how != SHOP) for job in jobs)
    return [plan.language("print_plan.corrected", printer=printer)] if printer and is_any else []


def _cards(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    """Return the lines about sheets of cards: how to fold, cut or separate them, used cells and spare cells."""
    if not any(job.of_cards and job.how != SHOP for job in jobs):
        return []
    words, options, copies = plan.language, plan.options, plan.copies
    lines = [words("print_plan.fold") if options.duplex == FOLD else _cut(plan)]
    if options.skip:
        lines.append(words("print_plan.skip", options.skip))
    filled = min(copies.spare_cells, MOST_SPARE) if options.spare == "write" else 0
    for kind, count in (("spare_written", filled), ("spare", copies.spare_cells - filled)):
        if count:
            lines.append(words(f"print_plan.{kind}", count))
    return lines


def _cut(plan: KitPlan) -> str:
    stock = plan.stock
    if not stock.plain:
        return plan.language("print_plan.pre_cut", stock=stock.name)
    return plan.language("print_plan.cut", cuts_a_sheet(stock, plan.paper))


def _cut_apart(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    words = plan.language
    return [
        words("joined.fold", file=job.file)
        if job.folded
        else words("print_plan.cut_file", job.cuts, file=job.file)
        for job in jobs
        if job.cuts
    ]


def _by_hand(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    """Return instructions for feeding paper by hand, for files in which all fronts come before all backs."""
    words = plan.language
    steps = []
    for job in (job for job in jobs if job.how == BY_HAND):
        half = job.pages // 2
        pages = {"file": job.file, "last_front": half, "first_back": half + 1, "last_back": job.pages}
        steps += [
            words(f"print_plan.by_hand_{step}", **pages) for step in ("trial", "fronts", "turn", "backs")
        ]
    return [words("print_plan.by_hand_heading"), *_numbered(steps)] if steps else []


def _without_duplex(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    if not any(job.how in (BOTH_SIDES, SHORT_EDGE) for job in jobs):
        return []
    words = plan.language
    steps = [words(f"print_plan.no_duplex_{step}") for step in ("trial", "odd", "turn", "even")]
    return [words("print_plan.no_duplex_heading"), *_numbered(steps)]


def _tips(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    tips = [f"  – {tip}" for job in jobs for tip in job.left_over]
    return [plan.language("print_plan.tips_heading"), *tips] if tips else []


def _numbered(steps: Sequence[str]) -> list[str]:
    return [f"  {k}. {step}" for k, step in enumerate(steps, start=1)]
