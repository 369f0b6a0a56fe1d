"""Texts that strangers send, in every field of a text table and of a workbook: exact, or refused in their place."""

from __future__ import annotations

import csv
import io
import re
from itertools import product

import pytest

from hostkit.events.event import event_names
from tests.support.each import for_each
from tests.support.tables import read, rows, said, workbook

TEXTS = ("topic", "place", "host", "note", "group_name")

EXACT = [
    "<b>bold</b> & <script>alert(1)</script> &amp; <para>",
    "{host} {0} {x!r:>9999} %s %(a)s %n $HOME `id` ${x}",
    "**strong** \\* \\n \\x41 _x_",
    '=HYPERLINK("https://example.org","x")',
    "=1+1",
    "+49 30 901820",
    "-5",
    "@SUM(A1)",
    "'apostrophe first",
    '"quoted" and ""doubled""',
    "; DROP TABLE events; --",
    "../../etc/passwd",
    "a,b;c|d",
    "Z\u0301\u0323\u0308 stack",
    "Nguyễn Văn Ấn",
    "👩🏽‍🤝‍👩🏻 🏳️‍🌈 ☕️",
    "e\u0301 and é",
    "ﬁ ﷺ"[:1],
    "日本語 Ελλάδα Кириллица",
    "x" * 10_000,
    "word " * 1_999 + "word",
    "NULL",
    "None",
    "TRUE",
    "1E5",
    "007",
    "1.10",
    "30.9.2026",
    "6:30 pm",
    "zero\u200bwidth\u00adsoft\ufeffmark",
]
REFUSED = [
    ("a\x07b", 'the control character U+0007 stands in the text (after "a"). Delete it.'),
    (
        "Z" + "\u0301\u0323\u0308" * 40,
        'more than 3 marks stand on one letter (after "Z\u0301\u0323\u0308"). Take some away.',
    ),
    ("ễ\u0301\u0301", 'more than 3 marks stand on one letter (after "ễ\u0301"). Take some away.'),
    ("a\x1b[31mb", 'the control character U+001B stands in the text (after "a"). Delete it.'),
    ("a\x7fb", 'the control character U+007F stands in the text (after "a"). Delete it.'),
    ("a\x85b", 'the control character U+0085 stands in the text (after "a"). Delete it.'),
    (
        "a\u202eb",
        'U+202E (right-to-left override) stands in the text (after "a"): it hides the order of letters. Delete it.',
    ),
    (
        "a\u2067b",
        'U+2067 (right-to-left isolate) stands in the text (after "a"): it hides the order of letters. Delete it.',
    ),
    (
        "a\u200fb",
        'U+200F (right-to-left mark) stands in the text (after "a"): right-to-left text is not supported yet. '
        "Delete it.",
    ),
    (
        "שלום",
        "Hebrew writing stands in the text: right-to-left alphabets are not supported yet. "
        "Write the text in a left-to-right alphabet.",
    ),
    (
        "a\ufffdb",
        'U+FFFD (replacement character) stands in the text (after "a"): a letter was lost in saving. '
        "Type the letter again and save the file as UTF-8.",
    ),
    (
        "a\ue000b",
        'the private use character U+E000 stands in the text (after "a"). Use a standard character.',
    ),
    ("a\ufdd0b", 'U+FDD0 stands in the text (after "a"), which is no character. Delete it.'),
]


def short(text: object) -> str:
    """Return the name of a case."""
    return ascii(text)[1:20]


def as_csv(*lines: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


@for_each(EXACT)
def test_texts_are_kept_as_they_are_typed(text: str) -> None:
    typed = [text] * len(TEXTS)
    expected = {2: dict(zip(TEXTS, typed, strict=True))}
    table = read(as_csv(list(TEXTS), typed))
    assert rows(table) == expected
    assert not table.problems


@for_each([text for text in EXACT if not text.startswith("=")])
def test_a_workbook_keeps_them_too(text: str) -> None:
    typed = [text] * len(TEXTS)

    def as_text(_book: object, sheet: object) -> None:
        for cell in sheet[2]:  # type: ignore[index]
            cell.data_type = "s"

    table = read(workbook(list(TEXTS), typed, change=as_text), "events.xlsx")
    assert rows(table) == {2: dict(zip(TEXTS, typed, strict=True))}
    assert not table.problems


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=short)
def test_texts_that_no_sheet_can_print(text: str, message: str) -> None:
    table = read(as_csv(["host", "topic", "place"], [text, "x", "y"], ["z", text, text]))
    assert said(table) == [
        f"events.csv: row 2, host: {message}",
        f"events.csv: row 3, topic: {message}",
        f"events.csv: row 3, place: {message}",
    ]
    assert not table.rows


@for_each(
    product([name for name in event_names() if name not in TEXTS], [*EXACT, *(text for text, _ in REFUSED)])
)
def test_any_field_answers_with_a_value_or_one_printable_line(name: str, text: str) -> None:
    table = read(as_csv(["topic", name], ["x", text], ["y", ""]))
    lines = said(table)
    assert list(rows(table)) == ([3] if lines else [2, 3])
    for line in lines:
        assert line.startswith(f"events.csv: row 2, {name}: ")
        assert line.isprintable()
        assert len(line) < 500


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc", "etc"),
        ("..\\..\\windows", "windows"),
        ("a/b", "a-b"),
        ("/absolute", "absolute"),
        ("C:\\kits", "c-kits"),
        (".hidden", "hidden"),
        ("dots...", "dots"),
        ("space ", "space"),
        ("CON", "con-kit"),
        ("nul", "nul-kit"),
        ("Com1", "com1-kit"),
        ("lpt9", "lpt9-kit"),
        ("aux.txt", "aux-txt"),
        ("~", "7ace431c"),
        ("..", "5ec1f7e7"),
        ("$(id)", "id"),
        ("-rf", "rf"),
        ("a:stream", "a-stream"),
        ("Ünïcode Ⅷ ①", "unicode-viii-1"),
    ],
)
def test_an_id_becomes_a_safe_name_of_a_folder(typed: str, name: str) -> None:
    table = read(as_csv(["id", "topic"], [typed, "x"]))
    assert rows(table)[2]["id"] == name
    assert table.rows[0].typed_id == typed.strip()


@pytest.mark.parametrize("typed", ["日本語", "🙂", "x" * 10_000, "Z\u0301\u0323", "%2e%2e%2f", "{id}"])
def test_an_id_of_any_letters_is_safe(typed: str) -> None:
    name = str(rows(read(as_csv(["id", "topic"], [typed, "x"])))[2]["id"])
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?", name)


def test_an_id_that_no_sheet_can_print_is_refused_though_it_is_printed_nowhere() -> None:
    assert said(read(as_csv(["id", "topic"], ["a\u202eb", "x"])))[0].startswith(
        "events.csv: row 2, id: U+202E (right-to-left override)"
    )


def test_what_a_stranger_writes_above_a_column_is_shown_harmless() -> None:
    (first, *_) = said(read(as_csv(["topic", "a\x1b[31m\u202e" + "b" * 500], ["x", ""])))
    assert first.isprintable()
    assert first.startswith('events.csv: row 1: there is no column "a\\x1b[31m\\u202ebbb')
    assert len(first) < 500
