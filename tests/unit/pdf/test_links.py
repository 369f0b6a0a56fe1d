"""Links: a click on the words leads where they say, on any page however it is placed."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.typesetting.display_list import ARTIFACT, LinkArea, Placement, Role

from .reading import HEIGHT, WIDTH, Drawn, document, page, run

URL = "https://example.org/a_(b)?c=d&e=%20"
ROLE = Role("Link")


def area(**changes: Any) -> LinkArea:
    return LinkArea(50, 88, 60, 16, URL, "example.org/a", ROLE)._replace(**changes)


def annotation(drawn: Drawn, number: int = 0) -> Any:
    return drawn.reader.pages[0]["/Annots"][number].get_object()


def test_a_link_is_an_annotation_that_prints_and_has_no_border() -> None:
    found = annotation(Drawn(document(page(area()))))
    assert (found["/Type"], found["/Subtype"], found["/F"]) == ("/Annot", "/Link", 4)
    assert found["/Border"] == [0, 0, 0]
    assert found["/Contents"] == "example.org/a"
    assert (found["/A"]["/S"], found["/A"]["/URI"]) == ("/URI", URL)
    assert [float(edge) for edge in found["/Rect"]] == [50, HEIGHT - 104, 110, HEIGHT - 88]


def test_a_description_beyond_ascii_is_right() -> None:
    assert annotation(Drawn(document(page(area(description="Żółw (🐢)")))))["/Contents"] == "Żółw (🐢)"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_words_are_clickable_wherever_the_page_lies(turn: int) -> None:
    card = page(run("words", 50, 100, role=ROLE), area())
    inner = page(Placement(30, 40, card, turn))
    for drawn in (
        Drawn(document(card)),
        Drawn(document(page(Placement(35.5, -20.25, card, turn)))),
        Drawn(document(page(Placement(10, 20, inner, 180)))),
        Drawn(document(page(Placement(10, 20, inner, 90)))),
    ):
        words = drawn.characters()
        assert len(words) == 5
        for word in words:
            assert drawn.link_at(word.x, word.y) == URL
        for away in (100, -100):
            assert drawn.link_at(words[0].x + away, words[0].y) is None
            assert drawn.link_at(words[0].x, words[0].y + away) is None


def test_a_link_after_a_placed_page_lies_on_the_outer_one() -> None:
    drawn = Drawn(document(page(Placement(10, 20, page(run("a")), 180), area())))
    assert [float(edge) for edge in annotation(drawn)["/Rect"]] == [50, HEIGHT - 104, 110, HEIGHT - 88]


def test_a_turned_rectangle_keeps_its_size_and_order_of_corners() -> None:
    drawn = Drawn(document(page(Placement(10, 20, page(area()), 180))))
    left, bottom, right, top = (float(edge) for edge in annotation(drawn)["/Rect"])
    assert (left, right) == (10 + WIDTH - 110, 10 + WIDTH - 50)
    assert (bottom, top) == (88 - 20, 104 - 20)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org",
        "javascript:alert(1)",
        "https://exämple.org/",
        "https://a b",
        "https://a\n",
        "https://",
    ],
)
def test_what_is_no_canonical_link_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="link"):
        Drawn(document(page(area(url=url))))


def test_a_link_without_an_element_is_refused() -> None:
    with pytest.raises(ValueError, match="element"):
        Drawn(document(page(area(role=ARTIFACT))))


@pytest.mark.parametrize(
    "changes", [{"width": 0}, {"height": -4}, {"x": float("nan")}, {"description": "a\0"}]
)
def test_an_area_that_nobody_could_click_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"is no|U\+0000"):
        Drawn(document(page(area(**changes))))
