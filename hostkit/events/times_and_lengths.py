"""Reads times of day and lengths as people write them. A time with one meaning is read, and any other is refused."""

from __future__ import annotations

import re

from hostkit.core.errors import BadValue
from hostkit.core.values import whole_number
from hostkit.core.wording import quoted
from hostkit.events.typed_words import any_of, bare, lengths_in_words, with_figures

_DAY = 24 * 60
_CLOCK = "([0-9]{2}):([0-9]{2})"
_RUN_TOGETHER = "([0-9]{1,2})([0-9]{2})"
_REMEDY = "Write hours and minutes of a 24-hour clock, as in 19:05."
_LENGTH_REMEDY = "Write minutes, as in 90, or hours and minutes, as in 1 h 30."


def read_time(text: str) -> int:
    """Return a time of day such as 19:05, 7 pm or 19 Uhr in minutes after midnight.

    Raises:
        BadValue: the text is no time of day, has seconds, or may be in the morning or in the evening.

    """
    if (found := re.fullmatch(_CLOCK, text)) and int(found[1]) < 24 and int(found[2]) < 60:
        return int(found[1]) * 60 + int(found[2])
    written = re.sub(rf"^(?:{any_of('at')} )+", "", bare(text))
    if re.fullmatch(rf"(?:12(?:[:.]00)? ?)?{any_of('noon')}", written):
        return 12 * 60
    if not re.search("[0-9]", written):
        written = with_figures(written)
    hours = any_of("clock", "hours")
    half = rf"(?: ?(?:(?P<am>a\.? ?m\.?|{any_of('am')})|(?P<pm>p\.? ?m\.?|{any_of('pm')})))?"
    shape = (
        rf"(?P<hour>[0-9]{{1,2}})(?: ?(?:[:.]|{hours}\.?) ?(?P<minute>[0-9]{{2}})"
        rf"(?::(?P<seconds>[0-9]{{2}})(?:\.0+)?)?)?(?: ?{hours}\.?)?{half}"
    )
    together = re.sub(rf"^{_RUN_TOGETHER}(?![0-9])", r"\1:\2", written)
    found = re.fullmatch(shape, together)
    if not found:
        raise _no_time(text, written, shape)
    return _time_of_day(text, found)


def _time_of_day(text: str, found: re.Match[str]) -> int:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    is_pm = bool(found["pm"])
    if hour > 23 or minute > 59:
        remedy = "Write hours from 00 to 23 and minutes from 00 to 59."
        raise BadValue("time-out-of-range", f"there is no time {text}.", remedy)
    if (found["am"] and hour > 12) or (is_pm and not hour):
        remedy = "Write an hour from 1 to 12 before am or pm, or the time on a 24-hour clock, as in 19:05."
        raise BadValue("time-not-a-time", f"{quoted(text)} is no time.", remedy)
    if (found["am"] or is_pm) and hour <= 12:
        hour = hour_of_day(hour, "p" if is_pm else "a")
    elif len(found["hour"]) == 1 and hour:
        remedy = f"Write {hour:02}:{minute:02} or {hour + 12}:{minute:02}."
        times = [f"{hour:02}:{minute:02}", f"{hour + 12}:{minute:02}"]
        raise BadValue("time-ambiguous", f"{quoted(text)} may be morning or evening.", remedy, times=times)
    if found["seconds"] not in (None, "00"):
        remedy = f"Write {hour:02}:{minute:02}."
        raise BadValue("time-not-a-time", f"{quoted(text)} has seconds.", remedy)
    return hour * 60 + minute


def hour_of_day(hour: int, half: str) -> int:
    """Convert an hour of a 12-hour clock to an hour from 0 to 23; ``half`` begins with a for am or p for pm."""
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _no_time(text: str, written: str, shape: str) -> BadValue:
    """Return the BadValue of a text that is no time; for one such as 19:00-21:00 it gives begin and length."""
    what, ends = f"{quoted(text)} is no time.", re.split(rf" ?-+ ?| {any_of('until')} ", written)
    if len(ends) == 2 and all(re.fullmatch(shape, end) for end in ends):
        try:
            begin, end = map(read_time, ends)
        except BadValue:
            return BadValue("time-not-a-time", what, "Write the time of the beginning alone, as in 19:05.")
        remedy = f"Write {begin // 60:02}:{begin % 60:02}; the length, {(end - begin) % _DAY}, stands under minutes."
        return BadValue("time-not-a-time", what, remedy)
    return BadValue("time-not-a-time", what, _REMEDY)


def read_length(text: str, low: int, high: int) -> int:
    """Return a length such as 90, 90 min, 1 h 30, 1:30, 1.5 hours or half an hour in minutes, from ``low`` to ``high``.

    Raises:
        BadValue: the text is no length in whole minutes, may be one of two, or is out of range.

    """
    # A single quotation mark stands for minutes; elsewhere it is an apostrophe.
    written = bare(re.sub(r"(?<=[0-9])\s?['’′]", " min", text))
    if (in_words := _length_in_words(written)) is not None:
        return whole_number(str(in_words), low, high)
    written = with_figures(written)
    written = re.sub("(?<=[0-9]) 1/2", ".5", written)
    if re.fullmatch("-?[0-9]+", written):
        return whole_number(written, low, high)
    hours, minutes = any_of("hours"), any_of("minutes")
    found = re.fullmatch(
        rf"(?:(?P<hours>[0-9]*[.,]?[0-9]+) ?{hours}\.?)?,? ?(?:{any_of('and')} )?"
        rf"(?:(?P<minutes>[0-9]{{1,4}})(?: ?{minutes}\.?)?)?",
        written,
    ) or re.fullmatch(rf"(?P<hours>[0-9]{{1,2}}):(?P<minutes>[0-5][0-9])(?::00)?(?: ?{hours}\.?)?", written)
    if not found or not any(found.groups()):
        raise BadValue("length-not-a-length", f"{quoted(text)} is no length in minutes.", _LENGTH_REMEDY)
    return whole_number(str(_minutes(text, found)), low, high)


def _length_in_words(written: str) -> int | None:
    """Return the minutes of a phrase such as "half an hour", or "an hour and 20 minutes"; None for other texts."""
    written = written.replace("-", " ")
    for phrase, minutes in lengths_in_words().items():
        if written == phrase:
            return minutes
        more = rf"{phrase},? (?:{any_of('and')} )?([0-9]{{1,2}})(?: ?{any_of('minutes')}\.?)?"
        if written.startswith(phrase) and (found := re.fullmatch(more, written)):
            return minutes + int(found[1])
    return None


def _minutes(text: str, found: re.Match[str]) -> int:
    """Return the minutes of a length. Raises BadValue unless they are whole and have one meaning."""
    # Imported here because it takes a few milliseconds, and most lengths are plain numbers.
    from fractions import Fraction

    whole, _, part = (found["hours"] or "0").replace(",", ".").partition(".")
    exact = Fraction(f"{whole or 0}.{part or 0}") * 60
    clock = int(whole or 0) * 60 + int(part or 0)
    if len(part) == 2 and int(part) < 60 and clock != exact:
        remedy = f"Write {clock} or {float(exact):g}."
        raise BadValue(
            "length-ambiguous", f"{quoted(text)} may be {clock} or {float(exact):g} minutes.", remedy
        )
    if exact.denominator != 1:
        raise BadValue(
            "length-not-a-length", f"{quoted(text)} is no whole number of minutes.", _LENGTH_REMEDY
        )
    return int(exact) + int(found["minutes"] or 0)
