"""The studio as a host uses it, in a real browser: an evening from the first card to the printed files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import MISSING, browser, is_there, must_be_there
from tests.support.studio import Studio, served

if not must_be_there() and not is_there():
    pytest.skip(MISSING, allow_module_level=True)

SIZES = {1440: 900, 1024: 768, 390: 844, 320: 640}
TEXT = """Leaving a place well

Say your name and one place you have left for good.
1. What did you take with you that nobody else wanted?
- Where is it now?
2. To whom did you not say goodbye?
Marta did this with her sister’s choir, and they sat until midnight.
"""
STEPS = ("words", "evening", "paper", "print")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as running:
        yield running


@pytest.fixture
def page(chromium: Any, studio: Studio) -> Iterator[Any]:
    """A window with the first page; nothing is logged to its console while the test runs."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(studio.address)
    yield opened
    context.close()
    assert [each for each in said if "Failed to load resource" not in each and "ERR_" not in each] == []


def _expect(locator: Any) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _begin(page: Any) -> str:
    page.get_by_role("button", name="Talk about Male allies").click()
    page.wait_for_url("**/evening/male-allies/evening")
    return str(page.url.partition("/evening/male-allies")[0]) + "/evening/male-allies"


def _shown_picture(page: Any) -> str:
    return str(page.locator(".pages img").first.get_attribute("src"))


def test_an_evening_from_its_card_to_the_printed_files(page: Any, studio: Studio) -> None:
    base = _begin(page)
    before = _shown_picture(page)
    page.locator("#f-date").fill("14/01/2027")
    page.locator("#f-start").fill("19:00")
    page.locator("#f-host").fill("Ana Ferreira")
    page.locator("#f-group_url").fill("https//example.org/power-talks")
    page.locator("#p-group_url button").click()
    _expect(page.locator("#f-group_url")).to_have_value("https://example.org/power-talks")
    _expect(page.locator(".state")).to_have_text("Pages are up to date")
    assert _shown_picture(page) != before
    assert "Ana Ferreira" in page.locator(".pages img").first.get_attribute("alt")

    page.get_by_role("link", name="Words").click()
    page.get_by_role("button", name="Down: Questions 1").click()
    _expect(page.locator("[id='f-questions.1.ask']")).to_have_value("What does a good male ally do?")
    assert page.evaluate("document.activeElement.id") == "b-down-questions.0"
    page.locator("[id='f-questions.0.ask']").fill("What could men do first?")
    _expect(page.locator(".pages img").nth(1)).to_have_attribute(
        "alt", _Containing("What could men do first?")
    )
    page.get_by_role("button", name="Leave out: Questions 4").click()
    _expect(page.locator("#pages")).to_contain_text("Page 1 of 2")
    page.get_by_role("button", name="Undo").click()
    _expect(page.get_by_text("left out")).to_have_count(0)

    page.get_by_role("link", name="Paper").click()
    page.get_by_label("US Letter").check(force=True)
    _expect(page.locator(".pages img").first).to_have_attribute("width", "612")
    page.get_by_role("link", name="Print").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all in one").click()
    packed = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "male-allies/question-cards.pdf" in packed.namelist()
    assert (studio.folder / "out" / "male-allies" / "host-sheet.pdf").exists()
    assert 'group_url: "https://example.org/power-talks"' in studio.evening()
    assert page.goto(base + "/evening").ok


class _Containing(str):
    """A pattern for an attribute that contains a text."""

    def __new__(cls, text: str) -> Any:
        import re

        return re.compile(re.escape(text))


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1024, "dark"), (390, "light"), (320, "dark")]
)
def test_no_screen_has_a_fault_of_access_or_scrolls_sideways(
    chromium: Any, studio: Studio, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(
        viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(studio.address)
    studio.set(
        f"{studio.begin()}/evening", group_url="https//example.org/x", guests="many", date="2027-01-14"
    )
    text = studio.post("/text", {"text": TEXT}).headers["location"]
    urls = ["/", *(f"/evening/male-allies/{step}" for step in STEPS), "/text", text, "/printer"]
    try:
        for url in urls:
            page.goto(f"http://{studio.host}{url}")
            page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            found = Axe().run(page).response["violations"]
            nodes = [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]
            assert nodes == [], f"{url} at {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{url} at {width}"
    finally:
        context.close()


def test_a_pasted_text_becomes_an_evening(page: Any, studio: Studio) -> None:
    page.get_by_role("link", name="I have a text already").click()
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Find the questions").click()
    page.get_by_label("What passage 6 becomes").select_option("material")
    _expect(page.locator("#guide")).to_contain_text("What to bring")
    page.get_by_role("button", name="Make the guide").click()
    page.wait_for_url("**/evening/leaving-a-place-well/words")
    _expect(page.locator("[id='f-questions.0.ask']")).to_have_value(
        "What did you take with you that nobody else wanted?"
    )


def test_the_folds_of_a_test_page_are_drawn_while_numbers_are_typed(page: Any) -> None:
    page.get_by_role("link", name="My printer").click()
    page.locator("#f-front_a").fill("2")
    _expect(page.locator(".run")).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == "f-front_a"


def test_without_scripts_every_form_works(chromium: Any, studio: Studio) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(studio.address)
    page.get_by_role("button", name="Talk about Male allies").click()
    page.locator("#f-host").fill("Ana")
    page.get_by_role("button", name="Save").first.click()
    assert "host: Ana" in studio.evening()
    assert page.locator("#f-host").input_value() == "Ana"
    page.get_by_role("link", name="Words").click()
    page.locator("[id='b-down-questions.0']").click()
    assert page.locator("[id='f-questions.1.ask']").input_value() == "What does a good male ally do?"
    page.get_by_role("link", name="Paper").click()
    page.get_by_label("US Letter").check(force=True)
    page.get_by_role("button", name="Save").first.click()
    assert "paper: letter" in studio.evening()
    assert "stock" not in studio.evening()
    context.close()


def test_the_keyboard_alone_leads_through_an_evening(page: Any, studio: Studio) -> None:
    _begin(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-date"
    page.keyboard.type("2027-01-14")
    page.keyboard.press("Tab")
    page.keyboard.type("19:00")
    page.keyboard.press("Enter")
    _expect(page.locator("#pages")).to_contain_text("Saved in")
    page.wait_for_timeout(800)
    assert "start: 19:00" in studio.evening()
    assert page.evaluate("document.activeElement.id") == "f-start"


@pytest.mark.parametrize(("width", "are_level"), [(1440, True), (390, False)])
def test_pages_stand_side_by_side_where_there_is_room(page: Any, width: int, are_level: bool) -> None:
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    _begin(page)
    first, second = (page.locator("#pages figure").nth(index).bounding_box() for index in (0, 1))
    assert (first["y"] == second["y"]) == are_level
    assert first["width"] == second["width"]


def test_two_windows_on_one_field_show_both_values(page: Any, studio: Studio) -> None:
    _begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("#f-host").fill("Ana")
    page.wait_for_timeout(900)
    other.locator("#f-host").fill("Bea")
    _expect(other.locator("#p-host")).to_contain_text("reads “Ana” now. You typed “Bea”")
    assert "host: Ana" in studio.evening()
    other.get_by_role("button", name="Keep mine").click()
    _expect(other.locator("#p-host .problem")).to_have_count(0)
    assert "host: Bea" in studio.evening()


def test_what_is_typed_while_the_server_is_away_is_sent_when_it_is_back(page: Any, studio: Studio) -> None:
    _begin(page)
    page.context.set_offline(True)
    page.locator("#f-place").fill("12 Mill Lane")
    _expect(page.locator("#offline")).to_be_visible()
    assert "place" not in studio.evening()
    page.context.set_offline(False)
    _expect(page.locator("#offline")).to_be_hidden()
    page.wait_for_timeout(500)
    assert 'place: "12 Mill Lane"' in studio.evening()


def test_a_link_is_followed_after_what_is_typed_is_saved(page: Any, studio: Studio) -> None:
    _begin(page)
    page.locator("#f-place").press_sequentially("Library")
    page.get_by_role("link", name="Print").click()
    page.wait_for_url("**/print*")
    assert "place: Library" in studio.evening()


def test_closing_ends_the_studio_and_an_old_tab_says_how_to_open_it(chromium: Any, tmp_path: Path) -> None:
    with served(tmp_path) as studio:
        page = chromium.new_page()
        page.goto(studio.address)
        page.get_by_role("button", name="Close hostkit").click()
        _expect(page.get_by_role("heading")).to_have_text("hostkit is closed")
        page.close()


def test_the_script_stays_small() -> None:
    folder = Path(__file__).parents[2] / "hostkit" / "studio" / "static"
    assert sum(path.stat().st_size for path in folder.glob("*.js")) <= 30_000


SEASON = "id,topic,date,start,host\n" + "".join(
    f"e{n},{topic},{day},19:00,Host {n % 3}\n"
    for n, (topic, day) in enumerate(
        [
            ("male-allies", "2027-01-14"),
            ("greif", "2027-01-15"),
            ("belonging", "30.1.2027"),
            ("grief", "2027-02-30"),
        ]
    )
)


def test_an_organizer_mends_a_table_and_makes_its_kits(page: Any, studio: Studio) -> None:
    page.get_by_role("link", name="A season").click()
    page.set_input_files("#file", {"name": "Spring.csv", "mimeType": "text/csv", "buffer": SEASON.encode()})
    page.get_by_role("button", name="Read the table").click()
    page.get_by_role("button", name="Write grief").click()
    page.get_by_role("link", name="Edit row 5").click()
    page.locator("#c-5-3").fill("2027-02-28")
    page.locator("#row-5").get_by_role("button", name="Save").click()
    _expect(page.locator(".lead")).to_have_text("4 evenings. Nothing is wrong.")
    page.get_by_role("button", name="Make 4 kits").click()
    _expect(page.locator("#made")).to_be_visible(timeout=30_000)
    with page.expect_download() as packed:
        page.get_by_role("link", name="Everything in one .zip").click()
    names = zipfile.ZipFile(packed.value.path()).namelist()
    assert {f"spring/e{n}/question-cards.pdf" for n in range(4)} <= set(names)
    page.get_by_role("link", name="Look at it").first.click()
    _expect(page.locator(".pages img").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_axe_finds_nothing_on_the_screens_of_a_season(
    width: int, scheme: str, page: Any, studio: Studio
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    (studio.folder / "tables").mkdir()
    (studio.folder / "tables" / "spring.csv").write_text(SEASON, "utf-8")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    for path in ("/season", "/season/spring.csv", "/season/spring.csv?row=3", "/season/spring.csv/kit/e0"):
        page.goto(f"http://{studio.host}{path}")
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["target"]) for each in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
