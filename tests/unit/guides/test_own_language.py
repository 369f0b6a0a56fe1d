"""A language file of the user's own: a kit is printed from it, and all that is wrong with it is said at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.core.input_files import data_folder
from tests.support.command import hostkit
from tests.support.pages import Pdf

DANISH = (
    (data_folder("languages") / "en.yaml")
    .read_text("utf-8")
    .replace("language: en\n", "language: da\n")
    .replace("name: English\n", "name: Dansk\n")
    .replace("  welcome: Welcome\n", "  welcome: Velkommen\n")
)


def made(folder: Path, text: str) -> tuple[int, str]:
    (folder / "mine.yaml").write_text(text, "utf-8")
    outcome = hostkit("build", "male-allies", "--language", "mine.yaml", folder=folder)
    return outcome.code, outcome.stderr


def test_a_kit_has_the_words_of_the_file(tmp_path: Path) -> None:
    code, stderr = made(tmp_path, DANISH)
    assert code == 0, stderr
    assert "Velkommen" in Pdf((tmp_path / "out" / "male-allies" / "host-sheet.pdf").read_bytes()).text(0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  end: End\n", "", "mine.yaml: lacks segment.end. "),
        ("  pm: pm\n\nsheet:\n  host_sheet: Host sheet\n", "\n", "lacks time.pm, sheet.host_sheet."),
        ("  other: else\n", "", "plurals: has no rule for every number."),
        ("n = 1", "n is 1", "plurals: has no rule for every number."),
        ("Print plan: {title}", "Print plan: {tilte}", "has {tilte}, which hostkit does not fill in there."),
        ("Monday Tuesday ", "Monday ", "weekdays: has 6 words in place of 7."),
        ("language: da", "language: in Danish", 'language: "in Danish" is no language tag.'),
        (
            "  welcome: Velkommen",
            "  welcome: ברוכים הבאים",
            "segment.welcome: Hebrew writing",
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in DANISH
    code, stderr = made(tmp_path, DANISH.replace(old, new))
    assert code == 1
    assert said in stderr


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    outcome = hostkit("build", "male-allies", "--language", "mine.yaml", folder=tmp_path)
    assert outcome.code == 2
    assert 'there is no language file "mine.yaml".' in outcome.stderr


def test_a_batch_makes_a_kit_anew_when_the_file_changes(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("id,topic,language\none,male-allies,mine.yaml\n", "utf-8")
    said = []
    for text in (DANISH, DANISH, DANISH.replace("Velkommen", "Velkomst")):
        (tmp_path / "mine.yaml").write_text(text, "utf-8")
        outcome = hostkit("batch", "events.csv", "--out", "season", folder=tmp_path)
        assert outcome.code == 0, outcome.stderr
        sheet = Pdf((tmp_path / "season" / "one" / "host-sheet.pdf").read_bytes()).text(0)
        said.append("Velkomst" in sheet)
    assert said == [False, False, True]
