"""docs/messages.md is true: every slip in it is made anew and answered word for word, in words for people."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from docs.make_messages import DOCUMENT, GROUPS, GUIDE, GUIDE_FILE, Slip, answer, document, run
from docs.readme import README, ROOT
from tests.support.each import for_each

REMAKE = "run: python -m docs.make_messages"
SLIPS = {slip.about: slip for slips in GROUPS.values() for slip in slips}
LONGEST = 240
"""Characters of a message: three lines of a terminal."""

TRADE = re.compile(
    r"(?<!\.)YAML|\b(?:indent\w*|scalars?|mappings?|sequences?|pars\w+|tokens?|escapes?|alias|anchor|UTF|bytes?|syntax|"
    r"null|strings?|integers?|exceptions?|stdin|stderr)\b",
    re.IGNORECASE,
)
"""Words that say nothing to somebody who has never seen YAML."""


def test_the_document_is_as_the_script_writes_it() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), REMAKE


def test_the_guide_that_slips_are_made_in_has_none() -> None:
    checked = run(Slip("none", f"hostkit check {GUIDE_FILE}", {GUIDE_FILE: GUIDE}, 0))
    assert checked.stdout == ""


def test_a_slip_that_is_answered_otherwise_is_found() -> None:
    with pytest.raises(ValueError, match=r"^gone: exit code 0"):
        run(Slip("gone", f"hostkit check {GUIDE_FILE}", {GUIDE_FILE: GUIDE}))


def test_there_are_twenty_to_thirty_slips_and_each_stands_once() -> None:
    abouts = Counter(slip.about for slips in GROUPS.values() for slip in slips)
    assert set(abouts.values()) == {1}
    assert 20 <= len(abouts) <= 30


@for_each(SLIPS)
def test_a_message_is_short_and_in_plain_words(about: str) -> None:
    for line in answer(SLIPS[about]):
        assert len(line) <= LONGEST
        assert not TRADE.findall(line)


def test_readme_leads_to_the_document() -> None:
    assert f"({DOCUMENT.relative_to(ROOT).as_posix()})" in README.read_text("utf-8")
