"""What the finished files say: the display list's text to the letter, and what a person reads on the sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.typesetting.display_list import Page, Placement
from tests.support.built import EVERY_SHEET, SHEETS, composed, opened
from tests.support.cases import PAPERS
from tests.support.each import for_each
from tests.support.measure import runs
from tests.support.pages import joined

EXPECTED = Path(__file__).parents[1] / "data" / "male-allies-expected.txt"


@for_each(EVERY_SHEET)
def test_every_letter_of_the_display_list_is_extracted_once_and_in_order(
    case: str, paper: str, sheet: str
) -> None:
    pdf, document = opened(case, paper, sheet), composed(case, paper, sheet)
    assert len(pdf) == len(document.pages)
    for index, page in enumerate(document.pages):
        extracted = "".join(character.text for character in pdf.characters(index))
        printed = "".join(run.text for run in runs(page))
        # PDFium puts the lines of a turned page into an order of its own.
        assert (sorted(extracted) == sorted(printed)) if _is_turned(page) else extracted == printed


@for_each(EVERY_SHEET)
def test_words_are_extracted_whole_and_apart(case: str, paper: str, sheet: str) -> None:
    pdf, document = opened(case, paper, sheet), composed(case, paper, sheet)
    for index, page in enumerate(document.pages):
        found, printed = pdf.text(index), _words(page)
        # It also joins the lines of a turned page.
        is_right = all(word in found for word in printed.split()) if _is_turned(page) else found == printed
        assert is_right


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("paper", PAPERS)
def test_male_allies_reads_as_written_down_by_hand(paper: str, sheet: str) -> None:
    pdf = opened("usual", paper, sheet)
    assert [pdf.text(page) for page in range(len(pdf))] == _expected()[sheet]


def _is_turned(page: Page) -> bool:
    return any(isinstance(item, Placement) and item.turn for item in page.items)


def _words(page: Page) -> str:
    """Return a page's text: runs that follow each other on a line belong together, others stand apart."""
    parts: list[str] = []
    y, end = -1.0, -1.0
    for run in runs(page):
        if abs(run.y - y) > 0.01 or abs(run.x - end) > 0.05:
            parts.append(" ")
        parts.append(run.text)
        y, end = run.y, run.x + run.width
    return joined("".join(parts))


def _expected() -> dict[str, list[str]]:
    """Return the pages of each sheet from the file that was written by hand; # begins a remark."""
    sheets: dict[str, list[str]] = {}
    pages: list[str] = []
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line.strip("= ")
            pages = sheets.setdefault(name.split(", ")[0], [])
            pages.append("")
        elif not line.startswith("#") and pages:
            pages[-1] = joined(pages[-1], line)
    return sheets
