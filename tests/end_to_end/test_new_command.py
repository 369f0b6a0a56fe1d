"""``hostkit new`` as somebody at a terminal meets it: a guide that prints as it is, never over a file."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from unittest.mock import patch

import pytest

from hostkit.guides.read_guide import read_guide
from hostkit.guides.scaffold import guide_scaffold
from hostkit.themes.theme import theme_for
from tests.support.cases import ROOT
from tests.support.command import Outcome, hostkit, hostkit_process
from tests.support.pages import Pdf

TITLE = "Good neighbors"
OPEN_IT = "Open it in a text editor and write your words over those that are there. Then:\n"


def settings(folder: Path) -> Path:
    """Make a folder with settings and own guides."""
    (folder / "guides").mkdir()
    (folder / "hostkit.yaml").write_text("guides: guides\n", encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def commands(outcome: Outcome) -> list[list[str]]:
    """Return the commands that were told, as a shell takes them apart, without the program's name."""
    return [shlex.split(line)[1:] for line in outcome.stderr.splitlines() if line.startswith("  ")]


def test_a_guide_in_the_working_folder(tmp_path: Path) -> None:
    outcome = hostkit("new", TITLE, folder=tmp_path)
    assert outcome == Outcome(
        0,
        "good-neighbors.yaml\n",
        f"{OPEN_IT}  hostkit check good-neighbors.yaml\n  hostkit build good-neighbors.yaml\n",
    )
    scaffold = guide_scaffold().read_text(encoding="utf-8")
    written = (tmp_path / "good-neighbors.yaml").read_text(encoding="utf-8")
    assert written == scaffold.replace("Your topic", TITLE).replace(
        "theme: rainbow", f"theme: {theme_for(TITLE)}"
    )


def test_a_guide_in_the_folder_of_own_guides_is_named_by_its_topic(tmp_path: Path) -> None:
    outcome = hostkit("new", TITLE, folder=settings(tmp_path))
    assert outcome == Outcome(
        0,
        "guides/good-neighbors.yaml\n",
        f"{OPEN_IT}  hostkit check guides/good-neighbors.yaml\n  hostkit build good-neighbors\n",
    )


@pytest.mark.parametrize("own_folder", [False, True])
@pytest.mark.parametrize("title", [TITLE, "Ana’s “evening”: now & then"])
def test_what_is_told_works_as_typed(title: str, own_folder: bool, tmp_path: Path) -> None:
    if own_folder:
        settings(tmp_path)
    check, build = commands(hostkit("new", title, folder=tmp_path))
    assert hostkit(*check, "--strict", folder=tmp_path) == Outcome(
        0, "", "1 guide, no problems, no warnings.\n"
    )
    for paper in ("a4", "letter"):
        built = hostkit(*build, "--paper", paper, "--out", paper, folder=tmp_path)
        assert built.code == 0, built.stderr
        (host,) = [file for file in built.files if file.endswith("host-sheet.pdf")]
        pages = Pdf((tmp_path / host).read_bytes())
        assert len(pages) == 2
        assert title.split()[0] in pages.text(0)


def test_a_file_or_a_folder_to_write_to(tmp_path: Path) -> None:
    outcome = hostkit("new", TITLE, "--out", "my drafts/one.yaml", folder=tmp_path)
    assert outcome[:2] == (0, "my drafts/one.yaml\n")
    assert commands(outcome) == [["check", "my drafts/one.yaml"], ["build", "my drafts/one.yaml"]]
    assert hostkit("new", TITLE, "--out", "drafts", folder=tmp_path)[:2] == (
        0,
        "drafts/good-neighbors.yaml\n",
    )
    outcome = hostkit("new", TITLE, "--out", "-drafts", folder=tmp_path)
    assert commands(outcome)[1] == ["build", "./-drafts/good-neighbors.yaml"]


@pytest.mark.parametrize(
    ("words", "title", "file"),
    [
        (["Good", "neighbors"], "Good neighbors", "good-neighbors"),
        (["good-neighbors"], "Good neighbors", "good-neighbors"),
        (["rest"], "Rest", "rest"),
        (["  Rest \t and work "], "Rest and work", "rest-and-work"),
        (['Say "no": # {1} \\'], 'Say "no": # {1} \\', "say-no-1"),
        (["Mütter & Väter"], "Mütter & Väter", "mutter-vater"),
        (["--", "- rest"], "- rest", "rest"),
        (["CON"], "CON", "con-kit"),
        (["../../rest"], "../../rest", "rest"),
        (["{host}"], "{host}", "host"),
    ],
)
def test_names_with_odd_characters(words: list[str], title: str, file: str, tmp_path: Path) -> None:
    outcome = hostkit("new", *words, folder=tmp_path)
    assert outcome[:2] == (0, f"{file}.yaml\n"), outcome.stderr
    assert read_guide(tmp_path / f"{file}.yaml").title.text == title
    assert [path.name for path in tmp_path.iterdir()] == [f"{file}.yaml"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("", "TOPIC: is blank. Write a text, or leave it out."),
        ("\u200b", "TOPIC: is blank. Write a text, or leave it out."),
        (
            "a\x07b",
            'TOPIC: the control character U+0007 stands in the text (after "a"). Delete it.',
        ),
        ("𓀀", "TOPIC: no font here has “𓀀” (EGYPTIAN HIEROGLYPH A001). Write it with other letters."),
        (
            "rest.yaml",
            'TOPIC: "rest.yaml" is the name of a file. Write a title, as in "Good neighbors"; --out names the file.',
        ),
    ],
)
def test_a_title_that_cannot_be_printed_is_refused(title: str, said: str, tmp_path: Path) -> None:
    assert hostkit("new", title, folder=tmp_path) == Outcome(2, "", f"{said}\n")
    assert tree(tmp_path) == {}


def test_a_title_too_long_for_a_card_is_refused(tmp_path: Path) -> None:
    outcome = hostkit("new", "very " * 60, folder=tmp_path)
    assert outcome[:2] == (2, "")
    assert outcome.stderr.startswith("TOPIC: does not fit on the ")
    assert tree(tmp_path) == {}


# --- copies ---


def test_a_copy_of_a_shipped_guide_keeps_its_words(tmp_path: Path) -> None:
    outcome = hostkit("new", "Men at home", "--from", "Male Allies", folder=tmp_path)
    assert outcome == Outcome(
        0,
        "men-at-home.yaml\n",
        "Its text is under CC BY 4.0: if you share your version, say what it is from.\n"
        f"{OPEN_IT}  hostkit check men-at-home.yaml\n  hostkit build men-at-home.yaml\n",
    )
    shipped = (ROOT / "content" / "male-allies.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "men-at-home.yaml").read_text(encoding="utf-8") == shipped.replace(
        "title: Male allies", 'title: "Men at home"'
    )


def test_a_copy_of_ones_own_guide_by_topic_or_path(tmp_path: Path) -> None:
    settings(tmp_path)
    hostkit("new", TITLE, folder=tmp_path)
    for number, source in enumerate(["good-neighbors", "guides/good-neighbors.yaml"]):
        outcome = hostkit("new", f"Again {number}", "--from", source, folder=tmp_path)
        assert outcome[:2] == (0, f"guides/again-{number}.yaml\n")
        assert "CC BY" not in outcome.stderr


def test_the_nearest_name_on_a_miss(tmp_path: Path) -> None:
    assert hostkit("new", TITLE, "--from", "male-alies", folder=tmp_path) == Outcome(
        1, "", 'there is no topic "male-alies". Did you mean "male-allies"?\n'
    )
    assert tree(tmp_path) == {}


def test_a_faulty_guide_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("hostkit: 1\ntitel: x\n", encoding="utf-8")
    outcome = hostkit("new", TITLE, "--from", "bad.yaml", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert 'bad.yaml:2:1: there is no key "titel" here. Did you mean "title"?' in outcome.stderr
    assert list(tree(tmp_path)) == ["bad.yaml"]


def test_ones_own_guide_wins_over_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    settings(tmp_path)
    outcome = hostkit("new", "Male allies", folder=tmp_path)
    assert outcome[:2] == (0, "guides/male-allies.yaml\n")
    assert outcome.stderr.startswith(
        "From now on it stands in for the guide male-allies that comes with hostkit.\n"
    )
    built = hostkit("build", "male-allies", "--sheets", "reflection-worksheet", folder=tmp_path)
    assert "Something I would like to try" in Pdf((tmp_path / built.files[0]).read_bytes()).text(0)
    listed = hostkit("list", folder=tmp_path).stdout.splitlines()
    assert [" ".join(row.split()) for row in listed if row.startswith("male-allies ")] == [
        "male-allies en 4 90 -"
    ]


def test_nothing_is_said_of_shipped_guides_where_the_new_one_is_not_found(tmp_path: Path) -> None:
    outcome = hostkit("new", "Male allies", folder=tmp_path)
    assert outcome.stderr == f"{OPEN_IT}  hostkit check male-allies.yaml\n  hostkit build male-allies.yaml\n"


def test_a_guide_behind_another_of_its_topic_is_named_by_its_path(tmp_path: Path) -> None:
    settings(tmp_path)
    (tmp_path / "content").mkdir()
    hostkit("new", TITLE, folder=tmp_path)
    behind = hostkit("new", TITLE, "--out", "content", folder=tmp_path)
    assert commands(behind)[1] == ["build", "content/good-neighbors.yaml"]


# --- never over a file ---


@pytest.mark.parametrize("there", ["file", "folder", "link", "empty"])
def test_never_over_what_is_there(there: str, tmp_path: Path) -> None:
    place = tmp_path / "good-neighbors.yaml"
    if there == "folder":
        place.mkdir()
    elif there == "link":
        place.symlink_to(tmp_path / "nowhere")
    else:
        place.write_text("mine" if there == "file" else "", encoding="utf-8")
    before = tree(tmp_path)
    assert hostkit("new", TITLE, folder=tmp_path) == Outcome(
        1,
        "",
        "good-neighbors.yaml: this file already exists, so nothing was written. Choose another title, or name a file "
        "with --out.\n",
    )
    assert tree(tmp_path) == before
    assert place.is_symlink() == (there == "link")


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("mine", encoding="utf-8")
    outcome = hostkit("new", TITLE, "--out", "drafts", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert outcome.stderr.startswith("drafts: could not write: a part of that path is a file, not a folder.")
    assert tree(tmp_path) == {"drafts": b"mine"}


def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    real = os.open

    def refused(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "no")
        return real(path, flags, mode)

    with patch.object(os, "open", refused):
        outcome = hostkit("new", TITLE, "--out", "drafts", folder=tmp_path)
    assert outcome == Outcome(
        1,
        "",
        "drafts: could not write: you may not write there. What stood there before still stands. Close the file where "
        "it is open, or choose another folder.\n",
    )
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (" ", "--out: is blank. Name a file that ends in .yaml, or a folder.\n"),
        (".hidden.yaml", '--out: ".hidden.yaml" is a name that some disks refuse.'),
        ("a:b.yaml", '--out: "a:b.yaml" is a name that some disks refuse.'),
    ],
)
def test_a_place_that_is_none(out: str, said: str, tmp_path: Path) -> None:
    outcome = hostkit("new", TITLE, "--out", out, folder=tmp_path)
    assert outcome[:2] == (2, "")
    assert outcome.stderr.startswith(said)
    assert tree(tmp_path) == {}


def test_without_a_title_the_usage_is_shown(tmp_path: Path) -> None:
    outcome = hostkit_process("new", folder=tmp_path)
    assert outcome[:2] == (2, "")
    assert "Missing argument 'TOPIC'" in outcome.stderr


def test_commands_name_hostkit_as_it_was_called(tmp_path: Path) -> None:
    outcome = hostkit_process("new", TITLE, folder=tmp_path)
    assert outcome.stderr.endswith("  python -m hostkit build good-neighbors.yaml\n")
    with patch("sys.argv", ["ignored"]), patch("shutil.which", return_value="/usr/bin/hostkit"):
        from hostkit.cli.typed import command

        for called, told in [
            ("/usr/bin/hostkit", "hostkit build"),
            ("/opt/hostkit", "/opt/hostkit build"),
            (".venv/bin/hostkit", ".venv/bin/hostkit build"),
            ("my tools/hostkit", "'my tools/hostkit' build"),
        ]:
            with patch("sys.argv", [called]):
                assert command("build") == told
