"""The screen Words: every word of a guide, its questions in order, and the pages beside.

A guide that came with hostkit is copied before its first change. Before words are changed that another evening uses,
the host is asked: for all, or a copy for this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Position, Problem
from hostkit.core.wording import display_path
from hostkit.core.yaml_edit import path_of, value_at, with_item, with_item_moved, with_value
from hostkit.guides.languages import Language
from hostkit.guides.topics import shipped_folder
from hostkit.studio.evening_changes import Applied, changed_fields
from hostkit.studio.evening_screens import answer_form, common, evening_named
from hostkit.studio.field_forms import Conflict
from hostkit.studio.guide_forms import NEW_ITEMS, GuideForm, fields_in, key_at, yes_or_nothing
from hostkit.studio.history import checksum
from hostkit.studio.studio_app import Upload, page
from hostkit.studio.studio_desk import Desk
from hostkit.studio.studio_folder import EveningFile, text_in

STRUCTURE = ("move", "leave", "take", "add", "drop")
"""The buttons that change the order or the number of things."""


def words_screen(desk: Desk, request: Request, words: Language) -> Response:
    """Return the screen of the words of a guide."""
    return _words(desk, request, words, Applied())


def change_words(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Apply a form to the guide of an evening."""
    return answer_form(desk, request, words, form, _words, _apply)


def _words(desk: Desk, request: Request, words: Language, applied: Applied) -> Response:
    state = desk.reader.read(evening_named(desk, request))
    values: dict[str, Any] = common(desk, request, words, state, "words", applied)
    path = state.guide_path
    text = text_in(path) if path else ""
    values |= {"guide_text": text, "seen": checksum(text), "is_shipped": bool(path) and _is_shipped(path)}
    try:
        sections = GuideForm(text, values["problems"], words, applied.conflicts).sections() if path else []
    except BadValue:
        sections = []
    shown = {field.name for section in sections for field in fields_in(section.parts)}
    values["elsewhere"] = [
        each for each in values["problems"] if each.screen != "words" or each.field not in shown
    ]
    if path and not values["is_shipped"]:
        values["file"] = display_path(path)
    return page("words", words, **values, sections=sections)


def _is_shipped(path: Path | None) -> bool:
    return path is not None and path.resolve().is_relative_to(shipped_folder().resolve())


def _apply(desk: Desk, evening: EveningFile, form: Mapping[str, str]) -> Applied:
    """Change the guide of an evening as a form says. Raises HostkitError if it cannot be read or written."""
    path = desk.folder.guide_of(evening.value("topic") or evening.name)
    action, _, rest = form.get("do", "").partition(" ")
    if "raw" in form and not _is_shipped(path):
        if form.get("was.raw", "").replace("\r\n", "\n") != text_in(path):
            return Applied(problems=(_changed_since(path),))
        desk.folder.save(evening.name, path, "raw", text_in(path), form["raw"].replace("\r\n", "\n"))
        return Applied()
    before = text_in(path)
    changed = changed_fields(form, lambda name: key_at(path_of(name))[0] is not None)
    if action in STRUCTURE and form.get("seen") != str(checksum(before)):
        return Applied(problems=(_changed_since(path),))
    conflicts, after = _with_fields(before, changed, rest.partition(" ")[0] if action == "set" else "")
    after = _with_action(after, action, rest)
    if after == before:
        return Applied(conflicts)
    share = form.get("share", "")
    if not share and _is_asked(desk, evening, path):
        return Applied(conflicts, ask=_users(desk, evening))
    target = _target(desk, evening, path, share)
    field = next(iter(changed)) if len(changed) == 1 and not action else ""
    desk.folder.save(evening.name, target, field, before, after)
    return Applied(conflicts)


def _with_fields(
    text: str, changed: Mapping[str, tuple[str, str]], forced: str
) -> tuple[tuple[Conflict, ...], str]:
    conflicts = []
    for name, (before, value) in changed.items():
        path = path_of(name)
        key, _ = key_at(path)
        found = value_at(text, path)
        now = fold(found) if isinstance(found, str) else ""
        if key and key.kind == "yes_no":
            now = yes_or_nothing(now)
        if now not in (before, value) and name != forced:
            conflicts.append(Conflict(name, now, value))
        elif now != value and key:
            text = _with(text, name, value)
    return tuple(conflicts), text


def _with(text: str, name: str, value: str) -> str:
    """Return the text of a guide with a value; an empty one is taken out unless a guide needs it."""
    path = path_of(name)
    key, order = key_at(path)
    if key is None:
        return text
    keep = key.required or isinstance(path[-1], int)
    return with_value(text, path, value if value or keep else None, order)


def _with_action(text: str, action: str, rest: str) -> str:
    name, _, value = rest.partition(" ")
    path = path_of(name) if name else ()
    if action not in (*STRUCTURE, "set") or key_at(path)[0] is None:
        return text
    if action == "set":
        return _with(text, name, fold(value))
    if action == "move":
        return with_item_moved(text, path, -1 if value == "up" else 1)
    if action == "add":
        last = str(path[-1])
        return with_item(text, path, NEW_ITEMS.get(last, ""))
    if action == "drop":
        return with_value(text, path, None)
    order = key_at((*path, "leave_out"))[1]
    return with_value(text, (*path, "leave_out"), "yes" if action == "leave" else None, order)


def _users(desk: Desk, evening: EveningFile) -> int:
    """Return how many evenings have the same guide."""
    topic = evening.value("topic")
    return sum(each.value("topic") == topic for each in desk.folder.evenings())


def _is_asked(desk: Desk, evening: EveningFile, path: Path) -> bool:
    return not _is_shipped(path) and _users(desk, evening) > 1 and evening.name not in desk.folder.shared


def _target(desk: Desk, evening: EveningFile, path: Path, share: str) -> Path:
    """Return the guide to change: the evening's own, or a copy that the evening names from now on."""
    if share == "all":
        desk.folder.shared.add(evening.name)
    if not _is_shipped(path) and share != "copy":
        return path
    copy = desk.folder.add_guide(path.stem, text_in(path))
    named = with_value(evening.text, ("topic",), display_path(copy))
    desk.folder.save(evening.name, evening.path, "topic", evening.text, named)
    return copy


def _changed_since(path: Path) -> Problem:
    what = "this file was changed outside of this page since."
    remedy = "What it says now is shown; try again."
    return Problem("file-changed-since", Position(display_path(path)), what, remedy)
