"""Makes the index of a season: one HTML page with the dates and topics of all events and links to their files.

The page needs no other file: it has no scripts and no pictures. It names no person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from hostkit import __version__
from hostkit.batch.season import Season, SeasonEvent
from hostkit.guides.languages import Language

INDEX = "index.html"

# The colors, and so their contrast, are those of sheets/style.py.
_STYLE = """
body { font: 1rem/1.5 "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", Verdana, sans-serif;
  color: #000; background: #fff; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1 { font: 600 2.2rem/1.2 Fraunces, Georgia, serif; margin: 0 0 .75rem; }
h1::after { content: ""; display: block; width: 3.8rem; height: 2px; background: #8a2f1b; margin-top: .75rem; }
a { color: #8a2f1b; }
table { border-collapse: collapse; width: 100%; margin-top: 2rem; }
caption { text-align: left; color: #4d4d4d; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; border-top: 1px solid #bbb; }
thead th { border-top: 0; }
tbody th { font-weight: normal; }
.id { display: block; color: #4d4d4d; font-size: .85rem; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; }
td li { display: inline-block; margin-right: 1rem; }
@media print { body { margin: 0; max-width: none; } a { color: #000; } }
"""


def index_page(season: Season, words: Language, beside: Sequence[str]) -> Iterator[bytes]:
    """Yield the page in parts, as UTF-8; ``beside`` holds the paths, with ``/``, of season files that it links to."""
    entries = season.entries
    count = words("run_sheet.events", season.rows)
    title = escape(words("index.title"))
    head = (
        f'<!doctype html><!-- hostkit {__version__} -->\n<html lang="{escape(words.code)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{_list(beside, '')}\n"
        f"<table>\n<caption>{escape(count)}</caption>\n<thead><tr>"
    )
    heads = (words("facts.date"), words("run_sheet.topic"), words("index.files"))
    yield (head + "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)).encode()
    yield b"</tr></thead>\n<tbody>\n"
    for entry in entries:
        yield _row(entry, words).encode()
    yield b"</tbody>\n</table>\n</body>\n</html>\n"


def _row(entry: SeasonEvent, words: Language) -> str:
    date = escape(entry.day(words))
    if entry.date:
        date = f'<time datetime="{entry.date.isoformat()}">{date}</time>'
    files = escape(words("run_sheet.none"))
    if entry.kit:
        files = _list([file.file for file in entry.kit], f"{entry.id}/")
    topic = f'{escape(entry.title)} <span class="id">{escape(entry.which)}</span>'
    return f'<tr><td>{date}</td><th scope="row">{topic}</th><td>{files}</td></tr>\n'


def _list(files: Sequence[str], folder: str) -> str:
    """Return an HTML list of links to files, each with the file name as its text; ``folder`` precedes each path."""
    items = (f'<li><a href="{escape(quote(folder + file))}">{escape(file)}</a></li>' for file in files)
    return f"<ul>{''.join(items)}</ul>"
