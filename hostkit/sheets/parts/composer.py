"""What every part of a sheet is composed with: the plan, a typesetter and a source of roles."""

from __future__ import annotations

from itertools import count

from hostkit.ground.phrase import Phrase
from hostkit.layout.display_list import Role
from hostkit.layout.text import Spans, Style
from hostkit.layout.typeset import Typesetter
from hostkit.plan.kit_plan import KitPlan


class Composer:
    """Hands out roles, numbered through the document, and sets the plan's texts."""

    def __init__(self, plan: KitPlan) -> None:
        self.plan = plan
        self.words = plan.language
        self.set = Typesetter(plan.guide.language)
        self._serial = count(1)

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
