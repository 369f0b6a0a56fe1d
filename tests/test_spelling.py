"""English of hostkit has American spelling: fixed words, messages, docstrings, comments and documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BRITISH = re.compile(
    r"\b\w*(?:colour|favour|honour|behaviour|neighbour|labour|centre|centring|millimetre|grey|licence|programme\b|"
    r"labell(?!edby)|travell|modell|misspelt|learnt|whilst|judgement|ageing|defence|"
    r"(?:recogn|organ|emphas|summar|normal|minim|maxim|optim|initial|custom|special|real|serial|local|categor|"
    r"parametr|synchron|util|standard|general|visual|apolog|capital)is(?:e|ed|es|ing|ation)\b|analys(?:e|ed|ing)\b)\w*",
    re.IGNORECASE,
)
NAMES = ("mail-neighbours.txt", "the-new-neighbour-sees-first", '"color", "colour"')
"""Names of files, links in texts of tests, and words that people type, which are as they are."""

WRITTEN = sorted(
    path
    for pattern in (
        "hostkit/**/*.py", "hostkit/languages/en.yaml", "hostkit/studio_words/en.yaml",
        "hostkit/scaffold/*.yaml", "hostkit/stocks/*.yaml", "docs/*.md",
        "docs/*.py", "docs/pages/*.md", "fonts/README.md", "README.md", "CHANGELOG.md", "tests/**/*.py",
    )
    for path in ROOT.glob(pattern)
    if path != Path(__file__)
)  # fmt: skip


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_american_spelling(path: Path) -> None:
    text = path.read_text("utf-8")
    for name in NAMES:
        text = text.replace(name, "")
    assert [found[0] for found in BRITISH.finditer(text)] == []


def test_british_spelling_would_be_found() -> None:
    for word in ("colour", "Neighbours", "half a millimetre", "recognised", "is labelled", "centre"):
        assert BRITISH.search(word), word
    for word in ("color", "center", "centered", "analysis", "precise", "exercise"):
        assert not BRITISH.search(word), word
