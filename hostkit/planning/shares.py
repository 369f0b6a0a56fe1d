"""Shares the minutes of an evening among its parts, with times that a host can keep.

Long parts begin and end on multiples of five minutes; if no plan allows that, parts have whole minutes in proportion.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

LONG = 8
"""A part whose exact share is at least so many minutes is long."""

STEP = 5
"""Long parts begin and end on multiples of so many minutes from the start of the evening."""

LEAST = 2
"""The fewest minutes of a part that is not long."""

_LACKING = 2
"""A minute that a round of all guests lacks counts so many times, so that such rounds lose minutes last."""


class TimedPart(NamedTuple):
    """A part of an evening.

    ``weight`` is in proportion to its minutes, or if the part is ``fixed``, its minutes. In an ``each`` part every
    guest speaks in turn.
    """

    weight: int
    fixed: bool = False
    each: bool = False


class Shares(NamedTuple):
    """The minutes of each part, and whether no plan has long parts on multiples of five minutes."""

    minutes: tuple[int, ...]
    by_remainder: bool = False


def largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    """Return ``total`` divided in proportion to ``weights`` into whole numbers, each at least one.

    ``total`` must be at least the number of weights. Of equal remainders the first gets the extra unit.
    """
    # Each share is at least one; the remaining units go to the shares furthest below their exact value.
    whole = sum(weights)
    shares = [max(1, weight * total // whole) for weight in weights]

    def above(i: int) -> int:
        return shares[i] * whole - weights[i] * total

    for i in sorted(range(len(weights)), key=lambda i: (above(i), i))[: max(0, total - sum(shares))]:
        shares[i] += 1
    while sum(shares) > total:
        # Raising shares to one can make the sum too large; the share furthest above its exact value then loses one.
        shares[max((i for i in range(len(shares)) if shares[i] > 1), key=lambda i: (above(i), i))] -= 1
    return shares


@lru_cache(maxsize=256)
def share(parts: tuple[TimedPart, ...], begins: int, length: int) -> Shares:
    """Return the minutes of parts that take ``length`` minutes and begin ``begins`` minutes after the start.

    Fixed parts keep their minutes. The exact share of another part is in proportion to its weight. A part whose exact
    share is at least LONG begins and ends on a multiple of STEP; any other has at least LEAST minutes. Of all such
    plans, the result has the least sum of squared differences from the exact shares, in which the square counts twice
    if a part for each guest lacks minutes; of equal plans, it has the longer first part, then the longer second part,
    and so on. If there is no such plan, parts have whole minutes by ``largest_remainder``.

    ``length`` must leave a minute for each part that is not fixed, and equal the sum if all are fixed.
    """
    minutes = _on_multiples(parts, begins, length)
    if minutes is not None:
        return Shares(tuple(minutes))
    left = length - sum(part.weight for part in parts if part.fixed)
    shares = iter(largest_remainder([part.weight for part in parts if not part.fixed], left))
    return Shares(tuple([part.weight if part.fixed else next(shares) for part in parts]), by_remainder=True)


def _on_multiples(parts: Sequence[TimedPart], begins: int, length: int) -> list[int] | None:
    """Return the best plan with long parts on multiples of STEP, or None.

    A block is a long part, or the parts between two long ones; all its ends but the first and the last of all are on
    multiples of STEP. Each block gets its fewest minutes, and then the block where STEP more minutes cost least gets
    them, until none are left. That finds the least sum, because each further minute of a part costs more than the one
    before, and so does each further STEP of a block.
    """
    left = length - sum(part.weight for part in parts if part.fixed)
    whole = sum(part.weight for part in parts if not part.fixed)
    is_long = [not part.fixed and part.weight * left >= LONG * whole for part in parts]
    minutes = [
        part.weight if part.fixed else STEP if long else LEAST
        for part, long in zip(parts, is_long, strict=True)
    ]

    def distance(i: int, share: int) -> int:
        off = share * whole - parts[i].weight * left
        return off * off * (_LACKING if parts[i].each and off < 0 else 1)

    def grown(block: Sequence[int], by: int) -> tuple[int, list[int]]:
        """Return what ``by`` more minutes for a block cost, and all minutes with them."""
        result, cost = minutes[:], 0
        for _ in range(by):
            costs = {i: distance(i, result[i] + 1) - distance(i, result[i]) for i in block}
            least = min(costs, key=costs.__getitem__)
            result[least] += 1
            cost += costs[least]
        return cost, result

    blocks = _blocks(is_long)
    growing = []
    for block in blocks:
        start = begins if block is blocks[0] else 0
        end = begins + length if block is blocks[-1] else 0
        missing = (end - start - sum(minutes[i] for i in block)) % STEP
        free = [i for i in block if not parts[i].fixed]
        off = start % STEP or end % STEP if is_long[block[0]] else missing and not free
        if off:
            return None
        minutes = grown(free, missing)[1]
        growing += [free] if free else []
    rest = length - sum(minutes)
    for _ in range(rest // STEP):
        minutes = min((grown(free, STEP) for free in growing), key=lambda each: each[0])[1]
    return minutes if rest >= 0 else None


def _blocks(is_long: Sequence[bool]) -> list[list[int]]:
    """Return the indices of parts in blocks: each long part alone, and together the parts between long ones."""
    blocks: list[list[int]] = []
    for i, long in enumerate(is_long):
        if long or not blocks or is_long[blocks[-1][-1]]:
            blocks.append([i])
        else:
            blocks[-1].append(i)
    return blocks
