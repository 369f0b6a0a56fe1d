"""The page for guests: everything a guest needs in one HTML file that loads nothing, with texts as texts."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest

from hostkit.events.event import Event
from hostkit.guides.guide import Guide, Round
from hostkit.guides.languages import language_names
from hostkit.kit import make_kit
from hostkit.sheets.guest_page import GUEST_PAGE, guest_page
from tests.support.guides import event, guide, male_allies, phrase, plan, questions

SCRIPT = "<script>alert(1)</script>\"'&"


class Reader(HTMLParser):
    """What a browser finds: elements with their attributes, and texts outside of style and program."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style") and data.strip():
            self.words.append(data.strip())


def page_of(made: Guide, evening: Event | None = None, **options: object) -> Reader:
    return Reader(guest_page(plan(made, evening or event(), **options)))


def test_a_guest_finds_everything_on_the_page() -> None:
    made = male_allies()
    said = page_of(made).words
    assert made.definition
    for text in (made.title.text, made.definition.text, *(each.text for each in made.agreements)):
        assert text in said
    for each in made.questions:
        assert {each.ask.text, *(probe.text for probe in each.probes)} <= set(said)
    assert [prompt.ask.text for prompt in made.worksheet if prompt.ask.text not in said] == []


def test_nothing_is_loaded_and_only_the_own_program_runs() -> None:
    found = page_of(male_allies())
    assert not [tag for tag, _ in found.elements if tag in ("link", "img", "iframe", "object", "form")]
    assert not [each for _, each in found.elements if "src" in each or "action" in each]
    (policy,) = [each["content"] for _, each in found.elements if each.get("http-equiv")]
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_texts_are_never_markup() -> None:
    hostile = phrase(SCRIPT)
    made = guide(
        title=hostile, series=hostile, definition=hostile, agreements=(hostile,),
        questions=questions(SCRIPT), tips=(hostile,),
    )  # fmt: skip
    found = page_of(made, event(host=hostile, place=hostile, group_name=hostile))
    assert [tag for tag, _ in found.elements].count("script") == 1
    assert SCRIPT in found.words


def test_every_field_for_words_has_its_label_and_headings_skip_no_level() -> None:
    found = page_of(male_allies()).elements
    fields = [each["id"] for tag, each in found if tag == "textarea"]
    assert fields
    assert [each["for"] for tag, each in found if tag == "label"] == fields
    levels = [int(tag[1]) for tag, _ in found if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", language_names())
def test_it_is_in_the_language_of_its_guide(language: str) -> None:
    found = page_of(male_allies()._replace(language=language), language=language)
    assert found.elements[0] == ("html", {"lang": language})


def test_a_kit_has_it_only_on_request_and_with_the_same_bytes() -> None:
    made = male_allies()
    usual = make_kit(made, event(), plan(made, event()).options)
    asked = [make_kit(made, event(), plan(made, event(), guest_page=True).options) for _ in range(2)]
    assert GUEST_PAGE not in usual.files
    assert asked[0].files[GUEST_PAGE] == asked[1].files[GUEST_PAGE]
    assert {name: data for name, data in asked[0].files.items() if name != GUEST_PAGE} == usual.files


def test_two_evenings_keep_their_words_apart() -> None:
    keys = set()
    for name in ("a", "b"):
        (body,) = [each for tag, each in page_of(male_allies(), event(id=name)).elements if tag == "body"]
        keys.add(body["data-key"])
    assert len(keys) == 2


def test_rounds_have_headings_above_their_questions() -> None:
    made = guide(
        questions=questions("One?", "Two?"),
        rounds=(Round(phrase("Back"), 1, 1), Round(phrase("Ahead"), 2, 2)),
    )
    said = page_of(made).words
    assert said.index("Back") < said.index("One?") < said.index("Ahead") < said.index("Two?")
