"""Slots: what is printed of an event is read in a slot, or it is not printed at all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pypdfium2
import pytest

from hostkit.core.errors import FitError
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.kit import KitMaker, make_kit
from hostkit.planning.details import Details, Shape, UnknownDetailError
from hostkit.sheets import sheets
from hostkit.sheets import style as type_styles
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.sheet import SIMPLEX, ComposedSheet, Sheet, Whole, compose, document
from hostkit.typesetting.display_list import Document, MisfitError, Page
from hostkit.typesetting.typeset import Block
from tests.support.guides import event, full_guide, guide, link, male_allies, phrase, plan, segment

TENT = "name-tent"
HOSTS = ("Ana", "Bea", "Cleo")


def tent(write: Callable[[SheetComposer], list[Block]]) -> Sheet:
    """Return a sheet of blocks below each other."""

    def composed(composer: SheetComposer) -> Document:
        items = []
        for row, block in enumerate(write(composer)):
            items += block.place(50, 50 + 40 * row)
        paper = composer.paper
        return document(
            composer, "host_sheet", (Page(paper.width, paper.height, tuple(items)),), duplex=SIMPLEX
        )

    return Sheet(TENT, 9, composed, copies=lambda plan: 1)


def line(composer: Composer, text: str) -> Block:
    return composer.set.line(text, type_styles.BODY, composer.role("P"))


def date(composer: DetailComposer) -> Block:
    return line(composer, str(composer.details.date_alone))


def host(composer: DetailComposer) -> Block:
    return line(composer, f"with {composer.details.host}")


def season(monkeypatch: pytest.MonkeyPatch, sheet: Sheet, made_of: Guide | None = None) -> Iterator[str]:
    """Make a kit of the sheet for each host, one after another, and yield what it reads."""
    monkeypatch.setattr("hostkit.kit.sheets", lambda names=None: {**sheets(), TENT: sheet})
    maker, made_of = KitMaker(), made_of or guide()
    for name in HOSTS:
        kit = maker.make(made_of, event(host=phrase(name)), PrintOptions(sheets=(TENT,)))
        yield pypdfium2.PdfDocument(kit.files[f"{TENT}.pdf"])[0].get_textpage().get_text_range()


def test_a_sheet_that_reads_its_details_in_slots_prints_those_of_each_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = season(monkeypatch, tent(lambda c: [c.slot(date), c.slot(host)]))
    assert [text.splitlines() for text in made] == [
        ["Thursday, 14 January 2027", f"with {name}"] for name in HOSTS
    ]


@pytest.mark.parametrize(
    "forgetful",
    [
        lambda c: [c.slot(date), host(c)],
        lambda c: [c.slot(date), line(c, f"with {c.event.host}")],
        lambda c: [c.slot(date), line(c, f"with {c.plan.event.host}")],
        lambda c: [c.slot(date), line(c, f"with {c.shape.host}")],
        lambda c: [c.slot(date), line(c, "known" if c.shape.knows("hosts") else "unknown")],
        lambda c: [c.slot(date), line(c, c.plain(phrase("with {host}")))],
        lambda c: [c.slot(date), line(c, c.slot(host).block.lines[0])],
    ],
    ids=["details", "event", "plan", "shape", "misspelled", "placeholder", "a slot's block"],
)
def test_a_sheet_that_forgets_a_detail_is_no_sheet(
    monkeypatch: pytest.MonkeyPatch, forgetful: Callable[[SheetComposer], list[Block]]
) -> None:
    """Not another event's words on paper: the first kit of it fails."""
    with pytest.raises(AttributeError):
        next(season(monkeypatch, tent(forgetful)))


def test_what_is_read_outside_of_a_slot_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownDetailError, match=r"'details' is read outside of a slot"):
        next(season(monkeypatch, tent(lambda c: [host(c)])))  # type: ignore[arg-type]


def test_a_sheet_that_is_not_declared_whole_gets_no_details(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sheets()["invitation"]
    assert isinstance(whole.compose, Whole)
    with pytest.raises(UnknownDetailError):
        next(season(monkeypatch, whole._replace(name=TENT, compose=whole.compose.compose)))  # type: ignore[arg-type]


def test_what_stands_around_a_slot_may_use_what_its_guard_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another form is composed where the guard returns something else."""

    def guarded(composer: SheetComposer) -> list[Block]:
        slot = composer.guarded_slot(host, lambda c, block: len(c.details.host or ""))
        return [slot, line(composer, f"{slot.guarded} letters")]

    assert [text.splitlines() for text in season(monkeypatch, tent(guarded))] == [
        [f"with {name}", f"{len(name)} letters"] for name in HOSTS
    ]


def test_what_a_slot_reads_while_it_is_placed_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late:
        height = 16.0

        def __init__(self, composer: DetailComposer) -> None:
            self._composer = composer

        def place(self, x: float, y: float) -> list[object]:
            return list(host(self._composer).place(x, y))

    late: Callable[[DetailComposer], Block] = Late  # type: ignore[assignment]
    made = season(monkeypatch, tent(lambda c: [c.slot(late)]))
    assert [text.strip() for text in made] == [f"with {name}" for name in HOSTS]


PLACEHOLDERS = guide(
    run_of_show=(
        segment("arrivals", note="{host} pours for **{group_name}**."),
        segment("questions"),
        segment("closing_round", ask="What will you tell {host}?", each=True),
    )
)
EVENTS = [
    event(),
    event(host=phrase("Bea"), start=600),
    event(place=phrase("A mill"), group_url=link("https://example.org/another")),
    event(guests=3, minutes=100),
    Event(),
    event(group_url=None, host=None),
    event(group_url=None, host=None, place=phrase("A mill by the river, up the hill, behind the church")),
]
WITH_SLOTS = [sheet for sheet in sheets().values() if not isinstance(sheet.compose, Whole)]


@pytest.mark.parametrize(
    "made_of", [male_allies(), full_guide(), PLACEHOLDERS], ids=["real", "full", "filled"]
)
@pytest.mark.parametrize("sheet", WITH_SLOTS, ids=lambda sheet: sheet.name)
def test_builders_write_to_nothing_outside_themselves(made_of: Guide, sheet: Sheet) -> None:
    """Each is run twice, in any order, among other events of its shape, and gives what it gave the first time."""
    chance = random.Random(13)
    plans = [plan(made_of, each) for each in EVENTS]
    composed = [compose(sheet, each) for each in plans]
    runs = [
        (k, n, m)
        for k, each in enumerate(composed)
        for n in range(len(each.fillers))
        for m, other in enumerate(plans)
        if other.shape == plans[k].shape
    ]
    first: dict[tuple[int, int, int], object] = {}
    for run in chance.sample(runs, len(runs)) + chance.sample(runs, len(runs)):
        made = filled(composed[run[0]], run[1], plans[run[2]].details)
        assert first.setdefault(run, made) == made
    for k, each in enumerate(composed):
        for n, (slot, filler) in enumerate(zip(each.document.slots, each.fillers, strict=True)):
            assert first[k, n, k] == (slot.items, filler.trace)


def filled(composed: ComposedSheet, index: int, details: Details) -> object:
    try:
        return composed.fillers[index].fill(details)
    except (MisfitError, FitError) as error:
        return type(error)


def test_a_sheet_is_made_whole_or_has_slots_that_read_details() -> None:
    for sheet in sheets().values():
        read = [filler.trace for filler in compose(sheet, plan(full_guide(), event())).fillers]
        assert isinstance(sheet.compose, Whole) is not any(read), sheet.name


def test_every_part_of_a_shape_is_read_by_a_sheet() -> None:
    """What nobody reads would part kits that have the same template."""
    made_of = PLACEHOLDERS._replace(worksheet=full_guide().worksheet, follow_up=full_guide().follow_up)
    printed: tuple[dict[str, str], ...] = ({}, {"stock": "avery-c32015", "spare": "write"})
    read = {
        name
        for options in printed
        for sheet in sheets().values()
        for name, _ in compose_and_impose(sheet, made_of, options)
    }
    methods = {"knows": "known", "plain": "texts", "spans": "texts"}
    assert {methods.get(name, name) for name in read} == set(Shape._fields)


def compose_and_impose(sheet: Sheet, made_of: Guide, options: dict[str, str]) -> Iterator[tuple[str, object]]:
    composed = compose(sheet, plan(made_of, event(), **options))
    sheet.impose(composed.composer, composed.document)
    yield from composed.composer.shape_reads if isinstance(composed.composer, SheetComposer) else ()


def test_a_detail_that_is_too_long_is_named_by_where_it_was_written() -> None:
    long = phrase("a very long place " * 600, "settings.yaml: place")
    with pytest.raises(FitError) as caught:
        make_kit(guide(), event(place=long), PrintOptions(sheets=("host-sheet",)))
    (problem,) = caught.value.problems
    assert problem.place == long.at
    assert problem.values["sheet"] == "host sheet"
    assert isinstance(problem.values["lines"], int)
