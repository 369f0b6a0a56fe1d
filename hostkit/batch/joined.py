"""Joins the kits of a season into one PDF file for each kind of sheet, with a print plan for a copy shop.

Every copy of every event begins on a recto: when the copy before it ends on a recto, a blank verso follows. Kits on
another paper, flipped on another edge or cut in another way cannot be printed and cut together with the others, and go
into separate files. The plan tells the shop how to print each file and which pages belong to which event. This module
writes no files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

from hostkit.batch.records import FileRecord
from hostkit.batch.season import Season, SeasonEvent, in_shops, paper_name
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
Kits = Callable[[], Iterator[tuple[FileRecord, ...]]]
Read = Callable[[FileRecord], bytes]


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

    event: str
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
    kits: Kits, read: Read, words: Language, called: Callable[[str], str] = str
) -> Iterator[Joined]:
    """Yield the joined files of a season.

    ``kits`` returns an iterator over the records of all kits each time it is called, ``read`` returns the bytes of a
    record's file, and ``called`` returns the bookmark text for an event id.
    """
    events: Counter[_Way] = Counter()
    two_sided: set[_Way] = set()
    for kit in kits():
        for record in kit:
            if record.file.endswith(_ENDING):
                way = _way(record)
                events[way] += 1
                if way.single and events[way] == 1:
                    two_sided |= {way} if FinishedFile(read(record)).duplex != SIMPLEX else set()
                elif record.sides in (BOTH_SIDES, SHORT, BY_HAND):
                    two_sided.add(way)
    names = _names(events)
    for way in events:
        duplex = (SHORT_EDGE if way.turned else LONG_EDGE) if way in two_sided else SIMPLEX
        document = joined_document(way.file, events[way], duplex, words)
        places: list[PageRange] = []
        parts = join(document, _noted(_wanted(kits, read, way, duplex, called), places))
        how = SHOP if way.single else {SIMPLEX: ONE_SIDE, SHORT_EDGE: SHORT, LONG_EDGE: BOTH_SIDES}[duplex]
        yield Joined(names[way], parts, how, way.paper, way.stock, way.folded, way in two_sided, places)


def _way(record: FileRecord) -> _Way:
    turned, single = record.sides == SHORT, record.sides == SHOP
    return _Way(record.file, record.paper or "", record.stock or "", turned, single, record.folded)


def _names(events: Counter[_Way]) -> dict[_Way, str]:
    """Return the name of each joined file; a number is added to a name that is already taken."""
    names: dict[_Way, str] = {}
    taken: set[str] = set()
    for way in events:
        stem = _stem(way, events)
        others = (f"{stem}-{number}" for number in count(2))
        taken.add(name := next(name for name in chain([stem], others) if name not in taken))
        names[way] = name + _ENDING
    return names


def _stem(way: _Way, events: Counter[_Way]) -> str:
    """Return the name of a joined file without its extension.

    It is the sheet's name in the plural. Where one sheet has several joined files, all but the one with the most events
    have their differences appended.
    """
    stem = way.file.removesuffix(_ENDING)
    name = stem if stem.endswith("s") else f"{stem}s"
    alike = [other for other in events if other.file == way.file]
    if way != max(alike, key=lambda other: (events[other], _is_usual(other), other)):
        name += "".join(f"-{part}" for part in _marks(way))
    return name


def _is_usual(way: _Way) -> bool:
    """Tell whether the file holds no cards, or its stock is the default one for its paper."""
    return way.stock in ("", DEFAULT_STOCKS.get(way.paper))


def _marks(way: _Way) -> Iterator[str]:
    yield slug(way.paper if _is_usual(way) else way.stock)
    if way.turned:
        yield "short-edge"
    if way.single:
        yield "single"
    if way.folded:
        yield "fold"


def _wanted(
    kits: Kits, read: Read, way: _Way, duplex: str, called: Callable[[str], str]
) -> Iterator[tuple[str, Wanted]]:
    """Yield the id of each event that has a file printed this way, with the pages and copies to take from the file."""
    for kit in kits():
        for record in kit:
            if record.file.endswith(_ENDING) and _way(record) == way:
                file = FinishedFile(read(record))
                pages = one_copy(record.sides, file, duplex)
                yield record.event, Wanted(file, pages, record.copies or 1, called(record.event))


def _noted(files: Iterable[tuple[str, Wanted]], places: list[PageRange]) -> Iterator[Wanted]:
    """Yield the files to be joined, and append the page range of each event to ``places``."""
    before = 0
    for event, wanted in files:
        last = before + len(wanted.pages) * wanted.copies
        places.append(PageRange(event, before + 1, last))
        before = last
        yield wanted


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
    return Document(
        pages=(),
        title=words("joined.title", sheets=sheets, events=words("run_sheet.events", events)),
        author="hostkit",
        subject=words("joined.subject"),
        language=words.code,
        duplex=duplex,
    )


def joined_plan(
    files: Sequence[Joined], events: Mapping[str, SeasonEvent], season: Season, words: Language
) -> Iterator[bytes]:
    """Yield the text of the plan in parts, as UTF-8; the last line marks it as a file of hostkit's."""
    many = words("run_sheet.events", len(events))
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
            yield f"  {span:<12} {called(events[place.event], words)}\n".encode()
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
    day = words.day(entry.date) if entry.date else words("run_sheet.no_date")
    return f"{entry.id}: {day}, {entry.title}"
