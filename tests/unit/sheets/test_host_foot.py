"""What is anchored to the foot of the host sheet: helps, tips, lists to tick, codes, credit."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hostkit.guides.guide import Credit, FollowUp, PreRead
from hostkit.typesetting.display_list import ARTIFACT, Box, Page, Rule, Symbol, TextRun
from tests.support.guides import (
    GROUP,
    event,
    full_guide,
    guide,
    link,
    optional,
    phrase,
    phrases,
    words,
)
from tests.support.host_rows import (
    SIDE,
    host_sheet,
    leading_of,
    sheet_of,
)
from tests.support.kits import each_case, plan_named
from tests.support.measure import (
    MM,
    above_baseline,
    baselines,
    collisions,
    flat,
    runs,
    runs_of,
    said,
    texts,
)


def last_line(page: Page) -> float:
    """The lower end of what is anchored to the foot: codes, lists and their words."""
    bottoms = []
    for item in flat(page):
        if isinstance(item, TextRun) and item.role != ARTIFACT:
            leading = leading_of(item)
            bottoms.append(item.y - above_baseline(item.size, leading) + leading)
        elif isinstance(item, Symbol):
            bottoms.append(item.y + item.side)
        elif isinstance(item, Rule) and item.weight == 0.5:
            bottoms.append(item.y)
    return max(bottoms)


@each_case
def test_the_last_block_is_anchored_above_the_foot(case: str) -> None:
    """It ends as near to the foot on every sheet, ten points higher at most where there is room."""
    page = host_sheet(case).pages[-1]
    above_footer = page.height - 13.3 * MM - 9 - last_line(page)
    assert 6 < above_footer < 22


@each_case
def test_the_last_block_stays_together_on_the_last_page(case: str) -> None:
    document = host_sheet(case)
    words_of = plan_named(case).language
    heads = (
        "host_sheet.stalls",
        "host_sheet.one_voice",
        "host_sheet.tempers",
        "host_sheet.tears",
        "host_sheet.bring",
    )
    before = {text for page in document.pages[:-1] for text in texts([page]).values()}
    last = set(texts([document.pages[-1]]).values())
    for name in heads:
        assert words_of(name) in last
        assert words_of(name) not in before
    assert not [item for page in document.pages[:-1] for item in flat(page) if isinstance(item, Symbol)]


def test_rows_of_helps_and_lists_stand_four_points_apart() -> None:
    document = sheet_of(full_guide())
    helps = full_guide().helps
    rows = [helps.stalls, helps.one_voice, helps.tempers, helps.tears, *full_guide().tips]
    heights = [runs_of(document, str(row))[0].y for row in rows]
    labels = ("Silence", "One person talks", "Tempers", "Tears", "Keep in mind")
    lines = [len(baselines(runs_of(document, label))) for label in labels]
    assert lines == [1, 2, 1, 1, 2], "a label of the narrow column may take two lines"
    assert [after - before for before, after in pairwise(heights)] == pytest.approx([20, 36, 20, 20, 20])
    assert baselines(runs_of(document, "Keep in mind")) == pytest.approx(heights[-2:]), "level with the tips"


def test_a_missing_link_has_two_lines_to_write_on_in_its_place() -> None:
    document = host_sheet("full-no-details-a4")
    page = document.pages[-1]
    assert "Link" not in {run.role.tag for run in runs(page)} or "chat.example.org" in " ".join(
        said(document)
    )
    lines = [
        item
        for item in flat(page)
        if isinstance(item, Rule) and item.weight == 0.5 and item.x2 - item.x > 30 * MM
    ]
    (first, second) = sorted(lines, key=lambda line: line.y)
    assert second.y - first.y == pytest.approx(8.7 * MM)
    assert (first.x, first.x2) == (second.x, second.x2)


def test_a_kit_without_pre_read_has_the_groups_code_alone() -> None:
    symbols = [item for item in flat(host_sheet("small-a4").pages[-1]) if isinstance(item, Symbol)]
    assert len(symbols) == 1
    assert symbols[0].x == pytest.approx(SIDE)


def test_dark_modules_stand_level_with_the_first_line_of_their_words() -> None:
    page = host_sheet("usual-a4").pages[-1]
    symbols = [item for item in flat(page) if isinstance(item, Symbol)]
    assert len(symbols) == 2
    label = runs_of(host_sheet("usual-a4"), "To read first, if you like")[0]
    assert label.y - above_baseline(12, 16) == pytest.approx(symbols[0].y, abs=0.01)
    assert label.x - symbols[0].x == pytest.approx(29.7 * MM, abs=0.01)


THINGS = ("a bowl for phones", "drinks, glasses and something salty", "cushions for the floor", "a lamp")


@pytest.mark.parametrize("count", range(5))
def test_what_to_bring_runs_on_each_behind_its_tick_square(count: int) -> None:
    document = sheet_of(guide(materials=phrases(*THINGS[:count])))
    page = document.pages[-1]
    squares = [item for item in flat(page) if isinstance(item, Box)]
    assert {(box.width, box.height) for box in squares} == {(3.2 * MM, 3.2 * MM)}
    for box, item in zip(squares, ("10 pens", *THINGS), strict=False):
        first = runs_of(document, item)[0]
        assert first.x == pytest.approx(box.x + (3.2 + 1.7) * MM, abs=0.01)
        assert box.y + box.height - first.y == pytest.approx(0.6, abs=0.01)
    assert len(squares) == count + 1
    lines = {round(box.y, 2) for box in squares}
    assert max(lines) - min(lines) == pytest.approx(16 * (len(lines) - 1), abs=0.01)
    assert len(lines) == (1 if count < 3 else 2)


def test_pens_for_assumed_guests_say_so() -> None:
    assert [text for text in said(host_sheet("no-details-a4")) if "for 8 guests" in text and "pen" in text]
    assert [text for text in said(sheet_of(guide(), guests=1)) if text == "1 pen"]


def test_links_are_named_by_their_sites_alone() -> None:
    printed = said(sheet_of(full_guide(), group_url=link("https://chat.example.com/groups/reading?of=2")))
    assert "chat.example.com" in printed
    assert "www.example.org" in printed
    assert not [text for text in printed if "chat.example.com/" in text or "www.example.org/" in text]


def test_tips_are_rows_like_the_helps_and_the_first_is_labeled() -> None:
    found = sheet_of(full_guide())
    label = runs_of(found, "Keep in mind")[0]
    (tip,) = runs_of(found, "Some guests work at night.")
    assert label.y == tip.y
    assert (label.face, tip.face, tip.size) == ("text-bold", "text", 12)
    assert "Keep in mind" not in said(sheet_of(guide()))


def test_own_helps_replace_the_languages() -> None:
    found = said(sheet_of(full_guide()))
    assert "Wait a little, then wait again." in found
    usual = said(sheet_of(guide()))
    for name, own in zip(
        ("one_voice", "tempers", "tears"), ("Ask the", "Pour water", "Sit down"), strict=True
    ):
        words_of_language = plan_named("usual-a4").language(f"help.{name}")
        assert words_of_language in usual
        assert words_of_language not in found
        assert [text for text in found if text.startswith(own)]
    assert not [text for text in found if text.startswith("Count to ten")]
    assert [text for text in usual if text.startswith("Count to ten")]


def test_a_credit_stands_small_above_the_foot_with_its_link() -> None:
    found = runs_of(sheet_of(full_guide()), "Adapted from a booklet by the Reading Circle. example.org/b")
    assert {(run.size, run.face) for run in found} == {(9, "text")}


@pytest.mark.parametrize("address", ["https://x.org/a", GROUP])
def test_a_credit_keeps_out_of_the_codes_quiet_zone(address: str) -> None:
    """A short link has large modules, and with them a wide quiet zone."""
    credit = Credit(phrase(words(25)))
    document = sheet_of(guide(credit=credit, follow_up=FollowUp(opens=phrase("Us"))), group_url=link(address))
    assert collisions(document.pages[-1]) == []


def test_a_pre_read_is_optional_unless_the_guide_says_otherwise() -> None:
    for required, label in ((True, "To read first"), (False, "To read first, if you like")):
        made = full_guide(pre_read=PreRead(phrase("In praise of naps"), required=required))
        assert label in said(sheet_of(made))


@pytest.mark.parametrize(
    ("publisher", "author", "opens", "printed"),
    [
        ("The Press", "R. Ester", None, "“In praise of naps”, The Press"),
        (None, "R. Ester", None, "“In praise of naps”, R. Ester"),
        (None, None, None, "“In praise of naps”"),
        ("The Press", None, "A summary", "A summary (The Press)"),
        (None, "R. Ester", "A summary", "A summary (R. Ester)"),
        (None, None, "A summary", "A summary"),
        ("The Press", None, "The Press, in short", "The Press, in short"),
    ],
)
def test_what_the_pre_reads_code_opens(
    publisher: str | None, author: str | None, opens: str | None, printed: str
) -> None:
    pre_read = PreRead(
        phrase("In praise of naps"), optional(publisher), optional(author), opens=optional(opens)
    )
    assert printed in said(sheet_of(guide(pre_read=pre_read), pre_read_url=event().group_url))
