"""``--json`` of every command that has it is of the documented form, whatever became of the command."""

from __future__ import annotations

import json
import shutil
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from docs.problem_codes import CODES
from hostkit.cli import app
from tests.end_to_end.slips import GUIDE, LONG_QUESTION, LONGER_QUESTION
from tests.support.command import Outcome, hostkit

TEXT, MAY_BE_TEXT = {"type": "string"}, {"type": ["string", "null"]}
COUNT, PLACE = {"type": "integer", "minimum": 0}, {"type": ["integer", "null"], "minimum": 1}


def objects(**properties: object) -> dict[str, object]:
    """Return the schema of an object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


PROBLEM = objects(
    kind={"enum": ["problem", "warning"]},
    code={"enum": list(CODES)},
    file=MAY_BE_TEXT,
    line=PLACE,
    column=PLACE,
    row=PLACE,
    field=TEXT,
    option=MAY_BE_TEXT,
    what={"type": "string", "minLength": 1},
    remedy=TEXT,
    values={"type": "object"},
)
JOB = objects(
    file=TEXT,
    pages=COUNT,
    copies=COUNT,
    sheets=COUNT,
    paper=TEXT,
    sides=TEXT,
    stock=MAY_BE_TEXT,
    folded={"type": "boolean"},
)
KIT = objects(
    topic=TEXT,
    guide=TEXT,
    folder=TEXT,
    files=listed(TEXT),
    print=listed(JOB),
    left_blank=listed(objects(name=TEXT, option=TEXT)),
    warnings=listed(PROBLEM),
)
SHIFT = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
PRINTER = objects(name=TEXT, front_mm=SHIFT, back_mm=SHIFT, scale_percent={"type": "number"})
WORDS = objects(
    parts={"type": "object", "additionalProperties": COUNT}, understood=COUNT, notes=COUNT, lost=COUNT
)
ANSWER = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "problems": listed(PROBLEM),
        "warnings": listed(PROBLEM),
        "kits": listed(KIT),
        "guides": listed(TEXT),
        "events": listed(TEXT),
        "fixed": listed(TEXT),
        "tables": listed(TEXT),
        "topics": listed({"type": "object"}),
        "stocks": listed({"type": "object"}),
        "themes": listed({"type": "object"}),
        "languages": listed({"type": "object"}),
        "files": listed(
            {"anyOf": [TEXT, objects(file=TEXT, pages=COUNT, codes={"type": ["array", "null"]})]}
        ),
        "printers": listed(PRINTER),
        "guide": MAY_BE_TEXT,
        "topic": TEXT,
        "language": TEXT,
        "words": WORDS,
    },
    "required": ["problems", "warnings"],
    "additionalProperties": False,
}
"""What every command prints with ``--json``."""

NOTES = "Rest and work\n\nWhen do you rest?\nWho taught you to rest?\n"
TOO_LONG = GUIDE.replace("When do you rest?", f'"{LONGER_QUESTION}"')
FILES = {
    "rest.yaml": GUIDE,
    "faulty.yaml": GUIDE.replace("title:", "titel:"),
    "long.yaml": TOO_LONG,
    "notes.txt": NOTES,
    "lone.txt": "Rest and work\n\nNobody asks anything here.\n",
    "there.yaml": GUIDE,
}
NONE: set[str] = set()
COMMANDS = (
    ("build rest.yaml male-allies", 0, {"kits"}),
    ("build rest.yaml --guests 40 --date 2027-01-14", 0, {"kits"}),
    ("build rest.yaml faulty.yaml", 1, {"kits"}),
    ("build long.yaml", 1, {"kits"}),
    ("build male-alies", 1, {"kits"}),
    ("build", 2, {"kits"}),
    ("build rest.yaml --guests none --stock a6", 2, {"kits"}),
    ("build rest.yaml --duplex fold --stock avery-c32011", 2, {"kits"}),
    ("check rest.yaml faulty.yaml long.yaml nowhere.yaml", 1, {"guides", "events", "tables"}),
    ("list", 0, {"topics"}),
    ("preview rest.yaml --dpi 30", 0, {"files"}),
    ("preview rest.yaml --dpi 3", 2, NONE),
    ("verify rest.yaml", 1, {"files"}),
    ("language", 0, {"languages"}),
    ("language xx", 2, NONE),
    ("stock", 0, {"stocks"}),
    ("stock a6-4up --outline outline.pdf", 0, {"files"}),
    ("stock a6", 1, NONE),
    ("theme", 0, {"themes"}),
    ("theme links --specimen specimen.pdf", 0, {"files"}),
    ("theme lnks", 1, NONE),
    ("import notes.txt --out made.yaml", 0, {"files", "guide", "topic", "language", "words"}),
    ("import notes.txt -o -", 0, {"files", "guide", "topic", "language", "words"}),
    ("import notes.txt -o there.yaml", 1, {"files", "guide", "topic", "language", "words"}),
    ("import lone.txt", 1, {"files", "guide", "topic", "language", "words"}),
    ("import nowhere.txt", 1, NONE),
    ("new Neighbors", 0, {"files"}),
    ("new there", 1, NONE),
    ("new there.yaml", 2, NONE),
    ("init", 0, {"files"}),
    ("init --paper a3", 2, NONE),
    ("calibrate", 0, {"files"}),
    ("calibrate --printer den --front 0.5,-1", 0, {"files", "printers"}),
    ("calibrate --printer den --front near", 2, NONE),
    ("calibrate --list", 0, {"printers"}),
)


def answered(folder: Path, command: str) -> tuple[Outcome, dict[str, Any]]:
    outcome = hostkit(*command.split(), "--json", folder=folder)
    return outcome, json.loads(outcome.stdout)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("command", "code", "results"), COMMANDS, ids=[each[0] for each in COMMANDS])
def test_an_answer_is_of_the_documented_form_and_words_and_exit_code_are_those_without_json(
    command: str, code: int, results: set[str], folder: Path, tmp_path: Path
) -> None:
    beside = shutil.copytree(folder, tmp_path / "beside")
    outcome, found = answered(folder, command)
    Draft202012Validator(ANSWER).validate(found)
    assert outcome.code == code, outcome.stderr
    assert set(found) == {"problems", "warnings", *results}
    assert bool(found["problems"]) is (code != 0)
    plain = hostkit(*command.split(), folder=beside)
    assert plain.code == code
    assert outcome.stderr.replace(str(folder), "") == plain.stderr.replace(str(folder), "")


def test_every_command_with_json_is_tried() -> None:
    modules = {name: import_module(f"hostkit.cli.{name}_command") for name in app.COMMANDS}
    named = {name for name, module in modules.items() if "as_json" in signature(module.COMMAND).parameters}
    assert named == {"batch", *(command.split()[0] for command, *_ in COMMANDS)}


def test_a_kit_is_told_with_its_files_what_to_print_and_what_is_blank(folder: Path) -> None:
    outcome, found = answered(folder, "build rest.yaml --guests 9 --place Mill")
    (kit,) = found["kits"]
    assert (kit["topic"], kit["guide"], kit["folder"]) == ("rest", "rest.yaml", "out/rest")
    assert kit["files"] == [
        f"out/rest/{name}"
        for name in ("host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", "print-plan.txt")
    ]
    assert [(job["file"], job["copies"], job["sides"]) for job in kit["print"]] == [
        ("host-sheet.pdf", 1, "both_sides"),
        ("question-cards.pdf", 1, "both_sides"),
        ("reflection-worksheet.pdf", 9, "one_side"),
    ]
    assert {"name": "host", "option": "host"} in kit["left_blank"]
    assert "Left blank, to fill in by hand: date (--date), start (--start)" in outcome.stderr


def test_a_text_that_does_not_fit_is_told_with_what_can_be_decided_by(folder: Path) -> None:
    _, found = answered(folder, "build long.yaml --stock avery-c32011")
    (problem,) = found["problems"]
    assert (problem["code"], problem["file"], problem["field"]) == (
        "card-too-long", "long.yaml", "questions[1].ask",
    )  # fmt: skip
    values = problem["values"]
    assert {name: values[name] for name in ("sheet", "stock", "paper", "language", "smallest_stock")} == {
        "sheet": "question card",
        "stock": "avery-c32011",
        "paper": "a4",
        "language": "en",
        "smallest_stock": None,
    }
    assert values["too_long_mm"] > 0
    assert values["lines"] > 0


def test_the_smallest_stock_that_holds_a_deck_is_told(folder: Path) -> None:
    (folder / "long.yaml").write_text(GUIDE.replace("When do you rest?", f'"{LONG_QUESTION}"'), "utf-8")
    _, found = answered(folder, "build long.yaml --stock avery-c32011")
    (problem,) = found["problems"]
    assert problem["values"]["smallest_stock"] == "a7-8up"
    assert problem["remedy"].endswith("It would fit on --stock a7-8up.")


def test_an_option_is_told_by_its_name_and_is_no_file(folder: Path) -> None:
    _, found = answered(folder, "build rest.yaml --group-url https//example.org")
    (problem,) = found["problems"]
    assert (problem["code"], problem["option"], problem["file"]) == ("link-no-scheme", "group_url", None)


def test_an_unknown_name_is_told_with_the_nearest(folder: Path) -> None:
    _, found = answered(folder, "build male-alies")
    (problem,) = found["problems"]
    assert (problem["code"], problem["values"]["nearest"]) == ("topic-unknown", "male-allies")


def test_a_damaged_file_of_printers_is_a_warning(folder: Path) -> None:
    (folder / "config").mkdir()
    (folder / "config" / "printers.json").write_text("{", "utf-8")
    _, found = answered(folder, "calibrate --printer den --scale 99.5")
    assert [warning["code"] for warning in found["warnings"]] == ["printers-damaged"]
