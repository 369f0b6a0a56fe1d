"""Makes the FitErrors that say which text is too long for its place, by how much, and where it was written.

A composer does not know where the details of an event were written, or how long they are. It raises an
``UnplacedFitError``, which names fields of the event; ``placed`` turns it into a FitError once the event is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import NOWHERE, FitError, Position, Problem
from hostkit.core.values import instances_in, to_mm
from hostkit.events.event import Event
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.composer import Composer
from hostkit.typesetting.shaping import Style


class LongText(NamedTuple):
    """A text that could be shortened, with its leading in points; a string is the name of a field of the event."""

    text: Phrase | Link | str
    leading: float


class UnplacedFitError(FitError):
    """Several texts together are too tall for their place, and the event is needed to find the longest.

    ``texts`` are those that could be shortened, and ``over`` is by how many points they are too tall.
    """

    def __init__(self, texts: Sequence[LongText], over: float, problem: Problem) -> None:
        super().__init__(problem)
        self.texts, self.over = tuple(texts), over

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.texts, self.over, *self.problems)

    def placed(self, event: Event) -> FitError:
        """Return a FitError that names the longest of the texts that this event has."""
        texts = [(_written(each.text, event), each.leading) for each in self.texts]
        longest, leading = max(
            [(text, leading) for text, leading in texts if text], key=lambda each: _length(each[0])
        )
        return FitError(*(_with_length(each, longest.at, self.over, leading) for each in self.problems))


def _written(text: Phrase | Link | str, event: Event) -> Phrase | Link | None:
    """Return the text itself, or for the name of a field the event's value, which may be None.

    Of a field with several values it is the longest.
    """
    if isinstance(text, str):
        value = getattr(event, text)
        found: list[Phrase | Link] = [*instances_in(value, Phrase), *instances_in(value, Link)]
        return max(found, key=_length, default=None)
    return text


def _length(written: Phrase | Link) -> int:
    return len(written.text if isinstance(written, Phrase) else written.url)


def placed(error: FitError, plan: KitPlan) -> FitError:
    """Return the error with the place where the text or link to be shortened was written."""
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
    """Return the error with one more sentence of advice, and with more values in its problems."""
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
    """Return the error for a text that is ``over`` points too tall for its place; ``leading`` is in points."""
    return FitError(_with_length(_problem(composer, code, at, sheet), at, over, leading))


def too_wide(composer: Composer, at: Position, sheet: str, face: Style) -> FitError:
    """Return the error for a text with a word that is wider than a card even at the smallest type size."""
    problem = _problem(composer, "word-too-wide", at, sheet)
    return FitError(_with_sentence(replace(problem, values={**problem.values, "size_pt": face.size})))


def in_words(values: Mapping[str, object]) -> str:
    """Return in words why a text does not fit, given the values of its problem: its length or the width of a word."""
    if "size_pt" in values:
        return f"a word is wider than the card at {values['size_pt']:.0f} pt"
    lines = values["lines"]
    return f"it is {values['too_long_mm']} mm ({lines} {'line' if lines == 1 else 'lines'}) too long"


def longest_too_tall(
    composer: Composer, code: str, texts: Sequence[LongText], sheet: str, over: float
) -> FitError:
    """Return the error for texts that are together ``over`` points too tall; it names the longest of them.

    If one of them is a field of the event, the error is an UnplacedFitError.
    """
    problem = _problem(composer, code, Position(composer.guide.path.name), sheet)
    error = UnplacedFitError(texts, over, _with_length(problem, problem.place, over, texts[0].leading))
    is_of_guide = not any(isinstance(each.text, str) for each in texts)
    return error.placed(Event()) if is_of_guide else error


def _problem(composer: Composer, code: str, at: Position, sheet: str) -> Problem:
    """Return a problem with the values that every FitError of a sheet has, and without its sentence."""
    names = {"stock": composer.stock.name, "paper": composer.paper.name, "language": composer.words.code}
    return Problem(code, at, "", "Shorten it.", {"sheet": sheet, **names})


def _with_length(problem: Problem, at: Position, over: float, leading: float) -> Problem:
    """Return the problem with a place, and with a sentence that says by how much the text is too long."""
    lines, millimeters = int(-(-over // leading)), max(1, round(to_mm(over)))
    values = {**problem.values, "too_long_mm": millimeters, "lines": lines}
    return _with_sentence(replace(problem, place=at, values=values))


def _with_sentence(problem: Problem) -> Problem:
    sheet, stock, paper, language = (problem.values[name] for name in ("sheet", "stock", "paper", "language"))
    how = in_words(problem.values) + ("" if "size_pt" in problem.values else " at the smallest size for it")
    what = f"does not fit on the {sheet} (stock {stock}, paper {paper}, language {language}): {how}."
    return replace(problem, what=what)
