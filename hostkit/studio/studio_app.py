"""The pages of the studio by their addresses. Each answer is a whole page; what a form sends is applied first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from hostkit.core.errors import HostkitError
from hostkit.guides.languages import Language
from hostkit.studio.guard import TooLargeError
from hostkit.studio.studio_words import LANGUAGE_COOKIE, words_for
from hostkit.typesetting.fonts import fonts_folder

_HERE = Path(__file__).parent

PART = "x-studio-part"
"""The header of a request by the page's own script, which puts parts of the answer in their places."""

Answer: TypeAlias = Callable[[Request, Language], Response]
Change: TypeAlias = Callable[[Request, Language, Mapping[str, str], Mapping[str, "Upload"]], Response]


class Upload:
    """A file that a form sent: its name, without folders, and its bytes."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name.replace("\\", "/").rpartition("/")[2], data


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(_HERE / "templates")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def page(template: str, words: Language, status: int = 200, **values: object) -> HTMLResponse:
    """Return the answer made from a template; every value is escaped."""
    html = _templates().get_template(f"{template}.html").render(w=words, **values)
    return HTMLResponse(html, status)


def locked_out_page() -> str:
    """Return the page for a browser without the cookie; it stands alone, since it may load nothing."""
    return _templates().get_template("locked.html").render(w=words_for(""))


def shown(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that answers in a thread, in the language of the browser."""

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request, _words(request))

    return endpoint


def changed(change: Change) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that reads a form and answers in a thread."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=4, max_fields=5000, max_part_size=4_000_000) as form:
            texts = {key: value for key, value in form.items() if isinstance(value, str)}
            files = {
                key: Upload(value.filename or "", await value.read())
                for key, value in form.items()
                if isinstance(value, UploadFile)
            }
        return await run_in_threadpool(change, request, _words(request), texts, files)

    return endpoint


def see_other(request: Request, path: str, answer: Callable[[], Response]) -> Response:
    """Return the page itself to the script, and to a form without scripts the way to it."""
    return answer() if PART in request.headers else RedirectResponse(path, 303)


def studio_app(routes: list[Route]) -> Starlette:
    """Return the application with these pages, and with the fonts, scripts and styles that they load."""
    return Starlette(
        routes=[
            *routes,
            Mount("/static", StaticFiles(directory=_HERE / "static")),
            Mount("/fonts", StaticFiles(directory=fonts_folder())),
        ],
        exception_handlers={
            HTTPException: _not_found,
            HostkitError: _refused,
            TooLargeError: _too_large,
            Exception: _failed,
        },
    )


def _words(request: Request) -> Language:
    return words_for(request.headers.get("accept-language", ""), request.cookies.get(LANGUAGE_COOKIE, ""))


async def _not_found(request: Request, error: Exception) -> Response:
    words = _words(request)
    status = error.status_code if isinstance(error, HTTPException) else 404
    text = words("error.missing") if status == 404 else words("error.text", error=status)
    return page("error", words, status, text=text)


async def _refused(request: Request, error: Exception) -> Response:
    words = _words(request)
    return page("error", words, 409, text=words("error.text", error=error))


async def _too_large(request: Request, error: Exception) -> Response:
    words = _words(request)
    return page("error", words, 413, text=words("error.large"))


async def _failed(request: Request, error: Exception) -> Response:
    words = _words(request)
    return page("error", words, 500, text=words("error.text", error=f"{type(error).__name__}: {error}"))
