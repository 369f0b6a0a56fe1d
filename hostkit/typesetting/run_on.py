"""Sets short texts one after another as one paragraph, each after a mark such as a dash or a tick square."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from hostkit.typesetting.display_list import Item, Role
from hostkit.typesetting.line_breaking import Line, filled_breaks, narrow_breaks
from hostkit.typesetting.shaping import ShapedParagraph, Style, shape, split_wide
from hostkit.typesetting.typeset import Drawn, TextBlock


class MarkedText(NamedTuple):
    """A text and its mark, whose items ``mark`` returns; (x, y) is the top left corner of its line box."""

    text: str
    role: Role
    mark: Callable[[float, float], list[Item]]


class _Part(NamedTuple):
    """The words of text ``text`` from ``first`` up to ``end``, which are not divided."""

    text: int
    first: int
    end: int


class _Paragraph(NamedTuple):
    """Shaped texts in a row. ``lefts`` are the left edges of their marks; all widths are in thousandths of an em."""

    texts: tuple[ShapedParagraph, ...]
    lefts: tuple[float, ...]
    indent: float

    def left(self, part: _Part) -> float:
        """Return where a part begins, with the mark before it if it begins its text."""
        before = self.indent + self.texts[part.text].before[part.first] if part.first else 0.0
        return self.lefts[part.text] + before

    def of(self, parts: Sequence[_Part]) -> ShapedParagraph:
        """Return a paragraph that has the parts as its units, but no glyphs."""
        before = tuple([self.left(part) for part in parts])
        stops = tuple([self.lefts[k] + self.indent + self.texts[k].stops[end - 1] for k, _, end in parts])
        widest = max([stop - start for start, stop in zip(before, stops, strict=True)], default=0.0)
        return ShapedParagraph((), (), tuple(range(len(parts))), (*before, self.lefts[-1]), stops, widest)

    def lines(self, measure: float) -> list[list[_Part]]:
        """Return the parts of each line. Lines end between texts, unless breaking within texts saves a line."""
        words = [_Part(k, n, n + 1) for k, text in enumerate(self.texts) for n in range(len(text.ends))]
        whole = [_Part(k, 0, len(text.ends)) for k, text in enumerate(self.texts)]
        broken, unbroken = narrow_breaks(self.of(words), measure), self.of(whole)
        if unbroken.widest <= measure and len(ends := filled_breaks(unbroken, measure)) <= len(broken):
            return [whole[start:end] for start, end in pairwise([0, *ends])]
        return [_joined(words[start:end]) for start, end in pairwise([0, *broken])]


def _joined(words: Sequence[_Part]) -> list[_Part]:
    """Return the words of a line with those of each text joined."""
    groups = [list(group) for _, group in groupby(words, lambda word: word.text)]
    return [_Part(group[0].text, group[0].first, group[-1].end) for group in groups]


def run_on(
    texts: Sequence[MarkedText], style: Style, language: str, measure: float, indent: float, between: float
) -> Drawn:
    """Return the texts run on as a paragraph ``measure`` points wide. No line ends between a mark and its text.

    ``indent`` is the distance from the left edge of a mark to its text, and ``between`` that from the end of a text to
    the next mark, both in points.
    """
    scale = style.size / 1000
    room = (measure - indent) / scale
    shaped = [split_wide(shape(((each.text, style.face),), language, style.features), room) for each in texts]
    lefts = [0.0]
    for text in shaped:
        lefts.append(lefts[-1] + text.stops[-1] + (indent + between) / scale)
    paragraph = _Paragraph(tuple(shaped), tuple(lefts), indent / scale)
    lines = paragraph.lines(measure / scale)

    def draw(x: float, y: float) -> list[Item]:
        items: list[Item] = []
        for parts in lines:
            start = paragraph.left(parts[0])
            for part in parts:
                left, (index, first, end) = x + (paragraph.left(part) - start) * scale, part
                if first == 0:
                    items += texts[index].mark(left, y)
                    left += indent
                line = Line(shaped[index].pieces(first, end), shaped[index].width(first, end))
                items += TextBlock((line,), style, texts[index].role).place(left, y)
            y += style.leading
        return items

    return Drawn(len(lines) * style.leading, draw)
