"""Whatever the measures: a stock that fits its paper is read as written, and no other is read."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from hostkit.core.errors import SourceError
from hostkit.stocks.stock_file import Stock, read_stock_file

MM = 72 / 25.4
PAPERS = {"a4": (21000, 29700), "letter": (21590, 27940)}
"""In hundredths of a millimeter, as all lengths here: what a file says is then exact."""


class Case:
    """A stock file that somebody could write, its lengths in hundredths of a millimeter."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.paper = draw(st.sampled_from(sorted(PAPERS)))
        width, height = PAPERS[self.paper]
        self.columns, self.size_across, self.left, self.pitch_across = self._way(draw, width)
        self.rows, self.size_down, self.top, self.pitch_down = self._way(draw, height)
        self.plain = draw(st.booleans())
        most = min(self.size_across, self.size_down) // 2
        self.corner = 0 if self.plain else draw(st.integers(0, most))
        self.duplex = draw(st.booleans())

    @staticmethod
    def _way(draw: st.DrawFn, extent: int) -> tuple[int, int, int, int]:
        """Draw count, size, start and pitch that fit an extent; often to its very edge."""
        count = draw(st.integers(1, 20))
        pitch = draw(st.integers(200, extent // count))
        size = draw(st.one_of(st.just(pitch), st.integers(100, pitch)))
        rest = extent - (count - 1) * pitch - size
        return count, size, draw(st.one_of(st.just(0), st.just(rest), st.integers(0, rest))), pitch

    def text(self) -> str:
        return "\n".join(
            [
                f"paper: {self.paper}",
                f"card: {{width: {mm(self.size_across)}, height: {mm(self.size_down)}}}",
                f"first: {{left: {mm(self.left)}, top: {mm(self.top)}}}",
                f"pitch: {{across: {mm(self.pitch_across)}, down: {mm(self.pitch_down)}}}",
                f"grid: {{columns: {self.columns}, rows: {self.rows}}}",
                f"plain: {'yes' if self.plain else 'no'}",
                f"duplex: {'yes' if self.duplex else 'no'}",
                f"corner: {mm(self.corner)}",
                "source: made up",
            ]
        )


def mm(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02} mm"


cases = st.composite(Case)()


def read(text: str) -> Stock:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_text(text, encoding="utf-8")
        return read_stock_file(path)


def is_refused(text: str) -> bool:
    try:
        read(text)
    except SourceError:
        return True
    return False


@settings(max_examples=100, derandomize=True)
@given(cases)
def test_a_stock_that_fits_is_read_as_it_was_written(case: Case) -> None:
    stock = read(case.text())
    lengths = (stock.width, stock.height, stock.left, stock.top, stock.pitch_across, stock.pitch_down)
    written = (case.size_across, case.size_down, case.left, case.top, case.pitch_across, case.pitch_down)
    assert [round(length / MM * 100, 3) for length in lengths] == list(written)
    assert (stock.columns, stock.rows, stock.plain, stock.duplex) == (
        *(case.columns, case.rows, case.plain, case.duplex),
    )


@settings(max_examples=100, derandomize=True)
@given(cases, st.integers(2, 3000), st.sampled_from(["left", "top"]))
def test_a_stock_moved_off_its_paper_is_refused(case: Case, beyond: int, way: str) -> None:
    width, height = PAPERS[case.paper]
    if way == "left":
        case.left = width - (case.columns - 1) * case.pitch_across - case.size_across + beyond
    else:
        case.top = height - (case.rows - 1) * case.pitch_down - case.size_down + beyond
    assert is_refused(case.text())


@settings(max_examples=100, derandomize=True)
@given(cases, st.integers(2, 3000))
def test_cards_that_overlap_are_refused(case: Case, overlap: int) -> None:
    case.columns, case.left = max(case.columns, 2), 0
    case.pitch_across = max(case.size_across - overlap, 1)
    assert is_refused(case.text())
