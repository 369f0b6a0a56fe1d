"""Tags: every piece of content belongs to an element or is an artifact, and the way back is complete."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.typesetting.display_list import (
    ARTIFACT,
    Box,
    Fill,
    LinkArea,
    Page,
    Placement,
    Role,
    Rule,
    Symbol,
)

from .reading import BLACK, HEIGHT, Drawn, document, page, run

PAINTING = {"TJ", "Tj", "'", '"', "f", "f*", "F", "S", "s", "B", "b", "Do", "sh"}

LIST = Role("L", 1)
ITEM = Role("LI", 1, LIST)
LINK = Role("Link", 1, Role("P", 2))
FIGURE = Role("Figure", 1, LINK, "Code that opens “example.org”")
ROWS = ("110", "011", "101")


def link(role: Role = LINK) -> LinkArea:
    return LinkArea(10, 20, 30, 40, "https://example.org/", "example.org", role)


def sheet() -> Page:
    """Return a page with everything on it."""
    card = page(run("Card", 20, 20, role=Role("H3", 8)), Box(1, 1, 5, 5, 1, BLACK), link(Role("Link", 9)))
    return page(
        run("Male allies", role=Role("H1"), name="display"),
        Rule(0, 50, 100, 50, 1, BLACK),
        run("See ", y=130, role=Role("P", 2)),
        run("example.org", y=130, role=LINK),
        link(),
        Symbol(50, 200, 2, ROWS, FIGURE),
        run(".", y=130, role=Role("P", 2)),
        run("1", y=150, role=Role("Lbl", 1, ITEM)),
        run("one", 70, 150, role=Role("LBody", 1, ITEM)),
        Fill(0, 0, 9, 9, BLACK, Role("P", 3)),
        Placement(100, 300, card),
        Placement(100, 400, card, 180),
        run("Foot", y=580, role=ARTIFACT),
    )


def check_content(drawn: Drawn, number: int) -> int:
    """Check the marked content of a page and return how many MCIDs it has."""
    stack: list[str] = []
    mcids = []
    for operands, operator in drawn.operators(number):
        if operator in ("q", "BT", "BDC", "BMC"):
            marked = operator in ("BDC", "BMC")
            assert not (marked and {"BDC", "BMC"} & set(stack)), "marked content within marked content"
            stack.append(operator)
        elif operator in ("Q", "ET", "EMC"):
            assert stack.pop() in {"Q": ["q"], "ET": ["BT"], "EMC": ["BDC", "BMC"]}[operator]
        elif operator in PAINTING:
            assert {"BDC", "BMC"} & set(stack), f"{operator} outside marked content"
        if operator == "BDC":
            mcids.append(operands[1]["/MCID"])
        elif operator == "BMC":
            assert operands[0] == "/Artifact"
    assert stack == []
    assert mcids == list(range(len(mcids)))
    return len(mcids)


def parents(drawn: Drawn) -> dict[int, Any]:
    """Return the parent tree: elements (as references) by key."""
    nums = drawn.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    keys = list(nums[::2])
    assert keys == sorted(set(keys))
    assert drawn.root["/StructTreeRoot"]["/ParentTreeNextKey"] == len(keys)
    return {key: nums[2 * index + 1] for index, key in enumerate(keys)}


def content_of(element: Any) -> list[tuple[int, int]]:
    """Return (object number of the page, MCID) of an element's own content."""
    found = []
    for kid in element["/K"]:
        if isinstance(kid, int):
            found.append((element.raw_get("/Pg").idnum, int(kid)))
        elif kid.get_object().get("/Type") == "/MCR":
            found.append((kid.raw_get("/Pg").idnum, int(kid["/MCID"])))
    return found


def check_tags(drawn: Drawn) -> None:
    """Check that content and annotations lead to elements, and those back to them."""
    tree = parents(drawn)
    used = set()
    for number, sheet in enumerate(drawn.reader.pages):
        key = sheet["/StructParents"]
        used.add(key)
        assert sheet["/Tabs"] == "/S"
        assert len(tree[key]) == check_content(drawn, number)
        for mcid, element in enumerate(tree[key]):
            assert (sheet.indirect_reference.idnum, mcid) in content_of(element.get_object())
        for annotation in sheet.get("/Annots", ()):
            owner = tree[annotation.get_object()["/StructParent"]].get_object()
            used.add(annotation.get_object()["/StructParent"])
            references = [
                (kid.get_object().raw_get("/Pg").idnum, kid.get_object().raw_get("/Obj").idnum)
                for kid in owner["/K"]
                if not isinstance(kid, int) and kid.get_object().get("/Type") == "/OBJR"
            ]
            assert (sheet.indirect_reference.idnum, annotation.idnum) in references
    assert used == set(tree)
    check_elements(drawn)


def check_elements(drawn: Drawn) -> None:
    """Check that every element names the parent that holds it, and that all content is reached once."""
    root = drawn.root["/StructTreeRoot"]
    reached: list[tuple[int, int]] = []
    waiting = [(drawn.root.raw_get("/StructTreeRoot"), kid) for kid in root["/K"]]
    while waiting:
        parent, element = waiting.pop()
        held = element.get_object()
        assert held["/Type"] == "/StructElem"
        assert held.raw_get("/P").idnum == parent.idnum
        reached += content_of(held)
        waiting += [
            (element, kid)
            for kid in held["/K"]
            if not isinstance(kid, int) and kid.get_object().get("/Type") == "/StructElem"
        ]
    expected = [
        (sheet.indirect_reference.idnum, mcid)
        for number, sheet in enumerate(drawn.reader.pages)
        for mcid in range(check_content(drawn, number))
    ]
    assert sorted(reached) == sorted(expected)


def outline(element: Any) -> Any:
    """Return an element as nested lists: its tag, then MCIDs, "OBJR" and elements."""
    kids: list[Any] = []
    for kid in element["/K"]:
        if isinstance(kid, int):
            kids.append(int(kid))
        elif kid.get_object().get("/Type") == "/StructElem":
            kids.append(outline(kid.get_object()))
        else:
            kids.append(str(kid.get_object()["/Type"]).strip("/"))
    return [str(element["/S"]).strip("/"), *kids]


def tree_of(drawn: Drawn) -> Any:
    (root,) = drawn.root["/StructTreeRoot"]["/K"]
    return outline(root.get_object())


def find(drawn: Drawn, tag: str) -> Any:
    """Return the first element of a tag."""
    waiting = list(drawn.root["/StructTreeRoot"]["/K"])
    while waiting:
        element = waiting.pop(0).get_object()
        if element.get("/S") == f"/{tag}":
            return element
        waiting += [kid for kid in element.get("/K", ()) if not isinstance(kid, int)]
    raise AssertionError(tag)


def test_the_way_back_is_complete() -> None:
    check_tags(Drawn(document(sheet(), page(run("Next"), link()), Page(100, 100, ()))))


def test_it_is_marked_as_tagged() -> None:
    assert Drawn(document(sheet())).root["/MarkInfo"]["/Marked"] == True  # noqa: E712 -- a value of pypdf


def test_elements_stand_in_the_order_of_first_appearance() -> None:
    assert tree_of(Drawn(document(sheet()))) == [
        "Document",
        ["H1", 0],
        ["P", 1, ["Link", 2, "OBJR", ["Figure", 3]], 4],
        ["L", ["LI", ["Lbl", 5], ["LBody", 6]]],
        ["P", 7],
        ["H3", 8, 9],
        ["Link", "OBJR", "OBJR"],
    ]


def test_items_of_one_role_in_a_row_share_a_sequence() -> None:
    drawn = Drawn(document(page(run("one "), run("two ", y=120), link(), run("three", y=140))))
    assert tree_of(drawn) == ["Document", ["P", 0], ["P", ["Link", "OBJR"]]]
    assert [operator for _, operator in drawn.operators()].count("BDC") == 1


def test_equal_roles_in_a_row_share_a_sequence() -> None:
    drawn = Drawn(document(page(run("one", role=Role("P", 7)), run("two", y=120, role=Role("P", 7)))))
    assert tree_of(drawn) == ["Document", ["P", 0]]


def test_equal_roles_are_one_element_wherever_they_were_made() -> None:
    first = run("one", role=Role("LBody", 1, Role("LI", 1, Role("L", 1))))
    again = run("two", y=120, role=Role("LBody", 1, Role("LI", 1, Role("L", 1))))
    drawn = Drawn(document(page(first, run("between", y=110), again)))
    assert tree_of(drawn) == ["Document", ["L", ["LI", ["LBody", 0, 2]]], ["P", 1]]


def test_an_element_on_two_pages_refers_to_both() -> None:
    drawn = Drawn(document(page(run("begins")), page(run("ends"), run("More", role=Role("P", 1)))))
    check_tags(drawn)
    assert tree_of(drawn) == ["Document", ["P", 0, "MCR"], ["P", 1]]


def test_artifacts_belong_to_no_element() -> None:
    drawn = Drawn(document(page(run("foot", role=ARTIFACT), Rule(0, 0, 9, 9, 1, BLACK))))
    assert tree_of(drawn) == ["Document"]
    assert [operator for _, operator in drawn.operators()].count("BMC") == 1


def test_rules_boxes_and_areas_with_a_role_belong_to_it() -> None:
    role = Role("P", 5)
    items = Rule(0, 0, 9, 9, 1, BLACK, role), Box(0, 0, 9, 9, 1, BLACK, role), Fill(0, 0, 9, 9, BLACK, role)
    drawn = Drawn(document(page(*items)))
    assert tree_of(drawn) == ["Document", ["P", 0]]
    check_tags(drawn)


def test_a_figure_has_its_alternative_text_and_its_box() -> None:
    figure = find(Drawn(document(sheet())), "Figure")
    assert figure["/Alt"] == FIGURE.alt
    assert [float(edge) for edge in figure["/A"]["/BBox"]] == [50, HEIGHT - 206, 56, HEIGHT - 200]
    assert figure["/A"]["/O"] == "/Layout"


def test_the_box_of_a_figure_holds_all_of_it() -> None:
    symbols = Symbol(50, 200, 2, ROWS, FIGURE), Symbol(10, 300, 4, ROWS, FIGURE)
    figure = find(Drawn(document(page(*symbols))), "Figure")
    assert [float(edge) for edge in figure["/A"]["/BBox"]] == [10, HEIGHT - 312, 56, HEIGHT - 200]


def test_a_figure_on_two_pages_has_no_box() -> None:
    symbol = Symbol(50, 200, 2, ROWS, FIGURE)
    assert "/A" not in find(Drawn(document(page(symbol), page(symbol))), "Figure")


@pytest.mark.parametrize("alt", ["", "  "])
def test_a_figure_without_alternative_text_is_refused(alt: str) -> None:
    with pytest.raises(ValueError, match="alternative text"):
        Drawn(document(page(Symbol(50, 200, 2, ROWS, Role("Figure", alt=alt)))))


@pytest.mark.parametrize("tag", ["H7", "Paragraph", "p", "", "P /X"])
def test_a_tag_that_readers_do_not_know_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="structure type"):
        Drawn(document(page(run("a", role=Role(tag)))))


def test_a_parent_that_readers_do_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="structure type"):
        Drawn(document(page(run("a", role=Role("P", 0, Role("Section"))))))


def test_a_very_deep_role_is_drawn() -> None:
    role = Role("Div")
    for serial in range(60):
        role = Role("Div", serial, role)
    check_tags(Drawn(document(page(run("deep", role=role)))))
