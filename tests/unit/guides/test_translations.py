"""Guides in several languages: which file is taken, what ``check`` says of a translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.check import check_guide
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import find_topic, list_topics
from tests.support.cases import ROOT
from tests.support.command import hostkit

ENGLISH = """\
hostkit: 1
title: Rest
run_of_show: [{segment: welcome, read: "You may pass. It stays in this room."}, {segment: questions}]
questions:
  - ask: What gives you rest?
    probes: [How long does it last?]
  - ask: Who taught you to rest?
pre_read: {title: A text, url: https://example.org/rest}
"""
SPANISH = """\
hostkit: 1
title: Descanso
language: es
translation_of: rest
run_of_show: [{segment: welcome, read: "Puedes pasar. Aquí se queda."}, {segment: questions}]
questions:
  - ask: ¿Qué te da descanso?
    probes: [¿Cuánto dura?]
  - ask: ¿Quién te enseñó a descansar?
pre_read: {title: Un texto, url: https://example.org/rest}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    (content / "rest.yaml").write_text(ENGLISH, "utf-8")
    (content / "rest.es.yaml").write_text(SPANISH, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("rest", None, "rest.yaml"),
        ("rest", "es", "rest.es.yaml"),
        ("rest", "es-MX", "rest.es.yaml"),
        ("rest", "de", "rest.yaml"),
        ("Rest", "es", "rest.es.yaml"),
        ("Descanso", None, "rest.es.yaml"),
        ("content/rest.yaml", "es", "rest.es.yaml"),
    ],
)
def test_a_language_takes_the_translation(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, language: str | None, found: str
) -> None:
    monkeypatch.chdir(folder)
    assert find_topic(text, Path(), language=language).name == found


def test_a_translation_is_no_topic_of_its_own(folder: Path) -> None:
    topics = {topic.topic: topic for topic in list_topics(folder)}
    assert [tag for tag, _ in topics["rest"].translations] == ["es"]
    assert "rest-es" not in topics
    assert read_guide(folder / "content" / "rest.es.yaml").topic == "rest"


def test_a_translation_without_its_guide_is_a_topic(folder: Path) -> None:
    (folder / "content" / "rest.yaml").unlink()
    assert find_topic("rest", folder).name == "rest.es.yaml"


def test_a_language_that_is_missing_is_said_with_those_that_are_there(folder: Path) -> None:
    outcome = hostkit("build", "rest", "--language", "fr", folder=folder)
    assert outcome.code == 0
    assert "The guide is there in es." in outcome.stderr


def test_a_row_takes_the_translation_in_its_language(folder: Path) -> None:
    table = "id,topic,date,language\none,rest,2027-03-11,es\ntwo,rest,2027-03-12,en\n"
    (folder / "events.csv").write_text(table, "utf-8")
    outcome = hostkit("batch", "events.csv", "--out", "season", folder=folder)
    assert outcome.code == 0, outcome.stderr
    plans = [(folder / "season" / name / "print-plan.txt").read_text("utf-8") for name in ("one", "two")]
    assert ["Descanso" in plan for plan in plans] == [True, False]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - ask: ¿Quién te enseñó a descansar?\n", "", "has 1 question, and"),
        ("    probes: [¿Cuánto dura?]\n", "", "has 0 probes, and"),
        ("https://example.org/rest", "https://example.org/otro", "has https://example.org/otro, and"),
        ("translation_of: rest\n", "", "does not say so. Write translation_of: rest."),
        ("translation_of: rest", "translation_of: reast", 'there is no guide "reast" beside this one.'),
        ("language: es", "language: fr", "the name of the file says es, and the guide says fr."),
    ],
)
def test_check_compares_a_translation_with_its_guide(folder: Path, old: str, new: str, said: str) -> None:
    path = folder / "content" / "rest.es.yaml"
    assert old in SPANISH
    path.write_text(SPANISH.replace(old, new), "utf-8")
    found = [str(finding.problem) for finding in check_guide(path)]
    assert [text for text in found if said in text], found


def test_a_translation_that_agrees_is_not_warned_of(folder: Path) -> None:
    codes = [finding.problem.code for finding in check_guide(folder / "content" / "rest.es.yaml")]
    assert not [code for code in codes if code.startswith("translation")]


@pytest.mark.parametrize("path", sorted((ROOT / "content").glob("*.*.yaml")), ids=lambda path: path.stem)
def test_shipped_translations_agree_with_their_guides(path: Path) -> None:
    assert check_guide(path) == ()
