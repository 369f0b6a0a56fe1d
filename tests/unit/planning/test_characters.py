"""Characters are checked before layout: every one that no font has, by name and by place."""

from __future__ import annotations

import pytest

from hostkit.core.errors import SourceError
from hostkit.guides.guide import Helps, PreRead, Question
from hostkit.planning.kit_warnings import check_glyphs
from tests.support.guides import event, full_guide, guide, male_allies, phrase, segment


def test_what_can_be_printed_passes() -> None:
    check_glyphs(male_allies(), full_guide(), event(), phrase("Łódź → Москва ✓ № 5, naïve ﬁn"))


def test_letters_that_a_face_lacks_but_the_fallback_has_pass() -> None:
    check_glyphs(phrase("Việt Nam, Ελλάδα, Україна"))


def test_a_letter_that_is_nowhere_is_named_with_its_place() -> None:
    with pytest.raises(SourceError) as caught:
        check_glyphs(guide(title=phrase("Rest 安 now", "title", 2, 8)))
    said = str(caught.value)
    assert said.startswith("guides/made-up.yaml:2:8: title: ")
    assert "“安” (CJK UNIFIED IDEOGRAPH-5B89)" in said
    assert "Write it with other letters." in said
    assert caught.value.exit_code == 1


def test_every_letter_is_named_once_a_word() -> None:
    with pytest.raises(SourceError) as caught:
        check_glyphs(phrase("平安平", "title"))
    assert [problem.what.split("“")[1][0] for problem in caught.value.problems] == ["平", "安"]


def test_every_text_is_checked_wherever_it_stands() -> None:
    bad = phrase("安")
    guides = [
        guide(series=bad),
        guide(definition=bad),
        guide(agreements=(phrase("fine"), bad)),
        guide(pre_read=PreRead(phrase("fine"), opens=bad)),
        guide(helps=Helps(tempers=bad)),
        guide(run_of_show=(segment("questions", note="安"),)),
        guide(questions=(Question(1, phrase("fine"), (bad,)), Question(2, phrase("fine")))),
    ]
    for made in guides:
        with pytest.raises(SourceError) as caught:
            check_glyphs(made)
        assert len(caught.value.problems) == 1
    with pytest.raises(SourceError):
        check_glyphs(guide(), event()._replace(place=bad))


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(SourceError) as caught:
        check_glyphs(guide(title=phrase("安"), series=phrase("平")), event(host=phrase("静")))
    assert len(caught.value.problems) == 3


def test_an_emoji_is_refused_by_name() -> None:
    with pytest.raises(SourceError, match=r"“🤗” \(HUGGING FACE\)"):
        check_glyphs(phrase("hugs 🤗"))
