"""Bookmarks: one a heading, at its level, leading to its place."""

from __future__ import annotations

from typing import Any

from hostkit.typesetting.display_list import Placement, Role

from .reading import HEIGHT, Drawn, document, page, run


def entries(drawn: Drawn) -> list[tuple[int, str, int, float]]:
    """Return (level, title, page number, top) of every bookmark, in order."""
    found: list[tuple[int, str, int, float]] = []

    def gather(outline: list[Any], level: int) -> None:
        for entry in outline:
            if isinstance(entry, list):
                gather(entry, level + 1)
            else:
                place = drawn.reader.get_destination_page_number(entry)
                found.append((level, str(entry.title), place, float(entry.top)))

    gather(drawn.reader.outline, 0)
    return found


def heading(text: str, level: int, serial: int, y: float = 100) -> Any:
    return run(text, y=y, role=Role(f"H{level}", serial), size=20)


def test_headings_become_bookmarks_at_their_levels() -> None:
    first = page(heading("One", 1, 1), heading("Two", 2, 2, 200), heading("Three", 3, 3, 300), run("not me"))
    second = page(heading("Four", 2, 4, 50), heading("“Fünf” ½", 1, 5, 90))
    assert entries(Drawn(document(first, second, bookmarks=True))) == [
        (0, "One", 0, HEIGHT - 80),
        (1, "Two", 0, HEIGHT - 180),
        (2, "Three", 0, HEIGHT - 280),
        (1, "Four", 1, HEIGHT - 30),
        (0, "“Fünf” ½", 1, HEIGHT - 70),
    ]


def test_no_bookmarks_unless_wanted() -> None:
    drawn = Drawn(document(page(heading("One", 1, 1))))
    assert drawn.reader.outline == []
    assert "/Outlines" not in drawn.root


def test_a_document_without_headings_has_no_outline() -> None:
    drawn = Drawn(document(page(run("a")), bookmarks=True))
    assert drawn.reader.outline == []


def test_levels_are_never_skipped() -> None:
    items = [
        heading("a", 3, 1),
        heading("b", 3, 2),
        heading("c", 1, 3),
        heading("d", 3, 4),
        heading("e", 2, 5),
    ]
    levels = [(level, title) for level, title, _, _ in entries(Drawn(document(page(*items), bookmarks=True)))]
    assert levels == [(0, "a"), (1, "b"), (0, "c"), (1, "d"), (1, "e")]


def test_a_title_is_the_whole_heading_with_white_space_folded() -> None:
    role = Role("H1", 1)
    items = [
        run("Rest  and ", y=50, role=role),
        run("w", 150, 50, role=role),
        run("ork", 160, 50, role=Role("Span", 1, role)),
        run("on two lines", y=70, role=role),
    ]
    drawn = Drawn(document(page(*items), page(run("and pages", role=role)), bookmarks=True))
    assert [entry[1:3] for entry in entries(drawn)] == [("Rest and work on two lines and pages", 0)]


def test_a_blank_heading_has_no_bookmark() -> None:
    drawn = Drawn(document(page(heading(" ", 1, 1), heading("a", 1, 2)), bookmarks=True))
    assert [title for _, title, _, _ in entries(drawn)] == ["a"]


def test_bookmarks_lead_to_where_a_placed_page_lies() -> None:
    card = page(heading("Card", 3, 1, 100))
    upright = Drawn(document(page(Placement(10, 30, card)), bookmarks=True))
    assert entries(upright) == [(0, "Card", 0, HEIGHT - 110)]
    turned = Drawn(document(page(Placement(10, 30, card, 180)), bookmarks=True))
    # Upside down the baseline is the upper edge of the letters.
    assert entries(turned) == [(0, "Card", 0, 100 - 30)]


def test_bookmarks_leave_tags_and_content_alone() -> None:
    items = heading("One", 1, 1), run("a")
    with_, without = Drawn(document(page(*items), bookmarks=True)), Drawn(document(page(*items)))
    assert with_.content() == without.content()
