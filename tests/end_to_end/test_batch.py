"""``hostkit batch`` as somebody at a terminal meets it: what it makes, what it says, how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from hostkit.events.tables.read_table import read_table
from hostkit.events.tables.table import template
from tests.support.command import Outcome, environment, hostkit, hostkit_process
from tests.support.seasons import BESIDE, KIT, batch, event, manifest, table, tree

GUIDE = (Path(__file__).resolve().parents[2] / "content" / "male-allies.yaml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with a table of three events."""
    table(tmp_path / "events.csv", [event(0), event(1, place="", host=""), event(2)])
    return tmp_path


def test_one_folder_an_event_and_what_to_buy(folder: Path) -> None:
    outcome = batch(folder)
    assert outcome.code == 0, outcome.stderr
    assert outcome.files == [
        f"out/{name}"
        for name in ("manifest.jsonl", "index.html", "run-sheet.pdf", "season.csv", "season.ics")
    ]
    events = ("evening-0", "evening-1", "evening-2")
    assert set(tree(folder / "out")) == {f"{name}/{file}" for name in events for file in KIT} | set(BESIDE)
    assert outcome.stderr.splitlines()[0].startswith("3 events: 3 made, 0 unchanged. It took ")
    assert (
        "Left blank, to fill in by hand: host (1 event: evening-1), place (1 event: evening-1)."
        in outcome.stderr
    )
    assert re.search(r"^To buy for all events: \d+ sheets of A4\.$", outcome.stderr, re.MULTILINE)


def test_a_kit_is_the_one_that_build_makes(folder: Path) -> None:
    batch(folder)
    its = event(0)
    options = [f"--{name.replace('_', '-')}={its[name]}" for name in its if name not in ("id", "topic")]
    outcome = hostkit("build", "male-allies", *options, "--out", "alone", folder=folder)
    assert outcome.code == 0, outcome.stderr
    assert tree(folder / "alone" / "male-allies") == tree(folder / "out" / "evening-0")


def test_the_run_sheet_adds_up(folder: Path) -> None:
    outcome = batch(folder)
    sheets = sum(record["sheets"] for record in manifest(folder / "out"))
    text = " ".join(page.extract_text() for page in PdfReader(folder / "out" / "run-sheet.pdf").pages)
    assert f"{sheets} sheets of A4" in " ".join(text.split())
    assert f"To buy for all events: {sheets} sheets of A4." in outcome.stderr
    plans = [
        sum(
            map(
                int,
                re.findall(
                    r"(\d+) sheets? of A4", (folder / "out" / name / "print-plan.txt").read_text("utf-8")
                ),
            )
        )
        for name in ("evening-0", "evening-1", "evening-2")
    ]
    assert sum(plans) == sheets, "as the print plans of the kits say"


def test_joined_files_are_for_a_copy_shop(folder: Path) -> None:
    outcome = batch(folder, "--joined")
    assert outcome.stdout.splitlines()[5:] == [
        "out/joined/host-sheets.pdf", "out/joined/question-cards.pdf", "out/joined/reflection-worksheets.pdf",
        "out/joined/print-plan.txt",
    ]  # fmt: skip
    files = (folder / "out/joined").glob("*.pdf")
    pages = {path.stem: len(PdfReader(path, strict=True).pages) for path in files}
    copies = {record["file"]: 0 for record in manifest(folder / "out")}
    for record in manifest(folder / "out"):
        copies[record["file"]] += (record["copies"] or 0) * (record["pages"] or 0)
    assert pages["reflection-worksheets"] == copies["reflection-worksheet.pdf"]
    assert 'href="joined/host-sheets.pdf"' in (folder / "out" / "index.html").read_text("utf-8")
    later = batch(folder)
    assert (
        "In the folder joined, from an earlier run and perhaps out of date (--joined makes them anew): "
        "host-sheets.pdf, question-cards.pdf, reflection-worksheets.pdf." in later.stderr
    )
    assert "joined/" not in (folder / "out" / "index.html").read_text("utf-8")


def test_a_copy_shop_is_told_how_to_print_and_which_pages_are_whose(folder: Path) -> None:
    rows = [
        "id,topic,date,guests,stock",
        "a,male-allies,2027-03-04,2,",
        "b,male-allies,,3,a7-8up",
        "c,ambition,,1,",
    ]
    (folder / "events.csv").write_text("\n".join(rows), "utf-8")
    assert batch(folder, "--joined").code == 0
    plan = (folder / "out/joined/print-plan.txt").read_text("utf-8")
    table, whose = plan.split("Which pages belong to which event:\n")
    pages = {path.name: len(PdfReader(path).pages) for path in (folder / "out/joined").glob("*.pdf")}
    assert sorted(pages) == [
        "host-sheets.pdf", "question-cards-a7-8up.pdf", "question-cards.pdf", "reflection-worksheets.pdf",
    ]  # fmt: skip
    for name, count in pages.items():
        said = "one side only" if name == "reflection-worksheets.pdf" else "both sides, flip on long edge"
        sheets = count if said == "one side only" else count // 2
        words = rf"{count} pages? +{sheets} sheets? of A4 +{said}"
        assert re.search(rf"^{name} +{words}$", table, re.MULTILINE), table
    assert "Cut question-cards-a7-8up.pdf along the hairlines.\n" in table
    outline = PdfReader(folder / "out/joined/host-sheets.pdf").outline
    assert [entry["/Title"] for entry in outline] == [  # type: ignore[call-overload]
        "a: 4 March 2027, Male allies", "b: no date, Male allies", "c: no date, Ambition",
    ]  # fmt: skip
    listed = whose.split("\n\n")
    assert "reflection-worksheets.pdf\n  1–2          a: 4 March 2027, Male allies\n" in whose
    assert "\n  3–5          b: no date, Male allies\n  6            c: no date, Ambition" in whose
    for part in listed[:-1]:
        name, *lines = part.strip().splitlines()
        assert lines[-1].split()[0].split("–")[-1] == str(pages[name])


# --- problems --------------------------------------------------------------------------------------------------------


def test_what_became_of_the_kits_is_said_also_where_the_lists_cannot_be_written(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "joined").write_text("mine", "utf-8")
    outcome = batch(folder, "--joined")
    assert outcome.code == 1
    assert "3 events: 3 made, 0 unchanged." in outcome.stderr
    assert "To buy for all events: " in outcome.stderr
    assert "joined: a file, not a folder." in outcome.stderr.splitlines()[-1]
    (folder / "out" / "joined").unlink()
    assert "0 made, 3 unchanged" in batch(folder, "--joined").stderr
    assert (folder / "out" / "index.html").is_file()


def test_good_rows_are_built_when_others_are_bad(folder: Path) -> None:
    table(folder / "events.csv", [event(0), event(1, topic="male-alies"), event(2, start="25:70")])
    outcome = batch(folder)
    assert outcome.code == 1
    lines = outcome.stderr.splitlines()
    assert lines[0] == 'events.csv: row 3, topic: there is no topic "male-alies". Did you mean "male-allies"?'
    assert lines[1].startswith("events.csv: row 4, start: there is no time 25:70.")
    assert lines[2].startswith("3 events: 1 made, 0 unchanged, 2 refused for what is wrong in their rows.")
    assert {path.name for path in (folder / "out").iterdir()} == {"evening-0", *BESIDE}


def test_when_no_row_is_good_nothing_is_made(folder: Path) -> None:
    table(folder / "events.csv", [event(0, guests="a few"), event(1, topic="x")])
    outcome = batch(folder)
    assert (outcome.code, outcome.stdout) == (1, "")
    assert len(outcome.stderr.splitlines()) == 3
    assert outcome.stderr.splitlines()[-1] == "Nothing was made: no row of the table is good."
    assert not (folder / "out").exists()


def test_check_says_what_is_wrong_and_writes_nothing(folder: Path) -> None:
    before = tree(folder)
    blank = "Left blank, to fill in by hand: host (1 event: evening-1), place (1 event: evening-1)."
    assert batch(folder, "--check") == Outcome(0, "", f"3 events, nothing wrong.\n{blank}\n")
    table(folder / "events.csv", [event(0), event(1, topic="male-alies")])
    before = tree(folder)
    outcome = batch(folder, "--check")
    assert (outcome.code, outcome.stdout) == (1, "")
    assert outcome.stderr.splitlines()[1:2] == ["1 problem; 1 of 2 events cannot be made."]
    assert tree(folder) == before


def test_check_finds_guides_that_do_not_fit(folder: Path) -> None:
    (folder / "content").mkdir()
    question = "Why " * 300
    long = GUIDE.replace("questions:\n", f"questions:\n  - ask: {question}\n", 1)
    (folder / "content" / "male-allies.yaml").write_text(long, "utf-8")
    outcome = batch(folder, "--check")
    assert outcome.code == 1
    line = outcome.stderr.splitlines()[0]
    assert re.match(r"events.csv: row 2 \(evening-0\): content/male-allies.yaml:\d+:\d+: questions", line)
    assert not (folder / "out").exists()
    assert batch(folder).code == 1
    assert {path.name for path in (folder / "out").iterdir()} == {"evening-1", "evening-2", *BESIDE}


def test_check_finds_what_is_too_long_in_one_row(folder: Path) -> None:
    table(
        folder / "events.csv",
        [event(k, group_url="https://example.org/" + "a/" * (99 * (k in (3, 7)))) for k in range(9)],
    )
    outcome = batch(folder, "--check")
    assert outcome.code == 1
    line, last = outcome.stderr.splitlines()
    assert last == "2 problems; 2 of 9 events cannot be made."
    assert line.startswith("events.csv: rows 5, 9, group_url: The link https://example.org/a/")
    assert "too long for a QR code" in line
    assert len(line) < 400
    assert not (folder / "out").exists()


def test_rows_that_fail_are_said_by_row(folder: Path) -> None:
    link = "https://example.org/" + "a/" * 99
    rows = [event(number, group_url=f"{link}{number}", date=f"2027-01-0{9 - number}") for number in range(3)]
    table(folder / "events.csv", [event(9), *rows])
    lines = [line for line in batch(folder).stderr.splitlines() if line.startswith("events.csv")]
    assert [line.split(", ")[0] for line in lines] == ["events.csv: rows 3-5"]
    assert lines[0].count("events.csv") == 1
    same = batch(folder, "--group-url", link, "--out", "other")
    assert same.stderr.count("The link ") == 1, "an option is said once"
    assert same.stderr.startswith("--group-url: The link ")


def test_a_column_that_is_not_known_is_to_be_mended_first(folder: Path) -> None:
    (folder / "events.csv").write_text("topic,gusts\nmale-allies,5\n", "utf-8")
    outcome = batch(folder)
    assert outcome.code == 1
    assert outcome.stderr.splitlines()[1:] == [
        "Nothing was made: mend the names of the columns first, for they concern every row."
    ]


def test_check_looks_at_the_events_alone_that_are_named(folder: Path) -> None:
    table(folder / "events.csv", [event(0), event(1, guests="x"), event(2, topic="nosuch"), event(3)])
    assert batch(folder, "--check", "--only", "evening-0") == Outcome(0, "", "1 event, nothing wrong.\n")
    outcome = batch(folder, "--check", "--only", "evening-2")
    assert outcome.code == 1
    assert outcome.stderr.startswith('events.csv: row 4, topic: there is no topic "nosuch"')
    assert outcome.stderr.splitlines()[1:] == ["1 problem; 1 of 1 event cannot be made."]
    assert batch(folder, "--check", "--only", "evening-7").code == 2


def test_one_event_is_made_whatever_is_wrong_in_other_rows(folder: Path) -> None:
    table(folder / "events.csv", [event(0), event(1, guests="x", start="25:70"), event(2)])
    outcome = batch(folder, "--only", "evening-0")
    assert outcome.code == 0
    lines = outcome.stderr.splitlines()
    assert lines[0] == "Other rows have 2 problems; --check lists them."
    assert lines[1].startswith("1 event: 1 made, 0 unchanged. ")
    assert lines[-1].startswith("To buy for 1 of 3 events: ")


def test_an_event_whose_row_is_refused_keeps_its_kit_and_that_is_said(folder: Path) -> None:
    assert batch(folder, "--joined").code == 0
    before = tree(folder / "out" / "evening-1")
    table(folder / "events.csv", [event(0), event(1, guests="x"), event(2)])
    outcome = batch(folder)
    assert "Refused, but with a kit of an earlier table, left as it is: evening-1." in outcome.stderr
    assert tree(folder / "out" / "evening-1") == before
    assert "Refused, but" not in batch(folder, "--only", "evening-0").stderr
    (*_, last) = batch(folder, "--json").stdout.splitlines()
    assert json.loads(last)["refused_with_earlier_kit"] == ["evening-1"]
    shutil.rmtree(folder / "out" / "evening-1")
    assert "Refused, but" not in batch(folder).stderr


def test_the_plan_for_the_shop_says_who_is_missing_and_what_stocks_are_sold_as(folder: Path) -> None:
    rows = ["id,topic,guests,stock", "a,male-allies,5,", "b,male-allies,x,", "c,male-allies,5,avery-5388"]
    (folder / "events.csv").write_text("\n".join(rows), "utf-8")
    assert batch(folder, "--joined").code == 1
    plan = (folder / "out" / "joined" / "print-plan.txt").read_text("utf-8")
    assert "1 event is not in these files: it has no kit made from the current table.\nb\n" in plan
    assert "sheets of avery-5388 (Avery 5388, 8388)" in plan
    assert "Load sheets of avery-5388 (Avery 5388, 8388) for question-cards-avery-5388.pdf" in plan
    (folder / "events.csv").write_text("\n".join([*rows[:2], rows[3]]), "utf-8")
    assert batch(folder, "--joined").code == 0
    assert "not in these files" not in (folder / "out" / "joined" / "print-plan.txt").read_text("utf-8")


def test_joined_files_that_no_event_needs_any_more_are_named(folder: Path) -> None:
    for stock in ("avery-l7414", ""):
        rows = ["id,topic,stock", "a,male-allies,", "b,male-allies,", f"c,male-allies,{stock}"]
        (folder / "events.csv").write_text("\n".join(rows), "utf-8")
        outcome = batch(folder, "--joined")
        assert outcome.code == 0
    assert (
        "Joined in an earlier run and not now: delete them before the folder joined goes to a copy shop: "
        "question-cards-avery-l7414.pdf." in outcome.stderr
    )


def test_a_row_with_a_problem_cannot_be_made_alone(folder: Path) -> None:
    table(folder / "events.csv", [event(0), event(1, guests="x")])
    outcome = batch(folder, "--only", "Evening 1")
    assert outcome.code == 1
    assert outcome.stderr.splitlines()[-1] == (
        '--only: the row of "Evening 1" has a problem (events.csv: row 3, guests). Mend it first.'
    )


def test_a_table_that_is_not_there(folder: Path) -> None:
    outcome = hostkit("batch", "evenings.csv", folder=folder)
    assert outcome == Outcome(1, "", 'evenings.csv: there is no such file. Did you mean "events.csv"?\n')


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_is_printed_to_a_full_disk(folder: Path, unbuffered: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hostkit", "batch", "--template"],
            cwd=folder, env=environment({"PYTHONUNBUFFERED": unbuffered}), stdout=full, stderr=subprocess.PIPE,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert (
        done.stderr
        == "What hostkit prints cannot be written: no space left on device. Make room and try again.\n"
    )


def test_somebody_who_stops_it_before_it_has_begun(folder: Path) -> None:
    program = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'hostkit.cli.app':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from hostkit.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name a table of events"),
        (["events.csv", "--dates", "ymd"], "--dates: "),
        (["events.csv", "--workers", "0"], "--workers: "),
        (["events.csv", "--workers", "many"], "--workers: "),
        (
            ["events.csv", "--only", "evening-9"],
            '--only: no event here is "evening-9". Did you mean',
        ),
        (["events.csv", "--paper", "a3"], "--paper: "),
        (["events.csv", "--sheets", "host-shet"], "--sheets: "),
        (["events.csv", "--template"], "--template: prints a table to start from"),
        (["events.csv", "--semicolons"], "--semicolons: is about the template. Write --template beside it."),
        (["events.csv", "--nothing"], "--nothing"),
    ],
)
def test_options_that_say_nothing_are_refused(folder: Path, arguments: list[str], words: str) -> None:
    outcome = hostkit("batch", *arguments, folder=folder)
    assert (outcome.code, outcome.stdout) == (2, "")
    assert words in outcome.stderr
    assert not (folder / "out").exists()


# --- options ---------------------------------------------------------------------------------------------------------


def test_the_template_is_a_table_that_works(folder: Path) -> None:
    outcome = hostkit("batch", "--template", folder=folder)
    assert outcome == Outcome(0, template(), "")
    with_semicolons = hostkit("batch", "--template", "--semicolons", folder=folder)
    assert with_semicolons == Outcome(0, template(";"), "")
    (folder / "events.csv").write_text(with_semicolons.stdout, "utf-8")
    assert len(read_table(folder / "events.csv").rows) == len(template().splitlines()) - 1
    (folder / "events.csv").write_text(outcome.stdout, "utf-8")
    assert batch(folder).code == 0
    assert "spring-evening" in {path.name for path in (folder / "out").iterdir()}


def test_ways_of_printing_hold_for_all_rows(folder: Path) -> None:
    outcome = batch(
        folder, "--sheets", "host-sheet", "--paper", "letter", "--clock", "12", "--out", "season",
        "--group-url", "https://example.org/ours",
    )  # fmt: skip
    assert outcome.code == 0, outcome.stderr
    for number in range(3):
        names = {path.name for path in (folder / "season" / f"evening-{number}").iterdir()}
        assert names == {"host-sheet.pdf", "print-plan.txt"}
        page = PdfReader(folder / "season" / f"evening-{number}" / "host-sheet.pdf").pages[0]
        assert tuple(page.mediabox[2:]) == (612, 792)
        assert "7:00" in page.extract_text()
    assert tuple(PdfReader(folder / "season" / "run-sheet.pdf").pages[0].mediabox[2:]) == (612, 792)


def test_settings_hold_for_what_nobody_says(folder: Path) -> None:
    (folder / "hostkit.yaml").write_text("out: kits\nhost: Bea\n", "utf-8")
    outcome = batch(folder)
    assert outcome.stdout.startswith("kits/manifest.jsonl\n")
    assert "Left blank, to fill in by hand: place (1 event: evening-1)." in outcome.stderr


@pytest.mark.parametrize("ending", ["tsv", "yaml", "xlsx"])
def test_other_tables_make_the_same_kits(folder: Path, ending: str) -> None:
    batch(folder)
    rows = [event(0), event(1, place="", host=""), event(2)]
    path = folder / f"events.{ending}"
    if ending == "xlsx":
        book = Workbook()
        for line in ([*rows[0]], *(row.values() for row in rows)):
            book.worksheets[0].append([str(value) for value in line])
        book.save(path)
    elif ending == "tsv":
        lines = [
            "\t".join(str(value) for value in line) for line in ([*rows[0]], *(r.values() for r in rows))
        ]
        path.write_text("\n".join(lines) + "\n", "utf-8")
    else:
        known = [{name: str(value) for name, value in row.items() if value != ""} for row in rows]
        path.write_text("".join(f"- {json.dumps(row)}\n" for row in known), "utf-8")
    outcome = hostkit("batch", path.name, "--out", "other", folder=folder)
    assert outcome.code == 0, outcome.stderr
    assert tree(folder / "other") == tree(folder / "out")


# --- for machines ----------------------------------------------------------------------------------------------------


def test_json_is_a_line_for_each_event_and_one_at_the_end(folder: Path) -> None:
    table(
        folder / "events.csv",
        [event(0), event(1, topic="x"), event(2, group_url="https://example.org/" + "a/" * 99)],
    )
    outcome = batch(folder, "--json")
    assert outcome.code == 1
    lines = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["problem", "event", "event", "summary"]
    assert (lines[0]["file"], lines[0]["row"]) == ("events.csv", 3)
    found = {line["event"]: line for line in lines[1:3]}
    assert found["evening-0"]["outcome"] == "made"
    assert found["evening-0"]["files"] == list(KIT)
    assert (found["evening-2"]["outcome"], found["evening-2"]["row"]) == ("failed", 4)
    assert "QR code" in found["evening-2"]["why"]
    last = lines[-1]
    assert [last[name] for name in ("made", "unchanged", "failed", "refused")] == [1, 0, 1, 1]
    assert last["files"] == [
        f"out/{name}"
        for name in ("manifest.jsonl", "index.html", "run-sheet.pdf", "season.csv", "season.ics")
    ]
    assert last["to_buy"] == {"a4": sum(record["sheets"] for record in manifest(folder / "out"))}


def test_check_in_json(folder: Path) -> None:
    def said() -> list[dict[str, object]]:
        return [json.loads(line) for line in batch(folder, "--check", "--json").stdout.splitlines()]

    (alone,) = said()
    assert alone == {
        "kind": "summary", "events": 3, "problems": 0, "cannot_be_made": 0, "unchanged": [], "anew": [],
        "new": ["evening-0", "evening-1", "evening-2"], "not_in_table": [], "to_cancel": [],
        "warnings": {}, "left_blank": {"host": 1, "place": 1},
    }  # fmt: skip
    long = "https://example.org/" + "a/" * 99
    table(
        folder / "events.csv",
        [event(0, guests="x"), event(1), event(2, group_url=long), event(3, place="x" * 5000)],
    )
    *found, last = said()
    assert [(problem["row"], problem["column"]) for problem in found] == [(2, 6), (4, 9), (5, 7)]
    assert (last["events"], last["problems"], last["cannot_be_made"]) == (4, 3, 3)
    assert (last["new"], last["anew"], last["left_blank"]) == (["evening-1"], [], {})
    (folder / "events.csv").write_text("topic,gusts\nambition,5\n", "utf-8")
    assert [line["kind"] for line in said()] == ["problem", "summary"]
    (folder / "events.csv").unlink()
    assert [line["kind"] for line in said()] == ["problem", "summary"]


def test_a_batch_with_nobody_to_tell(folder: Path) -> None:
    """As with ``>&- 2>&-``, or a program without a console."""
    program = "import sys; sys.stdout = sys.stderr = None; from hostkit.__main__ import main; main()"
    command = [sys.executable, "-c", program, "batch", "events.csv"]
    assert subprocess.run(command, cwd=folder, env=environment(None), check=False).returncode == 0
    assert {path.name for path in (folder / "out").iterdir()} >= {"evening-0", *BESIDE}


def test_why_nothing_could_be_done_is_said_in_json_too(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "index.html").write_text("mine", "utf-8")
    outcome = batch(folder, "--json")
    (line,) = outcome.stdout.splitlines()
    assert json.loads(line)["kind"] == "error"
    assert json.loads(line)["text"] == outcome.stderr.strip()
    assert "index.html: not written by hostkit" in outcome.stderr


def test_lists_that_could_not_be_written_are_named_in_json(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "joined").write_text("mine", "utf-8")
    summary = json.loads(batch(folder, "--joined", "--json").stdout.splitlines()[-1])
    assert "joined: a file, not a folder." in summary["not_written"]


def test_a_pipe_among_the_files_of_a_kit_stops_nothing(folder: Path) -> None:
    assert batch(folder).code == 0
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "out" / "evening-1" / "pipe")
    assert batch(folder).code == 0


def test_files_of_somebody_among_joined_ones(folder: Path) -> None:
    place = folder / "out" / "joined"
    place.mkdir(parents=True)
    (place / "notes.pdf").write_bytes(b"%PDF-1.4 mine")
    outcome = batch(folder, "--joined")
    assert outcome.code == 0
    assert "notes.pdf" not in outcome.stderr
    (place / "print-plan.txt").write_text("mine", "utf-8")
    outcome = batch(folder, "--joined", "--fresh")
    assert outcome.code == 1
    assert "print-plan.txt: not written by hostkit" in outcome.stderr
    assert "made" not in outcome.stderr, "before anything is made"


def test_folded_cards_are_folded_before_they_are_cut(folder: Path) -> None:
    assert batch(folder, "--joined", "--duplex", "fold").code == 0
    plan = (folder / "out" / "joined" / "print-plan.txt").read_text("utf-8")
    assert "Fold each sheet of question-cards.pdf along the long hairline" in plan
    assert "Cut question-cards" not in plan


def test_an_event_named_twice_is_one(folder: Path) -> None:
    table(folder / "events.csv", [event(0), event(1, guests="x", start="25:70"), event(2)])
    said = batch(folder, "--check", "--only", "evening-1", "--only", "Evening 1").stderr
    assert said.endswith("2 problems; 1 of 1 event cannot be made.\n")
    (folder / "events.csv").write_text("topic\n", "utf-8")
    outcome = batch(folder, "--only", "x")
    assert outcome.code == 1
    assert "--only" not in outcome.stderr


def test_what_a_kill_left_among_joined_files_goes(folder: Path) -> None:
    (folder / "out" / "joined").mkdir(parents=True)
    left = folder / "out" / "joined" / ".hostkit-0123456789abcdef-host-sheets.pdf.new"
    left.write_bytes(b"%PDF-1.7 half")
    assert batch(folder).code == 0
    assert not left.exists()


def test_a_place_that_would_fill_pages_is_shortened_in_the_run_sheet(folder: Path) -> None:
    table(folder / "events.csv", [event(0, place="Xy " * 900), event(1), event(2, place="end of all")])
    assert batch(folder, "--sheets", "question-cards").code == 0
    pages = [page.extract_text() for page in PdfReader(folder / "out" / "run-sheet.pdf").pages]
    assert len(pages) == 1
    assert "…" in pages[0]
    assert "end of all" in pages[0]


def test_a_summary_fits_on_a_screen(folder: Path) -> None:
    rows = [
        event(number, host="", guests=100 + number, minutes=60 + number, topic="male-allies")
        for number in range(30)
    ]
    rows += [
        event(number, id=f"bad-{number}", group_url="https://example.org/" + "a/" * 99)
        for number in range(30, 40)
    ]
    table(folder / "events.csv", rows)
    outcome = batch(folder)
    lines = outcome.stderr.split("40 events: ")[1].splitlines()
    assert len(lines) <= 22, outcome.stderr
    assert any(line.endswith("and 5 more.") and line.startswith("Failed: ") for line in lines)
    assert "more kinds of warnings stand in manifest.jsonl" in outcome.stderr


def test_nothing_is_drawn_over_where_nobody_sees_it(folder: Path) -> None:
    outcome = hostkit_process("batch", "events.csv", folder=folder, variables={"TERM": "xterm-256color"})
    assert "\x1b" not in outcome.stderr + outcome.stdout
    assert "\r" not in outcome.stderr


def test_no_name_of_a_person_stands_in_messages_names_of_files_and_metadata(folder: Path) -> None:
    table(folder / "events.csv", [event(0, host="Zaphod Q. Person")])
    outcome = batch(folder, "--json", "--joined")
    said = outcome.stdout + outcome.stderr
    for path in (folder / "out").rglob("*"):
        assert "Zaphod" not in path.name
        if path.suffix == ".pdf":
            said += str(PdfReader(BytesIO(path.read_bytes())).metadata)
    assert "Zaphod" not in said
    assert "Zaphod" in PdfReader(folder / "out" / "evening-0" / "host-sheet.pdf").pages[0].extract_text()
