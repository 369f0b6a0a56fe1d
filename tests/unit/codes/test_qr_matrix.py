"""The modules of symbols: one by one those of ``qrcode``, its choice of mask pattern included."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

import numpy as np
import pytest
import zxingcpp
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData, create_data, lost_point

from hostkit.codes.qr_code import make_matrix
from hostkit.codes.qr_frame import MASKS, make_frame, most_bytes
from tests.support.each import for_each
from tests.support.symbols import LEVELS, library_symbol, smallest_version

LONGEST = 180
"""Bytes of the longest link that a card takes."""

CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~/?#=&%"


def link(length: int, seed: object) -> bytes:
    """Return a made-up link of a length in bytes, always the same for a seed."""
    dice = random.Random(f"{seed} {length}")
    start = "https://example.org/"[:length]
    return (start + "".join(dice.choices(CHARACTERS, k=length - len(start)))).encode()


def bounds(level: str) -> list[int]:
    """Return the least and the most bytes of each version that a link reaches."""
    every = (most_bytes(version, level) for version in range(1, 41))
    held = [0, *(most for most in every if most < LONGEST), LONGEST]
    return [length for most in held for length in (most, most + 1) if 0 < length <= LONGEST]


@pytest.mark.parametrize("level", LEVELS)
def test_every_version_that_links_reach_is_that_of_the_library_empty_and_full(level: str) -> None:
    versions = Counter[int]()
    for length in bounds(level):
        version, data = smallest_version(length, level), link(length, level)
        versions[version] += 1
        assert make_matrix(data, version, level) == library_symbol(data, version, level)[0], (length, data)
    assert sorted(versions) == list(range(1, smallest_version(LONGEST, level) + 1))


def test_links_of_any_length_are_those_of_the_library_and_take_every_mask_pattern() -> None:
    masks = Counter[int]()
    for length in range(1, LONGEST + 1, 4):
        for level in LEVELS:
            version, data = smallest_version(length, level), link(length, "any")
            rows, mask = library_symbol(data, version, level)
            masks[mask] += 1
            assert make_matrix(data, version, level) == rows, (length, level, data)
    assert set(masks) == set(MASKS)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("version", [10, 26, 27, 40])
def test_large_versions_are_those_of_the_library(version: int, level: str) -> None:
    # The count of bytes takes a second byte from version 10 (ISO/IEC 18004, table 3).
    data = link(most_bytes(version, level) - 3, "large")
    assert make_matrix(data, version, level) == library_symbol(data, version, level)[0]


@for_each(product(range(13, 40), LEVELS))
def test_all_other_versions_are_a_symbol_of_the_library(version: int, level: str) -> None:
    data = link(most_bytes(version, level), version)
    code = QRCode(version, LEVELS[level], border=0)
    code.data_cache = create_data(version, LEVELS[level], [QRData(data, mode=MODE_8BIT_BYTE)])
    found = make_matrix(data, version, level)
    # The mask pattern as the symbol names it (ISO/IEC 18004, 7.9.1).
    code.makeImpl(False, int(found[8][2:5], 2) ^ 0b101)
    assert found == tuple("".join("01"[dark] for dark in row) for row in code.modules)


@pytest.mark.parametrize("length", [0, 1, 44, 45, 46])
def test_what_does_not_fill_a_version_is_padded(length: int) -> None:
    # From nothing at all to the last codeword, with an odd and an even number of codewords to fill.
    data = link(length, "padded")
    assert make_matrix(data, 4, "Q") == library_symbol(data, 4, "Q")[0]


@pytest.mark.parametrize(
    "data", [b"\x01" * 46, b"\xff" * 46, b"0123456789" * 4, b"\xec\x11" * 20, bytes(range(1, 47))]
)
def test_bytes_are_bytes_whatever_they_are(data: bytes) -> None:
    for level in LEVELS:
        version = smallest_version(len(data), level)
        assert make_matrix(data, version, level) == library_symbol(data, version, level)[0]


@pytest.mark.parametrize("seed", [242, 283, 296, 334])
def test_of_equal_mask_patterns_the_first_is_taken(seed: int) -> None:
    data = link(26, seed)
    code = QRCode(3, LEVELS["Q"], border=0)
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE), optimize=0)
    points = []
    for mask in MASKS:
        code.makeImpl(True, mask)
        points.append(lost_point(code.modules))
    assert points.count(min(points)) == 2
    code.makeImpl(False, points.index(min(points)))
    assert make_matrix(data, 3, "Q") == tuple("".join("01"[dark] for dark in row) for row in code.modules)


@pytest.mark.parametrize(("version", "level"), [(1, "Q"), (4, "Q"), (9, "M"), (10, "M"), (40, "Q")])
def test_too_many_bytes_for_a_version_are_refused(version: int, level: str) -> None:
    held = most_bytes(version, level)
    assert len(make_matrix(b"a" * held, version, level)) == 17 + 4 * version
    with pytest.raises(ValueError, match=f"version {version} does not hold {held + 1} bytes"):
        make_matrix(b"a" * (held + 1), version, level)


def test_a_block_of_noughts_is_encoded_too() -> None:
    # qrcode fails on it. The middle blocks of version 5-Q hold nothing else, so they need no protection.
    rows = make_matrix(bytes(60), 5, "Q")
    modules = np.array([[module == "1" for module in row] for row in rows])
    picture = np.where(np.kron(np.pad(modules, 4), np.ones((4, 4), dtype=bool)), 0, 255).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.bytes == bytes(60)


def test_frames_are_made_once_and_do_not_depend_on_what_was_made_before() -> None:
    assert make_frame(5, "Q") is make_frame(5, "Q")
    for seed in range(3):
        for version, level in ((5, "Q"), (4, "M"), (7, "Q")):
            data = link(30, seed)
            assert make_matrix(data, version, level) == library_symbol(data, version, level)[0]
