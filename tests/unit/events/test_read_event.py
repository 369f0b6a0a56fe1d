"""An event file: the same names, each value with its place."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hostkit.core.characters import Phrase
from hostkit.core.errors import Position, SourceError
from hostkit.events.event import event_names
from hostkit.events.read_values import PlacedValue, read_event


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(text: str) -> dict[str, PlacedValue]:
    Path("event.yaml").write_text(text, encoding="utf-8")
    return read_event(Path("event.yaml"))


def test_values_with_their_places() -> None:
    host = Position("event.yaml", 3, 7, "host")
    assert read("date: 2026-09-30\nstart: 19:05\nhost: Åsa\nplace:\n") == {
        "date": PlacedValue(datetime.date(2026, 9, 30), Position("event.yaml", 1, 7, "date")),
        "start": PlacedValue(1145, Position("event.yaml", 2, 8, "start")),
        "host": PlacedValue(Phrase("Åsa", host), host),
    }


def test_nothing_is_required() -> None:
    assert read("") == read("# host: Åsa\n") == read("host:\n") == {}


def test_every_fault_at_once() -> None:
    with pytest.raises(SourceError) as caught:
        read("date: 2026-02-30\ngest: 8\nguests: 0\nout: kits\nhost: [a]\ngroup_url: ftp://x\n")
    assert str(caught.value) == (
        "event.yaml:1:7: date: there is no 30 February 2026. Write a day that the month has.\n"
        'event.yaml:2:1: there is no key "gest" here. Did you mean "guests"?\n'
        'event.yaml:3:9: guests: "0" is too small. Write a whole number from 1 to 200.\n'
        'event.yaml:4:1: there is no key "out" here. '
        f"Known here: {', '.join(event_names())}.\n"
        "event.yaml:5:7: host: is a list where a text is expected. "
        'If it is meant as one text, put it in quotation marks: "...".\n'
        'event.yaml:6:12: group_url: a link cannot begin with "ftp:". Write one that begins with https:// or http://.'
    )


def test_missing_file() -> None:
    with pytest.raises(SourceError, match=r"^no\.yaml: there is no such file\."):
        read_event(Path("no.yaml"))


def test_a_guide_is_told_from_an_event_with_faults() -> None:
    with pytest.raises(
        SourceError, match=r"^event\.yaml: this is a guide, not an event file\. Name it without"
    ):
        read("hostkit: 1\ntitle: Rest and work\n")
