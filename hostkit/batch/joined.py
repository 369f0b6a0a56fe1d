"""Joins the kits of a season into one PDF file for each kind of sheet, with a print plan for a copy shop.

Every copy of every event begins on a recto: when the copy before it ends on a recto, a blank verso follows. Kits on
another paper, flipped on another edge or cut in another way cannot be printed and cut together with the others, and go
into separate files. The plan tells the shop how to print each file and which pages belong to which event. This module
writes no files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

from hostkit.batch.records import FileRecord, Records
from hostkit.batch.season import TWO_SIDED, Season, SeasonEvent, in_shops, paper_name
from hostkit.core.values import PAPERS, slug
from hostkit.files.ownership import sign_text
from hostkit.guides.languages import Language
from hostkit.pdf.finished_file import FinishedFile
from hostkit.pdf.join import Wanted, join
from hostkit.planning.print_plan import BOTH_SIDES, BY_HAND, ONE_SIDE, PRINT_PLAN, SHOP, table
from hostkit.planning.print_plan import SHORT_EDGE as SHORT
from hostkit.sheets.sheet import LONG_EDGE, SHORT_EDGE, SIMPLEX
from hostkit.stocks.stock import DEFAULT_STOCKS
from hostkit.typesetting.display_list import Document

FOLDER = "joined"

JOINED_PLAN = PRINT_PLAN
"""The plan has the same name as a kit's plan, and is written into the folder of the joined files."""

_ENDING = ".pdf"


class _Way(NamedTuple):
    """How a kit's file is printed and cut; files with equal values are joined into one.

    ``turned`` is true when the sheet is flipped on the short edge, ``single`` when each page is one card for a print
    shop, ``folded`` when the sheet is folded before it is cut.
    """

    file: str
    paper: str
    stock: str
    turned: bool
    single: bool
    folded: bool


class PageRange(NamedTuple):
    """The first and last page, counted from 1, of all copies of one event in a joined file."""

    event: SeasonEvent
    first: int
    last: int


class Joined(NamedTuple):
    """A joined file to be written.

    ``parts`` yields its bytes. ``how`` says how to print it, as a print plan does. ``two_sided`` is true when it has
    backs. ``places`` is filled with the page range of each event while ``parts`` is consumed.
    """

    name: str
    parts: Iterator[bytes]
    how: str
    paper: str
    stock: str
    folded: bool
    two_sided: bool
    places: list[PageRange]


def joined_files(
    events: Iterable[SeasonEvent],
    kit: Callable[[str], Records],
    read: Callable[[FileRecord], bytes],
    words: Language,
) -> Iterator[Joined]:
    """Yield the joined files of a season.

    ``kit`` returns the records of the kit of an event, by its id, and ``read`` the bytes of a record's file.
    """
    ways: dict[_Way, list[SeasonEvent]] = {}
    two_sided: set[_Way] = set()
    for event in events:
        for record in kit(event.id):
            if record.file.endswith(_ENDING):
                way = _way(record)
                has_single_backs = way.single and way not in ways and _has_backs(read(record))
                if record.sides in TWO_SIDED or has_single_backs:
                    two_sided.add(way)
                ways.setdefault(way, []).append(event)

    def wanted(way: _Way, duplex: str, places: list[PageRange]) -> Iterator[Wanted]:
        last = 0
        for event in ways[way]:
            record = next(record for record in kit(event.id) if record.file == way.file)
            file, copies = FinishedFile(read(record)), record.copies or 1
            pages = one_copy(record.sides, file, duplex)
            first, last = last + 1, last + len(pages) * copies
            places.append(PageRange(event, first, last))
            yield Wanted(file, pages, copies, called(event, words))

    for way, name in _names(ways).items():
        duplex = (SHORT_EDGE if way.turned else LONG_EDGE) if way in two_sided else SIMPLEX
        document = joined_document(way.file, len(ways[way]), duplex, words)
        places: list[PageRange] = []
        parts = join(document, wanted(way, duplex, places))
        how = SHOP if way.single else {SIMPLEX: ONE_SIDE, SHORT_EDGE: SHORT, LONG_EDGE: BOTH_SIDES}[duplex]
        yield Joined(name, parts, how, way.paper, way.stock, way.folded, way in two_sided, places)


def _way(record: FileRecord) -> _Way:
    turned, single = record.sides == SHORT, record.sides == SHOP
    return _Way(record.file, record.paper or "", record.stock or "", turned, single, record.folded)


def _has_backs(data: bytes) -> bool:
    return FinishedFile(data).duplex != SIMPLEX


def _names(ways: Mapping[_Way, Sequence[SeasonEvent]]) -> dict[_Way, str]:
    """Return the name of each joined file; a number is added to a name that is already taken."""
    names: dict[str, _Way] = {}
    for way in ways:
        stem = _stem(way, ways)
        numbered = (f"{stem}-{number}" for number in count(2))
        names[next(name for name in chain([stem], numbered) if name not in names)] = way
    return {way: name + _ENDING for name, way in names.items()}


def _stem(way: _Way, ways: Mapping[_Way, Sequence[SeasonEvent]]) -> str:
    """Return the name of a joined file without its extension.

    It is the sheet's name in the plural. Where one sheet has several joined files, all but the one with the most events
    have their differences appended.
    """
    stem = way.file.removesuffix(_ENDING)
    name = stem if stem.endswith("s") else f"{stem}s"
    alike = [other for other in ways if other.file == way.file]
    if way == max(alike, key=lambda other: (len(ways[other]), _is_usual(other), other)):
        return name
    marks = {"short-edge": way.turned, "single": way.single, "fold": way.folded}
    differences = [slug(way.paper if _is_usual(way) else way.stock), *(mark for mark in marks if marks[mark])]
    return "-".join([name, *differences])


def _is_usual(way: _Way) -> bool:
    """Tell whether the file holds no cards, or its stock is the default one for its paper."""
    return way.stock in ("", DEFAULT_STOCKS.get(way.paper))


def one_copy(sides: str | None, file: FinishedFile, duplex: str) -> tuple[int | None, ...]:
    """Return the page indices of one copy, counted from 0, with None for a blank page.

    A copy in a two-sided file always ends on a verso. A file for manual duplex has all fronts first, then the backs in
    reverse order; here each front is followed by its back.
    """
    count = len(file.pages())
    pages: Sequence[int | None] = range(count)
    if sides == BY_HAND:
        return tuple(page for front in range(count // 2) for page in (front, count - 1 - front))
    if duplex == SIMPLEX:
        return tuple(pages)
    if file.duplex == SIMPLEX:
        return tuple(page for front in pages for page in (front, None))
    return (*pages, None) if count % 2 else tuple(pages)


def joined_document(file: str, events: int, duplex: str, words: Language) -> Document:
    """Return a document without pages that has the title, subject and language of a joined file."""
    name = f"joined.{file.removesuffix(_ENDING).replace('-', '_')}"
    sheets = words(name) if words.has(name) else file
    title = words("joined.title", sheets=sheets, events=words("run_sheet.events", events))
    return Document((), title, "hostkit", words("joined.subject"), words.code, duplex)


def joined_plan(files: Sequence[Joined], season: Season, words: Language) -> Iterator[bytes]:
    """Yield the text of the plan in parts, as UTF-8; the last line marks it as a file of hostkit's."""
    many = words("run_sheet.events", len(season.made))
    lines = [words("joined.plan_heading", events=many), "", *table([_row(file, words) for file in files]), ""]
    lines += [words("joined.once"), words("joined.actual_size")]
    for file in files:
        if file.stock and file.how != SHOP:
            what = "pre_cut" if file.paper not in PAPERS else "fold" if file.folded else "cut"
            lines.append(words(f"joined.{what}", file=file.name, stock=_sold_as(file.paper, words)))
    if season.without_kit:
        # The person who takes the folder to the shop may not have seen the messages on the screen.
        lines += ["", words("joined.not_in", season.without_kit), *season.named_without_kit]
    lines += ["", words("joined.where")]
    yield ("\n".join(lines) + "\n").encode()
    for file in files:
        yield f"\n{file.name}\n".encode()
        for place in file.places:
            span = f"{place.first}–{place.last}" if place.last > place.first else str(place.first)
            yield f"  {span:<12} {called(place.event, words)}\n".encode()
    yield sign_text("")


def _row(file: Joined, words: Language) -> tuple[str, ...]:
    pages = file.places[-1].last if file.places else 0
    sheets = pages if file.how == ONE_SIDE else -(-pages // 2)
    on = "" if file.how == SHOP else words("print_plan.sheets", sheets, paper=_sold_as(file.paper, words))
    how = f"print_plan.{file.how}"
    if file.how == SHOP:
        how = "joined.single" if file.two_sided else "joined.single_fronts"
    return file.name, words("joined.pages", pages), on, words(how)


def _sold_as(paper: str, words: Language) -> str:
    """Return the name of a paper or a stock, followed by its vendor and part numbers if it has any."""
    name, shops = paper_name(paper, words), in_shops(paper)
    return f"{name} ({shops})" if shops else name


def called(entry: SeasonEvent, words: Language) -> str:
    """Return the id, date and topic of an event in words, to tell it from other events."""
    return f"{entry.id}: {entry.day(words)}, {entry.title}"
