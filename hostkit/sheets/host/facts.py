"""Date, time, place and host in one quiet line; a blank for each that is not known."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.core.units import mm
from hostkit.sheets import style
from hostkit.sheets.composer import DetailComposer
from hostkit.sheets.parts.blanks import labelled_blank, labelled_width
from hostkit.typesetting.columns import Block, Drawn, Stack, StackItem
from hostkit.typesetting.display_list import Item

BETWEEN = mm(6)
BLANK_WIDTHS = {"date": mm(46), "time": mm(34), "place": mm(58), "host_label": mm(46)}
"""The design's measures: 6 mm between facts, blanks of 34 to 58 mm by how much is written on them."""


class Fact(NamedTuple):
    """One fact or its blank."""

    block: Block
    width: float
    is_blank: bool


def facts(composer: DetailComposer, measure: float) -> Stack:
    """Return the facts on one line; else date and time, then place and host; else a line each."""
    date, time, place, host = all_facts(composer, measure)
    for rows in (((date, time, place, host),), ((date, time), (place, host))):
        if all(_row_width(row) <= measure for row in rows):
            return _stack(rows)
    # At the beginning of a line of its own the host's line begins with a capital.
    host = _fact(composer, "host_label", _host_line(composer, capital=True), measure)
    return _stack(
        ((date, time), (place,), (host,))
        if _row_width((date, time)) <= measure
        else ((date,), (time,), (place,), (host,))
    )


def all_facts(composer: DetailComposer, measure: float) -> tuple[Fact, Fact, Fact, Fact]:
    """Return date, time, place and host, in this order."""
    details = composer.details
    start = details.start
    time = None if start is None else composer.times.span(start, start + details.length)
    return (
        _fact(composer, "date", details.date_alone, measure),
        _fact(composer, "time", time, measure),
        _fact(composer, "place", details.place, measure),
        _fact(composer, "host_label", _host_line(composer), measure),
    )


def _host_line(composer: DetailComposer, *, capital: bool = False) -> str | None:
    host = composer.details.host
    if host is None:
        return None
    text = composer.words("facts.host", host=host)
    return text[:1].upper() + text[1:] if capital else text


def _fact(composer: DetailComposer, name: str, text: str | None, measure: float) -> Fact:
    role = composer.role("P")
    if text is not None:
        block = composer.set.narrow(text, style.BODY, measure, role)
        return Fact(block, block.width, is_blank=False)
    label = composer.set.line(composer.words(f"facts.{name}"), style.QUIET_BODY, role)
    width = BLANK_WIDTHS[name]
    return Fact(labelled_blank(label, width), labelled_width(label, width), is_blank=True)


def _row_width(row: tuple[Fact, ...]) -> float:
    return sum(fact.width for fact in row) + BETWEEN * (len(row) - 1)


def _stack(rows: tuple[tuple[Fact, ...], ...]) -> Stack:
    # A row with a blank needs the height of handwriting above its line.
    gaps = [
        style.WRITING_LEADING - style.BODY.leading if any(fact.is_blank for fact in row) else 0.0
        for row in rows
    ]
    return Stack(tuple(StackItem(_row(row), gap) for row, gap in zip(rows, gaps, strict=True)))


def _row(row: tuple[Fact, ...]) -> Drawn:
    def draw(x: float, y: float) -> list[Item]:
        items: list[Item] = []
        for fact in row:
            items += fact.block.place(x, y)
            x += fact.width + BETWEEN
        return items

    return Drawn(max(fact.block.height for fact in row), draw)
