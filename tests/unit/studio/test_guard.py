"""Who reaches the studio: its own page, and nobody else, whatever a request says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.studio import Studio, served

PATHS = (
    "/",
    "/evening/male-allies/evening",
    "/static/studio.css",
    "/fonts/DejaVuSans.ttf",
    "/nothing",
    "/close",
)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with served(tmp_path_factory.mktemp("studio")) as running:
        yield running


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", ["", "hostkit-1=x", "other=1"])
def test_without_the_token_every_path_is_refused(studio: Studio, path: str, cookie: str) -> None:
    reply = studio.send("GET", path, None, {"Cookie": cookie})
    assert reply.status == 403
    assert "start hostkit once more" in reply.text


def test_the_first_address_gives_a_cookie_that_scripts_and_other_sites_do_not_get(studio: Studio) -> None:
    reply = studio.send("GET", f"/?{studio.address.partition('?')[2]}", None, {})
    assert reply.status == 303
    cookie = reply.headers["set-cookie"].lower()
    assert cookie.startswith(f"hostkit-{studio.port}=")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert studio.send("GET", "/?token=wrong", None, {}).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8470"},
        {"Host": "192.168.0.7"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_requests_of_other_sites_are_refused(studio: Studio, method: str, headers: dict[str, str]) -> None:
    said = {"Cookie": studio.cookie, **headers}
    assert studio.send(method, "/", b"" if method == "POST" else None, said).status == 403


def test_a_form_without_an_origin_is_refused_unless_the_browser_vouches_for_it(studio: Studio) -> None:
    said = {"Cookie": studio.cookie}
    assert studio.send("POST", "/", b"do=none", said).status == 403
    assert studio.send("POST", "/", b"do=none", {**said, "Sec-Fetch-Site": "none"}).status == 403
    assert studio.send("POST", "/", b"do=none", {**said, "Sec-Fetch-Site": "same-origin"}).status == 404


def test_pages_load_nothing_from_elsewhere_and_run_no_script_of_their_text(studio: Studio) -> None:
    reply = studio.get("/")
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert " on" not in reply.text.replace(" on ", " ").partition("<main")[0]
    assert "<script>" not in reply.text
    assert "style=" not in reply.text


@pytest.mark.parametrize(
    "path",
    [
        "/evening/..%2f..%2fetc/evening", "/evening/%2e%2e/evening", "/evening/.hidden/evening",
        "/evening/x/file/..%2fx", "/evening/male-allies/file/hostkit.yaml",
        "/static/../guard.py", "/static/..%2fguard.py", "/fonts/..%2f..%2fpyproject.toml", "/cover/..%2fx/10.png",
        "/picture/x/0/10.png", "/picture/x/-1/10.png", "/evening/nothing/paper",
        "/evening/a%00b/evening", "/evening/%ff/evening",
    ],
)  # fmt: skip
def test_no_name_in_an_address_becomes_a_path(studio: Studio, path: str) -> None:
    assert studio.get(path).status in (400, 404)


def test_uploads_that_are_too_large_or_broken_cost_their_request_alone(studio: Studio) -> None:
    assert studio.post("/", b"x", Content_Length="99999999999").status == 413
    broken = "multipart/form-data; boundary=x"
    assert studio.post("/", b"--x\r\nnonsense", Content_Type=broken).status in (400, 404)
    assert studio.post("/", b"--x\r\n", Content_Type="multipart/form-data").status in (400, 404)
    assert (
        studio.post("/", b"%ff%fe=%00&do=%ff", Content_Type="application/x-www-form-urlencoded").status == 404
    )
    assert studio.get("/").status == 200


def test_a_folder_is_served_once(studio: Studio, tmp_path: Path) -> None:
    from hostkit.studio.studio_server import running_address, start_studio

    assert start_studio(studio.folder, 0, str) is None
    assert running_address(studio.folder).startswith(studio.address)
    assert running_address(tmp_path) == ""
