"""Runs the studio: takes a port of this computer, writes the address for a second start, and serves until it is closed.

It listens on 127.0.0.1 alone, so no other computer or phone reaches it.
"""

from __future__ import annotations

import gc
import logging
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hostkit.files.session import address_in, begin_session
from hostkit.guides.languages import Language
from hostkit.studio import home_screen
from hostkit.studio.evening_screens import (
    answer_form,
    apply_to_evening,
    evening_screen,
    paper_screen,
    picture,
)
from hostkit.studio.guard import App, Guard
from hostkit.studio.import_screen import add_text, passages_screen, place_passages, text_screen
from hostkit.studio.logo_choice import change_logo
from hostkit.studio.print_screen import change_print, guest_file, kit_file, print_screen
from hostkit.studio.printer_screen import measure_printer, printer_screen, test_page_file
from hostkit.studio.season_screen import (
    add_table,
    change_season,
    season_file,
    season_kit,
    season_progress,
    season_screen,
    seasons_screen,
)
from hostkit.studio.studio_app import changed, locked_out_page, page, shown, studio_app
from hostkit.studio.studio_desk import Desk, open_desk
from hostkit.studio.words_changes import apply_words
from hostkit.studio.words_screen import words_screen

if TYPE_CHECKING:
    from collections.abc import Generator

HOST = "127.0.0.1"
PORT = 8470
"""The first port that is tried; IANA assigns it to no service."""

_PORTS_TRIED = 20


class StudioRun(NamedTuple):
    """A studio that is about to serve: its first address, what serves until it is closed, and what frees its folder."""

    address: str
    serve: Callable[[], None]
    end: Callable[[], None]


def start_studio(folder: Path, port: int | None, command: Callable[..., str]) -> StudioRun | None:
    """Return the studio of a folder, or None if one runs there already, whose address ``running_address`` has.

    The working folder of the process becomes ``folder``. Raises OutputError when the folder cannot be written to, and
    OSError when no port is free.
    """
    session = begin_session(folder)
    if session is None:
        return None
    os.chdir(folder)
    listener = free_port(port)
    taken = int(listener.getsockname()[1])
    token = secrets.token_urlsafe(32)
    address = f"http://{HOST}:{taken}/?token={token}"
    session.publish(address)
    # A build ends before garbage matters; a studio runs all day.
    gc.enable()
    desk = open_desk(Path.cwd(), command, lambda: server.close())
    server = QuietServer(guarded_app(desk, taken, token))
    return StudioRun(address, lambda: server.run(sockets=[listener]), session.end)


def running_address(folder: Path) -> str:
    """Return the address of the studio that runs in a folder, "" if it cannot be told."""
    address = address_in(folder)
    return f"{address}&again=1" if address else ""


def guarded_app(desk: Desk, port: int, token: str) -> App:
    """Return the application that answers on a port, behind its guard."""
    return Guard(studio_app(_routes(desk)), port, token, locked_out_page())


def _routes(desk: Desk) -> list[Route]:
    def get(path: str, answer: Callable[..., Response]) -> Route:
        return Route(path, shown(partial(answer, desk)), methods=["GET"])

    def post(path: str, change: Callable[..., Response]) -> Route:
        return Route(path, changed(partial(change, desk)), methods=["POST"])

    def change(show: Callable[..., Response]) -> Callable[..., Response]:
        return partial(answer_form, show=show, apply=apply_to_evening)

    one = "/evening/{evening}"
    return [
        get("/", home_screen.home),
        post("/", home_screen.begin),
        get("/cover/{topic}/{width:int}.png", home_screen.cover),
        get("/picture/{file}/{page:int}/{width:int}.png", picture),
        get(f"{one}/words", words_screen),
        post(f"{one}/words", partial(answer_form, show=words_screen, apply=apply_words)),
        get(f"{one}/evening", evening_screen),
        post(f"{one}/evening", change(evening_screen)),
        get(f"{one}/paper", paper_screen),
        post(f"{one}/paper", change(paper_screen)),
        post(f"{one}/logo", change_logo),
        get(f"{one}/print", print_screen),
        post(f"{one}/print", change_print),
        get(one + "/file/{file}", kit_file),
        get(one + "/guests/{file}", guest_file),
        get("/text", text_screen),
        post("/text", add_text),
        get("/text/{text}", passages_screen),
        post("/text/{text}", place_passages),
        get("/printer", printer_screen),
        post("/printer", measure_printer),
        get("/printer/{paper}/test-page.pdf", test_page_file),
        get("/season", seasons_screen),
        post("/season", add_table),
        get("/season/{table}", season_screen),
        post("/season/{table}", change_season),
        get("/season/{table}/progress", season_progress),
        get("/season/{table}/kit/{event}", season_kit),
        get("/season/{table}/file/{file:path}", season_file),
        post("/language", home_screen.choose_language),
        post("/close", _close),
    ]


def _close(desk: Desk, request: Request, words: Language, form: object, files: object) -> Response:
    for run in desk.runs.values():
        run.stop()
    desk.close()
    return page("closed", words, folder=str(desk.folder.root))


def free_port(port: int | None) -> socket.socket:
    """Return a socket that listens on the port, or on the first free one after it. Raises OSError."""
    first = PORT if port is None else port
    for number in [*range(first, first + _PORTS_TRIED), 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            # The browser may ask before the server runs.
            listener.listen()
        except (OSError, OverflowError):
            listener.close()
            continue
        return listener
    raise OSError("no port is free")


class QuietServer(uvicorn.Server):
    """A server that leaves signals to hostkit and says nothing."""

    def __init__(self, app: App) -> None:
        # What went wrong is said on the page.
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)
        super().__init__(
            uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", server_header=False)
        )

    def close(self) -> None:
        """Stop serving when the answers under way are sent."""
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave the signals as they are."""
        yield
