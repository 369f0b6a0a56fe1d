"""The first screen: the topics by their cards, and the evenings of the folder."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, HostkitError, Position
from hostkit.core.values import slug
from hostkit.core.wording import display_path
from hostkit.events.read_values import parse_value
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language
from hostkit.guides.read_guide import read_guide
from hostkit.guides.scaffold import guide_scaffold
from hostkit.guides.topics import Topic
from hostkit.studio.studio_app import Upload, page
from hostkit.studio.studio_desk import Desk
from hostkit.studio.studio_folder import EveningFile, text_in, topic_at
from hostkit.studio.studio_words import LANGUAGE_COOKIE, read_studio_words, studio_languages

_YEAR_SECONDS = 365 * 24 * 60 * 60


class TopicCard(NamedTuple):
    """A topic on the first screen; ``guide`` is None if its file has problems."""

    topic: Topic
    title: str
    guide: Guide | None

    @property
    def minutes(self) -> int:
        """The length of the evening in minutes."""
        return sum(segment.minutes for segment in self.guide.run_of_show) if self.guide else 0


class EveningLine(NamedTuple):
    """An evening on the first screen: its name, its title, its day and place in words.

    ``has_own_name`` is true if its name is not that of its topic.
    """

    name: str
    title: str
    day: str
    place: str
    has_own_name: bool = False


def home(desk: Desk, request: Request, words: Language) -> Response:
    """Return the first screen."""
    cards = [_card(topic) for topic in desk.folder.topics()]
    # Own guides come first: whoever wrote one looks for it.
    cards.sort(key=lambda card: card.topic.where == "shipped")
    titles = {card.topic.topic: card.title for card in cards}
    evenings = [_line(desk, evening, titles, words) for evening in desk.folder.evenings()]
    _, problems = desk.folder.settings()
    languages = [read_studio_words(code) for code in studio_languages()]
    return page(
        "home", words, languages=languages,
        cards=cards, evenings=evenings, problems=problems, folder=str(desk.folder.root),
        removed=request.query_params.get("removed", ""), again="again" in request.query_params,
    )  # fmt: skip


def choose_language(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Keep the language of the page in the browser; no kit depends on it."""
    answer = RedirectResponse("/", 303)
    if (code := form.get("language", "")) in studio_languages():
        answer.set_cookie(LANGUAGE_COOKIE, code, max_age=_YEAR_SECONDS, httponly=True, samesite="strict")
    return answer


def begin(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Begin an evening, or duplicate or remove a guide or an evening, as the form's button says."""
    action, _, name = form.get("do", "").partition(" ")
    folder = desk.folder
    if action == "empty":
        path = folder.add_guide("my-topic", text_in(guide_scaffold()))
        return _to_words(folder.begin_evening(topic_at(desk.folder, display_path(path))))
    if action in ("copy-evening", "remove-evening", "rename-evening"):
        evening = folder.evening(name)
        if evening is None:
            raise HTTPException(404)
        if action == "copy-evening":
            return RedirectResponse(f"/evening/{folder.copy_evening(evening)}/evening", 303)
        if action == "rename-evening":
            folder.rename_evening(evening, form.get("name", ""))
            return RedirectResponse("/", 303)
        folder.remove(evening.path)
        return RedirectResponse(f"/?removed={name}", 303)
    topic = next((each for each in folder.topics() if each.topic == name), None)
    if topic is None:
        raise HTTPException(404)
    if action == "copy-guide":
        path = folder.add_guide(topic.topic, text_in(topic.path))
        return _to_words(folder.begin_evening(topic_at(desk.folder, display_path(path))))
    if action == "remove-guide" and topic.where != "shipped":
        folder.remove(topic.path)
        return RedirectResponse(f"/?removed={topic.topic}", 303)
    if action == "rename-guide" and topic.where != "shipped":
        if title := fold(form.get("name", "")):
            folder.rename_guide(topic.path, title)
        return RedirectResponse("/", 303)
    return RedirectResponse(f"/evening/{folder.begin_evening(topic)}/evening", 303)


def cover(desk: Desk, request: Request, words: Language) -> Response:
    """Return the title card of a topic as a picture."""
    topics = {each.topic: each for each in desk.folder.topics()}
    topic = topics.get(request.path_params["topic"])
    if topic is None:
        raise HTTPException(404)
    try:
        pdf = desk.reader.cover(read_guide(topic.path))
    except HostkitError:
        raise HTTPException(404) from None
    png = desk.pictures.png(desk.pictures.add(pdf), 0, request.path_params["width"])
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, no-cache"})


def _to_words(evening: str) -> Response:
    return RedirectResponse(f"/evening/{evening}/words", 303)


def _card(topic: Topic) -> TopicCard:
    try:
        guide = read_guide(topic.path)
    except HostkitError:
        return TopicCard(topic, topic.topic, None)
    return TopicCard(topic, guide.title.text, guide)


def _line(desk: Desk, evening: EveningFile, titles: Mapping[str, str], words: Language) -> EveningLine:
    written = evening.value("topic")
    title = titles.get(written) or next(
        (titles[each.topic] for each in desk.folder.topics() if display_path(each.path) == written), written
    )
    day = evening.value("date")
    try:
        date = parse_value("date", day, Position("")) if day else None
    except BadValue:
        date = None
    in_words = words.date(date) if isinstance(date, datetime.date) else day
    return EveningLine(
        evening.name,
        title or evening.name,
        in_words,
        evening.value("place"),
        evening.name != slug(Path(written).stem),
    )
