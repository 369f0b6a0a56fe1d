"""Reed-Solomon error correction of QR symbols: a block of codewords in, its error correction codewords out.

Comes in: the data codewords of one block and how many codewords are to protect them. Goes out: those codewords.
Must not know: versions, levels, how blocks are interleaved.

The field is GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1 (ISO/IEC 18004, 7.5.2). A polynomial is one integer, a byte
a coefficient, the highest power first, so that polynomials are added by one XOR.
"""

from __future__ import annotations

from functools import cache

_REDUCTION = 0x1D
"""What x^8 is in the field: x^4 + x^3 + x^2 + 1."""


def error_correction(block: bytes, count: int) -> bytes:
    """Return the ``count`` error correction codewords of a block (ISO/IEC 18004, 7.5.2).

    They are the remainder of the block, followed by ``count`` noughts, divided by the generator polynomial.
    """
    multiples = _multiples(count)
    top = 8 * (count - 1)
    below = (1 << top) - 1
    remainder = 0
    for codeword in block:
        remainder = (remainder & below) << 8 ^ multiples[remainder >> top ^ codeword]
    return remainder.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """Return the generator polynomial, less its leading term, times each element of the field, 0 to 255."""
    table = [0]
    row = _generator(count)
    for _ in range(8):
        table += [multiple ^ row for multiple in table]
        row = _doubled(row, count)
    return tuple(table)


def _generator(count: int) -> int:
    """Return the product of x - 2^i for i from 0 to ``count`` - 1 without its leading term, which is 1 (annex A)."""
    leading, generator = 1, 0
    for power in range(count):
        scaled = leading << 8 * power | generator
        for _ in range(power):
            scaled = _doubled(scaled, power + 1)
        generator = generator << 8 ^ scaled
    return generator


def _doubled(polynomial: int, coefficients: int) -> int:
    """Return a polynomial of so many coefficients with each of them times 2, which is x."""
    overflow = polynomial & int.from_bytes(b"\x80" * coefficients, "big")
    return (polynomial ^ overflow) << 1 ^ (overflow >> 7) * _REDUCTION
