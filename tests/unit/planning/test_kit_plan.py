"""The kit plan: times as people write them, placeholders filled in, links and names by precedence, blanks named."""

from __future__ import annotations

import pytest

from hostkit.codes.links import Link
from hostkit.core.errors import HostkitError, Position
from hostkit.events.event import Event
from hostkit.guides.guide import FollowUp, PreRead
from hostkit.planning.details import BLANK
from hostkit.planning.kit_plan import KitPlan, left_blank
from tests.support.guides import (
    GROUP,
    NOTHING_KNOWN,
    PRE_READ,
    event,
    full_guide,
    guide,
    link,
    phrase,
    plan,
)


def time(hours: int, minutes: int = 0) -> int:
    return 60 * hours + minutes


def twelve(start: int = 19 * 60) -> KitPlan:
    return plan(event=event(start=start), clock=12)


@pytest.mark.parametrize(
    ("start", "end", "on_24", "on_12"),
    [
        (time(19), time(20, 30), "19:00 to 20:30", "7:00 to 8:30 pm"),
        (time(11, 30), time(13), "11:30 to 13:00", "11:30 am to 1:00 pm"),
        (time(9, 5), time(10), "09:05 to 10:00", "9:05 to 10:00 am"),
        (time(12), time(13, 30), "12:00 to 13:30", "12:00 to 1:30 pm"),
        (time(0), time(1), "00:00 to 01:00", "12:00 to 1:00 am"),
        (time(23, 30), time(25), "23:30 to 01:00", "11:30 pm to 1:00 am"),
        (time(23), time(24), "23:00 to 00:00", "11:00 pm to 12:00 am"),
    ],
)
def test_ranges_on_both_clocks(start: int, end: int, on_24: str, on_12: str) -> None:
    assert plan(event=event()).times.span(start, end) == on_24
    assert twelve().times.span(start, end) == on_12


@pytest.mark.parametrize(
    ("after", "on_24", "on_12"),
    [(0, "22:40", "10:40"), (5, "22:45", "10:45"), (80, "00:00", "12:00"), (90, "00:10", "12:10")],
)
def test_times_run_on_past_midnight(after: int, on_24: str, on_12: str) -> None:
    assert plan(event=event()).times.figures(time(22, 40) + after) == on_24
    assert twelve().times.figures(time(22, 40) + after) == on_12


def test_minutes_since_the_start_have_no_leading_zero() -> None:
    found = plan()
    assert [found.times.elapsed(minutes) for minutes in (0, 5, 60, 95)] == ["0:00", "0:05", "1:00", "1:35"]


def test_a_time_in_words_says_its_half_of_the_day_where_it_must() -> None:
    assert plan(event=event()).times.in_words(time(19, 5)) == "19:05"
    assert twelve().times.in_words(time(19, 5)) == "7:05 pm"
    assert twelve().times.in_words(time(0, 5)) == "12:05 am"


def test_placeholders_are_filled_in() -> None:
    text = phrase("I am {host}; {group_name} meets on {date} at {start}, {place}. {{x} }")
    found = plan(event=event(group_name=phrase("Quiet circle")))
    assert found.plain(text) == (
        "I am Ana; Quiet circle meets on Thursday, 14 January 2027 at 19:00, 12 Mill Lane. {x} }"
    )
    assert "at 7:00 pm," in twelve().plain(text)


def test_what_is_missing_is_a_blank_to_write_on() -> None:
    text = phrase("{host}, {group_name}, {date}, {start}, {place}")
    assert plan().plain(text) == ", ".join([BLANK] * 5)
    assert set(BLANK) == {"_"}


def test_midnight_is_a_time_and_no_blank() -> None:
    assert plan(event=event(start=0)).plain(phrase("{start}")) == "00:00"


def test_strong_parts_are_told_apart() -> None:
    found = plan(event=event(host=phrase("**Ana**")))
    spans = found.details.spans("Say **{host}** \\* twice")
    assert [(span.text, span.strong) for span in spans] == [
        ("Say ", False),
        ("**Ana**", True),
        (" * twice", False),
    ]
    assert found.plain(phrase("Say **it**")) == "Say **it**"


def test_the_link_of_the_event_wins_over_the_guides() -> None:
    other = link("https://other.example.org/x")
    assert plan(full_guide()).group_link == link_of(GROUP)
    assert plan(full_guide(), event(group_url=other)).group_link == other
    assert plan(full_guide(), event(pre_read_url=other)).pre_read_link == other
    assert plan(full_guide()).pre_read_link == link_of(PRE_READ)
    assert plan().group_link is None
    assert plan().pre_read_link is None


class link_of:  # noqa: N801 -- reads as a value
    """Equal to every link to the same place."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __eq__(self, other: object) -> bool:
        return getattr(other, "url", None) == self.url

    def __hash__(self) -> int:
        return hash(self.url)


def test_the_same_link_in_another_row_is_the_same_detail() -> None:
    """Else the kits of a table whose rows share a link would share nothing of it."""
    here, there = (Link("https://example.org/a", Position("events.csv", row)) for row in (2, 3))
    of_here, of_there = (plan(event=event(group_url=at, pre_read_url=at)).details for at in (here, there))
    assert of_here == of_there


def test_the_name_of_the_group_by_precedence() -> None:
    assert plan(full_guide(), event(group_name=phrase("Night owls"))).group_name == "Night owls"
    assert plan(full_guide()).group_name == "Quiet circle"
    assert plan(guide(follow_up=FollowUp())).group_name is None
    assert plan().group_name is None


def test_a_pre_read_is_the_guides_or_the_events() -> None:
    assert plan(full_guide()).has_pre_read
    assert plan(guide(pre_read=PreRead(phrase("An essay")))).has_pre_read
    assert plan(event=event(pre_read_url=link(PRE_READ))).has_pre_read
    assert not plan(event=event()).has_pre_read


def test_sides_of_the_paper() -> None:
    assert plan().two_sided
    assert not plan(duplex="none").two_sided


def test_paper_and_stock_go_together() -> None:
    assert (plan().paper.name, plan().stock.name) == ("a4", "a6-4up")
    assert (plan(paper="letter").paper.name, plan(paper="letter").stock.name) == ("letter", "quarter-letter")


def test_a_kit_without_details_names_every_blank_with_its_option() -> None:
    assert left_blank(plan(guide(pre_read=PreRead(phrase("An essay"))))) == (
        ("date", "date"),
        ("start", "start"),
        ("number of guests", "guests"),
        ("place", "place"),
        ("host", "host"),
        ("link to the follow-up group", "group_url"),
        ("link to the pre-read", "pre_read_url"),
    )


def test_a_kit_without_a_pre_read_lacks_no_link_to_it() -> None:
    assert not [blank for blank in left_blank(plan()) if blank.option == "pre_read_url"]


def test_nothing_is_blank_when_all_is_known() -> None:
    assert left_blank(plan(full_guide(), event())) == ()
    assert left_blank(plan(full_guide(), event(start=0))) == (), "midnight is known"


def test_one_blank_is_named_alone() -> None:
    assert left_blank(plan(full_guide(), event(place=None))) == (("place", "place"),)


def test_an_evening_too_short_is_refused_with_the_guides_name() -> None:
    with pytest.raises(HostkitError, match=r"made-up\.yaml: 9 minutes are 2 too few"):
        plan(event=Event(minutes=9))


def test_the_clock_takes_the_event() -> None:
    found = plan(event=event(start=600, minutes=60, guests=6))
    assert (found.clock.start, found.clock.length) == (600, 60)
    assert (found.copies.guests, found.copies.assumed) == (6, False)
    assert plan(event=NOTHING_KNOWN).copies.assumed
