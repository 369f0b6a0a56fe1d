"""The guides that are shipped: what holds for every one of them, whatever its topic."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostkit.core.characters import Phrase
from hostkit.guides.guide import Guide, Segment
from hostkit.guides.read_guide import read_guide
from hostkit.guides.style_rules import is_yes_no_question
from hostkit.planning.clock import plan_clock
from tests.support.each import for_each
from tests.support.guides import CHECKOUT

FILES = sorted(path for path in (CHECKOUT / "content").glob("*.yaml") if "." not in path.stem)
GUIDES = [read_guide(path) for path in FILES]

PRE_READS = {
    "male-allies": "https://www.leagueofbadasswomen.org/male-allies-discussion-guide",
    "invisible-labor": "https://qz.com/599999/at-work-as-at-home-men-reap-the-benefits-of-womens-invisible-labor",
    "asking-for-more-pay": "https://studentreview.hks.harvard.edu/how-women-can-win-salary-negotiations/",
    "mentors-and-sponsors": "https://www.ccl.org/articles/leading-effectively-articles/"
    "why-women-need-a-network-of-champions/",
    "burnout-and-rest": "https://news.berkeley.edu/2023/02/23/"
    "burned-out-berkeley-experts-book-offers-roadmap-to-a-better-workplace",
    "imposter-feelings": "https://www.ctpublic.org/2022-03-22/"
    "tips-on-how-to-shake-the-feeling-that-youre-an-impostor",
    "giving-hard-feedback": "https://insight.kellogg.northwestern.edu/newsletters/tbd-6",
    "ambition": "https://elle.in/article/why-are-women-so-afraid-of-the-word-ambition/",
    "money-between-partners": "https://www.theguardian.com/women-in-leadership/2014/mar/13/"
    "trouble-money-female-breadwinners",
    "friendship-in-adulthood": "https://www.npr.org/2019/08/15/751479810/make-new-friends-and-keep-the-old",
    "aging-at-work": "https://www.axios.com/2023/06/28/women-leadership-ageism-research",
    "saying-no": "https://www.npr.org/transcripts/913207918",
}
WITHOUT_PRE_READ = {
    "a-first-evening",
    "belonging",
    "caring-for-parents",
    "grief",
    "leaving-and-returning-to-work",
    "living-single",
    "starting-over",
    "what-goes-well",
}
AUTHORS = {
    "burnout-and-rest": "Jason Pohl",
    "imposter-feelings": "Diana Opong",
    "money-between-partners": "Rebecca Hill",
    "saying-no": "Meghan Keane (host), with Natalie Lue",
}
"""The only pre-reads whose author is known; the others name none."""

YES_OR_NO = re.compile(
    r"(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|"
    r"isn’t|aren’t|don’t|doesn’t|didn’t|haven’t|can’t|couldn’t|won’t|wouldn’t|shouldn’t)\b",
    re.IGNORECASE,
)

each_guide = for_each(GUIDES)
each_guide_with_pre_read = for_each([guide for guide in GUIDES if guide.pre_read])


def phrases(value: Any) -> Iterator[Phrase]:
    """Yield every text of a guide, wherever it stands."""
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from phrases(one)


def segment(guide: Guide, kind: str) -> Segment:
    (found,) = (one for one in guide.run_of_show if one.kind == kind)
    return found


def test_each_topic_is_shipped_with_its_pre_read_or_with_none() -> None:
    shipped = {
        guide.topic: guide.pre_read.url.url for guide in GUIDES if guide.pre_read and guide.pre_read.url
    }
    assert shipped == PRE_READS
    assert {guide.topic for guide in GUIDES if not guide.pre_read} == WITHOUT_PRE_READ


@each_guide_with_pre_read
def test_pre_read_is_optional_and_names_no_author_that_is_not_known(guide: Guide) -> None:
    assert guide.pre_read
    assert not guide.pre_read.required
    assert guide.pre_read.publisher
    assert guide.pre_read.why
    assert (str(guide.pre_read.author) if guide.pre_read.author else None) == AUTHORS.get(guide.topic)


@each_guide
def test_definition_can_be_said_aloud(guide: Guide) -> None:
    assert guide.definition
    assert len(guide.definition.text.split()) <= 60


@each_guide
def test_number_of_questions_and_of_probes(guide: Guide) -> None:
    # The male-allies guide keeps the four questions of the evening that it comes from.
    least, most = (4, 4) if guide.topic == "male-allies" else (5, 5)
    assert least <= len(guide.questions) <= most
    assert all(1 <= len(question.probes) <= 3 for question in guide.questions)
    assert 1 <= sum(question.skip_if_late for question in guide.questions) <= 2


@each_guide
def test_no_question_can_be_answered_by_yes_or_no(guide: Guide) -> None:
    asked = [question.ask.text for question in guide.questions]
    assert [text for text in asked if YES_OR_NO.match(text)] == []
    assert [text for text in asked if is_yes_no_question(text, guide.language)] == []


@each_guide
def test_questions_are_short_enough_to_be_understood_by_ear(guide: Guide) -> None:
    assert [q.ask.text for q in guide.questions if len(q.ask.text.split()) > 25] == []
    probes = [probe.text for question in guide.questions for probe in question.probes]
    assert [text for text in probes if "?" not in text or len(text.split()) > 15] == []


@each_guide
def test_welcome_says_that_guests_may_pass_and_that_stories_stay(guide: Guide) -> None:
    welcome = segment(guide, "welcome").read
    assert welcome
    assert len(welcome.text.split()) <= 60
    assert re.search(r"\bpass\b|\bskip any question\b", welcome.text, re.IGNORECASE)
    assert re.search(r"\bstays? (?:here|in this room)\b|\bNothing leaves this room\b", welcome.text)


@each_guide
def test_guests_write_before_the_closing_round(guide: Guide) -> None:
    """Male allies keeps the order of the evening that it comes from."""
    kinds = [one.kind for one in guide.run_of_show]
    is_written_first = kinds.index("written_reaction") < kinds.index("closing_round")
    assert is_written_first == (guide.topic != "male-allies")


@each_guide
def test_no_guest_is_called_she(guide: Guide) -> None:
    """Guests may be women, men or neither. In the guide on ambition, the word is said of a woman on purpose."""
    said = [
        phrase.text for phrase in phrases(guide) if re.search(r"\b(?:her|hers|his|she)\b", phrase.text, re.I)
    ]
    quoted = ["Someone says, “She’s ambitious.” How does that sound to you?"]
    assert said == (quoted if guide.topic == "ambition" else [])


@each_guide
def test_evening_of_ninety_minutes_opens_and_closes_with_everyone(guide: Guide) -> None:
    assert sum(one.minutes for one in guide.run_of_show) == 90
    assert segment(guide, "welcome").read
    for kind in ("introductions", "closing_round"):
        assert segment(guide, kind).ask, kind
        assert segment(guide, kind).each, kind
    assert segment(guide, "written_reaction").ask
    assert segment(guide, "written_reaction").fixed
    assert segment(guide, "group_photo").consent


@each_guide
def test_host_and_guests_are_looked_after(guide: Guide) -> None:
    assert 3 <= len(guide.agreements) <= 4
    assert guide.tips
    assert guide.materials
    assert 2 <= len(guide.worksheet) <= 4
    assert guide.follow_up
    assert guide.follow_up.opens
    assert guide.follow_up.invite


@each_guide
def test_quotes_are_real_ones(guide: Guide) -> None:
    assert [phrase.text for phrase in phrases(guide) if set(phrase.text) & set("\"'`")] == []


@pytest.mark.parametrize("kind", ["welcome", "introductions", "closing_round", "written_reaction"])
def test_no_two_evenings_have_the_same_words(kind: str) -> None:
    said = Counter(str(segment(guide, kind).read or segment(guide, kind).ask) for guide in GUIDES)
    assert max(said.values()) == 1


def test_no_two_worksheets_share_a_prompt() -> None:
    prompts = Counter(prompt.ask.text.casefold() for guide in GUIDES for prompt in guide.worksheet)
    assert [prompt for prompt, times in prompts.items() if times > 1] == []


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_file_is_plain_text_with_short_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.splitlines() if len(line) > 120] == []


@each_guide
def test_sixty_minutes_have_times_that_a_host_can_keep(guide: Guide) -> None:
    clock = plan_clock(guide, None, 60, None)
    kinds = [slot.segment.kind for slot in clock.slots]
    # The closing round has seven minutes and the writing five, whichever is first.
    second_last = 52 if kinds.index("closing_round") < kinds.index("written_reaction") else 50
    assert [slot.begins for slot in clock.slots] == [0, 7, 10, 20, 45, second_last, 57]
    assert not clock.by_remainder


@each_guide
def test_every_usual_length_has_times_that_a_host_can_keep(guide: Guide) -> None:
    uneven = [length for length in range(45, 141) if plan_clock(guide, None, length, None).by_remainder]
    assert not uneven
