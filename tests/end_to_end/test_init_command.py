"""``hostkit init`` as somebody at a terminal meets it: settings, a folder for guides, and what works after it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from unittest.mock import patch

import pytest

from hostkit.cli.init_command import LETTER, paper_of, territory
from hostkit.events.precedence import read_settings
from hostkit.guides.scaffold import settings_text
from tests.support.command import Outcome, hostkit

WHERE = {"LC_ALL": "de_DE.UTF-8", "LC_PAPER": "", "LANG": ""}


def said(paper: str) -> str:
    return (
        f"The paper is {paper}. Begin a guide of your own, which goes into guides, or print one:\n"
        "  hostkit new 'Good neighbors'\n  hostkit build male-allies\n"
    )


def init(folder: Path, *arguments: str, **variables: str) -> Outcome:
    """Run the command somewhere in the world."""
    with patch.dict(os.environ, {**WHERE, **variables}):
        return hostkit("init", *arguments, folder=folder)


def test_settings_and_a_folder_are_made(tmp_path: Path) -> None:
    assert init(tmp_path) == Outcome(0, "hostkit.yaml\nguides/\n", said("a4"))
    assert (tmp_path / "hostkit.yaml").read_text(encoding="utf-8") == settings_text("a4")
    assert read_settings(tmp_path / "hostkit.yaml").guides == tmp_path / "guides"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["guides", "hostkit.yaml"]


def test_what_is_told_works_and_a_new_guide_is_found_by_its_topic(tmp_path: Path) -> None:
    told = [shlex.split(line)[1:] for line in init(tmp_path).stderr.splitlines() if line.startswith("  ")]
    new, build = (hostkit(*arguments, folder=tmp_path) for arguments in told)
    assert new[:2] == (0, "guides/good-neighbors.yaml\n")
    assert build.code == 0
    own = hostkit("build", "good-neighbors", folder=tmp_path)
    assert own.code == 0
    assert own.files[0] == "out/good-neighbors/host-sheet.pdf"


@pytest.mark.parametrize(
    ("variables", "paper"),
    [
        ({"LC_ALL": "en_US.UTF-8"}, "letter"),
        ({"LC_ALL": "", "LC_PAPER": "es_MX", "LANG": "de_DE.UTF-8"}, "letter"),
        ({"LC_ALL": "de_DE.UTF-8", "LC_PAPER": "en_US.UTF-8"}, "a4"),
        ({"LC_ALL": "", "LC_PAPER": "", "LANG": "fr_CA.UTF-8@x"}, "letter"),
        ({"LC_ALL": "C"}, "a4"),
        ({"LC_ALL": "C.UTF-8"}, "a4"),
        ({"LC_ALL": "", "LC_PAPER": "", "LANG": ""}, "a4"),
    ],
)
def test_the_paper_suits_the_place(variables: dict[str, str], paper: str, tmp_path: Path) -> None:
    with patch("locale.getlocale", return_value=(None, None)):
        outcome = init(tmp_path, **variables)
    assert outcome.stderr == said(paper)
    assert read_settings(tmp_path / "hostkit.yaml").given["paper"].value == paper


@pytest.mark.parametrize("paper", ["a4", "letter", "Letter"])
def test_a_paper_that_is_named_wins(paper: str, tmp_path: Path) -> None:
    assert init(tmp_path, "--paper", paper, LC_ALL="es_MX").code == 0
    assert read_settings(tmp_path / "hostkit.yaml").given["paper"].value == paper.lower()


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ("es_DO.UTF-8", "DO"), ("sr_Latn_RS", "RS"), ("en-US", "US"), ("en", None), ("C", None), ("de_DE@euro", "DE"),
        ("English_United States.1252", "United States"), ("Spanish_Dominican Republic", "Dominican Republic"),
    ],
)  # fmt: skip
def test_a_territory_is_read_from_the_environment_or_from_windows(named: str, place: str | None) -> None:
    assert territory({"LANG": named}, "de_DE") == place
    assert territory({}, named) == place


def test_papers_of_territories() -> None:
    codes = {"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "SV", "NI", "HN", "PR"}
    assert {code for code in LETTER if paper_of(code) == "letter"} == codes
    assert all(paper_of(name) == "letter" for name in LETTER.values())
    assert paper_of("Republic of the Philippines") == "letter"
    assert [paper_of(place) for place in ("DE", "ES", "GB", "Germany", None)] == ["a4"] * 5


def test_never_over_settings_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "hostkit.yaml").write_text("host: Ana\n", encoding="utf-8")
    refused = "hostkit.yaml: there is one already, so nothing was made. Change it in a text editor.\n"
    assert init(tmp_path) == Outcome(1, "", refused)
    assert [path.name for path in tmp_path.iterdir()] == ["hostkit.yaml"]
    (tmp_path / "hostkit.yaml").unlink()
    (tmp_path / "hostkit.yaml").symlink_to(tmp_path / "nowhere")
    assert init(tmp_path) == Outcome(1, "", refused)
    assert (tmp_path / "hostkit.yaml").is_symlink()


def test_a_folder_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "mine.yaml").write_text("x", encoding="utf-8")
    assert init(tmp_path).code == 0
    assert (tmp_path / "guides" / "mine.yaml").read_text(encoding="utf-8") == "x"


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "guides").write_text("mine", encoding="utf-8")
    assert init(tmp_path) == Outcome(1, "", "guides: a file, not a folder. Move it away, or rename it.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["guides"]


def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    with patch.object(os, "open", side_effect=PermissionError(13, "no")):
        outcome = init(tmp_path)
    assert outcome[:2] == (1, "")
    assert "could not write: you may not write there." in outcome.stderr
    assert list(tmp_path.iterdir()) == []
    with patch.object(Path, "mkdir", side_effect=PermissionError(13, "no")):
        outcome = init(tmp_path)
    assert outcome[:2] == (1, "")
    assert outcome.stderr.startswith("guides: could not write: you may not write there.")
    assert list(tmp_path.iterdir()) == []


def test_a_paper_that_is_none(tmp_path: Path) -> None:
    assert init(tmp_path, "--paper", "a3") == Outcome(
        2, "", '--paper: "a3" is not known here. Known here: a4, letter.\n'
    )
    assert list(tmp_path.iterdir()) == []


def test_settings_of_a_folder_above_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "hostkit.yaml").write_text("guides: nowhere\n", encoding="utf-8")
    (tmp_path / "below").mkdir()
    assert init(tmp_path / "below").code == 0
