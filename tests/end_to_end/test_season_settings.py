"""The options of a season are settings, so that the next run has them too; a series is given as a host is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support.command import hostkit
from tests.support.seasons import event, table

SHEETS = "host-sheet, question-cards, reflection-worksheet, invitation, door-sign"


def test_every_option_of_a_season_is_a_setting(tmp_path: Path) -> None:
    rows = [{**event(0), "date": "03/04/2027"}]
    table(tmp_path / "events.csv", rows)
    options = "dates: dmy\njoined: yes\nper_host: yes\nout: spring\nsheets: host-sheet\nmail: own.txt\n"
    (tmp_path / "hostkit.yaml").write_text(options, "utf-8")
    (tmp_path / "own.txt").write_text("Dear {host}\n", "utf-8")
    outcome = hostkit("batch", "events.csv", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert [path.name[:10] for path in (tmp_path / "spring" / "joined").glob("*.pdf")] == ["host-sheet"]
    assert len(list((tmp_path / "spring" / "hosts").glob("*/mail.txt"))) == 1
    again = hostkit("batch", "events.csv", "--no-joined", "--no-per-host", "--out", "one", folder=tmp_path)
    assert again.code == 0, again.stderr
    assert not (tmp_path / "one" / "joined").exists()
    assert not (tmp_path / "one" / "hosts").exists()
    assert hostkit("batch", "events.csv", "--only", "evening-0", folder=tmp_path).code == 0
    assert hostkit("check", "events.csv", folder=tmp_path).code == 0, "the order of dates is a setting"


def test_check_takes_the_order_of_dates(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("topic,date\nmale-allies,03/04/2027\n", "utf-8")
    assert "may be 3 April 2027" in hostkit("check", "events.csv", folder=tmp_path).stdout
    assert hostkit("check", "events.csv", "--dates", "mdy", folder=tmp_path).code == 0
    assert hostkit("check", "events.csv", "--dates", "ymd", folder=tmp_path).code == 2


@pytest.mark.parametrize("way", ["option", "event file", "hostkit.yaml", "table"])
def test_a_series_takes_the_place_of_the_guides(tmp_path: Path, way: str) -> None:
    arguments = ["build", "male-allies"]
    if way == "option":
        arguments += ["--series", "Our evenings"]
    elif way == "event file":
        (tmp_path / "event.yaml").write_text("series: Our evenings\nhost: Ana\n", "utf-8")
        arguments += ["--event", "event.yaml"]
    elif way == "hostkit.yaml":
        (tmp_path / "hostkit.yaml").write_text("series: Our evenings\n", "utf-8")
    else:
        (tmp_path / "events.csv").write_text("topic,series\nmale-allies,Our evenings\n", "utf-8")
        arguments = ["batch", "events.csv"]
    outcome = hostkit(*arguments, "--sheets", SHEETS, folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    kit = tmp_path / "out" / "male-allies"
    for pdf in kit.glob("*.pdf"):
        reader = PdfReader(pdf)
        assert reader.metadata is not None
        assert reader.metadata.author == "Our evenings"
        said = " ".join(page.extract_text() for page in reader.pages)
        assert "Power Talks" not in said, pdf.name
    assert (kit / "invitation.txt").read_text("utf-8").startswith("Our evenings")
