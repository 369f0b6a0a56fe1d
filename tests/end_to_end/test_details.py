"""What is known of an evening: how it stands on the sheets, and which of several values counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.built import build, built
from tests.support.cases import CASES, USUAL
from tests.support.command import hostkit
from tests.support.pages import Pdf

REST = """\
hostkit: 1
title: Rest and work
run_of_show:
  - segment: questions
questions:
  - ask: When do you rest?
  - ask: Who taught you to?
follow_up: {url: "https://guide.example/group"}
"""

# --- details on the sheets ---


def test_details_stand_on_the_host_sheet() -> None:
    text = built("usual").pdf("host-sheet").text(0)
    assert "Thursday, 14 January 2027 19:00 to 20:30 12 Mill Lane hosted by Ana" in text
    assert (
        built("usual").pdf("reflection-worksheet").text(0).startswith("Power Talks Thursday, 14 January 2027")
    )
    assert "Thursday, 14 January 2027" in built("usual").pdf("question-cards").text(0)


def test_a_clock_of_twelve_hours_says_which_half_of_the_day() -> None:
    text = built("minutes-90").pdf("host-sheet").text(0)
    assert "11:15 am to 12:45 pm" in text
    evening = build(CASES["usual"], clock="12").pdf("host-sheet").text(0)
    assert "7:00 to 8:30 pm" in evening
    assert "7:00 Arrivals" in evening
    assert "19:" not in evening


def test_another_link_to_the_pre_read_replaces_the_guides() -> None:
    kit = build(CASES["usual"], pre_read_url="https://example.org/to-read")
    assert "example.org" in kit.pdf("host-sheet").text(1)
    assert "example.org/to-read" in kit.pdf("question-cards").all_text()
    assert (
        "leagueofbadasswomen" not in kit.pdf("host-sheet").all_text() + kit.pdf("question-cards").all_text()
    )


# --- which value counts ---


@pytest.mark.parametrize("levels", [1, 2, 3, 4])
def test_option_wins_over_event_over_settings_over_guide(levels: int, tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(REST, encoding="utf-8")
    arguments = ["build", "rest.yaml"]
    if levels > 1:
        (tmp_path / "hostkit.yaml").write_text(
            "group_url: https://settings.example/group\n", encoding="utf-8"
        )
    if levels > 2:
        (tmp_path / "evening.yaml").write_text("group_url: https://event.example/group\n", encoding="utf-8")
        arguments += ["--event", "evening.yaml"]
    if levels > 3:
        arguments += ["--group-url", "https://option.example/group"]
    outcome = hostkit(*arguments, folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    wins = ["guide", "settings", "event", "option"][levels - 1]
    for file in outcome.files[:3]:
        pdf = Pdf((tmp_path / file).read_bytes())
        urls = {link.url for page in range(len(pdf)) for link in pdf.links(page)}
        assert urls == {f"https://{wins}.example/group"}


def test_a_stock_alone_sets_the_paper_of_the_whole_kit() -> None:
    kit = build(CASES["none"], stock="quarter-letter")
    assert {round(Pdf(data).size()[0]) for name, data in kit.files.items() if name.endswith("pdf")} == {612}


def test_settings_are_found_upward_and_their_folders_count_from_them(tmp_path: Path) -> None:
    (tmp_path / "hostkit.yaml").write_text("guides: mine\nout: kits\nhost: Bea\n", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "rest.yaml").write_text(REST, encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    outcome = hostkit("build", "rest", folder=below)
    assert outcome.code == 0, outcome.stderr
    written = tmp_path / "kits" / "rest" / "host-sheet.pdf"
    assert written.exists()
    assert "hosted by Bea" in Pdf(written.read_bytes()).text(0)
    assert list(below.iterdir()) == []


def test_an_event_may_name_its_topic(tmp_path: Path) -> None:
    lines = ["topic: Male allies", *(f"{name.replace('-', '_')}: {value}" for name, value in USUAL.items())]
    (tmp_path / "evening.yaml").write_text("\n".join(lines), encoding="utf-8")
    outcome = hostkit("build", "--event", "evening.yaml", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert {Path(f).name: (tmp_path / f).read_bytes() for f in outcome.files} == built("usual").files


def test_a_folder_that_holds_another_evenings_files_is_told(tmp_path: Path) -> None:
    def build(*options: str) -> str:
        said = hostkit("build", "male-allies", *options, folder=tmp_path).stderr.splitlines()
        return "\n".join(line for line in said if line.startswith(("out/", "door-sign")))

    first = ("--date", "2027-01-14", "--place", "Library")
    assert build("--sheets", "host-sheet,door-sign") == ""
    assert build("--sheets", "host-sheet,door-sign", *first) == ""
    assert build("--sheets", "host-sheet,door-sign", *first, "--guests", "9") == ""
    assert build(*first[2:], "--date", "2027-02-11") == (
        "out/male-allies held a kit for Male allies, Thursday, 14 January 2027, Library; this one has replaced it.\n"
        "door-sign.pdf in out/male-allies is of an earlier kit. Delete what is not of this evening."
    )
