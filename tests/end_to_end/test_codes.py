"""Every code read by a program that is not hostkit's, from the rendered page; and the link in words beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from hostkit.codes import links as links_read
from hostkit.core.errors import NOWHERE
from tests.support.built import (
    CARDS,
    EVERY_SHEET,
    HOST_SHEET,
    INVITATION,
    SHEETS,
    WORKSHEET,
    build,
    opened,
)
from tests.support.cases import CASES, GROUP_URL, PRE_READ_URL
from tests.support.codes import Code, codes, read
from tests.support.command import hostkit
from tests.support.each import for_each
from tests.support.pages import MM, Link, Pdf

SIDE_MM = {HOST_SHEET: 30.0, CARDS: 25.0, WORKSHEET: 30.0, INVITATION: 25.0}
PIXEL_MM = 25.4 / 300


class Links(NamedTuple):
    """What a kit's codes open; None where no link is known."""

    pre_read: str | None
    group: str | None


LINKS = {
    "none": Links(PRE_READ_URL, None),
    "short": Links(None, None),
    "least": Links(None, None),
    "longest-question": Links(None, GROUP_URL),
    "rounds": Links("https://example.org/a-week-without-hurry", GROUP_URL),
    "long": Links(
        "https://quarterly.example.org/essays/what-the-new-neighbour-sees-first",
        "https://letters.example.org/tuesday/people-who-have-moved/spring-2027",
    ),
    # What the guide writes with ü, ß and a capital leaves it as plain ASCII.
    "letters": Links(
        "https://www.xn--mller-kva.example/stra%C3%9Fe/field?q=fl-ff_ffi",
        "https://chat.example.org/first-floor/fluff_ff.fi",
    ),
}
"""Cases that are not the usual one."""

UNLIKE = [
    (name, paper, sheet)
    for name, paper, sheet in EVERY_SHEET
    if not name.startswith(("minutes", "guests")) and name not in ("short", "least")
]
"""Sheets whose codes, or their places, are unlike."""


def expected(case: str, sheet: str, pages: int) -> dict[int, list[str]]:
    """Return the links of each page that has codes, from the top down and from the left."""
    links = LINKS.get(case, Links(PRE_READ_URL, GROUP_URL))
    if sheet == WORKSHEET:
        places = [(pages - 1, links.group)]
    elif sheet == INVITATION:
        # On the back of the sheet, or on one side beside its front.
        places = [(0, links.pre_read)] * 2 if case == "one-sided" else [(1, links.pre_read)] * 4
    elif sheet not in SIDE_MM:
        places = []
    elif sheet == HOST_SHEET:
        places = [(pages - 1, links.pre_read), (pages - 1, links.group)]
    else:
        # On the back of the closing card, or on the card that it has become.
        places = [(pages - 1, links.group), (pages - 1, links.pre_read)]
    found: dict[int, list[str]] = {}
    for page, url in places:
        if url is not None:
            found.setdefault(page, []).append(url)
    return found


@cache
def measured(case: str, paper: str, sheet: str) -> dict[int, list[Code]]:
    """Return the codes of each page that has any, read at 300 dpi."""
    pdf = opened(case, paper, sheet)
    found = {page: codes(pdf.picture(page, 300), 300) for page in range(len(pdf)) if pdf.links(page)}
    return {page: its for page, its in found.items() if its}


@for_each(EVERY_SHEET)
def test_every_code_is_read_at_300_dpi(case: str, paper: str, sheet: str) -> None:
    found = {page: [code.url for code in its] for page, its in measured(case, paper, sheet).items()}
    assert found == expected(case, sheet, len(opened(case, paper, sheet)))


@for_each(EVERY_SHEET)
def test_every_code_is_read_at_150_dpi(case: str, paper: str, sheet: str) -> None:
    pdf = opened(case, paper, sheet)
    found = {page: sorted(read(pdf.picture(page, 150))) for page in range(len(pdf))}
    wanted = expected(case, sheet, len(pdf))
    assert found == {page: sorted(wanted.get(page, [])) for page in found}


@for_each(UNLIKE)
def test_codes_have_their_side_and_modules_of_half_a_millimeter(case: str, paper: str, sheet: str) -> None:
    for its in measured(case, paper, sheet).values():
        for code in its:
            assert code.side_mm == pytest.approx(SIDE_MM[sheet], abs=1.5 * PIXEL_MM)
            assert code.module_mm >= 0.50
            assert code.level == "Q"


@for_each(UNLIKE)
def test_four_modules_around_a_code_stay_white(case: str, paper: str, sheet: str) -> None:
    pdf = opened(case, paper, sheet)
    for page, its in measured(case, paper, sheet).items():
        picture = pdf.picture(page, 300)
        assert all(code.quiet_zone_is_white(picture) for code in its)


@for_each(UNLIKE)
def test_code_and_words_are_one_link(case: str, paper: str, sheet: str) -> None:
    pdf = opened(case, paper, sheet)
    for page in range(len(pdf)):
        links = pdf.links(page)
        of_codes = measured(case, paper, sheet).get(page, [])
        if sheet == CARDS:
            # A thank-you card has the link in words alone.
            beside = {link.url for link in links if any(_covers(link, code) for code in of_codes)}
            links = [link for link in links if link.url in beside and of_codes]
        assert len(links) == 2 * len(of_codes)
        for code in of_codes:
            left, top, right, bottom = code.points()
            assert pdf.link_at(page, (left + right) / 2, (top + bottom) / 2) == code.url
            words = _nearest([link for link in links if link.url == code.url], code, of_codes, pdf.size())
            assert _written(pdf, page, words) in _in_words(code.url, sheet)
            assert _beside_or_beneath(words, code, sheet), f"{code.url} stands away from its code"
            assert pdf.link_at(page, words.left + 3, words.top + 8) == code.url


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_longer_link_takes_smaller_modules_and_less_correction_at_the_same_side(sheet: str) -> None:
    url = _url(150)
    pdf = built_with(url).pdf(sheet)
    page = len(pdf) - 1
    picture = pdf.picture(page, 600)
    (code,) = [code for code in codes(picture, 600) if code.url == url]
    assert code.level == "M"
    # 150 bytes take version 8 at level M: 49 modules, 57 with the quiet zone.
    assert code.modules == 49
    assert code.module_mm == pytest.approx(SIDE_MM[sheet] / 57, abs=0.005)
    assert code.module_mm >= 0.40
    assert code.quiet_zone_is_white(picture)
    assert url in read(pdf.picture(page, 150))


@pytest.mark.parametrize(
    "url",
    [
        "https://docs.google.com/forms/d/e/1FAIpQLSdK3mZ8vQw5r7tYx2cNbV9uHjLpAaSdFgHqWeRtYuIoPzXcVb/viewform",
        "https://a-site-with-a-very-long-name-that-nobody-would-type.example.org/",
        "https://example.org/" + "x" * 60,
    ],
)
def test_a_link_without_a_place_to_break_prints_whole(url: str) -> None:
    kit = built_with(url)
    for sheet in SHEETS:
        pdf = kit.pdf(sheet)
        page = len(pdf) - 1
        assert url in read(pdf.picture(page, 300))
        (words,) = {_written(pdf, page, link) for link in pdf.links(page) if link.url == url} - {""}
        assert words in _in_words(url, sheet)


@pytest.mark.parametrize(
    ("length", "side", "limits"),
    [
        (181, 25, "74 (Q, 0.50 mm), 106 (M, 0.50 mm) or at most 180 (M, 0.40 mm)"),
        (288, 30, "108 (Q, 0.50 mm), 152 (M, 0.50 mm) or at most 287 (M, 0.40 mm)"),
    ],
)
def test_a_link_too_long_for_a_code_is_refused_with_the_limits(
    length: int, side: int, limits: str, tmp_path: Path
) -> None:
    url = _url(length)
    sheet = CARDS if side == 25 else HOST_SHEET
    outcome = hostkit("build", "male-allies", "--group-url", url, "--sheets", sheet, folder=tmp_path)
    # No other stock has a larger code.
    elsewhere = " It fits on no stock for this paper." if sheet == CARDS else ""
    assert outcome == (
        1,
        "",
        f"--group-url: The link {url} is {length} bytes long: too long for a QR code of {side} mm, "
        f"which holds {limits} bytes "
        f"(error correction level, module). Use a short link that leads to the same place.{elsewhere}\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("sheet", "length"), [(sheet, length) for sheet in SHEETS for length in (74, 106, 108, 152)]
)
def test_a_link_that_fills_a_code_to_the_last_byte_is_read(sheet: str, length: int) -> None:
    pdf = built_with(_url(length)).pdf(sheet)
    assert _url(length) in read(pdf.picture(len(pdf) - 1, 300))


@cache
def _kit(url: str) -> dict[str, bytes]:
    return dict(build(CASES["usual"], group_url=url).files)


class _Kit(NamedTuple):
    files: dict[str, bytes]

    def pdf(self, sheet: str) -> Pdf:
        return Pdf(self.files[f"{sheet}.pdf"])


def built_with(url: str) -> _Kit:
    """Build the usual kit with this link to the group."""
    return _Kit(_kit(url))


def _url(length: int) -> str:
    """Return a link of so many bytes that can be broken at slashes and dashes."""
    return ("https://example.org/" + "power-talks/" * length)[: length - 1] + "x"


def _covers(link: Link, code: Code) -> bool:
    edges = zip(link[1:], code.points(), strict=True)
    return all(abs(one - other) < 1.0 for one, other in edges)


def _nearest(links: list[Link], code: Code, codes: list[Code], size: tuple[float, float]) -> Link:
    """Return the link in words nearest to a code, on the same card if there are four: equal cards have equal links."""
    words = [link for link in links if not any(_covers(link, other) for other in codes)]
    assert len(words) == len([other for other in codes if other.url == code.url])
    left, top, _, _ = code.points()
    if len(words) > 1:
        middle, level = size[0] / 2, size[1] / 2
        words = [
            link for link in words if (link.left < middle, link.top < level) == (left < middle, top < level)
        ]
    return min(words, key=lambda link: abs(link.left - left) + abs(link.top - top))


def _in_words(url: str, sheet: str) -> tuple[str, ...]:
    """Return a link as a sheet prints it: whole, on the host sheet its site alone, on invitations one of them."""
    link = links_read.Link(url, NOWHERE)
    assert links_read.read_link(f"https://{link.words.removeprefix('http://')}", NOWHERE).url.endswith(
        url.partition("://")[2]
    )
    site = link.site.removeprefix("http://")
    return (site,) if sheet == "host-sheet" else (link.words, site) if sheet == INVITATION else (link.words,)


def _written(pdf: Pdf, page: int, link: Link) -> str:
    """Return the words within a clickable area, lines joined: a link has no blanks."""
    return pdf.text_within(
        page, link.left - 0.5, link.top - 0.5, link.right + 0.5, link.bottom + 0.5
    ).replace(" ", "")


def _beside_or_beneath(words: Link, code: Code, sheet: str) -> bool:
    left, top, right, bottom = code.points()
    if sheet == INVITATION:
        # Its backs are turned by a quarter.
        return words.right > left and words.left < right + 10 * MM
    return words.bottom > top and words.top < bottom + 10 * MM
