"""``hostkit schema``: the JSON Schema of guides or events, on stdout or in a file."""

from __future__ import annotations

from pathlib import Path

import typer

from hostkit.core.errors import UsageError
from hostkit.core.wording import advice, display_path, quoted

EPILOG = """Examples:

hostkit schema guide --out guides/guide.schema.json

hostkit schema event > event.schema.json
"""


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
        raise UsageError(f"there is no schema of {quoted(kind)}. {advice(kind, KINDS)}")
    text = _text(schema_of(kind))
    if out is None:
        if force:
            raise UsageError("--force says nothing without --out. Leave it out, or name a file.")
        typer.echo(text, nl=False)
        return
    written = _write(out, text, force)
    typer.echo(display_path(written))
    typer.echo(
        f"Begin a file beside it with this line: # yaml-language-server: $schema={written.name}", err=True
    )


def _text(data: dict[str, object]) -> str:
    """Return the data as JSON whose first line says that hostkit wrote it, so that it is known again."""
    import json

    whole = json.dumps(data, indent=2, ensure_ascii=False)
    return f"{{ {whole[1:].lstrip()}\n"


def _write(out: str, text: str, force: bool) -> Path:
    from hostkit.files import write_files

    path = Path(out)
    if path.suffix.casefold() != ".json":
        raise UsageError(
            f"--out: {quoted(out)} does not end in .json. Write a name such as guide.schema.json."
        )
    try:
        (written,) = write_files(path.parent, {path.name: text.encode("utf-8")}, force=force)
    except ValueError:
        wrong = f"--out: {quoted(path.name)} is a name that some disks refuse."
        raise UsageError(f"{wrong} Write a name such as guide.schema.json.") from None
    return written
