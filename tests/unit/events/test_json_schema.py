"""The schemas take what hostkit reads, refuse what it refuses, and know every key and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from docs.readme import file_text
from hostkit.core.errors import BadValue, Position, Problem, SourceError
from hostkit.events.event import FIELDS, event_names
from hostkit.events.json_schema import KINDS, schema_of
from hostkit.events.read_values import parse_value, read_event
from hostkit.guides import guide_fields
from hostkit.guides.guide import SEGMENT_MINUTES
from hostkit.guides.guide_fields import PRE_READ, QUESTION, ROUND, SEGMENT, names_of
from hostkit.guides.languages import language_names
from hostkit.guides.read_guide import read_guide
from hostkit.stocks.stock import stock_names
from hostkit.themes.theme import theme_names
from tests.support.each import for_each
from tests.support.guides import CHECKOUT
from tests.support.scaffold import in_rounds, scaffold, switched_on

GUIDE = Draft202012Validator(schema_of("guide"))
EVENT = Draft202012Validator(schema_of("event"))

SMALLEST = """\
hostkit: 1
title: T
run_of_show:
  - segment: welcome
  - segment: questions
questions:
  - ask: A
  - ask: B
"""

IN_ROUNDS = """\
hostkit: 1
title: T
run_of_show:
  - segment: questions
questions:
  - round: One
    questions:
      - ask: A
  - round: Two
    questions:
      - ask: B
"""


class EditorsLoader(yaml.CSafeLoader):
    """Reads YAML 1.2 with its core types, as editors do: 19:30 and yes are texts, and so is a date."""


EditorsLoader.yaml_implicit_resolvers = {}
for tag, shape, first in (
    ("bool", r"^(?:true|false|True|False|TRUE|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]*\.[0-9]+$", "-+.0123456789"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    EditorsLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(shape), list(first))


def as_an_editor_sees(text: str) -> Any:
    return yaml.load(text, Loader=EditorsLoader)


def faults(validator: Any, text: str) -> list[str]:
    return [error.message for error in validator.iter_errors(as_an_editor_sees(text))]


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


# --- what is taken ---


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema_itself(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


FILES = [
    *sorted((CHECKOUT / "content").glob("*.yaml")),
    *sorted((CHECKOUT / "tests" / "data").glob("*.yaml")),
]


@for_each(FILES)
def test_guides_are_taken(path: Path) -> None:
    assert faults(GUIDE, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [scaffold(), switched_on(scaffold()), switched_on(in_rounds(scaffold()))])
def test_the_scaffold_is_taken_switched_off_and_on(text: str) -> None:
    assert faults(GUIDE, text) == []


def test_examples_of_readme_are_taken() -> None:
    assert faults(GUIDE, file_text("neighbors.yaml")) == []
    assert faults(EVENT, file_text("event.yaml")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hostkit: 1", 'hostkit: "1"'),
        ("title: T", "title: 1984"),
        ("title: T", "title: no"),
        ("title: T", "title: true"),
        ("title: T", "title: 2027-01-14"),
        ("title: T", "title: 1.10"),
        ("title: T", "title: T\nseries:\npre_read:\ntips:\nlanguage:\nhelps: {stalls: }\nend:\n  read:"),
        ("title: T", "title: T\ntips: []"),
        ("segment: welcome", 'segment: welcome\n    minutes: "10"\n    each: yes\n    fixed: true\n    consent:'),
        ("segment: welcome", "segment: custom\n    title: 12"),
        ("title: T", "title: T\ncredit: {text: T, url: HTTPS://example.org}"),
        ("ask: A", "ask: A\n    leave_out: yes"),
    ],
)  # fmt: skip
def test_what_the_reader_takes_for_a_text_is_one(old: str, new: str, tmp_path: Path) -> None:
    text = changed(SMALLEST, old, new)
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    read_guide(tmp_path / "a.yaml")
    assert faults(GUIDE, text) == []


@pytest.mark.parametrize(
    "line",
    [
        "date: 14.1.2027", "date: 20270114", "start: 7 pm", "start: 19.30", "start: 1900", "minutes: 1 h 30",
        "date: 2027-01-14", "start: 19:05", "start: 07:00", "minutes: 90", 'minutes: "90"', "clock: 12", 'clock: "24"',
        "place: 12", "place:", "stock: 5371.yaml", "stock: auto", "language: de", "language: en-us",
        "language: DE_at", "duplex: none", "paper:",
        "sheets: host-sheet,question-cards", "group_url: https://example.org/a", "skip: 0", "id: 7",
    ],
)  # fmt: skip
def test_details_of_an_event_are_taken(line: str) -> None:
    assert faults(EVENT, f"{line}\n") == []


# --- what is refused ---

FAULTY = {
    "unknown key": ("title: T", "titel: T\ntitle: T"),
    "unknown key of a segment": ("segment: welcome", "segment: welcome\n    minuts: 5"),
    "unknown key of a question": ("ask: A", "ask: A\n    probs: [x]"),
    "unknown key within": ("title: T", "title: T\npre_read: {title: T, link: x}"),
    "wrong segment": ("segment: welcome", "segment: welcom"),
    "missing segment": ("segment: welcome", "note: x"),
    "missing title": ("title: T\n", ""),
    "blank title": ("title: T", "title: ' '"),
    "title left out": ("title: T", "title:"),
    "list for a text": ("title: T", "title: [T]"),
    "missing version": ("hostkit: 1\n", ""),
    "another version": ("hostkit: 1", "hostkit: 2"),
    "missing questions": ("questions:\n  - ask: A\n  - ask: B\n", ""),
    "empty questions": ("questions:\n  - ask: A\n  - ask: B\n", "questions: []\n"),
    "text for a question": ("ask: A", "A"),
    "missing ask": ("ask: A", "note: A"),
    "no questions segment": ("  - segment: questions\n", ""),
    "two questions segments": ("segment: welcome", "segment: questions"),
    "custom without title": ("segment: welcome", "segment: custom"),
    "no run of show": ("run_of_show:\n  - segment: welcome\n  - segment: questions\n", ""),
    "minutes too small": ("segment: welcome", "segment: welcome\n    minutes: 0"),
    "minutes too large": ("segment: welcome", "segment: welcome\n    minutes: 481"),
    "minutes in words": ("segment: welcome", "segment: welcome\n    minutes: ten"),
    "neither yes nor no": ("segment: welcome", "segment: welcome\n    each: maybe"),
    "link without scheme": ("title: T", "title: T\nfollow_up: {url: https//example.org}"),
    "too many lines": ("title: T", "title: T\nworksheet: [{ask: A, lines: 41}]"),
    "text for a list": ("title: T", "title: T\ntips: one"),
    "no language tag": ("title: T", "title: T\nlanguage: English, please"),
    "translations": ("title: T", "title: T\ntranslations: {es: {title: T}}"),
    "every question left out": (
        "ask: A\n  - ask: B",
        "ask: A\n    leave_out: yes\n  - ask: B\n    leave_out: true",
    ),
    "round beside a question": ("ask: B", "round: B\n    questions: [{ask: C}, {ask: D}]"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_the_reader_refuses_the_schema_refuses(name: str, tmp_path: Path) -> None:
    text = changed(SMALLEST, *FAULTY[name])
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError):
        read_guide(tmp_path / "a.yaml")
    assert faults(GUIDE, text) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("round: One", "round: One\n    chose: any"),
        ("round: One", "round: One\n    choose: some"),
        ("      - ask: A\n  - round: Two", "      []\n  - round: Two"),
        ("round: Two", "round:"),
        (
            "ask: A\n  - round: Two\n    questions:\n      - ask: B",
            "{ask: A, leave_out: yes}\n  - round: Two\n    questions:\n      - {ask: B, leave_out: yes}",
        ),
    ],
)
def test_faulty_rounds_are_refused(old: str, new: str, tmp_path: Path) -> None:
    assert faults(GUIDE, IN_ROUNDS) == []
    text = changed(IN_ROUNDS, old, new)
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError):
        read_guide(tmp_path / "a.yaml")
    assert faults(GUIDE, text) != []


@pytest.mark.parametrize(
    "line",
    [
        "dat: 2027-01-14", "out: kits", "date: [a]", "start: '!'", "minutes: {a: b}",
        "guests: 201", "clock: 13", "paper: a3", "duplex: lnog", "language: xx", "spare: none", "impose: cards",
        "copies: 0", "skip: -1", "group_url: https//example.org", "place: [a]", "place: ' '",
    ],
)  # fmt: skip
def test_slips_of_an_event_are_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "event.yaml").write_text(f"{line}\n", encoding="utf-8")
    if line != "place: ' '":
        # Which counts as left out.
        with pytest.raises(SourceError):
            read_event(tmp_path / "event.yaml")
    assert faults(EVENT, f"{line}\n") != []


# --- every key, and no other ---


def keys(*path: str) -> set[str]:
    part: Any = schema_of("guide")
    for step in path:
        part = part[step]
    return set(part["properties"])


def test_every_key_of_the_reader_is_known_and_no_other() -> None:
    assert keys() == set(names_of(guide_fields.GUIDE))
    assert keys("properties", "pre_read") == set(names_of(PRE_READ))
    assert keys("$defs", "segment") == set(names_of(SEGMENT))
    assert keys("$defs", "question") == set(names_of(QUESTION))
    assert keys("$defs", "round") == set(names_of(ROUND))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("properties", "credit"), "credit: {zzz: x}"),
        (("properties", "follow_up"), "follow_up: {zzz: x}"),
        (("properties", "helps"), "helps: {zzz: x}"),
        (("properties", "end"), "end: {zzz: x}"),
        (("$defs", "prompt"), "worksheet: [{zzz: x}]"),
    ],
)
def test_smaller_groups_know_what_the_reader_names(path: tuple[str, ...], line: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"{SMALLEST}{line}\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_guide(tmp_path / "a.yaml")
    (known,) = re.findall(r"Known here: (.+)\.", str(caught.value))
    assert keys(*path) == set(known.split(", "))


def test_an_event_knows_the_one_vocabulary_in_its_words() -> None:
    properties = schema_of("event")["properties"]
    assert list(properties) == list(event_names())
    told = {name: part["description"] for name, part in properties.items()}
    assert {name: text[1:] for name, text in told.items()} == {
        name: f"{FIELDS[name].about[1:]}." for name in event_names()
    }


@pytest.mark.parametrize("name", ["paper", "duplex", "clock", "spare", "impose"])
def test_an_editor_offers_every_value_of_a_name_and_no_other(name: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_value(name, "?", Position("x"))
    known = caught.value.remedy.removeprefix("Known here: ").removesuffix(".").split(", ")
    offered = schema_of("event")["properties"][name]["enum"]
    assert {str(value) for value in offered if value is not None} == set(known)


def test_an_editor_offers_segments_languages_stocks_and_themes() -> None:
    segment = schema_of("guide")["$defs"]["segment"]["properties"]["segment"]
    assert segment["enum"] == list(SEGMENT_MINUTES)
    assert schema_of("guide")["properties"]["language"]["examples"] == list(language_names())
    assert schema_of("event")["properties"]["language"]["examples"] == list(language_names())
    assert schema_of("event")["properties"]["stock"]["examples"] == [*stock_names(), "auto"]
    for kind in ("guide", "event"):
        assert schema_of(kind)["properties"]["theme"]["examples"] == list(theme_names())


def parts(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema, with its name."""
    for holder in (schema, *schema.get("$defs", {}).values()):
        for name, part in holder["properties"].items():
            yield name, part
            if "properties" in part:
                yield from parts(part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described_and_its_examples_are_good_ones(kind: str) -> None:
    for name, part in parts(schema_of(kind)):
        assert re.fullmatch(r".{8,}[.:?]", part["description"]), name
        for example in part.get("examples", ()):
            assert Draft202012Validator(part).is_valid(example), (name, example)


def test_no_two_calls_share_a_schema() -> None:
    schema_of("guide")["properties"].clear()
    assert schema_of("guide")["properties"]


# --- whatever it takes, hostkit reads ---

WORDS = st.text("abc äß,.?!’", min_size=1, max_size=12).filter(lambda text: text.strip() != "")


def documents(schema: Any, root: Any) -> st.SearchStrategy[Any]:
    """Return values that a part of a schema takes, made from its own keys."""
    if "$ref" in schema:
        return documents(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "not" in schema:
        return st.nothing()
    if "properties" in schema:
        return mappings(schema, root)
    if "items" in schema:
        return lists(schema, root)
    if "integer" in schema["type"]:
        number = st.integers(schema["minimum"], schema["maximum"])
        return st.one_of(number, number.map(str))
    if schema.get("pattern") == r"\S":
        return st.one_of(WORDS, st.integers(0, 9999), st.booleans())
    return st.sampled_from(schema["examples"])


def mappings(schema: Any, root: Any) -> st.SearchStrategy[Any]:
    parts = {name: documents(part, root) for name, part in schema["properties"].items()}
    needed = {name: parts[name] for name in schema["required"]}
    others = {name: part for name, part in parts.items() if name not in needed and not part.is_empty}
    return st.fixed_dictionaries(needed, optional=others)


def lists(schema: Any, root: Any) -> st.SearchStrategy[Any]:
    kinds = schema["items"].get("anyOf", [schema["items"]])
    least, most = 2 if len(kinds) > 1 else schema.get("minItems", 0), schema.get("maxItems", 4)
    return st.one_of([st.lists(documents(kind, root), min_size=least, max_size=most) for kind in kinds])


class PlainDumper(yaml.SafeDumper):
    """Writes nothing behind the colon of what is left out: to hostkit null is a word."""


PlainDumper.add_representer(
    type(None), lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


def write(document: Any, file: Path) -> None:
    file.write_text(yaml.dump(document, Dumper=PlainDumper, allow_unicode=True), encoding="utf-8")


def whole(kind: str) -> st.SearchStrategy[Any]:
    schema = schema_of(kind)
    made = documents({key: value for key, value in schema.items() if key != "$defs"}, schema)
    return made.map(_with_one_questions_segment).map(_with_a_printed_question) if kind == "guide" else made


def _with_one_questions_segment(document: Any) -> Any:
    others = [segment for segment in document["run_of_show"] if segment["segment"] != "questions"]
    return {**document, "run_of_show": [*others, {"segment": "questions"}]}


def _with_a_printed_question(document: Any) -> Any:
    first, *others = document["questions"]
    if "questions" in first:
        asked, *rest = first["questions"]
        first = {**first, "questions": [{**asked, "leave_out": "no"}, *rest]}
    else:
        first = {**first, "leave_out": "no"}
    return {**document, "questions": [first, *others]}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made") / "made.yaml"


@given(document=whole("guide"))
def test_a_guide_that_the_schema_takes_is_read(document: Any, file: Path) -> None:
    for segment in document["run_of_show"]:
        if segment["segment"] == "custom":
            segment["title"] = "Soup"
    assert not list(GUIDE.iter_errors(document))
    # Any text may be the name of a file.
    write({**document, "theme": "links"} if "theme" in document else document, file)
    read_guide(file)


@given(document=whole("event"))
def test_an_event_that_the_schema_takes_has_no_unknown_name(document: Any, file: Path) -> None:
    """Its texts may still be no printer, stock, zone or picture: a schema cannot know these."""
    assert not list(EVENT.iter_errors(document))
    write(document, file)
    try:
        read_event(file)
        problems: tuple[Problem, ...] = ()
    except SourceError as error:
        problems = error.problems
    wrong = [
        problem
        for problem in problems
        if problem.place.field not in ("time_zone", "stock", "theme", "sheets", "logo")
    ]
    assert wrong == []
