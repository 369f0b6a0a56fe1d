"""Makes the index of a season: one HTML page with a table of all events and links to their files.

The page needs no other file and no network. Without scripts it is read as it is, by date; with them it can be sorted.
What people wrote is text: it is escaped, and the browser runs nothing but the page's own program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from hostkit import __version__
from hostkit.batch.index_style import SCRIPT, STYLE, font_faces, policy
from hostkit.batch.season import Season, SeasonEvent
from hostkit.files.edited_texts import TEXT_SUMS
from hostkit.guides.languages import Language
from hostkit.planning.clock import TimeWords
from hostkit.themes.theme import FigureSketch

INDEX = "index.html"

CARD, FIGURE_BOTTOM = (52, 74), 12
"""The size of the small card in pixels, in the proportion of A6, and the room below its figure; chosen by eye."""

_LATEST = "9999"
"""Sorts an event without a start behind all others of its day; starts are in minutes."""


def index_page(season: Season, times: TimeWords, beside: Sequence[str]) -> Iterator[bytes]:
    """Yield the page in parts, as UTF-8; ``beside`` holds the paths, with ``/``, of season files that it links to."""
    words = times.language
    count, title = words("run_sheet.events", season.rows), escape(words("index.title"))
    figures = list(dict.fromkeys(entry.figure for entry in season.entries if entry.figure))
    has_branch = any(entry.branch for entry in season.entries)
    heads = [
        words(name)
        for name in ("facts.date", "facts.time", "run_sheet.topic", "facts.host_label", "facts.place")
    ]
    heads += [words("index.branch")] if has_branch else []
    yield (
        f'<!doctype html><!-- hostkit {__version__} -->\n<html lang="{escape(words.code)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n<title>{title}</title>\n'
        f"<style>\n{font_faces()}{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{_list(beside, '')}\n"
        f"{_symbols(figures)}"
        f'<table role="table">\n<caption>{escape(count)}</caption>\n<thead role="rowgroup"><tr role="row">'
    ).encode()
    for number, text in enumerate(heads):
        by = "" if number else "ascending"
        yield f'<th scope="col" role="columnheader" data-sorted="{by}">{escape(text)}</th>'.encode()
    yield f'<th scope="col" role="columnheader">{escape(words("index.files"))}</th>'.encode()
    yield b'</tr></thead>\n<tbody role="rowgroup">\n'
    for entry in season.entries:
        yield _row(entry, times, heads, _card(entry.figure, figures), has_branch=has_branch).encode()
    yield f"</tbody>\n</table>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n".encode()


def _symbols(figures: Sequence[FigureSketch]) -> str:
    """Return the figures of all cards once; the rows refer to them."""
    dashes = [f' stroke-dasharray="{each.dash}"' if each.dash else "" for each in figures]
    symbols = (
        f'<symbol id="figure-{number}"><path d="{each.path}" fill="none" stroke="{each.color}" '
        f'stroke-width="{each.weight}"{dashes[number]}/></symbol>'
        for number, each in enumerate(figures)
    )
    return (
        f'<svg class="figures" width="0" height="0" aria-hidden="true">{"".join(symbols)}</svg>\n'
        if figures
        else ""
    )


def _card(figure: FigureSketch | None, figures: Sequence[FigureSketch]) -> str:
    """Return a small picture of a card with its figure, which says nothing that the row does not say."""
    if figure is None:
        return ""
    x, y = (CARD[0] - figure.width) / 2, CARD[1] - figure.height - FIGURE_BOTTOM
    return (
        f'<svg class="card" viewBox="0 0 {CARD[0]} {CARD[1]}" aria-hidden="true">'
        f'<rect x=".5" y=".5" width="{CARD[0] - 1}" height="{CARD[1] - 1}" rx="3"/>'
        f'<use href="#figure-{figures.index(figure)}" x="{x:.1f}" y="{y:.1f}"/></svg>'
    )


def _row(entry: SeasonEvent, times: TimeWords, heads: Sequence[str], card: str, *, has_branch: bool) -> str:
    words, day = times.language, entry.date
    date, moment, hours, minute = escape(entry.day(words)), "", "", ""
    if entry.start is not None:
        minute = f"{entry.start:04}"
        hours = f'<span class="hours">{escape(times.span(entry.start, entry.start + entry.minutes))}</span>'
    if day:
        date = f'<time datetime="{day.isoformat()}">{escape(words.date_alone(day))}</time>'
        moment = f"{day.isoformat()} {minute or _LATEST}"
    topic = f'{card}{escape(entry.title)} <span class="id">{escape(entry.id)}</span>'
    cells = [
        _cell(date, heads[0], moment),
        _cell(hours, heads[1], minute),
        f'<th scope="row" role="rowheader">{topic}</th>',
        _cell(escape(entry.host), heads[3]),
        _cell(escape(entry.place), heads[4]),
        *([_cell(escape(entry.branch), heads[5])] if has_branch else []),
        _cell(_files(entry, words), words("index.files")),
    ]
    return f'<tr role="row">{"".join(cells)}</tr>\n'


def _cell(content: str, label: str, key: str | None = None) -> str:
    """Return a cell; ``key`` is what it is sorted by, if not its text. One that is empty comes last."""
    by = "" if key is None else f' data-key="{escape(key)}"'
    return f'<td role="cell" data-label="{escape(label)}"{by}>{content}</td>'


def _files(entry: SeasonEvent, words: Language) -> str:
    if not entry.kit:
        return escape(words("run_sheet.none"))
    canceled = f'<span class="off">{escape(words("run_sheet.canceled"))}</span>' if entry.canceled else ""
    return canceled + _list([file.file for file in entry.kit if file.file != TEXT_SUMS], f"{entry.id}/")


def _list(files: Sequence[str], folder: str) -> str:
    """Return an HTML list of links to files, each with the file name as its text; ``folder`` precedes each path."""
    items = (f'<li><a href="{escape(quote(folder + file))}">{escape(file)}</a></li>' for file in files)
    return f"<ul>{''.join(items)}</ul>"
