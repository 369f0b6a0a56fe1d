"""``hostkit schema`` as somebody at a terminal meets it: JSON on stdout or in a file that it knows again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hostkit.events.json_schema import schema_of
from tests.support.command import Outcome, hostkit


@pytest.mark.parametrize("kind", ["guide", "event"])
def test_a_schema_on_stdout(kind: str, tmp_path: Path) -> None:
    outcome = hostkit("schema", kind, folder=tmp_path)
    assert (outcome.code, outcome.stderr) == (0, "")
    found = json.loads(outcome.stdout)
    assert found == schema_of(kind)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(found)
    assert list(tmp_path.iterdir()) == []


def test_a_schema_in_a_file_with_the_line_to_add(tmp_path: Path) -> None:
    outcome = hostkit("schema", "guide", "--out", "guides/guide.schema.json", folder=tmp_path)
    assert outcome == Outcome(
        0,
        "guides/guide.schema.json\n",
        "Begin a file beside it with this line: # yaml-language-server: $schema=guide.schema.json\n",
    )
    written = (tmp_path / "guides" / "guide.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == schema_of("guide")
    assert written == hostkit("schema", "guide", folder=tmp_path).stdout


def test_its_own_file_is_written_anew_and_somebody_elses_only_with_force(tmp_path: Path) -> None:
    arguments = ["schema", "event", "--out", "e.json"]
    assert hostkit(*arguments, folder=tmp_path).code == 0
    assert hostkit(*arguments, folder=tmp_path).code == 0
    (tmp_path / "e.json").write_text("{}", encoding="utf-8")
    outcome = hostkit(*arguments, folder=tmp_path)
    assert outcome == Outcome(
        1,
        "",
        "e.json: not written by hostkit, or changed by somebody since, so nothing was written. Move it away, choose "
        "another folder, or replace it with --force.\n",
    )
    assert (tmp_path / "e.json").read_text(encoding="utf-8") == "{}"
    assert hostkit(*arguments, "--force", folder=tmp_path).code == 0
    assert json.loads((tmp_path / "e.json").read_text(encoding="utf-8")) == schema_of("event")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["guides"], 'there is no schema of "guides". Did you mean "guide"?'),
        (["stock"], 'there is no schema of "stock". Known here: guide, event.'),
        (
            ["guide", "--out", "guide.yaml"],
            '--out: "guide.yaml" does not end in .json. Write a name such as guide.schema.json.',
        ),
        (
            ["guide", "--out", ".guide.json"],
            '--out: ".guide.json" is a name that some disks refuse. Write a name such as guide.schema.json.',
        ),
        (
            ["guide", "--force"],
            "--force: has no effect without --out. Leave out --force, or add --out and the name of a file.",
        ),
    ],
)
def test_slips(arguments: list[str], said: str, tmp_path: Path) -> None:
    assert hostkit("schema", *arguments, folder=tmp_path) == Outcome(2, "", f"{said}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "guides").write_text("mine", encoding="utf-8")
    outcome = hostkit("schema", "guide", "--out", "guides/guide.schema.json", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert outcome.stderr.startswith("guides: could not write: a part of that path is a file, not a folder.")
