"""Checks guides and event files and returns findings in the order of their lines. Draws nothing and writes no files.

Problems keep a kit from being made: errors of format, characters that no font has, and texts that do not fit, which are
found by composing the guide on every paper without details of an event. Warnings concern style and small cards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from hostkit.codes.links import Link, tracking
from hostkit.core.characters import Phrase
from hostkit.core.errors import NOWHERE, FitError, HostkitError, Position, Problem, SourceError
from hostkit.core.values import PAPERS, instances_in
from hostkit.events.dates import past_date
from hostkit.events.event import Event, PrintOptions
from hostkit.events.precedence import Settings, merge
from hostkit.events.read_values import read_event
from hostkit.guides.evening_rules import evening_remarks
from hostkit.guides.guide import Guide, Question
from hostkit.guides.read_guide import read_guide
from hostkit.guides.scaffold import guide_scaffold
from hostkit.guides.style_rules import remarks
from hostkit.guides.translations import translation_remarks
from hostkit.kit import plan_of, wanted_sheets
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.kit_warnings import hurried
from hostkit.sheets.cards.card_layout import card_layout_of
from hostkit.sheets.cards.question import deck_fit, question_card
from hostkit.sheets.composer import sheet_composer
from hostkit.sheets.question_cards import SHEET as QUESTION_CARDS
from hostkit.sheets.question_cards import deck
from hostkit.sheets.refusal import in_words, placed
from hostkit.sheets.sheet import compose
from hostkit.stocks.stock import Stock, stocks_for

PROBLEM, WARNING = "problem", "warning"


class Finding(NamedTuple):
    """A finding about a file; ``kind`` is PROBLEM or WARNING."""

    kind: str
    problem: Problem


def check_guide(path: Path) -> tuple[Finding, ...]:
    """Return all problems and warnings of a guide file, in the order of its lines."""
    try:
        guide = read_guide(path)
    except SourceError as error:
        return tuple(Finding(PROBLEM, problem) for problem in error.problems)
    return judge(guide)


def check_event(path: Path, settings: Settings) -> tuple[Finding, ...]:
    """Return all problems and warnings of an event file, with the settings that would apply."""
    try:
        found = merge({}, read_event(path), settings)
    except SourceError as error:
        return tuple(Finding(PROBLEM, problem) for problem in error.problems)
    return tuple(Finding(WARNING, problem) for problem in event_warnings(found.event, found.places))


def event_warnings(event: Event, places: Mapping[str, Position]) -> Iterator[Problem]:
    """Yield a warning for a date that is long past, and for each link that tracks."""
    if event.date and (warning := past_date(event.date, places.get("date", NOWHERE))):
        yield warning
    yield from filter(None, (tracking(link) for link in instances_in(event, Link)))


def judge(guide: Guide) -> tuple[Finding, ...]:
    """Return all problems and warnings of a guide that has been read, in the order of its lines."""
    style = (*remarks(guide), *evening_remarks(guide), *translation_remarks(guide))
    found = [Finding(WARNING, problem) for problem in style]
    try:
        plans = [plan_of(guide, Event(), PrintOptions(paper=paper)) for paper in PAPERS]
    except SourceError as error:
        found += [Finding(PROBLEM, problem) for problem in error.problems]
    except HostkitError as error:
        found += [Finding(PROBLEM, _of_guide(problem, guide)) for problem in error.problems]
    else:
        found += [Finding(PROBLEM, problem) for problem in _too_long(plans)]
        found += [Finding(WARNING, problem) for problem in _on_small_cards(plans)]
        found += [Finding(WARNING, problem) for problem in _hurried(plans[0])]
    return tuple(sorted(found, key=lambda finding: (finding.problem.place, finding.kind)))


def problems_of_title(title: Phrase) -> tuple[Problem, ...]:
    """Return the problems that keep any guide with this title from being printed."""
    found = judge(read_guide(guide_scaffold())._replace(title=title))
    problems = (finding.problem for finding in found if finding.kind == PROBLEM)
    return tuple(replace(problem, place=title.at) for problem in problems)


def _of_guide(problem: Problem, guide: Guide) -> Problem:
    """Return a problem of planning, placed in the guide instead of at an option, since a check has no options."""
    return replace(problem, place=Position(guide.title.at.file))


EXPECTED_GUESTS = 10
"""The guests that a guide must have time for: most evenings have fewer, few have more."""


def _hurried(plan: KitPlan) -> Iterator[Problem]:
    """Yield a problem at the questions segment if the guide's own minutes are too few for EXPECTED_GUESTS."""
    plan = plan_of(plan.guide, plan.event._replace(guests=EXPECTED_GUESTS), plan.options)
    place = plan.clock.questions.segment.at
    yield from (replace(problem, place=place) for problem in hurried(plan))


def _too_long(plans: Sequence[KitPlan]) -> Iterator[Problem]:
    """Yield a problem for each text that does not fit, once for each place and sheet even if it fails on two papers."""
    seen = set()
    for plan in plans:
        for sheet, problem in _refusals(plan):
            if (sheet, problem.place) not in seen:
                seen.add((sheet, problem.place))
                yield problem


def _refusals(plan: KitPlan) -> Iterator[tuple[str, Problem]]:
    """Compose every sheet of a kit, and yield a sheet's name and a problem for each text that does not fit."""
    for sheet in wanted_sheets(None):
        if sheet.name == QUESTION_CARDS.name:
            for problem in _refusals_of_cards(plan):
                yield sheet.name, problem
            continue
        try:
            compose(sheet, plan)
        except FitError as error:
            yield from ((sheet.name, problem) for problem in error.problems)


def _refusals_of_cards(plan: KitPlan) -> Iterator[Problem]:
    """Yield a problem for each question that does not fit on its card, and those of the deck's other cards."""
    refused = {question: _refusal(plan, plan.stock, question) for question in plan.guide.questions}
    yield from (problem for problem in refused.values() if problem)
    rest = tuple(question for question, problem in refused.items() if not problem)
    if not rest:
        return
    if len(rest) < len(refused):
        plan = plan._replace(guide=plan.guide._replace(questions=rest, rounds=()))
    try:
        deck(sheet_composer(plan))
    except FitError as error:
        yield from placed(error, plan).problems


def _refusal(plan: KitPlan, stock: Stock, question: Question) -> Problem | None:
    """Return the problem of a question that does not fit on a card of this stock, or None when it fits."""
    plan = plan._replace(stock=stock)
    composer, frame = sheet_composer(plan), card_layout_of(stock)
    step = deck_fit(composer, frame, [plan.plain(each.ask) for each in plan.guide.questions])
    try:
        question_card(composer, frame.at_fit(step), question, step)
    except FitError as error:
        return error.problems[0]
    return None


def _on_small_cards(plans: Sequence[KitPlan]) -> Iterator[Problem]:
    """Yield a problem for each question that fits on no small card, with all papers on which this is so."""
    for question in plans[0].guide.questions:
        # A question that does not fit on the default stock's card has been reported as a problem already.
        usual = [plan for plan in plans if not _refusal(plan, plan.stock, question)]
        refused = [refusal for plan in usual if (refusal := _refused_by_all(plan, question))]
        if refused:
            wrong = (
                f"fits on no small card: {'; '.join(_where(stock, problem) for stock, problem in refused)}."
            )
            values = {"stocks": {stock.name: dict(problem.values) for stock, problem in refused}}
            remedy = "Shorten it, or use only large cards."
            yield Problem("question-too-long-for-small-cards", refused[0][1].place, wrong, remedy, values)


def _refused_by_all(plan: KitPlan, question: Question) -> tuple[Stock, Problem] | None:
    """Return the largest stock with small cards for a paper and the problem on it, if the question fits on none.

    Return None when the question fits on a small card, or the paper has no such stock.
    """
    small = [stock for stock in reversed(stocks_for(plan.paper.name)) if not card_layout_of(stock).large]
    problems = []
    for stock in small:
        problem = _refusal(plan, stock, question)
        if problem is None:
            return None
        problems.append(problem)
    return (small[0], problems[0]) if small else None


def _where(stock: Stock, problem: Problem) -> str:
    return f"on {stock.name}, the largest for {stock.paper} paper, {in_words(problem.values)}"
