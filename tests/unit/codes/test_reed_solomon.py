"""Error correction codewords: the example of the standard, and what makes any of them right."""

from __future__ import annotations

import random

import pytest
from qrcode.base import rs_blocks

from hostkit.codes.qr_code import error_correction
from tests.support.symbols import LEVELS

COUNTS = sorted(
    {
        block.total_count - block.data_count
        for level in LEVELS.values()
        for version in range(1, 41)
        for block in rs_blocks(version, level)
    }
)


def product(a: int, b: int) -> int:
    """Return a product in the field, bit by bit."""
    result = 0
    while b:
        result ^= a if b & 1 else 0
        a, b = a << 1 ^ (0x11D if a & 0x80 else 0), b >> 1
    return result


def value(polynomial: bytes, x: int) -> int:
    result = 0
    for coefficient in polynomial:
        result = product(result, x) ^ coefficient
    return result


def test_the_example_of_the_standard() -> None:
    # ISO/IEC 18004, annex I: the digits 01234567 in version 1-M.
    block = bytes.fromhex("10200C566180EC11EC11EC11EC11EC11")
    assert error_correction(block, 10) == bytes.fromhex("A524D4C1ED36C7872C55")


@pytest.mark.parametrize("count", COUNTS)
def test_a_protected_block_is_nought_at_the_roots_of_the_generator(count: int) -> None:
    dice = random.Random(count)
    for length in (1, 15, 47):
        block = dice.randbytes(length)
        protection = error_correction(block, count)
        assert len(protection) == count
        root = 1
        for _ in range(count):
            assert value(block + protection, root) == 0
            root = product(root, 2)


def test_nothing_needs_no_protection_and_noughts_before_a_block_change_nothing() -> None:
    assert error_correction(bytes(5), 18) == bytes(18)
    assert error_correction(bytes(3) + b"abc", 18) == error_correction(b"abc", 18)
