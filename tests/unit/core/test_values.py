"""Values as people write them."""

from __future__ import annotations

import pytest

from hostkit.core.characters import Phrase
from hostkit.core.errors import BadValue, Position
from hostkit.core.values import one_of, phrase, whole_number, yes_no

AT = Position("x.yaml", 1, 1)


def test_phrase_is_folded_and_keeps_its_place() -> None:
    assert phrase(" a\n b\u00a0c ", AT) == Phrase("a b\u00a0c", AT)


@pytest.mark.parametrize("text", ["", " \n ", "\u00a0", "\u200b"])
def test_blank_phrase(text: str) -> None:
    with pytest.raises(BadValue, match=r"^is blank\."):
        phrase(text, AT)


def test_braces_are_judged_only_where_placeholders_are_allowed() -> None:
    assert phrase("{x", AT).text == "{x"
    with pytest.raises(BadValue, match="is never closed"):
        phrase("{x", AT, placeholders=True)


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("Yes", True), ("YES", True), ("false", False), ("no", False)]
)
def test_yes_or_no(text: str, value: bool) -> None:
    assert yes_no(text) is value


@pytest.mark.parametrize("text", ["", "1", "on", "off", "y", "nein"])
def test_neither_yes_nor_no(text: str) -> None:
    with pytest.raises(BadValue, match="is neither yes nor no"):
        yes_no(text)


def test_limits_of_a_whole_number_are_allowed() -> None:
    assert [whole_number(text, -1, 3) for text in ("-1", "0", "3", "03")] == [-1, 0, 3, 3]
    for text in ("-2", "4", "", "-", "--1", "+1", "1e1", "1_0", "1.0", " 1"):
        with pytest.raises(BadValue):
            whole_number(text, -1, 3)


def test_name_in_any_case_comes_back_in_its_own() -> None:
    assert one_of("A4", ("a4", "Letter")) == "a4"
    assert one_of("letter", ("a4", "Letter")) == "Letter"
