"""The screens of one evening: its details, its paper, and printing, each with the pages beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hostkit.core.errors import BadValue, HostkitError, Position, Problem
from hostkit.core.wording import display_path
from hostkit.guides.languages import Language
from hostkit.studio.evening_changes import NOTHING_APPLIED, Applied, apply_form
from hostkit.studio.evening_kit import EveningState
from hostkit.studio.field_forms import evening_fields
from hostkit.studio.paper_choices import paper_choices, shown_logo
from hostkit.studio.problem_places import FieldProblem, field_problems
from hostkit.studio.shown_pages import shown_pages, tabs
from hostkit.studio.studio_app import Upload, page, see_other
from hostkit.studio.studio_desk import Desk
from hostkit.studio.studio_folder import EveningFile, text_in
from hostkit.studio.words_changes import SET, apply_words

STEPS = ("words", "evening", "paper", "print")
"""The steps of an evening, in the order of the header."""


def evening_named(desk: Desk, request: Request) -> EveningFile:
    """Return the evening of an address. Raises HTTPException if there is none."""
    evening = desk.folder.evening(request.path_params["evening"])
    if evening is None:
        raise HTTPException(404)
    return evening


def common(
    desk: Desk, request: Request, words: Language, state: EveningState, step: str, applied: Applied
) -> dict[str, Any]:
    """Return the values that the template of every step needs."""
    problems = field_problems(state, words)
    wanted = request.query_params.get("sheet", "")
    with_cuts = "cuts" in request.query_params
    sheet_tabs = tabs(state, wanted, words)
    shown = next((tab.name for tab in sheet_tabs if tab.is_open), "")
    history = desk.folder.history(state.evening.name)
    return {
        "state": state, "step": step, "steps": STEPS, "name": state.evening.name, "title": state.title,
        "tabs": sheet_tabs, "shown": shown, "with_cuts": with_cuts, "applied": applied,
        "pages": shown_pages(state, shown, desk.pictures, words, with_cuts=with_cuts),
        "problems": problems, "elsewhere": _elsewhere(problems, step),
        "file": display_path(state.evening.path),
        "can_undo": history.position > 0, "can_redo": history.position < len(history.steps),
        "undo_step": _undo_step(desk, state, applied, request),
        "command": desk.command("build", "--event", state.evening.path),
    }  # fmt: skip


def _elsewhere(problems: list[FieldProblem], step: str) -> list[FieldProblem]:
    """Return the problems that have no field on this screen."""
    return [each for each in problems if not each.field or each.screen != step]


def _undo_step(desk: Desk, state: EveningState, applied: Applied, request: Request) -> Any:
    """Return the step that an undo would write over, if the file was changed outside."""
    if applied.undo not in ("changed", "elsewhere"):
        return None
    history = desk.folder.history(state.evening.name)
    return history.steps[min(max(history.position - 1, 0), len(history.steps) - 1)]


def evening_screen(
    desk: Desk, request: Request, words: Language, applied: Applied = NOTHING_APPLIED
) -> Response:
    """Return the screen of the details of an evening, after a form was applied."""
    state = desk.reader.read(evening_named(desk, request))
    values = common(desk, request, words, state, "evening", applied)
    first, rest = evening_fields(state, values["problems"], words, applied.conflicts)
    opened = any(field.value or field.problems for field in rest)
    return page("evening", words, **values, fields=first, more=rest, more_open=opened)


def paper_screen(
    desk: Desk, request: Request, words: Language, applied: Applied = NOTHING_APPLIED
) -> Response:
    """Return the screen of the paper and the printer, after a form was applied."""
    state = desk.reader.read(evening_named(desk, request))
    values = common(desk, request, words, state, "paper", applied)
    choices = paper_choices(state, values["problems"], words)
    return page("paper", words, **values, choices=choices, logo=shown_logo(state))


def answer_form(
    desk: Desk,
    request: Request,
    words: Language,
    form: Mapping[str, str],
    files: Mapping[str, Upload],
    *,
    show: Callable[[Desk, Request, Language, Applied], Response],
    apply: Callable[[Desk, EveningFile, Mapping[str, str]], Applied],
) -> Response:
    """Apply a form, or undo a step, and return the screen, or without scripts and anything to say the way to it."""
    evening = evening_named(desk, request)
    action, _, rest = form.get("do", "").partition(" ")
    try:
        if action in ("undo", "redo"):
            back, anyway = action == "undo", rest == "anyway"
            applied = Applied(undo=desk.folder.undo(evening.name, back=back, anyway=anyway))
        else:
            applied = apply(desk, evening, form)
            # A button may mend a field of another screen.
            other = {"set": apply_to_evening, SET: apply_words}.get(action, apply)
            if other is not apply and not applied.problems:
                applied = other(desk, evening, {"do": form["do"]})
    except BadValue as error:
        applied = Applied(problems=(error.at(Position(display_path(evening.path))),))
    except HostkitError as error:
        applied = Applied(problems=error.problems)
    if applied != NOTHING_APPLIED:
        return show(desk, request, words, applied)
    sheet = request.query_params.get("sheet", "")
    path = f"{request.url.path}?sheet={sheet}" if sheet else request.url.path
    return see_other(request, path, lambda: show(desk, request, words, applied))


def apply_to_evening(desk: Desk, evening: EveningFile, form: Mapping[str, str]) -> Applied:
    """Change the file of an evening as a form says, or put the text of one that is no YAML in its place."""
    return _save_raw(desk, evening, form) if "raw" in form else apply_form(desk.folder, evening, form)


def _save_raw(desk: Desk, evening: EveningFile, form: Mapping[str, str]) -> Applied:
    """Write the text of a file that is no YAML as it was typed, unless the file was changed meanwhile."""
    text = form["raw"].replace("\r\n", "\n")
    if form.get("was.raw", "").replace("\r\n", "\n") != text_in(evening.path):
        what = "this file was changed outside of this page since."
        remedy = "Copy what you typed, and open the page again."
        return Applied(
            problems=(Problem("file-changed-since", Position(display_path(evening.path)), what, remedy),)
        )
    desk.folder.save(evening.name, evening.path, "raw", evening.text, text)
    return Applied()


def picture(desk: Desk, request: Request, words: Language) -> Response:
    """Return the picture of a page. It never changes, since its address names its content."""
    params = request.path_params
    png = desk.pictures.png(params["file"], params["page"], params["width"])
    if png is None:
        raise HTTPException(404)
    headers = {"Cache-Control": "private, max-age=86400, immutable"}
    return Response(png, media_type="image/png", headers=headers)
