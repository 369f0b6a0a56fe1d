"""The index: one page that a browser and a screen reader understand, whatever people wrote."""

from __future__ import annotations

import datetime
from html.parser import HTMLParser

import pytest

from hostkit.batch.index import index_page
from hostkit.batch.season import PrintedFile, Season, SeasonEvent
from hostkit.files.ownership import _is_our_text
from hostkit.guides.languages import Language, read_language
from hostkit.planning.print_plan import ONE_SIDE


def files(*names: str) -> tuple[PrintedFile, ...]:
    return tuple(PrintedFile(name, "a4", 1, ONE_SIDE) for name in names)


FILES = ("host-sheet.pdf", "question-cards.pdf")
ENTRIES = (
    SeasonEvent("evening-1", datetime.date(2027, 1, 14), "Male allies", files(*FILES)),
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
    return b"".join(index_page(Season(entries), words or read_language("en"), beside)).decode()


def test_it_lists_events_dates_topics_and_links() -> None:
    page = Page(html(*ENTRIES, beside=("run-sheet.pdf", "joined/host-sheets.pdf")))
    assert page.attributes("a", "href") == [
        "run-sheet.pdf", "joined/host-sheets.pdf", "evening-1/host-sheet.pdf", "evening-1/question-cards.pdf",
    ]  # fmt: skip
    assert page.attributes("time", "datetime") == ["2027-01-14"]
    texts = [text for _, text in page.texts]
    for text in (
        "14 January 2027",
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
    assert page.attributes("th", "scope") == ["col", "col", "col", "row", "row"]
    assert ("title", "This season’s kits") in page.texts
    assert ("h1", "This season’s kits") in page.texts


def test_it_needs_nothing_else_and_runs_nothing() -> None:
    text = html(*ENTRIES)
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {
        tag for tag, _ in page.elements
    }
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "http" not in text
    assert "url(" not in text
    assert "@import" not in text


HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&amp;", "</title><b>", "'; --", "\u2028<!--",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_text(text: str) -> None:
    plain = Page(html(ENTRIES[0]))
    page = Page(html(ENTRIES[0]._replace(title=text)))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert text.strip() in [found for _, found in page.texts]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_language_says_is_text(text: str) -> None:
    english = read_language("en")
    marked = Language("en", {name: words if "{" in words else text for name, words in english.words.items()})
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
