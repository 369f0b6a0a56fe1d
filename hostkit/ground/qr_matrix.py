"""The modules of a QR symbol: bytes in, rows of modules out; module for module what ``qrcode`` makes.

Comes in: the bytes of a link, a version that holds them and a level. Goes out: rows of "1" (dark) and "0". Must
not know: sides, positions, PDF.

What symbols share stands in a frame (``qr_frame``); here is what differs from link to link. Modules are one integer
as there, so that a mask is applied by one XOR and weighed by shifts.
"""

from __future__ import annotations

from hostkit.ground.qr_frame import MASKS, Frame, make_frame, make_information
from hostkit.ground.qr_penalty import penalty
from hostkit.ground.reed_solomon import error_correction

_BYTE_MODE = 0b0100
"""Mode indicator of byte mode (ISO/IEC 18004, table 2)."""

_PADDING = b"\xec\x11"
"""The codewords that fill up a symbol in turn (ISO/IEC 18004, 7.4.10)."""


def make_matrix(data: bytes, version: int, level: str) -> tuple[str, ...]:
    """Return the rows of the symbol that encodes bytes in byte mode, under the mask pattern of least penalty.

    ``version`` is from 1 to 40, ``level`` "M" or "Q". Raises ValueError when the version does not hold the bytes.
    """
    frame = make_frame(version, level)
    message = _message(frame, _data_codewords(data, version, sum(frame.blocks)))
    bits = format(int.from_bytes(message, "big"), f"0{8 * len(message)}b")
    placed = int("".join(frame.place(bits + "0")), 2)
    weighed = [placed ^ masked for masked in frame.masked]
    # As qrcode does: weighed without format and version information, the first of equals taken.
    mask = min(MASKS, key=lambda mask: penalty(weighed[mask], frame.modules))
    return _rows(weighed[mask] ^ make_information(version, level, mask), frame.modules)


def _data_codewords(data: bytes, version: int, count: int) -> bytes:
    """Return ``count`` codewords: mode, number of bytes, the bytes, a terminator, padding (ISO/IEC 18004, 7.4).

    Mode and terminator take four bits each, so that nothing is left over to the next whole codeword.
    """
    wide = 1 if version < 10 else 2  # bytes of the character count indicator (table 3)
    room = count - wide - 1 - len(data)
    if room < 0:
        raise ValueError(f"version {version} does not hold {len(data)} bytes")
    bits = (_BYTE_MODE << 8 * wide | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    padding = (_PADDING * (room // 2 + 1))[:room]
    return (bits << 4).to_bytes(count - room, "big") + padding


def _message(frame: Frame, codewords: bytes) -> bytes:
    """Return the data codewords and then the error correction codewords of each block."""
    parts, start = [codewords], 0
    for length in frame.blocks:
        parts.append(error_correction(codewords[start : start + length], frame.correction))
        start += length
    return b"".join(parts)


def _rows(symbol: int, modules: int) -> tuple[str, ...]:
    text = format(symbol, f"0{modules * modules}b")
    return tuple([text[start : start + modules] for start in range(0, len(text), modules)])
