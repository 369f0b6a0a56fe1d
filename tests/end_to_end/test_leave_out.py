"""A question that is left out prints nowhere: the files are those of the guide without it, and the text keeps it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.cases import ROOT
from tests.support.command import hostkit

EXTRA = """\
  - ask: Who was not asked tonight?
    probes: [Why not?]
    note: Only among friends.
    leave_out: yes
"""


def guides(folder: Path) -> None:
    """Write the same guide with and without a question that is left out, in folders of their own."""
    text = (ROOT / "hostkit" / "scaffold" / "guide.yaml").read_text("utf-8")
    for name, more in (("with", EXTRA), ("without", "")):
        (folder / name).mkdir()
        (folder / name / "rest.yaml").write_text(
            text.replace("\nquestions:\n", f"\nquestions:\n{more}"), "utf-8"
        )


def test_the_kit_is_the_kit_of_the_guide_without_it(tmp_path: Path) -> None:
    guides(tmp_path)
    kits = []
    for name in ("with", "without"):
        done = hostkit("build", f"{name}/rest.yaml", "--out", f"{name}-kit", "--guests", "8", folder=tmp_path)
        assert done.code == 0, done.stderr
        kits.append({path.name: path.read_bytes() for path in (tmp_path / f"{name}-kit" / "rest").iterdir()})
    assert kits[0] == kits[1]
    assert len(kits[0]) == 4


def test_lists_and_checks_do_not_count_it_and_a_copy_keeps_it(tmp_path: Path) -> None:
    guides(tmp_path)
    (tmp_path / "hostkit.yaml").write_text("guides: with\n", "utf-8")
    (rest,) = [
        each
        for each in json.loads(hostkit("list", "--json", folder=tmp_path).stdout)["topics"]
        if each["topic"] == "rest"
    ]
    assert rest["questions"] == 4
    assert hostkit("check", "rest", folder=tmp_path).code == 0
    assert hostkit("new", "Rest again", "--from", "rest", "--out", "again.yaml", folder=tmp_path).code == 0
    assert EXTRA in (tmp_path / "again.yaml").read_text("utf-8")


def test_a_deck_of_one_card_is_made(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        "hostkit: 1\ntitle: One\nrun_of_show: [{segment: questions}]\nquestions:\n"
        "  - ask: What is enough?\n  - {ask: What is not?, leave_out: yes}\n",
        "utf-8",
    )
    assert (
        hostkit("build", "one.yaml", "--sheets", "host-sheet,question-cards,invitation", folder=tmp_path).code
        == 0
    )
