"""How much it means that ``hostkit import`` is unsure of a line; run by hand, never as a test.

    python tests/benchmark/import_doubts.py [FOLDER] [--share old|tune|held-out]

Every labeled text is imported, and its parts are written with ``--parts``, which marks the paragraphs that are unsure.
Then somebody is played who answers for these paragraphs alone, as the answers say: the words before their bars are
changed, and the text is imported again. For each share are printed: how many paragraphs are marked, and how many at
most in a text, counted on 60 lines; how many of the parts that are not right are marked; how many of the others are
right; and how many parts are right after the marked ones are answered. ``import_score.py`` says what a part and right
are.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmark.import_score import judged, words
from tests.support.command import hostkit
from tests.support.import_answers import SHARES, Answer, answers_of, labeled, texts_of

PARTS: Mapping[str, Sequence[str]] = {
    **{
        "T": ("title",),
        "D": ("definition", "welcome"),
        "P": ("pre read",),
        "A": ("agreement",),
        "R": ("round",),
    },
    **{
        "I": ("introduction",),
        "Q": ("question",),
        "p": ("probe",),
        "C": ("closing round",),
        "F": ("group photo",),
    },
    **{
        "W": ("written reaction", "worksheet"),
        "U": ("follow up",),
        "H": ("tip", "help", "material"),
        "N": ("notes",),
    },
    **{"S": ("welcome", "arrivals", "about questions"), "B": ("segment", "other part"), "K": ("credit",)},
    **{"X": ("heading",)},
}
"""The parts of a text with parts that stand for each letter; the first is the one to choose."""


def answered(part: Mapping[str, Any], answer: Answer | None) -> str:
    """Return the part that somebody chooses who knows the answer: one of the two that are offered, if it is right."""
    right = [name for letter in answer.accept for name in PARTS[letter]] if answer else [part["part"]]
    return next((name for name in (part["part"], part["second"]) if name in right), right[0])


def answer_of(parts: Sequence[Mapping[str, Any]], n: int, answers: Iterable[Answer]) -> Answer | None:
    """Return the answer about a paragraph: of those about its lines the one that shares most words with it."""
    until = next((p["line"] for p in parts[n + 1 :] if p["line"] > parts[n]["line"]), 10**9)
    own = set(words(parts[n]["text"]))
    here = [answer for answer in answers if parts[n]["line"] <= answer.line < until]
    best = max(here, key=lambda answer: len(own & set(words(answer.text))), default=None)
    return best if best and own & set(words(best.text)) else None


def doubts(text: Path) -> Counter[str]:
    """Return what was counted of a text."""
    answers = answers_of(text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = json.loads(hostkit("import", str(text.resolve()), "--parts", "--json", folder=folder).stdout)
        lines = hostkit("import", str(text.resolve()), "--parts", folder=folder).stdout.split("\n")
        parts, full = data["parts"], [n for n, line in enumerate(lines) if line.strip()]
        marked = [n for n, part in enumerate(parts) if not part["sure"]]
        asked = {n: answer_of(parts, n, answers) for n in marked}
        for n in marked:
            lines[full[n]] = f"{answered(parts[n], asked[n])} |{lines[full[n]].partition('|')[2]}"
        changed = Path(name, "parts.txt")
        changed.write_text("\n".join(lines), encoding="utf-8")
        _, after = judged(text, changed)
    _, before = judged(text)
    doubted_lines = {(answer.line, answer.text) for answer in asked.values() if answer}
    counts = Counter(paragraphs=len(parts), marked=len(marked))
    lines_of_text = max(60, text.read_bytes().count(b"\n"))
    counts["most"] = round(len(marked) * 60 / lines_of_text)
    for (answer, _, kinds), then in zip(before, after, strict=True):
        if answer.is_a_part:
            right, is_marked = kinds[0] == "right", (answer.line, answer.text) in doubted_lines
            counts.update(parts=1, wrong=not right, wrong_marked=is_marked and not right, sure=not is_marked)
            counts.update(sure_right=right and not is_marked, after=then.kinds[0] == "right")
    return counts


def report(name: str, texts: Iterable[Path]) -> None:
    """Print what was counted of some texts."""
    total, most = Counter[str](), 0
    for text in texts:
        counts = doubts(text)
        most = max(most, counts["most"])
        total += counts

    def share(part: str, whole: str) -> str:
        return f"{100 * total[part] / max(1, total[whole]):.1f}%"

    print(
        f"{name}: {share('marked', 'paragraphs')} of {total['paragraphs']} paragraphs marked, at most {most} "
        f"of 60 lines; they hold {share('wrong_marked', 'wrong')} of {total['wrong']} errors; of the others "
        f"{share('sure_right', 'sure')} are right; after answers {share('after', 'parts')} of {total['parts']}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what it means that hostkit import is unsure.")
    parser.add_argument("folder", nargs="?", type=Path, help="another folder of texts with answers")
    parser.add_argument("--share", choices=SHARES, help="the only share to measure")
    given = parser.parse_args()
    if given.folder:
        report(str(given.folder), labeled(given.folder))
    for name in () if given.folder else [given.share] if given.share else SHARES:
        report(name, texts_of(name))


if __name__ == "__main__":
    main()
