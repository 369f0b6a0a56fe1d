"""``hostkit list`` as somebody at a terminal meets it: a table that fits, JSON for scripts, broken guides named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.slips import GUIDE
from tests.support.cases import GUIDES, ROOT
from tests.support.command import hostkit
from tests.support.guide_texts import SMALLEST

TOPICS = sorted(path.stem for path in (ROOT / "content").glob("*.yaml") if "." not in path.stem)
WITH_PRE_READ = f"{GUIDE}pre_read: {{title: A week without hurry}}\n"


def own(folder: Path, **files: str) -> Path:
    (folder / "content").mkdir()
    for name, text in files.items():
        (folder / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("  ") if cell] for line in text.splitlines()]


def test_every_topic_has_a_row(tmp_path: Path) -> None:
    outcome = hostkit("list", folder=tmp_path)
    assert (outcome.code, outcome.stderr) == (0, "")
    head, *topics = rows(outcome.stdout)
    assert head == ["topic", "language", "questions", "minutes", "pre-read"]
    assert [row[0] for row in topics] == TOPICS
    assert ["male-allies", "en", "4", "90", "Male Allies Aren’t Going to Save Us"] in topics


def test_rows_are_no_wider_than_a_terminal(tmp_path: Path) -> None:
    lines = hostkit("list", folder=tmp_path).stdout.splitlines()
    assert max(map(len, lines)) == 100
    assert all(line == line.rstrip() for line in lines)
    assert any(line.endswith("…") for line in lines)


def test_titles_stand_where_there_is_room(tmp_path: Path) -> None:
    from hostkit.cli.list_command import table
    from hostkit.guides.read_guide import read_guide

    (tmp_path / "a.yaml").write_text(WITH_PRE_READ, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GUIDE, encoding="utf-8")
    short = [(name, read_guide(tmp_path / f"{name}.yaml")) for name in ("a", "b")]
    assert rows("\n".join(table(short))) == [
        ["topic", "language", "questions", "minutes", "title", "pre-read"],
        ["a", "en", "2", "40", "Rest and work", "A week without hurry"],
        ["b", "en", "2", "40", "Rest and work", "-"],
    ]
    (tmp_path / "c.yaml").write_text(
        WITH_PRE_READ.replace("Rest and work", "Rest and work and all that is between the two of them"),
        encoding="utf-8",
    )
    long = [*short, ("c", read_guide(tmp_path / "c.yaml"))]
    assert rows("\n".join(table(long)))[0] == ["topic", "language", "questions", "minutes", "pre-read"]


def test_ones_own_guide_wins_over_the_shipped_one(tmp_path: Path) -> None:
    outcome = hostkit("list", folder=own(tmp_path, **{"male-allies": GUIDE, "a-rest": WITH_PRE_READ}))
    _, *topics = rows(outcome.stdout)
    assert ["a-rest", "en", "2", "40", "A week without hurry"] in topics
    assert ["male-allies", "en", "2", "40", "-"] in topics
    assert [row[0] for row in topics] == sorted(["a-rest", *TOPICS])


def test_a_broken_guide_hides_no_other(tmp_path: Path) -> None:
    own(tmp_path, faulty="hostkit: 1\ntitel: x\n")
    for arguments in (["list"], ["list", "--json"]):
        outcome = hostkit(*arguments, folder=tmp_path)
        assert outcome.code == 1
        assert (
            'content/faulty.yaml:2:1: there is no key "titel" here. Did you mean "title"?' in outcome.stderr
        )
        assert "male-allies" in outcome.stdout
    assert "faulty" not in hostkit("list", folder=tmp_path).stdout


def test_json(tmp_path: Path) -> None:
    own(tmp_path, rest=GUIDE, rounds=(GUIDES / "rounds.yaml").read_text(encoding="utf-8"))
    outcome = hostkit("list", "--json", folder=tmp_path)
    assert (outcome.code, outcome.stderr) == (0, "")
    found = {entry["topic"]: entry for entry in json.loads(outcome.stdout)["topics"]}
    assert sorted(found) == sorted([*TOPICS, "rest", "rounds"])
    assert found["rest"] == {
        "topic": "rest",
        "title": "Rest and work",
        "language": "en",
        "questions": 2,
        "rounds": 0,
        "minutes": 40,
        "pre_read": None,
        "path": "content/rest.yaml",
        "where": "content",
    }
    assert found["rounds"]["rounds"] == 2
    assert found["rounds"]["questions"] == 5
    assert found["rounds"]["pre_read"] == {
        "title": "A week without hurry",
        "url": "https://example.org/a-week-without-hurry",
    }
    shipped = found["male-allies"]
    assert (shipped["where"], shipped["path"]) == ("shipped", (ROOT / "content/male-allies.yaml").as_posix())


def test_json_of_a_pre_read_without_a_link(tmp_path: Path) -> None:
    outcome = hostkit("list", "--json", folder=own(tmp_path, rest=WITH_PRE_READ))
    (entry,) = [entry for entry in json.loads(outcome.stdout)["topics"] if entry["topic"] == "rest"]
    assert entry["pre_read"] == {"title": "A week without hurry", "url": None}


@pytest.mark.parametrize("below", [".", "sub"])
def test_a_guide_of_ones_own_stands_in_for_others_wherever_the_command_is_given(
    below: str, tmp_path: Path
) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "hostkit.yaml").write_text("guides: guides\n", "utf-8")
    here = tmp_path / below
    for folder, title in ((tmp_path / "guides", "Mine"), (here / "content", "A clone")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "male-allies.yaml").write_text(SMALLEST.replace("title: T", f"title: {title}"), "utf-8")
    listed = hostkit("list", "--json", folder=here)
    (topic,) = [each for each in json.loads(listed.stdout)["topics"] if each["topic"] == "male-allies"]
    assert (topic["title"], topic["where"]) == ("Mine", "guides")
    built = hostkit("build", "male-allies", "--sheets", "host-sheet", folder=here)
    assert "Print plan: Mine" in built.stderr
    for outcome in (listed, built):
        (line,) = [line for line in outcome.stderr.splitlines() if "stands in place of" in line]
        assert line.startswith("male-allies is ")
        assert "which stands in place of content/male-allies.yaml and " in line
