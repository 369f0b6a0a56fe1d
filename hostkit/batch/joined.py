"""One file for each sheet of a season, for a copy shop: what the manifest knows in; what is to be put together out.

Every copy of every event begins on the front of a sheet of paper, whichever way the file is printed: where the one
before it ends on a front, an empty back follows. Kits on another paper, flipped on another edge or cut otherwise cannot
go through the printer and the cutter with the rest and get a file of their own. A plan tells the shop how each file is
printed and which pages are whose. Writes nothing.
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
"""Its name is that of a kit's plan; it stands beside the files that it is about."""

_ENDING = ".pdf"
Kits = Callable[[], Iterator[tuple[FileRecord, ...]]]
Read = Callable[[FileRecord], bytes]


class _Way(NamedTuple):
    """How a file goes through a printer and under the knife; files of one way go together.

    ``single``: cards of their own, for a print shop.
    """

    file: str
    paper: str
    stock: str
    turned: bool
    single: bool
    folded: bool


class PageRange(NamedTuple):
    """The pages of one event, from 1: all its copies."""

    event: str
    first: int
    last: int


class Joined(NamedTuple):
    """A file to be written: its name, its bytes a part at a time, how it is printed, and what is done with it then.

    ``two_sided`` cards have their backs behind them; ``places`` says which pages are whose, once all parts are taken.
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
    """Yield the files; ``kits`` gives the records of all kits, as often as it is called, ``read`` a file's bytes.

    ``called`` gives for an event's id the words of its bookmark.
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
    """Return the name of each file; of two that would have one name the later has a number."""
    names: dict[_Way, str] = {}
    taken: set[str] = set()
    for way in events:
        stem = _stem(way, events)
        others = (f"{stem}-{number}" for number in count(2))
        taken.add(name := next(name for name in chain([stem], others) if name not in taken))
        names[way] = name + _ENDING
    return names


def _stem(way: _Way, events: Counter[_Way]) -> str:
    """Return the name of a file without its ending: its sheet's, and what sets it apart from one for more events."""
    stem = way.file.removesuffix(_ENDING)
    name = stem if stem.endswith("s") else f"{stem}s"
    alike = [other for other in events if other.file == way.file]
    if way != max(alike, key=lambda other: (events[other], _is_usual(other), other)):
        name += "".join(f"-{part}" for part in _marks(way))
    return name


def _is_usual(way: _Way) -> bool:
    """Tell whether it is what a paper's cards are cut from when nobody says otherwise, or no cards at all."""
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
    """Yield of each event whose file goes this way its id, and what is wanted of the file."""
    for kit in kits():
        for record in kit:
            if record.file.endswith(_ENDING) and _way(record) == way:
                file = FinishedFile(read(record))
                pages = one_copy(record.sides, file, duplex)
                yield record.event, Wanted(file, pages, record.copies or 1, called(record.event))


def _noted(files: Iterable[tuple[str, Wanted]], places: list[PageRange]) -> Iterator[Wanted]:
    """Yield what is put together, and note for each event which pages it has."""
    before = 0
    for event, wanted in files:
        last = before + len(wanted.pages) * wanted.copies
        places.append(PageRange(event, before + 1, last))
        before = last
        yield wanted


def one_copy(sides: str | None, file: FinishedFile, duplex: str) -> tuple[int | None, ...]:
    """Return the pages of one copy, None for an empty one, so that it ends on a back where backs are printed.

    Fronts and backs that were apart, to be fed by hand, lie behind each other again: ``manual`` has them where
    ``long`` has them, the last back first.
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
    """Return an empty document with the title, subject and language of a joined file."""
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
    """Yield the plan; its end tells whose file it is."""
    many = words("run_sheet.events", len(events))
    lines = [words("joined.plan_heading", events=many), "", *table([_row(file, words) for file in files]), ""]
    lines += [words("joined.once"), words("joined.actual_size")]
    for file in files:
        if file.stock and file.how != SHOP:
            what = "pre_cut" if file.paper not in PAPERS else "fold" if file.folded else "cut"
            lines.append(words(f"joined.{what}", file=file.name, stock=_sold_as(file.paper, words)))
    if season.without_kit:
        # Whoever carries the folder to the shop has not seen the screen.
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
    """Return what a paper or a stock is called, and what a shop calls it."""
    name, shops = paper_name(paper, words), in_shops(paper)
    return f"{name} ({shops})" if shops else name


def called(entry: SeasonEvent, words: Language) -> str:
    """Return an event's folder, date and topic, which distinguish it from others."""
    day = words.day(entry.date) if entry.date else words("run_sheet.no_date")
    return f"{entry.id}: {day}, {entry.title}"
