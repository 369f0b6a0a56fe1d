"""The screen Words: every word of a guide, its questions in order, and the pages beside."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hostkit.core.errors import BadValue
from hostkit.core.wording import display_path
from hostkit.guides.languages import Language
from hostkit.studio.evening_changes import NOTHING_APPLIED, Applied
from hostkit.studio.evening_screens import common, evening_named
from hostkit.studio.guide_forms import GuideForm, fields_in
from hostkit.studio.history import checksum
from hostkit.studio.studio_app import page
from hostkit.studio.studio_desk import Desk
from hostkit.studio.studio_folder import text_in
from hostkit.studio.words_changes import is_shipped


def words_screen(
    desk: Desk, request: Request, words: Language, applied: Applied = NOTHING_APPLIED
) -> Response:
    """Return the screen of the words of a guide, after a form was applied."""
    state = desk.reader.read(evening_named(desk, request))
    values: dict[str, Any] = common(desk, request, words, state, "words", applied)
    path = state.guide_path
    text = text_in(path) if path else ""
    values |= {"guide_text": text, "seen": checksum(text), "is_shipped": bool(path) and is_shipped(path)}
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
