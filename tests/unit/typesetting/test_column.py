"""Stacks: heights known before anything is placed, every block where the sum says."""

from __future__ import annotations

import pytest

from hostkit.typesetting.display_list import Color, Fill, Item
from hostkit.typesetting.typeset import Drawn, Stack, StackItem, stack

BLACK = Color(0, 0, 0)


def slab(height: float) -> Drawn:
    return Drawn(height, lambda x, y: [Fill(x, y, 10, height, BLACK)])


def corners(items: list[Item]) -> list[tuple[float, float]]:
    return [(item.x, item.y) for item in items]


def test_a_stack_leaves_out_the_gap_above_its_first() -> None:
    found = Stack((StackItem(slab(10), 99), StackItem(slab(20), 5), StackItem(slab(30), 7, indent=4)))
    assert found.height == 10 + 5 + 20 + 7 + 30
    assert corners(found.place(100, 200)) == [(100, 200), (100, 215), (104, 242)]


def test_an_empty_stack_takes_no_room() -> None:
    assert Stack(()).height == 0
    assert Stack(()).place(3, 4) == []


def test_blocks_of_a_plain_stack_are_evenly_apart() -> None:
    found = stack([slab(10), slab(20), slab(5)], 4)
    assert found.height == 43
    assert corners(found.place(0, 0)) == [(0, 0), (0, 14), (0, 38)]


def test_a_stack_is_a_block() -> None:
    inner = stack([slab(10), slab(10)], 2)
    outer = stack([slab(1), inner, slab(1)], 3)
    assert outer.height == 1 + 3 + 22 + 3 + 1
    assert corners(outer.place(5, 0)) == [(5, 0), (5, 4), (5, 16), (5, 29)]


@pytest.mark.parametrize("gap", [0.0, 2.5, 28.0])
def test_the_last_block_ends_at_the_height(gap: float) -> None:
    found = stack([slab(10), slab(20), slab(5)], gap)
    last = found.place(0, 50)[-1]
    assert isinstance(last, Fill)
    assert last.y + last.height == pytest.approx(50 + found.height)
