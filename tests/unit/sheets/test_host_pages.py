"""Which manner of setting the questions is taken: the first that needs as few pages as any."""

from __future__ import annotations

import random
from typing import NamedTuple

from hostkit.sheets.host import pages
from hostkit.sheets.host.pages import PageLayout
from hostkit.sheets.host.questions import ARRANGEMENTS, QuestionRow, QuestionSizes
from tests.support.each import for_each

FRAME = PageLayout(0.0, 50.0, 780.0)


class Row(NamedTuple):
    """A question as far as pages are concerned."""

    height: float
    above: float = 0.0


def heights(seed: int) -> dict[QuestionSizes, list[float]]:
    """Return heights of the same questions in each setting: what is set tighter is no taller, or not at all lower."""
    chance = random.Random(seed)
    settings = list(dict.fromkeys(arrangement.sizes for arrangement in ARRANGEMENTS))
    tallest = [chance.uniform(30.0, 330.0) for _ in range(chance.randint(1, 14))]
    shares = [1.0, *sorted((chance.uniform(0.4, 1.0) for _ in settings[1:]), reverse=True)]
    if seed % 3 == 0:
        # As questions without probes.
        shares[-1] = shares[-2]
    return {
        sizes: [share * height for height in tallest] for sizes, share in zip(settings, shares, strict=True)
    }


@for_each(range(300))
def test_the_first_manner_of_the_fewest_pages_is_taken(seed: int) -> None:
    chance, by_setting = random.Random(seed + 1000), heights(seed)
    first, last = chance.uniform(60.0, 700.0), chance.uniform(100.0, 400.0)

    def rows_in(sizes: QuestionSizes) -> list[QuestionRow]:
        return [Row(height) for height in by_setting[sizes]]  # type: ignore[misc]

    every = [
        (arrangement, pages._spread(rows_in(arrangement.sizes), arrangement.gap, first, last, FRAME))
        for arrangement in ARRANGEMENTS
    ]
    possible = [each for each in every if each[1]]
    if not possible:
        return
    gap = min(arrangement.gap for arrangement in ARRANGEMENTS)
    lowest = min(sum(row) + gap * (len(row) - 1) for row in by_setting.values())
    for least in (0.0, chance.uniform(0.0, lowest), lowest):
        found = pages._fewest_pages(rows_in, least, first, last, FRAME)
        assert found == min(possible, key=lambda each: len(each[1]))
