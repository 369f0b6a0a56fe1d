"""The command ``hostkit schema``: prints the JSON Schema of guides or events, or writes it to a file."""

from __future__ import annotations

from pathlib import Path

import typer

from hostkit.core.errors import NOWHERE, Problem, UsageError, option_refused
from hostkit.core.wording import advice, display_path, quoted

EPILOG = """Examples:

hostkit schema guide --out guides/guide.schema.json

hostkit schema event > event.schema.json
"""

_SUCH = "Write a name such as guide.schema.json."


def schema(
    kind: str = typer.Argument(..., metavar="guide|event", help="What the files are."),
    out: str | None = typer.Option(None, "--out", metavar="FILE", help="Write it to this file."),
    force: bool = typer.Option(False, "--force", help="Replace a file that hostkit did not write."),
) -> None:
    """Print a JSON Schema for your editor.

    With it an editor completes, explains and checks what you type. Write it beside your guides and begin each with
    this line: # yaml-language-server: $schema=guide.schema.json
    """
    from hostkit.events.json_schema import KINDS, schema_of

    if kind not in KINDS:
        wrong, values = f"there is no schema of {quoted(kind)}.", {"kind": kind, "known": list(KINDS)}
        raise UsageError(Problem("schema-unknown", NOWHERE, wrong, advice(kind, KINDS), values))
    text = _text(schema_of(kind))
    if out is None:
        if force:
            wrong, remedy = (
                "has no effect without --out.",
                "Leave out --force, or add --out and the name of a file.",
            )
            raise option_refused("option-without-effect", "force", wrong, remedy)
        typer.echo(text, nl=False)
        return
    written = _write(out, text, force)
    typer.echo(display_path(written))
    typer.echo(
        f"Begin a file beside it with this line: # yaml-language-server: $schema={written.name}", err=True
    )


def _text(data: dict[str, object]) -> str:
    """Return the schema as JSON text. The first line has the comment that names hostkit, for ``is_ours``."""
    import json

    whole = json.dumps(data, indent=2, ensure_ascii=False)
    return f"{{ {whole[1:].lstrip()}\n"


def _write(out: str, text: str, force: bool) -> Path:
    from hostkit.files import write_files

    path = Path(out)
    if path.suffix.casefold() != ".json":
        wrong = f"{quoted(out)} does not end in .json."
        raise option_refused("file-other-ending", "out", wrong, _SUCH)
    try:
        (written,) = write_files(path.parent, {path.name: text.encode("utf-8")}, force=force)
    except ValueError:
        wrong = f"{quoted(path.name)} is a name that some disks refuse."
        raise option_refused("file-bad-name", "out", wrong, _SUCH) from None
    return written


COMMAND = schema
