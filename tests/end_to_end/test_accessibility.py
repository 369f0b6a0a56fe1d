"""Every file that hostkit writes passes the machine checks of PDF/UA-1 (ISO 14289-1), which each claims to meet."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import page
import pytest

from hostkit.guides.languages import language_names
from tests.support.built import build
from tests.support.cases import CASES, PAPERS
from tests.support.command import hostkit
from tests.support.kits import SHEETS as ALL_SHEETS
from tests.support.seasons import event, table

RULES = 104
"""Rules of the profile; with fewer, less would be checked than is claimed."""


def broken_rules(data: bytes) -> list[str]:
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert report.rules.total >= RULES
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@cache
def files(language: str, paper: str, case: str) -> dict[str, bytes]:
    kit = build(CASES[case], paper=paper, language=language, sheets=",".join(ALL_SHEETS))
    return {name: data for name, data in kit.files.items() if name.endswith(".pdf")}


@pytest.mark.parametrize("case", ["usual", "rounds"])
@pytest.mark.parametrize("language", language_names())
def test_every_sheet_of_a_kit(language: str, case: str) -> None:
    found = files(language, PAPERS[0], case)
    assert len(found) == len(ALL_SHEETS)
    assert {name: broken_rules(data) for name, data in found.items()} == {name: [] for name in found}


def test_the_other_paper() -> None:
    assert [broken_rules(data) for data in files("en", PAPERS[1], "long").values()] == [[]] * len(ALL_SHEETS)


def test_joined_files_and_the_run_sheet(tmp_path: Path) -> None:
    table(tmp_path / "events.csv", [event(number) for number in range(60)])
    outcome = hostkit(
        "batch", "events.csv", "--joined", "--sheets", "host-sheet,reflection-worksheet", folder=tmp_path
    )
    assert outcome.code == 0, outcome.stderr
    made = [tmp_path / "out" / "run-sheet.pdf", *(tmp_path / "out" / "joined").glob("*.pdf")]
    assert len(made) == 3
    assert {path.name: broken_rules(path.read_bytes()) for path in made} == {path.name: [] for path in made}


def test_the_test_page_of_a_printer(tmp_path: Path) -> None:
    assert hostkit("calibrate", "--out", "test.pdf", folder=tmp_path).code == 0
    assert not broken_rules((tmp_path / "test.pdf").read_bytes())


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("PDFUA1-ID-PART-001", lambda data: data.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<")),
        ("PDFUA1-METADATA-TITLE", lambda data: data.replace(b"dc:title>", b"dc:titel>")),
    ],
)  # fmt: skip
def test_a_fault_is_found(rule: str, spoil: Callable[[bytes], bytes]) -> None:
    spoiled = spoil(files("en", PAPERS[0], "usual")["host-sheet.pdf"])
    assert any(found.startswith(rule) for found in broken_rules(spoiled)), broken_rules(spoiled)
