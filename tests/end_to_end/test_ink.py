"""What a printer meets: how near the edge ink comes, how much of it there is, in which colours, in which sizes."""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.support.built import CARDS, EVERY_SHEET, HOST_SHEET, INVITATION, SHEETS, WORKSHEET, opened
from tests.support.content import FILL, STROKE, TEXT, Painted, painted
from tests.support.each import for_each
from tests.support.pages import MM, Pdf

DPI = 100
EDGE_MM = 7
CARD_INK = 0.05
CARD_INK_AT_THE_FLOOR = 0.06
"""Four questions of 60 words on a sheet are more than a twentieth at 14 pt, and nothing smaller is printed."""
INVITATION_INK = 0.07
"""The codes of four cards and their text at 12 pt, the smallest for guests, are more than a twentieth of a sheet."""
ACCENT_INK = 0.005

TEXT_CONTRAST, MARK_CONTRAST = 7.0, 4.5
LEAST_SIZE, GUEST_SIZE, CARD_QUESTION_SIZE, PROBE_SIZE, SAID_SIZE = 9, 12, 14, 11, 16


@cache
def picture(case: str, paper: str, sheet: str, page: int) -> Image.Image:
    """Return a page in colour."""
    return opened(case, paper, sheet).picture(page, DPI, grey=False)


@cache
def paint_of(case: str, paper: str, sheet: str) -> tuple[Painted, ...]:
    """Return what all pages of a sheet paint."""
    pdf = opened(case, paper, sheet)
    return tuple(paint for page in range(len(pdf)) for paint in painted(pdf, page))


@for_each(EVERY_SHEET)
def test_nothing_is_printed_within_seven_millimetres_of_the_edge(case: str, paper: str, sheet: str) -> None:
    for page in range(len(opened(case, paper, sheet))):
        shown = picture(case, paper, sheet, page)
        inked = ImageChops.invert(shown.convert("L")).getbbox()
        assert inked is not None
        left, top, right, bottom = inked
        # One pixel less: ink that begins between two pixels shades the outer one.
        margin = EDGE_MM / 25.4 * DPI - 1
        assert min(left, top, shown.width - right, shown.height - bottom) >= margin, f"page {page + 1}"


@for_each(EVERY_SHEET)
def test_no_stroke_or_letter_begins_within_seven_millimetres_of_the_edge(
    case: str, paper: str, sheet: str
) -> None:
    width, height = opened(case, paper, sheet).size()
    for paint in paint_of(case, paper, sheet):
        edges = (paint.left, paint.bottom, width - paint.right, height - paint.top)
        assert min(edges) >= EDGE_MM * MM - 0.01, paint


@for_each([made for made in EVERY_SHEET if made[2] in (CARDS, INVITATION)])
def test_ink_covers_at_most_five_hundredths_of_a_card_sheet(case: str, paper: str, sheet: str) -> None:
    most = CARD_INK_AT_THE_FLOOR if (case, sheet) == ("long", CARDS) else CARD_INK
    if sheet == INVITATION and opened(case, paper, sheet).links(0):
        most = INVITATION_INK
    for page in range(len(opened(case, paper, sheet))):
        share = 1 - ImageStat.Stat(picture(case, paper, sheet, page).convert("L")).mean[0] / 255
        assert 0 < share <= most


@for_each(EVERY_SHEET)
def test_the_accent_is_a_trace(case: str, paper: str, sheet: str) -> None:
    # Of the inks only brick is redder than blue: the difference is in proportion to its cover.
    full = 255 * (0.541 - 0.106)
    for page in range(len(opened(case, paper, sheet))):
        red, _, blue = picture(case, paper, sheet, page).split()
        share = ImageStat.Stat(ImageChops.subtract(red, blue)).mean[0] / full
        assert share <= ACCENT_INK
    assert any(paint.written.endswith("rg") for paint in paint_of(case, paper, sheet))


@for_each(EVERY_SHEET)
def test_text_and_marks_stand_out_from_the_paper(case: str, paper: str, sheet: str) -> None:
    for paint in paint_of(case, paper, sheet):
        least = TEXT_CONTRAST if paint.kind == TEXT else MARK_CONTRAST
        assert _contrast(paint.written) >= least, paint


@for_each(EVERY_SHEET)
def test_black_is_pure_and_greys_are_written_as_grey(case: str, paper: str, sheet: str) -> None:
    fills = {paint.written for paint in paint_of(case, paper, sheet) if paint.kind != STROKE}
    strokes = {paint.written for paint in paint_of(case, paper, sheet) if paint.kind == STROKE}
    accents = {written for written in fills if written.endswith("rg")}
    assert "0 g" in fills
    assert len(accents) == 1
    assert len(fills - accents - {"0 g"}) <= 1
    assert strokes <= {"0 G", "0.45 G", *(written.upper() for written in fills)}
    assert not any(written.endswith("RG") for written in strokes)


@for_each(EVERY_SHEET)
def test_codes_are_pure_black(case: str, paper: str, sheet: str) -> None:
    for paint in paint_of(case, paper, sheet):
        if paint.tag == "/Figure":
            assert (paint.kind, paint.written) == (FILL, "0 g")


@for_each(EVERY_SHEET)
def test_no_type_is_smaller_than_its_reader_can_bear(case: str, paper: str, sheet: str) -> None:
    for paint in paint_of(case, paper, sheet):
        if paint.kind != TEXT:
            continue
        assert paint.size >= LEAST_SIZE
        if sheet in (WORKSHEET, INVITATION) and paint.tag != "/Artifact":
            assert paint.size >= GUEST_SIZE
        if sheet == CARDS and paint.tag != "/Artifact":
            least = {"/H1": CARD_QUESTION_SIZE, "/LBody": PROBE_SIZE}.get(paint.tag, GUEST_SIZE)
            assert paint.size >= least
        if sheet == HOST_SHEET and paint.tag not in ("/Artifact", "/P"):
            assert paint.size >= GUEST_SIZE


@pytest.mark.parametrize(("case", "paper"), [("usual", "a4"), ("usual", "letter"), ("long", "a4")])
def test_sizes_that_are_promised(case: str, paper: str) -> None:
    """Words said aloud at 16 pt, questions on cards from 14 pt, probes and the worksheet's invitation at 14 pt."""
    host = opened(case, paper, HOST_SHEET)
    assert _size_of(host, 0, "Welcome") == SAID_SIZE
    assert _size_of(host, 0, "about" if case == "long" else "win men over") == SAID_SIZE
    cards = opened(case, paper, CARDS)
    probe = "What exactly did he do?" if case == "usual" else "What did you do on the evening"
    assert _size_of(cards, 1, probe) == 14
    worksheet = opened(case, paper, WORKSHEET)
    last = len(worksheet) - 1
    link = "example.org/power-talks" if case == "usual" else "letters.example.org/tuesday/"
    assert _size_of(worksheet, last, link) == 14
    assert _size_of(worksheet, last, "Share only your own words.") == 14


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_question_of_71_words_stands_on_a_card(paper: str) -> None:
    pdf = opened("longest-question", paper, CARDS)
    assert _size_of(pdf, 0, "Think of a meeting,") >= CARD_QUESTION_SIZE
    assert "the table had done?" in pdf.text(0)


@pytest.mark.parametrize("sheet", SHEETS)
def test_hairlines_are_thick_enough_to_be_printed(sheet: str) -> None:
    strokes = {paint.size for paint in paint_of("none", "a4", sheet) if paint.kind == STROKE}
    assert strokes
    assert min(strokes) >= 0.4


def _size_of(pdf: Pdf, page: int, words: str) -> float:
    """Return the size of the line whose first letters on the page are ``words``."""
    characters = pdf.characters(page)
    text = "".join(character.text for character in characters)
    first = characters[text.index(words)]
    height = pdf.size(page)[1]
    near = [
        paint
        for paint in painted(pdf, page)
        if paint.kind == TEXT and abs(height - paint.bottom - first.y) < 0.1 and paint.left <= first.x + 0.1
    ]
    return max(near, key=lambda paint: paint.left).size


def _contrast(written: str) -> float:
    """Return the contrast of a colour to white paper (WCAG 2.2, contrast ratio)."""
    *values, _ = written.split()
    parts = [float(value) for value in values] * (3 if len(values) == 1 else 1)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
