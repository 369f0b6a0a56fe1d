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
    by_need = sorted(range(len(weights)), key=lambda i: (shares[i] * whole - weights[i] * total, i))
    turn = 0
    while sum(shares) < total:
        shares[by_need[turn % len(shares)]] += 1
        turn += 1
    while sum(shares) > total:
        # The ones have eaten more than their share: the largest gives it back.
        shares[max(range(len(shares)), key=lambda i: (shares[i], -i))] -= 1
    return shares
