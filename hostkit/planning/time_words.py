"""Times of day in words: minutes in, figures and a half of the day out, on a clock of 12 or 24 hours."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.guides.languages import Language
from hostkit.planning.clock import DAY


class TimeWords(NamedTuple):
    """The words of a language for times, on a clock of ``hours`` hours. All times are in whole minutes."""

    language: Language
    hours: int

    def figures(self, time: int) -> str:
        """Return a time after midnight as figures: 19:05, on a 12-hour clock 7:05."""
        hour, minute = divmod(time % DAY, 60)
        if self.hours == 12:
            return f"{hour % 12 or 12}:{minute:02d}"
        return f"{hour:02d}:{minute:02d}"

    def in_words(self, time: int) -> str:
        """Return a time after midnight with its half of the day where the clock has twelve hours."""
        if self.hours == 24:
            return self.figures(time)
        return self.language("time.at_12", time=self.figures(time), half=self._half(time))

    def span(self, start: int, end: int) -> str:
        """Return "19:00 to 20:30" for two times after midnight."""
        figures = {"start": self.figures(start), "end": self.figures(end)}
        if self.hours == 24:
            return self.language("time.range", **figures)
        halves = {"start_half": self._half(start), "end_half": self._half(end)}
        if halves["start_half"] == halves["end_half"]:
            return self.language("time.range_12", **figures, **halves)
        return self.language("time.range_12_across", **figures, **halves)

    def elapsed(self, minutes: int) -> str:
        """Return minutes since the start as hours and minutes: 0:05."""
        return f"{minutes // 60}:{minutes % 60:02d}"

    def _half(self, time: int) -> str:
        return self.language("time.am" if time % DAY < DAY // 2 else "time.pm")
