"""The words of the studio's pages: every language has all of them, and the host chooses which is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostkit.studio.studio_words import read_studio_words, studio_languages, words_for
from tests.support.studio import Studio, served

_NAMES = r"\{(\w+)\}"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as running:
        yield running


@pytest.mark.parametrize("code", studio_languages())
def test_a_language_has_every_word_with_the_same_blanks(code: str) -> None:
    english, words = read_studio_words("en").words, read_studio_words(code).words
    assert set(english) <= set(words)
    for name, text in english.items():
        assert set(re.findall(_NAMES, words[name])) == set(re.findall(_NAMES, text)), name


def test_the_language_is_the_one_chosen_or_that_of_the_browser() -> None:
    assert words_for("de-AT,de;q=0.9,en;q=0.8").code == "de"
    assert words_for("xx, en").code == "en"
    assert words_for("de", "en").code == "en"
    assert words_for("de", "../../etc").code == "de"


def test_a_choice_is_kept_by_the_browser_and_changes_no_file(studio: Studio) -> None:
    assert "What will you talk about?" in studio.get("/").text
    answer = studio.post("/language", {"language": "de"})
    cookie = answer.headers["set-cookie"].split(";")[0]
    shown = studio.get("/", Cookie=f"{studio.cookie}; {cookie}").text
    assert '<html lang="de">' in shown
    assert "Worüber wollt ihr reden?" in shown
    assert "set-cookie" not in studio.post("/language", {"language": "xx"}).headers
    assert [
        path for path in studio.folder.rglob("*") if path.is_file() and not path.parent.name.startswith(".")
    ] == []
