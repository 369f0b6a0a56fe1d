"""hostkit.yaml, found upward from the working folder: values for every kit, and where guides and output are.

In: a folder. Out: frozen Settings, empty when there is no such file. Folders in it count from the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hostkit.core.errors import BadValue, Position
from hostkit.core.values import phrase
from hostkit.core.wording import quoted
from hostkit.core.yaml_advice import SETTINGS_KEYS
from hostkit.core.yaml_blocks import YamlBlock, YamlReading
from hostkit.events.fields import VOCABULARY
from hostkit.events.read_event import Given, given_in
from hostkit.guides.topics import SETTINGS_FILE


@dataclass(frozen=True, slots=True)
class Settings:
    """What hostkit.yaml says: its path, its values, and the folder of own guides."""

    path: Path | None = None
    given: Mapping[str, Given] = field(default_factory=dict)
    guides: Path | None = None


def find_settings(folder: Path) -> Path | None:
    """Return the nearest hostkit.yaml in a folder or one above it."""
    for above in (folder, *folder.parents):
        if _is_file(above / SETTINGS_FILE):
            return above / SETTINGS_FILE
    return None


def settings_for(folder: Path) -> Settings:
    """Return the settings that hold in an absolute folder.

    Raises:
        SourceError: the file is wrong, or names a folder of guides that is not there.

    """
    path = find_settings(folder)
    return read_settings(path) if path else Settings()


def read_settings(path: Path) -> Settings:
    """Read a settings file; an empty one says nothing.

    Raises:
        SourceError: with every problem of the file.

    """
    reading = YamlReading.of(path, SETTINGS_KEYS, may_be_empty=True)
    root = reading.root((*VOCABULARY, "guides"))
    given = given_in(root, VOCABULARY) if root else {}
    guides = _guides(root, path.parent) if root else None
    reading.done()
    if "out" in given:
        out = given["out"]
        given["out"] = Given(_from(path.parent, str(out.value)), out.at)
    return Settings(path, given, guides)


def _guides(root: YamlBlock, folder: Path) -> Path | None:
    def parse(text: str, at: Position) -> Path:
        found = _from(folder, phrase(text, at).text)
        if not found.is_dir():
            raise BadValue(
                "file-missing",
                f"there is no folder {quoted(text)}.",
                f"Make it beside {SETTINGS_FILE}, or take the line out.",
            )
        return found

    return root.parsed("guides", parse)


def _from(folder: Path, text: str) -> Path:
    """Return a path that counts from a folder; ``~`` is the home folder where there is one."""
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        return folder / text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A folder above that may not be entered has no settings for us.
        return False
