"""Any link: its symbol is the library's. Any modules: their penalty is the library's."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.util import lost_point

from hostkit.codes.qr_code import make_matrix
from hostkit.codes.qr_frame import penalty
from tests.support.symbols import LEVELS, library_symbol, smallest_version

# qrcode fails on a block of nothing but the byte 0, which no link holds.
links = st.lists(st.integers(1, 255), min_size=1, max_size=180).map(bytes)
lines = st.text("01", min_size=1, max_size=12) | st.sampled_from(
    ("10111010000", "00001011101", "1" * 7, "0" * 7)
)


@st.composite
def matrices(draw: st.DrawFn) -> list[str]:
    """Draw a square of modules, out of pieces among which finder patterns and runs are frequent."""
    side = draw(st.integers(1, 24))
    pieces = draw(st.lists(lines, min_size=1, max_size=side * 4))
    text = ("".join(pieces) * side**2)[: side**2]
    return [text[start : start + side] for start in range(0, side**2, side)]


@settings(deadline=None)
@given(links, st.sampled_from(list(LEVELS)))
def test_a_symbol_is_that_of_the_library(data: bytes, level: str) -> None:
    version = smallest_version(len(data), level)
    assert make_matrix(data, version, level) == library_symbol(data, version, level)[0]


@settings(deadline=None)
@given(matrices())
def test_a_penalty_is_that_of_the_library(rows: list[str]) -> None:
    modules = [[module == "1" for module in row] for row in rows]
    assert penalty(int("".join(rows), 2), len(rows)) == lost_point(modules)
