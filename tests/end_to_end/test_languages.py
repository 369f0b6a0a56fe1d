"""Kits in other languages than English, as a host gets them: no English left on them, no page more than in English."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from hostkit.core.values import PAPERS as SIZES
from hostkit.events.precedence import resolve
from hostkit.guides.languages import COMPLETE, Language, language_names, read_language
from hostkit.guides.read_guide import read_guide
from hostkit.kit import plan_of
from hostkit.printers.test_page import compose_test_page
from hostkit.sheets import sheets, style
from hostkit.typesetting.display_list import ARTIFACT, Page, Rule
from hostkit.typesetting.typeset import Typesetter
from tests.support.built import CARDS, HOST_SHEET, PLAN, SHEETS, BuiltKit, build, built
from tests.support.cases import CASES, GUIDES, PAPERS, ROOT, USUAL, Case
from tests.support.command import hostkit
from tests.support.kits import compose
from tests.support.measure import MM, Rect, collisions, extent
from tests.support.pages import Pdf

OTHERS = [code for code in language_names() if code != COMPLETE]
KITS = [(code, case, paper) for code in OTHERS for case in ("usual", "none") for paper in PAPERS]
OWN = {
    "de": ("german", "Donnerstag, 14. Januar 2027", "19:00 bis 20:30", "Fünf Fragen", "»", "«"),
    "es": ("spanish", "Jueves, 14 de enero de 2027", "19:00 a 20:30", "Cinco preguntas", "«", "»"),
    "fr": ("french", "Jeudi 14 janvier 2027", "19:00 à 20:30", "Cinq questions", "«", "»"),
    "pl": ("male-allies", "Czwartek, 14 stycznia 2027", "19:00–20:30", "Cztery pytania", "«", "»"),
    "pt-BR": (
        "male-allies",
        "Quinta-feira, 14 de janeiro de 2027",
        "19:00 às 20:30",
        "Quatro perguntas",
        "“",
        "”",
    ),
    "tr": ("male-allies", "14 Ocak 2027 Perşembe", "19:00–20:30", "Dört soru", "“", "”"),
    "uk": ("male-allies", "Четвер, 14 січня 2027 року", "19:00–20:30", "Чотири питання", "«", "»"),
}
"""A guide in each language, and what its kit must say: date, time, heading, the marks of title and closing card."""

LABELS = ("stalls", "one_voice", "tempers", "tears", "mind", "bring")


@cache
def translated(code: str, case: str, paper: str) -> BuiltKit:
    return build(CASES[case], paper=paper, language=code)


def everything(kit: BuiltKit) -> str:
    """Return the text of a kit: its sheets, and the print plan with white space folded."""
    plan = " ".join(kit.files[PLAN].decode().split())
    return " ".join([*(kit.pdf(sheet).all_text() for sheet in SHEETS), plan])


def stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def english_only(language: Language, case: str, paper: str) -> list[str]:
    """Return fixed words that the English kit shows, the language does not share, and the guide does not say."""
    guide = " ".join((ROOT / "content" / f"{CASES[case].guide}.yaml").read_text("utf-8").split())
    shown = everything(built(case, paper))
    return [
        text
        for name, text in read_language(COMPLETE).words.items()
        if re.search(r"\w", text)
        and "{" not in text
        and stands_in(text, shown)
        and not stands_in(text, " ".join(language.words.values()))
        and not stands_in(text, guide)
    ]


@pytest.mark.parametrize(("code", "case", "paper"), KITS)
def test_no_english_word_is_left(code: str, case: str, paper: str) -> None:
    english = english_only(read_language(code), case, paper)
    assert {"Host sheet", "Arrivals", "Closing round", "Tempers", "Bring", "End", "one side only"} <= {
        *english
    }
    text = everything(translated(code, case, paper))
    assert [words for words in english if stands_in(words, text)] == []


@pytest.mark.parametrize(("code", "case", "paper"), KITS)
def test_the_host_sheet_takes_no_more_pages_than_in_english(code: str, case: str, paper: str) -> None:
    pages = len(built(case, paper).pdf(HOST_SHEET))
    assert len(translated(code, case, paper).pdf(HOST_SHEET)) <= pages


@pytest.mark.parametrize("code", language_names())
def test_labels_of_the_narrow_column_take_two_lines_at_most(code: str) -> None:
    words, setter = read_language(code), Typesetter(code)
    for name in LABELS:
        text, room = words(f"host_sheet.{name}"), style.NARROW - 1 * MM
        assert len(setter.narrow(text, style.LABEL, room, ARTIFACT).lines) <= 2, name
        assert not setter.breaks_words(text, style.LABEL, room), name
    bring = setter.line(words("host_sheet.bring"), style.LABEL, ARTIFACT)
    assert bring.width <= style.NARROW - 4 * MM, (
        "a tick square beside a label would look like the label's own"
    )
    assert not setter.breaks_words(words("host_sheet.skip_if_late"), style.SKIP, style.NARROW - 2 * MM)


@pytest.mark.parametrize("code", language_names())
@pytest.mark.parametrize("kind", ["introductions", "closing_round"])
@pytest.mark.parametrize("half", ["half", "minutes"])
def test_a_part_of_the_evening_stands_beside_its_minutes(code: str, kind: str, half: str) -> None:
    """With the longest words for the minutes: those of each guest, of whom the number is not known."""
    words, setter = read_language(code), Typesetter(code)
    share = words(f"minutes.about_{half}", 1, minutes=1)
    each = words("minutes.each_assumed", each=words("minutes.each_guest", share=share), guests=8)
    length = words("minutes.joined", each=each, length=words("minutes.short", minutes=15))
    room = SIZES["a4"].width - 2 * style.SIDE - style.NARROW - style.SPINE_LEFT - 3 * MM
    widths = [
        setter.line(text, of, ARTIFACT).width
        for text, of in ((words(f"segment.{kind}"), style.SEGMENT), (length, style.QUIET_BODY))
    ]
    assert sum(widths) < room


def own_case(code: str, known: bool) -> Case:
    own = GUIDES / f"{OWN[code][0]}.yaml"
    guide = own if own.exists() else ROOT / "content" / f"{OWN[code][0]}.{code}.yaml"
    return Case(str(guide), USUAL if known else {})


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("code", OTHERS)
def test_a_guide_brings_its_language(code: str, paper: str) -> None:
    _, date, time, heading, opening, closing = OWN[code]
    kit = build(own_case(code, known=True), paper=paper, theme="plain")
    host = kit.pdf(HOST_SHEET)
    for said in (date, time, heading):
        assert said in host.text(0)
    assert len(host) == 2
    assert heading in host.text(1)
    cards = "".join(letter.text for page in range(4) for letter in kit.pdf(CARDS).characters(page))
    assert opening in cards
    assert closing in cards
    assert all(kit.pdf(sheet).catalog["/Lang"] == code for sheet in SHEETS)


@pytest.mark.parametrize("known", [True, False], ids=["known", "nothing-known"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("code", OTHERS)
def test_nothing_overlaps_on_any_sheet(code: str, paper: str, known: bool) -> None:
    case = own_case(code, known).with_options(paper=paper)
    resolved = resolve({option.replace("-", "_"): value for option, value in case.options.items()})
    plan = plan_of(read_guide(Path(case.guide)), resolved.event, resolved.options)
    for sheet in sheets().values():
        for page in compose(plan, sheet.name).pages:
            assert collisions(page) == [], sheet.name


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("code", OTHERS)
def test_the_test_page_speaks_the_language_of_hostkit_yaml(code: str, paper: str, tmp_path: Path) -> None:
    (tmp_path / "hostkit.yaml").write_text(f"language: {code}\n", "utf-8")
    outcome = hostkit("calibrate", "--paper", paper, folder=tmp_path)
    assert (outcome.code, outcome.files) == (0, [f"calibrate-{paper}.pdf"]), outcome.stderr
    pdf, words = Pdf((tmp_path / outcome.files[0]).read_bytes()), read_language(code)
    assert pdf.catalog["/Lang"] == code
    for page, side in enumerate(("front", "back")):
        heading = words("calibrate.heading", title=words("calibrate.title"), side=words(f"calibrate.{side}"))
        assert " ".join(heading.split()) in pdf.text(page)
    for step in range(1, 6):
        assert " ".join(words(f"calibrate.step_{step}").split()) in pdf.text(0)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("code", OTHERS)
def test_the_test_page_holds_its_words(code: str, paper: str) -> None:
    for page in compose_test_page(SIZES[paper], read_language(code)).pages:
        straight = tuple(
            item
            for item in page.items
            if not (isinstance(item, Rule) and item.x != item.x2 and item.y != item.y2)
        )
        assert collisions(Page(page.width, page.height, straight)) == []
        around = Rect(7 * MM, 7 * MM, page.width - 7 * MM, page.height - 7 * MM)
        assert all(box.within(around) for item in page.items if (box := extent(item)))
