"""What the pages look like, compared with pictures that somebody has looked at.

``pytest tests/visual --regenerate`` draws the reference pictures anew; look at every one before you keep it. A page
that differs leaves three pictures side by side (reference, page, difference) in a folder that the failure names.

Pages are compared by blocks of four pixels (2 mm), and by whole rows and columns of pixels: another rasterizer's
shading of edges passes, a moved word shows in the blocks, and a hairline that is gone shows in its row.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.support.built import SHEETS, opened

REFERENCE = Path(__file__).parent / "reference"
KITS = [("usual", "a4"), ("usual", "letter"), ("none", "a4")]
DPI, FINER = 50, 4
"""Pages are drawn four times as fine and reduced: rasterizers differ most in how they shade small letters."""

GRAYS = 16
"""Levels of gray in a reference picture: enough to see by, and small to keep."""

BLOCK = 4
MOST_IN_A_BLOCK, MOST_IN_A_LINE, MOST_ON_AVERAGE = 45.0, 16.0, 1.2
"""Gray values of 255: shading costs up to 23, 9 and 0.6; a page moved by half a millimeter 60 in some block."""

PAGES = [(case, paper, sheet, page) for case, paper in KITS for sheet in SHEETS
         for page in range({"host-sheet": 2, "question-cards": 4, "reflection-worksheet": 1}[sheet])]  # fmt: skip


class Difference(NamedTuple):
    """How far two pictures are apart, in gray values of 255."""

    block: float
    line: float
    mean: float

    @property
    def is_seen(self) -> bool:
        return self.block > MOST_IN_A_BLOCK or self.line > MOST_IN_A_LINE or self.mean > MOST_ON_AVERAGE


@pytest.mark.parametrize(("case", "paper", "sheet", "page"), PAGES)
def test_a_page_looks_as_it_did(
    case: str, paper: str, sheet: str, page: int, regenerate: bool, tmp_path: Path
) -> None:
    drawn = _drawn(case, paper, sheet, page)
    path = REFERENCE / f"{case}-{paper}-{sheet}-{page + 1}.png"
    if regenerate:
        _keep(drawn, path)
        return
    assert path.exists(), f"there is no picture {path.name}; make it with --regenerate and look at it"
    kept = Image.open(path).convert("L")
    assert kept.size == drawn.size, "the paper has another size"
    found = difference(kept, drawn)
    if found.is_seen:
        shown = tmp_path / path.name
        _side_by_side(kept, drawn).save(shown)
        pytest.fail(
            f"{path.stem} looks different: {found.block:.0f} of 255 in one block, {found.line:.0f} in one "
            f"line, {found.mean:.2f} on average; "
            f"see {shown}. If it is meant to, run with --regenerate and look at it.",
            pytrace=False,
        )


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_page_of_a_kit_is_looked_at(sheet: str) -> None:
    for case, paper in KITS:
        assert len(opened(case, paper, sheet)) == sum(kit[:3] == (case, paper, sheet) for kit in PAGES)


def test_no_picture_is_kept_that_nobody_compares(regenerate: bool) -> None:
    if regenerate:
        pytest.skip("the pictures are being made")
    names = {f"{case}-{paper}-{sheet}-{page + 1}.png" for case, paper, sheet, page in PAGES}
    assert {path.name for path in REFERENCE.glob("*")} == names
    assert sum(path.stat().st_size for path in REFERENCE.glob("*")) < 1_000_000


def test_the_comparison_sees_a_page_moved_by_a_millimeter() -> None:
    drawn = _drawn("usual", "a4", "host-sheet", 0)
    for across, down in ((2, 0), (0, 2)):
        assert difference(drawn, ImageChops.offset(drawn, across, down)).is_seen


def test_the_comparison_sees_a_missing_rule_and_a_missing_word() -> None:
    drawn = _drawn("usual", "a4", "host-sheet", 0)
    for blank in ((28, 60, 90, 80), (80, 116, 130, 124)):
        changed = drawn.copy()
        assert changed.crop(blank).getextrema() != (255, 255)
        changed.paste(255, blank)
        assert difference(drawn, changed).is_seen


def test_the_comparison_sees_a_writing_line_that_is_gone() -> None:
    drawn = _drawn("usual", "a4", "reflection-worksheet", 0)
    rows = drawn.resize((1, drawn.height), Image.Resampling.BOX).tobytes()
    line = next(y for y in range(150, drawn.height) if rows[y] < 250 and rows[y - 3] == rows[y + 3] == 255)
    changed = drawn.copy()
    changed.paste(255, (0, line - 2, drawn.width, line + 3))
    assert difference(drawn, changed).is_seen


def test_the_comparison_forgives_another_shading_of_edges() -> None:
    drawn, finer = (_drawn("usual", "a4", "host-sheet", 0, finer) for finer in (FINER, 2 * FINER))
    assert not difference(drawn, finer).is_seen
    assert not difference(drawn, _few_grays(drawn).convert("L")).is_seen


def _drawn(case: str, paper: str, sheet: str, page: int, finer: int = FINER) -> Image.Image:
    return opened(case, paper, sheet).picture(page, DPI * finer).reduce(finer)


def difference(kept: Image.Image, drawn: Image.Image) -> Difference:
    """Compare two pictures of one size by blocks."""
    blocks = ImageChops.difference(kept.reduce(BLOCK), drawn.reduce(BLOCK))
    lines = [
        ImageChops.difference(*(picture.resize(size, Image.Resampling.BOX) for picture in (kept, drawn)))
        for size in ((1, kept.height), (kept.width, 1))
    ]
    return Difference(_most(blocks), max(map(_most, lines)), ImageStat.Stat(blocks).mean[0])


def _most(picture: Image.Image) -> float:
    _, most = picture.getextrema()
    assert isinstance(most, int | float)
    return float(most)


def _few_grays(picture: Image.Image) -> Image.Image:
    """Return a picture with few levels of gray, which a PNG keeps in four bits a pixel."""
    step = 255 / (GRAYS - 1)
    levels = picture.point([round(value / step) for value in range(256)])
    few = Image.new("P", picture.size)
    few.putpalette([round(level * step) for level in range(GRAYS) for _ in range(3)])
    few.putdata(list(levels.tobytes()))
    return few


def _keep(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    _few_grays(picture).save(path, optimize=True, bits=4)


def _side_by_side(kept: Image.Image, drawn: Image.Image) -> Image.Image:
    pictures = (kept, drawn, ImageChops.invert(ImageChops.difference(kept, drawn)))
    whole = Image.new("L", (sum(p.width for p in pictures) + 20, kept.height), 128)
    for index, picture in enumerate(pictures):
        whole.paste(picture, (index * (kept.width + 10), 0))
    return whole
