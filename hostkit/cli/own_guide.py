"""A guide of one's own on the disk: where a command puts it, how it is written, and whether its topic leads to it."""

from __future__ import annotations

from pathlib import Path

from hostkit.core.errors import option_refused
from hostkit.core.input_files import YAML_ENDINGS
from hostkit.core.values import slug
from hostkit.core.wording import quoted
from hostkit.guides.topics import list_topics


def place_of(topic: str, out: str | None, guides: Path | None, *, else_name: str) -> Path:
    """Return the file for a guide: what ``--out`` names, else one in the folder of own guides, else in this folder.

    ``else_name`` says what ``--out`` may be besides a file, as in "or a folder". Raises UsageError when it is blank.
    """
    name = f"{topic}.yaml"
    if out is None:
        return (guides or Path()) / name
    if not out.strip():
        remedy = f"Name a file that ends in .yaml, {else_name}."
        raise option_refused("text-blank", "out", "is blank.", remedy)
    return Path(out) if out.casefold().endswith(YAML_ENDINGS) else Path(out) / name


def write_own(place: Path, text: str) -> None:
    """Write a guide; nothing that stands there is written over.

    Raises:
        UsageError: some disk refuses its name.
        OutputError: a file is there, or the disk refuses.

    """
    from hostkit.files import write_files

    try:
        write_files(place.parent, {place.name: text.encode("utf-8")}, is_ours=lambda path: False)
    except ValueError:
        wrong = f"{quoted(place.name)} is a name that some disks refuse."
        remedy = "Write a name such as good-neighbours.yaml."
        raise option_refused("file-bad-name", "out", wrong, remedy) from None


def is_found(place: Path, guides: Path | None) -> bool:
    """Tell whether the topic alone leads to this file."""
    topic = slug(place.stem)
    found = next((each for each in list_topics(Path.cwd(), guides) if each.topic == topic), None)
    return found is not None and found.path.resolve() == place.resolve()
