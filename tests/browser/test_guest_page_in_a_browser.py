"""The page for guests on a phone: from a file, with storage and without, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.browser import MISSING, browser, is_there, must_be_there
from tests.support.cases import MALE_ALLIES
from tests.support.command import hostkit

if not must_be_there() and not is_there():
    pytest.skip(MISSING, allow_module_level=True)

REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("guests")
    arguments = ("--guest-page", "--date", "2027-01-14", "--group-url", "https://example.org/talks")
    assert hostkit("build", MALE_ALLIES, *arguments, folder=folder).code == 0
    return (folder / "out" / "male-allies" / "guest-page.html").as_uri()


def opened(chromium: Any, address: str, **settings: Any) -> Any:
    script = settings.pop("script", None)
    context = chromium.new_context(**{"viewport": {"width": 390, "height": 844}, **settings})
    if script:
        context.add_init_script(script)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(address)
    return page


def test_questions_are_read_one_by_one(chromium: Any, address: str) -> None:
    page = opened(chromium, address)
    cards = page.locator(".card")
    assert [cards.nth(n).is_visible() for n in range(4)] == [True, False, False, False]
    assert page.locator("#back").is_disabled()
    page.keyboard.press("Tab")
    page.locator("#next").press("Enter")
    assert [cards.nth(n).is_visible() for n in range(4)] == [False, True, False, False]
    assert page.evaluate("document.activeElement.id") == "question-2"
    assert page.locator("#count").inner_text() == "2 of 4"
    page.locator("#all").click()
    assert all(cards.nth(n).is_visible() for n in range(4))
    assert page.said == []


def test_words_stay_on_the_device(chromium: Any, address: str) -> None:
    page = opened(chromium, address)
    assert page.locator("#kept").is_visible()
    assert not page.locator("#not-kept").is_visible()
    page.locator("#prompt-1").fill("That nobody laughed.")
    page.reload()
    assert page.locator("#prompt-1").input_value() == "That nobody laughed."


def test_a_browser_that_keeps_nothing_is_told_before_the_first_word(chromium: Any, address: str) -> None:
    page = opened(chromium, address, script=REFUSED)
    assert page.locator("#not-kept").is_visible()
    assert not page.locator("#kept").is_visible()
    page.locator("#prompt-2").fill("Ask my brother.")
    page.locator("#copy").click()
    page.locator("#copied", has_text="Copied.").wait_for()
    assert page.said == []


def test_without_scripts_everything_is_there(chromium: Any, address: str) -> None:
    page = opened(chromium, address, java_script_enabled=False)
    assert page.locator(".card").count() == 4
    assert all(page.locator(".card").nth(n).is_visible() for n in range(4))
    assert page.locator("#not-kept").is_visible()
    assert not page.locator("#next").is_visible()
    page.locator("summary").first.click()
    assert page.locator("details li").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen_and_axe_finds_nothing(
    width: int, scheme: str, chromium: Any, address: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(chromium, address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.locator("#all").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
