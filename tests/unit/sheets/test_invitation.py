"""The invitation's card: what stands on it and where, how it gives way to long texts, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.core.errors import FitError
from hostkit.events.event import Event
from hostkit.guides.guide import Guide, PreRead
from hostkit.guides.read_guide import read_guide
from hostkit.sheets.invitation import SHEET
from hostkit.themes.theme import read_theme, theme_names
from hostkit.typesetting.display_list import Fill, Page, Placement, Role, Rule, Strokes, Symbol, TextRun
from tests.support.cases import GUIDES, LONG_HOST, LONG_PLACE
from tests.support.guides import (
    NOTHING_KNOWN,
    event,
    full_guide,
    guide,
    link,
    male_allies,
    phrase,
    plan,
    words,
)
from tests.support.kits import LONG_SITE, compose
from tests.support.measure import MM, boxes, extent, quiet_zone, rules, texts

A6, QUARTER = (105 * MM, 148.5 * MM), (4.25 * 72, 5.5 * 72)
BLANKS = 0.5
"""Weight of a line to write on."""
FRONT, BACK = 0, 1


def placed(made: Guide, its: Event = NOTHING_KNOWN, side: int = FRONT, **options: Any) -> list[Placement]:
    """The cards on the front or the back of the one sheet of an invitation."""
    page = compose(plan(made, its, **options), "invitation").pages[side]
    return [item for item in page.items if isinstance(item, Placement)]


def front(made: Guide, its: Event = NOTHING_KNOWN, **options: Any) -> Page:
    return placed(made, its, **options)[0].page


def back(made: Guide, its: Event = NOTHING_KNOWN, **options: Any) -> Page:
    return placed(made, its, BACK, **options)[0].page


def lines(page: Page) -> list[str]:
    """What a card says, element by element."""
    return list(texts([page]).values())


def runs(page: Page, text: str = "") -> list[TextRun]:
    """The runs of every element that holds ``text``."""
    roles = {role for role, said in texts([page]).items() if text in said}
    return [item for item in page.items if isinstance(item, TextRun) and item.role in roles]


def test_the_front_says_who_invites_to_what_when_and_where() -> None:
    assert lines(front(male_allies(), event())) == [
        "Power Talks",
        "You’re invited by Ana",
        "Male allies",
        "Thursday, 14 January 2027",
        "19:00 to 20:30",
        "12 Mill Lane",
    ]


def test_the_back_says_what_to_expect_for_whom_it_is_and_what_to_read() -> None:
    note = phrase("Bring something to nibble.")
    assert lines(back(male_allies(), event(note=note))) == [
        "Four questions and 90 minutes to talk. All are welcome, men included. "
        "Nothing to prepare. Pass on any question.",
        "Bring something to nibble.",
        "Tell me if stairs, hearing or food could be a problem.",
        "For",
        "To read first, if you like",
        "The discussion guide to “Male Allies Aren’t Going to Save Us” (The League of Badass Women)",
        "It asks whether allies are enough.",
        "www.leagueofbadasswomen.org",
    ]


def test_what_must_be_read_is_something_to_prepare() -> None:
    said = lines(back(full_guide(pre_read=full_guide().pre_read._replace(opens=None)), event()))  # type: ignore[union-attr]
    assert said[0].endswith("Pass on any question.")
    assert "prepare" not in said[0]
    assert said[3:] == [
        "To read first",
        "“In praise of naps”, The Quiet Press",
        "It is short and it is funny.",
        "www.example.org/essays/work-and-rest",
    ]


@pytest.mark.parametrize(("paper", "trim"), [("a4", A6), ("letter", QUARTER)])
@pytest.mark.parametrize(
    "options", [{}, {"duplex": "short"}, {"duplex": "manual"}, {"impose": "none"}, {"skip": 3}], ids=str
)
def test_four_equal_cards_in_landscape_fill_both_sides_of_the_sheet(
    paper: str, trim: tuple[float, float], options: dict[str, Any]
) -> None:
    found = compose(plan(male_allies(), event(), paper=paper, **options), "invitation")
    width, height = trim
    corners = [(0, 0), (width, 0), (0, height), (width, height)]
    assert found.sides == ("front", "back")
    short = options.get("duplex") == "short"
    edge = "DuplexFlipShortEdge" if short else "DuplexFlipLongEdge"
    assert found.duplex == ("Simplex" if options.get("duplex") == "manual" else edge)
    for page, turn in zip(found.pages, (90, 90 if short else 270), strict=True):
        cards = [item for item in page.items if isinstance(item, Placement)]
        for each, (x, y) in zip(cards, corners, strict=True):
            assert (each.x, each.y, each.turn, each.scale) == pytest.approx((x, y, turn, 1))
            assert (each.page.height, each.page.width) == pytest.approx(trim)
            assert lines(each.page) == lines(cards[0].page)
        cuts = [item for item in page.items if isinstance(item, Rule)]
        upright = {rule.x for rule in cuts if rule.x == rule.x2}
        level = {rule.y for rule in cuts if rule.y == rule.y2}
        assert [*upright, *level] == pytest.approx([width, height]), "two cuts"


@pytest.mark.parametrize("duplex", ["fold", "none"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_on_one_side_of_paper_front_and_back_are_folded_at_the_top_of_the_card(
    duplex: str, paper: str
) -> None:
    found = compose(plan(male_allies(), event(), paper=paper, duplex=duplex), "invitation")
    assert (found.duplex, found.sides) == ("Simplex", ("front",))
    cards = [item for item in found.pages[0].items if isinstance(item, Placement)]
    assert [card.turn for card in cards] == [90, 270, 90, 270]
    assert [lines(card.page)[0] for card in cards[:2]] == [
        "Power Talks",
        lines(back(male_allies(), event()))[0],
    ]


@pytest.mark.parametrize("duplex", ["long", "short"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_back_is_behind_its_front_and_upright_when_the_card_is_turned_about_its_short_side(
    duplex: str, paper: str
) -> None:
    """Through the paper, within 0.1 mm: the same corner of a card, seen from behind, is its other upper corner."""
    found = compose(plan(male_allies(), event(), paper=paper, duplex=duplex), "invitation")
    sheet = found.pages[0]

    def through(x: float, y: float) -> tuple[float, float]:
        return (x, sheet.height - y) if duplex == "short" else (sheet.width - x, y)

    fronts, backs = (_upper_corners(page) for page in found.pages)
    seen = {tuple(round(each) for each in corners): corners for corners in fronts}
    assert len(seen) == 4
    for left, top_left, right, top_right in backs:
        behind = (*through(right, top_right), *through(left, top_left))
        nearest = min(fronts, key=lambda each: sum(abs(a - b) for a, b in zip(each, behind, strict=True)))
        assert nearest == pytest.approx(behind, abs=0.1 * MM)


def _upper_corners(page: Page) -> list[tuple[float, float, float, float]]:
    """Where the upper left and the upper right corner of each card are on a side of the sheet."""
    cards = [item for item in page.items if isinstance(item, Placement)]
    # Turned clockwise by a quarter, a card has its top at the right, and its left at the top.
    return [
        (card.x + card.page.height, card.y, card.x + card.page.height, card.y + card.page.width)
        if card.turn == 90
        else (card.x, card.y + card.page.width, card.x, card.y)
        for card in cards
    ]


@pytest.mark.parametrize("stock", ["avery-c32011", "avery-l7418", "a7-8up"])
def test_bought_stock_is_for_the_deck_alone(stock: str) -> None:
    assert placed(male_allies(), event(), stock=stock) == placed(male_allies(), event())


def test_each_card_is_a_section_with_elements_of_its_own() -> None:
    pages = compose(plan(male_allies(), event()), "invitation").pages
    cards = [item for page in pages for item in page.items if isinstance(item, Placement)]
    roles = [set(texts([each.page])) for each in cards]
    assert not set.intersection(*roles)
    tops: list[set[Role | None]] = [{_outermost(role) for role in its} for its in roles]
    assert all(len(its) == 1 for its in tops)
    assert len(set.union(*tops)) == 8, "elements are read in the order of the pages"
    headings = [[role.tag for role in texts([each.page]) if role.tag.startswith("H")] for each in cards]
    # On the back, the first card is in the second column.
    assert headings == [["H1"], ["H2"], ["H2"], ["H2"], ["H3"], ["H2"], ["H3"], ["H3"]]


def _outermost(role: Role) -> Role:
    return _outermost(role.parent) if role.parent else role


@pytest.mark.parametrize("duplex", ["long", "none"])
@pytest.mark.parametrize(("guests", "cards"), [(1, 1), (4, 4), (5, 5), (10, 10), (None, 8), (200, 200)])
def test_a_card_for_each_guest(guests: int | None, cards: int, duplex: str) -> None:
    found = plan(guide(), event(guests=guests), sheets=("invitation",), duplex=duplex)
    assert SHEET.copies(found) == -(-cards // (4 if duplex == "long" else 2))


# What is not known


def blanks(page: Page) -> list[Rule]:
    return sorted((rule for rule in rules(page) if rule.weight == BLANKS), key=lambda rule: (rule.y, rule.x))


@pytest.mark.parametrize("theme", ["plain", "stairs"])
def test_what_is_not_known_is_a_label_and_a_line_to_write_on(theme: str) -> None:
    page = front(male_allies(), theme=theme)
    assert lines(page)[1:] == ["You’re invited", "Male allies", "Date", "Time", "Place"]
    date, time, place = blanks(page)
    assert date.y == time.y
    assert place.y - date.y == pytest.approx(8.7 * MM, abs=0.01), "room for handwriting"
    assert place.x2 == pytest.approx(time.x2)
    assert (date.x2 - date.x) > 25 * MM > (time.x2 - time.x) > 15 * MM
    assert (place.x2 - place.x) > 55 * MM


@pytest.mark.parametrize(
    ("missing", "label", "before", "after"),
    [
        ("date", "Date", "Male allies", "19:00 to 20:30"),
        ("start", "Time", "Thursday, 14 January 2027", "12 Mill Lane"),
        ("place", "Place", "19:00 to 20:30", None),
    ],
)
def test_one_detail_that_is_missing_stands_in_its_place(
    missing: str, label: str, before: str, after: str | None
) -> None:
    page = front(male_allies(), event(**{missing: None}))
    said = [*lines(page), None]
    at = said.index(label)
    assert (said[at - 1], said[at + 1]) == (before, after)
    (blank,) = blanks(page)
    assert blank.y - max(run.y for run in runs(page, before)) >= 8.5 * MM
    # What is written on the line keeps clear of the words below.
    assert all((box := extent(run)) and box.top > blank.y + 6 for run in runs(page, after)) if after else True


def test_the_guests_name_has_a_line_of_its_own_in_every_kit() -> None:
    for made, its in ((male_allies(), event()), (guide(), NOTHING_KNOWN)):
        page = back(made, its)
        line = blanks(page)[0]
        assert line.x2 - line.x == pytest.approx(40 * MM)
        (label,) = runs(page, "For")
        assert line.x == pytest.approx(label.x)
        assert line.y - label.y > 8.7 * MM


def test_a_link_that_is_not_known_is_written_on_two_lines() -> None:
    page = back(guide(pre_read=PreRead(phrase("An essay"), why=phrase("It is short."))), event())
    assert lines(page)[-4:] == [
        "To read first, if you like",
        "“An essay”",
        "It is short.",
        "Write the link here:",
    ]
    _, first, second = blanks(page)
    assert second.y - first.y == pytest.approx(8.7 * MM)
    assert not [item for item in page.items if isinstance(item, Symbol)]


def test_a_link_of_the_event_alone_has_a_code_and_no_words_about_it() -> None:
    page = back(guide(), event(pre_read_url=link("https://example.org/x")))
    assert lines(page)[-2:] == ["To read first, if you like", "example.org/x"]


def test_without_a_pre_read_the_topic_is_defined_in_its_place() -> None:
    made = guide(definition=phrase("Rest is what a body does when nobody asks anything of it."))
    assert lines(back(made, event()))[-2:] == [
        "Rest and work",
        "Rest is what a body does when nobody asks anything of it.",
    ]
    assert full_guide().definition.text not in lines(back(full_guide(), event()))  # type: ignore[union-attr]


# Where it stands


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("url", ["https://example.org/x", LONG_SITE, "https://a.example.org/" + "b" * 80])
def test_at_most_four_lines_stand_beside_the_code_of_25_millimeters(paper: str, url: str) -> None:
    for made in (male_allies(), full_guide(), read_guide(GUIDES / "long.yaml")):
        page = back(made, event(pre_read_url=link(url)), paper=paper)
        (symbol,) = [item for item in page.items if isinstance(item, Symbol)]
        assert symbol.module * (len(symbol.rows) + 8) == pytest.approx(25 * MM)
        margin = runs(page)[0].x
        assert page.width - symbol.x - symbol.side == pytest.approx(margin)
        zone = quiet_zone(symbol)
        beside = [run for run in runs(page) if run.y > symbol.y and run.x < symbol.x]
        assert 1 <= len({run.y for run in beside}) <= 4
        assert all(run.x + run.width < zone.left for run in beside)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("theme", [name for name in theme_names() if name != "plain"])
def test_the_figure_is_at_the_lower_right_clear_of_the_words(theme: str, paper: str) -> None:
    for made in (male_allies(), full_guide()):
        page = front(made, event(), paper=paper, theme=theme)
        (figure,) = [box for item, box in boxes(page) if isinstance(item, Strokes)]
        assert figure.bottom <= page.height - 12 * MM + 0.01
        assert figure.right == pytest.approx(page.width - 12 * MM, abs=6)
        assert figure.bottom - figure.top >= 5 * MM
        words = [box for item, box in boxes(page) if isinstance(item, TextRun)]
        assert all(box.right < figure.left - 6 * MM or box.bottom < figure.top - 3 * MM for box in words)


def test_the_accent_is_that_of_the_theme_in_the_short_rule_and_the_figure() -> None:
    page = front(male_allies(), event(), theme="stairs")
    (rule,) = [item for item in page.items if isinstance(item, Fill)]
    (figure,) = [item for item in page.items if isinstance(item, Strokes)]
    assert (rule.width, rule.height) == pytest.approx((12 * MM, 2))
    assert rule.color == figure.color == read_theme("stairs").accent
    assert rule.color not in {run.color for run in runs(page)}
    assert not [
        item for item in front(male_allies(), event(), theme="plain").items if isinstance(item, Strokes)
    ]


def test_the_second_voice_invites_and_says_what_to_expect() -> None:
    for theme, face in (("stairs", "display-italic"), ("plain", "text")):
        pages = (side(male_allies(), event(), theme=theme) for side in (front, back))
        for page, said in zip(pages, ("invited", "Four questions"), strict=True):
            assert {run.face for run in runs(page, said)} == {face}


def test_rounds_are_counted_where_there_are_any() -> None:
    said = lines(back(read_guide(GUIDES / "rounds.yaml"), event()))
    assert said[0].startswith("Five questions and 90 minutes to talk.")


def test_twelve_hours() -> None:
    assert "7:00 to 8:30 pm" in lines(front(male_allies(), event(), clock=12))


# Short and long


def test_the_longer_the_topic_the_smaller_it_is() -> None:
    pages = [front(guide(title=phrase(words(count))), event()) for count in (1, 4, 9, 30)]
    sizes = [max(run.size for run in runs(page)) for page in pages]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (36, 16)
    assert all(run.size >= 12 for page in pages for run in runs(page))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "known", [event(place=phrase(LONG_PLACE), host=phrase(LONG_HOST)), NOTHING_KNOWN], ids=["names", "blank"]
)
def test_the_longest_that_there_is_stands_whole(paper: str, known: Event) -> None:
    made = read_guide(GUIDES / "long.yaml")
    pages = front(made, known, paper=paper), back(made, known, paper=paper)
    said = " ".join(text for page in pages for text in lines(page))
    assert made.series
    assert made.pre_read
    assert made.pre_read.publisher
    for text in (made.title.text, made.series.text, made.pre_read.title.text, made.pre_read.publisher.text):
        assert text in said
    if known.place:
        assert LONG_PLACE in said
        assert LONG_HOST in said
    assert min(run.size for page in pages for run in runs(page)) == 12
    assert min(run.x for page in pages for run in runs(page)) >= 8 * MM - 0.01


@pytest.mark.parametrize(
    ("made", "its", "longest"),
    [
        (guide(title=phrase(words(110), "title", 7, 3)), event(), "guides/made-up.yaml:7:3: title"),
        (guide(definition=phrase(words(200), "definition", 8, 3)), event(), "guides/made-up.yaml:8:3: definition"),
        (
            guide(pre_read=PreRead(phrase("x"), why=phrase(words(160), "pre_read.why", 9, 3))),
            event(),
            "guides/made-up.yaml:9:3: pre_read.why",
        ),
        (guide(), event(place=phrase(words(200), "place", 4, 8)), "guides/made-up.yaml:4:8: place"),
        (guide(), event(note=phrase(words(200), "note", 4, 8)), "guides/made-up.yaml:4:8: note"),
    ],
)  # fmt: skip
def test_too_long_a_text_is_refused_by_its_place_and_by_how_much(
    made: Guide, its: Event, longest: str
) -> None:
    with pytest.raises(FitError) as caught:
        compose(plan(made, its, stock="avery-l7418"), "invitation")
    said = str(caught.value)
    assert said.startswith(longest)
    assert "does not fit on the invitation (stock a6-4up, paper a4, language en): it is " in said
    assert " mm (" in said
    assert said.endswith(" too long at the smallest size for it. Shorten it.")


def test_a_word_wider_than_the_card_is_refused() -> None:
    with pytest.raises(
        FitError, match=r"title: does not fit .+: a word is wider than the card at 16 pt\. Shorten it\."
    ):
        front(guide(title=phrase("M" * 40, "title")), event())
