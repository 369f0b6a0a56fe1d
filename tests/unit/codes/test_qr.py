"""QR symbols: which one a link gets, and that somebody else's decoder reads it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from qrcode.util import BIT_LIMIT_TABLE, MODE_8BIT_BYTE, QRData

from hostkit.codes import qr_code as qr
from hostkit.codes.qr_code import QUIET_MODULES, QrSymbol, capacity, make_symbol
from hostkit.codes.qr_frame import most_bytes
from hostkit.core.errors import BadValue
from hostkit.core.values import mm, to_mm


def link(length: int) -> str:
    """Return a link of a length in bytes."""
    start = "https://example.org/"
    return start + "a" * (length - len(start))


def decoded(symbol: QrSymbol) -> zxingcpp.Barcode:
    """Read a symbol with its quiet zone from a picture of 4 pixels a module."""
    modules = np.array([[module == "1" for module in row] for row in symbol.rows])
    quiet = np.pad(modules, symbol.quiet)
    picture = np.where(np.kron(quiet, np.ones((4, 4), dtype=bool)), 0, 255).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found


@pytest.mark.parametrize(
    ("side_mm", "level", "module_mm", "held"),
    [
        (22, "Q", 0.50, 46),
        (22, "M", 0.50, 62),
        (25, "Q", 0.50, 74),
        (25, "M", 0.50, 106),
        (30, "Q", 0.50, 108),
        (30, "M", 0.50, 152),
        (25, "Q", 0.40, 130),
        (25, "M", 0.40, 180),
    ],
)
def test_a_side_holds_what_it_must(side_mm: float, level: str, module_mm: float, held: int) -> None:
    assert capacity(mm(side_mm), level, module_mm) == held


@pytest.mark.parametrize(("level", "constant"), [("M", ERROR_CORRECT_M), ("Q", ERROR_CORRECT_Q)])
def test_a_version_holds_as_many_bytes_as_in_the_library(level: str, constant: int) -> None:
    for version in range(1, 41):
        # Mode takes 4 bits, the count of bytes 8 or, from version 10, 16 (ISO/IEC 18004, 7.4.1).
        bits = BIT_LIMIT_TABLE[constant][version] - 4 - (8 if version < 10 else 16)
        assert most_bytes(version, level) == bits // 8


@pytest.mark.parametrize(
    ("length", "level", "least_mm"),
    [(30, "Q", 0.50), (74, "Q", 0.50), (75, "M", 0.50), (106, "M", 0.50), (107, "M", 0.40), (180, "M", 0.40)],
)
def test_levels_are_tried_in_turn(length: int, level: str, least_mm: float) -> None:
    symbol = make_symbol(link(length), mm(25))
    assert symbol.level == level
    assert to_mm(symbol.module) >= least_mm - 1e-9
    if least_mm < 0.5:
        assert to_mm(symbol.module) < 0.5


@pytest.mark.parametrize("side_mm", [20, 22, 25, 30, 40])
@pytest.mark.parametrize("length", [25, 40, 62])
def test_the_side_is_used_in_full(side_mm: float, length: int) -> None:
    symbol = make_symbol(link(length), mm(side_mm))
    modules = len(symbol.rows)
    assert modules == 17 + 4 * symbol.version
    assert symbol.quiet == QUIET_MODULES == 4
    assert symbol.module * (modules + 2 * symbol.quiet) == pytest.approx(mm(side_mm))
    assert all(len(row) == modules and set(row) <= {"0", "1"} for row in symbol.rows)


def test_the_smallest_version_that_holds_the_link_is_taken() -> None:
    assert [make_symbol(link(length), mm(30)).version for length in (20, 21, 32, 33, 46, 47)] == [
        2,
        3,
        3,
        4,
        4,
        5,
    ]


@pytest.mark.parametrize("length", [25, 46, 74, 75, 106, 107, 180])
def test_a_decoder_reads_the_link_and_the_level(length: int) -> None:
    symbol = make_symbol(link(length), mm(25))
    found = decoded(symbol)
    assert found.text == link(length)
    assert found.ec_level == symbol.level


@pytest.mark.parametrize(
    "url", ["https://EXAMPLE.ORG/ABC123", "https://example.org/12345678901234567890?q=%C3%A9"]
)
def test_links_are_encoded_as_bytes_as_they_are_written(url: str) -> None:
    found = decoded(make_symbol(url, mm(30)))
    assert found.bytes == url.encode()


def test_capitals_and_digits_are_bytes_too() -> None:
    # Alphanumeric mode would give other modules, and could not be read back as it was written everywhere.
    url = "HTTPS://EXAMPLE.ORG/" + "A" * 26
    expected = QRCode(4, ERROR_CORRECT_Q, border=0)
    expected.add_data(QRData(url.encode(), mode=MODE_8BIT_BYTE))
    expected.make(fit=False)
    symbol = make_symbol(url, mm(30))
    assert symbol.version == 4
    assert symbol.rows == tuple("".join("01"[dark] for dark in row) for row in expected.modules)


def test_a_link_that_is_too_long_is_refused_with_limits_and_advice() -> None:
    with pytest.raises(BadValue) as refusal:
        make_symbol(link(181), mm(25))
    message = str(refusal.value)
    for part in (link(181), "181 bytes", "25 mm", "74", "106", "180", "0.50 mm", "0.40 mm", "short link"):
        assert part in message


def test_length_is_counted_in_bytes() -> None:
    with pytest.raises(BadValue, match="182 bytes"):
        make_symbol(link(20) + "é" * 81, mm(25))


@pytest.mark.parametrize("side_mm", [0, -1, 5, 11.5])
def test_a_side_for_no_symbol_at_all_is_refused(side_mm: float) -> None:
    with pytest.raises(BadValue):
        make_symbol("https://a.b", mm(side_mm))


def test_sides_in_millimeters_hold_whole_modules() -> None:
    # 26.5 mm are 53 modules of 0.50 mm, version 7 with its quiet zone; in floats they are a little less.
    assert mm(26.5) / mm(0.50) < 53
    assert capacity(mm(26.5), "Q", 0.50) == 86
    assert capacity(mm(26.4), "Q", 0.50) == 74


def test_a_symbol_is_made_once_a_link_and_level(monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_symbol(link(33), mm(25))
    assert make_symbol(link(33), mm(30)).rows is first.rows
    assert qr._matrix.cache_info().hits >= 1


def test_qrcode_and_pillow_are_not_loaded_before_they_are_needed() -> None:
    program = (
        "import sys, hostkit.codes.qr_code as qr\n"
        "assert 'qrcode' not in sys.modules\n"
        "qr.make_symbol('https://example.org/', 70)\n"
        "assert 'qrcode' in sys.modules and 'PIL._imaging' not in sys.modules\n"
        "import qrcode\n"
        "assert qrcode.make('x').get_image().size == (290, 290)\n"
    )
    root = Path(qr.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
