"""A field that is added to the table is known wherever fields are: nothing else has to be changed for that."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from docs import make_options
from hostkit.cli.app import with_field_options
from hostkit.core.errors import UsageError
from hostkit.events import event
from hostkit.events.event import Field, options_of
from hostkit.events.json_schema import schema_of
from hostkit.events.precedence import read_options, read_settings
from hostkit.events.read_values import read_event
from hostkit.events.tables.table import template
from tests.support.tables import read, said

CHAIRS = Field(
    "extra_chairs", "number", "event", "chairs besides those of the guests", bounds=(0, 20), example=2,
    commands=("build", "batch"), rows=("2", ""),
)  # fmt: skip


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(event.FIELDS, CHAIRS.name, CHAIRS)


def value(found: object) -> object:
    return found["extra_chairs"].value  # type: ignore[index]


def test_files_and_settings_have_the_key(tmp_path: Path) -> None:
    file = tmp_path / "event.yaml"
    file.write_text("extra_chairs: 3\n", "utf-8")
    assert value(read_event(file)) == 3
    assert value(read_settings(file).given) == 3


def test_a_table_has_the_column_and_its_template_too() -> None:
    (row,) = read("topic,Extra chairs\nx,4\n").rows
    assert value(row.given) == 4
    assert template().splitlines()[0].split(",")[-1] == "extra_chairs"
    assert value(read(template()).rows[0].given) == 2
    assert said(read("topic,extra_chairs\nx,21\n")) == [
        'events.csv: row 2, extra_chairs: "21" is too large. Write a whole number from 0 to 20.'
    ]


@pytest.mark.parametrize("command", ["build", "batch"])
def test_the_command_line_has_the_option(command: str) -> None:
    given = {}

    def made(force: bool = False, **options: str | None) -> None:
        given.update(options)

    app = typer.Typer(rich_markup_mode=None)
    app.command()(with_field_options(made, command, options_of(command, "event")))
    runner = CliRunner()
    assert "--extra-chairs N" in runner.invoke(app, ["--help"]).stdout
    assert "Chairs besides those of the guests." in runner.invoke(app, ["--help"]).stdout
    assert runner.invoke(app, ["--extra-chairs", "5"]).exit_code == 0
    assert value(read_options({"extra_chairs": str(given["extra_chairs"])})) == 5
    with pytest.raises(UsageError, match=r"^--extra-chairs: "):
        read_options({"extra_chairs": "many"})


def test_the_schema_and_the_page_of_options_describe_it() -> None:
    assert schema_of("event")["properties"]["extra_chairs"] == {
        "description": "Chairs besides those of the guests.",
        "type": ["integer", "string", "null"],
        "minimum": 0,
        "maximum": 20,
        "pattern": "^[0-9]+$",
        "examples": [2],
    }
    row = "| `extra_chairs` | chairs besides those of the guests | a whole number from 0 to 20 | `2` |"
    assert row in make_options.generated().splitlines()
