"""The kits of the guides that are shipped: of an hour and of 90 minutes, for six and for twelve, on both papers."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hostkit.events.event import PrintOptions
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import read_guide
from hostkit.kit import Kit, make_kit
from hostkit.planning.print_plan import PRINT_PLAN
from tests.support.cases import PAPERS
from tests.support.command import Outcome, hostkit
from tests.support.each import for_each
from tests.support.guides import CHECKOUT, event
from tests.support.pages import PAPERS as SIZES
from tests.support.pages import Pdf

FILES = sorted((CHECKOUT / "content").glob("*.yaml"))
GUIDES = {path.stem: read_guide(path) for path in FILES}
LENGTHS, TABLES = (60, 90), (6, 12)
PAGES = {"host-sheet.pdf": 2, "question-cards.pdf": 4, "reflection-worksheet.pdf": 1}
SPEAKING_SECONDS = 45
"""With less than this a guest says her name and little more."""


class Evening(NamedTuple):
    """What a kit is built for."""

    topic: str
    paper: str
    minutes: int
    guests: int

    @property
    def guide(self) -> Guide:
        return GUIDES[self.topic]


EVENINGS = [Evening(*each) for each in product(GUIDES, PAPERS, LENGTHS, TABLES)]
each_evening = for_each(EVENINGS)


@cache
def kit(evening: Evening) -> Kit:
    its = event(minutes=evening.minutes, guests=evening.guests)
    return make_kit(evening.guide, its, PrintOptions(paper=evening.paper))


@cache
def printed_times(evening: Evening) -> tuple[int, ...]:
    """Return the times beside the segments and the end, as the host sheet prints them, in minutes after midnight."""
    text = Pdf(kit(evening).files["host-sheet.pdf"]).text(0)
    return tuple(
        int(hours) * 60 + int(minutes)
        for hours, minutes in re.findall(r"\b(\d\d):(\d\d) (?=[A-ZÇĞİÖŞÜŚŁА-ЯҐЄІЇ])", text)
    )


@each_evening
def test_kit_is_whole_and_its_host_sheet_has_two_pages(evening: Evening) -> None:
    files = kit(evening).files
    assert set(files) == {*PAGES, PRINT_PLAN}
    pdfs = {name: Pdf(files[name]) for name in PAGES}
    assert {name: len(pdf) for name, pdf in pdfs.items()} == PAGES
    for pdf in pdfs.values():
        assert pdf.size() == pytest.approx(SIZES[evening.paper], abs=0.01)


@each_evening
def test_printed_clock_ends_with_the_evening(evening: Evening) -> None:
    times = printed_times(evening)
    assert len(times) == len(evening.guide.run_of_show) + 1
    assert (times[0], times[-1]) == (19 * 60, 19 * 60 + evening.minutes)
    assert all(begins < ends for begins, ends in pairwise(times))


@each_evening
def test_warns_exactly_where_a_guest_has_hardly_time_to_speak(evening: Evening) -> None:
    """By the minutes that the host sheet prints."""
    spans = [ends - begins for begins, ends in pairwise(printed_times(evening))]
    seconds = {
        segment.kind: minutes * 60 / (len(evening.guide.questions) if segment.kind == "questions" else 1)
        for segment, minutes in zip(evening.guide.run_of_show, spans, strict=True)
        if segment.each or segment.kind == "questions"
    }
    due = {kind for kind, whole in seconds.items() if whole < SPEAKING_SECONDS * evening.guests}
    found: list[Any] = [warning.values for warning in kit(evening).warnings]
    assert len(found) == bool(due), (evening, due)
    for values in found:
        assert set(values["seconds"]) == due - {"questions"}
        assert ("leave_out" in values) == ("questions" in due)


@pytest.mark.parametrize("topic", GUIDES)
def test_ninety_minutes_suffice_for_ten_guests(topic: str) -> None:
    assert make_kit(GUIDES[topic], event(minutes=90, guests=10), PrintOptions()).warnings == ()


def test_strict_check_finds_nothing(tmp_path: Path) -> None:
    outcome = hostkit("check", "--strict", *map(str, FILES), folder=tmp_path)
    assert outcome == Outcome(0, "", f"{len(FILES)} guides, no problems, no warnings.\n")
