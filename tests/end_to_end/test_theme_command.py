"""The command theme, and the option, the column and the settings that name a theme."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import hostkit
from tests.support.pages import Pdf

BAD = 'theme: 1\naccent: "#ff8800"\n'
GOOD = BAD.replace("#ff8800", "#884900") + "figure: {kind: rays}\n"
CARDS = ("--sheets", "question-cards")


def test_all_themes_are_listed_or_one_is_shown(tmp_path: Path) -> None:
    listed = hostkit("theme", folder=tmp_path).stdout.splitlines()
    assert listed[0].split() == ["name", "title", "figure", "accent", "contrast", "gray", "voice"]
    assert len(listed) == 22, "twenty with a figure, and plain"
    shown = hostkit("theme", "Links", folder=tmp_path).stdout.splitlines()
    assert ["figure", "links", "chain"] in [line.split() for line in shown]
    found = json.loads(hostkit("theme", "links", "--json", folder=tmp_path).stdout)["themes"]
    assert [(theme["name"], theme["accent"]) for theme in found] == [("links", "#7a3b12")]


def test_a_specimen_is_a_deck_in_the_theme(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(GOOD, "utf-8")
    outcome = hostkit("theme", "ours.yaml", "--specimen", "ours.pdf", folder=tmp_path)
    assert (outcome.code, outcome.files) == (0, ["ours.pdf"])
    pdf = Pdf((tmp_path / "ours.pdf").read_bytes())
    assert "ours" in pdf.text(0)
    assert b"/Creator" in pdf.data


def test_a_specimen_needs_a_theme_and_the_ending_of_a_pdf(tmp_path: Path) -> None:
    assert hostkit("theme", "--specimen", "all.pdf", folder=tmp_path).code == 2
    assert hostkit("theme", "links", "--specimen", "all.txt", folder=tmp_path).code == 2


def test_an_unknown_theme_is_named_with_the_nearest(tmp_path: Path) -> None:
    outcome = hostkit("build", "male-allies", *CARDS, "--theme", "lnks", folder=tmp_path)
    assert outcome.code == 2
    assert '--theme: there is no theme "lnks". Did you mean "links"?' in outcome.stderr


def test_a_theme_that_would_not_print_well_is_refused_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD, "utf-8")
    outcome = hostkit("build", "male-allies", *CARDS, "--theme", "bad.yaml", folder=tmp_path)
    assert outcome.code == 1
    assert outcome.stderr.startswith("bad.yaml:2:9: accent: ")
    assert 'the nearest is "#884900"' in outcome.stderr


def test_settings_are_for_guides_without_a_theme(tmp_path: Path) -> None:
    (tmp_path / "hostkit.yaml").write_text("theme: stairs\n", "utf-8")
    made = {}
    for name, more in {
        "settings": (),
        "option": ("--theme", "stairs"),
        "other": ("--theme", "links"),
    }.items():
        outcome = hostkit("build", "male-allies", *CARDS, *more, "--out", name, folder=tmp_path)
        assert outcome.code == 0, outcome.stderr
        made[name] = (tmp_path / name / "male-allies" / "question-cards.pdf").read_bytes()
    assert len(set(made.values())) == 3, "the guide has a theme of its own"


def test_a_table_names_a_theme_in_each_row_and_a_bad_file_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD, "utf-8")
    (tmp_path / "events.csv").write_text(
        "id,topic,theme\na,male-allies,links\nb,saying-no,bad.yaml\nc,grief,lnks\nd,grief,bad.yaml\n", "utf-8"
    )
    outcome = hostkit("batch", "events.csv", "--check", folder=tmp_path)
    assert outcome.code == 1
    assert outcome.stderr.count("bad.yaml:2:9: accent: ") == 1
    said = "theme: its theme file bad.yaml has a problem, which is listed too. Mend the file."
    assert f"events.csv: rows 3, 5, {said}" in outcome.stderr
    assert "row 2" not in outcome.stderr
    assert 'events.csv: row 4, theme: there is no theme "lnks".' in outcome.stderr
    assert "3 of 4 events cannot be made." in outcome.stderr
