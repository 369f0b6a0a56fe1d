"""Lets only the host's own browser in: checks the address, the origin and the cookie of each request.

The first address holds a random token, which becomes a cookie. Without it every path answers 403. The host's name is
checked because another site could have its own name lead to this computer (DNS rebinding), and the origin because a
page of another site could send a form here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from hmac import compare_digest
from typing import Any, TypeAlias

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 25_000_000
"""The largest request: an upload of the largest table, with what a form adds to it."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Wraps an application; ``port`` is the one it listens on, ``token`` the secret, ``locked_out`` the 403 page."""

    def __init__(self, app: App, port: int, token: str, locked_out: str) -> None:
        self._app, self._token, self._locked_out = app, token, locked_out
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.cookie = f"hostkit-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on with the headers of every answer added."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        answer = self._refusal(scope) or self._entrance(scope)

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        app = answer or self._app
        return await app(scope, _within(receive, MOST_BYTES), send_with_headers)

    def _refusal(self, scope: Scope) -> App | None:
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return PlainTextResponse("This is more than hostkit takes.", 413)
        host, origin, site = (headers.get(name) for name in ("host", "origin", "sec-fetch-site"))
        is_own_origin = origin in {f"http://{each}" for each in self._hosts}
        if host not in self._hosts or (origin is not None and not is_own_origin):
            return self._forbidden()
        if site not in (None, "same-origin", "none"):
            return self._forbidden()
        # A form is sent from a page of the studio, whose browser says so in one of these headers.
        if scope["method"] not in ("GET", "HEAD") and site != "same-origin" and not is_own_origin:
            return self._forbidden()
        return None

    def _entrance(self, scope: Scope) -> App | None:
        """Return the answer to the first address, which sets the cookie, or the 403 page if there is no cookie."""
        query = QueryParams(scope["query_string"])
        given = query.get("token", "")
        if scope["path"] == "/" and compare_digest(given.encode(), self._token.encode()):
            answer = RedirectResponse("/?again=1" if "again" in query else "/", 303)
            answer.set_cookie(self.cookie, self._token, httponly=True, samesite="strict", path="/")
            return answer
        held = cookie_parser(Headers(scope=scope).get("cookie", "")).get(self.cookie, "")
        return None if compare_digest(held.encode(), self._token.encode()) else self._forbidden()

    def _forbidden(self) -> App:
        return HTMLResponse(self._locked_out, 403)


class TooLargeError(Exception):
    """A request is larger than its header said, or than the studio takes."""


def _within(receive: Receive, most: int) -> Receive:
    """Return a ``receive`` that raises TooLargeError after ``most`` bytes, for requests without a length."""
    total = 0

    async def limited() -> MutableMapping[str, Any]:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > most:
            raise TooLargeError
        return message

    return limited
