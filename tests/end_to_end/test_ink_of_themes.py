"""The kits of all shipped guides, each in its theme: how much ink, how much of it is accent, how near an edge."""

from __future__ import annotations

import datetime
from functools import cache

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageStat

from hostkit.events.event import Event, PrintOptions
from hostkit.guides.read_guide import read_guide
from hostkit.kit import make_kit, theme_of
from tests.support.guides import CHECKOUT, link

GUIDES = sorted(path for path in (CHECKOUT / "content").glob("*.yaml") if "." not in path.stem)
EVENT = Event(
    date=datetime.date(2027, 1, 14), start=1140, guests=10, group_url=link("https://example.org/power-talks")
)
CARDS, HOST_SHEET, WORKSHEET = "question-cards.pdf", "host-sheet.pdf", "reflection-worksheet.pdf"
MOST_INK = {CARDS: 0.05, WORKSHEET: 0.06}
MOST_ACCENT = {CARDS: 0.01, HOST_SHEET: 0.005, WORKSHEET: 0.005}
"""The design's shares of a page, by the darkness of each pixel."""

DPI, FINE_DPI, EDGE_MM, TRIM_MM = 100, 300, 7, 4
"""The design measures ink at 300 dpi. At 100 dpi type is a little bolder, so what is below there is below here too."""

each_guide = pytest.mark.parametrize("topic", [path.stem for path in GUIDES])


@cache
def files(topic: str, **options: object) -> dict[str, bytes]:
    guide = read_guide(CHECKOUT / "content" / f"{topic}.yaml")
    return dict(make_kit(guide, EVENT, PrintOptions(**options)).files)  # type: ignore[arg-type]


def pages(data: bytes, dpi: int = DPI) -> list[Image.Image]:
    pdf = pdfium.PdfDocument(data)
    return [pdf[number].render(scale=dpi / 72).to_pil().convert("RGB") for number in range(len(pdf))]


def inked(data: bytes, dpi: int = DPI) -> float:
    """Return the largest share of ink on a page."""
    return max(1 - share(picture.convert("L")) for picture in pages(data, dpi))


def share(picture: Image.Image) -> float:
    """Return the mean of a gray picture, from 0 to 1."""
    return float(ImageStat.Stat(picture).mean[0]) / 255


def colored(picture: Image.Image) -> Image.Image:
    """Return how far the channels of each pixel are apart: 0 for black and gray."""
    red, green, blue = picture.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return ImageChops.subtract(most, ImageChops.darker(ImageChops.darker(red, green), blue))


@each_guide
def test_ink_and_accent_stay_below_the_designs_shares(topic: str) -> None:
    guide = read_guide(CHECKOUT / "content" / f"{topic}.yaml")
    accent = theme_of(guide, PrintOptions()).accent
    for name, most in MOST_INK.items():
        data = files(topic)[name]
        assert inked(data) <= most or inked(data, FINE_DPI) <= most
    for name in MOST_ACCENT:
        for picture in pages(files(topic)[name]):
            assert share(colored(picture)) / (max(accent) - min(accent)) <= MOST_ACCENT[name]


@each_guide
def test_the_accent_is_the_themes_on_every_sheet(topic: str) -> None:
    accent = theme_of(read_guide(CHECKOUT / "content" / f"{topic}.yaml"), PrintOptions()).accent
    wanted = tuple(round(255 * part) for part in accent)
    for name in MOST_ACCENT:
        picture = pages(files(topic)[name])[0]
        colors = picture.getcolors(1 << 24)
        assert colors
        assert wanted in {color for _, color in colors}, name


@each_guide
def test_nothing_is_near_an_edge_or_a_trim(topic: str) -> None:
    for picture in pages(files(topic)[CARDS]):
        check_margin(picture, EDGE_MM)
    for picture in pages(files(topic, impose="none", sheets=("question-cards",))[CARDS]):
        if ImageChops.invert(picture.convert("L")).getbbox():
            check_margin(picture, TRIM_MM)


def check_margin(picture: Image.Image, least_mm: float) -> None:
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box is not None
    left, top, right, bottom = box
    # One pixel less: ink that begins between two pixels shades the outer one.
    margin = least_mm / 25.4 * DPI - 1
    assert min(left, top, picture.width - right, picture.height - bottom) >= margin
