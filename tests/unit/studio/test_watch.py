"""``hostkit watch``: the pages of a kit, new when a file is saved; a file that is wrong for a moment loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hostkit.studio.watch_server import WatchedKit, start_watch
from tests.support.studio import Studio

GUIDE = """\
hostkit: 1
title: Rest
run_of_show:
  - segment: questions
questions:
  - ask: When do you rest?
  - ask: Who?
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rest.yaml").write_text(GUIDE, "utf-8")
    (tmp_path / "event.yaml").write_text("topic: rest.yaml\nhost: Ana\n", "utf-8")
    return tmp_path


@pytest.fixture
def watched(folder: Path) -> Iterator[Studio]:
    run = start_watch(WatchedKit(folder, "", folder / "event.yaml"), 0)
    threading.Thread(target=run.serve, daemon=True).start()
    yield Studio(folder, run.address)
    run.end()


def test_pages_are_new_when_the_guide_or_the_event_is_saved(folder: Path, watched: Studio) -> None:
    assert "When do you rest?" in watched.get("/").text
    (folder / "rest.yaml").write_text(GUIDE.replace("Who?", "What helps?"), "utf-8")
    assert "What helps?" in watched.get("/").text
    (folder / "event.yaml").write_text("topic: rest.yaml\nhost: Bea Long\n", "utf-8")
    assert "Bea Long" in watched.get("/").text


def test_the_last_pages_stay_while_a_file_is_wrong(folder: Path, watched: Studio) -> None:
    watched.get("/")
    (folder / "rest.yaml").write_text(GUIDE.replace("title:", "titel:"), "utf-8")
    shown = watched.get("/").text
    assert "there is no key &#34;titel&#34; here" in shown
    assert "When do you rest?" in shown
    (folder / "rest.yaml").write_text(GUIDE, "utf-8")
    assert "titel" not in watched.get("/").text


def test_a_guide_that_is_wrong_from_the_start_is_shown_once_it_is_right(
    folder: Path, watched: Studio
) -> None:
    (folder / "rest.yaml").unlink()
    assert "problem" in watched.get("/").text
    (folder / "rest.yaml").write_text(GUIDE, "utf-8")
    (folder / "event.yaml").write_text("topic: rest.yaml\nhost: Cleo\n", "utf-8")
    assert "Cleo" in watched.get("/").text


def test_the_page_is_told_of_a_change(folder: Path, watched: Studio) -> None:
    watched.get("/")
    parts = urlsplit(watched.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", "/changes", headers={"Cookie": watched.cookie})
    answer = connection.getresponse()
    (folder / "rest.yaml").write_text(GUIDE.replace("Who?", "What helps?"), "utf-8")
    assert answer.readline() == b"data: changed\n"
    connection.close()


def test_nobody_else_gets_in(watched: Studio) -> None:
    assert watched.send("GET", "/", None, {}).status == 403
    assert watched.get("/", Host="evil.example").status in (400, 403, 421)
    assert watched.get("/season").status == 404
