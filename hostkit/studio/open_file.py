"""Opens a file of the folder in the program that this computer has for its kind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread


def open_in_its_program(path: Path) -> bool:
    """Open a file, as a double click does, and tell whether there was something to open it with."""
    full = path.absolute()
    try:
        if sys.platform == "win32":
            os.startfile(full)
            return True
        opener = subprocess.Popen(
            ["open" if sys.platform == "darwin" else "xdg-open", str(full)], start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError:
        return False
    Thread(target=opener.wait, daemon=True).start()
    return True
