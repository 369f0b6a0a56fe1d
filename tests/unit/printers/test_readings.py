"""What counts as a reading of the test page, and what is said of what does not."""

from __future__ import annotations

import pytest

from hostkit.core.errors import BadValue, UsageError
from hostkit.printers.calibration import (
    Calibration,
    ScaleReading,
    Shift,
    checked_percent,
    checked_shift,
    parse_percent,
    parse_reading,
    parse_shift,
    shift_in_words,
)

TWO_NUMBERS = (
    " is not two numbers. Write A, a comma and B as read on the page, as in 0.5,-1, or 0.5 mm right, 1 mm up."
)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("0.5,-1", Shift(0.5, -1.0)),
        (" +0.25 , -8 ", Shift(0.25, -8.0)),
        ("−1.5,8", Shift(-1.5, 8.0)),
        ("0,5", Shift(0.0, 5.0)),
        ("-0,0", Shift(0.0, 0.0)),
        ("0,5;-1", Shift(0.5, -1.0)),
        ("0,5 ; -1,25", Shift(0.5, -1.25)),
        ("1 2", Shift(1.0, 2.0)),
        ("1mm,2mm", Shift(1.0, 2.0)),
        ("2 mm right", Shift(2.0, 0.0)),
        ("0.5 mm too far left, 1 mm too high", Shift(-0.5, -1.0)),
        ("1,5 mm to the right and 2 mm down", Shift(1.5, 2.0)),
    ],
)
def test_a_shift_is_two_numbers(text: str, shift: Shift) -> None:
    assert parse_shift(text) == shift
    assert "-0.0" not in repr(parse_shift("-0,-0"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "0,5,-1",
        "0,5,1,5",
        "1 mm right, 2 mm left",
        "1 mm right, 2",
        "right",
        "1e1,2",
        "nan,0",
        "0x1,0",
        "١,٢",
        "1.,2",
        ".5,1",
        "--1,2",
    ],
)
def test_what_is_not_two_numbers(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_shift(text)
    assert str(caught.value) == f'"{text}"{TWO_NUMBERS}'


@pytest.mark.parametrize(("text", "number"), [("8.1,0", "8.1"), ("0,-8.01", "-8.01"), ("9999,0", "9999")])
def test_a_shift_that_is_not_believable(text: str, number: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_shift(text)
    assert str(caught.value) == (
        f"{number} mm is not believable. Write numbers from -8 to 8, as read on the test page."
    )


@pytest.mark.parametrize(
    ("text", "percent"), [("99.2", 99.2), ("97", 97.0), ("103 %", 103.0), (" 100.05% ", 100.05)]
)
def test_a_scale_is_a_number_of_percent(text: str, percent: float) -> None:
    assert parse_percent(text) == percent


@pytest.mark.parametrize("text", ["", "%", "99,2", "1/2", "inf", "99.2 percent"])
def test_what_is_no_scale(text: str) -> None:
    with pytest.raises(BadValue, match=r"is no number\. Write percent with a point, as in 99\.2\.$"):
        parse_percent(text)


@pytest.mark.parametrize("text", ["96.9", "103.1", "0.992", "-100"])
def test_a_scale_that_is_not_believable(text: str) -> None:
    with pytest.raises(
        BadValue, match=r"is not believable\. Write a number from 97 to 103, .* actual size\.$"
    ):
        parse_percent(text)


def test_what_is_no_number_at_all_is_not_believable() -> None:
    with pytest.raises(BadValue):
        checked_percent(float("nan"))
    with pytest.raises(BadValue):
        checked_shift(0.0, float("inf"))


def test_for_the_short_edge_the_back_errs_the_other_way() -> None:
    turned = Calibration(Shift(1, 2), Shift(3, 0), 98.0).flipped_on_short_edge()
    assert turned == Calibration(Shift(1, 2), Shift(-3, 0), 98.0)
    assert "-0.0" not in repr(turned)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        parse_reading("9,0", "1,1", "12")
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == ["--front", "--scale"]
    assert caught.value.exit_code == 2


def test_what_was_not_read_stays_as_it_was() -> None:
    known = Calibration(Shift(1, 2), Shift(3, 4), 98.0)
    assert parse_reading(None, None, None) == ScaleReading()
    assert ScaleReading().on_top_of(known) == known
    assert parse_reading("0,0", None, None).on_top_of(known) == Calibration(Shift(0, 0), Shift(3, 4), 98.0)
    assert parse_reading(None, "5,6", "101").on_top_of(known) == Calibration(Shift(1, 2), Shift(5, 6), 101.0)


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        (Shift(), "in its place"),
        (Shift(2, 0), "2 mm too far right"),
        (Shift(-0.5, -1), "0.5 mm too far left and 1 mm too high"),
        (Shift(0, 1.25), "1.25 mm too low"),
    ],
)
def test_a_shift_in_words_is_read_as_itself(shift: Shift, words: str) -> None:
    assert shift_in_words(shift) == words
    if shift != Shift():
        assert parse_shift(words) == shift
