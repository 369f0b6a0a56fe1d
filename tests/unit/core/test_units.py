"""Lengths carry their unit."""

from __future__ import annotations

import pytest

from hostkit.core.errors import BadValue
from hostkit.core.values import PAPERS, mm, parse_length, to_mm


@pytest.mark.parametrize(
    ("text", "points"),
    [("25.4 mm", 72.0), ("2.54cm", 72.0), ("1 in", 72.0), ("4.25 in", 306.0), ("12 pt", 12.0), ("0 mm", 0.0)],
)
def test_length_in_points(text: str, points: float) -> None:
    assert parse_length(text) == pytest.approx(points)


@pytest.mark.parametrize(
    "text", ["105", "105 furlongs", "mm", "nan mm", "inf mm", "1e3 mm", "1_0 mm", "٣ mm", "5 mm 3", ""]
)
def test_no_length(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_length(text)
    assert caught.value.what == f'"{text}" is no length.'
    assert caught.value.remedy == 'Write a number with its unit, as in "105 mm"; units are mm, cm, in, pt.'


def test_decimal_comma_is_named() -> None:
    with pytest.raises(BadValue, match="and a point, not a comma"):
        parse_length("148,5 mm")


def test_negative_length() -> None:
    with pytest.raises(BadValue, match=r'^"-3 mm" is negative'):
        parse_length("-3 mm")


def test_papers_in_millimeters() -> None:
    sizes = {name: (round(to_mm(p.width), 2), round(to_mm(p.height), 2)) for name, p in PAPERS.items()}
    assert sizes == {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
    assert PAPERS["a4"].width == mm(210)
