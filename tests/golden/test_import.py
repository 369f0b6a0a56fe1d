"""What ``hostkit import`` makes of every text in tests/data/import, compared with reference files.

``pytest tests/golden --regenerate`` writes them anew. Whether no word is lost and whether the guide can be built is
asked of each besides; words are counted by other code than hostkit's.
"""

from __future__ import annotations

from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest

from hostkit.check import PROBLEM, check_guide
from hostkit.guides.read_guide import read_guide
from hostkit.importing.import_file import Imported, import_source
from hostkit.importing.source_file import read_file
from tests.support.sources import SOURCES, words, words_of

FOLDER = Path(__file__).parent / "import"
LONGEST_DIFF = 80

SAID_TWICE = {"markdown-de-heimat.md": "a link whose words are its address stands once"}
"""Texts of which a word may stand less often in the file, and why."""


@cache
def made(name: str) -> Imported:
    return import_source(read_file(SOURCES[name]))


@pytest.mark.parametrize("name", SOURCES)
def test_it_is_as_the_reference_has_it(name: str, regenerate: bool) -> None:
    file = FOLDER / f"{name}.yaml"
    now = made(name).yaml
    if regenerate:
        file.write_text(now, encoding="utf-8", newline="\n")
    reference = file.read_text(encoding="utf-8") if file.exists() else ""
    if now != reference:
        lines = list(
            unified_diff(reference.splitlines(), now.splitlines(), "reference", file.name, "", "", 1, "")
        )
        advice = "If this is meant, read the guide and run: pytest tests/golden --regenerate"
        pytest.fail("\n".join([*lines[:LONGEST_DIFF], advice]), pytrace=False)


def test_no_reference_is_left_over() -> None:
    assert {file.name.removesuffix(".yaml") for file in FOLDER.iterdir()} == set(SOURCES)


@pytest.mark.parametrize("name", SOURCES)
def test_every_word_of_the_source_stands_in_it(name: str) -> None:
    wanted, found = words_of(SOURCES[name]), words(made(name).yaml)
    lost = set(wanted) - set(found) if name in SAID_TWICE else wanted - found
    assert not lost
    assert made(name).coverage.lost == 0


@pytest.mark.parametrize("name", SOURCES)
def test_it_can_be_built(name: str, tmp_path: Path) -> None:
    imported = made(name)
    assert not imported.missing
    file = tmp_path / f"{imported.topic}.yaml"
    file.write_text(imported.yaml, encoding="utf-8", newline="\n")
    problems = [finding.problem for finding in check_guide(file) if finding.kind == PROBLEM]
    assert not problems
    assert len(read_guide(file).questions) == len(imported.draft.questions)
