"""The pictures in docs/studio show what the studio's screens say now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docs.make_studio_pictures import FOLDER, HEIGHT, WIDTH, WORDS, screens
from tests.support.browser import MISSING, browser, is_there, must_be_there
from tests.support.studio import served

if not must_be_there() and not is_there():
    pytest.skip(MISSING, allow_module_level=True)


def test_the_pictures_are_up_to_date(tmp_path: Path) -> None:
    with served(tmp_path) as studio, browser() as chromium:
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        shown = dict(screens(page, studio))
    assert shown == json.loads(WORDS.read_text("utf-8")), "run: python -m docs.make_studio_pictures"
    assert {path.stem for path in FOLDER.glob("*.png")} == set(shown)
