"""Traced reads: what is read of a watched value is noted, and what was made of it is found by the same reads."""

from __future__ import annotations

import pytest

from hostkit.core.traced import Kept, Trace, watched


class Weather:
    def __init__(self, wind: int, rain: str = "none", hours: tuple[int, ...] = (3, 5)) -> None:
        self.wind, self.rain, self.hours = wind, rain, hours
        self._secret = "sunny"

    def at(self, hour: int) -> int:
        return self.hours[hour]

    def summary(self) -> str:
        return f"{self.wind} {self._secret}"


def test_reads_and_calls_are_noted_in_their_order_with_what_they_gave() -> None:
    trace: Trace = {}
    seen = watched(Weather(4), trace)
    assert (seen.rain, seen.at(1), seen.wind, seen.rain) == ("none", 5, 4, "none")
    assert list(trace.items()) == [(("rain", None), "none"), (("at", (1,)), 5), (("wind", None), 4)]


def test_what_a_method_reads_of_its_own_value_is_not_noted() -> None:
    trace: Trace = {}
    assert watched(Weather(4), trace).summary() == "4 sunny"
    assert list(trace) == [("summary", ())]


def test_no_attribute_leads_to_the_value_behind() -> None:
    weather = Weather(4)
    seen = watched(weather, {})
    for name in ("_secret", "__dict__", "_value"):
        with pytest.raises(AttributeError):
            getattr(seen, name)
    public = [getattr(seen, name) for name in dir(seen) if not name.startswith("__")]
    assert not any(found is weather for found in public)


def test_a_watched_value_is_not_compared_or_hashed_as_a_whole() -> None:
    seen = watched(Weather(4), {})
    with pytest.raises(TypeError, match="detail by detail"):
        assert seen == Weather(4)
    with pytest.raises(TypeError):
        hash(seen)


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="snow"):
        watched(Weather(4), {}).snow  # type: ignore[attr-defined]  # noqa: B018


def advice(weather: Weather) -> str:
    """Read the rain only where the wind is low."""
    return "stay" if weather.wind > 6 else f"go, {weather.rain}"


def made_of(kept: Kept[str], weather: Weather) -> str:
    found = kept.find(weather)
    if found is not None:
        return found
    trace: Trace = {}
    made = f"{advice(watched(weather, trace))}, made"
    kept.keep(trace, made)
    return made


def test_what_was_made_is_found_where_every_read_is_the_same() -> None:
    kept = Kept[str](8)
    assert kept.find(Weather(9)) is None
    assert made_of(kept, Weather(9, "heavy")) == "stay, made"
    assert kept.find(Weather(9, "light")) == "stay, made"
    assert kept.find(Weather(3, "light")) is None
    for weather in (Weather(3, "light"), Weather(3, "heavy"), Weather(5, "light"), Weather(9)):
        assert made_of(kept, weather) == f"{advice(weather)}, made" == made_of(kept, weather)
    assert kept.find(Weather(5, "heavy")) is None


def test_what_reads_nothing_is_found_for_every_value() -> None:
    kept = Kept[str](8)
    kept.keep({}, "always")
    assert kept.find(Weather(1)) == kept.find(Weather(2)) == "always"


def test_a_read_that_raises_while_comparing_counts_as_different() -> None:
    kept, trace = Kept[int](8), Trace()
    made = watched(Weather(4), trace).at(1)
    kept.keep(trace, made)
    assert kept.find(Weather(4)) == 5
    assert kept.find(Weather(4, hours=(3,))) is None


def test_a_read_that_raised_while_making_is_never_the_same() -> None:
    kept, trace = Kept[str](8), Trace()
    with pytest.raises(IndexError):
        watched(Weather(4), trace).at(7)
    kept.keep(trace, "made without the seventh hour")
    assert kept.find(Weather(4)) is None
    assert kept.find(Weather(4, hours=tuple(range(9)))) is None


def test_what_cannot_be_hashed_counts_as_different() -> None:
    kept = Kept[str](8)
    kept.keep({("hours", None): (3, 5)}, "made")
    assert kept.find(Weather(4)) == "made"
    assert kept.find(Weather(4, hours=[3, 5])) is None  # type: ignore[arg-type]


def test_no_more_is_kept_than_asked_for() -> None:
    kept = Kept[str](3)
    for wind in range(7, 11):
        made_of(kept, Weather(wind))
    assert [kept.find(Weather(wind)) for wind in range(7, 11)] == [None, None, None, "stay, made"]
