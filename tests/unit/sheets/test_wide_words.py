"""Words wider than their measure: smaller type first, then hyphens in the guide's language, then a refusal."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import Guide
from hostkit.kit import make_kit
from hostkit.stocks.stock import stock_names
from hostkit.typesetting.break_points import SOFT_HYPHEN
from hostkit.typesetting.display_list import TextRun
from tests.support.each import for_each
from tests.support.guides import (
    NOTHING_KNOWN,
    event,
    full_guide,
    guide,
    phrase,
    phrases,
    plan,
    prompts,
    questions,
    segment,
)
from tests.support.kits import SHEETS, compose
from tests.support.measure import runs

WIDE = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsanstaltsgebäude"
"""A word wider than a card, with places to divide it in German."""

PLACES: dict[str, dict[str, Any]] = {
    "title": {"title": phrase(WIDE)},
    "definition": {"definition": phrase(f"Die {WIDE} und wir.")},
    "agreement": {"agreements": phrases(f"Keine {WIDE}.")},
    "question": {"questions": questions(f"Welche {WIDE} ist deine?", "Warum?")},
    "probe": {"questions": questions(("Warum?", (f"Welche {WIDE}?",)), "Wer?")},
    "closing": {
        "run_of_show": (segment("questions"), segment("closing_round", ask=f"Deine {WIDE}?", each=True)),
    },
    "prompt": {"worksheet": prompts(f"Meine {WIDE}")},
    "tip": {"tips": phrases(f"Die {WIDE} kommt später.")},
    "material": {"materials": phrases(WIDE)},
}
"""The places of a guide where a word may be wider than its measure, each with the fields that put one there."""


def german(**fields: Any) -> Guide:
    return guide(language="de", **fields)


def with_word(found: list[TextRun]) -> list[TextRun]:
    """Return the runs that have a part of the wide word."""
    return [run for run in found if (text := run.text.strip(" ?.").rstrip(SOFT_HYPHEN)) and text[-6:] in WIDE]


@for_each(
    product(PLACES, ("question-cards", "host-sheet", "reflection-worksheet", "invitation"), ("a4", "letter"))
)
def test_a_word_too_wide_is_divided_at_its_syllables(place: str, sheet: str, paper: str) -> None:
    document = compose(plan(german(**PLACES[place]), event(), paper=paper, language="de"), sheet)
    for page in document.pages:
        found = runs(page)
        for run, after in pairwise(found):
            if run.text.endswith(SOFT_HYPHEN):
                assert run.role == after.role
                assert len(run.text.strip(SOFT_HYPHEN)) >= 2
            assert SOFT_HYPHEN not in run.text[:-1]
        joined = "".join(run.text for run in found).replace(SOFT_HYPHEN, "")
        assert "Donaudampf" not in joined or WIDE in joined


@for_each(stock_names())
def test_cards_of_every_stock_hold_a_word_that_can_be_divided(stock: str) -> None:
    its = german(
        title=phrase(WIDE[:40]), questions=questions(f"Welche {WIDE} ist deine?", *["Wann denn?"] * 4)
    )
    document = compose(plan(its, NOTHING_KNOWN, stock=stock, language="de"), "question-cards")
    assert any(run.text.endswith(SOFT_HYPHEN) for page in document.pages for run in runs(page))


def test_a_word_that_fits_in_smaller_type_is_not_divided() -> None:
    its = german(title=phrase("Entschuldigungsversuche"))
    document = compose(plan(its, event(), language="de"), "question-cards")
    found = [run for page in document.pages for run in runs(page)]
    assert not any(SOFT_HYPHEN in run.text for run in found)
    assert {run.size for run in found if run.text == "Entschuldigungsversuche" and run.face == "display"} == {
        16
    }


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Gesellschafts\u00adkapitäns\u00adwitwen", ["Gesellschafts\u00ad", "kapitänswitwen"]),
        ("Gesellschafts\u200bkapitänswitwen", ["Gesellschafts\u200b", "kapitänswitwen"]),
        ("Gesellschafts/kapitänswitwen", ["Gesellschafts/", "kapitänswitwen"]),
        ("Gesellschafts-kapitänswitwen", ["Gesellschafts-", "kapitänswitwen"]),
        ("Nie 24/7 für alle und jede erreichbar", ["Nie 24/7 für alle", "und jede erreichbar"]),
    ],
)
def test_titles_break_where_their_author_lets_them(title: str, lines: list[str]) -> None:
    document = compose(plan(german(title=phrase(title)), event(), language="de"), "question-cards")
    found = [run.text.rstrip(" ") for run in runs(document.pages[0]) if run.role.tag == "H1"]
    assert found == lines
    made = make_kit(german(title=phrase(title)), event(), plan(language="de").options)
    assert title.replace("\u00ad", "").replace("\u200b", "") in made.print_plan


def test_a_word_without_syllables_is_refused_on_cards_alone() -> None:
    its = full_guide(title=phrase("M" * 60, "title"))
    for sheet in SHEETS:
        made = plan(its, event())
        if sheet in ("question-cards", "invitation"):
            with pytest.raises(FitError, match="a word is wider than the card"):
                compose(made, sheet)
        elif sheet in ("host-sheet", "reflection-worksheet"):
            compose(made, sheet)
