"""Which languages there are words for: the names of the files under ``languages/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def languages_folder() -> Path:
    """Return the folder of the language files."""
    return Path(__file__).resolve().parent.parent / "languages"


@cache
def language_names() -> tuple[str, ...]:
    """Return the tags of all languages, in order."""
    return tuple(sorted(path.stem for path in languages_folder().glob("*.yaml")))
