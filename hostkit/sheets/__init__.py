"""Composes the sheets of a kit as display lists.

Each module of this package that has a ``SHEET`` defines one sheet; ``sheets`` finds them all, and ``usual_sheets``
loads only those of the usual kit.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from hostkit.sheets.sheet import Sheet

USUAL = ("host_sheet", "question_cards", "reflection_worksheet")
"""The modules of the sheets that are marked ``usual``, in kit order."""


def usual_sheets() -> tuple[Sheet, ...]:
    """Return the sheets of the usual kit, in kit order, without loading any other."""
    return tuple([import_module(f"{__name__}.{name}").SHEET for name in USUAL])


@cache
def sheets() -> dict[str, Sheet]:
    """Return every sheet by its name, in kit order."""
    found = []
    for module in iter_modules(__path__):
        if not module.ispkg:
            sheet = getattr(import_module(f"{__name__}.{module.name}"), "SHEET", None)
            if isinstance(sheet, Sheet):
                found.append(sheet)
    return {sheet.name: sheet for sheet in sorted(found, key=lambda sheet: sheet.order)}
