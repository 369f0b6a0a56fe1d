"""Checks the style of guides: yes-or-no questions, length, links without TLS, and straight quotes, dashes and dots.

A question is closed if it begins with a verb, as in "Do you rest?", and neither offers a choice ("tea or coffee?") nor
continues with a question word ("and why?"). A text is closed if all its questions are. A doubtful question counts as
open, because a false warning does more harm than a missed question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hostkit.codes.links import Link, tracking
from hostkit.core.characters import Phrase
from hostkit.core.errors import Problem
from hostkit.core.values import instances_in
from hostkit.core.wording import printable
from hostkit.guides.guide import Guide

_SENTENCE_ENDS = re.compile(r"(?<=[.?!…])[”“\"’'»)]*\s+")
_BEFORE_FIRST_WORD = " \u00a0¿¡“”„\"‘’'«»(–—-"
_AFTER_LAST_SIGN = " ”“\"’'»)"
_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")


class _QuestionWords(NamedTuple):
    """The words of one language that decide whether a question is closed.

    ``verbs`` begin a closed question; ``choice`` matches words that offer a choice, and ``opening`` a question word
    that makes the question open; ``inverted`` tells whether a verb and its pronoun begin the sentence.
    """

    verbs: frozenset[str]
    choice: re.Pattern[str]
    opening: re.Pattern[str]
    inverted: Callable[[list[str]], bool] = lambda words: False


def is_yes_no_question(text: str, language: str) -> bool:
    """Tell whether yes or no would answer every question in a text; False for an unknown language."""
    known, asking = _LANGUAGES.get(language.split("-")[0]), questions_in(text)
    return known is not None and bool(asking) and all(_is_closed(sentence, known) for sentence in asking)


def questions_in(text: str) -> list[str]:
    """Return the sentences of a text that end in a question mark, in order."""
    return [s for s in _SENTENCE_ENDS.split(text) if s.rstrip(_AFTER_LAST_SIGN).endswith("?")]


def _is_closed(sentence: str, language: _QuestionWords) -> bool:
    plain = sentence.lstrip(_BEFORE_FIRST_WORD).replace("'", "’").casefold()
    words = _WORD.findall(plain)
    if not words or not (words[0] in language.verbs or language.inverted(words)):
        return False
    return not (language.choice.search(plain) or language.opening.search(plain))


def _german_inversion(words: list[str]) -> bool:
    """Tell whether a sentence begins with a verb and its pronoun: "glaubst du", "kennt ihr", "denken Sie"."""
    ending = _GERMAN_ENDINGS.get(words[1]) if len(words) > 1 and words[0] not in _GERMAN_NO_VERB else None
    return ending is not None and words[0].endswith(ending)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _after_a_break(links: str, words: str) -> re.Pattern[str]:
    """Return a pattern for a question word at most two words after a comma, dash or linking word."""
    return re.compile(rf"(?:\b(?:{links})\b|[,;:–—])\W*(?:\w+\W+){{0,2}}(?:{words})\b")


_GERMAN_ENDINGS = {"du": "t", "ihr": "t", "man": "t", "sie": "en", "wir": "en"}
"""The ending of a verb before each pronoun."""

_GERMAN_NO_VERB = _set(
    "mit seit damit somit soweit nicht jetzt erst zuerst zuletzt meist sonst selbst wen den denen welchen gegen neben "
    "wegen zwischen unten oben hinten"
)
"""Words that are not verbs but have the ending of one and may precede a pronoun."""

_LANGUAGES = {
    "en": _QuestionWords(
        verbs=_set(
            "am is are was were do does did have has had can could will would shall should may might must ain’t "
            "isn’t aren’t wasn’t weren’t don’t doesn’t didn’t haven’t hasn’t hadn’t can’t cannot couldn’t won’t "
            "wouldn’t shouldn’t mustn’t"
        ),
        choice=re.compile(r"\bor\b(?!\s+not\b)"),
        opening=_after_a_break("and|but|so", "what|why|how|when|where|which|who|whom|whose"),
    ),
    "de": _QuestionWords(
        verbs=_set(
            "bin bist ist sind seid war warst waren wart wäre wärst wären hast hat haben habt habe hatte hattest "
            "hatten hattet hätte hättest hätten hättet kann kannst können könnt konnte konntest konnten könnte "
            "könntest könnten könntet will willst wollen wollt wollte wolltest wollten muss musst müssen müsst "
            "musste musstest mussten müsste müsstest müssten darf darfst dürfen dürft durfte durftest durften dürfte "
            "dürften soll sollst sollen sollt sollte solltest sollten mag magst mögen mögt möchte möchtest möchten "
            "möchtet wird wirst werden werdet wurde wurdest wurden würde würdest würden würdet gibt gab gäbe tut "
            "lässt lassen"
        ),
        choice=re.compile(r"\boder\b(?!\s+nicht\b)"),
        opening=_after_a_break(
            "und|aber|dann",
            "was|warum|wieso|weshalb|wie|wann|wo|wohin|woher|welche[mnrs]?|wer|wen|wem|wessen|"
            "wor?(?:an|auf|aus|bei|durch|für|in|mit|nach|über|um|von|vor|zu)",
        ),
        inverted=_german_inversion,
    ),
    "es": _QuestionWords(
        verbs=_set(
            "has ha he han hemos habéis hay había habías habían hubo haya habrá habrías habría es son eres soy somos "
            "sois era eras eran fue fueron fuiste sería serías serían está estás están estamos estáis estaba estabas "
            "estuvo puede puedes pueden podemos podéis podrías podría podrían podía podías debe debes deben debemos "
            "debería deberías deberían deberíamos cree crees creen creemos creéis quiere quieres quieren queremos "
            "queréis quisieras querrías tiene tienes tienen tenemos tenéis tenía tenías tuviste tendrías sabe sabes "
            "saben sabías conoce conoces conocen piensa piensas piensan recuerda recuerdas sientes siente necesitas "
            "necesita prefieres sueles suele vale merece te os se le les nos me no alguna ya va vas van haces hace "
            "harías haría dirías hablas vives trabajas existe"
        ),
        choice=re.compile(r"\b[ou]\b(?!\s+no\b)"),
        # Only the accent distinguishes a question word.
        opening=re.compile(r"\b(?:qué|cómo|cuándo|adónde|dónde|quién|quiénes|cuál|cuáles|cuánt[oa]s?)\b"),
    ),
}


MOST_WORDS_OF_QUESTION, MOST_WORDS = 25, 60
"""The most words of a question, which listeners must remember as a whole: about 10 seconds read aloud; and of a
definition: about 25 seconds."""

_STRAIGHT = re.compile(r"""(?<!\d)["'`]|["'`](?=[^\W\d_])""")
"""Straight quotes and apostrophes, except after a digit, where they may mean feet or inches."""
_DASHES = re.compile(r"--+|(?<=\s)-(?=\s)")
_DOTS = re.compile(r"\.\.\.+")
_AROUND = 12
"""The number of characters on each side of a sign that a message repeats, enough to find the place in an editor."""
_OPENERS = {
    "en": "what, how, which or when, or go on with “and why?”",
    "de": "was, wie, welche oder wann, or go on with “und warum?”",
    "es": "qué, cómo, cuál o cuándo, or go on with “¿y por qué?”",
}


def remarks(guide: Guide) -> Iterator[Problem]:
    """Yield a problem for each breach of the style rules in a guide."""
    if len(guide.questions) == 1:
        what = "is the only question, and most evenings have four or more."
        yield Problem(
            "guide-one-question", guide.questions[0].ask.at, what, "Write more if there is time for them."
        )
    for question in guide.questions:
        yield from _question(question.ask, guide.language)
    if guide.definition:
        yield from _definition(guide.definition)
    for link in instances_in(guide, Link):
        yield from _link(link)
    # Notes are printed nowhere.
    for phrase in instances_in(guide._replace(notes=()), Phrase):
        yield from _signs(phrase)


def _question(ask: Phrase, language: str) -> Iterator[Problem]:
    if is_yes_no_question(ask.text, language):
        openers = _OPENERS[language.split("-")[0]]
        what = "yes or no would answer it, and the talk ends there."
        yield Problem("question-yes-or-no", ask.at, what, f"Ask with {openers}.")
    count = len(ask.text.split())
    if count > MOST_WORDS_OF_QUESTION:
        what = f"has {count} words; nobody remembers the beginning of more than {MOST_WORDS_OF_QUESTION}."
        remedy = "Shorten it, or make probes of its parts."
        yield Problem(
            "question-too-long", ask.at, what, remedy, {"words": count, "most": MOST_WORDS_OF_QUESTION}
        )


def _definition(definition: Phrase) -> Iterator[Problem]:
    count = len(definition.text.split())
    if count > MOST_WORDS:
        what = f"has {count} words; more than {MOST_WORDS} are too long to say aloud."
        values = {"words": count, "most": MOST_WORDS}
        yield Problem("definition-too-long", definition.at, what, "Keep to a sentence or two.", values)


def _link(link: Link) -> Iterator[Problem]:
    if link.url.startswith("http://"):
        what = "the link begins with http://: on its way anyone can read and change the page."
        yield Problem("link-not-https", link.at, what, "Write https:// if the site has it; most do.")
    if warning := tracking(link):
        yield warning


def _signs(phrase: Phrase) -> Iterator[Problem]:
    """Yield a problem for the first typewriter character of each kind in a text."""
    for sign in _SIGNS:
        found = sign.pattern.search(phrase.text)
        if found:
            start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
            what = f"has {sign.name} in {_marked(phrase.text[start:end])}."
            yield Problem(sign.code, phrase.at, what, sign.remedy)


def _marked(text: str) -> str:
    """Return an excerpt in guillemets, which differ from the characters that are reported."""
    return f"«{printable(text.strip())}»"


class TypedSign(NamedTuple):
    """A typewriter character: its problem code, the pattern that finds it, its name in messages, and the remedy."""

    code: str
    pattern: re.Pattern[str]
    name: str
    remedy: str


_SIGNS = (
    TypedSign(
        "text-straight-quotes",
        _STRAIGHT,
        "a straight quotation mark or apostrophe",
        "Write “ ” or „ “ or « », and ’ for an apostrophe.",
    ),
    TypedSign(
        "text-typed-dash",
        _DASHES,
        "a hyphen for a dash",
        "Write a colon, a comma or a real dash (–).",
    ),
    TypedSign(
        "text-three-dots",
        _DOTS,
        "three dots in a row",
        "Write the one sign for them (…), or end the sentence.",
    ),
)
