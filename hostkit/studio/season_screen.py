"""The screens of a season: drop a table, mend its cells one by one or all at once, and make its kits."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from hostkit.batch.host_records import HOSTS_FOLDER
from hostkit.batch.joined import FOLDER as JOINED
from hostkit.batch.manifest import read_kits
from hostkit.core.errors import HostkitError, Problem
from hostkit.core.wording import display_path
from hostkit.files.ownership import is_folder, is_ours, names_in, read_ours
from hostkit.guides.languages import Language
from hostkit.kit import KitMaker
from hostkit.studio.open_file import open_in_its_program
from hostkit.studio.season_run import RunProgress, SeasonRun, out_of
from hostkit.studio.shown_pages import sheet_title
from hostkit.studio.shown_rows import shown_rows
from hostkit.studio.studio_app import Upload, page
from hostkit.studio.studio_desk import Desk
from hostkit.studio.table_view import (
    SeasonTable,
    changes_since,
    keep_table,
    mend_all,
    mend_one,
    read_season,
    set_cell,
    table_named,
    tables_in,
)

_CHOICES = ("joined", "per_host")
"""What may be made beside the kits."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = {
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
}
_BLOCK = 1 << 20
_CELL = "cell."
"""How the names of the fields of a row that is edited begin; the number of the column follows."""


def seasons_screen(desk: Desk, request: Request, words: Language, problems: tuple[Any, ...] = ()) -> Response:
    """Return the screen on which a table is dropped or chosen."""
    return page("seasons", words, tables=tables_in(desk.folder.root), problems=problems)


def add_table(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Keep a table, and lead to it."""
    upload = files.get("file")
    if upload is None or not upload.data:
        return seasons_screen(desk, request, words, (words("season.no_file"),))
    try:
        return RedirectResponse(f"/season/{keep_table(desk.folder.root, upload.name, upload.data)}", 303)
    except HostkitError as error:
        return seasons_screen(desk, request, words, error.problems)


def season_screen(desk: Desk, request: Request, words: Language, said: tuple[str, ...] = ()) -> Response:
    """Return the screen of one table: its rows, what is wrong, and how far its kits are."""
    path = _table(desk, request)
    settings, wrong = desk.folder.settings()
    try:
        table = read_season(desk.folder.root, path, settings)
    except HostkitError as error:
        return page(
            "season", words, table=None, name=path.name, file=display_path(path), problems=error.problems
        )
    run = desk.runs.get(path.name)
    progress = run.progress if run else None
    row = request.query_params.get("row", "")
    editing = int(row) if row.isdigit() else 0
    return page(
        "season", words, table=table, name=path.name, file=display_path(path), said=said,
        problems=(*wrong, *table.problems), shown=shown_rows(table, request, editing), progress=progress,
        editing=editing, made=_made(table), choices=_CHOICES,
    )  # fmt: skip


def _here(path: Path, request: Request) -> str:
    """Return the address of the screen with the same page of rows, and no row edited."""
    kept = {key: value for key, value in request.query_params.items() if key in ("page", "wrong")}
    return f"/season/{path.name}" + (f"?{urlencode(kept)}" if kept else "")


def change_season(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Mend or change cells, or make the kits or stop making them, as the form's button says."""
    path = _table(desk, request)
    action, _, rest = form.get("do", "").partition(" ")
    here = _here(path, request)
    if action == "open":
        said = () if open_in_its_program(path) else (words("season.no_program", file=display_path(path)),)
        return season_screen(desk, request, words, said) if said else RedirectResponse(here, 303)
    if action == "stop":
        if run := desk.runs.get(path.name):
            run.stop()
            run.wait(10)
        return RedirectResponse(here, 303)
    if changes_since(path, form.get("sum", "")):
        return season_screen(desk, request, words, (words("season.changed"),))
    settings, _ = desk.folder.settings()
    try:
        if action == "make":
            _start(desk, path, settings_out=out_of(path, settings), form=form)
            return RedirectResponse(here, 303)
        table = read_season(desk.folder.root, path, settings)
        dates = form.get("dates") or table.work.usual.season.dates
        if action == "mend-all":
            return RedirectResponse(f"/season/{mend_all(path, dates)}", 303)
        if action == "mend":
            mend_one(path, dates, *_place(rest))
        elif action == "set":
            place, _, text = rest.partition("=")
            set_cell(path, *_place(place), text)
        elif action == "row" and rest.isdigit():
            _set_row(table, int(rest), form)
    except HostkitError as error:
        return season_screen(desk, request, words, tuple(map(str, error.problems)))
    return RedirectResponse(here, 303)


def _set_row(table: SeasonTable, number: int, form: Mapping[str, str]) -> None:
    """Write the cells of a row that differ from those that were shown, one after the other."""
    row = next((each for each in (table.head, *table.rows) if each.number == number), None)
    for cell in row.cells if row else ():
        typed = form.get(f"{_CELL}{cell.column}")
        if typed is not None and typed != cell.text:
            set_cell(table.path, number, cell.column, typed)


def _place(text: str) -> tuple[int, int]:
    row, _, column = text.partition(".")
    if not (row.isdigit() and column.isdigit()):
        raise HTTPException(404)
    return int(row), int(column)


def _start(desk: Desk, path: Path, *, settings_out: str, form: Mapping[str, str]) -> None:
    running = desk.runs.get(path.name)
    if running and not running.progress.is_over:
        return
    settings, _ = desk.folder.settings()
    table = read_season(desk.folder.root, path, settings)
    options = ["--out", settings_out, *(f"--{each.replace('_', '-')}" for each in _CHOICES if form.get(each))]
    desk.runs[path.name] = SeasonRun(desk.folder.root, display_path(path), len(table.work.jobs), options)


def season_progress(desk: Desk, request: Request, words: Language) -> Response:
    """Return the progress of a run as server-sent events, until it has ended."""
    run = desk.runs.get(_table(desk, request).name)
    if run is None:
        raise HTTPException(404)

    def events() -> Iterator[str]:
        for step in run.steps():
            told = {
                "done": step.done,
                "total": step.total,
                "over": step.is_over,
                "text": _in_words(step, words),
            }
            yield f"data: {json.dumps(told)}\n\n"

    return StreamingResponse(events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def _in_words(step: RunProgress, words: Language) -> str:
    return words("season.done", done=step.done, total=step.total)


def _made(table: SeasonTable) -> dict[str, Any]:
    """Return the files of the season that are there, and the paper to buy."""
    out = table.work.usual.out
    names, hosts = names_in(out), out / HOSTS_FOLDER
    return {
        "lists": [
            name for name in ("run-sheet.pdf", "index.html", "season.ics", "season.csv") if name in names
        ],
        "joined": [f"{JOINED}/{name}" for name in names_in(out / JOINED) if name.endswith((".pdf", ".txt"))],
        "hosts": [f"{HOSTS_FOLDER}/{name}/{name}.zip" for name in names_in(hosts) if is_folder(hosts / name)],
        "folder": display_path(out) if names else "",
        "kits": {name for name in names if is_folder(out / name)},
        "paper": _to_buy(table),
    }


def _to_buy(table: SeasonTable) -> dict[str, int]:
    """Return the number of sheets of each paper or stock for the kits that were made for events of the table."""
    sheets: Counter[str] = Counter()
    for kit in read_kits(table.work.usual.out, stale=False):
        for each in kit:
            sheets.update({each.paper: each.sheets} if each.paper else {})
    return {paper: count for paper, count in sheets.items() if count}


def season_file(desk: Desk, request: Request, words: Language) -> Response:
    """Return a file of a season, or all of it in an archive."""
    path = _table(desk, request)
    settings, _ = desk.folder.settings()
    out = Path(out_of(path, settings))
    name = request.path_params["file"]
    if name == f"{path.stem}.zip":
        return _archive(out, name)
    folder, _, file = name.rpartition("/")
    known = {"", JOINED, *(f"{HOSTS_FOLDER}/{each}" for each in names_in(out / HOSTS_FOLDER))}
    data = read_ours(out / folder / file) if folder in known and file in names_in(out / folder) else None
    if data is None:
        raise HTTPException(404)
    kind = _TYPES.get(Path(file).suffix, "application/octet-stream")
    how = "inline" if kind == _TYPES[".pdf"] else "attachment"
    return Response(data, media_type=kind, headers={"Content-Disposition": f'{how}; filename="{file}"'})


def _archive(out: Path, name: str) -> Response:
    """Return all files of a season that hostkit wrote as a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files_in(out):
            if (data := read_ours(path)) is not None:
                info = zipfile.ZipInfo(
                    f"{name.removesuffix('.zip')}/{path.relative_to(out).as_posix()}", _EPOCH
                )
                archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(packed.getvalue(), media_type="application/zip", headers=headers)


def _files_in(folder: Path) -> Iterator[Path]:
    for name in names_in(folder):
        path = folder / name
        if is_folder(path):
            yield from _files_in(path)
        elif is_ours(path):
            yield path


def season_kit(desk: Desk, request: Request, words: Language) -> Response:
    """Return the screen with the pages of the kit of one event, as they are or will be."""
    path = _table(desk, request)
    settings, _ = desk.folder.settings()
    table = read_season(desk.folder.root, path, settings)
    job = next((each for each in table.work.jobs if each.id == request.path_params["event"]), None)
    if job is None:
        raise HTTPException(404)
    shown, problems = [], tuple[Problem, ...]()
    try:
        guide = table.work.guides[job.guide]
        kit = KitMaker().make(guide, job.event, job.options)
        for each in kit.jobs:
            file = desk.pictures.add(kit.files[each.file])
            looks = desk.pictures.looks(file)
            shown.append((sheet_title(each.file.removesuffix(".pdf"), words), file, looks))
    except HostkitError as error:
        problems = error.problems
    title = table.work.guides[job.guide].title.text
    return page(
        "season_kit", words, name=path.name, event=job.id, title=title, sheets=shown, problems=problems
    )


def _table(desk: Desk, request: Request) -> Path:
    path = table_named(desk.folder.root, request.path_params["table"])
    if path is None:
        raise HTTPException(404)
    return path
