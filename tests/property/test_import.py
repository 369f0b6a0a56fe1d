"""Laws of an import: no word is lost, twice the same bytes, and what is written reads back as the source had it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from hostkit.core import strict_yaml as tree
from hostkit.core.characters import check_characters, fold, is_blank, spans
from hostkit.core.errors import BadValue, SourceError
from hostkit.core.yaml_writer import comment, entry, item
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import read_guide
from hostkit.importing.assemble import assemble
from hostkit.importing.fitting import fitted
from hostkit.importing.heads import is_title
from hostkit.importing.import_file import Imported, import_source, without_loss
from hostkit.importing.labels import labels_of
from hostkit.importing.marked_text import asked, spoken
from hostkit.importing.paragraph import STRONG_OFF, STRONG_ON
from hostkit.importing.paragraphs import read_paragraphs
from hostkit.importing.source_file import MARKDOWN, TEXT, SourceFile
from hostkit.importing.words import all_words

WORDS = st.sampled_from(
    (
        "Why", "who", "trust", "table", "naïve", "Straße", "¿Qué", "don’t", "a", "I", "1990", "12", "no", "yes",
        "null", "3.5", "{host}", "{{x}}", "}", "{", "**", "*so*", "**now**", "\\*", "#", "#1", "&", "@home", "!x",
        "%d", "|", ">", ">>", "-", "--", "—", "–", ":", "a:b", "key:", "?", "why?", '"quoted"', "“typeset”", "'one'",
        "`", "`code`", "[x]", "[a](b)", "~", "~~no~~", "https://example.org/a", "www.example.org/b_c", "example.org",
        "10 min", "1.", "(15 minutes)", "19:30", "Q1:", "a)", "•", "···", "…", "e\u0301", "x\u00ady", "a\u200bb",
        "5\u00a0km", "\\n", "__init__", "snake_case", "<b>no</b>", "&amp;", "<!-- c -->", "\\", "[^1]", "👍", "***",
        "*** x ***", "[ x ]",
    )
)  # fmt: skip
TITLES = st.sampled_from(
    (
        "Questions", "QUESTIONS (40 min)", "Introductions:", "Closing round: one word", "Pre-read",
        "Tips for the host", "Group photo", "Follow-up", "Round 1: Core", "Round 2", "Definition", "Agreements",
        "Materials", "Agenda", "Written reaction – 5 min", "Fragen", "Vorstellungsrunde (10 Min.)", "Preguntas",
        "Ronda de cierre", "Notes", "From: Ana", "Subject: Re: Saying no", "Hi all,", "Best,", "19:00 Welcome",
        "Title: Trust", "Worksheet", "Credit", "Break", "Break (10 min)", "Bring: pens, candles",
        "Welcome 5 min - read the definition", "To take home (worksheet)", "Before: Read this https://example.org/a",
        "(Maybe ask: why?)",
    )
)  # fmt: skip
SENTENCE = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
QUESTION = SENTENCE.map(lambda text: f"{text}?")
MARKER = st.sampled_from(
    ["", "", "1. ", "2) ", "3. ", "- ", "* ", "  - ", "    * ", "a) ", "b) ", "Q1: ", "Question 2: ", "-> "]
)
BEFORE = st.sampled_from(["", "", "", "# ", "## ", "> ", "**", "\t", "   "])
LINE = st.one_of(
    st.builds(lambda marker, text: marker + text, MARKER, st.one_of(SENTENCE, QUESTION)),
    st.builds(lambda before, text: before + text + ("**" if before == "**" else ""), BEFORE, TITLES),
    st.builds("| {} | {} |".format, SENTENCE, QUESTION),
    st.sampled_from(
        ["", "", "---", "====", "-----", "|---|---|", "> > x", "[^1]: a note", "[a]: https://example.org/a"]
    ),
)
SPACE = st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "  \n", "\u2028", "\n\n\n"])
DOCUMENT = st.lists(st.tuples(LINE, SPACE), min_size=1, max_size=25).map(
    lambda lines: "".join(line + space for line, space in lines)
)

ANY = st.text(st.characters(exclude_categories=["Cs", "Co", "Cc", "Cn"]), min_size=1)
EVERY_EXAMPLE = settings(suppress_health_check=[HealthCheck.too_slow])


def bare_words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def told(text: str, kind: str) -> str:
    """Return the text without the tags and entities that Markdown has."""
    return re.sub(r"</?b>|&amp;", " ", text) if kind == MARKDOWN else text


def imported(text: str, kind: str) -> Imported | None:
    source = SourceFile("evening.txt", "evening", kind, text.encode())
    if not bare_words(told(text, kind)):
        with pytest.raises(SourceError, match="holds no words"):
            import_source(source)
        return None
    return import_source(source)


@EVERY_EXAMPLE
@given(DOCUMENT)
def test_every_word_of_a_text_stands_in_the_file_and_twice_gives_the_same_bytes(text: str) -> None:
    made, again = imported(text, TEXT), imported(text, TEXT)
    assert made is None or bare_words(text) <= bare_words(made.yaml)
    assert (made and made.yaml) == (again and again.yaml)


@EVERY_EXAMPLE
@given(DOCUMENT)
def test_every_word_of_markdown_stands_in_the_file_but_its_tags(text: str) -> None:
    made = imported(text, MARKDOWN)
    assert made is None or bare_words(told(text, MARKDOWN)) <= bare_words(made.yaml)


@EVERY_EXAMPLE
@given(DOCUMENT, st.booleans())
@example("\nTips for the host\n1. |\n", False)
@example("19:30 Why\n", False)
def test_the_recognizer_itself_drops_nothing(text: str, markdown: bool) -> None:
    """What would be lost is put to the notes at the end; here nothing is left for that.

    But a number before nothing: an item of a list without any word is none, and its number is not a word.
    """
    words = all_words()["en"]
    text = re.sub("\r\n|\u2028", "\n", text)
    paragraphs = read_paragraphs(
        text, is_markdown=markdown, is_title=lambda line: is_title(line, words), name="x"
    )
    draft = fitted(assemble(labels_of(paragraphs, words), words, "x"))
    source = [(p.line, p.whole) for p in paragraphs if not re.fullmatch(r"\W*\d{1,3}[.)]\W*", p.whole)]
    assert without_loss(draft, source) == draft


@EVERY_EXAMPLE
@given(DOCUMENT, st.sampled_from([TEXT, MARKDOWN]))
@example("&amp;", MARKDOWN)
def test_what_is_written_reads_back_as_it_was_found(text: str, kind: str) -> None:
    made = imported(text, kind)
    if made is None:
        return
    document = tree.parse(made.yaml.encode(), "evening.yaml")
    assert not document.problems
    guide = read_back(made)
    if guide is None:
        return
    draft = made.draft
    assert draft.title is not None
    assert guide.title.text == fold(draft.title.plain)
    assert [printed(q.ask.text) for q in guide.questions] == [fold(q.ask.plain) for q in draft.questions]
    found = [[fold(probe.text.plain) for probe in question.probes] for question in draft.questions]
    assert [[probe.text for probe in question.probes] for question in guide.questions] == found
    assert [note.text for note in guide.notes] == [fold(note.plain) for note in draft.notes]
    for segment, wanted in zip(guide.run_of_show, draft.segments, strict=True):
        assert segment.kind == wanted.kind
        for has, text_of in ((segment.read, wanted.read), (segment.note, wanted.note)):
            assert (said(has.text) if has else None) == (fold(text_of.plain) if text_of else None)
        assert (printed(segment.ask.text) if segment.ask else None) == (
            fold(wanted.ask.plain) if wanted.ask else None
        )


def read_back(made: Imported) -> Guide | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evening.yaml"
        path.write_text(made.yaml, encoding="utf-8", newline="\n")
        try:
            return read_guide(path)
        except SourceError:
            assert made.missing
            return None


def printed(text: str) -> str:
    return "".join(span.text for span in spans(text, values={}, blank="", emphasis=False))


def said(text: str) -> str:
    return "".join(span.text for span in spans(text, values={}, blank="", emphasis=True))


def is_text(text: str) -> bool:
    try:
        check_characters(text)
    except BadValue:
        return False
    return bool(text) and not is_blank(text) and "\ufeff" not in text


@given(ANY.map(fold))
@example("a: b # c")
@example("- x")
@example("---")
@example("null")
@example("1.10")
@example("%a")
@example("x" * 200)
@example("'")
@example('\\"')
@example("a word and " * 30)
def test_any_text_reads_back_from_yaml(text: str) -> None:
    assume(is_text(text))
    text = fold(text)
    lines = ["key:", *item(text, 4), *comment(f"# {text}", 2), *entry("other", text, 0)]
    for parse in (_strict, yaml.safe_load):
        assert parse("\n".join(lines) + "\n") == {"key": [text], "other": text}


def _strict(text: str) -> object:
    document = tree.parse(text.encode(), "x")
    assert not document.problems
    return _data(document.root)


def _data(node: tree.Node | None) -> object:
    if isinstance(node, tree.Mapping):
        return {entry.key: _data(entry.value) for entry in node.entries}
    if isinstance(node, tree.Sequence):
        return [_data(inner) for inner in node.items]
    assert isinstance(node, tree.Scalar)
    return node.text


MARKUP = st.text(alphabet="ab *{}\\.\u00a0" + STRONG_ON + STRONG_OFF)


@given(st.one_of(ANY, st.text(alphabet="ab *{}\\ host")))
def test_braces_and_asterisks_print_as_they_stand(text: str) -> None:
    assert said(spoken(text)) == fold(text)
    assert printed(asked(text)) == fold(text)


@given(MARKUP)
def test_strong_words_lose_nothing_but_their_marks(text: str) -> None:
    bare = fold(text.replace(STRONG_ON, "").replace(STRONG_OFF, ""))
    assert said(spoken(text)) == bare


def test_strong_words_are_written_so_where_a_guide_can_say_it() -> None:
    assert spoken(f"Say {STRONG_ON}this {STRONG_OFF}aloud.") == "Say **this** aloud."
    assert spoken(f"un{STRONG_ON}do{STRONG_OFF}ing") == "undoing"
