"""What a copy shop is told of joined files: how each is printed, what is done with it, which pages are whose.

Comes in: joined files that have been written, and the events by id. Goes out: a text, part by part. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hostkit.batch.joined import Joined
from hostkit.batch.paper_names import in_shops, paper_name
from hostkit.batch.season import Season, SeasonEvent
from hostkit.core.units import PAPERS
from hostkit.files.ownership import sign_text
from hostkit.guides.languages import Language
from hostkit.planning.print_plan import ONE_SIDE, PRINT_PLAN, SHOP, table

JOINED_PLAN = PRINT_PLAN
"""Its name is that of a kit's plan; it stands beside the files that it is about."""


def joined_plan(
    files: Sequence[Joined], events: Mapping[str, SeasonEvent], season: Season, words: Language
) -> Iterator[bytes]:
    """Yield the plan; its end tells whose file it is."""
    many = words("run_sheet.events", len(events))
    lines = [words("joined.plan_heading", events=many), "", *table([_row(its, words) for its in files]), ""]
    lines += [words("joined.once"), words("joined.actual_size")]
    for its in files:
        if its.stock and its.how != SHOP:
            what = "pre_cut" if its.paper not in PAPERS else "fold" if its.folded else "cut"
            lines.append(words(f"joined.{what}", file=its.name, stock=_sold_as(its.paper, words)))
    if season.without_kit:
        # Whoever carries the folder to the shop has not seen the screen.
        lines += ["", words("joined.not_in", season.without_kit), *season.named_without_kit]
    lines += ["", words("joined.where")]
    yield ("\n".join(lines) + "\n").encode()
    for its in files:
        yield f"\n{its.name}\n".encode()
        for place in its.places:
            span = f"{place.first}–{place.last}" if place.last > place.first else str(place.first)
            yield f"  {span:<12} {called(events[place.event], words)}\n".encode()
    yield sign_text("")


def _row(its: Joined, words: Language) -> tuple[str, ...]:
    pages = its.places[-1].last if its.places else 0
    sheets = pages if its.how == ONE_SIDE else -(-pages // 2)
    on = "" if its.how == SHOP else words("print_plan.sheets", sheets, paper=_sold_as(its.paper, words))
    how = f"print_plan.{its.how}"
    if its.how == SHOP:
        how = "joined.single" if its.two_sided else "joined.single_fronts"
    return its.name, words("joined.pages", pages), on, words(how)


def _sold_as(paper: str, words: Language) -> str:
    """Return what a paper or a stock is called, and what a shop calls it."""
    name, shops = paper_name(paper, words), in_shops(paper)
    return f"{name} ({shops})" if shops else name


def called(entry: SeasonEvent, words: Language) -> str:
    """Return what tells an event from others: its folder, its date and its topic."""
    day = words.day(entry.date) if entry.date else words("run_sheet.no_date")
    return f"{entry.id}: {day}, {entry.title}"
