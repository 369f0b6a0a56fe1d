"""The command ``hostkit schema``: prints the JSON Schema of guides or events, or writes it to a file."""

from __future__ import annotations

import json

import typer

from hostkit.cli.own_guide import check_ending, write_named
from hostkit.core.errors import NOWHERE, Problem, UsageError, option_refused
from hostkit.core.wording import advice, display_path, quoted
from hostkit.events.json_schema import KINDS, schema_of

EPILOG = """Examples:

hostkit schema guide --out guides/guide.schema.json

hostkit schema event > event.schema.json
"""

_EXAMPLE = "guide.schema.json"


def schema(
    kind: str = typer.Argument(..., metavar="guide|event", help="What the files are."),
    out: str | None = typer.Option(None, "--out", metavar="FILE", help="Write it to this file."),
    force: bool = typer.Option(False, "--force", help="Replace a file that hostkit did not write."),
) -> None:
    """Print a JSON Schema for your editor.

    With it an editor completes, explains and checks what you type. Write it beside your guides and begin each with
    this line: # yaml-language-server: $schema=guide.schema.json
    """
    if kind not in KINDS:
        wrong, values = f"there is no schema of {quoted(kind)}.", {"kind": kind, "known": list(KINDS)}
        raise UsageError(Problem("schema-unknown", NOWHERE, wrong, advice(kind, KINDS), values))
    text = _text(schema_of(kind))
    if out is None:
        if force:
            wrong = "has no effect without --out."
            remedy = "Leave out --force, or add --out and the name of a file."
            raise option_refused("option-without-effect", "force", wrong, remedy)
        typer.echo(text, nl=False)
        return
    path = check_ending("out", out, _EXAMPLE)
    written = write_named("out", path, text.encode("utf-8"), _EXAMPLE, force=force)
    typer.echo(display_path(written))
    typer.echo(
        f"Begin a file beside it with this line: # yaml-language-server: $schema={written.name}", err=True
    )


def _text(data: dict[str, object]) -> str:
    """Return the schema as JSON text. The first line has the comment that names hostkit, for ``is_ours``."""
    whole = json.dumps(data, indent=2, ensure_ascii=False)
    return f"{{ {whole[1:].lstrip()}\n"


COMMAND = schema
