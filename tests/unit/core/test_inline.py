"""Placeholders and emphasis: what is markup, and what is an author's own sign."""

from __future__ import annotations

import pytest

from hostkit.core.characters import Span, check_placeholders, plain, spans
from hostkit.core.errors import BadValue
from tests.support.each import for_each

VALUES = {"host": "Åsa", "group_name": "**Circle** {date} \\*", "date": None}


def text(written: str, *, emphasis: bool = True) -> str:
    """The spans in one line, strong ones in angle brackets."""
    found = spans(written, values=VALUES, blank="____", emphasis=emphasis)
    return "".join(f"<{span.text}>" if span.strong else span.text for span in found)


def test_text_of_a_programmer_prints_as_written() -> None:
    written = "Ben & Jerry <b>hi</b> {{x} %s \\n &amp;"
    printed = "Ben & Jerry <b>hi</b> {x} %s \\n &amp;"
    assert spans(written, values={}, blank="_", emphasis=True) == (Span(printed, False),)
    assert spans(written, values={}, blank="_", emphasis=False) == (Span(printed, False),)
    assert plain(written, values={}, blank="_") == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Welcome, {host}!", "Welcome, Åsa!"),
        ("On {date} at {start}", "On ____ at ____"),
        ("{{host}", "{host}"),
        ("{{{host}}", "{Åsa}"),
        ("{{{{}}", "{{}}"),
        ("a } b", "a } b"),
        ("{host}{host}", "ÅsaÅsa"),
    ],
)
def test_placeholders(written: str, printed: str) -> None:
    assert plain(written, values=VALUES, blank="____") == printed
    assert text(written) == printed


def test_a_value_is_never_markup_nor_placeholder() -> None:
    assert text("In {group_name} with {host}") == "In **Circle** {date} \\* with Åsa"
    assert text("**{group_name}**") == "<**Circle** {date} \\*>"


@pytest.mark.parametrize(
    ("written", "wrong", "remedy"),
    [
        (
            "Hi {hots}",
            'hostkit does not know what to fill in for "{hots}".',
            "Write one of {host}, {group_name}, {date}, {start}, {place}, or {{hots} to print {hots}.",
        ),
        (
            "a {} b",
            'hostkit does not know what to fill in for "{}".',
            "Write one of {host}, {group_name}, {date}, {start}, {place}, or {{} to print {}.",
        ),
        ("a { b", 'a "{" is never closed.', "Write {{ to print {."),
        ("a {host {date}", 'a "{" is never closed.', "Write {{ to print {."),
    ],
)
def test_unknown_placeholder(written: str, wrong: str, remedy: str) -> None:
    for judge in (check_placeholders, text):
        with pytest.raises(BadValue) as caught:
            judge(written)
        assert (caught.value.what, caught.value.remedy) == (wrong, remedy)


def test_name_inside_braces_is_exact() -> None:
    with pytest.raises(BadValue):
        check_placeholders("{ host }")
    check_placeholders("{host} {group_name} {date} {start} {place} {{x} }")


@for_each(
    [
        ("**strong**", "<strong>"),
        ("a **b c** d", "a <b c> d"),
        ("(**b**), **c**.", "(<b>), <c>."),
        ("**a** and **b**", "<a> and <b>"),
        ("“**a**”", "“<a>”"),
        # No pair, or not at the edge of a word: printed as it is.
        ("**a", "**a"),
        ("a**", "a**"),
        ("a ** b ** c", "a ** b ** c"),
        ("2**3**4", "2**3**4"),
        ("snake**case** x", "snake**case** x"),
        ("**a**b", "**a**b"),
        ("** a**", "** a**"),
        ("**a **", "**a **"),
        ("****", "****"),
        ("***a***", "***a***"),
        ("*a*", "*a*"),
        ("**a** b **c", "<a> b **c"),
        ("**a **b** c", "<a **b> c"),
        # Escapes.
        ("\\*\\*a\\*\\*", "**a**"),
        ("\\**a**", "**a**"),
        ("**a \\* b**", "<a * b>"),
        ("a \\ b \\n", "a \\ b \\n"),
    ]
)
def test_emphasis(written: str, printed: str) -> None:
    assert text(written) == printed


def test_emphasis_is_plain_text_where_it_has_no_meaning() -> None:
    written = "a **b** \\* {host}"
    assert text(written, emphasis=False) == "a **b** \\* Åsa"
    assert plain(written, values=VALUES, blank="_") == "a **b** \\* Åsa"


def test_neighboring_spans_of_one_weight_are_one() -> None:
    found = spans("a {host} **b**{{ c", values=VALUES, blank="_", emphasis=True)
    assert found == (Span("a Åsa ", False), Span("b", True), Span("{ c", False))
    assert spans("", values={}, blank="_", emphasis=True) == ()
    assert spans("", values={}, blank="_", emphasis=False) == ()
