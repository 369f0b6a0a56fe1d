"""Composes the sheets of a kit as display lists.

Each module of this package that has a ``SHEET`` defines one sheet; ``sheets`` finds them all.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from hostkit.sheets.sheet import Sheet


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
