"""Whatever the bytes: a tree or problems with places, never another error, and the same from both parsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hostkit.core.errors import Problem, SourceError
from hostkit.core.strict_yaml import Mapping, Node, Scalar, Sequence, parse
from hostkit.events.precedence import read_settings
from hostkit.events.read_values import read_event
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import read_guide
from hostkit.stocks.stock import read_stock_file

SYNTAX = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", ": ", '"', "'", "\\", "#", "&x ", "*x",
         "!t ", "<<: ", "? ", "|", ">", "%", "@", "---\n", "...\n", "\t", "é", "\\u00e9", "\\ud800", "\0", "\ufeff",
         "\u2028", "title: ", "questions:", "ask: ", "hostkit: 1\n", "run_of_show:", "segment: questions"]
    ),
    max_size=40,
).map("".join)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=200), SYNTAX.map(str.encode), st.text(max_size=60).map(lambda t: t.encode("utf-16"))
)


@contextmanager
def python_parser() -> Iterator[None]:
    """Take the C parser away for a while."""
    loader = yaml.CSafeLoader
    del yaml.CSafeLoader
    try:
        yield
    finally:
        yaml.CSafeLoader = loader  # type: ignore[misc]


def places(node: Node | None) -> object:
    """Return the tree as plain values with its places; that of an empty text is between two others, and not told."""
    if isinstance(node, Scalar):
        return (node.text, node.line, node.column) if node.text else ""
    if isinstance(node, Sequence):
        return (node.line, node.column, [places(item) for item in node.items])
    if isinstance(node, Mapping):
        entries = [(e.key, (e.line, e.column) if e.key else (), places(e.value)) for e in node.entries]
        return (node.line, node.column, entries)
    return node


def texts(node: Node | None) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from texts(item)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield entry.key
            yield from texts(entry.value)


@given(BYTES)
@example(b'"\\U00110000')
@example(b"%")
def test_any_bytes_give_a_tree_or_problems(data: bytes) -> None:
    document = parse(data, "x.yaml")
    assert document.problems or document.root is not None
    for problem in document.problems:
        assert problem.what
        assert problem.remedy
        assert "\n" not in str(problem)
        assert str(problem).startswith("x.yaml")
    lines = len(data.decode("utf-8", "replace").splitlines()) + 1
    assert all(problem.place.line <= lines + data.count(b"\r") for problem in document.problems)


@settings(max_examples=500)
@given(SYNTAX)
@example("? - a: b\n")
@example('a: "\\')
def test_what_both_parsers_accept_they_read_alike(text: str) -> None:
    with python_parser():
        slow = parse(text.encode(), "x.yaml")
    fast = parse(text.encode(), "x.yaml")
    if not fast.problems and not slow.problems:
        assert places(fast.root) == places(slow.root)


@given(
    st.dictionaries(st.text(min_size=1, max_size=8), st.lists(st.text(max_size=8), max_size=3), max_size=4)
)
def test_what_another_writer_wrote_comes_back_as_text(data: dict[str, list[str]]) -> None:
    written = yaml.safe_dump(data, allow_unicode=False, default_style='"', sort_keys=False)
    document = parse(written.encode(), "x.yaml")
    expected = [text for key, values in data.items() for text in (key, *values)]
    surrogates = any("\ud800" <= c <= "\udfff" for text in expected for c in text)
    assert surrogates or document.problems == ()
    assert surrogates or list(texts(document.root)) == expected


def problems(read: Callable[[Path], object], path: Path) -> list[Problem]:
    """Return what a reader says is wrong with a file; nothing but a SourceError may come out of it."""
    try:
        read(path)
    except SourceError as error:
        return list(error.problems)
    return []


@settings(max_examples=200)
@given(BYTES)
def test_readers_raise_nothing_but_source_errors(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_bytes(data)
        for read in (read_guide, read_event, read_settings, read_stock_file):
            found = problems(read, path)
            assert found == sorted(found, key=lambda problem: problem.place)
            assert all(problem.what for problem in found)


GUIDE = st.fixed_dictionaries(
    {
        "hostkit": st.sampled_from(["1", "2", ""]),
        "title": st.one_of(st.text(max_size=10), st.lists(st.text(max_size=3), max_size=2)),
        "run_of_show": st.lists(
            st.dictionaries(
                st.sampled_from(["segment", "minutes", "each", "read", "note", "titel"]),
                st.one_of(
                    st.sampled_from(["questions", "welcome", "5", "0", "yes", "{host}"]), st.text(max_size=4)
                ),
            ),
            max_size=3,
        ),
        "questions": st.lists(
            st.one_of(
                st.text(max_size=4),
                st.dictionaries(st.sampled_from(["ask", "probes", "note", "round"]), st.text(max_size=6)),
            ),
            max_size=3,
        ),
    }
)


@settings(max_examples=200)
@given(GUIDE)
def test_a_guide_is_whole_or_refused(data: dict[str, object]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_text(yaml.safe_dump(data, default_style='"'), encoding="utf-8")
        if problems(read_guide, path):
            return
        guide = read_guide(path)
    assert isinstance(guide, Guide)
    assert guide.title.text.strip()
    assert [segment.kind for segment in guide.run_of_show].count("questions") == 1
    assert all(1 <= segment.minutes <= 480 for segment in guide.run_of_show)
    assert [question.number for question in guide.questions] == list(range(1, len(guide.questions) + 1))
    assert len(guide.questions) >= 2
