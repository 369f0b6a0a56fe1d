"""``hostkit calibrate`` as somebody at a terminal meets it: files, messages, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Outcome, hostkit
from tests.support.pages import PAPERS, Pdf

STORED = ("--front", "0.5,-1", "--back", "-1.5,0.5", "--scale", "99.2")
ROW = "den  --front 0.5,-1  --back -1.5,0.5  --scale 99.2"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    return tmp_path


def calibrate(folder: Path, *arguments: str) -> Outcome:
    return hostkit("calibrate", *arguments, folder=folder)


def build(folder: Path, *arguments: str) -> Outcome:
    return hostkit("build", "male-allies", "--sheets", "question-cards", *arguments, folder=folder)


@pytest.mark.parametrize(
    ("arguments", "name", "paper"),
    [
        ((), "calibrate-a4.pdf", "a4"),
        (("--paper", "Letter"), "calibrate-letter.pdf", "letter"),
        (("--out", "sub/my page.pdf"), "sub/my page.pdf", "a4"),
    ],
)
def test_alone_it_writes_the_test_page(
    folder: Path, arguments: tuple[str, ...], name: str, paper: str
) -> None:
    outcome = calibrate(folder, *arguments)
    assert (outcome.code, outcome.files) == (0, [name])
    assert "actual size" in outcome.stderr
    pdf = Pdf((folder / name).read_bytes())
    assert len(pdf) == 2
    assert pdf.size() == pytest.approx(PAPERS[paper], abs=0.01)
    assert pdf.reader.metadata["/Title"] == "Test page for your printer"
    assert not (folder / "config").exists()
    assert calibrate(folder, *arguments).code == 0, "its own page is replaced"


def test_the_paper_of_hostkit_yaml_counts(folder: Path) -> None:
    (folder / "hostkit.yaml").write_text("stock: quarter-letter\n", "utf-8")
    assert calibrate(folder).files == ["calibrate-letter.pdf"]
    assert calibrate(folder, "--paper", "a4").files == ["calibrate-a4.pdf"]


def test_a_file_of_somebody_else_is_not_replaced(folder: Path) -> None:
    (folder / "calibrate-a4.pdf").write_text("mine", "utf-8")
    assert calibrate(folder).code == 1
    assert (folder / "calibrate-a4.pdf").read_text("utf-8") == "mine"
    assert calibrate(folder, "--force").code == 0


@pytest.mark.parametrize(
    "name", ["", ".", "page", "page.txt", ".pdf", ".page.pdf", "a:b.pdf", "a\nb.pdf", "sub/.pdf"]
)
def test_what_names_no_pdf_file(folder: Path, name: str) -> None:
    outcome = calibrate(folder, "--out", name)
    assert outcome.code == 2
    assert "names no PDF file. Write a plain name that ends in .pdf." in outcome.stderr
    assert list(folder.iterdir()) == []


def test_numbers_are_stored_and_listed(folder: Path) -> None:
    outcome = calibrate(folder, "--printer", "Den", *STORED)
    assert (outcome.code, outcome.files) == (0, ["config/printers.json"])
    assert outcome.stderr == (
        f"Stored: {ROW}.\n"
        "  front 0.5,-1: the front lands 0.5 mm too far right and 1 mm too high.\n"
        "  back -1.5,0.5: the back lands 1.5 mm too far left and 0.5 mm too low.\n"
        "  scale 99.2: everything prints 0.8% too small.\n"
        "Use it: hostkit build TOPIC --printer den\n"
    )
    calibrate(folder, "--printer", "attic", "--scale", "101")
    listed = calibrate(folder, "--list")
    assert listed.stdout.splitlines() == ["attic  --front 0,0  --back 0,0  --scale 101", ROW]
    assert (listed.code, listed.stderr) == (0, "")


def test_numbers_that_are_left_out_stay(folder: Path) -> None:
    calibrate(folder, "--printer", "den", *STORED)
    calibrate(folder, "--printer", "den", "--back", "2,2")
    assert calibrate(folder, "--list").stdout == "den  --front 0.5,-1  --back 2,2  --scale 99.2\n"


def test_an_empty_list(folder: Path) -> None:
    outcome = calibrate(folder, "--list")
    assert (outcome.code, outcome.stdout) == (0, "")
    assert outcome.stderr == "No printer is stored yet. hostkit calibrate prints a page to measure one.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--printer", "den", "--front", "9,0"),
         "--front: 9 mm is not believable. Write numbers from -8 to 8, as read on the test page."),
        (("--printer", "den", "--scale", "90"),
         "--scale: 90 percent is not believable. Write a number from 97 to 103, as read on the test page. "
         "Beyond it the page was not printed at actual size."),
        (("--printer", "den", "--back", "0,5,1"), '--back: "0,5,1" is not two numbers. '),
        (("--printer", "den"), "--printer: without numbers nothing is stored. "),
        (("--printer", " ", "--scale", "99"), "--printer: is blank. "),
        (("--scale", "99"), "--front, --back, --scale: of which printer? Name it with --printer NAME."),
        (("--list", "--printer", "den"), "--list: --printer says nothing beside it. Leave one of them out."),
        (("--printer", "den", "--paper", "a4"), "--printer: --paper says nothing beside it."),
        (("--paper", "a5"), '--paper: "a5" is not known here. Known here: a4, letter.'),
    ],
)  # fmt: skip
def test_refusals(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    outcome = calibrate(folder, *arguments)
    assert outcome.code == 2
    assert outcome.stderr.startswith(message)
    assert list(folder.iterdir()) == []


def test_a_damaged_file_is_kept_aside_and_the_numbers_are_stored(folder: Path) -> None:
    (folder / "config").mkdir()
    (folder / "config" / "printers.json").write_text("{", "utf-8")
    outcome = calibrate(folder, "--printer", "den", *STORED)
    assert outcome.code == 0
    assert outcome.stderr.startswith(
        "Warning: config/printers.json was damaged: it is no JSON from line 1, column 2 on. It is kept as "
        "config/printers.json.damaged-1; printers in it must be stored again.\n"
    )
    assert (folder / "config" / "printers.json.damaged-1").read_text("utf-8") == "{"
    assert calibrate(folder, "--list").stdout == f"{ROW}\n"


@pytest.mark.parametrize("command", [calibrate, build])
def test_a_damaged_file_ends_what_needs_it(folder: Path, command: object) -> None:
    (folder / "config").mkdir()
    (folder / "config" / "printers.json").write_text("{", "utf-8")
    outcome = calibrate(folder, "--list") if command is calibrate else build(folder, "--printer", "den")
    assert outcome.code == 1
    assert outcome.stderr.startswith("config/printers.json: this file of printers is damaged: ")
    assert [path.name for path in (folder / "config").iterdir()] == ["printers.json"]
    assert not (folder / "out").exists()
    assert build(folder).code == 0, "without a printer the file does not matter"


def test_an_unknown_printer(folder: Path) -> None:
    calibrate(folder, "--printer", "den", *STORED)
    outcome = build(folder, "--printer", "dem")
    assert outcome.code == 2
    assert outcome.stderr == (
        '--printer: there is no printer "dem". Did you mean "den"? '
        "Else hostkit calibrate prints a page to measure one.\n"
    )
    assert not (folder / "out").exists()


def test_the_printer_may_stand_in_files(folder: Path) -> None:
    calibrate(folder, "--printer", "den", *STORED)
    cards = folder / "out" / "male-allies" / "question-cards.pdf"
    build(folder)
    plain = cards.read_bytes()
    build(folder, "--printer", "den")
    allowed_for = cards.read_bytes()
    assert allowed_for != plain
    (folder / "event.yaml").write_text("printer: DEN\n", "utf-8")
    build(folder, "--event", "event.yaml")
    assert cards.read_bytes() == allowed_for
    (folder / "hostkit.yaml").write_text("printer: den\n", "utf-8")
    build(folder)
    assert cards.read_bytes() == allowed_for


def test_other_sheets_are_as_ever(folder: Path) -> None:
    calibrate(folder, "--printer", "den", *STORED)
    files = {}
    for name, options in (("plain", ()), ("den", ("--printer", "den"))):
        hostkit("build", "male-allies", "--out", name, *options, folder=folder)
        files[name] = {path.name: path.read_bytes() for path in (folder / name / "male-allies").iterdir()}
    changed = {name for name, data in files["plain"].items() if files["den"][name] != data}
    assert changed == {"question-cards.pdf", "print-plan.txt"}
    assert b"The cards are corrected for the printer den" in files["den"]["print-plan.txt"]


def test_the_file_is_as_documented(folder: Path) -> None:
    calibrate(folder, "--printer", "den", *STORED)
    assert json.loads((folder / "config" / "printers.json").read_bytes())["hostkit"] == 1
