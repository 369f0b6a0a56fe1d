"""Refusals: what does not fit at the floor size of its place is named, with by how much; never clipped or dropped."""

from __future__ import annotations

from hostkit.ground.errors import FitError, Position
from hostkit.ground.units import to_mm
from hostkit.sheets.parts.composer import Composer


def too_tall(composer: Composer, at: Position, sheet: str, over: float, lead: float) -> FitError:
    """Return the refusal of a text that is ``over`` points too tall for its place on a sheet, set with this lead."""
    lines = -(-over // lead)
    how = f"it is {max(1, round(to_mm(over)))} mm ({lines:.0f} {'line' if lines == 1 else 'lines'}) too long"
    return refusal(composer, at, sheet, f"{how} at the smallest size for it")


def refusal(composer: Composer, at: Position, sheet: str, how: str) -> FitError:
    """Return a refusal that names file, line, field, sheet, language, paper and stock."""
    plan = composer.plan
    return FitError(
        f"{at}: does not fit on the {sheet} (stock {plan.stock.name}, paper {plan.paper.name}, language "
        f"{plan.language.code}): {how}. Shorten it."
    )
