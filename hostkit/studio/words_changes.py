"""Applies what a form sends to the guide of an evening: each changed field, and the one button that was pressed.

A guide that came with hostkit is copied before its first change. Before words are changed that another evening uses,
the host is asked: for all, or a copy for this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hostkit.core.characters import fold
from hostkit.core.errors import Position, Problem
from hostkit.core.wording import display_path
from hostkit.core.yaml_edit import path_of, value_at, with_item, with_item_moved, with_value
from hostkit.guides.topics import shipped_folder
from hostkit.studio.evening_changes import Applied, changed_fields
from hostkit.studio.field_forms import Conflict
from hostkit.studio.guide_forms import NEW_ITEMS, key_at, yes_or_nothing
from hostkit.studio.history import checksum
from hostkit.studio.studio_desk import Desk
from hostkit.studio.studio_folder import EveningFile, text_in

STRUCTURE = ("move", "leave", "take", "add", "drop")
"""The buttons that change the order or the number of things."""

SET = "set-words"
"""The button that puts a value into a field of the guide; "set" is that for a field of the evening."""


def is_shipped(path: Path | None) -> bool:
    """Tell whether a guide came with hostkit."""
    return path is not None and path.resolve().is_relative_to(shipped_folder().resolve())


def apply_words(desk: Desk, evening: EveningFile, form: Mapping[str, str]) -> Applied:
    """Change the guide of an evening as a form says. Raises HostkitError if it cannot be read or written."""
    path = desk.folder.guide_of(evening.value("topic") or evening.name)
    action, _, rest = form.get("do", "").partition(" ")
    if "raw" in form and not is_shipped(path):
        if form.get("was.raw", "").replace("\r\n", "\n") != text_in(path):
            return Applied(problems=(_changed_since(path),))
        desk.folder.save(evening.name, path, "raw", text_in(path), form["raw"].replace("\r\n", "\n"))
        return Applied()
    before = text_in(path)
    changed = changed_fields(form, lambda name: key_at(path_of(name))[0] is not None)
    if action in STRUCTURE and form.get("seen") != str(checksum(before)):
        return Applied(problems=(_changed_since(path),))
    conflicts, after = _with_fields(before, changed, rest.partition(" ")[0] if action == SET else "")
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
    if action not in (*STRUCTURE, SET) or key_at(path)[0] is None:
        return text
    if action == SET:
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
    return not is_shipped(path) and _users(desk, evening) > 1 and evening.name not in desk.folder.shared


def _target(desk: Desk, evening: EveningFile, path: Path, share: str) -> Path:
    """Return the guide to change: the evening's own, or a copy that the evening names from now on."""
    if share == "all":
        desk.folder.shared.add(evening.name)
    if not is_shipped(path) and share != "copy":
        return path
    copy = desk.folder.add_guide(path.stem, text_in(path))
    named = with_value(evening.text, ("topic",), display_path(copy))
    desk.folder.save(evening.name, evening.path, "topic", evening.text, named)
    return copy


def _changed_since(path: Path) -> Problem:
    what = "this file was changed outside of this page since."
    remedy = "What it says now is shown; try again."
    return Problem("file-changed-since", Position(display_path(path)), what, remedy)
