"""The screens of a host's own text: paste or drop it, and say what each passage becomes while the guide grows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hostkit.core.errors import HostkitError
from hostkit.core.wording import display_path
from hostkit.core.yaml_edit import with_value
from hostkit.guides.languages import Language
from hostkit.studio.placed_text import choose, keep_text, may_step, place_text, step_back, text_named
from hostkit.studio.studio_app import Upload, page, see_other
from hostkit.studio.studio_desk import Desk
from hostkit.studio.studio_folder import topic_at

_CHOSEN = "f.part."
"""How the names of the choices in the form begin; the number of the passage follows."""


def text_screen(desk: Desk, request: Request, words: Language) -> Response:
    """Return the screen on which a text is pasted or dropped."""
    return page("text", words, problems=(), typed="")


def add_text(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Keep a text, and lead to its passages."""
    upload = files.get("file")
    typed = form.get("text", "")
    try:
        if upload and upload.data:
            name = keep_text(desk.folder.root, upload.name, upload.data)
        else:
            name = keep_text(desk.folder.root, "text.txt", typed.encode())
    except HostkitError as error:
        return page("text", words, problems=error.problems, typed=typed)
    return RedirectResponse(f"/text/{name}", 303)


def passages_screen(desk: Desk, request: Request, words: Language) -> Response:
    """Return the screen with the passages of a text and the guide that they make."""
    path = _path(desk, request)
    try:
        placed = place_text(path)
    except HostkitError as error:
        return page("text", words, problems=error.problems, typed="")
    unsure = sum(not passage.is_sure for passage in placed.passages)
    can_undo, can_redo = may_step(path)
    return page("passages", words, placed=placed, unsure=unsure, file=display_path(path), name=path.stem,
        can_undo=can_undo, can_redo=can_redo,
    )  # fmt: skip


def place_passages(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Keep what was chosen for the passages; make the guide if its button was pressed."""
    path = _path(desk, request)
    if form.get("do") in ("undo", "redo"):
        step_back(path, back=form["do"] == "undo")
        return see_other(request, request.url.path, lambda: passages_screen(desk, request, words))
    parts = {
        int(key.removeprefix(_CHOSEN)): value
        for key, value in form.items()
        if key.startswith(_CHOSEN) and key.removeprefix(_CHOSEN).isdigit()
    }
    before = {passage.number: passage for passage in place_text(path).passages}
    # A part that nobody chose stays a guess, so that it still counts as unsure.
    chosen = {
        number: part
        for number, part in parts.items()
        if number in before and (part != before[number].part or _is_confirmed(form, number))
    }
    kept = {n: each.part for n, each in before.items() if each.is_sure and n in parts}
    choose(path, {**kept, **chosen})
    if form.get("do") == "make":
        return _make(desk, path)
    return see_other(request, request.url.path, lambda: passages_screen(desk, request, words))


def _is_confirmed(form: Mapping[str, str], number: int) -> bool:
    return form.get("sure", "") == str(number)


def _make(desk: Desk, path: Path) -> Response:
    """Write the guide and begin an evening with the details that the text names."""
    placed = place_text(path)
    guide = desk.folder.add_guide(placed.topic, placed.yaml)
    name = desk.folder.begin_evening(topic_at(desk.folder, display_path(guide)))
    evening = desk.folder.evening(name)
    if evening and placed.event:
        text = evening.text
        for field, value in placed.event.items():
            text = with_value(text, (field,), value)
        desk.folder.save(name, evening.path, "", evening.text, text)
    return RedirectResponse(f"/evening/{name}/words", 303)


def _path(desk: Desk, request: Request) -> Path:
    path = text_named(desk.folder.root, request.path_params["text"])
    if path is None:
        raise HTTPException(404)
    return path
