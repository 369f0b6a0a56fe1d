"""Every command in README and in the pages of docs/ runs: those of a page one after the other, in one folder."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docs.readme import MESSAGES, PAGES, README, ROOT, blocks, lines, spans, steps
from tests.mutations.mutations import MUTATIONS
from tests.support.command import environment, hostkit

HOSTKIT, PYTHON = ".venv/bin/hostkit", ".venv/bin/python"
SHELLS = {"sh", "powershell"}
SHOWN = {"text"}
"""Languages of blocks that show what a command prints."""

COMMAND = re.compile(r"(?:\.venv/bin/)?(?:hostkit|python3?|py|pip|pipx|uv|pytest|pre-commit|git) .+")
OF_PYTEST = {"-x", "-n", "auto", "--regenerate"}
KIT = {"host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", "print-plan.txt"}
INVITATION = {"invitation.pdf", "invitation.txt", "invitation.ics", "texts.sha256"}
LISTS = {"index.html", "manifest.jsonl", "run-sheet.pdf", "season.csv", "season.ics"}

MADE: dict[str, dict[str, set[str]]] = {
    "README": {"out/male-allies": KIT},
    "printing": {
        "out/male-allies": KIT,
        "out/january": KIT | INVITATION,
        "for-the-shop/male-allies": KIT | {"order.txt"},
        "invitations/male-allies": {*INVITATION, "print-plan.txt"},
    },
    "season": {
        "season": {
            "spring",
            "summer",
            "2027-03-18-burnout-and-rest",
            "joined",
            "hosts",
            "hosts.jsonl",
            "reprint.txt",
        }
        | LISTS,
        "season/spring": KIT,
        "again": {"spring", "joined"} | LISTS,
    },
    "guides": {"out/leaving-a-place-well": KIT, "out/neighbors": KIT, "everything/good-neighbors": KIT},
    "scripting": {"out/male-allies": KIT, "season": {"spring", "summer"} | LISTS},
    "architecture": {"out/male-allies": KIT, "season/spring": KIT},
}
"""What folders hold when all commands of a page have run."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the files that the page says to save; printers are kept in the folder, and nothing is opened."""
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    # A file that is put on the desktop goes to this one.
    for name in ("HOME", "USERPROFILE", "XDG_DESKTOP_DIR", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    opened = with_opener(tmp_path / "opener", monkeypatch)
    folder = tmp_path / "here"
    folder.mkdir()
    for block in blocks(page):
        if block.file:
            (folder / block.file).write_text(block.text, "utf-8")
        elif block.language in SHELLS:
            for step in (step for line in block.text.splitlines() for step in steps(line)):
                run(step, folder)
    made = MADE.get(page.stem, {})
    assert {name: {path.name for path in (folder / name).iterdir()} for name in made} == made
    if os.name == "posix":
        asked = [str(folder / "out" / "leaving-a-place-well")] if page.stem == "guides" else []
        assert opened.read_text("utf-8").split() == asked


def with_opener(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let what opens folders on Linux and on a Mac write down what it is given, in the file that is returned."""
    folder.mkdir()
    opened = folder / "opened.txt"
    opened.touch()
    for name in ("xdg-open", "open"):
        (folder / name).write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{opened}"\n', "utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return opened


def run(step: list[str], folder: Path) -> None:
    """Run a command of hostkit, or of a program that the page shows; check any other."""
    if step[:2] in ([HOSTKIT, "studio"], [HOSTKIT, "watch"]) and "--shortcut" not in step:
        open_and_end(step[1:], folder)
    elif step[0] == HOSTKIT:
        arguments, into = (step[1:-2], step[-1]) if ">" in step else (step[1:], None)
        done = hostkit(*arguments, folder=folder)
        assert done.code == 0, f"{' '.join(step)}\n{done.stderr}"
        if into:
            (folder / into).write_text(done.stdout, "utf-8")
    elif step[0] == PYTHON and (folder / step[1]).is_file():
        subprocess.run([sys.executable, *step[1:]], cwd=folder, env=environment(), check=True)
    else:
        check(step)


def open_and_end(arguments: list[str], folder: Path) -> None:
    """Run the studio until it says its address, and end it as Ctrl-C does."""
    command = [sys.executable, "-m", "hostkit", *arguments, "--no-browser"]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True
    ) as studio:
        assert studio.stdout
        assert studio.stdout.readline().startswith("http://127.0.0.1:")
        studio.send_signal(signal.SIGINT)
        assert studio.wait(30) == 0


def check(step: list[str]) -> None:
    """Check a command that no test can run: it downloads, takes minutes, or writes into the project."""
    if tuple(step) in set(installing()):
        return
    words = step[1:] if step[0] in {PYTHON, "python"} else ["-m", *step]
    assert words, step
    target, arguments = (words[1], words[2:]) if words[0] == "-m" else (words[0], words[1:])
    if target == "pytest":
        assert all(word in OF_PYTEST or (ROOT / word).is_dir() for word in arguments), step
    elif target == "tests.mutations.run":
        assert set(arguments) <= set(MUTATIONS), step
    else:
        path = target if target.endswith(".py") else f"{target.replace('.', '/')}.py"
        assert (ROOT / path).is_file(), step
        options = {word for word in arguments if word.startswith("--")}
        assert options <= set(re.findall(r"--[a-z-]+", help_of(path))), step


def installing() -> Iterator[tuple[str, ...]]:
    """Yield the commands that install hostkit, its extras and its tools."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    yield ("python3", "-m", "venv", ".venv")
    for what in (".", *(f".[{extra}]" for extra in extras)):
        yield (".venv/bin/pip", "install", "-q", "-e", what)
        for tool in (("pipx", "install"), ("uv", "tool", "install")):
            yield (*tool, what)
            yield (*tool, "--force", what)
    yield ("pipx", "ensurepath")
    yield ("uv", "tool", "update-shell")
    yield (".venv/bin/pre-commit", "install")


@cache
def help_of(path: str) -> str:
    """Return what a program of the project prints for --help; nothing where it takes no options."""
    if "argparse" not in (ROOT / path).read_text("utf-8"):
        return ""
    command = [sys.executable, str(ROOT / path), "--help"]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_is_a_file_or_commands_or_what_they_print(page: Path) -> None:
    found = blocks(page)
    assert len(re.findall(r"^\s*```", page.read_text("utf-8"), re.MULTILINE)) == 2 * len(found)
    for block in found:
        assert block.file or block.language in SHELLS | SHOWN, block
        if block.language in SHOWN and not block.file:
            assert not [line for line in block.text.splitlines() if COMMAND.match(line)]


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs/pages/README.md"], ids=lambda page: page.stem)
def test_a_command_in_a_sentence_is_the_beginning_of_one_that_runs(page: Path) -> None:
    for span in filter(COMMAND.fullmatch, spans(page)):
        (step,) = steps(span)
        if step[0] in {"hostkit", HOSTKIT}:
            assert any(ran[: len(step) - 1] == step[1:] for ran in commands()), span
        else:
            check(step)


@cache
def commands() -> tuple[list[str], ...]:
    """Return the arguments of every command of hostkit in all pages."""
    found = [step for page in PAGES for line in lines("sh", page) for step in steps(line)]
    return tuple(step[1:] for step in found if step[0] == HOSTKIT)


def test_a_command_that_nothing_runs_is_found() -> None:
    for line in ("rm -rf out", "pip install hostkit", "python -m docs.make_nothing", "pytest tests/nothing"):
        with pytest.raises(AssertionError):
            check(*steps(line))
    with pytest.raises(AssertionError):
        check(["python", "tests/benchmark/cold.py", "--nothing"])


def test_messages_are_run_by_the_script_that_writes_them() -> None:
    assert MESSAGES not in PAGES
    assert "`python -m docs.make_messages` makes each mistake" in MESSAGES.read_text("utf-8")


def test_readme_begins_with_the_lines_that_set_up_and_test() -> None:
    make_kit, open_studio, run_tests = lines("sh", README)[:3]
    assert steps(open_studio) == [[HOSTKIT, "studio"]]
    assert steps(make_kit)[2:] == [[HOSTKIT, "build", "male-allies"]]
    assert steps(run_tests)[2:] == [[PYTHON, "-m", "pytest", "-n", "auto"]]
    assert [steps(line) for line in lines("powershell", README)] == [steps(make_kit), steps(run_tests)]
