"""A value changed in a YAML file: it reads back, and every other character of the file stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostkit.core.errors import BadValue
from hostkit.core.yaml_edit import path_of, value_at, with_item, with_item_moved, with_value
from hostkit.core.yaml_spans import KeyPath

ROOT = Path(__file__).parents[3]

GUIDE = """\
# A guide
title: 'Rest'  # its title
tips: [one, "two, too"]
credit: {text: a friend, url: x}
questions:
  # the first
  - ask: One?
    probes:
      - Why?
    # to keep
    #note: later
  - ask: >-
      A long question
      on two lines
    note: x

  # the last
  - ask: "Three?"
end:
"""

TEXTS = (
    "x",
    "é: \"q\" 'p' #",
    "word " * 40 + "end",
    "7",
    " leading",
    "bad\x00sign",
    "",
    "yes",
    "- dash",
    "a  b",
)


def _leaves(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in pairs:
            yield from _leaves(each, (*path, key))
    else:
        yield path


FILES = {
    "guide": GUIDE,
    "scaffold": (ROOT / "hostkit" / "scaffold" / "guide.yaml").read_text("utf-8"),
    "shipped": (ROOT / "content" / "asking-for-more-pay.yaml").read_text("utf-8"),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", TEXTS)
def test_any_text_at_any_place_reads_back(name: str, text: str) -> None:
    for path in _leaves(value_at(FILES[name], ())):
        changed = with_value(FILES[name], path, text)
        if "\x00" not in text:
            assert value_at(changed, path) == text
        assert changed.count("#") >= FILES[name].count("#")


@pytest.mark.parametrize("name", FILES)
def test_anything_can_be_taken_out(name: str) -> None:
    for path in _leaves(value_at(FILES[name], ())):
        assert value_at(with_value(FILES[name], path, None), path) != value_at(FILES[name], path)


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        ("title", "Work", "'Rest'  # its title", "Work  # its title"),
        ("questions.1.note", "more", "    note: x\n", "    note: more\n"),
        ("questions.0.note", "more", "      - Why?\n", "      - Why?\n    note: more\n"),
        ("credit.text", "me", "text: a friend", 'text: "me"'),
        ("end.read", "Bye", "end:\n", "end:\n  read: Bye\n"),
        ("tips.0", None, '[one, "two, too"]', '["two, too"]'),
        ("questions.1.note", None, "    note: x\n", ""),
        ("questions.0.probes.0", None, "    probes:\n      - Why?\n", ""),
    ],
)
def test_only_the_value_changes(path: str, value: str | None, before: str, after: str) -> None:
    order = ("ask", "probes", "note")
    assert with_value(GUIDE, path_of(path), value, order) == GUIDE.replace(before, after)


def test_an_item_moves_with_its_comments() -> None:
    moved = with_item_moved(GUIDE, ("questions", 1), 1)
    assert [each["ask"][:3] for each in value_at(moved, ("questions",))] == ["One", "Thr", "A l"]
    assert "    #note: later\n" in moved.partition("Three?")[0]
    assert '  # the last\n  - ask: "Three?"\n' in moved
    assert sorted(moved) == sorted(GUIDE)
    assert with_item_moved(moved, ("questions", 2), -1).split() == GUIDE.split()


def test_an_item_is_added_behind_the_last() -> None:
    assert with_item(GUIDE, ("questions",), {"ask": "Four?"}) == GUIDE.replace(
        'Three?"\n', 'Three?"\n  - ask: Four?\n'
    )
    assert value_at(with_item(GUIDE, ("tips",), "three"), ("tips", 2)) == "three"
    assert value_at(with_item(GUIDE, ("materials",), "bowls"), ("materials",)) == ["bowls"]


@pytest.mark.parametrize("text", ["[a\n", "a: &x 1\nb: *x\n", "- a\n"])
def test_what_cannot_be_changed_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="Change it in a text editor"):
        with_value(text, ("a", "b"), "x")
