"""Refusals: the errors that say which text is too long for its place, by how much, and where it was written.

What is composed knows no place of an event's detail. So a refusal may name a detail, or several texts of which the
longest is to be shortened; who knows the event places it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import NOWHERE, FitError, Position, Problem
from hostkit.core.values import to_mm
from hostkit.events.event import Event
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.composer import Composer
from hostkit.typesetting.shaping import Style


class LongText(NamedTuple):
    """A text that could be shortened: one of the guide, or the name of a field of the event; its leading in points."""

    text: Phrase | Link | str
    leading: float


class UnplacedFitError(FitError):
    """One of several texts is too long, and only the event's own values say which, and where it was written.

    The values of its problem are those of any FitError; ``texts`` are what could be shortened, ``over`` points.
    """

    def __init__(self, texts: Sequence[LongText], over: float, problem: Problem) -> None:
        super().__init__(problem)
        self.texts, self.over = tuple(texts), over

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.texts, self.over, *self.problems)

    def placed(self, event: Event) -> FitError:
        """Return the refusal of the longest of the texts that this event has."""
        texts = [(_written(each.text, event), each.leading) for each in self.texts]
        longest, leading = max(
            [(text, leading) for text, leading in texts if text], key=lambda each: _length(each[0])
        )
        return FitError(*(_with_length(each, longest.at, self.over, leading) for each in self.problems))


def _written(text: Phrase | Link | str, event: Event) -> Phrase | Link | None:
    """Return a text as it was written; of a name the field of the event."""
    if isinstance(text, str):
        found: Phrase | Link | None = getattr(event, text)
        return found
    return text


def _length(written: Phrase | Link) -> int:
    return len(written.text if isinstance(written, Phrase) else written.url)


def placed(error: FitError, plan: KitPlan) -> FitError:
    """Return a refusal that names the place of the text or the link which is to be shortened."""
    if isinstance(error, UnplacedFitError):
        return error.placed(plan.event)
    written = {link.url: link.at for link in (plan.group_link, plan.pre_read_link) if link}
    return FitError(
        *(
            replace(each, place=written.get(str(each.values.get("link")), NOWHERE))
            if each.place == NOWHERE
            else each
            for each in error.problems
        )
    )


def with_advice(error: FitError, advice: str, **values: object) -> FitError:
    """Return a refusal that says one sentence more of what could be done."""
    problems = [
        replace(each, remedy=f"{each.remedy} {advice}".lstrip(), values={**each.values, **values})
        for each in error.problems
    ]
    if isinstance(error, UnplacedFitError):
        return UnplacedFitError(error.texts, error.over, *problems)
    return FitError(*problems)


def too_tall(
    composer: Composer, code: str, at: Position, sheet: str, over: float, leading: float
) -> FitError:
    """Return the refusal of a text that is ``over`` points too tall for its place, set with this leading."""
    return FitError(_with_length(_problem(composer, code, at, sheet), at, over, leading))


def too_wide(composer: Composer, at: Position, sheet: str, face: Style) -> FitError:
    """Return the refusal of a text with a word wider than a card at its floor size."""
    problem = _problem(composer, "word-too-wide", at, sheet)
    return FitError(_with_sentence(replace(problem, values={**problem.values, "size_pt": face.size})))


def in_words(values: Mapping[str, object]) -> str:
    """Return how far a text is from fitting, from the values of its refusal: in length, or by the width of a word."""
    if "size_pt" in values:
        return f"a word is wider than the card at {values['size_pt']:.0f} pt"
    lines = values["lines"]
    return f"it is {values['too_long_mm']} mm ({lines} {'line' if lines == 1 else 'lines'}) too long"


def longest_too_tall(
    composer: Composer, code: str, texts: Sequence[LongText], sheet: str, over: float
) -> FitError:
    """Return the refusal of the longest of some texts, which together are ``over`` points too tall for their place."""
    problem = _problem(composer, code, Position(composer.guide.path.name), sheet)
    error = UnplacedFitError(texts, over, _with_length(problem, problem.place, over, texts[0].leading))
    is_of_guide = not any(isinstance(each.text, str) for each in texts)
    return error.placed(Event()) if is_of_guide else error


def _problem(composer: Composer, code: str, at: Position, sheet: str) -> Problem:
    """Return a problem with the values that each refusal has, and no sentence yet."""
    names = {"stock": composer.stock.name, "paper": composer.paper.name, "language": composer.words.code}
    return Problem(code, at, "", "Shorten it.", {"sheet": sheet, **names})


def _with_length(problem: Problem, at: Position, over: float, leading: float) -> Problem:
    """Return a problem at the place of a text, saying by how much it is too long."""
    lines, millimetres = int(-(-over // leading)), max(1, round(to_mm(over)))
    values = {**problem.values, "too_long_mm": millimetres, "lines": lines}
    return _with_sentence(replace(problem, place=at, values=values))


def _with_sentence(problem: Problem) -> Problem:
    sheet, stock, paper, language = (problem.values[name] for name in ("sheet", "stock", "paper", "language"))
    how = in_words(problem.values) + ("" if "size_pt" in problem.values else " at the smallest size for it")
    what = f"does not fit on the {sheet} (stock {stock}, paper {paper}, language {language}): {how}."
    return replace(problem, what=what)
