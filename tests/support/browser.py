"""A browser that is installed, driven by Playwright; tests that need it are skipped where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
NEEDED = "HOSTKIT_NEEDS_BROWSER"
"""Set where a browser must be there, so that tests fail instead of being skipped."""

MISSING = (
    "No browser was found, so the studio's pages were not tested: install hostkit[browser] and Chromium."
)


@cache
def is_there() -> bool:
    """Tell whether Playwright is installed and starts a browser."""
    if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
        return False
    try:
        with browser():
            return True
    except Exception:
        return False


def must_be_there() -> bool:
    return bool(os.environ.get(NEEDED))


@contextmanager
def browser() -> Iterator[Any]:
    """Start Debian's or another installed Chromium, or the one that Playwright has downloaded."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield started
        finally:
            started.close()
