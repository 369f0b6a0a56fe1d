"""Learns the weights by which ``hostkit import`` knows the parts: ``python tests/benchmark/import_weights.py``.

It reads the labeled texts of the shares ``tune`` and ``old``, never those held out, and writes
``hostkit/import_data/weights.json``. An answer names places of a guide, and several states may stand for one place, so
each paragraph has a set of right states; learning makes the paths through these sets likely, compared with all paths
(a conditional random field with latent states). Weights that are not learned stay at what ``prior`` says.

``--folds 4`` prints instead how much is right of texts that were left out of learning, a fourth of them at a time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hostkit.importing import path
from hostkit.importing.evidence import FOREIGN, Evidence, evidence_of
from hostkit.importing.heads import ROUND, SECTIONS_OF
from hostkit.importing.import_file import paragraphs_of
from hostkit.importing.mail import letter
from hostkit.importing.path import BEFORE, HEADS, STATES, TEXTS, relation, section, set_apart
from hostkit.importing.source_file import MARKDOWN, TEXT, SourceFile, read_file

HERE = Path(__file__).resolve().parents[2]
FOLDERS = (HERE / "tests/data/import_scored", HERE / "tests/data/import")
LEARNED = HERE / "tests/data/import_learned"
OUT = HERE / "hostkit/import_data/weights.json"

SEGMENTS = {
    "welcome",
    "arrivals",
    "introductions",
    "asking",
    "closing_round",
    "written_reaction",
    "custom",
    "#custom",
}
PLACES: Mapping[str, set[str]] = {
    "T": {"title"}, "D": {"definition", "welcome"}, "P": {"pre_read"}, "A": {"agreements"}, "I": {"introductions"},
    "Q": {"question"}, "p": {"probe"}, "R": {"#round"}, "C": {"closing_round"},
    "W": {"written_reaction", "worksheet"},
    "F": {"group_photo"}, "U": {"follow_up"}, "H": {"tips", "helps", "materials"}, "S": SEGMENTS,
    "B": {"custom", "#custom"}, "K": {"credit"}, "X": {*HEADS} - {"#custom", "#round"}, "N": {"notes"},
}  # fmt: skip
"""The states that stand for each place of the answers."""

RATE, STEPS, REST, KEPT = 0.05, 60, 1.5, 0.04
"""The step and the number of steps of learning, how strongly ``prior`` holds weights, and the least that is written."""
LAYOUT, SHORT, FOREIGN_TOO = 0.4, 0.9, 0.2
"""The weight in learning of one layout of a text written for it, of a short text, and of a text without its words."""


class Text(NamedTuple):
    """A labeled text: its evidence, the right states of each paragraph, and its weight in learning."""

    name: str
    every: Sequence[Evidence]
    right: np.ndarray
    weight: float = 1.0


def held_out(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 3 == 0


def texts() -> list[Text]:
    """Return the labeled texts that may be learned from."""
    found = []
    for folder in FOLDERS:
        for answers in sorted(folder.glob("*.answer.json")):
            source = answers.with_name(answers.name.removesuffix(".answer.json"))
            if folder.name == "import" or not held_out(source.name):
                found.append(_labeled(source, json.loads(answers.read_text("utf-8"))))
    return found


def learned() -> list[Text]:
    """Return the texts that were written for learning, with a state before each line, in several layouts."""
    found = []
    for source in sorted(LEARNED.glob("*.txt")):
        lines = [
            line.partition(" | ")[::2] for line in source.read_text("utf-8").split("\n") if " | " in line
        ]
        for layout in ("as written", "parts apart", "all apart", "bare", "bare, all apart"):
            text, states = "", {}
            before = ""
            for state, line in lines:
                line = _MARKUP.sub("", line) if "bare" in layout else line
                apart = "all apart" in layout or (
                    layout == "parts apart" and section(state.split("/")[0].strip()) != section(before)
                )
                text += ("\n" if apart else "") + line + "\n"
                states[text.count("\n")] = state.strip()
                before = state.split("/")[0].strip()
            made = SourceFile(source.name, "", TEXT, text.encode())
            found.append(_stated(made, None, states, LAYOUT))
    return found


def short() -> list[Text]:
    """Return the short texts of the tests, each with the language and the kind of file before it."""
    found = []
    for part in (LEARNED / "short.list").read_text("utf-8").split("=== ")[1:]:
        head, *lines = part.rstrip("\n").split("\n")
        language, _, markdown = head.partition(" ")
        cut = [line.partition(" | ")[::2] for line in lines]
        states = {n: state for n, (state, _) in enumerate(cut, start=1)}
        kind = MARKDOWN if markdown else TEXT
        source = SourceFile("short", "", kind, "".join(f"{line}\n" for _, line in cut).encode())
        found.append(_stated(source, language, states, SHORT))
    return found


_MARKUP = re.compile(r"^\s*(?:#+|[-*•])\s+|\*\*?|(?<=^)\s+")
"""What is lost when a page is copied as plain text: headings, bullets, bold and indentation."""


def _stated(source: SourceFile, language: str | None, states: Mapping[int, str], weight: float) -> Text:
    paragraphs, words, _, _ = paragraphs_of(source, language)
    around = letter(paragraphs, words).paragraphs
    every = evidence_of([p for n, p in enumerate(paragraphs) if n not in around], words)
    able = [states.get(each.paragraph.line, "any").split("/") for each in every]
    right = np.array([[state in these or these == ["any"] for state in STATES] for these in able])
    return Text(source.name, every, right.reshape(len(every), len(STATES)), weight)


_OF_WORDS = re.compile(
    r"(?:cue|list|above|under|spoken|label|title~?|lead~?):.*|is_.*|begins_.*|asks_unmarked|goes_on_.*"
    r"|to_guests|asks_meaning|first_person|.*_words"
)


def without_words(text: Text, weight: float) -> Text:
    """Return a text as one in a language of which no words are known."""
    every = []
    for each in text.every:
        features = {name: value for name, value in each.features.items() if not _OF_WORDS.fullmatch(name)}
        if features.pop("heads&named", None):
            features["heads&other"] = 1.0
        features[FOREIGN] = 1.0
        every.append(Evidence(each.paragraph, each.key, each.head, {}, features, each.ends_asking))
    return Text(text.name, every, text.right, text.weight * weight)


def _labeled(source: Path, answers: Sequence[Mapping[str, Any]]) -> Text:
    paragraphs, words, _, _ = paragraphs_of(read_file(source), None)
    around = letter(paragraphs, words).paragraphs
    every = evidence_of([p for n, p in enumerate(paragraphs) if n not in around], words)
    right = np.zeros((len(every), len(STATES)), bool)
    for n, each in enumerate(every):
        until = next(
            (e.paragraph.line for e in every[n + 1 :] if e.paragraph.line > each.paragraph.line), 10**9
        )
        here = [a for a in answers if each.paragraph.line <= a["line"] < until]
        best = max(here, key=lambda a: _overlap(a["text"], each.paragraph.whole), default=None)
        places = best["accept"] if best and _overlap(best["text"], each.paragraph.whole) else None
        states = {state for place in places for state in PLACES[place]} if places else None
        right[n] = right[n - 1] if states is None and n else [states is None or s in states for s in STATES]
    return Text(source.name, every, right)


def _overlap(one: str, other: str) -> int:
    return len(set(re.findall(r"\w+", one.casefold())) & set(re.findall(r"\w+", other.casefold())))


# --- what is known before learning ---


def prior(name: str, state: str) -> float:
    """Return the weight of a feature for a state that is assumed before anything is learned."""
    kind, _, part = name.partition(":")
    own = _own(part)
    head = state.startswith("#")
    if kind in ("title", "title~"):
        return (3.5 if head else 0.5) if state.removeprefix("#") in own else -0.3 if head else 0.0
    if kind in ("lead", "lead~"):
        return 2.5 if state in own and not head else 0.3 if state.removeprefix("#") in own else 0.0
    if kind == "under":
        return 1.2 if section(state) in own or (section(state) == "questions" and "round" in own) else 0.0
    if kind == "cue" and state == part:
        return 1.2
    if kind == "spoken" and state == part:
        return 2.5
    if kind in ("list", "above") and state == part:
        return 0.8
    if kind == "cue" and part == "clutter" and state == "notes":
        return 1.2
    if kind == "cue" and part == "everyone" and state in ("asking", "introductions", "closing_round"):
        return 0.5
    return _FORM.get((name, state), 0.0) + (_HEADED.get(name, 0.0) if head else 0.0)


def _own(part: str) -> tuple[str, ...]:
    return (
        ("questions", "asking")
        if part == "questions"
        else ("round",)
        if part == ROUND
        else SECTIONS_OF.get(part, (part,))
    )


_HEADED = {
    "heads": 1.0,
    "ends?": -1.5,
    "bullet": -1.0,
    "long6": -2.0,
    "long7": -3.0,
    "several": -1.5,
    "bias": -0.5,
}
_FORM = {
    ("ends?", "question"): 3.0, ("ends?", "probe"): 2.0, ("ends?", "welcome"): -1.0, ("ends?", "materials"): -1.5,
    ("has?", "question"): 1.0, ("begins_asking", "question"): 0.5,
    ("begins_telling", "question"): 1.0, ("asks_unmarked", "question"): 1.5, ("goes_on_shortly", "probe"): 1.0,
    ("label:ask", "question"): 1.5, ("label", "question"): 1.5,
    ("label:probe", "probe"): 3.0, ("label:note", "asking"): 1.0, ("parent_asked", "probe"): 1.5,
    ("bullet_below_number", "probe"): 1.0, ("at0", "title"): 2.0, ("at1", "title"): 0.5, ("level1", "title"): 1.5,
    ("guide_words", "title"): 0.5, ("label:title", "title"): 1.0, ("footnote", "notes"): 1.0,
    ("quoted", "notes"): 0.3,
    ("ends?", "notes"): -0.5, ("ends?", "agreements"): -2.0, ("ends?", "tips"): -1.5, ("ends?", "asking"): -1.0,
    ("ends?", "definition"): -1.0,
    ("clock", "#custom"): 0.5, ("minutes", "#custom"): 0.5, ("break", "#custom"): 3.0, ("shows", "title"): 0.5,
    ("link", "pre_read"): 0.7, ("link", "follow_up"): 0.7, ("link", "notes"): 0.3, ("last3", "credit"): 0.3,
    ("task_box", "materials"): 0.5, ("long7", "question"): -1.5, ("long7", "agreements"): -1.5,
    ("bias", "series"): -2.0,
    ("bias", "credit"): -1.0, ("bias", "helps"): -1.5, ("bias", "goodbye"): -1.0, ("bias", "arrivals"): -1.0,
    ("bias", "worksheet"): -0.7, ("bias", "materials"): -0.5, ("bias", "title"): -1.0, ("bias", "#credit"): -1.0,
    ("bias", "#title"): -1.0, ("asks_meaning", "#definition"): 1.0, ("long7", "definition"): 0.3,
    ("long7", "welcome"): 0.4,
    ("no_words", "#questions"): 3.0,
}  # fmt: skip
_RELATIONS = {
    "same": 1.0,
    "inside": 0.3,
    "title_inside": -1.0,
    "title": 0.0,
    "under_title": -2.5,
    "other": -2.0,
}
_SET_APART = {
    "within": {"same": 2.0, "other": -0.5}, "list": {"same": 1.5, "other": -1.5, "title": -1.5},
    "tight": {"same": 0.7, "other": -1.0, "title": -0.5}, "apart": {"title": 0.5},
    "ruled": {"title": 1.0, "same": -0.5, "other": 0.5},
}  # fmt: skip
_ORDER = (
    "title", "series", "pre_read", "arrivals", "welcome", "definition", "agreements", "introductions", "questions",
    "closing_round", "written_reaction", "worksheet", "group_photo", "goodbye", "follow_up", "tips", "helps",
    "materials",
    "credit",
)  # fmt: skip
_OF_TITLE = {"#title": "title", "#questions": "questions", "#round": "questions"}


def prior_move(one: str, to: str) -> float:
    """Return the weight of a pair of states that is assumed before anything is learned."""
    if one.startswith("#") and section(to) == section(one) and not to.startswith("#"):
        return 2.5 if to != "probe" else -2.0
    if section(one) == section(to):
        return (
            -2.0
            if one in ("title", "series", "#title") and to == one
            else -1.0
            if one == to and to.startswith("#")
            else 0.0
        )
    places = [_ORDER.index(section(state)) if section(state) in _ORDER else -1 for state in (one, to)]
    loose = ("tips", "helps", "materials", "credit", "pre_read", "follow_up")
    back = min(places) >= 0 and places[0] > places[1] and not {section(one), section(to)} & set(loose)
    return -0.5 * min(3, places[0] - places[1]) if back else -2.0 if to == "probe" else 0.0


# --- learning ---


class Model:
    """The weights while they are learned: those of the features, of the moves, and of how paragraphs are set apart."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = {name: n for n, name in enumerate(names)}
        self.prior = [
            np.array([[prior(name, state) for state in STATES] for name in names]),
            np.array([[prior_move(one, to) for to in STATES] for one in STATES]),
            np.array([[_RELATIONS[r] + _SET_APART[b].get(r, 0.0) for r in _RELATIONS] for b in BEFORE]),
        ]
        self.now = [p.copy() for p in self.prior]
        kinds = list(_RELATIONS)
        self.relations = np.array([[kinds.index(relation(one, to)) for to in STATES] for one in STATES])

    def moves(self) -> np.ndarray:
        return np.array([self.now[1] + row[self.relations] for row in self.now[2]])


class Ready(NamedTuple):
    """A text as numbers: the features of each paragraph, how each is set apart, and the right states."""

    features: np.ndarray
    apart: np.ndarray
    right: np.ndarray
    weight: float


def ready(text: Text, model: Model) -> Ready:
    features = np.zeros((len(text.every), len(model.names)))
    for n, each in enumerate(text.every):
        for name, value in each.features.items():
            if name in model.names:
                features[n, model.names[name]] = value
    return Ready(
        features, np.array([BEFORE.index(set_apart(e)) for e in text.every]), text.right, text.weight
    )


def _forward_backward(
    scores: np.ndarray, moves: np.ndarray, apart: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the share of each state at each paragraph, and the expected number of moves by how they are set apart."""
    count, states = scores.shape
    here = np.exp(np.maximum(scores - scores.max(1, keepdims=True), -600))
    tables = np.exp(moves)
    forward, behind = np.zeros((count, states)), np.ones((count, states))
    forward[0] = here[0] / here[0].sum()
    for n in range(1, count):
        row = here[n] * (forward[n - 1] @ tables[apart[n]])
        forward[n] = row / row.sum()
    pairs = np.zeros((len(BEFORE), states, states))
    for n in range(count - 2, -1, -1):
        ahead = here[n + 1] * behind[n + 1]
        pair = forward[n][:, None] * tables[apart[n + 1]] * ahead[None, :]
        pairs[apart[n + 1]] += pair / pair.sum()
        row = tables[apart[n + 1]] @ ahead
        behind[n] = row / row.sum()
    shares = forward * behind
    return shares / shares.sum(1, keepdims=True), pairs


def learn(texts: Sequence[Text], rest: float = REST, steps: int = STEPS) -> Model:
    """Return the model learned from texts; ``rest`` is how strongly weights are held at what is assumed before."""
    count: dict[str, int] = {}
    for text in texts:
        for each in text.every:
            for name in each.features:
                count[name] = count.get(name, 0) + 1
    known = {f"{k}:{p}" for k in ("title", "title~", "lead", "lead~", "under") for p in _PARTS}
    known |= {
        f"{k}:{p}" for k in ("cue", "list", "above") for p in (*TEXTS, "everyone", "clutter", "questions")
    }
    known |= {f"spoken:{part}" for part in _PARTS} | {name for name, _ in _FORM} | set(_HEADED)
    model = Model(sorted(known | {name for name, n in count.items() if n >= 3}))
    numbers = [ready(text, model) for text in texts]
    mean, square = [np.zeros_like(w) for w in model.now], [np.zeros_like(w) for w in model.now]
    for step in range(1, steps + 1):
        slope = [rest * (now - before) for now, before in zip(model.now, model.prior, strict=True)]
        moves = model.moves()
        for one in numbers:
            scores = one.features @ model.now[0]
            free, free_pairs = _forward_backward(scores, moves, one.apart)
            held, held_pairs = _forward_backward(
                np.where(one.right, scores, scores.max() - 60), moves, one.apart
            )
            slope[0] += one.weight * (one.features.T @ (free - held))
            pairs = one.weight * (free_pairs - held_pairs)
            slope[1] += pairs.sum(0)
            for kind in range(len(_RELATIONS)):
                slope[2][:, kind] += pairs[:, model.relations == kind].sum(1)
        for w, g, m, s in zip(model.now, slope, mean, square, strict=True):
            m += 0.1 * (g - m)
            s += 0.01 * (g * g - s)
            w -= RATE * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-3)
    return model


_PARTS = (
    "title", "series", "language", "pre_read", "definition", "agreements", "run_of_show", "arrivals", "welcome",
    "introductions", "questions", "round", "closing_round", "written_reaction", "group_photo", "worksheet",
    "follow_up",
    "goodbye", "tips", "stalls", "one_voice", "tempers", "tears", "materials", "credit", "links", "length", "end",
    "notes",
)  # fmt: skip


def data_of(model: Model) -> dict[str, Any]:
    """Return the weights as they are written; small ones are left out."""

    def row(values: np.ndarray) -> dict[str, float]:
        return {s: round(float(v), 2) for s, v in zip(STATES, values, strict=True) if abs(v) >= KEPT}

    return {
        "features": {name: row(model.now[0][n]) for name, n in model.names.items() if row(model.now[0][n])},
        "moves": {state: row(model.now[1][n]) for n, state in enumerate(STATES)},
        **{
            name: {r: round(float(v), 2) for r, v in zip(_RELATIONS, model.now[2][n], strict=True)}
            for n, name in enumerate(BEFORE)
        },
    }


def use(data: Mapping[str, Any]) -> None:
    """Let hostkit use these weights in this process."""
    found = path.Weights.of(data)
    path.weights = lambda: found  # type: ignore[assignment]


def right_of(text: Text) -> list[tuple[bool, float, int, str]]:
    """Return for each paragraph whether its state is right, its margin, its index, and its state."""
    found = path.best_path(text.every, [()] * len(text.every))
    made = []
    for n, step in enumerate(found):
        shares = sorted(step.shares.values(), reverse=True)
        made.append((bool(text.right[n][STATES.index(step.state)]), shares[0] - shares[1], n, step.state))
    return made


def write(data: Mapping[str, Any]) -> None:
    lines = [f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(data["features"].items())]
    moves = [f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in data["moves"].items()]
    rest = [f"{json.dumps(name)}: {json.dumps(data[name])}" for name in BEFORE]
    body = ",\n".join(
        ['"features": {\n' + ",\n".join(lines) + "\n}", '"moves": {\n' + ",\n".join(moves) + "\n}", *rest]
    )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("{\n" + body + "\n}\n", encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("-v", action="store_true", help="print each paragraph that is not right")
    given = parser.parse_args()
    every, written, few = texts(), learned(), [text for text in short() if text.every]

    def all_of(some: Sequence[Text]) -> list[Text]:
        bare = [without_words(text, FOREIGN_TOO) for text in (*some, *written[1::5], *written[3::5])]
        return [*some, *written, *few, *bare]

    if not given.folds:
        write(data_of(learn(all_of(every))))
        return
    total = right = 0
    for fold in range(given.folds):
        left = [text for n, text in enumerate(every) if n % given.folds == fold]
        use(data_of(learn(all_of([text for n, text in enumerate(every) if n % given.folds != fold]))))
        for text in left:
            found = right_of(text)
            total += len(found)
            right += sum(ok for ok, *_ in found)
            for ok, margin, n, state in found if given.v else ():
                if not ok:
                    print(f"{text.name} {margin:.2f} {state} {text.every[n].paragraph.whole[:70]}")
    print(f"{100 * right / total:.1f} % of {total} paragraphs right")


if __name__ == "__main__":
    main()
