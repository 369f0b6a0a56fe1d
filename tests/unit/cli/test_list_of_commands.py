"""The list of commands is known before their modules are imported."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from inspect import getdoc

import pytest

from hostkit.cli.app import COMMANDS

LIST = """
import sys
from hostkit.__main__ import main

try:
    main()
except SystemExit:
    print(*sorted(name for name in sys.modules if name.endswith("_command")), file=sys.stderr)
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_has_the_first_line_of_a_commands_own_help(name: str) -> None:
    about = getdoc(import_module(f"hostkit.cli.{name}_command").COMMAND)
    assert about is not None
    assert about.splitlines()[0] == COMMANDS[name]


def test_the_list_imports_no_command() -> None:
    done = subprocess.run([sys.executable, "-c", LIST, "--help"], capture_output=True, text=True, check=True)
    assert "build" in done.stdout
    assert done.stderr.split() == []
