"""Any guide and any event: a sheet is refused with a place, or everything stands on it, whole and apart."""

from __future__ import annotations

import datetime
import random
import re

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hostkit.core.errors import FitError
from hostkit.events.event import Event
from hostkit.guides.guide import Credit, End, FollowUp, Guide, Helps, PreRead, Prompt, Question
from hostkit.planning.kit_plan import KitPlan
from hostkit.typesetting.display_list import Document, TextRun
from tests.support.guides import guide as small_guide
from tests.support.guides import link, phrase, plan, segment
from tests.support.kits import SHEETS, TENTS, WALL, compose
from tests.support.measure import MM, Rect, boxes, collisions, said

MODERATE = settings(
    derandomize=True,
    max_examples=40,
    # Shrinking a whole guide takes minutes; the message names what overlaps.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)

VOCABULARY = (
    "a", "of", "to", "who", "what", "when", "rest", "work", "quiet", "nobody", "yourself", "“quoted”", "everyone’s",
    "far-reaching", "responsibilities", "–", "Tuesday", "café", "Łódź", "naïve", "VAT", "Москва", "→", "7:30", "1.10",
)  # fmt: skip


def text(most: int) -> st.SearchStrategy[str]:
    """A text of one to so many words, every length as likely as another."""

    def made(length: int, seed: int) -> str:
        return " ".join(random.Random(seed).choices(VOCABULARY, k=length))

    return st.builds(made, st.integers(1, most), st.integers(0, 10_000))


def written(most: int) -> st.SearchStrategy[object]:
    return text(most).map(phrase)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.none(), strategy)


addresses = st.text("abcdefghij0123456789-_", min_size=1, max_size=60).map(
    lambda s: link(f"https://example.org/{s}")
)


pre_reads = st.builds(
    PreRead,
    written(8),
    maybe(written(4)),
    author=st.none(),
    opens=maybe(written(8)),
    url=maybe(addresses),
    why=maybe(written(16)),
    required=st.just(False),
)
follow_ups = st.builds(FollowUp, maybe(written(4)), maybe(written(8)), maybe(written(20)), maybe(addresses))


@st.composite
def segments(draw: st.DrawFn, kind: str) -> object:
    def said(most: int) -> str | None:
        return draw(st.one_of(st.none(), text(most)))

    return segment(
        kind,
        draw(st.integers(1, 60)),
        title="Part" if kind == "custom" else said(6),
        read=said(60),
        ask=said(30),
        note=said(25),
        each=draw(st.booleans()),
        consent=draw(st.booleans()),
    )


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    kinds = draw(
        st.lists(
            st.sampled_from(["arrivals", "welcome", "custom", "closing_round", "group_photo"]), max_size=9
        )
    )
    kinds.insert(draw(st.integers(0, len(kinds))), "questions")
    asked = draw(
        st.lists(
            st.tuples(written(40), st.lists(written(14), max_size=4), maybe(written(15))),
            min_size=2,
            max_size=14,
        )
    )
    fields: dict[str, object] = {
        "title": draw(written(8)),
        "run_of_show": tuple(draw(segments(kind)) for kind in kinds),
        "questions": tuple(
            Question(number, ask, tuple(probes), note, draw(st.booleans()))  # type: ignore[arg-type]
            for number, (ask, probes, note) in enumerate(asked, start=1)
        ),
        "series": draw(maybe(written(4))),
        "definition": draw(maybe(written(35))),
        "credit": draw(maybe(st.builds(Credit, written(12), maybe(addresses)))),
        "pre_read": draw(maybe(pre_reads)),
        "agreements": tuple(draw(st.lists(written(8), max_size=5))),
        "worksheet": tuple(draw(st.lists(st.builds(Prompt, written(20), st.integers(1, 12)), max_size=7))),
        "follow_up": draw(maybe(follow_ups)),
        "helps": draw(st.builds(Helps, *[maybe(written(20))] * 4)),
        "end": draw(maybe(st.builds(End, maybe(written(30))))),
        "tips": tuple(draw(st.lists(written(20), max_size=4))),
        "materials": tuple(draw(st.lists(written(6), max_size=5))),
    }  # fmt: skip
    return small_guide(**fields)


@st.composite
def events(draw: st.DrawFn) -> Event:
    return Event(
        date=draw(st.one_of(st.none(), st.just(datetime.date(2027, 9, 29)))),
        start=draw(st.one_of(st.none(), st.integers(0, 1439))),
        guests=draw(st.one_of(st.none(), st.integers(1, 200))),
        place=draw(maybe(written(10))),  # type: ignore[arg-type]
        host=draw(maybe(written(6))),  # type: ignore[arg-type]
        group_name=draw(maybe(written(5))),  # type: ignore[arg-type]
        group_url=draw(st.one_of(st.none(), addresses)),
    )


@st.composite
def plans(draw: st.DrawFn) -> KitPlan:
    return plan(
        draw(guides()),
        draw(events()),
        paper=draw(st.sampled_from(["a4", "letter"])),
        duplex=draw(st.sampled_from(["long", "none"])),
        clock=draw(st.sampled_from([12, 24])),
    )


def composed(found: KitPlan, sheet: str) -> Document | None:
    """Return the sheet, or None when it is refused in the way that helps."""
    try:
        return compose(found, sheet)
    except FitError as error:
        refused = str(error)
    assert re.match(r"guides/made-up\.yaml:\d+:5: ", refused)
    assert re.search(r"does not fit on the [a-z ]+ \(stock [a-z0-9-]+, paper \w+, language en\)", refused)
    return None


@MODERATE
@given(plans())
def test_every_sheet_is_refused_or_whole(found: KitPlan) -> None:
    for sheet in SHEETS:
        document = composed(found, sheet)
        if document is not None:
            check_whole(document)
            everything = "\n".join((*said(document), *document.left_over))
            for needed in must_say(found, sheet):
                assert needed in everything
            assert compose(found, sheet) == document, "composing again gives the same"


def check_whole(document: Document) -> None:
    """Check that nothing overlaps, leaves the reach of a printer or is too small to read."""
    for page in document.pages:
        assert collisions(page) == []
        reach = Rect(7 * MM, 7 * MM, page.width - 7 * MM, page.height - 7 * MM)
        for item, box in boxes(page):
            assert box.within(reach), item
            assert not isinstance(item, TextRun) or item.size >= 9


def must_say(found: KitPlan, sheet: str) -> list[str]:
    """What this sheet must say of the guide, word for word."""
    made, plain = found.guide, found.plain
    if sheet == "reflection-worksheet":
        return [plain(prompt.ask) for prompt in made.worksheet]
    if sheet == "invitation":
        about = made.pre_read
        said = [about.opens or about.title, about.why] if about else [made.definition]
        known = (made.title, made.series, found.event.place, found.event.host, *said)
        return [text.text for text in known if text]
    if sheet in WALL:
        shown = made.agreements if sheet == "agreements-poster" else made.agreements[:3]
        return [made.title.text, *(agreement.text for agreement in shown)]
    if sheet in TENTS:
        return [made.title.text]
    if sheet == "door-sign":
        known = (made.title, made.series, found.event.place, found.event.host)
        return [text.text for text in known if text]
    asked = [plain(question.ask) for question in made.questions]
    if sheet == "question-cards":
        probes = [probe.text for question in made.questions for probe in question.probes]
        return [
            *asked,
            *(agreement.text for agreement in made.agreements),
            *(probes if found.two_sided else []),
        ]
    run = [text for each in made.run_of_show for text in (each.read, each.ask, each.note) if text]
    return [
        *asked,
        *map(plain, run),
        *(tip.text for tip in made.tips),
        *(each.text for each in made.materials),
    ]
