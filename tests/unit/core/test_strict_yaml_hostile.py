"""Files made to hurt: each is refused in words, at once, by both parsers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hostkit.core import strict_yaml
from hostkit.core.strict_yaml import parse, read_document

pytestmark = pytest.mark.usefixtures("parser")


def messages(data: bytes | str) -> list[str]:
    document = parse(data.encode() if isinstance(data, str) else data, "x.yaml")
    return [str(problem) for problem in document.problems]


def only(data: bytes | str) -> str:
    (message,) = messages(data)
    return message


def test_billion_laughs_costs_nothing() -> None:
    lines = ["a0: &a0 lol"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    began = time.perf_counter()
    found = messages("\n".join(lines))
    assert time.perf_counter() - began < 2
    assert found[0] == (
        'x.yaml:1:5: "&a0" is an anchor, which is not used here. Delete it. '
        "If it is text, put it in quotation marks."
    )
    assert found[2].startswith('x.yaml:2:10: "*a0" is an alias, which is not used here.')
    assert len(found) == 10 + 9 * 9


def test_thousands_of_problems_end_at_a_hundred() -> None:
    assert len(messages("[" + "*a, " * 5000 + "]")) == strict_yaml.MAX_PROBLEMS


@pytest.mark.parametrize("level", ["[", "{a: ", "- ", "- a:\n"])
def test_deep_nesting(level: str) -> None:
    deep = "".join(f"{'  ' * n}- a:\n" for n in range(12)) if level == "- a:\n" else level * 400
    assert only(deep).endswith("this is nested deeper than 16 levels. Take brackets or levels away.")


def test_nesting_beyond_the_parsers_own_limit() -> None:
    assert only("[" * 5000).endswith("this is nested deeper than 16 levels. Take brackets or levels away.")


def test_sixteen_levels_are_allowed_and_the_place_of_the_seventeenth_is_told() -> None:
    assert messages("[" * 16 + "]" * 16) == []
    assert only("[" * 17 + "]" * 17).startswith("x.yaml:1:17: ")


def test_too_many_nodes() -> None:
    assert messages("[" + "a," * 19_998 + "]") == []
    assert only("- a\n" * 20_000) == (
        "x.yaml:20000:3: the file holds more than 20000 texts, lists and groups. Split it."
    )


def test_nothing_after_a_second_document_is_read() -> None:
    document = parse(b"a: 1\n" + b"---\n*x\n" * 1000, "x.yaml")
    assert len(document.problems) == 1
    assert document.root == parse(b"a: 1\n", "x.yaml").root


def test_long_text() -> None:
    assert messages("a: " + "b" * 20_000) == []
    assert only("a: " + "b" * 20_001) == (
        "x.yaml:1:4: this text has 20001 characters; 20000 is the most. Shorten it."
    )


def test_large_file_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("big.yaml")
    path.write_bytes(b"a: b\n" * 1_000_000)
    (problem,) = read_document(path).problems
    assert str(problem) == (
        "big.yaml: the file is larger than 1 000 000 bytes. Split it, or take out what is no text."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_widths_of_unicode(encoding: str) -> None:
    assert only("title: Rest and work\n".encode(encoding)) == (
        f"x.yaml:1:1: the file is saved as {encoding[:6].upper()}, not as UTF-8. "
        "In a text editor, save it again with the encoding UTF-8."
    )


def test_latin_1_names_line_and_byte() -> None:
    assert only("a: x\nb: é caf\n".encode("latin-1")) == (
        "x.yaml:2:4: what stands here (byte 0xE9) cannot be read: the file is not saved as UTF-8, or is no plain text. "
        "In a text editor, save it again with the encoding UTF-8."
    )


def test_file_that_is_no_text_at_all() -> None:
    found = messages(bytes(range(1, 32)).replace(b"\t", b"").replace(b"\n", b"").replace(b"\r", b""))
    assert len(found) == 11
    assert found[-1].endswith("more characters like these follow: this is no text file. Save it as text.")


def test_many_texts_on_one_line_are_read_in_linear_time() -> None:
    began = time.perf_counter()
    assert messages("[" + '"abcdefghijklmnop qrstuvwxyz abcdefghijkl",' * 15_000 + "]") == []
    assert time.perf_counter() - began < 8
