"""Finds the best path through the parts of an evening: which part every paragraph belongs to, for all of them at once.

A state is a part of the evening, or with "#" before it the title of one. Each paragraph has a score for each state,
from its evidence, and each pair of states has a score for following one another. The weights were learned by
``tests/benchmark/import_weights.py`` from labeled texts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from operator import add, mul
from typing import Any, NamedTuple

from hostkit.core.input_files import data_folder
from hostkit.importing.evidence import Evidence

TEXTS = (
    "title", "series", "notes", "definition", "welcome", "pre_read", "agreements", "arrivals", "introductions",
    "question", "probe", "asking", "closing_round", "written_reaction", "worksheet", "group_photo", "follow_up", "tips",
    "helps", "materials", "goodbye", "custom", "credit",
)  # fmt: skip
HEADS = (
    "#title", "#notes", "#definition", "#welcome", "#pre_read", "#agreements", "#run_of_show", "#arrivals",
    "#introductions", "#questions", "#round", "#closing_round", "#written_reaction", "#worksheet", "#group_photo",
    "#follow_up", "#tips", "#helps", "#materials", "#goodbye", "#custom", "#credit",
)  # fmt: skip
STATES = (*TEXTS, *HEADS)
BEFORE = ("within", "list", "tight", "apart", "ruled")
"""How a paragraph is set apart from the one before: a sentence of it, an item of its list, the next line, a blank line,
a rule or heading."""


class Moves(NamedTuple):
    """What each pair of states counts: by the state that follows, and as factors by either state."""

    columns: Sequence[Sequence[float]]
    factors: Sequence[Sequence[float]]
    turned: Sequence[Sequence[float]]


class Weights(NamedTuple):
    """What each feature counts for each state, and what each move counts, by how paragraphs are set apart."""

    features: Mapping[str, Sequence[float]]
    moves: Mapping[str, Moves]

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Any]]) -> Weights:
        """Return the weights in the form in which they are stored."""
        rows = {name: [row.get(state, 0.0) for state in STATES] for name, row in data["features"].items()}
        moves = {}
        for before in BEFORE:
            pairs = data["moves"]
            table = [
                [pairs.get(one, {}).get(to, 0.0) + data[before][relation(one, to)] for to in STATES]
                for one in STATES
            ]
            factors = [[math.exp(w) for w in row] for row in table]
            columns, turned = (list(zip(*rows_of, strict=True)) for rows_of in (table, factors))
            moves[before] = Moves(columns, factors, turned)
        return cls(rows, moves)


@cache
def weights() -> Weights:
    """Return the weights, which are read once."""
    return Weights.of(json.loads((data_folder("import_data") / "weights.json").read_text("utf-8")))


def section(state: str) -> str:
    """Return the section of the evening in which a state is."""
    bare = state.removeprefix("#")
    return "questions" if bare in ("question", "probe", "asking", "round") else bare


def relation(one: str, to: str) -> str:
    """Return how a state goes on from the one before: the same, in its section, or to another by a title or without."""
    if one == to:
        return "same"
    if section(one) == section(to):
        return "inside" if not to.startswith("#") else "title_inside"
    return "title" if to.startswith("#") else "under_title" if one.startswith("#") else "other"


def set_apart(each: Evidence) -> str:
    """Return how a paragraph is set apart from the one before it."""
    p = each.paragraph
    if p.kind and "list_on" in each.features and not p.level:
        return "list"
    return "within" if p.goes_on else "ruled" if p.ruled or p.level else "apart" if p.apart else "tight"


class Step(NamedTuple):
    """The best state of a paragraph, and the share of all paths that has each state there, from 0 to 1."""

    state: str
    shares: Mapping[str, float]


def best_path(every: Sequence[Evidence], allowed: Sequence[Collection[str]]) -> list[Step]:
    """Return the best state of each paragraph; ``allowed`` holds its possible states, and all if it is empty."""
    if not every:
        return []
    scores, moves = _weighed(every, allowed)
    return [
        Step(STATES[state], dict(zip(STATES, shares, strict=True)))
        for state, shares in zip(_viterbi(scores, moves), _shares(scores, moves), strict=True)
    ]


def share_of(state: str, every: Sequence[Evidence], allowed: Sequence[Collection[str]]) -> list[float]:
    """Return for each paragraph the share of all paths that has a state there."""
    at = STATES.index(state)
    return [shares[at] for shares in _shares(*_weighed(every, allowed))] if every else []


def _weighed(
    every: Sequence[Evidence], allowed: Sequence[Collection[str]]
) -> tuple[list[list[float]], list[Moves]]:
    scores = [_scores(each, able) for each, able in zip(every, allowed, strict=True)]
    return scores, [weights().moves[set_apart(each)] for each in every]


def _scores(each: Evidence, able: Collection[str]) -> list[float]:
    total = [0.0] * len(STATES)
    known = weights().features
    for name, value in each.features.items():
        row = known.get(name)
        if row:
            total = (
                [a + value * b for a, b in zip(total, row, strict=True)]
                if value != 1
                else list(map(add, total, row))
            )
    return [score if not able or state in able else -1e4 for state, score in zip(STATES, total, strict=True)]


def _viterbi(scores: Sequence[Sequence[float]], moves: Sequence[Moves]) -> list[int]:
    now = list(scores[0])
    back: list[list[int]] = []
    for row, move in zip(scores[1:], moves[1:], strict=True):
        columns = [list(map(add, now, column)) for column in move.columns]
        best = list(map(max, columns))
        back.append([column.index(top) for column, top in zip(columns, best, strict=True)])
        now = list(map(add, best, row))
    state = now.index(max(now))
    path = [state]
    for pointers in reversed(back):
        state = pointers[state]
        path.append(state)
    return path[::-1]


def _shares(scores: Sequence[Sequence[float]], moves: Sequence[Moves]) -> list[list[float]]:
    """Return for each paragraph the share of all paths that each state has, by going forward and backward once."""
    here = [_exp(row) for row in scores]
    forward = [_normal(here[0])]
    for row, move in zip(here[1:], moves[1:], strict=True):
        before = forward[-1]
        forward.append(_normal([e * sum(map(mul, before, c)) for e, c in zip(row, move.turned, strict=True)]))
    after = [1.0] * len(STATES)
    found = [forward[-1]]
    for n in range(len(scores) - 2, -1, -1):
        ahead = list(map(mul, here[n + 1], after))
        after = _normal([sum(map(mul, row, ahead)) for row in moves[n + 1].factors])
        found.append(_normal(list(map(mul, forward[n], after))))
    return found[::-1]


def _exp(row: Sequence[float]) -> list[float]:
    top = max(row)
    return [math.exp(max(-600.0, score - top)) for score in row]


def _normal(row: list[float]) -> list[float]:
    total = sum(row) or 1.0
    return [value / total for value in row]
