"""What every part of a sheet is composed with: the plan, a typesetter, a source of roles, and slots for what varies."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from itertools import count
from typing import NamedTuple

from hostkit.core.characters import Phrase
from hostkit.core.errors import FitError, Position, Problem
from hostkit.core.units import to_mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.typesetting.columns import Block
from hostkit.typesetting.display_list import Item, MisfitError, Role, Slot
from hostkit.typesetting.shaping import Spans, Style
from hostkit.typesetting.typeset import Typesetter

Key = Callable[[KitPlan], Hashable]
Guard = Callable[["Composer", Block], Hashable]


class Composer:
    """Hands out roles, numbered through the document, and sets the plan's texts.

    ``slots`` gathers the parts that depend on the event, as they are placed.
    """

    def __init__(self, plan: KitPlan, first_role: int = 1) -> None:
        self.plan = plan
        self.words = plan.language
        self.set = Typesetter(plan.guide.language)
        self.slots: list[Slot] = []
        self._serial = count(first_role)

    def role(self, tag: str, parent: Role | None = None, alt: str = "") -> Role:
        """Return a new role: an element of its own in the tag tree."""
        return Role(tag, next(self._serial), parent, alt)

    def list_item(self, parent: Role) -> tuple[Role, Role]:
        """Return the roles of the label and the body of a new item of the list ``parent``."""
        item = self.role("LI", parent)
        return self.role("Lbl", item), self.role("LBody", item)

    def emphasised(self, phrase: Phrase, style: Style) -> Spans:
        """Return a text of ``read`` or ``note`` with its strong parts in bold."""
        return tuple((s.text, "text-bold" if s.strong else style.face) for s in self.plan.spans(phrase))

    def slot(self, key: Key, build: Callable[[Composer], Block], guard: Guard | None = None) -> SlotBlock:
        """Return what ``build`` makes of this plan, as a block that can be made anew for another event's.

        ``key`` gives of a plan all that the block depends on; ``build`` asks no other composer than the one it is
        given. What stands around it may depend on its height alone, and on what ``guard`` returns.
        """
        return SlotBlock(self, next(self._serial), key, build, guard)


class SlotBlock:
    """A block that depends on the event; it stands like any other."""

    def __init__(
        self,
        composer: Composer,
        first_role: int,
        key: Key,
        build: Callable[[Composer], Block],
        guard: Guard | None,
    ) -> None:
        self._slots = composer.slots
        self._key = key
        self.block = build(composer)
        guarded = guard(composer, self.block) if guard else None
        self._recipe = _Recipe(first_role + 1, build, guard, self.block.height, guarded)

    @property
    def height(self) -> float:
        """Height in points."""
        return self.block.height

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the block's corner at (x, y), and keep them as a slot."""
        items = self.block.place(x, y)
        self._slots.append(Slot(tuple(items), self._key, partial(self._recipe.remake, x, y)))
        return items


class _Recipe(NamedTuple):
    """How a slot is made anew, and what must then be as it was. Knows no composer, which has the slots: no circle."""

    first_role: int
    build: Callable[[Composer], Block]
    guard: Guard | None
    height: float
    guarded: Hashable

    def remake(self, x: float, y: float, plan: KitPlan) -> tuple[Item, ...]:
        composer = Composer(plan, self.first_role)
        block = self.build(composer)
        if block.height != self.height:
            raise MisfitError
        if self.guard and self.guard(composer, block) != self.guarded:
            raise MisfitError
        return tuple(block.place(x, y))


def too_tall(composer: Composer, code: str, at: Position, sheet: str, over: float, lead: float) -> FitError:
    """Return the refusal of a text that is ``over`` points too tall for its place on a sheet, set with this lead."""
    values: dict[str, object] = {"too_long_mm": max(1, round(to_mm(over))), "lines": int(-(-over // lead))}
    return _refusal(composer, code, at, sheet, f"{in_words(values)} at the smallest size for it", values)


def too_wide(composer: Composer, at: Position, sheet: str, face: Style) -> FitError:
    """Return the refusal of a text with a word wider than a card at its floor size."""
    values: dict[str, object] = {"size_pt": face.size}
    return _refusal(composer, "word-too-wide", at, sheet, in_words(values), values)


def in_words(values: Mapping[str, object]) -> str:
    """Return how far a text is from fitting, from the values of its refusal: in length, or by the width of a word."""
    if "size_pt" in values:
        return f"a word is wider than the card at {values['size_pt']:.0f} pt"
    lines = values["lines"]
    return f"it is {values['too_long_mm']} mm ({lines} {'line' if lines == 1 else 'lines'}) too long"


def _refusal(
    composer: Composer, code: str, at: Position, sheet: str, how: str, values: Mapping[str, object]
) -> FitError:
    plan = composer.plan
    stock, paper, language = plan.stock.name, plan.paper.name, plan.language.code
    wrong = f"does not fit on the {sheet} (stock {stock}, paper {paper}, language {language}): {how}."
    about = {"sheet": sheet, "stock": stock, "paper": paper, "language": language}
    return FitError(Problem(code, at, wrong, "Shorten it.", {**about, **values}))
