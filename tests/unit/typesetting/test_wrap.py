"""Line breaking against a brute force that tries every way to break a small text."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise, product

import pytest

from hostkit.typesetting.fonts import face
from hostkit.typesetting.line_breaking import BreakableLink, Line, balanced, filled, narrow
from hostkit.typesetting.shaping import ShapedParagraph, shape, split_wide
from tests.support.each import for_each
from tests.support.units import units

WORDS = (
    "a of to the rest work ally AV. Two-fold “quoted” everyone’s responsibilities Total, yesterday’s "
    "partnership Wave LTd. far-reaching f–g Type"
)
"""Short and long, with pairs that are kerned, with dashes within."""

NARROW_LINES = 4
"""Up to so many lines a text is set in its narrowest block."""

Breaker = Callable[[ShapedParagraph, float], list[Line]]


def shaped(text: str, name: str = "text") -> ShapedParagraph:
    return shape(((text, name),), "en")


def text_of(line: Line) -> str:
    return "".join(glyph.text for piece in line.pieces for glyph in piece.glyphs)


def lines_of(lines: Sequence[Line]) -> list[str]:
    return [text_of(line).rstrip(" ") for line in lines]


def width_of(text: str, name: str = "text") -> float:
    """The width of a line, shaped by itself, in thousandths of an em."""
    return sum(glyph.advance for glyph in face(name).shape(text, "en"))


class EveryWay:
    """All ways to break a text at its spaces and after its dashes, widths of lines measured one by one."""

    def __init__(self, text: str, measure: float) -> None:
        parts = [unit.whole for unit in units(shaped(text))]
        assert "".join(parts) == text
        self.count = len(parts)
        self.measure = measure
        self.ways: list[list[list[str]]] = []
        for breaks in range(self.count):
            for inner in combinations(range(1, self.count), breaks):
                way = [parts[a:b] for a, b in pairwise((0, *inner, self.count))]
                if all(self.width(line) <= measure + 1e-6 for line in way):
                    self.ways.append(way)
            if self.ways:
                break

    def width(self, line: Sequence[str]) -> float:
        return width_of("".join(line).rstrip(" "))

    @property
    def lines(self) -> int:
        """The fewest lines there can be."""
        return len(self.ways[0])

    def _good(self) -> list[list[list[str]]]:
        """The ways without one word alone on the last line, if there is one."""
        return [way for way in self.ways if not lonely(way)] or self.ways

    def least_squares(self) -> float:
        return min(sum((self.measure - self.width(line)) ** 2 for line in way) for way in self._good())

    def narrowest(self) -> float:
        return min(max(self.width(line) for line in way) for way in self._good())

    def is_lonely_of_need(self) -> bool:
        return all(lonely(way) for way in self.ways)


def lonely(way: Sequence[Sequence[str]]) -> bool:
    return len(way) > 1 and len(way[-1]) == 1


def cases(seed: int, count: int) -> list[tuple[str, float]]:
    """Texts of up to nine words with measures that hold their longest word."""
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        text = " ".join(chance.choice(WORDS.split(" ")) for _ in range(chance.randint(1, 9)))
        widest = shaped(text).widest
        found.append((text, chance.uniform(widest, max(widest * 4, width_of(text) / 2))))
    return found


def is_lonely(text: str, lines: Sequence[Line]) -> bool:
    """Whether the last line, under another, holds a single unit."""
    last = text_of(lines[-1])
    return len(lines) > 1 and len(units(shaped(last))) == 1


@for_each(cases(1, 120))
def test_balanced_is_the_least_sum_of_squares_on_the_fewest_lines(text: str, measure: float) -> None:
    every = EveryWay(text, measure)
    lines = balanced(shaped(text), measure)
    assert len(lines) == every.lines
    assert sum((measure - line.width) ** 2 for line in lines) == pytest.approx(every.least_squares(), abs=0.1)
    assert is_lonely(text, lines) == every.is_lonely_of_need()


@for_each(cases(2, 120))
def test_narrow_is_the_narrowest_block_on_the_fewest_lines(text: str, measure: float) -> None:
    every = EveryWay(text, measure)
    lines = narrow(shaped(text), measure)
    assert len(lines) == every.lines
    assert is_lonely(text, lines) == every.is_lonely_of_need()
    if every.lines <= NARROW_LINES:
        assert max(line.width for line in lines) == pytest.approx(every.narrowest(), abs=0.01)


@for_each(cases(3, 60))
def test_filled_takes_the_fewest_lines(text: str, measure: float) -> None:
    every = EveryWay(text, measure)
    lines = filled(shaped(text), measure)
    assert len(lines) == every.lines
    assert is_lonely(text, lines) == every.is_lonely_of_need()


def test_a_long_text_is_filled_rather_than_narrowed() -> None:
    text = "one two three four five six seven eight nine ten " * 3 + "eleven twelve"
    measure = 9000.0
    lines = narrow(shaped(text), measure)
    assert len(lines) > NARROW_LINES
    for line, after in pairwise(lines[:-1]):
        first_of_next = text_of(after).split(" ")[0]
        assert line.width + width_of(f" {first_of_next}") > measure - 5, "a word was moved down for nothing"


@pytest.mark.parametrize("breaker", [balanced, narrow, filled])
def test_a_last_word_gets_company(breaker: Breaker) -> None:
    text = "aaa bbb ccc ddd eee fff ggg"
    lines = lines_of(breaker(shaped(text), width_of("aaa bbb ccc") + 1))
    assert len(lines[-1].split()) > 1
    assert lines[-1].endswith(" ggg")


@pytest.mark.parametrize("breaker", [balanced, narrow, filled])
def test_two_words_that_share_no_line_stand_alone(breaker: Breaker) -> None:
    assert lines_of(breaker(shaped("responsibilities responsibilities"), 8000.0)) == ["responsibilities"] * 2


@pytest.mark.parametrize("breaker", [balanced, narrow, filled])
def test_one_line_stays_one_line(breaker: Breaker) -> None:
    text = "Rest and work"
    assert lines_of(breaker(shaped(text), width_of(text))) == [text]
    assert len(breaker(shaped(text), width_of(text) - 0.01)) == 2


@pytest.mark.parametrize("breaker", [balanced, narrow, filled])
def test_a_lone_dash_ends_a_line(breaker: Breaker) -> None:
    text = "rest – and work — and an hour - or two – of it"
    paragraph = shaped(text)
    for step in range(100):
        lines = lines_of(breaker(paragraph, paragraph.widest + 100 * step))
        assert not any(line.startswith(("–", "—", "-")) for line in lines), lines


def test_a_word_with_a_dash_breaks_after_it_only() -> None:
    lines = lines_of(filled(shaped("far-reaching well–being"), width_of("reaching") + 1))
    assert lines == ["far-", "reaching", "well–", "being"]


def test_dashes_in_a_row_and_signs_stay_whole() -> None:
    for text in ("--force", "-5", "a--", "——"):
        assert len(units(shaped(text))) == 1, text


SIGNS = "/._-?&="
LINKS = (
    "www.leagueofbadasswomen.org/male-allies-discussion-guide",
    "chat.example.org/groups/power_talks?session=12&from=card",
    "http://example.org/a",
    "example.org/" + "long-path_" * 12,
)


@pytest.mark.parametrize("words", LINKS)
@pytest.mark.parametrize("measure", [6000.0, 9000.0, 12000.0, 30000.0])
def test_a_link_breaks_after_its_signs_only(words: str, measure: float) -> None:
    paragraph = shape(((words, "text"),), "en", link=True)
    lines = [text_of(line) for line in BreakableLink(paragraph).broken(measure).lines]
    assert "".join(lines) == words
    if paragraph.widest <= measure:
        assert all(line[-1] in SIGNS for line in lines[:-1]), lines
        assert all(line[0] not in SIGNS for line in lines[1:]), lines
        assert lines[0] != "http:", lines


def test_a_link_keeps_its_double_slash() -> None:
    paragraph = shape((("http://example.org/a", "text"),), "en", link=True)
    assert [unit.text for unit in units(paragraph)] == [
        "http://",
        "example.",
        "org/",
        "a",
    ]


def test_a_link_breaks_after_a_slash_rather_than_where_lines_would_be_more_even() -> None:
    words = "example.org/a-discussion-guide"
    paragraph = shape(((words, "text"),), "en", link=True)
    measure = width_of("a-discussion-guide") + 1
    assert [text_of(line) for line in BreakableLink(paragraph).broken(measure).lines] == [
        "example.org/",
        "a-discussion-guide",
    ]


def test_the_signs_after_which_a_link_may_break() -> None:
    paragraph = shape((("a/b.c-d_e?f&g=h%i+j#k,l~m", "text"),), "en", link=True)
    found = [unit.text for unit in units(paragraph)]
    assert found == ["a/", "b.", "c-", "d_", "e?", "f&", "g=", "h%i+j#k,l~m"]


@pytest.mark.parametrize("measure", [6000.0, 9000.0, 12000.0, 20000.0])
def test_a_link_with_a_part_wider_than_the_measure_is_split_and_nothing_lost(measure: float) -> None:
    words = "forms.example.org/d/1FAIpQLSdhJ7sKz0r4wq8ZyXv1u2n3m4b5c6d7e8f9g0h1i2j3k4l5m6n/viewform"
    paragraph = shape(((words, "text"),), "en", link=True)
    lines = BreakableLink(paragraph).broken(measure).lines
    assert "".join(text_of(line) for line in lines) == words
    assert all(line.width <= measure + 1e-6 for line in lines)


def test_a_link_takes_the_fewest_lines() -> None:
    words = "abcdefgh/" * 10
    measure = width_of("abcdefgh/" * 3) + 1
    paragraph = shape(((words, "text"),), "en", link=True)
    assert len(BreakableLink(paragraph).broken(measure).lines) == -(-10 // 3)


@pytest.mark.parametrize("name", ["text", "display", "text-bold"])
@pytest.mark.parametrize("measure", [700.0, 1500.0, 4000.0])
def test_an_over_wide_word_is_split_and_nothing_lost(name: str, measure: float) -> None:
    text = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk and AVAVAVAVAVAVA"
    found = units(split_wide(shaped(text, name), measure))
    assert "".join(unit.whole for unit in found) == text
    widest = max(glyph.advance for unit in found for glyph in unit.glyphs)
    for unit in found:
        assert unit.end_width <= max(measure, widest) + 1e-6
    if measure > 900:
        assert all(unit.end_width > measure / 2 for unit in found[:3]), "split more than need be"


def test_what_fits_is_not_split() -> None:
    paragraph = shaped("rest and work")
    assert split_wide(paragraph, paragraph.widest) == paragraph


def test_a_mark_never_begins_a_line() -> None:
    # e and a combining macron below, which no single character stands for: the mark has no width of its own.
    text = "e\u0331" * 40
    for unit in units(split_wide(shape(((text, "fallback"),), "en"), 2000.0)):
        assert unit.text[0] == "e"


@for_each(product([*LINKS, "https", "example.org"], [2500.0, 5000.0, 7000.0, 9000.0, 11_000.0, 40_000.0]))
def test_a_link_says_whether_its_site_stands_whole_on_the_first_line(words: str, measure: float) -> None:
    broken = BreakableLink(shape(((words, "text"),), "en", link=True)).broken(measure)
    first, *others = [text_of(line) for line in broken.lines]
    name = first[len("http://") if words.startswith("http://") else 0 :]
    assert broken.breaks_name == (bool(others) and "/" not in name)


def test_a_link_without_a_slash_is_broken_between_letters_where_it_must_be() -> None:
    lines = BreakableLink(shape((("wide.example", "text"),), "en", link=True)).broken(1000.0).lines
    assert "".join(text_of(line) for line in lines) == "wide.example"
