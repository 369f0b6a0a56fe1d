"""Language files: English is the measure of the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostkit.ground.errors import HostkitError, SourceError
from hostkit.source.language_names import language_names
from hostkit.source.read_language import read_language, read_language_file

MEASURE = {"a.b": "x {count}", "a.c": "y", "d": "z"}


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def faults(text: str) -> str:
    Path("xx.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_language_file(Path("xx.yaml"), MEASURE)
    return str(caught.value)


def test_words_by_dotted_name() -> None:
    Path("xx.yaml").write_text('a:\n  b: "{count}\n    x"\n  c:\nd: no\n', encoding="utf-8")
    language = read_language_file(Path("xx.yaml"), MEASURE)
    assert language.code == "xx"
    assert language.words == {"a.b": "{count} x", "a.c": "", "d": "no"}


def test_every_shipped_language_is_whole() -> None:
    english = read_language("en")
    for name in language_names():
        assert read_language(name).words.keys() == english.words.keys()


def test_a_region_finds_its_language() -> None:
    assert read_language("en-GB") is not None
    assert read_language("EN-gb").code == "en"


def test_language_without_words() -> None:
    with pytest.raises(HostkitError, match=r'^there are no words for the language "tlh"\. Known here: '):
        read_language("tlh")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: {b: x}\nd: z", "xx.yaml: a.c: is missing. Write the words."),
        ("a: {b: x, c: y}\nd: z\ne: q", "xx.yaml:3:4: e: is no word that is used. Known here: a.b, a.c, d."),
        ("a: {b: x, c: '{n}'}\nd: z", "xx.yaml:1:14: a.c: {n} is never filled in. Known here: none."),
        ("a: {b: '{n}', c: y}\nd: z", "xx.yaml:1:8: a.b: {n} is never filled in. Known here: {count}."),
        ("a: {b: x, c: y}\nd: [z]", "xx.yaml:2:4: d: is a list where a text is expected. Write one text."),
        ("a: [", "xx.yaml:1:5: the file ends inside brackets. Close them with ] or }."),
    ],
)
def test_fault(text: str, message: str) -> None:
    assert faults(text) == message
