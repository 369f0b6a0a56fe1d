"""Laws of author text: folding, placeholders, emphasis, names, links, lengths."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise
from urllib.parse import urlsplit

from hypothesis import assume, example, given
from hypothesis import strategies as st

from hostkit.codes.links import LONGEST, read_link
from hostkit.core.characters import PLACEHOLDERS, check_characters, check_placeholders, fold, plain, spans
from hostkit.core.errors import BadValue, Position
from hostkit.core.values import parse_length, slug
from hostkit.core.wording import printable, quoted

ANY = st.text()
MARKUP = st.text(alphabet="ab *{}\\\n{host}")
AT = Position("x")


@given(ANY)
def test_folding_loses_no_word_and_happens_once(text: str) -> None:
    folded = fold(text)
    assert re.split("[ \t\n\r\u2028\u2029]+", text.strip(" \t\n\r\u2028\u2029")) == folded.split(" ")
    assert fold(folded) == folded
    assert not re.search("[\t\n\r\u2028\u2029]|  ", folded)


@given(ANY)
def test_a_text_that_passes_holds_nothing_unprintable(text: str) -> None:
    try:
        check_characters(fold(text))
    except BadValue:
        return
    refused = (
        "[\x00-\x1f\x7f-\x9f\ud800-\uf8ff\ufffd-\uffff\u202a-\u202e\u2066-\u2069\u05d0-\u05ea\u0620-\u064a]"
    )
    assert not re.search(refused, fold(text))


@given(st.text(alphabet=st.characters(exclude_characters="{*\\")))
def test_text_without_markup_is_its_own_span(text: str) -> None:
    for emphasis in (True, False):
        found = spans(text, values={}, blank="_", emphasis=emphasis)
        assert [tuple(span) for span in found] == ([(text, False)] if text else [])


@given(ANY)
def test_doubled_braces_and_escaped_stars_print_any_text(text: str) -> None:
    assume("\\*" not in text)
    written = text.replace("{", "{{").replace("*", "\\*")
    assert "".join(span.text for span in spans(written, values={}, blank="_", emphasis=True)) == text
    assert plain(text.replace("{", "{{"), values={}, blank="_") == text


@given(MARKUP)
def test_spans_keep_every_letter_in_order(text: str) -> None:
    try:
        found = spans(text, values={"host": "H"}, blank="_", emphasis=True)
    except BadValue:
        return
    kept = "".join(span.text for span in found)
    assert re.sub(r"[^ab\n ]", "", kept) == re.sub(r"[^ab\n ]", "", text.replace("{host}", ""))
    assert all(span.text for span in found)
    assert all(left.strong != right.strong for left, right in pairwise(found))


@given(st.sampled_from(PLACEHOLDERS), ANY, MARKUP)
def test_a_value_prints_letter_for_letter(name: str, value: str, around: str) -> None:
    assume(value)
    before = around.replace("{", "{{")
    marked = plain(f"{before}{{{name}}}", values={name: value}, blank="_")
    assert marked == around + value
    strong = spans(f"x **{{{name}}}** y", values={name: value}, blank="_", emphasis=True)
    assert [tuple(span) for span in strong] == [("x ", False), (value, True), (" y", False)]


@given(MARKUP)
def test_checking_and_filling_agree(text: str) -> None:
    def refuses(judge: object) -> bool:
        try:
            judge()  # type: ignore[operator]
        except BadValue:
            return True
        return False

    assert refuses(lambda: check_placeholders(text)) == refuses(lambda: plain(text, values={}, blank="_"))


@given(ANY)
@example("CON")
@example("ß" * 100)
@example("\ud800")
def test_names_are_safe(text: str) -> None:
    name = slug(text)
    assert re.fullmatch("[a-z0-9-]{1,80}", name)
    assert not name.startswith("-")
    assert not name.endswith("-")
    assert not re.fullmatch("con|prn|aux|nul|com[0-9]|lpt[0-9]", name)
    assert slug(name) == name


@given(
    st.one_of(ANY, st.builds("https://{}.org/{}".format, ANY, ANY), st.builds("https://a.org:{}".format, ANY))
)
def test_a_link_is_canonical_or_refused(text: str) -> None:
    refusal: BadValue | None = None
    try:
        link = read_link(text, AT)
    except BadValue as error:
        refusal = error
    if refusal:
        assert refusal.what.endswith(".")
        assert refusal.remedy
        return
    assert re.fullmatch("[!-~]+", link.url)
    assert len(link.url) <= LONGEST
    assert read_link(link.url, AT) == link
    parts = urlsplit(link.url)
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert parts.username is None
    assert not re.search(r'[\\"<>^`{|}]', link.url)


@given(ANY)
def test_a_length_is_not_negative_or_is_refused(text: str) -> None:
    length = -1.0
    with suppress(BadValue):
        length = parse_length(text)
    assert length >= 0 or not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,6})? ?(mm|cm|in|pt)", text)


@given(ANY)
def test_what_a_message_repeats_is_one_printable_line(text: str) -> None:
    assert quoted(text).isprintable()
    assert printable(text).isprintable()
