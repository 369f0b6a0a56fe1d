"""How much of labeled texts ``hostkit import`` puts where a careful person would; run by hand, never as a test.

    python tests/benchmark/import_score.py [FOLDER] [--share old|tune|held-out|unseen] [--lines]

Every text is imported and the guide is built. Only the guide is looked at, never the program. A line stands in the part
of the guide that repeats most of its words in a row: half of them and at least three, or all if it has three or fewer.
tests/data/import_scored/README.md explains answers, letters and shares. Without FOLDER and share, all shares are
scored, each with its totals. FOLDER is another folder of texts with answers.

Each text has a line: how many of its parts are right, kept in the notes (or printed nowhere), and wrong; how many of
its lines that should be printed nowhere are printed as something they are not; how many are printed twice. ``--lines``
adds the lines that are not right. Below are the totals, and how many parts of each letter are right, by the first
letter of the answer. A text without a guide has all its parts in the notes.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.command import hostkit
from tests.support.import_answers import OF_NO_USE, PLACES, SHARES, Answer, answers_of, labeled, texts_of

OF_KEYS = {
    **{"title": "T", "series": "TX", "definition": "D", "credit": "K", "pre_read": "P", "agreements": "A"},
    **{"worksheet": "W", "follow_up": "U", "tips": "H", "helps": "H", "materials": "H", "notes": "N"},
}
"""The places that a text under a key of the guide stands for; questions and run of show have places of their own."""

OF_SEGMENTS = {
    **{"arrivals": "S", "welcome": "DS", "introductions": "IS", "questions": "S", "closing_round": "CS"},
    **{"written_reaction": "WS", "group_photo": "F", "custom": "BS"},
}
TO_EVERYONE = set("QpAPICWFU")
"""Places that guests meet. A heading or a chance line there does harm; among the host's own words it does little."""

FAULTS = ("notes", "wrong", "stray", "twice")
LONG = 6
"""A line with fewer words may well stand in a guide twice."""


class Printed(NamedTuple):
    """A text of a guide: the places it stands for, and its words."""

    places: str
    words: list[str]


def words(text: str) -> list[str]:
    """Return the words of a text, without regard to capitals."""
    return re.findall(r"\w+", text.casefold())


def printed(guide: Mapping[str, Any]) -> list[Printed]:
    """Return the texts of a guide in the order of its file."""
    return [
        Printed(places, found)
        for places, value in _parts(guide)
        for text in _strings(value)
        if (found := words(text))
    ]


def _parts(guide: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for key, value in guide.items():
        if key == "run_of_show":
            for segment in value:
                places = OF_SEGMENTS.get(segment["segment"], "S")
                yield places + "X", segment.get("title")
                yield places, [segment.get(name) for name in ("ask", "read", "note")]
        elif key == "questions":
            for item in value:
                if "round" in item:
                    yield from (("R", item["round"]), ("RS", [item.get("read"), item.get("note")]))
                for question in item["questions"] if "round" in item else [item]:
                    yield from (("Q", question["ask"]), ("p", question.get("probes")))
                    yield "SH", question.get("note")
        elif key in OF_KEYS:
            yield OF_KEYS[key], value


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(each)


def in_a_row(line: Sequence[str], text: Sequence[str]) -> int:
    """Return how many words of a line the text has in a row, at most."""
    return SequenceMatcher(None, line, text, autojunk=False).find_longest_match().size


def place_of(line: Sequence[str], guide: Sequence[Printed], taken: Counter[int]) -> str:
    """Return the places in which a line stands. A text that is there twice stands for two lines, in their order."""
    rows = [in_a_row(line, text.words) for text in guide]
    enough = len(line) if len(line) <= 3 else max(3, len(line) / 2)
    if not line or max(rows) < enough:
        return "X"
    first = guide[rows.index(max(rows))]
    same = [index for index, text in enumerate(guide) if text.words == first.words]
    chosen = min(same, key=lambda index: taken[index])
    taken[chosen] += 1
    return guide[chosen].places


class Judged(NamedTuple):
    """A line of a text with its answer, the places in which it stands, and what is said of that."""

    answer: Answer
    place: str
    kinds: list[str]


def judged(text: Path, source: Path | None = None) -> tuple[bool, list[Judged]]:
    """Import a text, or another source that holds its lines; return whether the guide builds, and its lines."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "guide.yaml")
        hostkit("import", str((source or text).resolve()), "--out", str(file), folder=Path(name))
        guide = printed(yaml.safe_load(file.read_text("utf-8"))) if file.exists() else []
        built = bool(guide) and hostkit("build", str(file), folder=Path(name)).code == 0
    found, taken = [], Counter[int]()
    for answer in answers_of(text):
        line = words(answer.text)
        place = place_of(line, guide, taken) if guide else "N"
        twice = ["twice"] if answer.is_a_part and times(line, guide) > 1 else []
        found.append(Judged(answer, place, [kind_of(answer, place), *twice]))
    return built, found


def score(text: Path) -> tuple[Counter[str], list[str]]:
    """Import a text and build the guide; return what was counted, and a remark on each line that is not right.

    Besides the kinds of lines, ``all`` and a letter counts the parts that belong in a place, the letter alone those
    that are there.
    """
    built, lines = judged(text)
    counts, remarks = Counter(texts=1, build=int(built)), []
    for answer, place, kinds in lines:
        counts.update(kinds)
        if answer.is_a_part:
            counts[f"all {answer.accept[0]}"] += 1
            counts[answer.accept[0]] += kinds[0] == "right"
        faults = ", ".join(kind for kind in kinds if kind in FAULTS)
        remarks += [f"    {answer.line}: {answer.accept} {faults} {place}: {answer.text}"] if faults else []
    return counts, remarks


def times(line: Sequence[str], guide: Iterable[Printed]) -> int:
    """Return how often a long line is printed whole."""
    whole = (text for text in guide if text.places != "N" and in_a_row(line, text.words) == len(line))
    return sum(1 for _ in whole) if len(line) >= LONG else 0


def kind_of(answer: Answer, place: str) -> str:
    """Return what is said of a line that stands in a place: one of the kinds, or nothing."""
    if answer.is_a_part:
        return "right" if set(place) & set(answer.accept) else "notes" if place in OF_NO_USE else "wrong"
    return "stray" if set(place) & TO_EVERYONE and not set(place) & set(answer.accept) else ""


def report(name: str, texts: Iterable[Path], lines: bool) -> None:
    """Print the results of some texts, with their totals."""
    total = Counter[str]()
    print(f"{name}:")
    for text in texts:
        counts, remarks = score(text)
        total += counts
        kinds = ", ".join(f"{kind} {counts[kind]:>2}" for kind in ("right", *FAULTS))
        print(f"{text.name:42}{kinds}{'' if counts['build'] else '  DOES NOT BUILD'}")
        print(*(f"{remark}\n" for remark in remarks if lines), sep="", end="")
    print(f"parts right {share(total, PLACES)}, questions right {share(total, 'Qp')}", end="; ")
    print(*(f"{kind} {total[kind]}" for kind in FAULTS), sep=", ", end="; ")
    print(f"{total['build']} of {total['texts']} texts build")
    letters = sorted(PLACES, key=lambda letter: -total[f"all {letter}"])
    print(
        "  ".join(f"{letter} {share(total, letter)}" for letter in letters if total[f"all {letter}"]),
        "",
        sep="\n",
    )


def share(counts: Counter[str], letters: Iterable[str]) -> str:
    """Return how many of the parts that belong in some places are there."""
    number = sum(counts[f"all {letter}"] for letter in letters)
    return f"{100 * sum(counts[letter] for letter in letters) / max(1, number):.1f}% of {number}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Score what hostkit import makes of labeled texts.")
    parser.add_argument("folder", nargs="?", type=Path, help="another folder of texts with answers")
    parser.add_argument("--share", choices=SHARES, help="the only share to score")
    parser.add_argument("--lines", action="store_true", help="print each line that is not right")
    given = parser.parse_args()
    if given.folder:
        report(str(given.folder), labeled(given.folder), given.lines)
    else:
        for name in [given.share] if given.share else SHARES:
            report(name, texts_of(name), given.lines)


if __name__ == "__main__":
    main()
