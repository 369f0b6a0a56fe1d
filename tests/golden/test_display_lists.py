"""Display lists of the real guide as text, compared with reference files; ``pytest --regenerate`` writes them anew."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from hostkit.events.event import PrintOptions
from hostkit.guides.read_guide import read_guide
from hostkit.kit import make_kit
from hostkit.typesetting.display_list import Color, Document, Fill, Page, Role
from tests.golden.render import render
from tests.support.cases import GUIDES
from tests.support.guides import NOTHING_KNOWN, event, full_guide, male_allies, plan
from tests.support.kits import SHEETS, compose

FOLDER = Path(__file__).parent
EVENTS = {"full": event(), "blank": NOTHING_KNOWN}
CASES = [f"{sheet}-{paper}-{known}" for sheet in SHEETS for paper in ("a4", "letter") for known in EVENTS]
DECKS: dict[str, dict[str, Any]] = {
    "question-cards-avery-c32011-long": {"stock": "avery-c32011"},
    "question-cards-a5-2up-long": {"stock": "a5-2up"},
    "question-cards-a6-4up-fold": {"stock": "a6-4up", "duplex": "fold"},
    "question-cards-a7-8up-short-skip-spare": {
        "stock": "a7-8up",
        "duplex": "short",
        "skip": 1,
        "spare": "write",
    },
}
"""The cards of the full guide on other stocks and in other modes."""
ROUNDS = {
    f"{sheet}-{paper}-rounds": paper
    for sheet in ("host-sheet", "question-cards")
    for paper in ("a4", "letter")
}
"""A guide whose questions stand in rounds."""
PLANS: dict[str, tuple[str, tuple[str, ...] | None]] = {
    **{f"print-plan-{known}": (known, None) for known in EVENTS},
    "print-plan-invitation": ("full", SHEETS),
}
"""What is known, and which sheets are asked for."""
LONGEST_DIFF = 80


def made(case: str) -> str:
    """Return the text that the reference file of this name holds."""
    name, _, known = case.rpartition("-")
    if case in DECKS:
        return render(compose(plan(full_guide(), event(), **DECKS[case]), "question-cards"))
    if case in ROUNDS:
        sheet = case.removesuffix(f"-{ROUNDS[case]}-rounds")
        return render(compose(plan(read_guide(GUIDES / "rounds.yaml"), event(), paper=ROUNDS[case]), sheet))
    if case in PLANS:
        known, sheets = PLANS[case]
        return make_kit(male_allies(), EVENTS[known], PrintOptions(sheets=sheets)).print_plan
    sheet, _, paper = name.rpartition("-")
    return render(compose(plan(male_allies(), EVENTS[known], paper=paper), sheet))


@pytest.mark.parametrize("case", [*CASES, *DECKS, *ROUNDS, *PLANS])
def test_it_is_as_the_reference_has_it(case: str, regenerate: bool) -> None:
    file = FOLDER / f"{case}.txt"
    now = made(case)
    if regenerate:
        file.write_text(now, encoding="utf-8", newline="\n")
    reference = file.read_text(encoding="utf-8") if file.exists() else ""
    if now != reference:
        pytest.fail(_difference(reference, now, file.name), pytrace=False)


def _difference(reference: str, now: str, name: str) -> str:
    lines = list(
        unified_diff(
            reference.splitlines(), now.splitlines(), f"{name} (reference)", f"{name} (now)", "", "", 0, ""
        )
    )
    more = [f"... {len(lines) - LONGEST_DIFF} lines more"] if len(lines) > LONGEST_DIFF else []
    advice = "If this is meant, look at the pages and run: pytest tests/golden --regenerate"
    return "\n".join([*lines[:LONGEST_DIFF], *more, advice])


def test_no_reference_is_left_over() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == {*CASES, *DECKS, *ROUNDS, *PLANS}


DOT = Fill(0, 0, 1, 1, Color(0, 0, 0))


def _document(*items: Fill) -> Document:
    return Document((Page(100, 200, items),), "title", "author", "subject", "en", "Simplex")


def test_a_reference_shows_what_moved_a_hundredth_of_a_point() -> None:
    at = [render(_document(DOT._replace(x=x))) for x in (1, 1.004, 1.01)]
    assert at[0] == at[1] != at[2]


def test_roles_are_numbered_as_they_appear() -> None:
    one, other = Role("P", 70, Role("LI", 71)), Role("P", 5)
    lines = render(_document(*(DOT._replace(role=role) for role in (one, other, one)))).splitlines()
    assert [line.split(" ")[-1] for line in lines[-3:]] == ["LI1/P1", "P2", "LI1/P1"]
