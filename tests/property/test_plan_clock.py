"""Any evening: minutes add up, fixed parts keep theirs, long parts are on multiples of five, no plan is nearer."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hostkit.core.errors import HostkitError
from hostkit.core.values import PAPERS
from hostkit.events.event import PrintOptions
from hostkit.guides.guide import Guide
from hostkit.planning.clock import plan_clock
from hostkit.planning.kit_plan import plan_copies
from hostkit.planning.shares import TimedPart, largest_remainder, share
from hostkit.stocks.imposition import cards_a_sheet, impose
from hostkit.stocks.stock import read_stock, stock_names
from tests.support.guides import guide, plan, questions, segment

MODERATE = settings(derandomize=True, max_examples=120)

weights = st.lists(st.integers(1, 480), min_size=1, max_size=20)


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """A guide of any run of show around its questions."""
    parts = draw(st.lists(st.tuples(st.integers(1, 120), st.booleans(), st.booleans()), max_size=10))
    run = [segment("custom", minutes, title="Part", fixed=fixed, each=each) for minutes, fixed, each in parts]
    place = draw(st.integers(0, len(run)))
    run.insert(place, segment("questions", draw(st.integers(1, 120)), fixed=draw(st.booleans())))
    return guide(run_of_show=tuple(run), questions=questions(*["Why?"] * draw(st.integers(2, 20))))


@MODERATE
@given(weights, st.integers(0, 2000))
@example([1, 1, 7, 6], 1)
def test_shares_add_up_near_their_quotas_and_nobody_goes_empty(given_weights: list[int], extra: int) -> None:
    """By Hamilton's method, written down once more, where every quota is one at least."""
    total = len(given_weights) + extra
    shares = largest_remainder(given_weights, total)
    quotas = [Fraction(weight * total, sum(given_weights)) for weight in given_weights]
    assert (sum(shares), len(shares)) == (total, len(given_weights))
    assert min(shares) >= 1
    assert all(share < quota + 1 or share == 1 for share, quota in zip(shares, quotas, strict=True))
    ranked = sorted(zip(given_weights, shares, strict=True))
    assert all(share <= after for (weight, share), (other, after) in pairwise(ranked) if weight < other)
    if min(quotas) >= 1:
        expected = [int(quota) for quota in quotas]
        by_remainder = sorted(range(len(quotas)), key=lambda k: (int(quotas[k]) - quotas[k], k))
        for k in by_remainder[: total - sum(expected)]:
            expected[k] += 1
        assert shares == expected


@st.composite
def parts_to_share(draw: st.DrawFn) -> tuple[tuple[TimedPart, ...], int]:
    """Parts of which one at least is not fixed, and a length that leaves a minute for each of these."""
    weight = st.integers(1, 40)
    made = draw(st.lists(st.builds(TimedPart, weight, st.booleans(), st.booleans()), max_size=5))
    made.insert(draw(st.integers(0, len(made))), TimedPart(draw(weight), each=draw(st.booleans())))
    fixed = sum(part.weight for part in made if part.fixed)
    free = sum(not part.fixed for part in made)
    return tuple(made), fixed + draw(st.integers(free, 60))


def even_plans(
    parts: tuple[TimedPart, ...], quotas: list[Fraction], at: int, end: int
) -> Iterator[tuple[int, ...]]:
    """Yield every plan with fixed parts kept, long parts on multiples of five, and two minutes or more for others."""
    if not parts:
        if at == end:
            yield ()
        return
    part, quota = parts[0], quotas[0]
    if part.fixed:
        choices = range(part.weight, part.weight + 1)
    elif quota >= 8:
        choices = range(5, end - at + 1, 5) if at % 5 == 0 else range(0)
    else:
        choices = range(2, end - at + 1)
    for minutes in choices:
        for others in even_plans(parts[1:], quotas[1:], at + minutes, end):
            yield (minutes, *others)


@MODERATE
@given(parts_to_share(), st.sampled_from([0, 5, 7, 20, 33]))
@example(
    ((TimedPart(10), TimedPart(5), TimedPart(15, each=True), TimedPart(40), TimedPart(9, each=True)), 60), 0
)
def test_no_even_plan_is_nearer_and_there_is_one_if_any(
    made: tuple[tuple[TimedPart, ...], int], begins: int
) -> None:
    parts, length = made
    left = length - sum(part.weight for part in parts if part.fixed)
    whole = sum(part.weight for part in parts if not part.fixed)
    quotas = [Fraction(part.weight * left, whole) for part in parts]

    def rank(plan: tuple[int, ...]) -> tuple[Fraction, tuple[int, ...]]:
        distance = Fraction(0)
        for part, quota, minutes in zip(parts, quotas, plan, strict=True):
            square = Fraction(0) if part.fixed else (minutes - quota) ** 2
            distance += 2 * square if part.each and minutes < quota else square
        return distance, tuple(-minutes for minutes in plan)

    found = share(parts, begins, length)
    best = min(even_plans(parts, quotas, begins, begins + length), key=rank, default=None)
    assert found.by_remainder == (best is None)
    assert best is None or found.minutes == best
    assert sum(found.minutes) == length
    for part, minutes in zip(parts, found.minutes, strict=True):
        assert minutes == part.weight if part.fixed else minutes >= 1


@MODERATE
@given(guides(), st.integers(1, 1440), st.one_of(st.none(), st.integers(1, 200)))
def test_the_clock_ends_exactly_or_says_what_is_missing(made: Guide, length: int, guests: int | None) -> None:
    fixed = sum(each.minutes for each in made.run_of_show if each.fixed)
    free = sum(not each.fixed for each in made.run_of_show)
    shared = sum(each.minutes for each in made.run_of_show if not each.fixed)
    if length < fixed + free:
        with pytest.raises(HostkitError, match=rf"{length} minutes are {fixed + free - length} too few"):
            plan_clock(made, 0, length, guests)
        return
    if not free and length > fixed:
        with pytest.raises(HostkitError, match="every part is fixed"):
            plan_clock(made, 0, length, guests)
        return
    clock = plan_clock(made, 0, length, guests)
    assert clock.slots[0].begins == 0
    assert clock.slots[-1].ends == clock.length == length
    for slot, after in pairwise(clock.slots):
        assert slot.ends == after.begins
    for slot, each in zip(clock.slots, made.run_of_show, strict=True):
        assert slot.minutes >= 1
        assert slot.minutes == each.minutes or not each.fixed
        assert (slot.seconds_each is not None) == each.each
        if slot.seconds_each is not None:
            assert slot.seconds_each * (guests or 8) <= slot.minutes * 60
    if length != fixed + shared and not clock.by_remainder:
        for slot in clock.slots:
            if not slot.segment.fixed:
                quota = Fraction(slot.segment.minutes * (length - fixed), shared)
                assert (slot.begins % 5, slot.ends % 5) == (0, 0) if quota >= 8 else slot.minutes >= 2
    begins = clock.question_begins
    assert begins[0] == clock.questions.begins
    assert all(a <= b for a, b in pairwise(begins))
    assert begins[-1] < clock.questions.ends


@MODERATE
@given(st.integers(0, 1439), st.integers(0, 2880))
def test_both_clocks_tell_the_same_time(start: int, after: int) -> None:
    on_24 = plan().times.figures(start + after)
    on_12 = plan(clock=12).times.figures(start + after)
    hours, minutes = map(int, on_24.split(":"))
    assert hours * 60 + minutes == (start + after) % 1440
    hours_12, minutes_12 = map(int, on_12.split(":"))
    assert 1 <= hours_12 <= 12
    assert (hours_12 % 12, minutes_12) == (hours % 12, minutes)


@MODERATE
@given(
    st.integers(2, 200),
    st.sampled_from(stock_names()),
    st.sampled_from(["long", "short", "manual", "fold", "none"]),
    st.integers(1, 9),
    st.data(),
)
def test_sheets_hold_the_decks_without_a_sheet_too_many(
    count: int, name: str, duplex: str, decks: int, data: st.DataObject
) -> None:
    stock = read_stock(name)
    if duplex == "fold" and not stock.plain:
        duplex = "long"
    cells = cards_a_sheet(stock, duplex)
    skip = 0 if duplex == "fold" else data.draw(st.integers(0, cells - 1))
    copies = plan_copies(None, count, stock, PrintOptions(duplex=duplex, copies=decks, skip=skip))
    assert copies.cards == count + (4 if duplex == "none" else 2)
    assert copies.card_sheets * cells == skip + copies.cards * decks + copies.spare_cells
    assert 0 <= copies.spare_cells < cells
    imposed = impose(copies.cards * decks, stock, PAPERS[stock.paper], duplex, skip)
    assert len({cell.sheet for cell in imposed}) == copies.card_sheets
