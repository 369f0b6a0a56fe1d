"""``hostkit language`` lists the languages, shows one, and checks the file of one of the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hostkit.core.input_files import data_folder
from hostkit.guides.languages import language_names
from tests.support.command import hostkit


def test_every_language_is_listed_with_its_guides(tmp_path: Path) -> None:
    found = json.loads(hostkit("language", "--json", folder=tmp_path).stdout)["languages"]
    assert [each["tag"] for each in found][: len(language_names())] == list(language_names())
    guides = {each["tag"]: each["guides"] for each in found}
    topics = len(json.loads(hostkit("list", "--json", folder=tmp_path).stdout)["topics"])
    assert guides["en"] == topics
    assert all(guides[tag] >= 1 for tag in language_names())


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("de", "Donnerstag, 14. Januar 2027"), ("es-MX", "Jueves, 14 de enero de 2027"),
        ("EN_us", "Thursday, January 14, 2027"), ("uk", "one, few, many"),
    ],
)  # fmt: skip
def test_one_language_is_shown(tag: str, said: str, tmp_path: Path) -> None:
    assert said in hostkit("language", tag, folder=tmp_path).stdout


def test_an_unknown_language_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    outcome = hostkit("language", "xx", folder=tmp_path)
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith('there is no language "xx".')


def test_what_a_file_of_ones_own_lacks_is_named(tmp_path: Path) -> None:
    text = (
        (data_folder("languages") / "en.yaml").read_text("utf-8").replace("language: en\n", "language: nl\n")
    )
    whole, lacking = tmp_path / "nl.yaml", tmp_path / "lacking.yaml"
    whole.write_text(text, "utf-8")
    lacking.write_text(text.replace("number_words:", "number_word:"), "utf-8")
    assert hostkit("language", "nl.yaml", folder=tmp_path).code == 0
    outcome = hostkit("language", "lacking.yaml", folder=tmp_path)
    assert (outcome.code, "number_words" in outcome.stderr) == (1, True)
