"""What the documents say is so: every command of README runs, every option, file and link it names is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

import hostkit
from docs.make_pages import FOLDER, SUMS, index, pictures, render, shown_sum
from docs.readme import README, ROOT, blocks, lines
from hostkit.cli.app import INTERRUPTED
from hostkit.core.errors import HostkitError, UsageError
from hostkit.guides.languages import read_language
from tests.support.command import hostkit_process

DOCUMENTS = (
    README,
    ROOT / "CHANGELOG.md",
    ROOT / ".github" / "CONTRIBUTING.md",
    ROOT / "docs/pages/README.md",
)
LARGEST_PICTURE = 400_000
KIT = {"host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", "print-plan.txt"}
MAKE_KIT, RUN_TESTS = lines("sh")[:2]


def steps(line: str) -> list[list[str]]:
    """Split a command line of either shell into its commands, with the names of POSIX."""
    plain = line.replace(".venv\\Scripts\\", ".venv/bin/").replace("py -m venv", "python3 -m venv")
    return [shlex.split(step) for step in re.split(r" && |; ", plain)]


def test_every_command_of_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From its first line to its last in one folder, with the files that it says to save; printers are kept there."""
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    opened = with_opener(tmp_path / "opener", monkeypatch)
    ran = 0
    for block in blocks():
        if block.file:
            (tmp_path / block.file).write_text(block.text, "utf-8")
            continue
        assert block.language in {"sh", "powershell"}, block
        for step in (step for line in block.text.splitlines() for step in steps(line)):
            if step[0] == ".venv/bin/hostkit":
                done = hostkit_process(*step[1:], folder=tmp_path)
                assert done.code == 0, f"{' '.join(step)}\n{done.stderr}"
                ran += 1
            else:
                check_setup(step)
    assert ran >= 20
    if os.name == "posix":
        assert opened.read_text("utf-8").split() == [str(tmp_path / "kits" / "leaving-a-place-well")]
    season = {"spring", "summer", "2027-03-18-burnout-and-rest", "joined"}
    files = {"index.html", "manifest.jsonl", "run-sheet.pdf"}
    assert {path.name for path in (tmp_path / "season").iterdir()} == season | files
    for folder in ("out/male-allies", "kits/neighbours", "kits/male-allies", "season/spring"):
        assert {path.name for path in (tmp_path / folder).iterdir()} == KIT


def with_opener(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let what opens folders on Linux and on a Mac write down what it is given, in the file that is returned."""
    folder.mkdir()
    opened = folder / "opened.txt"
    for name in ("xdg-open", "open"):
        (folder / name).write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{opened}"\n', "utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return opened


def check_setup(step: list[str]) -> None:
    """Check a command that makes the environment, which a test cannot run: it would download or begin the tests."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    known = {
        ("python3", "-m", "venv", ".venv"),
        (".venv/bin/pip", "install", "-q", "-e", "."),
        *((".venv/bin/pip", "install", "-q", "-e", f".[{extra}]") for extra in extras),
        (".venv/bin/python", "-m", "pytest", "-n", "auto"),
    }
    assert tuple(step) in known


def test_the_lines_for_windows_do_the_same() -> None:
    assert [steps(line) for line in lines("powershell")] == [steps(MAKE_KIT), steps(RUN_TESTS)]


def test_the_test_line_uses_what_the_test_extra_brings() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=]", line)[0] for line in project["optional-dependencies"]["test"]}
    assert {"pytest", "pytest-xdist"} <= names


def test_ci_ends_with_the_test_line_word_for_word() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8").rstrip("\n").split("\n")
    assert script[-1] == RUN_TESTS


def test_pre_commit_runs_what_ci_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    in_hooks = re.findall(r"entry: python -m (.+)", hooks)
    in_script = re.findall(r'^"\$python" -m ((?:ruff|mypy).*)$', script, re.MULTILINE)
    assert in_hooks == in_script


def _options(text: str, row: str) -> set[tuple[str, str]]:
    return {(name, metavar or "") for name, metavar in re.findall(row, text, re.MULTILINE)}


@pytest.mark.parametrize(
    ("command", "section"), [("build", "Fill in your evening"), ("batch", "A season of kits")]
)
def test_readme_names_every_option_and_no_other(command: str, section: str, tmp_path: Path) -> None:
    shown = hostkit_process(command, "--help", folder=tmp_path).stdout.split("Examples:")[0]
    helped = _options(shown, r"^ +(?:-\w, )?(--[a-z-]+)(?: ([A-Za-z0-9|:-]+))? ")
    text = README.read_text("utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0].replace("\\|", "|")
    rows = "\n".join(line.split("` | ")[0] for line in text.splitlines() if line.startswith("| `--"))
    told = _options(f"{rows}\n", r"`(--[a-z-]+)(?: ([A-Za-z0-9|:-]+))?(?:`|$)")
    assert told == helped - {("--help", "")}


def test_readme_names_every_stock_and_no_other(tmp_path: Path) -> None:
    """In the row of the option; that hostkit has no other word for a stock but "auto"."""
    listed = json.loads(hostkit_process("stock", "--json", folder=tmp_path).stdout)
    (row,) = re.findall(r"^\| `--stock TEXT` \|(.+)\|$", README.read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`([a-z0-9-]+)`", row)) == {stock["name"] for stock in listed} | {"auto"}


def test_readme_explains_every_mode(tmp_path: Path) -> None:
    known = hostkit_process("build", "male-allies", "--duplex", "?", folder=tmp_path).stderr
    modes = known.split("Known here: ")[1].rstrip(".\n").split(", ")
    table = README.read_text("utf-8").split("| `--duplex MODE`: | for |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE) == modes


def test_readme_and_the_test_page_tell_the_same_steps(tmp_path: Path) -> None:
    """What somebody must do is on the page too; whoever changes one changes the other."""
    steps = read_language("en")
    told = " ".join(README.read_text("utf-8").split("## When backs do not land")[1].split("\n## ")[0].split())
    assert steps("calibrate.step_2") in told
    for words in ("take the number between", "Keep the minus", "250 mm mark meets the line at the foot"):
        assert words in told
        assert any(words in steps(f"calibrate.step_{step}") for step in range(1, 6)), words


def test_readme_names_the_exit_codes() -> None:
    table = README.read_text("utf-8").split("| exit code |")[1].split("\n\n")[0]
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert told == [0, HostkitError.exit_code, UsageError.exit_code, INTERRUPTED]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("build male-alies", 1),
        ("build nothing.yaml", 1),
        ("build male-allies --start 25:70", 2),
        ("build male-allies --nothing", 2),
        ("build", 2),
    ],
)
def test_exit_codes_are_as_told(line: str, code: int, tmp_path: Path) -> None:
    assert hostkit_process(*line.split(), folder=tmp_path).code == code
    assert not list(tmp_path.iterdir())


def test_readme_names_every_file_of_a_kit() -> None:
    text = README.read_text("utf-8")
    assert all(f"| `{name}` |" in text for name in KIT)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    here = [target for target in targets if not target.startswith(("http://", "https://"))]
    assert [target for target in here if not (document.parent / target).exists()] == []


def test_pictures_in_readme_say_what_they_show() -> None:
    images = re.findall(r"<img [^>]+>", README.read_text("utf-8"))
    assert len(images) == 6
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)


def test_the_changelog_has_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert versions[:2] == ["Unreleased", hostkit.__version__]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == hostkit.__version__


REMAKE = "run: python -m docs.make_pages"


def test_no_picture_is_older_than_the_pages() -> None:
    sums = json.loads(SUMS.read_text("utf-8"))
    now = {picture.name: shown_sum(picture) for picture in pictures()}
    assert [name for name in now if sums.get(name) != now[name]] == [], REMAKE
    assert set(sums) == set(now), REMAKE


def test_every_picture_is_there_and_small() -> None:
    there = {path.stem: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert set(there) == {picture.name for picture in pictures()}, REMAKE
    assert {name: size for name, size in there.items() if size > LARGEST_PICTURE} == {}


def test_the_list_of_pictures_is_as_the_script_writes_it() -> None:
    assert (FOLDER / "README.md").read_text("utf-8") == index(), REMAKE


@pytest.mark.parametrize("name", ["host-sheet-1", "none-letter", "cards-85x54"])
def test_a_picture_made_again_is_the_same(name: str) -> None:
    """Within what another version of the renderer may change: edges of letters, no more."""
    picture = next(picture for picture in pictures() if picture.name == name)
    kept, made = Image.open(picture.path).convert("L"), render(picture).convert("L")
    assert kept.size == made.size, REMAKE
    difference = ImageChops.difference(kept, made)
    assert ImageStat.Stat(difference).mean[0] < 1.0, REMAKE
