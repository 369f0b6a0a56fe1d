"""The screen Print: what to print, each file to open, all in one archive, and what guests get."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hostkit.core.errors import HostkitError
from hostkit.core.wording import display_path
from hostkit.files.ownership import sum_of
from hostkit.guides.languages import Language
from hostkit.planning.print_plan import CALENDAR, SHOP, PrintJob, paper_for
from hostkit.sheets.guest_page import GUEST_PAGE, guest_page
from hostkit.sheets.invitation_files import MESSAGE, invitation_files
from hostkit.studio.evening_changes import NOTHING_APPLIED, Applied
from hostkit.studio.evening_kit import EveningState
from hostkit.studio.evening_screens import answer_form, apply_to_evening, common, evening_named
from hostkit.studio.shown_pages import sheet_title
from hostkit.studio.studio_app import Upload, page
from hostkit.studio.studio_desk import Desk
from hostkit.studio.words_changes import SET
from hostkit.written_kit import build_kit, kit_folder

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, the first that the format has: the same kit gives the same bytes."""

_TYPES = {
    ".pdf": "application/pdf",
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
_PDF_POLICY = "frame-ancestors 'none'"
"""Browsers show a PDF file by a page of their own, which the policy of the studio's pages would stop."""


class PlanLine(NamedTuple):
    """A file to print: its name, its title, what to do with it in words, and the name of its picture."""

    file: str
    title: str
    about: str
    picture: str
    width: float
    height: float


def change_print(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Write the kit and lead to the file that the form's button names."""
    evening = evening_named(desk, request)
    action, _, name = form.get("do", "").partition(" ")
    if action in ("undo", "redo", "set", SET):
        return answer_form(desk, request, words, form, files, show=print_screen, apply=apply_to_evening)
    state = desk.reader.read(evening)
    if state.kit is None or state.guide is None:
        return print_screen(desk, request, words)
    try:
        build_kit(state.guide, state.resolved, force=action == "replace")
    except HostkitError as error:
        return print_screen(desk, request, words, Applied(problems=error.problems))
    if action == "zip":
        return RedirectResponse(f"/evening/{evening.name}/file/{evening.name}.zip", 303)
    if name in state.kit.files:
        return RedirectResponse(f"/evening/{evening.name}/file/{name}", 303)
    return print_screen(desk, request, words)


def print_screen(
    desk: Desk, request: Request, words: Language, applied: Applied = NOTHING_APPLIED
) -> Response:
    """Return the screen with the print plan, after a form was applied."""
    state = desk.reader.read(evening_named(desk, request))
    values = common(desk, request, words, state, "print", applied)
    lines = [_line(desk, state, job, words) for job in state.kit.jobs] if state.kit else []
    sheets = sum(job.sheets for job in state.kit.jobs) if state.kit else 0
    guests = invitation_files(state.plan) if state.plan and state.kit else {}
    return page(
        "print", words, **values, lines=lines, sheets=sheets,
        folder=_written_in(state), is_foreign=any(each.code == "file-not-ours" for each in applied.problems),
        message=guests[MESSAGE].decode() if MESSAGE in guests else "", calendar=CALENDAR if CALENDAR in guests else "",
        print_plan=state.kit.print_plan if state.kit else "", blanks=_blanks(state, words),
    )  # fmt: skip


def _blanks(state: EveningState, words: Language) -> str:
    names = [field for _, field in state.kit.left_blank] if state.kit else []
    return ", ".join(dict.fromkeys(words.words.get(f"field.{name}.label", name) for name in names))


def _line(desk: Desk, state: EveningState, job: PrintJob, words: Language) -> PlanLine:
    pdf = state.kit.files[job.file] if state.kit else b""
    picture = desk.pictures.add(pdf)
    look = desk.pictures.looks(picture)[0]
    about = (
        [words("print.copies", job.copies), words(f"print.{job.how}")]
        if job.how != SHOP
        else [words("print.shop")]
    )
    if state.plan and job.of_cards and not state.plan.stock.plain:
        about.append(words("print.on", stock=paper_for(state.plan, job)))
    if job.folded:
        about.append(words("print.folded"))
    elif job.cuts:
        about.append(words("print.cuts", job.cuts))
    title = sheet_title(job.file.removesuffix(".pdf"), words)
    return PlanLine(job.file, title, ", ".join(about), picture, look.width, look.height)


def _written_in(state: EveningState) -> str:
    """Return the folder of the kit if it holds the files as they are now, else ""."""
    if state.kit is None or state.guide is None:
        return ""
    from hashlib import sha256

    folder = kit_folder(state.guide, state.resolved)
    is_current = all(
        sum_of(folder / name) == sha256(data).hexdigest() for name, data in state.kit.files.items()
    )
    return display_path(folder) if is_current else ""


def kit_file(desk: Desk, request: Request, words: Language) -> Response:
    """Return a file of the kit for the browser's viewer, or all of them in an archive."""
    state = desk.reader.read(evening_named(desk, request))
    name = request.path_params["file"]
    files = state.kit.files if state.kit else {}
    if name == f"{state.evening.name}.zip" and files:
        return _download(_archive(state.evening.name, files), name, "application/zip")
    if name not in files:
        raise HTTPException(404)
    return _sent(files[name], name)


def guest_file(desk: Desk, request: Request, words: Language) -> Response:
    """Return the message, the calendar entry or the page for guests."""
    state = desk.reader.read(evening_named(desk, request))
    files = (
        {**invitation_files(state.plan), GUEST_PAGE: guest_page(state.plan)}
        if state.plan and state.kit
        else {}
    )
    name = request.path_params["file"]
    if name not in files:
        raise HTTPException(404)
    return _download(files[name], name, _TYPES.get(name[name.rfind(".") :], "text/plain; charset=utf-8"))


def _sent(data: bytes, name: str) -> Response:
    kind = _TYPES.get(name[name.rfind(".") :], "text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    if kind == _TYPES[".pdf"]:
        headers["Content-Security-Policy"] = _PDF_POLICY
    return Response(data, media_type=kind, headers=headers)


def _download(data: bytes, name: str, kind: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _archive(folder: str, files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", _EPOCH), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
