"""The index: one page that a browser and a screen reader understand, whatever people wrote."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from hostkit.batch.index import index_page
from hostkit.batch.season import PrintedFile, Season, SeasonEvent
from hostkit.files.ownership import _is_our_text
from hostkit.guides.languages import WEEKDAYS, Language, read_language
from hostkit.planning.clock import TimeWords
from hostkit.planning.print_plan import ONE_SIDE


def files(*names: str) -> tuple[PrintedFile, ...]:
    return tuple(PrintedFile(name, "a4", 1, ONE_SIDE) for name in names)


FILES = ("host-sheet.pdf", "question-cards.pdf")
DAY = datetime.date(2027, 1, 14)
ENTRIES = (
    SeasonEvent("evening-1", DAY, "Male allies", files(*FILES), "Library", False, False, 19 * 60, 90, "Ana"),
    SeasonEvent("evening-2", None, "Rest & work"),
)


class Page(HTMLParser):
    """What a page is made of: elements with their attributes, and texts by the element they stand in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "each element that is opened is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1], data.strip()))

    def attributes(self, tag: str, name: str) -> list[str | None]:
        return [attributes.get(name) for found, attributes in self.elements if found == tag]


def html(
    *entries: SeasonEvent, beside: tuple[str, ...] = ("run-sheet.pdf",), words: Language | None = None
) -> str:
    times = TimeWords(words or read_language("en"), 24)
    return b"".join(index_page(Season(entries), times, beside)).decode()


def test_it_lists_events_dates_topics_and_links() -> None:
    page = Page(html(*ENTRIES, beside=("run-sheet.pdf", "joined/host-sheets.pdf")))
    assert page.attributes("a", "href") == [
        "run-sheet.pdf", "joined/host-sheets.pdf", "evening-1/host-sheet.pdf", "evening-1/question-cards.pdf",
    ]  # fmt: skip
    assert page.attributes("time", "datetime") == ["2027-01-14"]
    texts = [text for _, text in page.texts]
    for text in (
        "Thursday, 14 January 2027",
        "19:00 to 20:30",
        "Ana",
        "Library",
        "Male allies",
        "evening-1",
        "Rest & work",
        "no date",
        "no kit yet",
        "2 events",
    ):
        assert text in texts


def test_a_screen_reader_finds_its_way() -> None:
    page = Page(html(*ENTRIES))
    assert page.attributes("html", "lang") == ["en"]
    assert [tag for tag, _ in page.elements].count("caption") == 1
    assert page.attributes("th", "scope") == ["col"] * 6 + ["row", "row"]
    # On phones the table has no look of one, so what it is must be said.
    assert page.attributes("table", "role") == ["table"]
    assert page.attributes("tr", "role") == ["row"] * 3
    assert page.attributes("td", "role") == ["cell"] * 10
    assert page.attributes("td", "data-label")[:5] == ["Date", "Time", "Host", "Place", "Files"]
    assert ("title", "This season’s kits") in page.texts
    assert ("h1", "This season’s kits") in page.texts


def test_it_needs_nothing_else_and_runs_nothing_but_its_own_program() -> None:
    text = html(*ENTRIES)
    page = Page(text)
    assert not {"link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in page.elements}
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "http:" not in text
    assert "https:" not in text
    assert set(re.findall(r"url\(([^,)]*)", text)) == {"data:font/ttf;base64"}
    assert "@import" not in text
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    total = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; "
    assert page.attributes("meta", "content")[-1] == f"{policy}script-src 'sha256-{total}'"


def test_its_type_is_that_of_the_kits() -> None:
    assert re.findall(r'font-family: "([^"]+)"; font-weight: (\d+)', html()) == [
        ("Atkinson Hyperlegible Next", "400"), ("Atkinson Hyperlegible Next", "700"), ("Fraunces", "600"),
    ]  # fmt: skip


def test_what_a_row_is_sorted_by_puts_the_unknown_last() -> None:
    page = Page(html(ENTRIES[0], ENTRIES[0]._replace(start=None), *ENTRIES[1:]))
    keys = [attributes["data-key"] for _, attributes in page.elements if "data-key" in attributes]
    assert keys == ["2027-01-14 1140", "1140", "2027-01-14 9999", "", "", ""]
    assert page.attributes("th", "data-sorted")[:6] == ["ascending", "", "", "", "", None]


def test_a_branch_has_a_column_if_one_is_known() -> None:
    assert "Branch" not in html(*ENTRIES)
    page = Page(html(ENTRIES[0]._replace(branch="<North>"), *ENTRIES[1:]))
    assert ("td", "<North>") in page.texts
    assert page.attributes("td", "data-label").count("Branch") == 2


def test_240_evenings_are_under_a_megabyte() -> None:
    kit = files(*(f"{name}-of-an-evening.pdf" for name in "abcdefg"))
    long = ENTRIES[0]._replace(kit=kit, host="Ana and Bea " * 4, place="12 Mill Lane " * 5)
    assert len(html(*[long] * 240).encode()) < 1_000_000


HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&amp;", "</title><b>", "'; --", "\u2028<!--",
)  # fmt: skip


@pytest.mark.parametrize("field", ["title", "host", "place", "branch"])
@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_text(text: str, field: str) -> None:
    plain = Page(html(ENTRIES[0]._replace(branch="x")))
    written: dict[str, Any] = {"branch": "x", field: text}
    page = Page(html(ENTRIES[0]._replace(**written)))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert text.strip() in [found for _, found in page.texts]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_language_says_is_text(text: str) -> None:
    english = read_language("en")
    words = {name: words if "{" in words else text for name, words in english.words.items()}
    marked = Language("en", {**words, WEEKDAYS: f"{text} " * 7})
    page = Page(html(*ENTRIES, words=marked))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in Page(html(*ENTRIES)).elements]


def test_names_of_files_are_encoded_in_links() -> None:
    page = Page(html(ENTRIES[0]._replace(kit=files("a b?c#d&e.pdf"))))
    assert page.attributes("a", "href")[-1] == "evening-1/a%20b%3Fc%23d%26e.pdf"
    assert ("a", "a b?c#d&e.pdf") in page.texts


def test_it_is_known_as_hostkits_and_is_the_same_each_time() -> None:
    assert _is_our_text(html(*ENTRIES).encode())
    assert html(*ENTRIES) == html(*ENTRIES)


def test_why_an_event_has_no_kit_is_not_told_to_whoever_gets_the_page() -> None:
    assert "too long" not in html(*ENTRIES)
