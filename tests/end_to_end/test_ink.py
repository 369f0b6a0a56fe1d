"""What a printer meets: how near the edge ink comes, how much of it there is, in which colors, in which sizes."""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.support.built import CARDS, EVERY_SHEET, HOST_SHEET, INVITATION, SHEETS, WORKSHEET, opened
from tests.support.content import FILL, STROKE, TEXT, Painted, painted
from tests.support.each import for_each

DPI = 100
EDGE_MM = 7
CARD_INK = 0.05
CARD_INK_AT_THE_FLOOR = 0.06
"""Four questions of 60 words on a sheet are more than a twentieth at 14 pt, and nothing smaller is printed."""
INVITATION_INK = 0.06
"""The design's limit for sheets other than the deck: the codes of four cards, and their text of 12 pt or more."""
ACCENT_INK = {HOST_SHEET: 0.005, WORKSHEET: 0.005, CARDS: 0.01, INVITATION: 0.01}
"""The design's limits; other sheets have MOST_ACCENT."""
MOST_ACCENT = 0.015

TEXT_CONTRAST, MARK_CONTRAST = 7.0, 4.5
LEAST_LINK_SIZE = 10
"""A link that is too long for its place at 12 pt is at 10 pt."""
LEAST_SIZE, GUEST_SIZE, CARD_QUESTION_SIZE, PROBE_SIZE, SAID_SIZE = 9, 12, 14, 11, 16


@cache
def picture(case: str, paper: str, sheet: str, page: int) -> Image.Image:
    """Return a page in color."""
    return opened(case, paper, sheet).picture(page, DPI, gray=False)


@cache
def paint_of(case: str, paper: str, sheet: str) -> tuple[Painted, ...]:
    """Return what all pages of a sheet paint."""
    pdf = opened(case, paper, sheet)
    return tuple(paint for page in range(len(pdf)) for paint in painted(pdf, page))


@for_each(EVERY_SHEET)
def test_nothing_is_printed_within_seven_millimeters_of_the_edge(case: str, paper: str, sheet: str) -> None:
    for page in range(len(opened(case, paper, sheet))):
        shown = picture(case, paper, sheet, page)
        inked = ImageChops.invert(shown.convert("L")).getbbox()
        assert inked is not None
        left, top, right, bottom = inked
        # One pixel less: ink that begins between two pixels shades the outer one.
        margin = EDGE_MM / 25.4 * DPI - 1
        assert min(left, top, shown.width - right, shown.height - bottom) >= margin, f"page {page + 1}"


@for_each([made for made in EVERY_SHEET if made[2] in (CARDS, INVITATION)])
def test_ink_covers_at_most_five_hundredths_of_a_card_sheet(case: str, paper: str, sheet: str) -> None:
    most = CARD_INK_AT_THE_FLOOR if (case, sheet) == ("long", CARDS) else CARD_INK
    if sheet == INVITATION:
        most = INVITATION_INK
    for page in range(len(opened(case, paper, sheet))):
        share = ink(picture(case, paper, sheet, page))
        if share > most:
            # Fewer pixels make type bolder; the design's measure is at 300 dpi.
            share = ink(opened(case, paper, sheet).picture(page, 300, gray=False))
        assert 0 < share <= most


def ink(shown: Image.Image) -> float:
    """Return the mean darkness of a picture, from 0 to 1."""
    return 1 - float(ImageStat.Stat(shown.convert("L")).mean[0]) / 255


@for_each(EVERY_SHEET)
def test_the_accent_is_a_trace(case: str, paper: str, sheet: str) -> None:
    # Only the accent has channels that differ: the difference is in proportion to its cover.
    colors = {paint.written.lower() for paint in paint_of(case, paper, sheet)}
    written = [each.removesuffix(" rg").split() for each in colors if each.endswith("rg")]
    if sheet not in ACCENT_INK and not written:
        # Without a figure, some further sheets are black alone.
        return
    (accent,) = [[float(part) for part in each] for each in written]
    for page in range(len(opened(case, paper, sheet))):
        red, green, blue = picture(case, paper, sheet, page).split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        least = ImageChops.darker(ImageChops.darker(red, green), blue)
        share = ImageStat.Stat(ImageChops.subtract(most, least)).mean[0] / 255 / (max(accent) - min(accent))
        assert share <= ACCENT_INK.get(sheet, MOST_ACCENT)


@for_each(EVERY_SHEET)
def test_black_is_pure_and_grays_are_written_as_gray(case: str, paper: str, sheet: str) -> None:
    fills = {paint.written for paint in paint_of(case, paper, sheet) if paint.kind != STROKE}
    strokes = {paint.written for paint in paint_of(case, paper, sheet) if paint.kind == STROKE}
    accents = {written for written in fills if written.endswith("rg")}
    assert "0 g" in fills
    accents |= {written.lower() for written in strokes if written.endswith("RG")}
    assert len(accents) <= 1
    assert len(fills - accents - {"0 g"}) <= 1
    assert strokes <= {"0 G", "0.45 G", *(written.upper() for written in fills | accents)}
    assert {written for written in strokes if written.endswith("RG")} <= {each.upper() for each in accents}


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
            sizes = {"/H1": CARD_QUESTION_SIZE, "/LBody": PROBE_SIZE, "/Link": LEAST_LINK_SIZE}
            least = sizes.get(paint.tag, GUEST_SIZE)
            assert paint.size >= least
        if sheet == HOST_SHEET and paint.tag not in ("/Artifact", "/P"):
            assert paint.size >= GUEST_SIZE


@pytest.mark.parametrize("sheet", SHEETS)
def test_hairlines_are_thick_enough_to_be_printed(sheet: str) -> None:
    strokes = {paint.size for paint in paint_of("none", "a4", sheet) if paint.kind == STROKE}
    assert strokes
    assert min(strokes) >= 0.4
