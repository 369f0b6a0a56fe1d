"""The print plan: what a host does at the printer, in words. Numbers of pages in, a short text out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hostkit.plan.kit_plan import KitPlan


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One file at the printer."""

    file: str
    pages: int
    copies: int
    two_sided: bool

    @property
    def sheets(self) -> int:
        """Sheets of paper for all copies."""
        return self.copies * (-(-self.pages // 2) if self.two_sided else self.pages)


def print_plan(plan: KitPlan, jobs: Sequence[PrintJob]) -> str:
    """Return the print plan of a kit: files, copies, paper, size, and what to do without a two-sided printer."""
    words = plan.language
    blocks = [
        [words("print_plan.heading", title=plan.guide.title), _guests(plan)],
        _table([_row(plan, job) for job in jobs]),
        [words("print_plan.actual_size", paper=_paper(plan)), *_cut(plan, jobs)],
        _without_duplex(plan, jobs),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _guests(plan: KitPlan) -> str:
    copies = plan.copies
    if copies.assumed:
        return plan.language("print_plan.guests_assumed", guests=copies.guests)
    return plan.language("print_plan.guests_known", copies.guests)


def _paper(plan: KitPlan) -> str:
    return plan.language(f"print_plan.paper_{plan.paper.name}")


def _row(plan: KitPlan, job: PrintJob) -> tuple[str, ...]:
    words = plan.language
    return (
        job.file,
        words("print_plan.copies", job.copies),
        words("print_plan.sheets", job.sheets, paper=_paper(plan)),
        words("print_plan.both_sides" if job.two_sided else "print_plan.one_side"),
    )


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  " + "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _cut(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    if not any(job.file.startswith("question-cards") for job in jobs):
        return []
    spare = plan.copies.spare_cells
    return [plan.language("print_plan.cut", spare) if spare else plan.language("print_plan.cut_full")]


def _without_duplex(plan: KitPlan, jobs: Sequence[PrintJob]) -> list[str]:
    if not any(job.two_sided for job in jobs):
        return []
    words = plan.language
    steps = ("trial", "odd", "turn", "even")
    numbered = [f"  {k}. {words(f'print_plan.no_duplex_{step}')}" for k, step in enumerate(steps, start=1)]
    return [words("print_plan.no_duplex_heading"), *numbered]
