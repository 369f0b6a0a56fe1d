"""The invitation to share in the follow-up group, the same on the closing card and on the worksheet."""

from __future__ import annotations

from hostkit.plan.kit_plan import KitPlan
from hostkit.sheets.parts.composer import Composer


def invitation(composer: Composer, otherwise: str) -> str:
    """Return the guide's own invitation, else the language's words ``otherwise``."""
    follow_up = composer.plan.guide.follow_up
    if follow_up and follow_up.invite:
        return composer.plan.plain(follow_up.invite)
    return composer.words(otherwise)


def group_key(plan: KitPlan) -> tuple[object, ...]:
    """Return all that an invitation to the group depends on."""
    follow_up = plan.guide.follow_up
    invite = follow_up.invite if follow_up else None
    return plan.group_link, plan.group_name, plan.filled(invite) if invite else None
