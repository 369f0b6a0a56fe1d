"""hostkit as somebody at a terminal meets it: arguments in; exit code, stdout and stderr out.

``hostkit`` runs in this process, which is fast; ``hostkit_process`` starts a Python of its own, as a user does, and so
does ``hostkit_with_small_files``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from hostkit.cli.app import run
from tests.support.cases import ROOT


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str

    @property
    def files(self) -> list[str]:
        """The paths on stdout, as they were printed."""
        return self.stdout.splitlines()


def hostkit(*arguments: str, folder: Path) -> Outcome:
    """Run a command in this process, with ``folder`` as the working folder."""
    out, err = _stream(), _stream()
    with (
        chdir(folder),
        patch.object(sys, "argv", ["hostkit", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return Outcome(code, _text(out), _text(err))


def hostkit_process(*arguments: str, folder: Path, variables: Mapping[str, str] | None = None) -> Outcome:
    """Run ``python -m hostkit`` in a process of its own; ``variables`` are added to the environment."""
    return _process("-m", "hostkit", *arguments, folder=folder, variables=variables)


def hostkit_with_small_files(*arguments: str, folder: Path) -> Outcome:
    """Run hostkit in a process in which the system breaks off every write at 9000 bytes of a file; not on Windows.

    It keeps no bytecode: cut off as well, that would be what the next Python imports.
    """
    program = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "from hostkit.__main__ import main\n"
        "main()\n"
    )
    variables = {"PYTHONDONTWRITEBYTECODE": "1"}
    return _process("-c", program, *arguments, folder=folder, variables=variables)


def _process(*of_python: str, folder: Path, variables: Mapping[str, str] | None) -> Outcome:
    done = subprocess.run(
        [sys.executable, *of_python],
        cwd=folder,
        env=environment(variables),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which a Python elsewhere finds this checkout; terminals are 80 columns wide."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **(variables or {})}


def _stream() -> TextIOWrapper:
    return TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def _text(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode()
