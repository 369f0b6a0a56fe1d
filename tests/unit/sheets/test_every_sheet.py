"""What holds on every page of every sheet: margins, no overlap, type floors, quiet zones, roles, contrast."""

from __future__ import annotations

import re
from itertools import pairwise, product
from typing import NamedTuple

import pytest

from hostkit.core.errors import FitError
from hostkit.sheets import SETS, USUAL, sheets
from hostkit.typesetting.display_list import (
    ARTIFACT,
    Color,
    Document,
    LinkArea,
    Page,
    Placement,
    Role,
    Symbol,
    TextRun,
)
from tests.support.each import for_each
from tests.support.guides import event, full_guide, link, plan
from tests.support.kits import CASES, SHEETS, compose, document_named, plan_named
from tests.support.measure import MM, Rect, boxes, collisions, extent, flat, path, quiet_zone, runs, texts

BLACK = Color(0, 0, 0)
TAGS = {"H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Figure", "Link", "Sect", "Span"}
CONTENT = {"H1", "H2", "H3", "P", "Lbl", "LBody", "Link", "Figure"}
"""Structure types that hold text or pictures themselves; the others hold elements."""

FROM_EDGE = 7 * MM
SITES_ALONE = ("host-sheet", "invitation")
SIZES_A_SHEET = 7


class Made(NamedTuple):
    """A sheet of a kit, by the name of its case."""

    case: str
    sheet: str

    @property
    def document(self) -> Document:
        return document_named(self.case, self.sheet)

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.document.pages


every_sheet = for_each(Made(case, sheet) for case in CASES for sheet in SHEETS)


def all_items(made: Made) -> list[object]:
    return [item for page in made.pages for item in flat(page)]


def test_sheets_come_in_their_order_and_three_of_them_in_every_kit() -> None:
    assert tuple(sheets()) == SHEETS
    assert SETS[USUAL] == SHEETS[:3]


@every_sheet
def test_everything_is_within_reach_of_the_printer(made: Made) -> None:
    for page in made.pages:
        reach = Rect(FROM_EDGE, FROM_EDGE, page.width - FROM_EDGE, page.height - FROM_EDGE)
        for item, box in boxes(page):
            assert box.within(reach), item


@every_sheet
def test_everything_on_a_card_is_within_its_safe_area(made: Made) -> None:
    for page in made.pages:
        for placed in page.items:
            if isinstance(placed, Placement):
                safe = Rect(4 * MM, 4 * MM, placed.page.width - 4 * MM, placed.page.height - 4 * MM)
                for item, box in boxes(placed.page):
                    assert box.within(safe), item


@every_sheet
def test_texts_keep_within_the_side_margins(made: Made) -> None:
    """18 mm on the sheets that are no cards; a letter may lean over by a hair."""
    for page in made.pages:
        for run in page.items:
            if isinstance(run, TextRun):
                box = extent(run)
                assert box is None or box.left > 18 * MM - 2, run.text
                assert box is None or box.right < page.width - 18 * MM + 2, run.text


@every_sheet
def test_nothing_overlaps_and_nothing_enters_a_quiet_zone(made: Made) -> None:
    for page in made.pages:
        assert collisions(page) == []


@every_sheet
def test_quiet_zones_stay_on_the_paper(made: Made) -> None:
    for page in made.pages:
        for _, zone in boxes(page, lambda item: quiet_zone(item) if isinstance(item, Symbol) else None):
            assert zone.within(Rect(0, 0, page.width, page.height))


@every_sheet
def test_nothing_is_set_under_nine_points(made: Made) -> None:
    for page in made.pages:
        for run in runs(page):
            assert run.size >= 9, run.text


@every_sheet
def test_only_feet_are_set_under_ten_points(made: Made) -> None:
    for page in made.pages:
        for run in runs(page):
            assert run.size >= 10 or run.y > page.height / 2 - 25 * MM, run.text


def luminance(color: Color) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@every_sheet
def test_contrast_on_white(made: Made) -> None:
    for item in all_items(made):
        if isinstance(item, Symbol | LinkArea):
            continue
        contrast = 1.05 / (luminance(item.color) + 0.05)  # type: ignore[attr-defined]
        assert contrast >= (7 if isinstance(item, TextRun) else 4.5), item


@every_sheet
def test_few_sizes_a_sheet(made: Made) -> None:
    sizes = {run.size for page in made.pages for run in runs(page) if run.role != ARTIFACT}
    assert len(sizes) <= SIZES_A_SHEET, sorted(sizes)


@every_sheet
def test_every_item_has_a_role_that_readers_know(made: Made) -> None:
    for item in all_items(made):
        role = item.role  # type: ignore[attr-defined]
        if role == ARTIFACT:
            assert not isinstance(item, Symbol | LinkArea)
            continue
        assert {part.tag for part in path(role)} <= TAGS
        assert role.tag in CONTENT


@every_sheet
def test_text_that_is_read_is_no_artifact(made: Made) -> None:
    for page in made.pages:
        for run in runs(page):
            # Feet and the large quotation marks are decoration; all else is content.
            if run.role == ARTIFACT:
                assert run.size == 9 or run.text.strip() in "“”", run.text


@every_sheet
def test_roles_are_nested_as_readers_expect(made: Made) -> None:
    for role in {item.role for item in all_items(made)}:  # type: ignore[attr-defined]
        for parent, child in pairwise(path(role)):
            if child.tag in ("LI", "Lbl", "LBody"):
                assert parent.tag == {"LI": "L", "Lbl": "LI", "LBody": "LI"}[child.tag]
            assert parent.tag != "L" or child.tag == "LI"
            assert parent.tag not in ("H1", "H2", "H3", "P")


def heading_levels(made: Made) -> list[int]:
    levels: dict[Role, int] = {}
    for page in made.pages:
        for run in runs(page):
            for role in path(run.role):
                if re.fullmatch("H[1-6]", role.tag):
                    levels[role] = int(role.tag[1])
    return list(levels.values())


@every_sheet
def test_headings_begin_with_the_topic_and_never_skip_a_level(made: Made) -> None:
    levels = heading_levels(made)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - level <= 1 for level, after in pairwise(levels))


@every_sheet
def test_the_topic_is_the_first_heading(made: Made) -> None:
    (topic,) = [text for role, text in texts(made.pages).items() if role.tag == "H1"]
    assert topic == plan_named(made.case).guide.title.text


@every_sheet
def test_an_element_has_its_text_in_one_go(made: Made) -> None:
    """A text run's element is not left and entered again: extraction would tear the sentence apart."""
    for page in made.pages:
        order = [run.role for run in runs(page) if run.role != ARTIFACT]
        entered = [role for k, role in enumerate(order) if k == 0 or order[k - 1] != role]
        assert len(entered) == len(set(entered))


@every_sheet
def test_figures_say_where_their_code_leads(made: Made) -> None:
    figures = [item for item in all_items(made) if isinstance(item, Symbol)]
    for symbol in figures:
        assert symbol.role.tag == "Figure"
        assert "https://" in symbol.role.alt
        (area,) = [
            item
            for item in all_items(made)
            if isinstance(item, LinkArea) and (item.x, item.y) == (symbol.x, symbol.y)
        ]
        assert area.url in symbol.role.alt
        assert (area.width, area.height) == pytest.approx((symbol.side, symbol.side))


@every_sheet
def test_modules_of_codes_are_wide_enough(made: Made) -> None:
    on_a_card = made.sheet in ("question-cards", "invitation")
    side = 25 * MM if on_a_card else 30 * MM
    for item in all_items(made):
        if isinstance(item, Symbol):
            assert item.module >= 0.40 * MM
            zone = quiet_zone(item)
            assert zone.right - zone.left == pytest.approx(side)


@every_sheet
def test_every_link_is_also_there_in_words(made: Made) -> None:
    printed = list(texts(made.pages).values())
    for item in all_items(made):
        if isinstance(item, LinkArea):
            words = item.url.removeprefix("https://")
            # Beside the codes of the host sheet and of invitations only the sites stand, as long links are.
            assert words in printed or (made.sheet in SITES_ALONE and words.split("/")[0] in printed)
            assert item.role.tag == "Link"


@for_each(product([20, 45, 70, 95, 120, 145], SHEETS, ["a4", "letter"]))
def test_a_link_takes_four_lines_at_most(length: int, sheet: str, paper: str) -> None:
    address = link(("https://www.example.org/" + "talk-" * 40)[: length - 1] + "x")
    made = full_guide()
    try:
        found = compose(plan(made, event(group_url=address, pre_read_url=address), paper=paper), sheet)
    except FitError:
        assert length > 100, "a code of 25 mm holds 106 bytes at 0.50 mm"
        return
    for page in found.pages:
        for role in {run.role for run in runs(page) if run.role.tag == "Link"}:
            lines = {round(run.y, 2) for run in runs(page) if run.role == role}
            sizes = {run.size for run in runs(page) if run.role == role}
            assert len(lines) <= 4
            assert sizes <= {14, 12, 10}
            assert sizes != {10} or length > 45, "10 pt only where it must"


@every_sheet
def test_link_areas_cover_their_words(made: Made) -> None:
    for page in made.pages:
        areas = [item for item in flat(page) if isinstance(item, LinkArea)]
        for run in runs(page):
            if run.role.tag == "Link":
                covering = [area for area in areas if area.role == run.role]
                box = extent(run)
                assert box
                assert any(
                    box.within(Rect(a.x, a.y, a.x + a.width, a.y + a.height), slack=1.5) for a in covering
                )


@every_sheet
def test_what_the_file_says_about_itself(made: Made) -> None:
    document, (guide, event) = made.document, (plan_named(made.case).guide, plan_named(made.case).event)
    assert document.title == f"{guide.title}: {made.sheet.replace('-', ' ')}"
    assert document.subject == str(guide.definition or guide.title)
    assert document.author == str(guide.series or "hostkit")
    assert document.language == "en"
    assert document.bookmarks == (made.sheet == "host-sheet")
    said = (document.title, document.subject, document.author)
    assert not [text for text in said if event.host and event.host.text in text], "no person's name"


@every_sheet
def test_each_file_states_its_sides(made: Made) -> None:
    pages = len(made.pages)
    two_sided = not made.case.startswith("one-sided") and pages > 1
    assert made.document.duplex == ("DuplexFlipLongEdge" if two_sided else "Simplex")


@every_sheet
def test_pages_are_the_papers(made: Made) -> None:
    paper = plan_named(made.case).paper
    assert {(page.width, page.height) for page in made.pages} == {(paper.width, paper.height)}


def test_the_ruler_of_collisions_sees_them() -> None:
    """The tool itself: two runs moved onto each other are found."""
    page = document_named("usual-a4", "host-sheet").pages[0]
    first, second = [run for run in runs(page) if run.size == 16][:2]
    assert collisions(Page(page.width, page.height, (first, first._replace(y=first.y + 6)))) != []
    assert collisions(Page(page.width, page.height, (first, second._replace(x=first.x + 300)))) == []
