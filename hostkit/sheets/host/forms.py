"""Lists the forms of the host sheet in the order in which they are tried, from the most open to the tightest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hostkit.sheets import style


class RoundGaps(NamedTuple):
    """The gaps of rounds in points.

    ``above`` a round and ``within`` it are added to the gap between questions; ``below`` is the gap below its head.
    """

    above: float
    below: float
    within: float = 0.0


class QuestionSizes(NamedTuple):
    """How the questions of a sheet are set: size and leading in points, and whether probes are run on."""

    size: float
    leading: float
    run_on: bool
    rounds: RoundGaps


class Form(NamedTuple):
    """How the parts of a host sheet are set; all lengths are in points.

    ``gap`` is the gap between questions, and ``run_gaps`` are those between segments, of which the first that fits is
    used. With ``shares_page`` the run of show may continue on the page of the questions. ``leading`` is that of helps,
    tips and cues. ``most_tips`` is the number of tips on the sheet, if it is limited; the print
    plan has the others.
    """

    sizes: QuestionSizes
    gap: float
    run_gaps: tuple[float, ...]
    shares_page: bool
    leading: float
    most_tips: int | None


RUN_GAPS = tuple(map(float, range(28, 2, -2)))
"""The gaps between segments from the largest, as in the design."""

LOOSEST_BROKEN_GAP = 16.0
"""The largest gap in a run of show on several pages; chosen by eye, so that it reads as one run."""

_LARGE = QuestionSizes(21, 24, False, RoundGaps(above=8, below=20))
_PLAIN = QuestionSizes(16, 20, False, RoundGaps(above=8, below=12))
_RUN_ON = _PLAIN._replace(run_on=True)
_CLOSE_ROUNDS = _RUN_ON._replace(rounds=RoundGaps(above=4, below=8, within=-6))
"""Gaps of rounds are 8 pt above them as in the design; the others are chosen by eye."""

_QUESTIONS = (
    *((_LARGE, 32.0, 16.0), (_LARGE, 24.0, 16.0)),
    *((_PLAIN, 24.0, 14.0), (_PLAIN, 20.0, 12.0), (_PLAIN, 16.0, 10.0), (_PLAIN, 12.0, 8.0)),
    *((_RUN_ON, 18.0, 10.0), (_RUN_ON, 14.0, 8.0), (_CLOSE_ROUNDS, 14.0, 4.0)),
)
"""Sizes and gaps of questions, and the least gap between the segments of a run of show that shares their page."""

TIGHT_LEADING, FEWEST_TIPS = 14.0, 2
"""The leading of helps, tips and cues, and the number of tips, where there is little room; those of the design."""


def _forms(
    leading: float = style.BODY.leading, most_tips: int | None = None, *, shares_page: bool
) -> Iterator[Form]:
    for sizes, gap, least in _QUESTIONS:
        gaps = [each for each in RUN_GAPS if not shares_page or least <= each <= LOOSEST_BROKEN_GAP]
        if sizes.run_on or leading != TIGHT_LEADING:
            yield Form(sizes, gap, tuple(gaps), shares_page, leading, most_tips)


FORMS = (
    *_forms(shares_page=False),
    *_forms(shares_page=True),
    *_forms(TIGHT_LEADING, shares_page=False),
    *_forms(TIGHT_LEADING, shares_page=True),
    *_forms(TIGHT_LEADING, FEWEST_TIPS, shares_page=False),
    *_forms(TIGHT_LEADING, FEWEST_TIPS, shares_page=True),
)
"""All forms. Gaps are reduced first, then probes run on; then the run of show shares the page of the questions, then
helps, tips and cues have less leading, and at last only two tips are on the sheet."""
