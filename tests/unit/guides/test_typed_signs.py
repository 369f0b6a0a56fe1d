"""Typewriter signs become a language's own where they have one meaning, in details as in the files of guides."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostkit.core.errors import SourceError
from hostkit.events.event import FIELDS
from hostkit.events.precedence import resolve
from hostkit.guides.fix_guide import fix_guide
from hostkit.guides.languages import read_language
from hostkit.guides.read_guide import read_guide
from hostkit.guides.typed_signs import as_printed, mended, mends
from hostkit.kit import plan_of
from tests.support.guide_texts import SMALLEST
from tests.support.guides import guide

EN = read_language("en")
TEXTS = [name for name, field in FIELDS.items() if field.kind == "text" and field.commands]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('Ana\'s "Red Room" -- upstairs', "Ana’s “Red Room” – upstairs"),
        ('("x"), "y".', "(“x”), “y”."),
        ("don't 'go'", "don’t “go”"),
        ("'Tis the '90s at O'Brien's", "’Tis the ’90s at O’Brien’s"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("the guests' room", "the guests’ room"),
        (r"Ana\'s \"x\"", 'Ana\'s "x"'),
        ('"Room 12", "Room 13"', "“Room 12”, “Room 13”"),
        ("a --- b", "a – b"),
    ],
)
def test_signs_of_one_meaning(typed: str, printed: str) -> None:
    assert as_printed(typed, EN) == printed
    assert as_printed(printed, EN) == as_printed(as_printed(printed, EN), EN)


@pytest.mark.parametrize(
    "text",
    [
        "5' 3\" tall", 'He said "hi', '"hi and 5" tall', "'Tis the guests' room", "'", '""', "a--b", "--x", "a - b",
        "’“”–", "`x`",
    ],
)  # fmt: skip
def test_signs_of_two_meanings_are_left_alone(text: str) -> None:
    assert as_printed(text, EN) == text


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("de", "Ana’s „Raum“ – oben"),
        ("es", "Ana’s «Raum» — oben"),
        ("fr", "Ana’s «\u00a0Raum\u00a0» – oben"),
        ("en-US", "Ana’s “Raum” – oben"),
    ],
)
def test_the_signs_are_those_of_the_language(code: str, printed: str) -> None:
    assert as_printed('Ana\'s "Raum" -- oben', read_language(code)) == printed


@pytest.mark.parametrize("name", TEXTS)
def test_every_detail_that_is_a_text(name: str) -> None:
    found = resolve({name: 'Ana\'s "Red Room"'})
    event = plan_of(guide(), found.event, found.options).event
    assert getattr(event, name).text == "Ana’s “Red Room”"
    assert getattr(event, name).at == getattr(found.event, name).at


@given(st.text(st.sampled_from("ab 1'\"-.,\\"), max_size=20))
def test_mending_again_changes_nothing(text: str) -> None:
    once = mended(text, mends(text, EN, dots=True))
    assert mended(once, mends(once, EN, dots=True)) == once


GUIDE = """\
hostkit: 1   # don't "touch"
title: "Ana's \\"Rest\\" -- and work"   # it's
definition: 'It''s "rest"...'
run_of_show:
  - segment: welcome
    read: >
      Hello "friends",
      it's late -- sit down.
  - segment: questions
notes:
  - keep "this"
questions:
  - ask: When do you "rest"?
    probes: [it's "a", 'b']
  - ask: "You're 5' 3\\" tall?"
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_signs_of_a_file_change(end: str, mark: str, tmp_path: Path) -> None:
    path = tmp_path / "guide.yaml"
    data = f"{mark}{GUIDE}".replace("\n", end).encode()
    path.write_bytes(data)
    fixed = fix_guide(path)
    assert fixed.before == data
    text = fixed.after.decode().removeprefix(mark).replace(end, "\n")
    wanted = {
        'title: "Ana\'s \\"Rest\\" -- and work"': 'title: "Ana’s “Rest” – and work"',
        "'It''s \"rest\"...'": "'It’s “rest”…'",
        'Hello "friends"': "Hello “friends”",
        "it's late -- sit": "it’s late – sit",
        'you "rest"?': "you “rest”?",
        '[it\'s "a"': "[it’s “a”",
        "\"You're 5'": "\"You’re 5'",
    }
    expected = GUIDE
    for old, new in wanted.items():
        assert old in expected
        expected = expected.replace(old, new)
    assert text == expected
    assert len(fixed.changes) == 18
    line, column = fixed.changes[0].at[1:3]
    assert GUIDE.splitlines()[line - 1][column - 1] == "'"
    path.write_bytes(fixed.after)
    assert fix_guide(path).changes == ()


ASKS = st.lists(st.text(st.sampled_from("ab '\"-.:#"), min_size=1, max_size=14), min_size=2, max_size=4)


@given(ASKS, st.sampled_from(["'", '"', ""]))
def test_other_texts_of_any_file_read_as_before(asks: list[str], quote: str) -> None:
    before = SMALLEST.partition("questions:\n")[0] + "questions:\n"
    for ask in asks:
        inside = ask.replace("'", "''") if quote == "'" else ask.replace('"', '\\"') if quote else f"x{ask}"
        before += f"  - ask: {quote}{inside}{quote}\n"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "guide.yaml"
        path.write_text(before, "utf-8")
        try:
            fixed = fix_guide(path)
        except SourceError:
            return
        old, questions = read_guide(path), fixed.after.decode()
        path.write_bytes(fixed.after)
        new = read_guide(path)
    assert len(questions.splitlines()) == len(before.splitlines())
    for asked, mending in zip(old.questions, new.questions, strict=True):
        text = asked.ask.text
        assert mending.ask.text in (text, mended(text, mends(text, EN, dots=True)))
