"""Which value counts, where it came from, and which do not go together."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hostkit.core.errors import Position, SourceError, UsageError
from hostkit.events.event import Event, PrintOptions
from hostkit.events.precedence import Resolved, Settings, merge, read_options, resolve, settings_for
from hostkit.events.read_values import PlacedValue


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def resolved(options: dict[str, str], event: str = "", settings: str = "") -> Resolved:
    Path("event.yaml").write_text(event, encoding="utf-8")
    Path("hostkit.yaml").write_text(settings, encoding="utf-8")
    return resolve(options, Path("event.yaml"), settings_for(Path.cwd()))


def test_nothing_given_is_all_defaults() -> None:
    assert resolve({}) == Resolved(Event(), PrintOptions(), Path("out"), None, {})


def test_option_beats_event_beats_settings() -> None:
    found = resolved(
        {"guests": "7"},
        event="guests: 8\nminutes: 90\n",
        settings="guests: 9\nminutes: 60\nclock: 12\nout: kits\n",
    )
    assert (found.event.guests, found.event.minutes, found.options.clock) == (7, 90, 12)
    assert found.out == Path.cwd() / "kits"
    assert {name: str(place) for name, place in found.places.items()} == {
        "guests": "--guests",
        "minutes": "event.yaml:2:10: minutes",
        "clock": "hostkit.yaml:3:8: clock",
        "out": "hostkit.yaml:4:6: out",
    }


def test_out_of_an_option_counts_from_the_working_folder() -> None:
    assert resolved({"out": "here"}, settings="out: kits\n").out == Path("here")


def test_phrases_of_options_know_their_option() -> None:
    found = resolve({"group_name": " The\tCircle "})
    assert found.event.group_name is not None
    assert found.event.group_name.text == "The Circle"
    assert found.event.group_name.at == Position("--group-name")


def test_every_bad_option_is_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        resolve({"date": "2026-02-30", "group_url": "x", "guests": "8"})
    assert caught.value.exit_code == 2
    assert str(caught.value) == (
        "--date: there is no 30 February 2026. Write a day that the month has.\n"
        '--group-url: the link does not begin with https://. Write "https://x".'
    )


def test_unknown_option_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match=r'^--datum: there is no "datum"\. Did you mean "date"\?$'):
        resolve({"datum": "x"})


def test_bad_event_file_is_no_usage_error() -> None:
    with pytest.raises(SourceError, match=r"^event\.yaml:1:9: guests: ") as caught:
        resolved({}, event="guests: none\n")
    assert caught.value.exit_code == 1


def test_a_stock_named_alone_sets_the_paper() -> None:
    found = resolved({"stock": "quarter-letter"})
    assert (found.options.paper, found.options.stock) == ("letter", "quarter-letter")
    assert str(found.places["paper"]) == "--stock"
    assert resolved({}, settings="stock: quarter-letter\n").options.paper == "letter"


def test_a_paper_named_alone_leaves_the_stock_to_its_default() -> None:
    assert resolved({"paper": "letter"}).options == PrintOptions(paper="letter", stock=None)


def test_stock_and_paper_that_agree() -> None:
    found = resolved({"stock": "quarter-letter"}, settings="paper: letter\n")
    assert (found.options.paper, found.options.stock) == ("letter", "quarter-letter")
    assert str(found.places["paper"]) == "hostkit.yaml:1:8: paper"


def test_stock_and_paper_that_disagree_are_refused_with_both_places() -> None:
    with pytest.raises(UsageError) as usage:
        resolved({"stock": "a6-4up"}, settings="paper: letter\n")
    assert str(usage.value) == (
        "--stock: stock a6-4up is for a4 paper, but hostkit.yaml:1:8: paper says letter. "
        "Say --paper a4 too, or name another stock."
    )
    with pytest.raises(UsageError, match="but --paper says letter"):
        resolved({"paper": "letter"}, settings="stock: a6-4up\n")
    with pytest.raises(SourceError, match=r"^event\.yaml:1:8: stock: stock a6-4up is for a4 paper"):
        resolved({}, event="stock: a6-4up\npaper: letter\n")


def test_a_paper_that_disagrees_is_to_be_named_where_it_holds_for_the_stock_alone() -> None:
    row, elsewhere = (
        Position("events.csv", 4, 5, "stock", in_table=True),
        Position("hostkit.yaml", 1, 8, "paper"),
    )
    given = {"stock": PlacedValue("avery-5371", row), "paper": PlacedValue("a4", elsewhere)}
    with pytest.raises(
        SourceError, match=r"Write letter in this row's column paper, or name another stock\."
    ):
        merge({}, given, Settings())


OWN_STOCK = """\
paper: letter
card: {width: 3 in, height: 3 in}
first: {left: 1 in, top: 1 in}
pitch: {across: 3 in, down: 3 in}
grid: {columns: 2, rows: 3}
source: a ruler
"""


def test_a_part_number_sets_the_paper() -> None:
    found = resolved({"stock": "avery-8371"})
    assert (found.options.paper, found.options.stock) == ("letter", "avery-5371")


def test_a_stock_of_ones_own_sets_the_paper_wherever_it_is_named() -> None:
    Path("own.yaml").write_text(OWN_STOCK, encoding="utf-8")
    for found in (
        resolved({"stock": "own.yaml"}),
        resolved({}, event="stock: own.yaml\n"),
        resolved({}, settings="stock: own.yaml\n"),
    ):
        assert (found.options.paper, found.options.stock) == ("letter", "own.yaml")
    with pytest.raises(
        UsageError, match=r"^--stock: stock own\.yaml is for letter paper, but event\.yaml:1:8: paper"
    ):
        resolved({"stock": "own.yaml"}, event="paper: a4\n")


def test_a_wrong_stock_of_ones_own_is_told_with_its_place() -> None:
    Path("own.yaml").write_text(OWN_STOCK.replace("left: 1 in", "left: -1 in"), encoding="utf-8")
    with pytest.raises(SourceError, match=r'^own\.yaml:3:15: first\.left: "-1 in" is negative\.'):
        resolved({}, event="stock: own.yaml\n")


def test_a_stock_to_be_chosen_sets_no_paper() -> None:
    assert resolved({"stock": "auto"}).options.paper is None
    found = resolved({"stock": "Auto"}, settings="paper: letter\n")
    assert (found.options.paper, found.options.stock) == ("letter", "auto")


def test_values_of_a_table_row_are_merged_like_an_event() -> None:
    row = read_options({"date": "2026-09-30", "id": "Spring 1"})
    found = merge({}, row, Settings())
    assert found.event == Event(id="spring-1", date=datetime.date(2026, 9, 30))
