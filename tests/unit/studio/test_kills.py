"""The server killed in the middle of saves and builds: no file is half-written, and only the field in hand is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest

from hostkit.core.yaml_edit import value_at
from hostkit.files.ownership import is_ours
from hostkit.studio.history import History
from tests.support.command import environment
from tests.support.studio import Studio

KILLS = 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_server_leaves_whole_files_and_what_was_typed(tmp_path: Path) -> None:
    kept = ""
    for kill in range(KILLS):
        command = [sys.executable, "-m", "hostkit", "studio", "--no-browser", "--folder", str(tmp_path)]
        with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            studio = Studio(tmp_path, server.stdout.readline().strip())
            path = "/evening/male-allies" if kill else studio.begin()
            if kill:
                assert value_at(studio.evening(), ("host",)) >= kept
            sent: list[str] = []
            typing = threading.Thread(target=_type, args=(studio, path, kill, kept, sent))
            typing.start()
            time.sleep(0.3 + 0.11 * kill)
            server.send_signal(signal.SIGKILL)
            typing.join(30)
            kept = sent[-1] if sent else kept
        assert value_at(studio.evening(), ("host",)) >= kept
        undo = (tmp_path / "evenings" / "male-allies.undo.json").read_bytes()
        assert History(undo).steps
        for file in (tmp_path / "out" / "male-allies").glob("[!.]*"):
            assert is_ours(file)


def _type(studio: Studio, path: str, kill: int, before: str, sent: list[str]) -> None:
    """Type names that grow, and build in between, until the server is gone; ``sent`` gets what was answered."""
    for number in range(1000):
        value = f"Ana {kill:03}-{number:04}"
        try:
            form = {"f.host": value, "was.host": before, "do": ""}
            if studio.post(f"{path}/evening", form).status != 303:
                form = {"do": f"set host {value}"}
                studio.post(f"{path}/evening", form)
            sent.append(value)
            before = value
            if number % 3 == 2:
                studio.post(f"{path}/print", {"do": "zip"})
        except (OSError, HTTPException):
            return
