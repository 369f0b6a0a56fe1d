"""The invitation's card: what stands on it and where, how it gives way to long texts, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.core.characters import Phrase
from hostkit.core.errors import FitError
from hostkit.events.event import Event
from hostkit.guides.guide import Guide, PreRead
from hostkit.guides.read_guide import read_guide
from hostkit.sheets.invitation import SHEET
from hostkit.typesetting.display_list import Fill, Page, Placement, Role, Rule, Symbol, TextRun
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
from tests.support.measure import MM, extent, rules, texts

A6, QUARTER = (105 * MM, 148.5 * MM), (4.25 * 72, 5.5 * 72)
BLANKS = 0.5
"""Weight of a line to write on."""


def cards(made: Guide, its: Event = NOTHING_KNOWN, **options: Any) -> list[Placement]:
    """The cards on the one sheet of an invitation."""
    (page,) = compose(plan(made, its, **options), "invitation").pages
    return [item for item in page.items if isinstance(item, Placement)]


def card(made: Guide, its: Event = NOTHING_KNOWN, **options: Any) -> Page:
    return cards(made, its, **options)[0].page


def lines(page: Page) -> list[str]:
    """What a card says, element by element."""
    return list(texts([page]).values())


def runs(page: Page, text: str = "") -> list[TextRun]:
    """The runs of every element that holds ``text``."""
    roles = {role for role, said in texts([page]).items() if text in said}
    return [item for item in page.items if isinstance(item, TextRun) and item.role in roles]


def size(page: Page, text: str) -> float:
    (found,) = {run.size for run in runs(page, text)}
    return found


def test_it_says_what_when_where_who_and_what_to_read() -> None:
    assert lines(card(male_allies(), event())) == [
        "Power Talks",
        "Male allies",
        "You’re invited by Ana",
        "Thursday, 14 January 2027",
        "19:00 to 20:30",
        "12 Mill Lane",
        "Four questions and 90 minutes to talk.",
        "All are welcome, men included.",
        "Nothing to prepare. Pass on any question.",
        "Tell me if stairs, hearing or food could be a problem.",
        "To read first, if you like",
        "The discussion guide to “Male Allies Aren’t Going to Save Us” (The League of Badass Women)",
        "It asks whether allies are enough.",
        "www.leagueofbadasswomen.org/male-allies-discussion-guide",
    ]


@pytest.mark.parametrize(("place", "before"), [(phrase("12 Mill Lane"), "12 Mill Lane"), (None, "Place")])
def test_a_note_stands_below_the_place(place: Phrase | None, before: str) -> None:
    said = lines(card(male_allies(), event(place=place, note=phrase("Bring something to nibble."))))
    at = said.index("Bring something to nibble.")
    assert (said[at - 1], said[at + 1]) == (before, "Four questions and 90 minutes to talk.")


def test_what_must_be_read_is_no_or_not_and_something_to_prepare() -> None:
    said = lines(card(full_guide(pre_read=full_guide().pre_read._replace(opens=None)), event()))  # type: ignore[union-attr]
    assert said[7:] == [
        "Pass on any question.",
        "Tell me if stairs, hearing or food could be a problem.",
        "To read first",
        "“In praise of naps”, The Quiet Press",
        "It is short and it is funny.",
        "www.example.org/essays/work-and-rest",
    ]


@pytest.mark.parametrize(("paper", "trim"), [("a4", A6), ("letter", QUARTER)])
@pytest.mark.parametrize(
    "options", [{}, {"duplex": "short"}, {"duplex": "fold"}, {"impose": "none"}, {"skip": 3}], ids=str
)
def test_four_equal_cards_fill_the_sheet_whatever_the_deck_does(
    paper: str, trim: tuple[float, float], options: dict[str, Any]
) -> None:
    found = compose(plan(male_allies(), event(), paper=paper, **options), "invitation")
    (page,) = found.pages
    placed = [item for item in page.items if isinstance(item, Placement)]
    width, height = trim
    corners = [(0, 0), (width, 0), (0, height), (width, height)]
    for each, (x, y) in zip(placed, corners, strict=True):
        assert (each.x, each.y, each.turn, each.scale) == pytest.approx((x, y, 0, 1))
        assert (each.page.width, each.page.height) == pytest.approx(trim)
        assert lines(each.page) == lines(placed[0].page)
    assert (found.duplex, found.sides) == ("Simplex", ())
    cuts = [item for item in page.items if isinstance(item, Rule)]
    upright, level = (
        {rule.x for rule in cuts if rule.x == rule.x2},
        {rule.y for rule in cuts if rule.y == rule.y2},
    )
    assert [*upright, *level] == pytest.approx([width, height]), "two cuts"


@pytest.mark.parametrize("stock", ["avery-c32011", "avery-l7418", "a7-8up"])
def test_bought_stock_is_for_the_deck_alone(stock: str) -> None:
    assert cards(male_allies(), event(), stock=stock) == cards(male_allies(), event())


def test_each_card_is_a_section_with_elements_of_its_own() -> None:
    placed = cards(male_allies(), event())
    roles = [set(texts([each.page])) for each in placed]
    assert not set.intersection(*roles)
    tops: list[set[Role | None]] = [{_outermost(role) for role in its} for its in roles]
    assert all(len(its) == 1 for its in tops)
    assert len(set.union(*tops)) == 4
    headings = [[role.tag for role in texts([each.page]) if role.tag.startswith("H")] for each in placed]
    assert headings == [["H1", "H2"], ["H2", "H3"], ["H2", "H3"], ["H2", "H3"]]


def _outermost(role: Role) -> Role:
    return _outermost(role.parent) if role.parent else role


@pytest.mark.parametrize(("guests", "sheets"), [(1, 1), (4, 1), (5, 2), (10, 3), (None, 2), (200, 50)])
def test_a_card_for_each_guest(guests: int | None, sheets: int) -> None:
    found = plan(guide(), event(guests=guests), sheets=("invitation",))
    assert SHEET.copies(found) == sheets


# What is not known


def blanks(page: Page) -> list[Rule]:
    return sorted((rule for rule in rules(page) if rule.weight == BLANKS), key=lambda rule: (rule.y, rule.x))


def test_what_is_not_known_is_a_label_and_a_line_to_write_on() -> None:
    page = card(male_allies())
    assert lines(page)[2:7] == [
        "You’re invited",
        "Date",
        "Time",
        "Place",
        "Four questions and 90 minutes to talk.",
    ]
    date, time, place = blanks(page)
    assert date.y == time.y
    assert place.y - date.y == pytest.approx(8.7 * MM, abs=0.01), "room for handwriting"
    assert place.x2 == pytest.approx(time.x2)
    assert (date.x2 - date.x) > 30 * MM > (time.x2 - time.x) > 15 * MM
    assert (place.x2 - place.x) > 60 * MM


@pytest.mark.parametrize(
    ("missing", "label", "before", "after"),
    [
        ("date", "Date", "You’re invited by Ana", "19:00 to 20:30"),
        ("start", "Time", "Thursday, 14 January 2027", "12 Mill Lane"),
        ("place", "Place", "19:00 to 20:30", "Four questions and 90 minutes to talk."),
    ],
)
def test_one_detail_that_is_missing_stands_in_its_place(
    missing: str, label: str, before: str, after: str
) -> None:
    page = card(male_allies(), event(**{missing: None}))
    said = lines(page)
    at = said.index(label)
    assert (said[at - 1], said[at + 1]) == (before, after)
    (blank,) = blanks(page)
    above, below = max(run.y for run in runs(page, before)), min(run.y for run in runs(page, after))
    assert blank.y - above >= 8.5 * MM
    # What is written on the line keeps clear of the words below.
    assert all((box := extent(run)) and box.top > blank.y + 6 for run in runs(page, after))
    assert below > blank.y


def test_a_link_that_is_not_known_is_written_on_two_lines() -> None:
    page = card(guide(pre_read=PreRead(phrase("An essay"), why=phrase("It is short."))), event())
    assert lines(page)[-4:] == [
        "To read first, if you like",
        "“An essay”",
        "It is short.",
        "Write the link here:",
    ]
    first, second = blanks(page)
    assert second.y - first.y == pytest.approx(8.7 * MM)
    assert first.x2 - first.x == pytest.approx(79 * MM)
    assert not [item for item in page.items if isinstance(item, Symbol)]


def test_a_link_of_the_event_alone_has_a_code_and_no_words_about_it() -> None:
    page = card(guide(), event(pre_read_url=link("https://example.org/x")))
    assert lines(page)[-2:] == ["To read first, if you like", "example.org/x"]


# Where it stands


def test_the_pre_read_stands_on_the_foot_and_its_code_is_25_millimeters() -> None:
    page = card(male_allies(), event())
    (symbol,) = [item for item in page.items if isinstance(item, Symbol)]
    assert symbol.module * (len(symbol.rows) + 8) == pytest.approx(25 * MM)
    margin = runs(page, "Male allies")[0].x
    assert symbol.x == pytest.approx(margin)
    last = max(run.y for run in runs(page))
    assert margin < page.height - last < margin + 6


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_without_a_pre_read_the_definition_takes_its_place_and_the_facts_stand_on_the_foot(
    paper: str,
) -> None:
    made = guide(definition=phrase("Rest is what a body does when nobody asks anything of it."))
    page = card(made, event(), paper=paper)
    assert lines(page)[1] == "Rest is what a body does when nobody asks anything of it."
    assert size(page, "Rest is what") == 14
    assert size(page, "19:00") == 14
    assert min(run.y for run in runs(page, "12 Mill Lane")) > page.height * 0.7
    assert max(run.y for run in runs(page, "Rest is what")) < page.height / 2
    assert page.height - max(run.y for run in runs(page)) < 13 * MM + 6


def test_a_definition_is_left_to_the_evening_where_there_is_something_to_read() -> None:
    made = full_guide()
    assert made.definition
    assert made.definition.text not in lines(card(made, event()))


def test_the_accent_is_the_short_rule_alone() -> None:
    page = card(male_allies(), event())
    (rule,) = [item for item in page.items if isinstance(item, Fill)]
    assert (rule.width, rule.height) == pytest.approx((12 * MM, 2))
    topic, facts = runs(page, "Male allies")[0], runs(page, "You’re invited")[0]
    assert topic.y < rule.y < facts.y
    assert {run.color for run in runs(page)} != {rule.color}
    assert rule.color not in {run.color for run in runs(page)}


def test_date_and_time_catch_the_eye() -> None:
    page = card(male_allies(), event())
    bold = [
        text
        for role, text in texts([page]).items()
        if any(run.role == role and run.face == "text-bold" for run in runs(page))
    ]
    assert bold == ["Thursday, 14 January 2027", "19:00 to 20:30", "To read first, if you like"]
    assert all(run.face == "display" for run in runs(page, "Male allies") if run.size > 14)


def test_rounds_are_counted_where_there_are_any() -> None:
    assert "Five questions and 90 minutes to talk." in lines(
        card(read_guide(GUIDES / "rounds.yaml"), event())
    )


def test_twelve_hours() -> None:
    assert "7:00 to 8:30 pm" in lines(card(male_allies(), event(), clock=12))


# Short and long


def test_the_longer_the_texts_the_smaller_the_topic_and_never_the_rest() -> None:
    made = [guide(title=phrase(words(count)), definition=phrase(words(50))) for count in (1, 4, 9, 30)]
    pages = [card(each, event()) for each in made]
    sizes = [runs(page)[0].size for page in pages]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (37, 16)
    for page in pages:
        assert min(run.size for run in runs(page)) == 12


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "known", [event(place=phrase(LONG_PLACE), host=phrase(LONG_HOST)), NOTHING_KNOWN], ids=["names", "blank"]
)
def test_the_longest_that_there_is_stands_whole(paper: str, known: Event) -> None:
    made = read_guide(GUIDES / "long.yaml")
    page = card(made, known, paper=paper)
    said = " ".join(lines(page))
    assert made.series
    assert made.pre_read
    assert made.pre_read.url
    assert made.pre_read.publisher
    for text in (made.title.text, made.series.text, made.pre_read.title.text, made.pre_read.publisher.text):
        assert text in said
    assert made.pre_read.url.words in said
    if known.place:
        assert LONG_PLACE in said
        assert LONG_HOST in said
    assert min(run.size for run in runs(page)) == 12
    assert min(run.x for run in runs(page)) >= 8 * MM - 0.01


def test_a_link_whose_site_would_be_broken_goes_under_its_code() -> None:
    page = card(full_guide(), event(pre_read_url=link(LONG_SITE)))
    (symbol,) = [item for item in page.items if isinstance(item, Symbol)]
    words_of_link = runs(page, LONG_SITE.removeprefix("https://"))
    assert min(run.y for run in words_of_link) > symbol.y + symbol.side
    assert min(run.x for run in words_of_link) == pytest.approx(symbol.x)


@pytest.mark.parametrize(
    ("made", "its", "longest"),
    [
        (guide(title=phrase(words(110), "title", 7, 3)), event(), "guides/made-up.yaml:7:3: title"),
        (guide(definition=phrase(words(200), "definition", 8, 3)), event(), "guides/made-up.yaml:8:3: definition"),
        (
            guide(pre_read=PreRead(phrase("x"), why=phrase(words(120), "pre_read.why", 9, 3))),
            event(),
            "guides/made-up.yaml:9:3: pre_read.why",
        ),
        (
            guide(pre_read=PreRead(phrase("x"), opens=phrase(words(120), "pre_read.opens", 9, 3)),
                  definition=phrase(words(130))),
            event(),
            "guides/made-up.yaml:9:3: pre_read.opens",
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


def test_a_longer_text_is_too_long_by_more() -> None:
    def over(count: int) -> int:
        try:
            card(guide(definition=phrase(words(count))), event())
        except FitError as error:
            return int(str(error).split(" mm (")[1].split(" ")[0])
        return 0

    lengths = [over(count) for count in range(100, 220, 20)]
    assert lengths[0] == 0 < lengths[-1]
    assert lengths == sorted(lengths)


def test_a_word_wider_than_the_card_is_refused() -> None:
    with pytest.raises(
        FitError, match=r"title: does not fit .+: a word is wider than the card at 16 pt\. Shorten it\."
    ):
        card(guide(title=phrase("Donaudampfschifffahrtsgesellschaftskapitänswitwe", "title")), event())
