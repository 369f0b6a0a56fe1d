"""The same input gives the same bytes, wherever, whenever and after whatever it is built."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from reportlab import rl_config

from tests.support.built import build, built
from tests.support.cases import CASES, ROOT
from tests.support.command import hostkit, hostkit_process

SURROUNDINGS: Mapping[str, Mapping[str, str]] = {
    "far-away": {
        **{
            "TZ": "America/Adak",
            "SOURCE_DATE_EPOCH": "86400",
            "HOME": "/nowhere/at/all",
            "PYTHONHASHSEED": "0",
        },
        **{"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        **{"RL_useA85": "0", "RL_pageCompression": "0", "RL_pdfMultiLine": "1", "RL_documentLang": "yy"},
    },
    "bare": {
        **{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "4294967295"},
        **{"COLUMNS": "20", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "ascii"},
        **{"RL_useA85": "surely not a number", "RL_verbose": "9"},
    },
}
"""What ReportLab's own settings may do, tests/unit/pdf/test_same_bytes.py tries."""


@cache
def usual() -> dict[str, str]:
    """Return what the usual kit's files are, by name."""
    return _sums(built("usual", "a4").files)


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_surroundings_change_nothing(surroundings: str, tmp_path: Path) -> None:
    assert _built_in(tmp_path, SURROUNDINGS[surroundings]) == usual()


@pytest.mark.parametrize("where", ["a/deep/folder", "with blanks and ümläuts"])
def test_the_working_folder_changes_nothing(where: str, tmp_path: Path) -> None:
    folder = tmp_path / where
    folder.mkdir(parents=True)
    outcome = hostkit("build", *CASES["usual"].arguments, folder=folder)
    assert outcome.code == 0, outcome.stderr
    assert _sums({Path(file).name: (folder / file).read_bytes() for file in outcome.files}) == usual()


def test_how_the_guide_is_named_changes_nothing(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "content" / "male-allies.yaml", tmp_path / "male-allies.yaml")
    options = CASES["usual"].arguments[1:]
    for index, name in enumerate(
        ("male-allies", "Male allies", "MALE ALLIES", "content/male-allies.yaml", "./male-allies.yaml",
         str(ROOT / "content" / "male-allies.yaml"))
    ):  # fmt: skip
        outcome = hostkit("build", name, *options, "--out", f"out-{index}", folder=tmp_path)
        assert outcome.code == 0, outcome.stderr
        assert outcome.files[0] == f"out-{index}/male-allies/host-sheet.pdf"
        assert _sums({Path(f).name: (tmp_path / f).read_bytes() for f in outcome.files}) == usual()


def test_what_was_built_before_in_the_process_changes_nothing() -> None:
    usual()
    for before in ("letters", "long", "none"):
        build(CASES[before], paper="letter")
        assert _sums(build(CASES["usual"], paper="a4").files) == usual()


@pytest.mark.parametrize("encode", [0, 1])
def test_settings_that_somebody_changed_in_the_process_change_nothing(encode: int) -> None:
    # In a process that somebody else uses ReportLab in too; the names are ReportLab's own.
    with patch.multiple(
        rl_config,
        useA85=encode,
        invariant=0,
        pageCompression=0,
        pdfMultiLine=1,
        pdfComments=1,
        documentLang="xx",
        canvas_basefontname="Courier",
    ):
        assert _sums(build(CASES["usual"], paper="a4").files) == usual()


def test_several_topics_of_one_run_are_each_built_as_if_alone(tmp_path: Path) -> None:
    letters, options = CASES["letters"].guide, CASES["usual"].arguments[1:]
    outcome = hostkit("build", letters, "male-allies", *options, folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    files = [file for file in outcome.files if "male-allies" in file]
    assert _sums({Path(file).name: (tmp_path / file).read_bytes() for file in files}) == usual()


def test_a_line_ending_of_another_system_changes_nothing(tmp_path: Path) -> None:
    text = (ROOT / "content" / "male-allies.yaml").read_text(encoding="utf-8")
    for end, mark in (("\r\n", ""), ("\n", "\ufeff")):
        (tmp_path / "male-allies.yaml").write_bytes((mark + text.replace("\n", end)).encode())
        outcome = hostkit("build", "male-allies.yaml", *CASES["usual"].arguments[1:], folder=tmp_path)
        assert outcome.code == 0, outcome.stderr
        assert _sums({Path(f).name: (tmp_path / f).read_bytes() for f in outcome.files}) == usual()


def test_building_again_over_the_kit_gives_the_same(tmp_path: Path) -> None:
    for _ in range(2):
        outcome = hostkit("build", *CASES["usual"].arguments, folder=tmp_path)
        assert outcome.code == 0, outcome.stderr
    assert _sums({Path(f).name: (tmp_path / f).read_bytes() for f in outcome.files}) == usual()


def test_other_details_give_other_bytes() -> None:
    """The comparison can fail: a guest more changes the host sheet and the plan, and nothing else."""
    other = _sums(build(CASES["usual"], paper="a4", guests="11").files)
    assert {name for name in usual() if other[name] != usual()[name]} == {"host-sheet.pdf", "print-plan.txt"}


def _built_in(folder: Path, variables: Mapping[str, str]) -> dict[str, str]:
    outcome = hostkit_process("build", *CASES["usual"].arguments, folder=folder, variables=variables)
    assert outcome.code == 0, outcome.stderr
    return _sums({Path(file).name: (folder / file).read_bytes() for file in outcome.files})


def _sums(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the files as sums, which a failing test can show."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
