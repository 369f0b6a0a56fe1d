"""The command as a whole: topics, files and what is said where; the commands beside it."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from hostkit import __version__
from tests.support.built import built
from tests.support.cases import CASES, GUIDES, MALE_ALLIES, ROOT
from tests.support.command import Outcome, hostkit, hostkit_process
from tests.support.pages import Pdf

FILES = ["host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", "print-plan.txt"]

MISSING = (
    "Left blank, to fill in by hand: date (--date), start (--start), number of guests (--guests), place (--place), "
    "host (--host), link to the follow-up group (--group-url).\n"
)

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


def in_out(topic: str, folder: str = "out") -> list[str]:
    return [f"{folder}/{topic}/{name}" for name in FILES]


# --- what a build says ---


def test_files_go_to_stdout_and_the_plan_to_stderr_and_beside_the_files(tmp_path: Path) -> None:
    outcome = hostkit("build", *CASES["usual"].arguments, folder=tmp_path)
    assert outcome.code == 0
    assert outcome.files == in_out("male-allies")
    written = (tmp_path / "out/male-allies/print-plan.txt").read_text(encoding="utf-8")
    plan, _, signature = written.rstrip("\n").rpartition("\n\n")
    assert outcome.stderr.strip() == plan
    assert signature == f"hostkit {__version__}"


def test_what_is_missing_is_said_once_with_the_option_that_fills_it(tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(REST.replace("follow_up", "# follow_up"), encoding="utf-8")
    outcome = hostkit("build", MALE_ALLIES, "rest.yaml", folder=tmp_path)
    assert outcome.code == 0
    assert outcome.stderr.count("Left blank") == 1
    assert outcome.stderr.endswith(f"\n{MISSING}")
    assert "Left blank" not in built("usual").outcome.stderr


# --- topics ---


def test_a_bad_topic_does_not_keep_the_others_from_being_built(tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(REST, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(REST.replace("ask: When", "aks: When"), encoding="utf-8")
    outcome = hostkit("build", MALE_ALLIES, "bad.yaml", "rest.yaml", folder=tmp_path)
    assert outcome.code == 1
    assert outcome.files == in_out("male-allies") + in_out("rest")
    said = 'bad.yaml:6:5: questions[1]: there is no key "aks" here. Did you mean "ask"?\n'
    assert said in outcome.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["male-allies", "rest"]


def test_nothing_is_built_where_a_topic_is_not_found(tmp_path: Path) -> None:
    """An address without quotation marks falls apart into topics; the earlier kit must not be written over."""
    outcome = hostkit("build", MALE_ALLIES, "--place", "48", "Orchard", "Street", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert 'there is no topic "Orchard".' in outcome.stderr
    assert 'there is no topic "Street".' in outcome.stderr
    assert outcome.stderr.endswith(
        'Nothing was built. A text with spaces stands in quotation marks, as in --place "12 Mill Lane".\n'
    )
    assert list(tmp_path.iterdir()) == []


def test_a_title_without_quotation_marks_is_told_to_have_them(tmp_path: Path) -> None:
    outcome = hostkit("build", "Male", "allies", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert "A text with spaces stands in quotation marks" in outcome.stderr.splitlines()[-1]


def test_all_builds_every_topic_own_ones_first(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "rest.yaml").write_text(REST, encoding="utf-8")
    (content / "male-allies.yaml").write_text(REST.replace("Rest and work", "My own"), encoding="utf-8")
    outcome = hostkit("build", "--all", "--sheets", "reflection-worksheet", "--out", "kits", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    topics = sorted(
        {"rest", *(path.stem for path in (ROOT / "content").glob("*.yaml") if "." not in path.stem)}
    )
    assert outcome.files == [
        f"kits/{topic}/{name}" for topic in topics for name in ("reflection-worksheet.pdf", "print-plan.txt")
    ]
    own = Pdf((tmp_path / "kits/male-allies/reflection-worksheet.pdf").read_bytes())
    assert "My own" in own.text(0)


def test_an_id_names_the_folder(tmp_path: Path) -> None:
    outcome = hostkit("build", MALE_ALLIES, "--id", "Ana’s 1st evening: ../../x", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert outcome.files == in_out("anas-1st-evening-x")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_two_kits_never_share_a_folder(tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(REST, encoding="utf-8")
    outcome = hostkit("build", MALE_ALLIES, "rest.yaml", "--id", "evening", folder=tmp_path)
    plans = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("print-plan.txt")]
    both = all(any(title in plan for plan in plans) for title in ("Male allies", "Rest and work"))
    assert both or outcome.code != 0, "one kit was written over the other, and nothing was said"


def test_the_sheets_asked_for_are_made_in_the_order_of_a_kit(tmp_path: Path) -> None:
    outcome = hostkit("build", MALE_ALLIES, "--sheets", "reflection-worksheet, host-sheet", folder=tmp_path)
    assert outcome.files == [
        "out/male-allies/host-sheet.pdf",
        "out/male-allies/reflection-worksheet.pdf",
        "out/male-allies/print-plan.txt",
    ]
    host = Pdf((tmp_path / outcome.files[0]).read_bytes())
    assert "cards:" not in host.all_text()


def test_an_absolute_folder_to_write_to_is_shown_whole(tmp_path: Path) -> None:
    work, out = tmp_path / "work", tmp_path / "elsewhere"
    work.mkdir()
    outcome = hostkit("build", MALE_ALLIES, "--out", str(out), folder=work)
    assert outcome.files == [f"{out.as_posix()}/male-allies/{name}" for name in FILES]
    assert list(work.iterdir()) == []


def test_open_opens_the_folder_of_each_kit(tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(REST, encoding="utf-8")
    with patch("typer.launch") as launch:
        assert hostkit("build", MALE_ALLIES, "rest.yaml", "--open", folder=tmp_path).code == 0
    assert [Path(call.args[0]).name for call in launch.call_args_list] == ["male-allies", "rest"]


# --- the other commands ---


def test_version(tmp_path: Path) -> None:
    assert hostkit("--version", folder=tmp_path) == Outcome(0, f"hostkit {__version__}\n", "")


@pytest.mark.parametrize("wanted", ["--help", "-h"])
def test_help_shows_every_option_and_examples(wanted: str, tmp_path: Path) -> None:
    outcome = hostkit_process("build", wanted, folder=tmp_path)
    assert (outcome.code, outcome.stderr) == (0, "")
    names = (
        "date start minutes guests place host note group-name group-url pre-read-url id language paper stock duplex "
        "event clock sheets out force open all"
    )
    for name in names.split():
        assert f"--{name} " in outcome.stdout
    assert outcome.stdout.count("hostkit build") >= 4
    assert list(tmp_path.iterdir()) == []


def test_a_guide_by_its_path_goes_to_a_folder_of_its_name(tmp_path: Path) -> None:
    outcome = hostkit("build", str(GUIDES / "short.yaml"), folder=tmp_path)
    assert outcome.files == in_out("short")
