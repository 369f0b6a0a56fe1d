"""The folders of data that come with hostkit."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """Return such a folder: in the package, as _name, when installed; beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / f"_{name}"
    return installed if installed.is_dir() else package.parent / name
