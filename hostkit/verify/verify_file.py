"""Judges one finished PDF file: what would go wrong at the printer, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hostkit.codes.links import read_link
from hostkit.core.errors import BadValue, Position, Problem, refused
from hostkit.core.input_files import read_within
from hostkit.core.values import PAPERS, mm
from hostkit.core.wording import display_path, quoted
from hostkit.preview.cut_boxes import SAFE_MM, TRIM, UNPRINTED_MM, card_boxes
from hostkit.preview.seen_page import (
    PageArea,
    Pixels,
    SeenCode,
    boxes,
    codes,
    fonts,
    is_locked,
    links,
    opened,
    pixels,
)
from hostkit.stocks.stock import Stock

LARGEST = 300 * 1024 * 1024
"""The most bytes of a file that is judged; the joined files of a thousand evenings have fewer."""

DPI = 300
"""Pixels an inch at which pages are judged: a module of 0.4 mm has almost five."""

LEAST_MODULE_MM = 0.4
QUIET_MODULES = 4
"""The least side of a module (docs/printing.md), and the modules of quiet zone around a code (ISO/IEC 18004, 6.3.8)."""

EDGE_OF_PIXEL_MM = 0.2
"""What begins exactly at the edge of an area may shade into pixels outside it."""

LINES_MM = 0.5
"""Around a cut, where a hairline may show it."""

_SAME = 0.5
"""Points by which two edges may differ and count as one: 0.2 mm."""


class Verdict(NamedTuple):
    """What was found in a file: its pages, the texts of its codes, or None if they were not read, and its problems."""

    file: str
    pages: int
    codes: tuple[str, ...] | None
    problems: tuple[Problem, ...]


def code_reader() -> Any | None:
    """Return the library that reads codes, an extra, or None if it is not installed."""
    try:
        import zxingcpp
    except ImportError:
        return None
    return zxingcpp


def verify(path: Path, stock: Stock | None = None, flipped: str = "", reader: Any | None = None) -> Verdict:
    """Return the verdict on a file. ``stock`` is what its cards are cut from, if it is known.

    ``flipped`` says how the backs of cards are turned, as in ``card_boxes``; without it every page has fronts. Without
    a ``reader`` codes are not read. Raises SourceError if the file cannot be read.
    """
    file = display_path(path)
    data = read_within(path, LARGEST, wanted="a PDF file", pipes=False)
    if len(data) > LARGEST:
        remedy = "Name smaller files."
        raise refused("file-too-large", Position(file), f"is larger than {LARGEST >> 20} MB.", remedy)
    try:
        document = opened(data)
    except Exception as error:
        wrong = "the file needs a password." if is_locked(error) else "this is no whole PDF file."
        raise refused(
            "pdf-unreadable", Position(file), wrong, "Write it again, or name another file."
        ) from None
    try:
        problems, texts = list[Problem](), list[str]()
        for number, page in enumerate(document, start=1):
            at = Position(file, field=f"page {number}")
            seen = pixels(page, DPI)
            problems += _of_boxes(page, at)
            problems += _of_fonts(page, at)
            problems += _of_margins(page, seen, at)
            if stock:
                is_back = bool(flipped) and number % 2 == 0
                problems += _of_cards(seen, stock, flipped if is_back else "", at)
            if reader:
                found = codes(seen, reader)
                texts += [code.text for code in found]
                problems += _of_codes(found, list(links(document, page)), seen, at)
        return Verdict(file, len(document), tuple(texts) if reader else None, tuple(problems))
    finally:
        document.close()


def _of_boxes(page: Any, at: Position) -> Iterator[Problem]:
    found = boxes(page)
    media = found.get("MediaBox")
    for name in ("TrimBox", "CropBox"):
        box = found.get(name)
        if media and box and any(abs(one - other) > _SAME for one, other in zip(media, box, strict=True)):
            what = f"{name} and MediaBox differ, so that a printer may scale or move the page."
            yield Problem("pdf-boxes-differ", at, what, "Make both as large as the paper.", {"box": name})
    if "TrimBox" not in found:
        what = "there is no TrimBox, which tells a print shop where the page ends."
        yield Problem("pdf-boxes-differ", at, what, "Write one as large as the paper.", {"box": "TrimBox"})


def _of_fonts(page: Any, at: Position) -> Iterator[Problem]:
    for name, is_embedded in sorted(fonts(page).items()):
        if not is_embedded:
            what = f"the font {quoted(name)} is not embedded, so that another may be printed in its place."
            yield Problem("pdf-font-not-embedded", at, what, "Embed it.", {"font": name})


def _of_margins(page: Any, seen: Pixels, at: Position) -> Iterator[Problem]:
    """Yield a problem if something is printed near the edge of paper, or outside the safe area of a single card."""
    width, height = page.get_size()
    is_paper = any(
        abs(width - paper.width) < 1 and abs(height - paper.height) < 1 for paper in PAPERS.values()
    )
    edge_mm = UNPRINTED_MM if is_paper else SAFE_MM
    edge = mm(edge_mm - EDGE_OF_PIXEL_MM)
    strips = (
        PageArea(0, 0, width, edge), PageArea(0, height - edge, width, height), PageArea(0, edge, edge, height - edge),
        PageArea(width - edge, edge, width, height - edge),
    )  # fmt: skip
    for strip in strips:
        if place := seen.first_mark(strip):
            what = f"something is printed {_where(place)}, within {edge_mm:g} mm of the edge."
            values = {"x_mm": round(place[0] / mm(1), 1), "y_mm": round(place[1] / mm(1), 1)}
            yield Problem("pdf-ink-at-edge", at, what, "Move it inward; many printers leave it out.", values)
            return


def _of_cards(seen: Pixels, stock: Stock, flipped: str, at: Position) -> Iterator[Problem]:
    """Yield a problem if cards of a page have something between trim and safe area, but for lines at the cut."""
    near, safe = mm(LINES_MM), mm(SAFE_MM - EDGE_OF_PIXEL_MM)
    found = list[tuple[int, tuple[float, float]]]()
    cards = [box for box in card_boxes(stock, flipped) if box.kind == TRIM]
    for number, card in enumerate(cards, start=1):
        left, top, right, bottom = card.x, card.y, card.x + card.width, card.y + card.height
        strips = (
            PageArea(left + near, top + near, right - near, top + safe),
            PageArea(left + near, bottom - safe, right - near, bottom - near),
            PageArea(left + near, top + safe, left + safe, bottom - safe),
            PageArea(right - safe, top + safe, right - near, bottom - safe),
        )
        place = next(filter(None, map(seen.first_mark, strips)), None)
        if place:
            found.append((number, place))
    if found:
        number, place = found[0]
        others = f", and so have {len(found) - 1} more" if len(found) > 1 else ""
        what = f"card {number} has something {_where(place)}, within {SAFE_MM:g} mm of its edge{others}."
        remedy = "Move it inward, or check that the cards are cut from this stock."
        yield Problem("pdf-ink-at-cut", at, what, remedy, {"cards": [card for card, _ in found]})


def _of_codes(
    found: Sequence[SeenCode], linked: Sequence[tuple[PageArea, str]], seen: Pixels, at: Position
) -> Iterator[Problem]:
    for code in found:
        try:
            read_link(code.text, at)
        except BadValue as error:
            what = f"the code says {quoted(code.text)}: {error.what}"
            yield Problem("pdf-code-no-link", at, what, error.remedy, {"code": code.text})
        module_mm = code.module / mm(1)
        if module_mm < LEAST_MODULE_MM * 0.97:
            side = f"a module of the code for {quoted(code.text)} is {module_mm:.2f} mm"
            what = f"{side}; {LEAST_MODULE_MM:.2f} is the least."
            remedy = "Print it larger, or use a shorter link."
            yield Problem("pdf-code-too-small", at, what, remedy, {"module_mm": round(module_mm, 2)})
        if not _has_quiet_zone(code, seen):
            what = f"something is printed close to the code for {quoted(code.text)}."
            remedy = f"Leave {QUIET_MODULES} modules around it bare."
            yield Problem("pdf-code-not-quiet", at, what, remedy, {"code": code.text})
    for box, address in linked:
        is_square = abs((box.right - box.left) - (box.bottom - box.top)) < 1 and box.right - box.left > mm(15)
        inside = [code for code in found if _is_inside(code.box, box)]
        if is_square and not inside:
            what = f"the code for {quoted(address)} cannot be read."
            yield Problem("pdf-code-unread", at, what, "Print it larger or darker.", {"code": address})
        elif is_square and inside[0].text != address:
            what = f"the code says {quoted(inside[0].text)}, and its link {quoted(address)}."
            yield Problem("pdf-code-unread", at, what, "Write both alike.", {"code": address})


def _has_quiet_zone(code: SeenCode, seen: Pixels) -> bool:
    # Edges of pixels: a zone of exactly four modules may end within one, and the outermost modules shade into one.
    zone, shade = QUIET_MODULES * code.module - 2 / seen.scale, 2 / seen.scale
    left, top, right, bottom = code.box
    return all(
        map(
            seen.is_bare,
            (
                PageArea(left - zone, top - zone, right + zone, top - shade),
                PageArea(left - zone, bottom + shade, right + zone, bottom + zone),
                PageArea(left - zone, top, left - shade, bottom),
                PageArea(right + shade, top, right + zone, bottom),
            ),
        )
    )


def _is_inside(inner: PageArea, outer: PageArea) -> bool:
    x, y = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= x <= outer.right and outer.top <= y <= outer.bottom


def _where(place: tuple[float, float]) -> str:
    """Return a place on a page in words, in millimeters from the left and from the top."""
    x, y = place
    return f"{x / mm(1):.0f} mm from the left and {y / mm(1):.0f} mm from the top"
