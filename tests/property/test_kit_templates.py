"""A kit is the same bytes whether it is made alone or after others, from a template that another event left behind."""

from __future__ import annotations

import datetime
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hostkit.core.errors import HostkitError, UsageError
from hostkit.core.values import PAPERS
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.guides.languages import language_names
from hostkit.guides.read_guide import read_guide
from hostkit.kit import Kit, KitMaker, make_kit
from hostkit.kit_template import KitTemplate
from hostkit.sheets import sheets
from hostkit.stocks.imposition import FOLD, LONG, MANUAL, NONE, SHORT, impose
from hostkit.stocks.stock import AUTO, Stock, read_stock, stock_names
from tests.support.cases import GUIDES, LONG_HOST, LONG_PLACE
from tests.support.each import for_each
from tests.support.guides import full_guide, guide, link, male_allies, phrase, questions, segment
from tests.support.kits import LONG_LINK, LONG_NAME, LONG_SITE, UNBROKEN_LINK

TITLES = "Introductions, one after the other, round the whole table, and back again to where they began"
AT_THE_EDGE = guide(
    run_of_show=(
        *(segment("introductions", 15, title=TITLES[: 22 + 3 * k].strip(), each=True) for k in range(8)),
        segment("questions", title=TITLES[:26]),
    )
)
"""Titles that leave the words at the end of their line hardly room, or none."""
WITH_PLACEHOLDERS = guide(
    run_of_show=(
        segment(
            "arrivals",
            note="{host} pours for **{group_name}**.",
            title="A title that fills its whole line, nearly",
        ),
        segment("welcome", read="Welcome to {place}, says {host}, on {date} at {start}."),
        segment("questions"),
        segment("closing_round", ask="What will you tell {host}?", each=True),
    ),
    questions=questions("What does {place} remind you of?", "Why?"),
)
MADE = [
    male_allies(),
    full_guide(),
    WITH_PLACEHOLDERS,
    *(read_guide(GUIDES / f"{name}.yaml") for name in ("rounds", "long", "short", "letters")),
]
EVERY_SHEET = tuple(sheets())
"""Also those that are made only when they are asked for."""


@st.composite
def printed(draw: st.DrawFn) -> PrintOptions:
    """Ways to print every sheet there is: any stock in any mode that it can be printed in, any language."""
    stock = draw(st.sampled_from([read_stock(name) for name in stock_names()]))
    modes = [mode for mode in MODES if can_be_printed(stock, mode)]
    return PrintOptions(
        language=draw(st.sampled_from(language_names())),
        paper=stock.paper,
        stock=draw(st.sampled_from((stock.name, AUTO))),
        duplex=draw(st.sampled_from(modes)),
        clock=draw(st.sampled_from((12, 24))),
        sheets=EVERY_SHEET,
        copies=draw(st.integers(1, 2)),
        spare=draw(st.sampled_from(("empty", "write"))),
        impose=draw(st.sampled_from(("sheets", "sheets", NONE))),
    )


def can_be_printed(stock: Stock, mode: str) -> bool:
    try:
        impose(1, stock, PAPERS[stock.paper], mode)
    except UsageError:
        return False
    return True


MODES = (LONG, SHORT, MANUAL, FOLD, NONE)
NAMES = [
    "Ana",
    LONG_HOST,
    "Zoë Ółż",
    "Δημήτρης",
    "A → B ✓",
    "fi fl ffi",
    LONG_NAME,
    LONG_PLACE,
    "12 Mill Lane",
    "A",
]
LINKS = ["https://example.org/g", LONG_LINK, LONG_SITE, UNBROKEN_LINK, "http://example.com/?a=1&b=2"]


def _given(values: st.SearchStrategy[Any], known: bool) -> st.SearchStrategy[Any]:
    return values if known else st.none()


@st.composite
def seasons(draw: st.DrawFn) -> tuple[Guide, PrintOptions, list[Event]]:
    """A guide, a way to print and some events of which the same details are known."""
    texts = st.sampled_from(NAMES).map(phrase)
    links = st.sampled_from(LINKS).map(link)
    details: dict[str, st.SearchStrategy[Any]] = {
        "date": st.dates(datetime.date(2026, 1, 1), datetime.date(2030, 12, 31)),
        "start": st.integers(0, 24 * 60 - 1),
        "minutes": st.integers(60, 200),
        "guests": st.integers(1, 40),
        "place": texts,
        "host": texts,
        "note": texts,
        "series": texts,
        "names": st.lists(texts, min_size=1, max_size=5).map(tuple),
        "group_name": texts,
        "group_url": links,
        "pre_read_url": links,
    }
    fields = {name: _given(values, draw(st.booleans())) for name, values in details.items()}
    events = [Event(**draw(st.fixed_dictionaries(fields)))]
    for name in draw(st.lists(st.sampled_from(sorted(fields)), min_size=3, max_size=6)):
        # One detail at a time: a slot that forgets one of them would be filled as before.
        events.append(events[-1]._replace(**{name: draw(fields[name])}))
    return draw(st.sampled_from(MADE)), draw(printed()), events


def outcome(make: Any, *about: Any) -> Kit | str:
    try:
        made: Kit = make(*about)
    except HostkitError as error:
        return str(error)
    return made


# To find a smaller season takes minutes; the kit that differs shows enough.
@settings(max_examples=30, phases=[Phase.generate])
@given(seasons())
def test_a_kit_made_after_others_is_the_kit_made_alone(
    season: tuple[Guide, PrintOptions, list[Event]],
) -> None:
    made_of, options, events = season
    maker = KitMaker()
    for event in events:
        after, alone = (
            outcome(maker.make, made_of, event, options),
            outcome(make_kit, made_of, event, options),
        )
        assert after == alone


USUAL = Event(
    date=datetime.date(2027, 1, 14),
    start=19 * 60,
    minutes=90,
    guests=10,
    place=phrase("12 Mill Lane"),
    host=phrase("Ana"),
    note=phrase("Bring something to nibble."),
    series=phrase("Our evenings"),
    names=(phrase("Cleo"),),
    group_name=phrase("Power Talks"),
    group_url=link(LINKS[0]),
    pre_read_url=link(LINKS[0]),
)
OTHER: dict[str, list[Any]] = {
    "date": [datetime.date(2026, 9, 30)],
    "start": [60, 23 * 60],
    "minutes": [60, 200],
    "guests": [1, 3, 40],
    "place": [phrase(LONG_PLACE)],
    "host": [phrase(LONG_HOST)],
    "note": [phrase(LONG_PLACE)],
    "series": [phrase("Talks at a long table in our neighborhood")],
    "names": [(phrase("Dora"),), tuple(map(phrase, ("Cleo", "Dora", "Emil")))],
    "group_name": [phrase(LONG_NAME)],
    "group_url": [link(url) for url in LINKS[1:]],
    "pre_read_url": [link(url) for url in LINKS[1:]],
}
"""Values that take more room than the usual ones, or less."""


def test_every_detail_that_is_printed_changes_here() -> None:
    """Neither the folder's name nor the guide is a detail, and some fields are for the calendar alone."""
    of_calendar = {"season", "time_zone", "revision", "cancelled"}
    assert {*OTHER} == {field for field in Event._fields} - {"id", "topic"} - of_calendar


@for_each(product([male_allies(), WITH_PLACEHOLDERS, AT_THE_EDGE], OTHER))
def test_any_one_detail_may_change(made_of: Guide, name: str) -> None:
    options = PrintOptions(sheets=EVERY_SHEET)
    for value in OTHER[name]:
        for first, second in permutations((USUAL, USUAL._replace(**{name: value}))):
            maker = KitMaker()
            maker.make(made_of, first, options)
            assert maker.make(made_of, second, options) == make_kit(made_of, second, options), value


def events_like(count: int) -> list[Event]:
    """Return events that differ in every detail, and take the same room."""
    return [
        Event(
            date=datetime.date(2027, 1, 10 + k),
            start=18 * 60 + 5 * k,
            minutes=90 + k,
            guests=6 + k,
            place=phrase(f"{12 + k} Mill Lane"),
            host=phrase(f"Ana {k}"),
            note=phrase(f"Bring {k} cups."),
            names=(phrase(f"Guest {k}"),),
            group_name=phrase(f"Group {k}"),
            group_url=link(f"https://example.org/group-{k}"),
            pre_read_url=link(f"https://example.org/read-{k}"),
        )
        for k in range(count)
    ]


@pytest.mark.parametrize("made_of", MADE[:2] + MADE[3:4], ids=["male-allies", "full", "rounds"])
def test_events_alike_share_one_template(made_of: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the tests above would compare kits that were both made alone."""
    made = []

    def counted(*about: Any) -> Any:
        made.append(about)
        return KitTemplate(*about)

    monkeypatch.setattr("hostkit.kit_template.KitTemplate", counted)
    maker = KitMaker()
    kits = [maker.make(made_of, event, PrintOptions()) for event in events_like(8)]
    assert len(made) == 1
    for name in kits[0].files:
        assert len({kit.files[name] for kit in kits}) == 8, name


def test_a_guide_that_changed_is_another_guide(tmp_path: Path) -> None:
    """A guide read again is another object, even where its topic is the same."""
    path = tmp_path / "short.yaml"
    path.write_bytes((GUIDES / "short.yaml").read_bytes())
    maker, (event,) = KitMaker(), events_like(1)
    before = maker.make(read_guide(path), event, PrintOptions())
    path.write_text(path.read_text("utf-8").replace("?", "??"), "utf-8")
    after = maker.make(read_guide(path), event, PrintOptions())
    assert before.files["question-cards.pdf"] != after.files["question-cards.pdf"]
    assert after == make_kit(read_guide(path), event, PrintOptions())
