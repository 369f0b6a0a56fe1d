"""Is a measured kit whole? Its folder and what it was made of in, what is wrong with its three files out.

So that no figure is bought with a defect: other people's libraries read the files as they lie on the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hostkit.core.characters import Phrase
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.kit import make_kit, plan_of
from hostkit.planning.kit_plan import KitPlan
from hostkit.typesetting.display_list import Document, TextRun
from tests.support.codes import read
from tests.support.kits import compose
from tests.support.measure import items
from tests.support.pages import Pdf

HOST_SHEET, CARDS, WORKSHEET = "host-sheet", "question-cards", "reflection-worksheet"
DPI = 200
_KERNED = re.compile(r">-?\d[\d.]*<")
"""A move within a line: in their kit and in most guides, kerning."""


def faults(guide: Guide, event: Event, folder: Path, options: PrintOptions) -> Iterator[str]:
    """Yield what is wrong with a kit; nothing where it is whole."""
    alone = make_kit(guide, event, options).files
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    if files != alone:
        yield "not the bytes of a kit made alone"
    plan = plan_of(guide, event, options)
    for sheet in (HOST_SHEET, CARDS, WORKSHEET):
        pdf = Pdf(files[f"{sheet}.pdf"])
        found = (*_tags(pdf), *_fonts(pdf), *_text(pdf, compose(plan, sheet), _said(plan, sheet)))
        yield from (f"{sheet}: {fault}" for fault in (*found, *_codes(pdf, _links(plan, sheet))))


def _tags(pdf: Pdf) -> Iterator[str]:
    """Ask for a tree of tags that is read in the order in which the pages are."""
    catalog = pdf.catalog
    if not catalog.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in catalog:
        yield "not tagged"
        return
    numbers = {page.indirect_reference.idnum: index for index, page in enumerate(pdf.reader.pages)}
    pieces = list(_pieces(catalog["/StructTreeRoot"], None, numbers))
    if not pieces or pieces != sorted(pieces):
        yield "the tags are not in the order of the pages"


def _pieces(element: Any, page: int | None, numbers: dict[int, int]) -> Iterator[tuple[int | None, int]]:
    """Yield the marked content below an element as (page, number), in the order of the tree."""
    kids = element.get("/K", [])
    page = numbers[element.raw_get("/Pg").idnum] if "/Pg" in element else page
    for kid in kids if isinstance(kids, list) else [kids]:
        item = kid.get_object()
        if isinstance(item, int):
            yield page, int(item)
        elif item.get("/Type") == "/MCR":
            yield numbers[item.raw_get("/Pg").idnum], int(item["/MCID"])
        elif item.get("/Type") != "/OBJR":
            yield from _pieces(item, page, numbers)


def _fonts(pdf: Pdf) -> Iterator[str]:
    for page in pdf.reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            if "/FontFile2" not in descriptor or "+" not in descriptor["/FontName"]:
                yield f"{descriptor['/FontName']} is not embedded as a subset"
        if not _KERNED.search(page.get_contents().get_data().decode()):
            yield "not kerned"


def _text(pdf: Pdf, document: Document, said: Sequence[str]) -> Iterator[str]:
    """Ask for every letter in the order of the display list, and for the guide's own words one after the other."""
    extracted = ["".join(character.text for character in pdf.characters(page)) for page in range(len(pdf))]
    composed = [
        "".join(item.text for item in items(page) if isinstance(item, TextRun)) for page in document.pages
    ]
    if extracted != composed:
        yield "not every letter is extracted once and in order"
    text, at = _bare(" ".join(extracted)), 0
    for words in map(_bare, said):
        at = text.find(words, at)
        if at < 0:
            yield f"{words} is not where it is read"
            return


def _bare(text: str) -> str:
    """Return a text without blanks: lines may end anywhere."""
    return "".join(text.split())


def _said(plan: KitPlan, sheet: str) -> list[str]:
    """Return what is read on a sheet, in order."""
    guide, event = plan.guide, plan.event
    asked = [plan.plain(question.ask) for question in guide.questions]
    links = [link.words for link in (plan.pre_read_link, plan.group_link) if link]
    if sheet == CARDS:
        return [guide.title.text, *asked]
    if sheet == WORKSHEET:
        return [guide.title.text, *(plan.plain(prompt.ask) for prompt in guide.worksheet), links[-1]]
    details = [text.text for text in (event.place, event.host) if isinstance(text, Phrase)]
    titles = [segment.title.text for segment in guide.run_of_show if segment.title]
    return [guide.title.text, *details, *titles, *asked, *(tip.text for tip in guide.tips), *links]


def _links(plan: KitPlan, sheet: str) -> list[str]:
    """Return what the codes of a sheet say."""
    known = [plan.group_link] if sheet == WORKSHEET else [plan.pre_read_link, plan.group_link]
    return sorted(link.url for link in known if link)


def _codes(pdf: Pdf, links: Sequence[str]) -> Iterator[str]:
    found = sorted(url for page in range(len(pdf)) for url in read(pdf.picture(page, DPI)))
    if found != links:
        yield f"its codes say {found}"
