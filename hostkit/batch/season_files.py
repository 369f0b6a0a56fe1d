"""Writes the files of a whole season into its folder: run sheet, index, table, calendar and joined files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.card_pictures import card_pictures
from hostkit.batch.host_records import HOSTS, HOSTS_FOLDER
from hostkit.batch.index import INDEX, index_page
from hostkit.batch.joined import FOLDER, JOINED_PLAN, joined_files, joined_plan
from hostkit.batch.manifest import MANIFEST, Manifest, is_season
from hostkit.batch.records import FileRecord
from hostkit.batch.reprint import REPRINT
from hostkit.batch.run_sheet import compose_run_sheet
from hostkit.batch.season import Season
from hostkit.batch.season_calendar import CALENDAR, Gone, season_calendar
from hostkit.batch.season_table import BEGINNING, TABLE, season_table
from hostkit.batch.work import Work
from hostkit.core.values import PAPERS
from hostkit.events import season_calendar_file
from hostkit.events.precedence import Resolved
from hostkit.files.lock import output_error
from hostkit.files.ownership import beginning_of, is_ours, names_in, read_known, was_cut_short
from hostkit.files.writer import check_places, make_folder, refuse_link, write_parts
from hostkit.guides.languages import COMPLETE, Language, read_language
from hostkit.pdf import draw_document
from hostkit.pdf.finished_file import FinishedFile
from hostkit.pdf.join import Wanted, join
from hostkit.planning.clock import TimeWords
from hostkit.sheets import sheets
from hostkit.typesetting.display_list import Document

RUN_SHEET = "run-sheet.pdf"

_BEGINNINGS = {
    INDEX: b"<!doctype html><!-- hostkit ",
    TABLE: BEGINNING,
    CALENDAR: season_calendar_file.BEGINNING,
}
_PDF = beginning_of(b"%PDF-1.7\n")
"""The first bytes of the season's files, by name, and of PDF files."""


def check_lists(out: Path, table: Path, *, joined: bool, per_host: bool, force: bool) -> None:
    """Raise OutputError when another program's file, or a symbolic link, is in the place of a file to be written.

    This runs before any kit is made. ``force`` allows other programs' files to be replaced, but not ``table``, the
    table of events.
    """
    if table.resolve() == (out / TABLE).resolve():
        what = "the table of events stands where a file of the season would be written."
        raise output_error("table-in-the-way", table, what, "Move it out of the folder, or rename it.")
    places = [out / name for name in (RUN_SHEET, INDEX, TABLE, CALENDAR, REPRINT)]
    if joined:
        refuse_link(out / FOLDER)
        begins = (*sheets(), JOINED_PLAN)
        places += [out / FOLDER / name for name in names_in(out / FOLDER) if name.startswith(begins)]
    if per_host:
        refuse_link(out / HOSTS_FOLDER)
        places.append(out / HOSTS)
    check_places(places, force=force, is_ours=_owner(out))


def _owner(out: Path) -> Callable[[Path], bool]:
    """Return a function that tells whether hostkit wrote a file of the season's folder.

    In a folder with a manifest, a file that a power cut has damaged counts as hostkit's too.
    """
    return lambda path: (
        is_ours(path) or (was_cut_short(path, _BEGINNINGS.get(path.name, _PDF)) and is_season(out))
    )


class Written(NamedTuple):
    """The files that a run wrote, joined files that remain from an earlier run, and whether this run joined any."""

    files: tuple[Path, ...]
    left_over: tuple[Path, ...] = ()
    joined: bool = False


def write_lists(
    work: Work, season: Season, manifest: Manifest, *, joined: bool, force: bool, gone: Gone
) -> Written:
    """Write the run sheet, the index, table and calendar and, with ``joined``, the joined files; return the paths.

    ``gone`` says what becomes of the calendar entries of evenings that have left the table. Raises OutputError when a
    file cannot be written, and when a kit's file has changed since it was made.
    """
    usual, out = work.usual, work.usual.out
    words = read_language(usual.options.language or COMPLETE)

    def write(path: Path, parts: Iterator[bytes]) -> Path:
        write_parts(path, parts, force=force, is_ours=_owner(out))
        return path

    times = TimeWords(words, usual.options.clock or words.clock)
    paper = PAPERS[_paper(season, usual, words.paper)]
    write(out / RUN_SHEET, _drawn(compose_run_sheet(season, times, paper)))
    together = list(_write_joined(season, manifest, out, words, write)) if joined else []
    lists = [out / TABLE]
    write(out / TABLE, season_table(season))
    calendar = season_calendar(work, season, manifest, words, gone=gone)
    if (first := next(calendar, None)) is not None:
        lists.append(write(out / CALENDAR, chain([first], calendar)))
    beside = [RUN_SHEET, *(path.name for path in lists), *(f"{FOLDER}/{path.name}" for path in together)]
    pictures = card_pictures(work, (entry.id for entry in season.made))
    write(out / INDEX, index_page(season, times, beside, pictures))
    there = [out / FOLDER / name for name in names_in(out / FOLDER) if name.endswith(".pdf")]
    left_over = [path for path in there if path not in together and is_ours(path)]
    return Written(
        (out / MANIFEST, out / INDEX, out / RUN_SHEET, *lists, *together), tuple(left_over), joined
    )


def _paper(season: Season, usual: Resolved, else_paper: str) -> str:
    """Return the paper of the run sheet: the one set for all rows, else the one with the most sheets."""
    if {"paper", "stock"} & set(usual.places):
        return usual.options.paper or else_paper
    plain = {paper: count for paper, count in season.totals().items() if paper in PAPERS}
    return max(plain, key=lambda paper: plain[paper], default=usual.options.paper or else_paper)


def _drawn(documents: Iterator[Document]) -> Iterator[bytes]:
    """Yield the bytes of one PDF file made of these documents in order."""
    first = next(documents)
    drawn = draw_document(first)
    second = next(documents, None)
    if second is None:
        yield drawn
        return
    files = chain([drawn], map(draw_document, chain([second], documents)))
    whole = (Wanted(file, tuple(range(len(file.pages())))) for file in map(FinishedFile, files))
    yield from join(first._replace(pages=()), whole)


def _write_joined(
    season: Season,
    manifest: Manifest,
    out: Path,
    words: Language,
    write: Callable[[Path, Iterator[bytes]], Path],
) -> Iterator[Path]:
    def read(record: FileRecord) -> bytes:
        path = out / record.event / record.file
        data = read_known(path, record.sha256)
        if data is None:
            what, remedy = "changed since it was made.", "Run the same command again, without --only."
            raise output_error("kit-file-changed", path, what, remedy)
        return data

    files = []
    for file in joined_files(season.made, manifest.kit, read, words):
        refuse_link(out / FOLDER)
        make_folder(out / FOLDER)
        yield write(out / FOLDER / file.name, file.parts)
        files.append(file)
    if files:
        yield write(out / FOLDER / JOINED_PLAN, joined_plan(files, season, words))
