"""What symbols are held against: the modules that ``qrcode`` makes on its own."""

from __future__ import annotations

from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from hostkit.codes.qr_frame import most_bytes

LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}

Rows = tuple[str, ...]


def smallest_version(length: int, level: str) -> int:
    """Return the smallest version that holds so many bytes."""
    return next(version for version in range(1, 41) if length <= most_bytes(version, level))


def library_symbol(data: bytes, version: int, level: str) -> tuple[Rows, int]:
    """Return the modules that ``qrcode`` makes of bytes in byte mode, and the mask pattern that it chose."""
    code = QRCode(version, LEVELS[level], border=0)
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE), optimize=0)
    mask = code.best_mask_pattern()
    code.makeImpl(False, mask)
    return tuple("".join("01"[dark] for dark in row) for row in code.modules), mask
