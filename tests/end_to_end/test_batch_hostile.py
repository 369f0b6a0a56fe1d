"""Whatever strangers write into a table is printed as they typed it, or refused with its row and column.

Typewriter signs alone change: straight quotation marks, apostrophes and double hyphens print as the language's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

from pypdf import PdfReader

from tests.support.command import Outcome, hostkit
from tests.support.seasons import event, table, tree

PRINTED = (
    "<b>bold</b>", "&amp; &lt; &", "**not strong**", "{host} {date} {{", "}", "=1+1", '=HYPERLINK("x")', "\\*",
    "@SUM(A1)", "O'Brien; DROP TABLE", "$(reboot) `id`", "%s %n %d", "../../etc/passwd", "C:\\con", "“curly” ’quotes’",
    "a -- b", "Zoë Ångström", "Ωμέγα", "Жанна", "½ ★ ✓", "<para><font size=99>", "(brackets) [x]", "a/b?c=d#e", "null",
    "0", "-1", "[link](http://x)", "\\u0041", "ﬁne",
)  # fmt: skip

MENDED = {
    '=HYPERLINK("x")': "=HYPERLINK(“x”)",
    "O'Brien; DROP TABLE": "O’Brien; DROP TABLE",
    "a -- b": "a – b",
}
"""What English prints for typewriter signs."""


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
        printed = MENDED.get(text, text)
        assert normalize("NFKC", f" {printed} hosted by {printed} ") in f"{said(tmp_path, f'e{number}')} ", (
            text
        )


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
