"""docs/messages.md is true: every slip in it is made anew and answered word for word, in words for people."""

from __future__ import annotations

import re

import pytest

from docs.make_messages import DOCUMENT, GUIDE, GUIDE_FILE, SLIPS, Slip, answer, codes_of, document, run
from docs.problem_codes import CODES
from docs.readme import README, ROOT
from tests.support.each import for_each

REMAKE = "run: python -m docs.make_messages"
BY_ABOUT = {slip.about: slip for slip in SLIPS}
WITHOUT_JSON = ("hostkit batch ", "hostkit schema ")
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
    checked = run(Slip("", "none", f"hostkit check {GUIDE_FILE}", {GUIDE_FILE: GUIDE}, 0))
    assert checked.stdout == ""


def test_a_slip_that_is_answered_otherwise_is_found() -> None:
    with pytest.raises(ValueError, match=r"^gone: exit code 0"):
        run(Slip("", "gone", f"hostkit check {GUIDE_FILE}", {GUIDE_FILE: GUIDE}))


def test_each_slip_stands_once_under_a_code_that_there_is() -> None:
    assert len(BY_ABOUT) == len(SLIPS)
    assert {slip.code for slip in SLIPS} <= set(CODES)


def test_every_code_stands_on_the_page() -> None:
    page = DOCUMENT.read_text("utf-8")
    found = re.findall(r"^(?:### |\| )`([a-z0-9-]+)`", page, re.MULTILINE)
    assert sorted(found) == sorted(CODES)


@for_each(slip.about for slip in SLIPS if not slip.command.startswith(WITHOUT_JSON))
def test_a_slip_has_the_code_that_it_stands_under(about: str) -> None:
    assert codes_of(BY_ABOUT[about])[0] == BY_ABOUT[about].code


@for_each(BY_ABOUT)
def test_a_message_is_short_and_in_plain_words(about: str) -> None:
    for line in answer(BY_ABOUT[about]):
        assert len(line) <= LONGEST
        assert not TRADE.findall(line)


def test_readme_leads_to_the_document() -> None:
    assert f"({DOCUMENT.relative_to(ROOT).as_posix()})" in README.read_text("utf-8")
