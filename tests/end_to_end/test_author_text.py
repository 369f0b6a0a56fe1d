"""What an author writes is printed as it stands: never markup, never a format, never a placeholder by accident."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from tests.support.command import hostkit
from tests.support.each import for_each
from tests.support.pages import Pdf

WRITTEN = r"Ben & Jerry <b>hi</b> {{x} %s \n &amp;"
COUNTED = r"Ben & Jerry <b>hi</b> {x} %s \n &amp;"
"""As it prints where placeholders are counted, and elsewhere as written."""

HOST, CARDS, WORKSHEET = "host-sheet", "question-cards", "reflection-worksheet"

GUIDE = """\
hostkit: 1
title: Title @
series: Series @
definition: Definition @
credit:
  text: Credit @
pre_read:
  title: Essay @
  url: https://example.org/essay
  opens: Leads @
  why: Why @
agreements:
  - Agreement @
run_of_show:
  - segment: arrivals
    note: Arrivals @
  - segment: welcome
    read: Welcome @
  - segment: custom
    title: Custom @
    ask: Asked @
  - segment: questions
    title: Talk @
    note: Talking @
  - segment: closing_round
    ask: Closing @
  - segment: written_reaction
    read: Writing @
questions:
  - ask: First @
    probes:
      - Probe @
      - Second probe @
    note: Note @
  - ask: Second @
worksheet:
  - ask: Prompt @
follow_up:
  name: Group @
  opens: Opens @
  invite: Invite @
helps:
  stalls: Stalls @
  one_voice: Voice @
  tempers: Tempers @
  tears: Tears @
end:
  read: Goodbye @
tips:
  - Tip @
materials:
  - Material @
notes:
  - Unprinted @
"""


class Field(NamedTuple):
    """A field by the word it begins with, what follows it in print, and the sheets it stands on."""

    word: str
    prints: str
    sheets: tuple[str, ...]


FIELDS = [
    Field("Title", WRITTEN, (HOST, CARDS, WORKSHEET)),
    Field("Series", WRITTEN, (HOST, WORKSHEET)),
    Field("Definition", WRITTEN, (HOST, CARDS)),
    Field("Credit", WRITTEN, (HOST,)),
    Field("Agreement", WRITTEN, (CARDS,)),
    Field("Arrivals", COUNTED, (HOST,)),
    Field("Welcome", COUNTED, (HOST,)),
    Field("Custom", WRITTEN, (HOST,)),
    Field("Asked", COUNTED, (HOST,)),
    Field("Talk", WRITTEN, (HOST,)),
    Field("Talking", COUNTED, (HOST,)),
    Field("Closing", COUNTED, (HOST, CARDS)),
    Field("Writing", COUNTED, (HOST,)),
    Field("First", COUNTED, (HOST, CARDS)),
    Field("Second", COUNTED, (HOST, CARDS)),
    Field("Probe", WRITTEN, (HOST, CARDS)),
    Field("Second probe", WRITTEN, (HOST, CARDS)),
    Field("Note", COUNTED, (HOST,)),
    Field("Prompt", COUNTED, (WORKSHEET,)),
    Field("Leads", WRITTEN, (HOST, CARDS)),
    Field("Opens", WRITTEN, (HOST,)),
    Field("Invite", COUNTED, (CARDS, WORKSHEET)),
    Field("Stalls", WRITTEN, (HOST,)),
    Field("Voice", WRITTEN, (HOST,)),
    Field("Tempers", WRITTEN, (HOST,)),
    Field("Tears", WRITTEN, (HOST,)),
    Field("Goodbye", COUNTED, (HOST,)),
    Field("Tip", WRITTEN, (HOST,)),
    Field("Material", WRITTEN, (HOST,)),
    Field("Place", WRITTEN, (HOST,)),
    Field("Person", WRITTEN, (HOST,)),
    Field("Group", WRITTEN, (CARDS,)),
]


@cache
def sheet(name: str) -> Pdf:
    """Return a sheet of the guide in which every text is the hostile one."""
    text = GUIDE.replace("@", WRITTEN)
    options = (
        "--place",
        f"Place {WRITTEN}",
        "--host",
        f"Person {WRITTEN}",
        "--group-url",
        "https://example.org/g",
    )
    with TemporaryDirectory() as folder:
        (Path(folder) / "guide.yaml").write_text(text, encoding="utf-8")
        outcome = hostkit("build", "guide.yaml", *options, "--sheets", name, folder=Path(folder))
        assert outcome.code == 0, outcome.stderr
        return Pdf((Path(folder) / outcome.files[0]).read_bytes())


@for_each(FIELDS)
def test_a_field_prints_as_written(field: Field) -> None:
    for name in field.sheets:
        # A line may end after a slash.
        printed = sheet(name).all_text().replace("/ ", "/")
        assert f"{field.word} {field.prints}" in printed, name


@pytest.mark.parametrize("name", [HOST, CARDS, WORKSHEET])
def test_notes_are_printed_nowhere(name: str) -> None:
    assert "Unprinted" not in sheet(name).all_text()


@pytest.mark.parametrize("name", [HOST, CARDS, WORKSHEET])
def test_metadata_and_bookmarks_hold_it_as_written(name: str) -> None:
    pdf = sheet(name)
    title = f"Title {WRITTEN}: {name.replace('-', ' ')}"
    info = pdf.reader.trailer["/Info"]
    assert (info["/Title"], info["/Author"], info["/Subject"]) == (
        title, f"Series {WRITTEN}", f"Definition {WRITTEN}"
    )  # fmt: skip
    packet = pdf.catalog["/Metadata"].get_data().decode()
    assert title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in packet
    if name == HOST:
        titles = [entry["/Title"] for entry in pdf.reader.outline if not isinstance(entry, list)]
        assert titles == [f"Title {WRITTEN}"]


def test_the_print_plan_holds_it_as_written(tmp_path: Path) -> None:
    text = GUIDE.replace("@", WRITTEN)
    (tmp_path / "guide.yaml").write_text(text, encoding="utf-8")
    outcome = hostkit("build", "guide.yaml", folder=tmp_path)
    assert outcome.stderr.splitlines()[1] == f"Print plan: Title {WRITTEN}"


def test_a_value_is_never_read_as_a_placeholder_or_as_emphasis(tmp_path: Path) -> None:
    (tmp_path / "guide.yaml").write_text(
        "hostkit: 1\ntitle: Names\nrun_of_show:\n  - segment: welcome\n"
        "    read: I am {host} of {group_name}, here in **{place}**.\n  - segment: questions\n"
        "questions:\n  - ask: Who is {host}?\n  - ask: Who are you?\n",
        encoding="utf-8",
    )
    outcome = hostkit(
        "build", "guide.yaml", "--host", "**Ana** {date}", "--group-name", "{{place}} <i>",
        "--place", "{host} & **co**", "--date", "2027-01-14", folder=tmp_path,
    )  # fmt: skip
    assert outcome.code == 0, outcome.stderr
    text = Pdf((tmp_path / outcome.files[0]).read_bytes()).text(0)
    assert "I am **Ana** {date} of {{place}} <i>, here in {host} & **co**." in text
    cards = Pdf((tmp_path / outcome.files[1]).read_bytes()).text(0)
    assert "Who is **Ana** {date}?" in cards
