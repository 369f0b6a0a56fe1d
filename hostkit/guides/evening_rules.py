"""Checks how an evening would sound: double and repeated questions, a silent welcome, agreements that nobody reads.

Each rule needs words of the guide's language; a guide in a language without them passes. A doubtful text passes too,
because a false warning does more harm than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from hostkit.core.characters import Phrase
from hostkit.core.errors import Problem
from hostkit.core.input_files import data_folder
from hostkit.core.strict_yaml import read_document, value_of
from hostkit.core.values import instances_in
from hostkit.guides.guide import Guide, Segment
from hostkit.guides.languages import known_language
from hostkit.guides.style_rules import questions_in


class _SpokenWords(NamedTuple):
    """The words of one language, from its file in ``spoken_words/``, which explains them.

    ``second`` finds a question with a second one after a linking word, and the ``rest`` of that.
    """

    passing: re.Pattern[str]
    confidence: re.Pattern[str]
    agreements: re.Pattern[str]
    second: re.Pattern[str]
    back: re.Pattern[str]
    small: frozenset[str]
    guest: re.Pattern[str]
    gendered: re.Pattern[str]


@cache
def _spoken_words(language: str) -> _SpokenWords | None:
    """Return the words of a language, or None if it has no file."""
    path = data_folder("spoken_words") / f"{language}.yaml"
    if not path.is_file():
        return None
    lists = value_of(read_document(path).root)
    links, openers = _joined(lists["links"]), _joined(lists["question_words"])
    return _SpokenWords(
        passing=_any(lists["passing"]),
        confidence=_any(lists["confidence"]),
        agreements=_any(lists["agreements"]),
        second=re.compile(rf"\b(?:{openers})\b.*?\b(?:{links})\s+(?:{openers})\b(?P<rest>.*)", re.IGNORECASE),
        back=_any(lists["back"]),
        small=frozenset(lists["small"]),
        guest=_any(lists.get("guest", [])),
        gendered=_any(lists.get("gendered", [])),
    )


def _joined(words: Iterable[str]) -> str:
    return "|".join([re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words])


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the words; without words it matches nothing."""
    joined = _joined(words)
    return re.compile(rf"\b(?:{joined})\b" if joined else "(?!)", re.IGNORECASE)


def evening_remarks(guide: Guide) -> Iterator[Problem]:
    """Yield a problem for each breach of the rules in a guide."""
    words = _spoken_words(known_language(guide.language) or guide.language)
    if words is None:
        return
    for question in guide.questions:
        yield from _double(question.ask, words)
    yield from _welcome(guide, words)
    yield from _unread_agreements(guide, words)
    yield from _repeated(guide, words)
    yield from _gendered(guide, words)


_FOLLOWED_UP = 4
"""The most words after a second question word that only follow up the first question: "and why do you think so?"."""


def _double(ask: Phrase, words: _SpokenWords) -> Iterator[Problem]:
    """Yield a problem if a text asks two questions: with two question marks, or with a second question word."""
    first, *others = questions_in(ask.text) or [""]
    second = words.second.search(first)
    is_joined = second is not None and _is_apart(second["rest"], words)
    if is_joined or any(_is_apart(other, words) for other in others):
        remedy = "Keep one, and make the other a probe or a question of its own."
        yield Problem(
            "question-double", ask.at, "asks two questions at once; guests answer only the last.", remedy
        )


def _is_apart(text: str, words: _SpokenWords) -> bool:
    return len(text.split()) > _FOLLOWED_UP and not words.back.search(text)


def _segments(guide: Guide, kind: str) -> list[Segment]:
    return [segment for segment in guide.run_of_show if segment.kind == kind]


def _welcome(guide: Guide, words: _SpokenWords) -> Iterator[Problem]:
    """Yield a problem if the words of welcome leave out that guests may pass, or that stories stay in the room."""
    welcomes = _segments(guide, "welcome")
    spoken = [segment.read for segment in welcomes if segment.read]
    if welcomes and not spoken and not guide.definition:
        remedy = "Write under read what the host says, or take the part out."
        yield Problem("welcome-without-words", welcomes[0].at, "has no words to read aloud.", remedy)
    if not spoken:
        return
    text = " ".join([phrase.text for phrase in spoken])
    missing = {
        "that anyone may pass": words.passing.search(text),
        "that what is told stays in the room": words.confidence.search(text),
    }
    left_out = [what for what, found in missing.items() if not found]
    if left_out:
        remedy = "Guests tell more when they have heard it. Add a short sentence."
        yield Problem("welcome-incomplete", spoken[0].at, f"does not say {' or '.join(left_out)}.", remedy)


def _unread_agreements(guide: Guide, words: _SpokenWords) -> Iterator[Problem]:
    """Yield a problem if no part of the evening has the agreements read aloud."""
    if not guide.agreements:
        return
    welcomes = _segments(guide, "welcome")
    # Without a note, the language's own cue for the welcome has them read.
    if any(segment.note is None for segment in welcomes):
        return
    texts = [text for segment in guide.run_of_show for text in (segment.note, segment.read) if text]
    if not any(words.agreements.search(text.text) for text in texts):
        what = "nobody reads the agreements aloud."
        remedy = "Say in the note of the welcome that they are read, or leave the note out." if welcomes else (
            "Add a part “segment: welcome”; its cue has them read."
        )  # fmt: skip
        yield Problem("agreements-unread", guide.agreements[0].at, what, remedy)


_LEAST_SHARED, _SHARE = 2, 0.5
"""Two texts ask the same if they share two telling words, and these are half of the shorter text's."""


def _repeated(guide: Guide, words: _SpokenWords) -> Iterator[Problem]:
    """Yield a problem for each text of the ending that asks what an earlier one has asked already.

    The writing and the worksheet count as one, because what is asked aloud is answered on the sheet.
    """
    topic = _telling(guide.title, words)
    written = [segment.ask for segment in _segments(guide, "written_reaction") if segment.ask]
    places: list[tuple[str, list[Phrase]]] = [
        ("the last question", [guide.questions[-1].ask]),
        ("the closing round", [each.ask for each in _segments(guide, "closing_round") if each.ask]),
        ("the writing and the worksheet", [*written, *(prompt.ask for prompt in guide.worksheet)]),
    ]
    everywhere = frozenset.intersection(*(_all_telling(phrases, words) for _, phrases in places)) - topic
    if everywhere:
        what = f"the last question, the closing round and the writing all ask for “{min(everywhere)}”."
        yield Problem("ending-repeated", guide.questions[-1].ask.at, what, "Let each ask for something else.")
        return
    for (name, earlier), (_, later) in combinations(places, 2):
        for one in earlier:
            for other in later:
                if _asks_the_same(_telling(one, words), _telling(other, words)):
                    what = f"asks the same as {name}."
                    yield Problem("ending-repeated", other.at, what, "Let each ask for something else.")


def _asks_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _LEAST_SHARED and shared >= _SHARE * min(len(one), len(other))


def _all_telling(phrases: Iterable[Phrase], words: _SpokenWords) -> frozenset[str]:
    return frozenset().union(*(_telling(phrase, words) for phrase in phrases))


def _telling(phrase: Phrase, words: _SpokenWords) -> frozenset[str]:
    """Return the words of a text that say what is asked, without endings of number and what an apostrophe joins."""
    found = re.findall(r"(?<!’)\b[^\W\d_]+", phrase.text.casefold())
    return frozenset(word.removesuffix("s") for word in found if word not in words.small and len(word) > 1)


def _gendered(guide: Guide, words: _SpokenWords) -> Iterator[Problem]:
    """Yield a problem for each text that calls a guest, or anybody whose sex is not said, her or his."""
    for phrases in _spoken(guide):
        # A probe may speak of the woman or the man whom its question names.
        around = " ".join([phrase.text for phrase in phrases])
        for phrase in phrases:
            found = words.guest.search(phrase.text)
            if found and not words.gendered.search(around):
                what = f"says “{found[0]}” of somebody who may be anyone."
                yield Problem("pronoun-of-one-sex", phrase.at, what, "Write they, their, you or a guest.")


def _spoken(guide: Guide) -> Iterator[list[Phrase]]:
    """Yield the texts of a guide, those that belong together in one list."""
    for segment in guide.run_of_show:
        yield [text for text in (segment.read, segment.ask, segment.note) if text]
    for question in guide.questions:
        yield [text for text in (question.ask, *question.probes, question.note) if text]
    others = (guide.definition, guide.agreements, guide.helps, guide.worksheet, guide.tips)
    yield from ([phrase] for phrase in instances_in(others, Phrase))
