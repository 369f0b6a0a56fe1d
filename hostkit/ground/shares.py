"""Sharing a whole number in proportion: minutes among segments, lines among prompts."""

from __future__ import annotations

from collections.abc import Sequence


def largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    """Share ``total`` in proportion to ``weights``: whole numbers of at least one; ties go to the earlier.

    ``total`` is at least the number of weights.
    """
    # One each at least, so that no share vanishes; what is left goes to who is furthest below the exact share.
    whole = sum(weights)
    shares = [max(1, weight * total // whole) for weight in weights]

    def above(i: int) -> int:
        return shares[i] * whole - weights[i] * total

    for i in sorted(range(len(weights)), key=lambda i: (above(i), i))[: max(0, total - sum(shares))]:
        shares[i] += 1
    while sum(shares) > total:
        # The ones have eaten more than their share: who is furthest above the exact one gives it back.
        shares[max((i for i in range(len(shares)) if shares[i] > 1), key=lambda i: (above(i), i))] -= 1
    return shares
