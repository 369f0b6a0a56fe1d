"""A studio that really serves, in a thread of the test, and a client that says what a browser says."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from hostkit.cli.typed import command
from hostkit.studio.studio_server import start_studio

FORM = "application/x-www-form-urlencoded"


class Reply(NamedTuple):
    """The answer to a request."""

    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


class Studio:
    """A client of a studio that runs in ``folder``; ``address`` is its first address."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        parts = urlsplit(address)
        self.port = parts.port or 0
        self.host = f"127.0.0.1:{self.port}"
        self.cookie = f"hostkit-{self.port}={parts.query.removeprefix('token=')}"

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, None, {"Cookie": self.cookie, **_named(headers)})

    def post(self, path: str, form: Mapping[str, str] | bytes, **headers: str) -> Reply:
        data = form if isinstance(form, bytes) else urlencode(form).encode()
        said = {"Cookie": self.cookie, "Origin": f"http://{self.host}", "Content-Type": FORM}
        return self.send("POST", path, data, {**said, **_named(headers)})

    def send(self, method: str, path: str, data: bytes | None, headers: Mapping[str, str]) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            if data is not None and "Content-Length" not in headers:
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data)
            answer = connection.getresponse()
            return Reply(
                answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
            )
        finally:
            connection.close()

    def begin(self, topic: str = "male-allies") -> str:
        """Begin an evening, and return its address."""
        return self.post("/", {"do": f"begin {topic}"}).headers["location"].rpartition("/")[0]

    def evening(self, name: str = "male-allies") -> str:
        """Return the text of the file of an evening."""
        return (self.folder / "evenings" / f"{name}.yaml").read_text("utf-8")

    def set(self, path: str, **values: str) -> Reply:
        """Fill in fields as the page does."""
        return self.post(
            path, {f"f.{name}": value for name, value in values.items()}, **{"X-Studio-Part": "1"}
        )


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@contextmanager
def served(folder: Path) -> Iterator[Studio]:
    """Serve a folder in a thread until the block ends."""
    before = Path.cwd()
    run = start_studio(folder, 0, command)
    assert run
    thread = threading.Thread(target=run.serve, daemon=True)
    thread.start()
    studio = Studio(folder, run.address)
    try:
        yield studio
    finally:
        # A test may have closed it.
        with suppress(ConnectionError):
            studio.post("/close", {})
        thread.join(10)
        run.end()
        os.chdir(before)
        assert not thread.is_alive()
