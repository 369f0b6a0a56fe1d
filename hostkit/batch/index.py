"""Makes the index of a season: one HTML page with a table of all events and links to their files.

The page needs no other file and no network. Without scripts it is read as it is, by date; with them it can be sorted.
What people wrote is text: it is escaped, and the browser runs nothing but the page's own program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from hostkit import __version__
from hostkit.batch.card_pictures import CardPictures
from hostkit.batch.index_style import SCRIPT, STYLE, font_faces, policy
from hostkit.batch.season import Season, SeasonEvent
from hostkit.files.edited_texts import TEXT_SUMS
from hostkit.guides.languages import Language
from hostkit.planning.clock import TimeWords

INDEX = "index.html"

_LATEST = "9999"
"""Sorts an event without a start behind all others of its day; starts are in minutes."""

_NO_PICTURES = CardPictures("", {})


def index_page(
    season: Season, times: TimeWords, beside: Sequence[str], pictures: CardPictures = _NO_PICTURES
) -> Iterator[bytes]:
    """Yield the page in parts, as UTF-8, with pictures of title cards.

    ``beside`` holds the paths, with ``/``, of season files that it links to.
    """
    words = times.language
    count, title = words("run_sheet.events", season.rows), escape(words("index.title"))
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
        f"<style>\n{font_faces()}{STYLE}</style>\n</head>\n<body>\n"
        f"{pictures.drawings}<main>\n<h1>{title}</h1>\n{_list(beside, '')}\n"
        f'<table role="table">\n<caption>{escape(count)}</caption>\n<thead role="rowgroup"><tr role="row">'
    ).encode()
    for number, text in enumerate(heads):
        by = "" if number else "ascending"
        yield f'<th scope="col" role="columnheader" data-sorted="{by}">{escape(text)}</th>'.encode()
    yield f'<th scope="col" role="columnheader">{escape(words("index.files"))}</th>'.encode()
    yield b'</tr></thead>\n<tbody role="rowgroup">\n'
    for entry in season.entries:
        picture = pictures.shown.get(entry.id, "")
        yield _row(entry, times, heads, picture, has_branch=has_branch).encode()
    yield f"</tbody>\n</table>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n".encode()


def _row(
    entry: SeasonEvent, times: TimeWords, heads: Sequence[str], picture: str, *, has_branch: bool
) -> str:
    words, day = times.language, entry.date
    date, moment, hours, minute = escape(entry.day(words)), "", "", ""
    if entry.start is not None:
        minute = f"{entry.start:04}"
        hours = f'<span class="hours">{escape(times.span(entry.start, entry.start + entry.minutes))}</span>'
    if day:
        date = f'<time datetime="{day.isoformat()}">{escape(words.date_alone(day))}</time>'
        moment = f"{day.isoformat()} {minute or _LATEST}"
    topic = f'{picture}{escape(entry.title)} <span class="id">{escape(entry.id)}</span>'
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
