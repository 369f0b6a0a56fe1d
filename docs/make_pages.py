"""Makes the pictures in docs/pages: README's, and a contact sheet of every case on both papers.

    python -m docs.make_pages

In: the cases of tests/support/cases.py and README's event file. Out: PNG files, their index, and pages.json with a sum
of what each shows, by which a test tells when a picture is older than the pages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pypdfium2
from docs.readme import ROOT, file_text
from hostkit.ground.fonts import FILES, fonts_folder
from hostkit.kit import plan_of, wanted_sheets
from hostkit.layout.display_list import Document, LinkArea, Page, Placement, Role
from hostkit.pdf import draw_document
from hostkit.sheets import style
from hostkit.source.read_guide import read_guide
from hostkit.source.resolve import resolve
from hostkit.source.topics import find_topic
from PIL import Image, ImageDraw, ImageFont
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
README_DPI, CONTACT_DPI = 84, 60
PAGES_A_ROW, GAP, CAPTION_HEIGHT, CAPTION_SIZE = 4, 3, 30, 17
GREY, FRAME, INK = (150, 150, 150), (190, 190, 190), (0, 0, 0)

Leaf: TypeAlias = tuple[str, int]
"""A sheet's name and the number of a page of it, from 0."""


class Picture(NamedTuple):
    """One PNG file: its name, what it shows of which case, in rows of pages; without a caption, one bare page."""

    name: str
    caption: str
    case: str
    paper: str
    rows: tuple[tuple[Leaf, ...], ...]

    @property
    def path(self) -> Path:
        """Where the picture lies."""
        return FOLDER / f"{self.name}.png"


def readme_case() -> Case:
    """Return the kit that README's event file makes."""
    given = dict(line.split(": ", 1) for line in file_text("event.yaml").splitlines())
    topic = given.pop("topic")
    return Case(topic, {name.replace("_", "-"): value for name, value in given.items()})


@cache
def documents(case: str, paper: str) -> Mapping[str, Document]:
    """Return the display lists of a kit by their sheets."""
    chosen = (readme_case() if case == README_CASE else CASES[case]).with_options(paper=paper)
    resolved = resolve({name.replace("-", "_"): value for name, value in chosen.options.items()})
    plan = plan_of(read_guide(find_topic(chosen.guide, ROOT)), resolved.event, resolved.options)
    return {sheet.name: sheet.compose(plan) for sheet in wanted_sheets(resolved.options.sheets)}


def pictures() -> Iterator[Picture]:
    """Yield every picture: README's, then the contact sheets."""
    for name, leaf in IN_README.items():
        yield Picture(name, "", README_CASE, PAPERS[0], ((leaf,),))
    for case, about in CAPTIONS.items():
        for paper in PAPERS:
            caption = f"{about}, {'A4' if paper == 'a4' else 'Letter'}"
            yield Picture(f"{case}-{paper}", caption, case, paper, _rows(documents(case, paper)))


def _rows(made: Mapping[str, Document]) -> tuple[tuple[Leaf, ...], ...]:
    """Return host sheet and worksheet first, then the cards, a few pages a row."""
    cards = [(name, k) for name, document in made.items() for k in range(len(document.pages))]
    papers = [leaf for leaf in cards if leaf[0] != "question-cards"]
    cards = [leaf for leaf in cards if leaf[0] == "question-cards"]
    return tuple(
        tuple(leaves[first : first + PAGES_A_ROW])
        for leaves in (papers, cards)
        for first in range(0, len(leaves), PAGES_A_ROW)
    )


def shown_sum(picture: Picture) -> str:
    """Return a sum of all that is seen on a picture: what its display lists place, its rows and its caption."""
    made = documents(picture.case, picture.paper)
    pages = [[_seen(made[sheet].pages[page]) for sheet, page in row] for row in picture.rows]
    return hashlib.sha256(repr((picture.caption, pages)).encode()).hexdigest()[:16]


def _seen(page: Page) -> list[str]:
    """Describe what is seen of a page: no roles and no links, measures to a hundredth of a point."""
    return [f"{page.width:.2f} {page.height:.2f}", *(_described(item) for item in page.items)]


def _described(value: object) -> str:
    match value:
        case Placement(x, y, page, turn):
            return f"{x:.2f} {y:.2f} {turn} {_seen(page)}"
        case LinkArea() | Role():
            return ""
        case float():
            return f"{value:.2f}"
        case tuple():
            return f"{type(value).__name__}({' '.join(map(_described, value))})"
    return repr(value)


def render(picture: Picture) -> Image.Image:
    """Return the picture, in the few colours that it is kept in."""
    made = documents(picture.case, picture.paper)
    dpi = CONTACT_DPI if picture.caption else README_DPI
    rows = [[_page_image(made[sheet], page, dpi) for sheet, page in row] for row in picture.rows]
    whole = _contact_sheet(rows, picture.caption) if picture.caption else _framed(rows[0][0])
    return whole.quantize(palette=_palette(), dither=Image.Dither.NONE)


def _page_image(document: Document, page: int, dpi: int) -> Image.Image:
    pdf = pypdfium2.PdfDocument(draw_document(document))
    try:
        image: Image.Image = pdf[page].render(scale=dpi / 72).to_pil()
        return image.convert("RGB")
    finally:
        pdf.close()


def _framed(page: Image.Image) -> Image.Image:
    ImageDraw.Draw(page).rectangle((0, 0, page.width - 1, page.height - 1), outline=FRAME)
    return page


def _contact_sheet(rows: list[list[Image.Image]], caption: str) -> Image.Image:
    wide = max(sum(page.width + GAP for page in row) for row in rows) + GAP
    high = CAPTION_HEIGHT + sum(row[0].height + GAP for row in rows)
    sheet = Image.new("RGB", (wide, high), GREY)
    pen = ImageDraw.Draw(sheet)
    face = ImageFont.truetype(str(fonts_folder() / FILES["text-bold"]), CAPTION_SIZE)
    pen.text((GAP * 3, CAPTION_HEIGHT // 2), caption, fill=INK, font=face, anchor="lm")
    y = CAPTION_HEIGHT
    for row in rows:
        x = GAP
        for page in row:
            sheet.paste(page, (x, y))
            x += page.width + GAP
        y += row[0].height + GAP
    return sheet


@cache
def _palette() -> Image.Image:
    """Return the sixteen colours of every picture: eleven greys, the accent in four strengths, the gaps."""
    accent = [round(255 * part) for part in style.ACCENT]
    greys = [round(25.5 * step) for step in range(11) for _ in range(3)]
    tints = [round(255 + (part - 255) * step / 4) for step in range(1, 5) for part in accent]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*greys, *tints, *GREY])
    return palette


def index() -> str:
    """Return the list of all contact sheets, as Markdown."""
    head = [
        "# Pictures of the pages",
        "",
        "Made by `python -m docs.make_pages`; a test fails when a picture is older than what hostkit prints.",
        "In each: the host sheet and the worksheet, then the cards, fronts and backs in turn.",
    ]
    for case, about in CAPTIONS.items():
        links = [f"[{'A4' if paper == 'a4' else 'Letter'}]({case}-{paper}.png)" for paper in PAPERS]
        head += ["", f"## {about[0].upper()}{about[1:]}", "", f"{' · '.join(links)}", ""]
        head += [f"![{about}, A4]({case}-a4.png)"]
    return "\n".join(head) + "\n"


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
