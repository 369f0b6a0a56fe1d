"""What an author wrote is printed in full; what is fixed comes from the language's file; nothing else is printed."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from itertools import product, repeat
from typing import Any

import pytest
import vobject

from hostkit.batch.host_mail import filled, usual_template
from hostkit.batch.index import index_page
from hostkit.batch.joined import Joined, PageRange, joined_document, joined_plan
from hostkit.batch.run_sheet import compose_run_sheet
from hostkit.batch.season import PrintedFile, Season, SeasonEvent
from hostkit.core.characters import Phrase
from hostkit.events.event import PrintOptions
from hostkit.guides.guide import CHOICES, Guide, Round
from hostkit.guides.languages import MONTHS, NUMBER_WORDS, WEEKDAYS, Language, language_names, read_language
from hostkit.kit import KitMaker, make_kit
from hostkit.pictures.logo import Logo
from hostkit.planning.clock import TimeWords
from hostkit.planning.details import BLANK
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.print_plan import BOTH_SIDES, BY_HAND, ONE_SIDE, SHOP, SHORT_EDGE, PrintJob, print_plan
from hostkit.printers.test_page import compose_test_page
from hostkit.sheets import sheets
from hostkit.sheets.guest_page import guest_page
from hostkit.sheets.sheet import Sheet
from hostkit.stocks.stock import read_stock
from hostkit.typesetting.display_list import Raster
from tests.support.each import for_each
from tests.support.guides import (
    NOTHING_KNOWN,
    event,
    full_guide,
    guide,
    link,
    male_allies,
    phrase,
    phrases,
    plan,
    prompts,
    questions,
    segment,
    with_words,
    words,
)
from tests.support.kits import CASES, SHEETS, compose_all, document_named, plan_named
from tests.support.measure import items, path, runs, said, texts
from tests.unit.batch.test_host_mail import said as every_change


def not_printed(made: Guide) -> list[Phrase]:
    """What is kept with the guide, or said only where nothing better is named."""
    pre_read = made.pre_read
    found = [*made.notes]
    if pre_read:
        found += [pre_read.author] if pre_read.author else []
        if pre_read.opens:
            # What the link leads to is said instead of what it is about.
            found += [text for text in (pre_read.title, pre_read.publisher) if text]
    if made.follow_up and made.follow_up.opens and made.follow_up.url is None:
        # Said of a code; where the link is written in by hand there is none.
        found.append(made.follow_up.opens)
    return found


def phrases_in(value: object, name: str = "") -> Iterator[tuple[str, Phrase]]:
    """Every text of a value with the name of its field."""
    if isinstance(value, Phrase):
        yield name, value
    elif isinstance(value, tuple):
        for field, item in zip(getattr(value, "_fields", repeat(name)), value, strict=False):
            yield from phrases_in(item, field)


def printed_texts(found: KitPlan) -> str:
    """All texts of all sheets, each on a line of its own."""
    return "\n".join(text for document in compose_all(found).values() for text in said(document))


def as_printed(found: KitPlan, name: str, written: Phrase) -> str:
    """An author's text with placeholders and marks of emphasis taken out."""
    if name in ("read", "note"):
        return "".join(span.text for span in found.details.spans(written.text))
    return found.plain(written) if name in ("ask", "invite") else written.text


@pytest.mark.parametrize("known", [True, False], ids=["known", "nothing-known"])
@pytest.mark.parametrize("made", [full_guide(), male_allies(), guide()], ids=["full", "male-allies", "small"])
def test_every_text_of_a_guide_is_printed_in_full(made: Guide, known: bool) -> None:
    found = plan(made, event() if known else NOTHING_KNOWN)
    printed = printed_texts(found)
    for name, written in phrases_in(made):
        if written not in not_printed(made):
            assert as_printed(found, name, written) in printed, name
    for note in made.notes:
        assert note.text not in printed


def test_every_fact_of_an_event_is_printed_in_full() -> None:
    found = plan(full_guide(), event(group_name=phrase("Night owls of the harbour")))
    printed = printed_texts(found)
    for text in (
        "12 Mill Lane",
        "Ana",
        "Night owls of the harbour",
        "Thursday, 14 January 2027",
        "19:00 to 20:30",
    ):
        assert text in printed


def test_each_text_stands_where_it_is_needed() -> None:
    found = {
        name: "\n".join(said(document)) for name, document in compose_all(plan(full_guide(), event())).items()
    }
    host, cards, worksheet, invitation, sign = (found[name] for name in SHEETS[:5])
    made = full_guide()
    assert made.follow_up
    assert made.follow_up.invite
    assert made.definition
    for question in made.questions:
        assert question.ask.text in host
        assert question.ask.text in cards
        assert question.ask.text not in worksheet
        for probe in question.probes:
            assert probe.text in host
            assert probe.text in cards
    for prompt in made.worksheet:
        assert prompt.ask.text in worksheet
        assert prompt.ask.text not in cards
    assert made.follow_up.invite.text in cards
    assert made.follow_up.invite.text in worksheet
    assert made.definition.text in host
    assert made.definition.text in cards
    for tip in made.tips:
        assert tip.text in host
        assert tip.text not in cards + worksheet
    for agreement in made.agreements:
        assert agreement.text in cards
        assert agreement.text not in invitation
    assert made.pre_read
    assert made.pre_read.why
    assert made.pre_read.why.text in invitation
    assert made.pre_read.why.text not in host + cards + worksheet
    assert made.questions[0].ask.text not in invitation
    assert made.definition.text not in sign


def test_author_text_is_never_markup() -> None:
    written = "Ben & Jerry <b>hi</b> {{x} %s \\n &amp;"
    shown = "Ben & Jerry <b>hi</b> {x} %s \\n &amp;"
    run = (segment("welcome", read=written, ask=written, note=written), *guide().run_of_show[2:])
    made = guide(run_of_show=run, questions=questions(written, written), worksheet=prompts(written))
    found = plan(made, event())
    for name in SHEETS[:3]:
        everything = said(compose_all(found)[name])
        assert [text for text in everything if text == shown], name
        assert not [text for text in everything if "{{" in text or written in text]


def test_texts_without_placeholders_print_their_braces() -> None:
    odd = "A {host} & a {{ **b** <i>"
    made = guide(title=phrase(odd), series=phrase(odd), agreements=phrases(odd), tips=phrases(odd))
    printed = printed_texts(plan(made, event()))
    assert "Ana &" not in printed
    assert printed.count(odd) >= 4


def test_placeholders_are_filled_in_where_they_may_stand() -> None:
    run = (
        segment("welcome", read="I am {host}.", note="Be at {place}.", ask="Is it {start} on {date}?"),
        *guide().run_of_show[2:],
    )
    made = guide(run_of_show=run, questions=questions("What does {host} do at {place}?", "Why?"))
    printed = printed_texts(plan(made, event()))
    for text in (
        "I am Ana.",
        "Be at 12 Mill Lane.",
        "Is it 19:00 on Thursday, 14 January 2027?",
        "What does Ana do at 12 Mill Lane?",
    ):
        assert text in printed
    blanks = printed_texts(plan(made, NOTHING_KNOWN))
    assert f"I am {BLANK}." in blanks
    assert f"What does {BLANK} do at {BLANK}?" in blanks


def test_missing_details_are_labeled_blanks_never_made_up() -> None:
    printed = {name: said(document) for name, document in compose_all(plan()).items()}
    host, cards, worksheet, invitation, sign = (printed[name] for name in SHEETS[:5])
    for label in ("Date", "Time", "Place", "Host"):
        assert label in host
        assert (label in invitation) == (label != "Host"), "an invitation of nobody's is one all the same"
        assert (label in sign) == (label != "Host"), "the welcome is enough"
    assert "Date" in cards
    assert "Date" in worksheet
    known = {name: said(document) for name, document in compose_all(plan(event=event())).items()}
    for label in ("Date", "Time", "Place", "Host"):
        assert label not in known["host-sheet"]
        assert label not in known["invitation"]
        assert label not in known["door-sign"]


# The fixed words

MARK = "¤"
"""Stands for every fixed word; the text face has it."""


def marked(language: Language) -> Language:
    """The language with every word replaced by the mark, placeholders kept."""
    lists = {NUMBER_WORDS: 20, WEEKDAYS: 7, MONTHS: 12}
    replaced = {
        name: " ".join([MARK] * lists[name])
        if name in lists
        else MARK + "".join(re.findall(r"\{[^}]*\}", text)) + MARK
        if text
        else ""
        for name, text in language.words.items()
    }
    return language._replace(words=replaced)


def letterless_guide() -> Guide:
    """The full guide with x for every letter an author wrote."""
    return _crossed(full_guide(credit=None, follow_up=None, pre_read=None))


def _crossed(made: Guide) -> Guide:
    def crossed(value: object) -> object:
        if isinstance(value, Phrase):
            return value._replace(text=re.sub(r"[^\W\d_]", "x", value.text))
        if isinstance(value, tuple):
            items = [crossed(item) for item in value]
            kind: Any = type(value)
            return kind(*items) if hasattr(value, "_fields") else tuple(items)
        return value

    found = crossed(made)
    assert isinstance(found, Guide)
    return found


def letters(text: str) -> set[str]:
    return {char for char in text if char.isalpha()}


def texts_beside(sheet: Sheet, found: KitPlan) -> Iterator[str]:
    """What people read in the files that go with a sheet."""
    for extra in sheet.extras(found).values():
        text = extra if isinstance(extra, str) else extra.decode()
        if text.startswith("BEGIN:VCALENDAR"):
            event = vobject.readOne(text).vevent
            yield from (event.getChildValue(name, "") for name in ("summary", "location", "description"))
        else:
            yield text


def page_words(page: bytes) -> Iterator[str]:
    """What people read on the page for guests, also in what its program shows later."""
    body = re.sub(r"<(style|script)>.*?</\1>", "", page.decode(), flags=re.DOTALL).partition("</head>")[2]
    for shown in re.findall(r'data-(?:of|all|one|copied)="([^"]*)"', body):
        yield re.sub(r"\{\w+\}", "", shown)
    yield html.unescape(re.sub(r"<[^>]*>", " ", body.partition("<!--")[0]))


HOWS = (ONE_SIDE, BOTH_SIDES, SHORT_EDGE, BY_HAND, SHOP)
OPTIONS: list[dict[str, object]] = [
    {},
    {"clock": 12},
    {"duplex": "none"},
    {"paper": "letter"},
    {"stock": "avery-l7418", "duplex": "short", "spare": "write"},
    {"stock": "a7-8up", "duplex": "fold", "spare": "write"},
    {"duplex": "manual", "skip": 1, "copies": 2},
    {"impose": "none"},
]


@for_each(product([letterless_guide(), _crossed(guide())], [True, False], OPTIONS))
def test_every_fixed_word_comes_from_the_language(
    made: Guide, known: bool, options: dict[str, object]
) -> None:
    its = event(
        place=phrase("xx"),
        host=phrase("xx"),
        group_url=link("https://xx.xx/xx"),
        guests=3 if "clock" in options else 25,
    )
    found = plan(made, its if known else NOTHING_KNOWN, **options)
    found = found._replace(language=marked(found.language))
    for name, document in compose_all(found).items():
        for text in said(document):
            assert letters(text) <= {"x"}, (name, text)
        assert letters(document.title) <= {"x"}
        for page in document.pages:
            for item in items(page):
                for role in path(item.role):
                    # A code's alternative text holds its address.
                    assert letters(role.alt.replace("https", "")) <= {"x"}
    jobs = [PrintJob(MARK, 4, 1, how, of_cards=True) for how in HOWS]
    told = [print_plan(found, [job]) for job in jobs]
    for sheet in sheets().values():
        told += texts_beside(sheet, found)
    told += page_words(guest_page(found))
    for text in told:
        # A link is no word.
        words = text.replace(found.stock.name, "").replace(" mm", "").replace("https", "")
        assert letters(words) <= {"x"}, text


NEVER_ONE = {"segment.questions.one", "card.fronts.one", "card.backs.one", "order.cards.one"}
"""Forms for one: a deck has two questions at least, and four cards with those at both ends."""


def test_every_fixed_word_is_printed_somewhere() -> None:
    """A word of the file that no kit prints is dead; it would be translated for nothing."""
    used: set[str] = set()

    class Watched(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            used.add(name)
            return super().__getitem__(name)

        def get(self, name: str, default: object = None) -> str:
            used.add(name)
            return super().get(name, "")

    for found in _varied_plans():
        watched = found._replace(language=Language(found.language.code, Watched(found.language.words)))
        compose_all(watched)
        compose_all(watched._replace(logo=Logo(Raster(1, 1, 1, b""), "", 60.0, 20.0)))
        guest_page(watched)
        compose_test_page(watched.paper, watched.language)
        for how in HOWS:
            for copies in (1, 2):
                print_plan(
                    watched,
                    [PrintJob(f"{name}.pdf", 2, copies, how, name == "question-cards") for name in SHEETS],
                )
        by_printer = watched._replace(options=watched.options._replace(printer="den"))
        print_plan(by_printer, [PrintJob("question-cards.pdf", 2, 1, HOWS[0], True)])
        for cuts in (1, 2):
            print_plan(
                watched, [PrintJob("place-cards.pdf", 1, 1, ONE_SIDE, cuts=cuts, left_over=("A tip",))]
            )
        for sheet in sheets().values():
            sheet.extras(watched)
        _season(watched)
        watched.times.span(700, 800)
        watched.times.span(600, 800)
        watched.times.in_words(700)
        height = watched.paper.height / 2
        halves = watched.stock._replace(plain=True, left=0.0, top=0.0, columns=1, rows=2, width=watched.paper.width,
            height=height, pitch_across=watched.paper.width, pitch_down=height,
        )  # fmt: skip
        if watched.options.duplex != "fold":
            print_plan(watched._replace(stock=halves), [PrintJob("question-cards.pdf", 2, 1, HOWS[0], True)])
    unused = set(found.language.words) - used - NEVER_ONE
    assert {
        name for name in unused if name.split(".")[0] not in ("language", "name", "plurals", "typed")
    } == set()


def _season(found: KitPlan) -> None:
    """Make everything that a batch sets beside kits, of a season of every sort of event."""
    day = datetime.date(2027, 1, 14)
    kit_of_a = (
        PrintedFile("a.pdf", "a4", 1, HOWS[1]), PrintedFile("b.pdf", "letter", 1, HOWS[1]),
        PrintedFile("c.pdf", "letter", 1, HOWS[0]), PrintedFile("d.pdf", "a6-4up", 0, "shop"),
    )  # fmt: skip
    kit_of_b = (PrintedFile("b.pdf", "a7-8up", 3, HOWS[0]), PrintedFile("c.pdf", "avery-5371", 2, HOWS[0]))
    kinds = (
        SeasonEvent("a", day, "A", kit_of_a, guests=2, assumed=True, branch="north"),
        SeasonEvent("b", day + datetime.timedelta(1), "B", kit_of_b, guests=1),
        SeasonEvent("c", None, "C"),
        SeasonEvent("d", None, "D", kit_of_b, canceled=True),
    )
    for entries in ((kinds[0],), kinds[:2], kinds, (kinds[0], kinds[0])):
        season = Season(entries, refused=len(entries) - 1)
        list(compose_run_sheet(season, TimeWords(found.language, 24), found.paper))
        list(index_page(season, TimeWords(found.language, 24), ("run-sheet.pdf",)))
    every_change(found.language)
    filled(usual_template(found.language), {}, [])
    for sheet in sheets():
        joined_document(f"{sheet}.pdf", 2, "Simplex", found.language)
    of_b = [PageRange(kinds[1], 1, 1)]
    files = [
        Joined("a.pdf", iter(()), how, *paper, folded, two_sided, of_b)
        for how in HOWS
        for paper in (("a4", "a6-4up"), ("x", "x"))
        for folded in (True, False)
        for two_sided in (True, False)
    ]
    longer = files[0]._replace(places=[PageRange(kinds[1], 1, 2)])
    for season in (Season(kinds), Season(kinds, refused=1)):
        list(joined_plan([*files, longer], season, found.language))


def _varied_plans() -> Iterator[KitPlan]:
    """Plans that between them say everything hostkit can say."""
    for case in CASES:
        yield plan_named(case)
    every_kind = tuple(
        segment(kind, title="Part" if kind == "custom" else None)
        for kind in ("arrivals", "welcome", "introductions", "custom", "questions", "closing_round")
    )
    reaction = segment("written_reaction", 1)
    bare = guide(run_of_show=(*every_kind, reaction, segment("group_photo")))
    for guests in (1, 2, None):
        for minutes in (None, 30, 300):
            yield plan(bare, event(guests=guests, minutes=minutes, group_url=None))
            yield plan(bare, event(guests=guests, minutes=minutes), clock=12, duplex="none")
    yield plan(bare, event(start=10 * 60))
    one_card = questions("Why?", "Who?")
    yield plan(guide(questions=one_card), event(guests=1))
    yield plan(guide(questions=questions(*["Why?"] * 5)), event())
    yield plan(guide(questions=questions(*["Why?"] * 60)), event())
    yield plan(guide(questions=questions(*["Why?"] * 40)), event())
    yield plan(
        guide(questions=one_card, run_of_show=(segment("welcome"), segment("questions", 1))),
        event(minutes=None),
    )
    yield plan(guide(questions=one_card, run_of_show=(segment("questions", 1),)), event(minutes=None))
    yield plan(guide(questions=one_card), event(minutes=60), duplex="none")
    yield plan(full_guide(), event(), sheets=("host-sheet",))
    yield plan(guide(title=phrase(words(14)), series=phrase(words(14))), event())
    for rounds in (1, 3):
        in_rounds = tuple(
            Round(phrase("A round"), k, 3 if rounds == 1 else k, choose=CHOICES[k - 1])
            for k in range(1, rounds + 1)
        )
        yield plan(guide(rounds=in_rounds), event())
        yield plan(guide(rounds=in_rounds), event(), duplex="none")
        yield plan(guide(rounds=in_rounds), event(), stock="a7-8up")
    pre_read = full_guide().pre_read
    assert pre_read
    yield plan(guide(pre_read=pre_read._replace(opens=None)), event())
    yield plan(guide(pre_read=pre_read._replace(opens=None, publisher=None, author=None)), event())
    yield plan(guide(pre_read=male_allies().pre_read), event())
    yield plan(full_guide(), event(date=datetime.date(2027, 1, 14)))
    for duplex in ("long", "short", "manual", "fold", "none"):
        for made in (guide(questions=one_card), full_guide()):
            for copies in (1, 9):
                yield plan(made, event(), duplex=duplex, stock="a7-8up", copies=copies, spare="write")
    for skip in (0, 1, 2):
        for spare in ("empty", "write"):
            yield plan(full_guide(), event(), skip=skip, spare=spare)
            yield plan(full_guide(), event(), skip=skip, spare=spare, stock="avery-l7418", copies=2)
    two_cards = read_stock("a6-4up")._replace(rows=1)
    yield plan(full_guide(), event())._replace(stock=two_cards)
    for options in ({}, {"duplex": "none"}, {"copies": 2}):
        yield plan(full_guide(), event(), impose="none", **options)


def test_words_with_forms_follow_the_number() -> None:
    for guests, pens in ((1, "1 pen"), (2, "2 pens")):
        assert pens in said(compose_all(plan(guide(), event(guests=guests)))["host-sheet"])


def test_the_quotation_marks_are_the_languages() -> None:
    found = plan(guide(), event())
    found = with_words(found, quotation_marks__opening="«", quotation_marks__closing="»")
    cards = compose_all(found)["question-cards"]
    large = [run.text for page in cards.pages for run in runs(page) if run.size == 84]
    assert sorted(large) == ["«", "»"]


@pytest.mark.parametrize("case", ["usual-a4", "full-letter"])
def test_every_sheet_reads_in_a_sensible_order(case: str) -> None:
    """Series, sheet, topic first; within a row its time, its title, its length, then what is said."""
    host = list(texts(document_named(case, "host-sheet").pages).values())
    made = plan_named(case).guide
    assert host.index(made.title.text) <= 2
    first = made.questions[0]
    at = host.index(first.ask.text)
    assert str(first.number) in host[at - 3 : at], "with its time, and whether to skip it, behind"


@pytest.mark.parametrize("code", language_names())
@pytest.mark.parametrize("start", [None, 10 * 60, 16 * 60 - 1, 16 * 60, 19 * 60])
def test_what_begins_before_four_is_today_and_not_tonight(code: str, start: int | None) -> None:
    """One maker makes kits of all hours, so that no sheet of an evening is used for a morning."""
    known = read_language(code).words
    changed = {
        name.removeprefix("by_day."): text for name, text in known.items() if name.startswith("by_day.")
    }
    assert all(known[name] != text for name, text in changed.items())
    assert bool(changed) is (code in ("en", "fr"))
    is_by_day = start is not None and start < 16 * 60
    run = tuple(segment(kind) for kind in ("welcome", "questions", "closing_round", "written_reaction"))
    made = plan(guide(run_of_show=run, worksheet=()), event(start=start, minutes=None), language=code)
    printed = " ".join(text for each in compose_all(made).values() for text in said(each))
    right, wrong = list(changed.values()), [known[name] for name in changed]
    right, wrong = (right, wrong) if is_by_day else (wrong, right)
    assert [text for text in wrong if text in printed] == []
    assert len([text for text in right if text in printed]) >= min(4, len(changed))


def test_a_maker_tells_day_from_evening() -> None:
    maker, its = KitMaker(), guide()
    for start in (19 * 60, 10 * 60, 19 * 60):
        assert maker.make(its, event(start=start), PrintOptions()) == make_kit(
            its, event(start=start), PrintOptions()
        )
