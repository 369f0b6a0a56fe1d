"""Composes the sheets of a kit as display lists.

Each module of this package that has a ``SHEET`` defines one sheet, which has the module's name with dashes; ``sheets``
finds them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from hostkit.sheets.sheet import Sheet

ALL, USUAL = "all", "usual"
SETS = {
    USUAL: ("host-sheet", "question-cards", "reflection-worksheet"),
    "wall": ("agreements-poster", "table-tent"),
}
"""Sets of sheets by name; ``ALL`` is the set of all sheets, and ``USUAL`` is made when no sheets are named."""


def names_in(named: Sequence[str]) -> tuple[str, ...]:
    """Return names of sheets with those of sets replaced by their sheets."""
    if ALL in named:
        return tuple(sheets())
    return tuple(dict.fromkeys(sheet for name in named for sheet in SETS.get(name, (name,))))


@cache
def sheets(names: tuple[str, ...] | None = None) -> dict[str, Sheet]:
    """Return the sheets of these names by their names, in kit order, or all sheets. Unknown names are left out.

    Only the modules of the sheets returned are loaded.
    """
    modules = [module.name for module in iter_modules(__path__) if not module.ispkg]
    found = []
    for module in modules:
        if names is None or module.replace("_", "-") in names:
            sheet = getattr(import_module(f"{__name__}.{module}"), "SHEET", None)
            if isinstance(sheet, Sheet):
                found.append(sheet)
    return {sheet.name: sheet for sheet in sorted(found, key=lambda sheet: sheet.order)}
