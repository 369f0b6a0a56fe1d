"""What holds on every page of every sheet: margins, no overlap, type floors, quiet zones, roles, contrast."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from hostkit.core.errors import FitError
from hostkit.sheets import sheets
from hostkit.typesetting.display_list import (
    ARTIFACT,
    Colour,
    Document,
    LinkArea,
    Page,
    Placement,
    Role,
    Symbol,
    TextRun,
)
from tests.support.guides import event, full_guide, link, plan
from tests.support.kits import CASES, SHEETS, compose, document_named, plan_named
from tests.support.measure import MM, Rect, collisions, extent, flat, path, quiet_zone, runs, texts

BLACK = Colour(0, 0, 0)
TAGS = {"H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Figure", "Link", "Sect", "Span"}
CONTENT = {"H1", "H2", "H3", "P", "Lbl", "LBody", "Link", "Figure"}
"""Structure types that hold text or pictures themselves; the others hold elements."""

FROM_EDGE = 7 * MM
SIZES_A_SHEET = 7


@pytest.fixture(params=[(case, sheet) for case in CASES for sheet in SHEETS], ids="-".join)
def document(request: pytest.FixtureRequest) -> Document:
    return document_named(*request.param)


def all_items(document: Document) -> list[object]:
    return [item for page in document.pages for item in flat(page)]


def test_sheets_come_in_their_order_and_three_of_them_in_every_kit() -> None:
    assert tuple(sheets()) == SHEETS
    assert tuple(sheet.name for sheet in sheets().values() if sheet.usual) == SHEETS[:3]


def test_everything_is_within_reach_of_the_printer(document: Document) -> None:
    for page in document.pages:
        reach = Rect(FROM_EDGE, FROM_EDGE, page.width - FROM_EDGE, page.height - FROM_EDGE)
        for item in flat(page):
            box = extent(item)
            assert box is None or box.within(reach), item


def test_everything_on_a_card_is_within_its_safe_area(document: Document) -> None:
    for page in document.pages:
        for placed in page.items:
            if isinstance(placed, Placement):
                safe = Rect(4 * MM, 4 * MM, placed.page.width - 4 * MM, placed.page.height - 4 * MM)
                for item in placed.page.items:
                    box = extent(item)
                    assert box is None or box.within(safe), item


def test_texts_keep_within_the_side_margins(document: Document) -> None:
    """18 mm on the sheets that are no cards; a letter may lean over by a hair."""
    for page in document.pages:
        for run in page.items:
            if isinstance(run, TextRun):
                box = extent(run)
                assert box is None or box.left > 18 * MM - 2, run.text
                assert box is None or box.right < page.width - 18 * MM + 2, run.text


def test_nothing_overlaps_and_nothing_enters_a_quiet_zone(document: Document) -> None:
    for page in document.pages:
        assert collisions(page) == []


def test_quiet_zones_stay_on_the_paper(document: Document) -> None:
    for page in document.pages:
        for item in flat(page):
            if isinstance(item, Symbol):
                assert quiet_zone(item).within(Rect(0, 0, page.width, page.height))


def test_nothing_is_set_under_nine_points(document: Document) -> None:
    for page in document.pages:
        for run in runs(page):
            assert run.size >= 9, run.text


def test_only_feet_are_set_under_ten_points(document: Document) -> None:
    for page in document.pages:
        for run in runs(page):
            assert run.size >= 10 or run.y > page.height / 2 - 25 * MM, run.text


def luminance(colour: Colour) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_on_white(document: Document) -> None:
    for item in all_items(document):
        if isinstance(item, Symbol | LinkArea):
            continue
        contrast = 1.05 / (luminance(item.colour) + 0.05)  # type: ignore[attr-defined]
        assert contrast >= (7 if isinstance(item, TextRun) else 4.5), item


def test_few_sizes_a_sheet(document: Document) -> None:
    sizes = {run.size for page in document.pages for run in runs(page) if run.role != ARTIFACT}
    assert len(sizes) <= SIZES_A_SHEET, sorted(sizes)


def test_every_item_has_a_role_that_readers_know(document: Document) -> None:
    for item in all_items(document):
        role = item.role  # type: ignore[attr-defined]
        if role == ARTIFACT:
            assert not isinstance(item, Symbol | LinkArea)
            continue
        assert {part.tag for part in path(role)} <= TAGS
        assert role.tag in CONTENT


def test_text_that_is_read_is_no_artifact(document: Document) -> None:
    for page in document.pages:
        for run in runs(page):
            # Feet and the large quotation marks are decoration; all else is content.
            if run.role == ARTIFACT:
                assert run.size == 9 or run.text.strip() in "“”", run.text


def test_roles_are_nested_as_readers_expect(document: Document) -> None:
    for role in {item.role for item in all_items(document)}:  # type: ignore[attr-defined]
        for parent, child in pairwise(path(role)):
            if child.tag in ("LI", "Lbl", "LBody"):
                assert parent.tag == {"LI": "L", "Lbl": "LI", "LBody": "LI"}[child.tag]
            assert parent.tag != "L" or child.tag == "LI"
            assert parent.tag not in ("H1", "H2", "H3", "P")


def heading_levels(document: Document) -> list[int]:
    levels: dict[Role, int] = {}
    for page in document.pages:
        for run in runs(page):
            for role in path(run.role):
                if re.fullmatch("H[1-6]", role.tag):
                    levels[role] = int(role.tag[1])
    return list(levels.values())


def test_headings_begin_with_the_topic_and_never_skip_a_level(document: Document) -> None:
    levels = heading_levels(document)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - level <= 1 for level, after in pairwise(levels))


def test_the_topic_is_the_first_heading(document: Document, request: pytest.FixtureRequest) -> None:
    case = request.node.callspec.params["document"][0]
    (topic,) = [text for role, text in texts(document.pages).items() if role.tag == "H1"]
    assert topic == plan_named(case).guide.title.text


def test_an_element_has_its_text_in_one_go(document: Document) -> None:
    """A text run's element is not left and entered again: extraction would tear the sentence apart."""
    for page in document.pages:
        order = [run.role for run in runs(page) if run.role != ARTIFACT]
        entered = [role for k, role in enumerate(order) if k == 0 or order[k - 1] != role]
        assert len(entered) == len(set(entered))


def test_figures_say_where_their_code_leads(document: Document) -> None:
    figures = [item for item in all_items(document) if isinstance(item, Symbol)]
    for symbol in figures:
        assert symbol.role.tag == "Figure"
        assert "https://" in symbol.role.alt
        (area,) = [
            item
            for item in all_items(document)
            if isinstance(item, LinkArea) and (item.x, item.y) == (symbol.x, symbol.y)
        ]
        assert area.url in symbol.role.alt
        assert (area.width, area.height) == pytest.approx((symbol.side, symbol.side))


def test_modules_of_codes_are_wide_enough(document: Document, request: pytest.FixtureRequest) -> None:
    on_a_card = request.node.callspec.params["document"][1] in ("question-cards", "invitation")
    side = 25 * MM if on_a_card else 30 * MM
    for item in all_items(document):
        if isinstance(item, Symbol):
            assert item.module >= 0.40 * MM
            zone = quiet_zone(item)
            assert zone.right - zone.left == pytest.approx(side)


def test_every_link_is_also_there_in_words(document: Document) -> None:
    printed = list(texts(document.pages).values())
    for item in all_items(document):
        if isinstance(item, LinkArea):
            assert item.url.removeprefix("https://") in printed
            assert item.role.tag == "Link"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("length", [20, 45, 70, 95, 120, 145])
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


def test_link_areas_cover_their_words(document: Document) -> None:
    for page in document.pages:
        areas = [item for item in flat(page) if isinstance(item, LinkArea)]
        for run in runs(page):
            if run.role.tag == "Link":
                covering = [area for area in areas if area.role == run.role]
                box = extent(run)
                assert box
                assert any(
                    box.within(Rect(a.x, a.y, a.x + a.width, a.y + a.height), slack=1.5) for a in covering
                )


def test_what_the_file_says_about_itself(document: Document, request: pytest.FixtureRequest) -> None:
    case, sheet = request.node.callspec.params["document"]
    guide, event = plan_named(case).guide, plan_named(case).event
    assert document.title == f"{guide.title}: {sheet.replace('-', ' ')}"
    assert document.subject == str(guide.definition or guide.title)
    assert document.author == str(guide.series or "hostkit")
    assert document.language == "en"
    assert document.bookmarks == (sheet == "host-sheet")
    said = (document.title, document.subject, document.author)
    assert not [text for text in said if event.host and event.host.text in text], "no person's name"


def test_each_file_states_its_sides(document: Document, request: pytest.FixtureRequest) -> None:
    case, sheet = request.node.callspec.params["document"]
    pages = len(document.pages)
    two_sided = not case.startswith("one-sided") and (sheet == "question-cards" or pages > 1)
    assert document.duplex == ("DuplexFlipLongEdge" if two_sided else "Simplex")


def test_pages_are_the_papers(document: Document, request: pytest.FixtureRequest) -> None:
    paper = plan_named(request.node.callspec.params["document"][0]).paper
    assert {(page.width, page.height) for page in document.pages} == {(paper.width, paper.height)}


def test_the_ruler_of_collisions_sees_them() -> None:
    """The tool itself: two runs moved onto each other are found."""
    page = document_named("usual-a4", "host-sheet").pages[0]
    first, second = [run for run in runs(page) if run.size == 16][:2]
    assert collisions(Page(page.width, page.height, (first, first._replace(y=first.y + 6)))) != []
    assert collisions(Page(page.width, page.height, (first, second._replace(x=first.x + 300)))) == []
