"""Chooses the file for a user's own guide, writes it, and tells whether its topic is enough to find it."""

from __future__ import annotations

from pathlib import Path

from hostkit.core.errors import option_refused
from hostkit.core.input_files import YAML_ENDINGS
from hostkit.core.values import slug
from hostkit.core.wording import quoted
from hostkit.guides.topics import list_topics


def place_of(topic: str, out: str | None, guides: Path | None, *, else_name: str) -> Path:
    """Return the file for a new guide: in or at ``out`` if given, else in ``guides``, else in the working folder.

    ``else_name`` says, for the error, what ``--out`` may be besides a file, as in "or a folder". Raises UsageError when
    ``out`` is blank.
    """
    name = f"{topic}.yaml"
    if out is None:
        return (guides or Path()) / name
    if not out.strip():
        remedy = f"Name a file that ends in .yaml, {else_name}."
        raise option_refused("text-blank", "out", "is blank.", remedy)
    return Path(out) if out.casefold().endswith(YAML_ENDINGS) else Path(out) / name


def write_own(place: Path, text: str) -> None:
    """Write a guide; an existing file is never replaced.

    Raises:
        UsageError: the file's name is not allowed on every system.
        OutputError: the file exists, or cannot be written.

    """
    from hostkit.files import write_files

    try:
        write_files(place.parent, {place.name: text.encode("utf-8")}, is_ours=lambda path: False)
    except ValueError:
        wrong = f"{quoted(place.name)} is a name that some disks refuse."
        remedy = "Write a name such as good-neighbors.yaml."
        raise option_refused("file-bad-name", "out", wrong, remedy) from None


def is_found(place: Path, guides: Path | None) -> bool:
    """Tell whether the topic alone is enough for hostkit to find the guide in this file."""
    topic = slug(place.stem)
    found = next((each for each in list_topics(Path.cwd(), guides) if each.topic == topic), None)
    return found is not None and found.path.resolve() == place.resolve()
