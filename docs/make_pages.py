"""Makes the pictures in docs/pages: README's, contact sheets of every case and of all guides, and decks of cards.

    python -m docs.make_pages

In: the cases of tests/support/cases.py, the decks of docs/decks.py, the guides of docs/shipped.py and README's event
file. Out: PNG files, their index, and pages.json with a sum of what each shows, by which a test tells when a picture is
older than the pages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageDraw

from docs.contact_sheet import FRAME, contact_sheet, framed
from docs.decks import CAPTIONS as CARD_CAPTIONS
from docs.decks import DECKS, SHOWN, SIX, SIX_STOCKS
from docs.readme import ROOT, file_text
from docs.seen import seen
from docs.shipped import BACKS_OF_ALL, CARDS_OF_ALL, COVERS, GRAY_COVERS, PAPERS_OF_ALL, SHIPPED, SINGLE_CARDS
from docs.shipped import CAPTIONS as GUIDE_CAPTIONS
from hostkit.events.precedence import resolve
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import find_topic
from hostkit.kit import plan_of, wanted_sheets
from hostkit.pdf import draw_document
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import SETS, USUAL, sheets
from hostkit.sheets.sheet import compose, impose
from hostkit.stocks.imposition import BACK, FRONT, SHORT
from hostkit.typesetting.display_list import Document
from tests.support.cases import CASES, PAPERS, Case

FOLDER = ROOT / "docs" / "pages"
SUMS = FOLDER / "pages.json"

CAPTIONS = {
    "usual": "the usual kit",
    "none": "no event details",
    "minutes-45": "45 minutes",
    "minutes-60": "60 minutes",
    "minutes-90": "90 minutes, over noon, on a clock of 12 hours",
    "minutes-120": "120 minutes",
    "guests-3": "3 guests",
    "guests-20": "20 guests",
    "long-names": "place and host of 60 characters",
    "short": "3 short questions without probes",
    "long": "12 questions of 60 words, three probes of 12 words each",
    "longest-question": "a question of 71 words",
    "further": "the sheets that are made when they are named",
}
"""What each contact sheet shows, by the name of its case."""

IN_README = {
    "host-sheet-1": ("host-sheet", 0),
    "host-sheet-2": ("host-sheet", 1),
    "question-cards-front": ("question-cards", 0),
    "question-cards-back": ("question-cards", 1),
    "reflection-worksheet": ("reflection-worksheet", 0),
}
"""README's pictures: a sheet and a page of it, counted from 0."""

README_CASE = "readme"
CARDS = "question-cards"
README_DPI, CONTACT_DPI, CARDS_DPI, SMALL_DPI = 84, 60, 44, 36
PAGES_A_ROW, GUIDES_A_ROW, COVERS_A_ROW = 4, 2, 5


COLORS, GRAYS = 64, 16
"""The most colors of a picture. Chosen by eye: enough for the shades of twenty accents."""


class Leaf(NamedTuple):
    """A page of a picture: whose kit (a case or a deck) on which paper, the sheet, its page from 0, a label above."""

    kit: str
    paper: str
    sheet: str
    page: int
    label: str = ""


class Picture(NamedTuple):
    """One PNG file: its name, what it shows, in rows of pages; without a caption, one bare page."""

    name: str
    caption: str
    rows: tuple[tuple[Leaf, ...], ...]
    dpi: int = CONTACT_DPI
    is_gray: bool = False

    @property
    def path(self) -> Path:
        """Where the picture lies."""
        return FOLDER / f"{self.name}.png"


def readme_case() -> Case:
    """Return the kit that README's event file makes."""
    given = dict(line.split(": ", 1) for line in file_text("event.yaml").splitlines())
    topic = given.pop("topic")
    return Case(topic, {name.replace("_", "-"): value for name, value in given.items()})


def further_case() -> Case:
    """Return a kit with every sheet that is no usual one, and with names for its tents."""
    further = [name for name in sheets() if name not in SETS[USUAL]]
    return CASES["usual"].with_options(sheets=",".join(further), guests="4", names="Ana; Bea")


@cache
def plan(kit: str, paper: str) -> KitPlan:
    """Return the plan of a case, or of a deck, whose stock settles its paper."""
    kits = {README_CASE: readme_case(), "further": further_case(), **CASES, **SHIPPED, **SINGLE_CARDS}
    case = DECKS[kit] if kit in DECKS else kits[kit].with_options(paper=paper)
    resolved = resolve({name.replace("-", "_"): value for name, value in case.options.items()})
    return plan_of(read_guide(find_topic(case.guide, ROOT)), resolved.event, resolved.options)


@cache
def documents(kit: str, paper: str) -> Mapping[str, Document]:
    """Return the display lists of a kit by their sheets."""
    made = plan(kit, paper)
    return {sheet.name: impose(compose(sheet, made)).document for sheet in wanted_sheets(made.options.sheets)}


HALVES_OF_ALL = (f"{PAPERS_OF_ALL}-1", f"{PAPERS_OF_ALL}-2")
"""Pictures of half of the guides each, since one of all would be too large."""


def pictures() -> Iterator[Picture]:
    """Yield every picture: README's, the contact sheets of kits, those of cards."""
    for name, (sheet, page) in IN_README.items():
        yield Picture(name, "", ((Leaf(README_CASE, PAPERS[0], sheet, page),),), README_DPI)
    for case, about in CAPTIONS.items():
        for paper in PAPERS:
            yield Picture(f"{case}-{paper}", f"{about}, {_named(paper)}", _rows(case, paper))
    yield from _of_all_guides()
    for name in SHOWN:
        rows = tuple(
            row for length in ("shortest", "longest") for row in _deck_rows(f"{name}-{length}", length)
        )
        # Small cards on one sheet have room to be shown larger.
        dpi = README_DPI if max(map(len, rows)) <= 2 else CONTACT_DPI
        yield Picture(name, CARD_CAPTIONS[name], rows, dpi)
    six = tuple(
        tuple(Leaf(f"{SIX}-{stock}", "", CARDS, page, f"{stock}, {side}") for stock in SIX_STOCKS)
        for page, side in enumerate((FRONT, BACK))
    )
    yield Picture(SIX, CARD_CAPTIONS[SIX], six)


def _of_all_guides() -> Iterator[Picture]:
    """Yield the guides side by side: what is on paper of each, on both papers, then the fronts of its cards."""
    for paper in PAPERS:
        rows = _guide_rows(paper, is_wanted=lambda leaf: leaf.sheet != CARDS)
        half = -(-len(rows) // 2)
        for name, some in zip(HALVES_OF_ALL, (rows[:half], rows[half:]), strict=True):
            yield Picture(
                f"{name}-{paper}", f"{GUIDE_CAPTIONS[PAPERS_OF_ALL]}, {_named(paper)}", some, SMALL_DPI
            )
    covers = [Leaf(kit, PAPERS[0], CARDS, 0) for kit in SINGLE_CARDS]
    rows = tuple(tuple(covers[k : k + COVERS_A_ROW]) for k in range(0, len(covers), COVERS_A_ROW))
    for name in (COVERS, GRAY_COVERS):
        yield Picture(name, GUIDE_CAPTIONS[name], rows, is_gray=name == GRAY_COVERS)
    for name, side in ((CARDS_OF_ALL, FRONT), (BACKS_OF_ALL, BACK)):
        rows = _guide_rows(PAPERS[0], partial(_is_of_cards, side))
        yield Picture(name, GUIDE_CAPTIONS[name], rows, dpi=CARDS_DPI)


def _is_of_cards(side: str, leaf: Leaf) -> bool:
    return leaf.sheet == CARDS and _side(leaf) == side


def _guide_rows(paper: str, is_wanted: Callable[[Leaf], bool]) -> tuple[tuple[Leaf, ...], ...]:
    """Return the wanted pages of every guide, a few guides a row, each with its topic above its first page."""
    guides = []
    for kit, case in SHIPPED.items():
        first, *more = filter(is_wanted, _leaves(kit, paper))
        guides.append((first._replace(label=case.guide), *more))
    return tuple(
        tuple(leaf for leaves in guides[first : first + GUIDES_A_ROW] for leaf in leaves)
        for first in range(0, len(guides), GUIDES_A_ROW)
    )


def _deck_rows(deck: str, length: str) -> Iterator[tuple[Leaf, ...]]:
    """Yield all pages of a deck, a few a row, each with what it is above it."""
    document = documents(deck, "")[CARDS]
    sides = document.sides or (FRONT,) * len(document.pages)
    leaves = [Leaf(deck, "", CARDS, k, f"{length}, page {k + 1}, {side}") for k, side in enumerate(sides)]
    for first in range(0, len(leaves), PAGES_A_ROW):
        yield tuple(leaves[first : first + PAGES_A_ROW])


def _rows(case: str, paper: str) -> tuple[tuple[Leaf, ...], ...]:
    """Return host sheet and worksheet first, then the cards, a few pages a row."""
    every = _leaves(case, paper)
    papers = [leaf for leaf in every if leaf.sheet != CARDS]
    cards = [leaf for leaf in every if leaf.sheet == CARDS]
    return tuple(
        tuple(leaves[first : first + PAGES_A_ROW])
        for leaves in (papers, cards)
        for first in range(0, len(leaves), PAGES_A_ROW)
    )


def _leaves(kit: str, paper: str) -> list[Leaf]:
    """Return every page of a kit, sheet by sheet."""
    made = documents(kit, paper)
    return [Leaf(kit, paper, name, k) for name, document in made.items() for k in range(len(document.pages))]


def _side(leaf: Leaf) -> str:
    sides = _document(leaf).sides
    return sides[leaf.page] if sides else FRONT


def _named(paper: str) -> str:
    return "A4" if paper == "a4" else "Letter"


def shown_sum(picture: Picture) -> str:
    """Return a sum of all that is seen on a picture: what its display lists place, its rows, words and outlines."""
    pages = [
        [(leaf.label, _outlines(leaf), seen(_document(leaf).pages[leaf.page])) for leaf in row]
        for row in picture.rows
    ]
    return hashlib.sha256(repr((picture.caption, picture.is_gray, pages)).encode()).hexdigest()[:16]


def _document(leaf: Leaf) -> Document:
    return documents(leaf.kit, leaf.paper)[leaf.sheet]


def render(picture: Picture) -> Image.Image:
    """Return the picture, in few colors or in gray, as it is kept."""
    rows = [[(leaf.label, _page_image(leaf, picture.dpi)) for leaf in row] for row in picture.rows]
    whole = contact_sheet(rows, picture.caption) if picture.caption else framed(rows[0][0][1])
    if picture.is_gray:
        return whole.convert("L").quantize(GRAYS, dither=Image.Dither.NONE)
    return whole.quantize(COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _page_image(leaf: Leaf, dpi: int) -> Image.Image:
    pdf = pypdfium2.PdfDocument(_drawn(leaf.kit, leaf.paper, leaf.sheet))
    try:
        image: Image.Image = pdf[leaf.page].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        pdf.close()
    pen = ImageDraw.Draw(image)
    for box in _outlines(leaf):
        pen.rectangle([round(edge * dpi / 72) for edge in box], outline=FRAME)
    return image


@cache
def _drawn(kit: str, paper: str, sheet: str) -> bytes:
    return draw_document(documents(kit, paper)[sheet])


def _outlines(leaf: Leaf) -> list[tuple[float, float, float, float]]:
    """Return the edges of cards that are cut already, in points: so that one sees where they end; never printed."""
    if leaf.sheet != CARDS:
        return []
    made, document = plan(leaf.kit, leaf.paper), _document(leaf)
    stock, side = made.stock, _side(leaf)
    if stock.plain or document.pages[leaf.page].width != made.paper.width:
        return []
    found: list[tuple[float, float, float, float]] = []
    for row in range(stock.rows):
        for column in range(stock.columns):
            x, y = stock.left + column * stock.pitch_across, stock.top + row * stock.pitch_down
            if side == BACK and made.options.duplex == SHORT:
                y = made.paper.height - y - stock.height
            elif side == BACK:
                x = made.paper.width - x - stock.width
            found.append((x, y, x + stock.width, y + stock.height))
    return found


def index() -> str:
    """Return the list of all contact sheets, as Markdown."""
    head = [
        "# Pictures of the pages",
        "",
        "Each picture shows the host sheet and the worksheet, then the cards, fronts and backs in turn. Further down",
        "are [all guides side by side](#every-guide) and",
        "[cards on other paper and in other modes](#cards-on-other-paper).",
        "`python -m docs.make_pages` makes the pictures; a test fails if one of them is out of date.",
    ]
    for case, about in CAPTIONS.items():
        head += ["", f"## {about[0].upper()}{about[1:]}", "", *_on_both_papers(case, about)]
    head += ["", "## Every guide"]
    for name in HALVES_OF_ALL:
        head += ["", *_on_both_papers(name, GUIDE_CAPTIONS[PAPERS_OF_ALL])]
    for name in (COVERS, GRAY_COVERS, CARDS_OF_ALL, BACKS_OF_ALL):
        head += ["", f"![{GUIDE_CAPTIONS[name]}]({name}.png)"]
    head += ["", "## Cards on other paper", ""]
    head += ["Gray outlines are the edges of cards that are cut already; they are not printed."]
    for name, caption in CARD_CAPTIONS.items():
        head += ["", f"### {caption}", "", f"![{caption}]({name}.png)"]
    return "\n".join(head) + "\n"


def _on_both_papers(name: str, about: str) -> list[str]:
    links = [f"[{_named(paper)}]({name}-{paper}.png)" for paper in PAPERS]
    return [" · ".join(links), "", f"![{about}, A4]({name}-a4.png)"]


def main() -> None:
    """Make every picture, the index and the sums; take away pictures of cases that are no more."""
    FOLDER.mkdir(exist_ok=True)
    every = list(pictures())
    for picture in every:
        render(picture).save(picture.path, optimize=True)
        print(f"{picture.path.relative_to(ROOT)} {picture.path.stat().st_size // 1000} KB")
    for stray in set(FOLDER.glob("*.png")) - {picture.path for picture in every}:
        stray.unlink()
    (FOLDER / "README.md").write_text(index(), "utf-8")
    sums = {picture.name: shown_sum(picture) for picture in every}
    SUMS.write_text(json.dumps(sums, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
