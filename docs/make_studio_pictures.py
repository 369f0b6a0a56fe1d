"""Makes the pictures in docs/studio: screens of the studio, as a browser shows them.

    python -m docs.make_studio_pictures

In: a new folder with README's evening. Out: PNG files, and words.json with the words on each screen, by which a test
tells when a picture is older than the page. Needs the extra ``browser`` and Chromium.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docs.readme import ROOT, file_text
from tests.support.browser import browser
from tests.support.studio import Studio, served

FOLDER = ROOT / "docs" / "studio"
WORDS = FOLDER / "words.json"
SCREENS = {
    "home": "/",
    "words": "/evening/male-allies/words?sheet=question-cards",
    "evening": "/evening/male-allies/evening",
    "season": "/season/spring.csv",
    "print": "/evening/male-allies/print?sheet=reflection-worksheet",
}
TABLE = """\
id,topic,date,start,host,place,guests
spring-1,male-allies,2027-03-11,19:00,Ana,12 Mill Lane,10
spring-2,burnout,18.3.2027,7pm,Bea,Library,8
spring-3,grief,2027-03-25,19:00,Ana,12 Mill Lane,
"""
"""A table with two rows as people type them."""

WIDTH, HEIGHT = 1280, 800
"""The window in pixels: the smallest that many laptops have."""


def screens(page: Any, studio: Studio) -> Iterator[tuple[str, str]]:
    """Open each screen in a page of a browser, and yield its name and its words."""
    page.goto(studio.address)
    studio.begin()
    (studio.folder / "evenings" / "male-allies.yaml").write_text(
        f"id: male-allies\n{file_text('event.yaml')}", "utf-8"
    )
    (studio.folder / "tables").mkdir()
    (studio.folder / "tables" / "spring.csv").write_text(TABLE, "utf-8")
    for name, path in SCREENS.items():
        page.goto(f"http://{studio.host}{path}")
        page.wait_for_load_state("networkidle")
        words = " ".join(page.locator("body").inner_text().split())
        yield name, words.replace(str(studio.folder), "FOLDER")


def main() -> None:
    """Write the pictures and the words."""
    FOLDER.mkdir(exist_ok=True)
    shown = {}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as studio, browser() as chromium:
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, words in screens(page, studio):
            page.screenshot(path=FOLDER / f"{name}.png")
            shown[name] = words
    WORDS.write_text(f"{json.dumps(shown, ensure_ascii=False, indent=1)}\n", "utf-8")


if __name__ == "__main__":
    main()
