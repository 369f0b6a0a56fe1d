"""Regions print as their language does. en-US has a clock, a paper and dates of its own where nothing else is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.core.errors import HostkitError
from hostkit.events.precedence import merge, read_options, read_settings, resolve
from hostkit.events.read_values import read_event
from hostkit.guides.guide import Guide
from hostkit.guides.languages import known_language, language_names, read_language, region_names
from hostkit.guides.read_guide import read_guide
from hostkit.kit import make_kit, plan_of
from hostkit.planning.kit_plan import KitPlan
from tests.support.cases import ROOT

PLACES = ("option", "event", "settings", "guide")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def guide(language: str = "en") -> Guide:
    text = (ROOT / "content" / "male-allies.yaml").read_text("utf-8").replace("language: en\n", "")
    Path("guide.yaml").write_text(f"language: {language}\n{text}", "utf-8")
    return read_guide(Path("guide.yaml"))


def planned(**said: str) -> KitPlan:
    """Return the plan of a kit; each keyword is a place, and what it says as ``name: value`` lines."""
    typed = dict(line.split(": ") for line in said.get("option", "").splitlines())
    for name in ("event", "settings"):
        Path(name).write_text(said.get(name, ""), "utf-8")
    found = merge(read_options(typed), read_event(Path("event")), read_settings(Path("settings")))
    return plan_of(
        guide(said.get("guide", "language: en").removeprefix("language: ")), found.event, found.options
    )


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("es-MX", "es"),
        ("en-US", "en"),
        ("de-Latn-AT-x-ours", "de"),
        ("xx-DE", None),
    ],
)
def test_a_tag_falls_back_to_its_language(tag: str, code: str | None) -> None:
    assert known_language(tag) == code
    if code and tag not in region_names():
        assert read_language(tag) is read_language(code)


def test_regions_are_those_of_a_language_and_change_words_that_it_has() -> None:
    assert region_names() == ("en-US",)
    for tag in region_names():
        words = read_language(tag).words
        usual = read_language(known_language(tag) or "").words
        assert {key for key in words if key not in usual} == {"clock", "paper"}
    assert not set(region_names()) & set(language_names())


@pytest.mark.parametrize("place", PLACES)
def test_a_region_sets_clock_paper_and_dates(place: str) -> None:
    plan = planned(**{"event": "date: 2027-01-14\nstart: 19:00\n", place: "language: en-US"})
    if place == "event":
        plan = planned(event="date: 2027-01-14\nstart: 19:00\nlanguage: en-US\n")
    assert plan.details.date == "Thursday, January 14, 2027"
    assert (plan.paper.name, plan.stock.name, plan.times.hours) == ("letter", "quarter-letter", 12)


@pytest.mark.parametrize("region", PLACES)
@pytest.mark.parametrize("place", PLACES[:3])
def test_what_is_said_anywhere_wins_over_the_region(place: str, region: str) -> None:
    said = {place: "clock: 24\npaper: a4\n"}
    plan = planned(**{**said, region: f"{said.get(region, '')}language: en-US"})
    assert (plan.paper.name, plan.times.hours) == ("a4", 24)


def test_a_stock_decides_the_paper() -> None:
    assert planned(option="language: en-US\nstock: a6-4up").paper.name == "a4"


@pytest.mark.parametrize("place", PLACES)
def test_other_regions_print_as_their_language_does(place: str) -> None:
    region, language = planned(**{place: "language: en-GB"}), planned(**{place: "language: en"})
    assert (region.language, region.paper, region.times.hours) == (language.language, language.paper, 24)


def test_a_kit_of_a_region_has_the_bytes_of_its_language() -> None:
    kits = [
        make_kit(guide(), *resolve({"language": tag, "date": "2027-01-14", "start": "19:00"})[:2])
        for tag in ("de", "de-AT")
    ]
    assert kits[0].files == kits[1].files


@pytest.mark.parametrize("place", PLACES[:3])
def test_a_region_does_not_decide_how_a_date_is_read(place: str) -> None:
    with pytest.raises(HostkitError, match="may be 3 April 2027 or 4 March 2027"):
        planned(**{place: "language: en-US\ndate: 03/04/2027"})
