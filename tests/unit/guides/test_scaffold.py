"""The scaffold is a good guide, shows every key, and takes any title; a copy keeps all but its title."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, HostkitError, Position
from hostkit.core.strict_yaml import Mapping, Node, Sequence, parse
from hostkit.core.values import PAPERS, phrase
from hostkit.events.precedence import read_settings
from hostkit.guides.guide import SEGMENT_MINUTES, Guide
from hostkit.guides.guide_fields import GUIDE, QUESTION, ROUND, SEGMENT, GuideKey
from hostkit.guides.read_guide import read_guide
from hostkit.guides.scaffold import guide_scaffold, settings_text, text_with_title
from tests.support.guides import CHECKOUT, plan
from tests.support.kits import compose
from tests.support.scaffold import in_rounds, scaffold, switched_on

REST = """\
run_of_show:
  - segment: questions
questions:
  - ask: A?
  - ask: B?
"""


def read(text: str, folder: Path) -> Guide:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return read_guide(folder / "a.yaml")


def keys(node: Node | None) -> set[str]:
    if isinstance(node, Sequence):
        return {key for item in node.items for key in keys(item)}
    if isinstance(node, Mapping):
        return {entry.key for entry in node.entries} | {
            k for entry in node.entries for k in keys(entry.value)
        }
    return set()


@pytest.mark.parametrize("paper", PAPERS)
def test_the_host_sheet_has_two_pages(paper: str) -> None:
    assert len(compose(plan(read_guide(guide_scaffold()), paper=paper), "host-sheet").pages) == 2


def test_ninety_minutes_of_which_every_part_says_its_own() -> None:
    assert sum(segment.minutes for segment in read_guide(guide_scaffold()).run_of_show) == 90


@pytest.mark.parametrize("text", [scaffold(), in_rounds(scaffold())])
def test_everything_switched_on_is_a_guide_too(text: str, tmp_path: Path) -> None:
    made = read(switched_on(text), tmp_path)
    assert made.pre_read
    assert made.credit
    assert made.series
    assert made.helps.tempers
    assert {segment.kind for segment in made.run_of_show} == set(SEGMENT_MINUTES)


def inner(table: tuple[GuideKey, ...]) -> list[GuideKey]:
    return [each for key in table for each in key.keys]


def test_every_key_of_the_format_is_shown() -> None:
    shown = {
        key
        for text in (scaffold(), in_rounds(scaffold()))
        for key in keys(parse(switched_on(text).encode(), "x").root)
    }
    # A translation is a guide of its own.
    known = {key.name for table in (GUIDE, SEGMENT, QUESTION, ROUND) for key in (*table, *inner(table))}
    assert shown == known - {"translations"}


def test_rounds_are_shown_as_they_are_read(tmp_path: Path) -> None:
    made = read(in_rounds(scaffold()), tmp_path)
    assert [(each.title.text, each.choose, each.minutes) for each in made.rounds] == [
        ("Looking back", "any", 20),
        ("Looking ahead", None, None),
    ]


def test_lines_are_as_short_as_those_of_guides() -> None:
    assert [line for line in scaffold().splitlines() if len(line) > 120] == []
    assert "\t" not in scaffold()


# --- titles ---

NAMES = [
    "Good neighbors",
    'Say "no"',
    "Ana’s rest",
    "It's ours",
    'It\'s "ours" \\ theirs',
    "Rest: and work",
    "# 1",
    "{host} & [work]",
    "- - -",
    "no",
    "1984",
    "%x @y `z`, | > * &",
    "Ruhe · Мир · Ειρήνη",
    "a\u00a0b",
    "**strong**",
    "trailing \\",
    "null",
]


@pytest.mark.parametrize("title", NAMES)
def test_a_title_is_read_as_it_was_given(title: str, tmp_path: Path) -> None:
    assert read(text_with_title(guide_scaffold(), title), tmp_path).title.text == title


@given(st.text(min_size=1).map(fold))
def test_any_title_that_the_format_takes(title: str) -> None:
    try:
        phrase(title, Position("x"))
    except BadValue:
        return
    text = text_with_title(guide_scaffold(), title)
    root = parse(text.encode(), "x").root
    assert isinstance(root, Mapping)
    (value,) = [entry.value for entry in root.entries if entry.key == "title"]
    assert fold(value.text) == title  # type: ignore[union-attr]


@pytest.mark.parametrize("path", sorted((CHECKOUT / "content").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_copy_differs_in_its_title_alone(path: Path, tmp_path: Path) -> None:
    text = text_with_title(path, "Another: title")
    old, new = path.read_text(encoding="utf-8").splitlines(), text.splitlines()
    assert [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]] == [
        (f"title: {read_guide(path).title}", 'title: "Another: title"')
    ]
    (tmp_path / path.name).write_text(text, encoding="utf-8")
    assert read_guide(tmp_path / path.name).title.text == "Another: title"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("title: Old", 'title: "New"'),
        ("title:   Old   # a note", 'title:   "New"   # a note'),
        ('title: "Old # \\" x" # a note', 'title: "New" # a note'),
        ("title: 'Old '' x'  # a note", "title: \"New\"  # a note"),
        ("title: Old\n  and long\n# a note", 'title: "New"\n# a note'),
        ("title: >-\n  Old\n\n  and # long\n\n# a note", 'title: "New"\n\n# a note'),
        ("title: |\n  Old", 'title: "New"'),
        ('title: "Old\n  and long"', 'title: "New"'),
        ('"title": Old', '"title": "New"'),
        ("title: Old#1", 'title: "New"'),
        ("title:\n  Old", 'title:\n  "New"'),
    ],
)  # fmt: skip
def test_a_title_is_exchanged_however_it_is_written(written: str, left: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"# first\nhostkit: 1\n{written}\n{REST}# last\n", encoding="utf-8")
    read_guide(path)
    assert text_with_title(path, "New") == f"# first\nhostkit: 1\n{left}\n{REST}# last\n"


def test_a_guide_in_braces(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        '{hostkit: 1, title: Old one, run_of_show: [{segment: questions}], questions: [{ask: "A?"}, {ask: "B?"}]}',
        encoding="utf-8",
    )
    assert '{hostkit: 1, title: "New", run_of_show' in text_with_title(path, "New")


def test_marks_of_windows_go(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfhostkit: 1\r\ntitle: Old\r\n" + REST.encode())
    assert text_with_title(path, "New") == f'hostkit: 1\ntitle: "New"\n{REST}'


def test_a_title_that_cannot_be_exchanged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"? title\n: Old\n{REST}", encoding="utf-8")
    assert '"New"' in text_with_title(path, "New")
    path.write_text("{hostkit: 1, title: Old\n one, tips: []}\n", encoding="utf-8")
    with pytest.raises(HostkitError) as caught:
        text_with_title(path, "New")
    assert str(caught.value).endswith(
        'a.yaml: its title cannot be exchanged. Write it on one line, as in title: "Rest and work".'
    )


# --- settings ---


@pytest.mark.parametrize("paper", PAPERS)
def test_settings_switched_on_are_read(paper: str, tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    path = tmp_path / "hostkit.yaml"
    path.write_text(settings_text(paper), encoding="utf-8")
    made = read_settings(path)
    assert {name: value.value for name, value in made.given.items()} == {"paper": paper}
    assert made.guides == tmp_path / "guides"
    path.write_text(switched_on(settings_text(paper)), encoding="utf-8")
    assert set(read_settings(path).given) == {
        "paper",
        "host",
        "group_name",
        "group_url",
        "out",
        "clock",
        "theme",
    }
