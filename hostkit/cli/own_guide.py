"""Writes the file that a command names: a user's own guide, whose place it also chooses, or any other single file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hostkit.core.errors import option_refused
from hostkit.core.input_files import YAML_ENDINGS
from hostkit.core.values import slug
from hostkit.core.wording import quoted
from hostkit.files import is_ours, write_files
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
    """Write a guide; an existing file is never replaced. Raises as ``write_named`` does."""
    write_named("out", place, text.encode("utf-8"), "good-neighbors.yaml", replaces=lambda path: False)


def write_named(
    option: str,
    path: Path,
    data: bytes,
    example: str,
    *,
    force: bool = False,
    replaces: Callable[[Path], bool] = is_ours,
) -> Path:
    """Write the file that an option names, and return its path; ``example`` is a good name for such a file.

    An existing file is replaced with ``force``, or if ``replaces`` says so.

    Raises:
        UsageError: the file's name is not allowed on every system.
        OutputError: the file exists and is not replaced, or cannot be written.

    """
    try:
        (written,) = write_files(path.parent, {path.name: data}, force=force, is_ours=replaces)
    except ValueError:
        wrong = f"{quoted(path.name)} is a name that some disks refuse."
        raise option_refused("file-bad-name", option, wrong, f"Write a name such as {example}.") from None
    return written


def write_drawing(
    option: str, path: str, name: str | None, draw: Callable[[str], bytes], *, like: str, force: bool
) -> Path:
    """Write the page that shows one stock or theme, and return its path.

    ``draw`` returns the page for a ``name``, and ``like`` is a command that names one, as in "hostkit theme links".
    Raises as ``write_named`` and ``check_ending`` do, and UsageError without a name.
    """
    example = f"{option}.pdf"
    if name is None:
        wrong = f"draws one {like.split()[1]}, and prints its path."
        raise option_refused("option-without-effect", option, wrong, f"Write {like} --{option} {example}.")
    return write_named(option, check_ending(option, path, example), draw(name), example, force=force)


def check_ending(option: str, path: str, example: str) -> Path:
    """Return the path that an option names. Raises UsageError if it does not end as ``example`` does."""
    ending = Path(example).suffix
    if Path(path).suffix.casefold() != ending:
        wrong = f"{quoted(path)} does not end in {ending}."
        raise option_refused("file-other-ending", option, wrong, f"Write a name such as {example}.")
    return Path(path)


def is_found(place: Path, guides: Path | None) -> bool:
    """Tell whether the topic alone is enough for hostkit to find the guide in this file."""
    topic = slug(place.stem)
    found = next((each for each in list_topics(Path.cwd(), guides) if each.topic == topic), None)
    return found is not None and found.path.resolve() == place.resolve()
