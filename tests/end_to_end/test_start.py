"""What a build loads before it begins: the fewer modules, the sooner it starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MOST_MODULES = 100
"""Modules and packages of hostkit's own. It is to become smaller, by merging what is only read together."""

BUILD = """
import sys
from hostkit.__main__ import main

try:
    main()
except SystemExit as stop:
    assert not stop.code
print(sum(name.split(".")[0] == "hostkit" for name in sys.modules), file=sys.stderr)
"""


def test_a_build_loads_few_modules(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILD, "build", "male-allies", "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stderr.split()[-1]) <= MOST_MODULES
