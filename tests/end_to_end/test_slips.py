"""Slips that people make, each with all that they see: one clear message, the exit code, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.slips import GUIDE, SLIPS
from tests.support.cases import MALE_ALLIES, ROOT
from tests.support.command import Outcome, hostkit, hostkit_process


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_answered_in_words(slip: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTKIT_CONFIG", "config")
    arguments, said, code, files = SLIPS[slip]
    for name, data in files.items():
        if data is None:
            (tmp_path / name).mkdir()
        else:
            (tmp_path / name).write_bytes(data)
    before = _tree(tmp_path)
    outcome = hostkit("build", *arguments, folder=tmp_path)
    if said.endswith("{near}"):
        assert outcome.stderr.startswith(said.removesuffix("{near}"))
        assert outcome[:2] == (code, "")
    else:
        assert outcome == Outcome(code, "", said.replace("{topics}", _topics()) + "\n")
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("folder", ["rest", "rest.yaml"])
def test_a_folder_in_place_of_a_guide(folder: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir()
    outcome = hostkit("build", f"./{folder}", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert "this is a folder, not a file" in outcome.stderr
    assert _tree(tmp_path) == {folder: None}


def test_an_unknown_option_names_the_nearest_and_what_it_does(tmp_path: Path) -> None:
    outcome = hostkit_process("build", MALE_ALLIES, "--papr", "a4", folder=tmp_path)
    said = "there is no option --papr. Did you mean --paper (a4 (default) or letter)?\n"
    assert outcome == Outcome(2, "", said)
    assert _tree(tmp_path) == {}


def test_an_unknown_command_names_the_nearest_and_what_it_does(tmp_path: Path) -> None:
    outcome = hostkit_process("biuld", MALE_ALLIES, folder=tmp_path)
    assert outcome[:2] == (2, "")
    assert outcome.stderr.startswith(
        'there is no command "biuld". Did you mean hostkit build (make a kit for each topic'
    )


def test_without_a_topic_help_and_topics_are_shown(tmp_path: Path) -> None:
    outcome = hostkit("build", folder=tmp_path)
    assert outcome[:2] == (2, "")
    for shown in (
        "Usage:",
        "--date YYYY-MM-DD",
        "--group-url URL",
        "Examples:",
        "hostkit build --all --out kits",
    ):
        assert shown in outcome.stderr
    assert outcome.stderr.splitlines()[-1] == f"Name a topic. There are: {_topics()}."
    assert _tree(tmp_path) == {}


def test_without_a_command_help_is_shown(tmp_path: Path) -> None:
    outcome = hostkit(folder=tmp_path)
    assert outcome[:2] == (2, "")
    assert "Begin with: hostkit list" in outcome.stderr


def test_a_text_that_does_not_fit_is_refused_by_its_place(tmp_path: Path) -> None:
    words = " ".join(["understanding"] * 80)
    text = GUIDE.replace("When do you rest?", f"What is {words}?")
    (tmp_path / "rest.yaml").write_text(text, encoding="utf-8")
    outcome = hostkit("build", "rest.yaml", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert outcome.stderr.startswith("rest.yaml:9:10: questions[1].ask: does not fit on ")
    # DESIGN: file, line, field, sheet, language, stock, how much is too long, and what to do.
    for part in ("question card", "a6-4up", "en", "too long", "mm", "Shorten it."):
        assert part in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert _tree(tmp_path) == {"rest.yaml": text.encode()}


def test_what_is_too_long_for_a_card_may_still_fit_the_host_sheet(tmp_path: Path) -> None:
    text = GUIDE.replace("When do you rest?", f"What is {' '.join(['understanding'] * 80)}?")
    (tmp_path / "rest.yaml").write_text(text, encoding="utf-8")
    outcome = hostkit("build", "rest.yaml", "--sheets", "host-sheet", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert outcome.files == ["out/rest/host-sheet.pdf", "out/rest/print-plan.txt"]


@pytest.mark.parametrize(
    "field",
    [
        "title: Rest and work",
        "ask: When do you rest?",
        "- segment: arrivals",
    ],
)
def test_a_word_wider_than_its_place_is_broken_or_refused_never_clipped(field: str, tmp_path: Path) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherung" * 3
    new = {
        "title": f"title: {word}",
        "ask": f"ask: {word}?",
        "- segment": f"- segment: arrivals\n    note: {word}",
    }[field.partition(":")[0]]
    (tmp_path / "rest.yaml").write_text(GUIDE.replace(field, new), encoding="utf-8")
    outcome = hostkit("build", "rest.yaml", folder=tmp_path)
    if outcome.code:
        assert outcome[:2] == (1, "")
        assert outcome.stderr.startswith("rest.yaml:")
        assert "does not fit" in outcome.stderr
    assert "failed inside" not in outcome.stderr


def test_no_message_shows_what_a_terminal_would_obey(tmp_path: Path) -> None:
    outcome = hostkit("build", "male\x1b[31m", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert "\x1b" not in outcome.stderr


def test_a_slip_in_a_process_of_its_own_shows_no_traceback(tmp_path: Path) -> None:
    outcome = hostkit_process("build", "male-alies", folder=tmp_path)
    assert outcome == Outcome(1, "", 'there is no topic "male-alies". Did you mean "male-allies"?\n')


def test_a_console_that_lacks_letters_still_gets_the_message(tmp_path: Path) -> None:
    outcome = hostkit_process(
        "build", "måle", folder=tmp_path, variables={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    )
    assert outcome[:2] == (1, "")
    assert "there is no topic" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def _topics() -> str:
    return ", ".join(_shipped())


def _shipped() -> Iterator[str]:
    yield from sorted(path.stem for path in (ROOT / "content").glob("*.yaml") if "." not in path.stem)


def _tree(folder: Path) -> dict[str, bytes | None]:
    """Return every file below a folder with its bytes, folders with None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }
