"""The invitation to share in the follow-up group, the same on the closing card and on the worksheet."""

from __future__ import annotations

from collections.abc import Hashable

from hostkit.plan.kit_plan import KitPlan
from hostkit.sheets.parts.composer import Composer


def invitation(composer: Composer, otherwise: str) -> str:
    """Return the guide's own invitation, else the language's words ``otherwise``."""
    follow_up = composer.plan.guide.follow_up
    if follow_up and follow_up.invite:
        return composer.plan.plain(follow_up.invite)
    return composer.words(otherwise)


def invitation_key(plan: KitPlan) -> Hashable:
    """Return all that an invitation to the group depends on."""
    follow_up = plan.guide.follow_up
    return plan.filled(follow_up.invite) if follow_up and follow_up.invite else None


def group_key(plan: KitPlan) -> Hashable:
    """Return all that the group's link and name depend on."""
    return plan.group_link, plan.group_name
