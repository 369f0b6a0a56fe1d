"""Serves the pages of one kit without fields, new whenever one of its files is saved; it writes nothing.

While a file is wrong, the page says so and shows the last pages that could be made.
"""

from __future__ import annotations

import gc
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import RLock
from time import monotonic, sleep
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from hostkit.core.errors import HostkitError, Problem
from hostkit.core.input_files import names_own_file, own_file
from hostkit.events.precedence import find_settings, resolve, settings_for
from hostkit.guides.languages import Language
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import find_topic
from hostkit.kit import KitMaker
from hostkit.preview.page_pictures import PageLook, PagePictures
from hostkit.studio.guard import Guard
from hostkit.studio.shown_pages import sheet_title
from hostkit.studio.studio_app import locked_out_page, page, shown, studio_app
from hostkit.studio.studio_server import HOST, QuietServer, StudioRun, free_port

LOOK_SECONDS = 0.25
"""How often the files are looked at: a page is new within a second after a file is saved."""

QUIET_SECONDS = 20.0
"""How long nothing is sent at most, so that a browser that is gone is noticed."""


class WatchedSheet(NamedTuple):
    """A sheet: its title, the name of its file among the pictures, and its pages."""

    title: str
    file: str
    pages: tuple[PageLook, ...]


class WatchedKit:
    """The kit of a topic, a guide or an event file, made again whenever one of its files has changed."""

    def __init__(self, root: Path, topic: str, event: Path | None) -> None:
        self._root, self._topic, self._event = root, topic, event
        self.pictures = PagePictures()
        self._maker, self._lock = KitMaker(), RLock()
        self._files: tuple[Path, ...] = ()
        self._seen: object = None
        self.title, self.sheets = topic, tuple[tuple[str, str], ...]()
        self.problems: tuple[Problem, ...] = ()

    def stamp(self) -> tuple[object, ...]:
        """Return the time and the size of each file that the kit is made from, as far as it is there."""
        found = []
        for path in self._files:
            with suppress(OSError):
                now = path.stat()
                found.append((str(path), now.st_mtime_ns, now.st_size))
        return tuple(found)

    def refresh(self) -> None:
        """Make the kit again if a file has changed since the last time."""
        with self._lock:
            if self._seen is None or self._seen != self.stamp():
                self._make()
                self._seen = self.stamp()

    def _make(self) -> None:
        settings_file = find_settings(self._root)
        self._files = tuple(filter(None, (self._event, settings_file, *self._files[:1])))
        try:
            resolved = resolve({}, self._event, settings_for(self._root))
            topic = self._topic or (resolved.event.topic.text if resolved.event.topic else "")
            path = find_topic(topic, self._root, resolved.guides, resolved.options.language)
            given = (resolved.options.theme, resolved.options.stock, resolved.options.language)
            own = [own_file(text) for text in given if text and names_own_file(text)]
            own += [own_file(logo.file)] if (logo := resolved.options.logo) else []
            self._files = tuple(filter(None, (path, self._event, settings_file, *own)))
            guide = read_guide(path)
            self.title = guide.title.text
            kit = self._maker.make(guide, resolved.event, resolved.options)
        except HostkitError as error:
            self.problems = error.problems
            return
        self.problems = ()
        self.sheets = tuple(
            (job.file.removesuffix(".pdf"), self.pictures.add(kit.files[job.file])) for job in kit.jobs
        )


def watch_page(kit: WatchedKit, request: Request, words: Language) -> Response:
    """Return the page with all sheets."""
    kit.refresh()
    sheets = [
        WatchedSheet(sheet_title(name, words), file, kit.pictures.looks(file)) for name, file in kit.sheets
    ]
    return page("watch", words, title=kit.title, sheets=sheets, problems=kit.problems)


def watch_events(kit: WatchedKit, request: Request, words: Language) -> Response:
    """Return server-sent events: one whenever a file of the kit has changed."""
    # A change between the answer and the first look counts too.
    first = kit.stamp()

    def events() -> Iterator[str]:
        seen, since = first, monotonic()
        while True:
            sleep(LOOK_SECONDS)
            now = kit.stamp()
            if now != seen:
                seen, since = now, monotonic()
                yield "data: changed\n\n"
            elif monotonic() - since > QUIET_SECONDS:
                since = monotonic()
                yield ": quiet\n\n"

    return StreamingResponse(events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def watch_picture(kit: WatchedKit, request: Request, words: Language) -> Response:
    """Return the picture of a page."""
    params = request.path_params
    png = kit.pictures.png(params["file"], params["page"], params["width"])
    if png is None:
        raise HTTPException(404)
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=86400"})


def watch_routes(kit: WatchedKit) -> Sequence[Route]:
    """Return the addresses of a watched kit."""
    return [
        Route("/", shown(partial(watch_page, kit))),
        Route("/changes", shown(partial(watch_events, kit))),
        Route("/picture/{file}/{page:int}/{width:int}.png", shown(partial(watch_picture, kit))),
    ]


def start_watch(kit: WatchedKit, port: int | None) -> StudioRun:
    """Return what serves a watched kit until it is closed. Raises OSError when no port is free."""
    listener = free_port(port)
    taken = int(listener.getsockname()[1])
    token = secrets.token_urlsafe(32)
    gc.enable()
    app = Guard(studio_app(list(watch_routes(kit))), taken, token, locked_out_page())
    server = QuietServer(app)
    return StudioRun(
        f"http://{HOST}:{taken}/?token={token}", lambda: server.run(sockets=[listener]), listener.close
    )
