"""Words about the evening that several sheets of the host print: titles of segments, and helps."""

from __future__ import annotations

from hostkit.guides.guide import Segment
from hostkit.sheets.composer import Composer

HELPS = ("stalls", "one_voice", "tempers", "tears")
"""The difficult moments, in the order in which they are listed."""


def segment_title(composer: Composer, segment: Segment) -> str:
    """Return the guide's title of a segment, or else that of the fixed words."""
    if segment.title:
        return segment.title.text
    if segment.kind == "questions":
        guide = composer.guide
        counted = ("rounds", guide.rounds) if guide.rounds else ("questions", guide.questions)
        return composer.words.heading(f"segment.{counted[0]}", len(counted[1]))
    return composer.words(f"segment.{segment.kind}")


def help_text(composer: Composer, name: str, *, has_probes: bool) -> str:
    """Return the guide's help for a difficult moment, one of HELPS, or else that of the fixed words.

    ``has_probes`` tells whether there are cards with probes, from which a silent table can be helped on.
    """
    own = getattr(composer.guide.helps, name)
    return (
        own.text if own else composer.words(f"help.{name}{'' if has_probes or name != 'stalls' else '_bare'}")
    )
