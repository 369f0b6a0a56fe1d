"""Puts a file on the desktop that opens the studio with a double click, on Windows, macOS and Linux."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from hostkit.core.user_folders import desktop_folder
from hostkit.files.program_file import write_program

NAME = "hostkit"


def make_shortcut(folder: Path) -> Path:
    """Write the file that opens the studio in a folder, and return its path. Raises OutputError."""
    ending, text = shortcut_for(sys.platform, sys.executable or "python", folder)
    return write_program(desktop_folder(), f"{NAME}{ending}", text)


def shortcut_for(platform: str, python: str, folder: Path) -> tuple[str, str]:
    """Return the ending and the text of the file for a system, as ``sys.platform`` names it."""
    words = [python, "-m", "hostkit", "studio", "--folder", str(folder)]
    if platform == "win32":
        # In a batch file a percent sign is written twice.
        quoted = " ".join(f'"{word}"' for word in words).replace("%", "%%")
        return ".cmd", f"@echo off\r\ntitle hostkit\r\n{quoted}\r\n"
    if platform == "darwin":
        return ".command", f"#!/bin/sh\nexec {shlex.join(words)}\n"
    # Desktop Entry Specification 1.5: arguments in double quotation marks, with these signs escaped, percent twice.
    escaped = (
        word.replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\`").replace("$", "\\$")
        for word in words
    )
    command = " ".join(f'"{word}"' for word in escaped).replace("\\", "\\\\").replace("%", "%%")
    lines = ("[Desktop Entry]", "Type=Application", f"Name={NAME}", f"Exec={command}", "Terminal=true")
    return ".desktop", "\n".join((*lines, ""))
