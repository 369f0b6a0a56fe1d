"""Whatever strangers write into a table is printed as they typed it, or refused with its row and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from tests.support.command import Outcome, hostkit
from tests.support.seasons import BESIDE, event, table, tree

PRINTED = (
    "<b>bold</b>", "&amp; &lt; &", "**not strong**", "{host} {date} {{", "}", "=1+1", '=HYPERLINK("x")', "\\*",
    "@SUM(A1)", "O'Brien; DROP TABLE", "$(reboot) `id`", "%s %n %d", "../../etc/passwd", "C:\\con", "“curly” ’quotes’",
    "a -- b", "Zoë Ångström", "Ωμέγα", "Жанна", "½ ★ ✓", "<para><font size=99>", "(brackets) [x]", "a/b?c=d#e", "null",
    "0", "-1", "[link](http://x)", "\\u0041", "ﬁne",
)  # fmt: skip
REFUSED = {
    "\x07": "U+0007", "a\x00b": "U+0000", "\u202eevil": "U+202E", "\u2066x": "U+2066", "\ufffd": "U+FFFD",
    "\ue000": "U+E000", "字": "no font here has", "\U0001f600\U0001f9ff": "no font here has",
}  # fmt: skip
IDS = {
    "../../escape": "escape", "/etc/passwd": "etc-passwd", "CON": "con-kit", "a" * 300: None, "..": None,
    "Évènement Ünî": "evenement-uni", "<script>": "script", "x\\y:z*?": "x-y-z", "字": None, ".hidden": "hidden",
}  # fmt: skip
FIELDS = ("place", "host", "note", "group_name")


def batch(folder: Path, rows: Sequence[Mapping[str, object]]) -> Outcome:
    columns = ("id", "topic", "date", "start", "place", "host", "note", "group_name", "group_url")
    quoted = [
        ",".join('"{}"'.format(str(row.get(name, "")).replace('"', '""')) for name in columns) for row in rows
    ]
    (folder / "events.csv").write_text("\n".join([",".join(columns), *quoted]) + "\n", "utf-8")
    return hostkit("batch", "events.csv", "--sheets", "host-sheet", folder=folder)


def said(folder: Path, event: str) -> str:
    """Return all that a host sheet says, words apart by one blank."""
    reader = PdfReader(folder / "out" / event / "host-sheet.pdf")
    return normalize("NFKC", " ".join(" ".join(page.extract_text() for page in reader.pages).split()))


def test_texts_are_printed_as_they_were_typed(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"e{number}",
            "topic": "male-allies",
            "date": "2027-01-14",
            "start": "19:00",
            "place": text,
            "host": text,
        }
        for number, text in enumerate(PRINTED)
    ]
    outcome = batch(tmp_path, rows)
    assert outcome.code == 0, outcome.stderr
    for number, text in enumerate(PRINTED):
        # Which letters a reader makes of a ligature is the reader's business.
        assert normalize("NFKC", f" {text} host {text} ") in f"{said(tmp_path, f'e{number}')} ", text


@pytest.mark.parametrize("field", FIELDS)
def test_what_no_page_can_say_is_refused_with_row_and_column(tmp_path: Path, field: str) -> None:
    rows = [{"id": "good", "topic": "male-allies"}]
    rows += [{"id": f"e{k}", "topic": "male-allies", field: f"Ana {text}"} for k, text in enumerate(REFUSED)]
    outcome = batch(tmp_path, rows)
    assert outcome.code == 1
    lines = outcome.stderr.splitlines()
    for row, words in enumerate(REFUSED.values(), start=3):
        assert any(
            line.startswith(f"events.csv: row {row}, {field}: ") and words in line for line in lines
        ), (row, words)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"good", *BESIDE}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", outcome.stderr), (
        "a terminal is safe"
    )


def test_ids_stay_inside_the_folder(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": name, "topic": "male-allies"} for name in IDS]
    outcome = batch(tmp_path, rows)
    assert outcome.code == 0, outcome.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"events.csv", "out"}
    names = {path.name for path in (tmp_path / "out").iterdir()} - set(BESIDE)
    assert len(names) == len(IDS)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", name) for name in names)
    assert {name for name in IDS.values() if name} <= names


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("topic", "../../../etc/passwd"), ("topic", "<script>"), ("date", "2027-02-30"), ("date", "tomorrow"),
        ("start", "25:99"), ("minutes", "1e9"), ("guests", "-5"), ("guests", "999999999999"), ("guests", "٣"),
        ("group_url", "javascript:alert(1)"), ("group_url", "file:///etc/passwd"), ("group_url", "http://a:b@c.example"),
    ],
)  # fmt: skip
def test_values_that_are_none_are_refused_with_row_and_column(tmp_path: Path, field: str, text: str) -> None:
    table(tmp_path / "events.csv", [event(0), event(1, **{field: text})])
    outcome = hostkit("batch", "events.csv", "--check", folder=tmp_path)
    assert outcome.code == 1
    assert outcome.stderr.startswith(f"events.csv: row 3, {field}: "), outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_what_is_written_in_titles_of_guides_is_text_in_the_lists(tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parents[2] / "content" / "male-allies.yaml").read_text("utf-8")
    (tmp_path / "own.yaml").write_text(
        re.sub(r"^title: .*$", 'title: "<b>&amp; {x}</b>"', text, flags=re.M), "utf-8"
    )
    table(tmp_path / "events.csv", [event(0, topic="own.yaml")])
    outcome = hostkit("batch", "events.csv", "--joined", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert "&lt;b&gt;&amp;amp; {x}&lt;/b&gt;" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "<b>&amp; {x}</b>" in PdfReader(tmp_path / "out" / "run-sheet.pdf").pages[0].extract_text()


def test_the_table_itself_is_never_changed(tmp_path: Path) -> None:
    table(tmp_path / "events.csv", [event(0)])
    before = tree(tmp_path)["events.csv"]
    hostkit("batch", "events.csv", folder=tmp_path)
    assert tree(tmp_path)["events.csv"] == before
