"""Strict YAML as both parsers give it: the tree with its places, and the words of every refusal."""

from __future__ import annotations

import pytest

from hostkit.core.strict_yaml import Mapping, RefusedValue, Scalar, Sequence, YamlDocument, YamlEntry, parse
from tests.support.each import for_each

pytestmark = pytest.mark.usefixtures("parser")


def messages(data: bytes | str) -> list[str]:
    document = parse(data.encode() if isinstance(data, str) else data, "x.yaml")
    return [str(problem) for problem in document.problems]


def only(data: bytes | str) -> str:
    (message,) = messages(data)
    return message


def test_tree_holds_every_scalar_as_text_with_its_place() -> None:
    document = parse(b"at: 19:30\nno: no\nversion: [1.10, '2026-09-30']\nleft:\n", "x.yaml")
    assert document == YamlDocument(
        "x.yaml",
        Mapping(
            (
                YamlEntry("at", 1, 1, Scalar("19:30", 1, 5)),
                YamlEntry("no", 2, 1, Scalar("no", 2, 5)),
                YamlEntry(
                    "version",
                    3,
                    1,
                    Sequence((Scalar("1.10", 3, 11), Scalar("2026-09-30", 3, 17, plain=False)), 3, 10),
                ),
                YamlEntry("left", 4, 1, Scalar("", 4, 6)),
            ),
            1,
            1,
        ),
        (),
    )


def test_columns_count_characters_not_bytes() -> None:
    document = parse("é: {ü: 'x'}\n".encode(), "x.yaml")
    assert isinstance(document.root, Mapping)
    inner = document.root.entries[0].value
    assert isinstance(inner, Mapping)
    assert (inner.line, inner.column) == (1, 4)
    assert inner.entries[0].value == Scalar("x", 1, 8, plain=False)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_counts_as_one(ending: str) -> None:
    document = parse(f"a: 1{ending}b: 2{ending}".encode(), "x.yaml")
    assert isinstance(document.root, Mapping)
    assert [(entry.key, entry.line) for entry in document.root.entries] == [("a", 1), ("b", 2)]


def test_byte_order_mark_is_accepted_at_the_beginning_only() -> None:
    plain, marked = parse(b"a: 1", "x.yaml"), parse(b"\xef\xbb\xbfa: 1", "x.yaml")
    assert marked == plain
    assert only("a: \ufeffb") == (
        "x.yaml:1:4: an invisible byte order mark (U+FEFF) stands inside the file. Delete it."
    )


def test_tab_after_the_first_letter_is_a_space_and_a_line_of_blanks_is_empty() -> None:
    assert messages("a:\tb\t\n \t \nc:\t{d: e,\tf: g}\n") == []
    document = parse(b"a: |\n  one\n \t\n  two\tthree\n", "x.yaml")
    assert isinstance(document.root, Mapping)
    assert document.root.entries[0].value == Scalar("one\n\ntwo three\n", 1, 4, plain=False)


def test_last_character_of_unicode_may_be_escaped() -> None:
    assert messages('a: "\\U0010FFFF \\ue000 \\ud7ff"') == []


def test_line_separators_of_unicode_do_not_end_a_line() -> None:
    document = parse("a: b\u2028c\u2029d\ne: f".encode(), "x.yaml")
    assert isinstance(document.root, Mapping)
    assert document.root.entries[0].value == Scalar("b c d", 1, 4)
    assert document.root.entries[1].line == 2


REFUSED = [
    # Decorations that YAML has and hostkit has not.
    (
        "a: &x b",
        '1:4: "&x" is an anchor, which is not used here. Delete it. If it is text, put it in quotation marks.',
    ),
    (
        "a: *x",
        '1:4: "*x" is an alias, which is not used here. Write the value out. '
        "If it is text, put it in quotation marks.",
    ),
    (
        "a: !!python/object:os.system x",
        '1:4: "!!python/object:os.system" is a tag, which is not used here: every value is read as text. '
        "Delete it. If it is text, put it in quotation marks.",
    ),
    (
        "a: !x {b: c}",
        '1:4: "!x" is a tag, which is not used here: every value is read as text. '
        "Delete it. If it is text, put it in quotation marks.",
    ),
    ("a: {<<: {b: c}}", '1:5: "<<" is a merge key, which is not used here. Write the value out.'),
    (
        "a: 1\nb: 2\na: 3",
        '3:1: the key "a" is written twice, first on line 1. Keep one of them; if this '
        "begins another item of a list, write a dash and a space before it.",
    ),
    (
        "a: Who is #1 here?",
        '1:10: what stands from "#1" on is no text: # begins a comment, which is not printed. '
        "Put the whole text in quotation marks; a comment begins with # and a space.",
    ),
    ("a: 1\n---\nb: 2", "2:1: a second document begins here. Keep one document in a file."),
    ("a: 1\n...\nb: 2", "3:1: the document has ended, and more follows. Keep one document in a file."),
    ("%YAML 1.1\n---\na: 1", "1:1: a % directive is not used here. Delete the line."),
    ("# note\n%FOO x\n---\na: 1", "2:1: a % directive is not used here. Delete the line."),
    ("[a, b]: c", "1:1: a list or group stands where a key is expected. Write a word as key."),
    # Tabs.
    (
        "a:\n\tb: c",
        "2:1: a tab stands at the beginning of this line. "
        "Write spaces instead, until its first letter stands exactly below that of its neighbors.",
    ),
    (
        "a:\n  \tb: c\n\td: e",
        "2:3: a tab stands at the beginning of this line (and of 1 more). "
        "Write spaces instead, until its first letter stands exactly below that of its neighbors.",
    ),
    # Colons.
    (
        "a: 1\nb\nc: 2",
        '2:1: "b" has no colon after it. Write a colon and a space, as in "title: Rest and work"; '
        "a line that goes on with the text above begins with more spaces.",
    ),
    ("- a\n-b\n", "2:1: a space is missing after this dash. Write one."),
    ("- a: b\n-c: d\n", "2:1: a space is missing after this dash. Write one."),
    ("a: 1\nb:2\nc: 3", '2:1: a space is missing after "b:". Write "b: 2".'),
    ("- a:b\n  c: d", '1:3: a space is missing after "a:". Write "a: b".'),
    (
        "a: 1\nhttps://example.org\nb: 2",
        '2:1: "https://example.org" has no colon after it. Write a colon and a space, as in "title: Rest and work"; '
        "a line that goes on with the text above begins with more spaces.",
    ),
    (
        "a: b: c",
        '1:5: a second colon stands on this line. Put the text after the first one in quotation marks: "...".',
    ),
    (
        "- a\n  b: c",
        '2:4: this line is read as more of the text above it, where "b:" cannot stand. '
        "Put its first letter exactly below that of its neighbors; if it is text, put all of it in quotation marks.",
    ),
    (": a", "1:1: a colon stands where a key is missing. Write the key before it."),
    # Quotation marks.
    (
        'a: "b\nc: d',
        '1:4: the quotation mark " that opens here is never closed. Close it with ", or take it away.',
    ),
    (
        "a: 'b\n---\nc'",
        "1:4: the quotation mark ' that opens here is never closed. Close it with ', or take it away.",
    ),
    (
        "a: 'it's'",
        """1:8: text follows a closing quotation mark ('). Put the whole text in marks of the other kind: "...".""",
    ),
    (
        'a: "b" c',
        """1:8: text follows a closing quotation mark ("). Put the whole text in marks of the other kind: '...'.""",
    ),
    (
        'a: "b\nc: "d"',
        '1:4: the quotation mark " that opens here is closed on line 2, and more follows there. '
        "Close it where its text ends.",
    ),
    (
        'a: "b \\q"',
        "1:7: \\q is no character's escape in YAML. Inside double quotation marks, write a backslash twice.",
    ),
    (
        'a: "\\ud800"',
        "1:5: \\ud800 is no character's escape in YAML. Inside double quotation marks, write a backslash twice.",
    ),
    (
        'a: "\\U00110000"',
        "1:5: \\U00110000 is no character's escape in YAML. Inside double quotation marks, write a backslash twice.",
    ),
    # Brackets.
    (
        "a: [b, c\nd: e",
        "1:4: the list that opens here with [ is not closed, or a comma is missing in it. "
        "Close it with ], and put texts that hold a comma, a colon or brackets in quotation marks.",
    ),
    (
        "a: {b: c\nd: e",
        "1:4: the group that opens here with { is not closed, or a comma is missing in it. "
        "Close it with }, and put texts that hold a comma, a colon or brackets in quotation marks.",
    ),
    ("a: [b,\n\n", "1:7: the file ends inside brackets. Close them with ] or }."),
    ("a: [b,,c]", '1:7: a text is missing before ",". Write it, or take "," away.'),
    (
        "a: {host} welcomes you",
        "1:11: text follows a closing bracket. "
        'If the brackets are part of a text, put the whole text in quotation marks: "...".',
    ),
    (
        "a: b\n]",
        '2:1: "]" closes or parts nothing here. Take it away, or put the whole text in quotation marks: "...".',
    ),
    # Signs that begin no text.
    ("a: **b** c", '1:4: a text cannot begin with * in YAML. Put the whole text in quotation marks: "...".'),
    ("a: @b", '1:4: a text cannot begin with @ in YAML. Put the whole text in quotation marks: "...".'),
    ("a: `b`", '1:4: a text cannot begin with ` in YAML. Put the whole text in quotation marks: "...".'),
    ("a: %b", '1:4: a text cannot begin with % in YAML. Put the whole text in quotation marks: "...".'),
    ("a: & b", '1:4: a text cannot begin with & in YAML. Put the whole text in quotation marks: "...".'),
    ("a: ? b", '1:4: a text cannot begin with "? " in YAML. Put the whole text in quotation marks: "...".'),
    # Lists, blocks and indentation.
    ("a: - b", "1:4: a list begins in the middle of a line. Begin it on the next line, indented."),
    ("a: |b\n  c", "1:4: text stands on the line of |. Begin the text on the line after |, indented."),
    (
        "a: 1\n- b",
        "2:1: this dash begins a list where none can stand. "
        "Put it exactly under the other dashes of its list, or write the list's name on a line above it.",
    ),
    (
        "- b\na: 1",
        "2:1: this line stands in a list and begins without a dash. "
        'Begin it with "- ", or, if it belongs to the line above, with more spaces.',
    ),
    (
        "a:\n   b: 1\n  c: 2",
        "3:3: the spaces before this line (2) fit no line above it. "
        "Put its first letter exactly below that of its neighbors.",
    ),
    # Characters.
    ("a: \0", "1:4: the file holds a NUL byte, which no text has. Delete it."),
    ("a: \x1b[31m", "1:4: the control character U+001B stands here. Delete it."),
    (
        "a: wait\x85",
        "1:8: the control character U+0085 stands here. The text was saved wrongly: type the character again.",
    ),
]


@for_each(REFUSED)
def test_refusal_names_place_fault_and_remedy(text: str, message: str) -> None:
    assert messages(text) == [f"x.yaml:{message}"]


@for_each([text for text, _ in REFUSED])
def test_no_message_speaks_the_parsers_language(text: str) -> None:
    for jargon in ("mapping", "expected", "scan", "token", "sequence", "scalar", "stream", "node"):
        assert jargon not in only(text).replace("is expected", "").replace("tag is not used here", "")


def test_what_can_be_read_beside_a_refusal_is_read() -> None:
    document = parse(b"a: *x\nb: !t 2\nb: 3\n<<: 4\nc: 5\n", "x.yaml")
    assert len(document.problems) == 4
    assert document.root == Mapping(
        (
            YamlEntry("a", 1, 1, RefusedValue(1, 4)),
            YamlEntry("b", 2, 1, Scalar("2", 2, 4)),
            YamlEntry("c", 5, 1, Scalar("5", 5, 4)),
        ),
        1,
        1,
    )


def test_problems_before_a_syntax_error_are_reported_too() -> None:
    found = messages("a: *x\na: \x07\nb: [c\nd: e")
    assert [message.split(": ")[0] for message in found] == [
        "x.yaml:1:4",
        "x.yaml:2:1",
        "x.yaml:2:4",
        "x.yaml:3:4",
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a comment\n", b"\xef\xbb\xbf", b"---\n"])
def test_empty_file(data: bytes) -> None:
    document = parse(data, "x.yaml")
    if data == b"---\n":
        assert document.root == Scalar("", 2, 1)
        return
    assert [str(problem) for problem in document.problems] == [
        "x.yaml: the file is empty. Write its text, and save it."
    ]
    assert parse(data, "x.yaml", may_be_empty=True) == YamlDocument("x.yaml", None, ())


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: x\n\u00a0b: y\n", "2:1", "U+00A0 (no-break space) stands here in place of a plain space."),
        ("a:\n\u2003\u2003- b\n", "2:1", "U+2003 (em space) stands here in place of a plain space."),
        ("a:\n  -\u00a0b: x\n", "2:4", "U+00A0 (no-break space) stands here in place of a plain space."),
        ("a: x\nb:\u00a0y\n", "2:3", "U+00A0 (no-break space) stands here in place of a plain space."),
        ("a: x\nb:\u200by\n", "2:3", "U+200B (zero width space) stands here, which nobody can see."),
        ("\u200eb: y\n", "1:1", "U+200E (left-to-right mark) stands here, which nobody can see."),
    ],
)
def test_unseen_characters_are_named_on_their_own_line(text: str, place: str, said: str) -> None:
    (problem,) = parse(text.encode(), "x.yaml").problems
    assert problem.code == "character-unseen"
    assert str(problem).startswith(f"x.yaml:{place}: {said}")


@pytest.mark.parametrize(
    "text",
    [
        "a: Ouvrez\u00a0! la porte\n",
        "a: >\n  Une question\u00a0: laquelle\u202f?\n  \u00a0Ana\n",
        "a: b\u00adc\u200bd\n",
        "# \u00a0a: b\na: x\n",
        'a: "x\n  \u00a0y"\n',
    ],
)
def test_unseen_characters_within_texts_are_left_alone(text: str) -> None:
    assert parse(text.encode(), "x.yaml").problems == ()
