"""The host sheet taken apart: the rows of its run of show as they stand on its pages."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import pytest

from hostkit.guides.guide import Guide
from hostkit.guides.languages import read_language
from hostkit.typesetting.display_list import ARTIFACT, Document, TextRun
from tests.support.guides import (
    event,
    plan,
)
from tests.support.kits import compose, document_named, plan_named
from tests.support.measure import (
    LEADINGS,
    MM,
    above_baseline,
    runs,
    texts,
)

SEGMENT, SAID, DONE = 16, 16, 12
NARROW = 25 * MM
SIDE = 18 * MM


def host_sheet(case: str) -> Document:
    return document_named(case, "host-sheet")


def sheet_of(made: Guide, **fields: object) -> Document:
    return compose(plan(made, event(**fields)), "host-sheet")


def titles_of(case: str) -> list[str]:
    """The titles of the segments and of the end, as they are printed."""
    found, words_of = plan_named(case), plan_named(case).language
    titles = []
    for each in found.guide.run_of_show:
        if each.title:
            titles.append(each.title.text)
        elif each.kind == "questions":
            titles.append(words_of.heading("segment.questions", len(found.guide.questions)))
        else:
            titles.append(words_of(f"segment.{each.kind}"))
    return [*titles, words_of("segment.end")]


def goodbye_of(case: str) -> str:
    """The words of goodbye, as they are printed."""
    found = plan_named(case)
    end = found.guide.end
    if end is None or end.read is None:
        return found.language("said.goodbye")
    return "".join(span.text for span in found.details.spans(end.read.text))


class Row(NamedTuple):
    """A segment as it stands on a page."""

    page: int
    time: TextRun | None
    title: TextRun
    words: tuple[TextRun, ...]
    done: float
    """The leading of what is done."""

    @property
    def top(self) -> float:
        return self.title.y - above_baseline(16, 20)

    @property
    def bottom(self) -> float:
        seen = [self.title, *self.words, *([self.time] if self.time else [])]
        leadings = [self.done if run.face == "text-italic" else leading_of(run) for run in seen]
        return max(
            run.y - above_baseline(run.size, leading) + leading
            for run, leading in zip(seen, leadings, strict=True)
        )


def leading_of_helps(document: Document) -> float:
    """Return the leading of the first help; the rows are 4 pt apart."""
    last = [run for run in runs(document.pages[-1]) if run.size == 12]
    labels = [read_language("en")(f"host_sheet.{name}").split() for name in ("stalls", "one_voice")]
    first, second = [
        next(run for run in last if run.face == "text-bold" and run.text.split()[0] == label[0])
        for label in labels
    ]
    lines = {round(run.y) for run in last if first.y - 1 < run.y < second.y - 1}
    return round((second.y - first.y - 4) / len(lines), 2)


def leading_of_cues(document: Document) -> float:
    """Return the leading of what is done, measured from a title to a cue right below it."""
    for page in document.pages:
        for title, cue in pairwise(
            run for run in runs(page) if run.role != ARTIFACT and not run.text.endswith("min")
        ):
            if is_title(title) and cue.face == "text-italic" and cue.x == title.x:
                above = cue.y - title.y + above_baseline(16, 20) - 20
                return round(2 * (above - above_baseline(12, 12)) + 12, 2)
    return 16.0


def leading_of(run: TextRun) -> float:
    return 20.0 if run.size == 16 else LEADINGS[int(run.size)]


def rows_of(case: str) -> list[Row]:
    """The rows of the run of show, from title to title; a time stands before its title."""
    found: list[Row] = []
    printed, done = texts(host_sheet(case).pages), leading_of_cues(host_sheet(case))
    for number, page in enumerate(host_sheet(case).pages):
        content = [run for run in runs(page) if run.role != ARTIFACT]
        starts = [k for k, run in enumerate(content) if is_title(run) and not is_continued(content, k)]
        for k, after in pairwise([*starts, len(content)]):
            words_ = content[k + 1 : after]
            if after < len(content) and is_time(content[after - 1]):
                words_ = words_[:-1]
            if len(found) + 1 == len(titles_of(case)):
                # Behind the end of the evening, with its length and the words of goodbye, other things follow.
                bye = goodbye_of(case)
                words_ = [
                    run for run in words_ if run.text.endswith("min in all") or printed[run.role] == bye
                ]
            time = content[k - 1] if is_time(content[k - 1]) else None
            found.append(Row(number, time, content[k], tuple(words_), done))
    return found


def is_time(run: TextRun) -> bool:
    return run.x == pytest.approx(SIDE) and bool(re.fullmatch(r"\d{1,2}:\d\d", run.text))


def is_title(run: TextRun) -> bool:
    return run.role.tag == "H2" and run.size == SEGMENT and run.face == "text-bold"


def is_continued(content: list[TextRun], k: int) -> bool:
    return k > 0 and content[k - 1].role == content[k].role


def order_of(document: Document) -> list[str]:
    return list(texts(document.pages).values())
