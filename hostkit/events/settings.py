"""hostkit.yaml: values for every kit, and the folders of guides and of output.

In: a folder. Out: the settings of the nearest hostkit.yaml in it or above it, empty where there is none. The folders
that the file names are relative to the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hostkit.core.errors import BadValue, Position
from hostkit.core.values import phrase
from hostkit.core.wording import quoted
from hostkit.core.yaml_advice import SETTINGS_KEYS
from hostkit.core.yaml_reader import YamlBlock, YamlReading
from hostkit.events.event import FIELDS
from hostkit.events.read_values import PlacedValue, values_in
from hostkit.guides.topics import SETTINGS_FILE


@dataclass(frozen=True, slots=True)
class Settings:
    """The path of hostkit.yaml, the values in it by the names of their fields, and the folder of own guides."""

    path: Path | None = None
    given: Mapping[str, PlacedValue] = field(default_factory=dict)
    guides: Path | None = None


def find_settings(folder: Path) -> Path | None:
    """Return the nearest hostkit.yaml in a folder or one above it."""
    for above in (folder, *folder.parents):
        if _is_file(above / SETTINGS_FILE):
            return above / SETTINGS_FILE
    return None


def settings_for(folder: Path) -> Settings:
    """Return the settings that hold in a folder, which is an absolute path.

    Raises:
        SourceError: the file is wrong, or names a folder of guides that is not there.

    """
    path = find_settings(folder)
    return read_settings(path) if path else Settings()


def read_settings(path: Path) -> Settings:
    """Return what a settings file says; an empty file says nothing.

    Raises:
        SourceError: with every problem of the file.

    """
    reading = YamlReading.of(path, SETTINGS_KEYS, may_be_empty=True)
    root = reading.root((*FIELDS, "guides"))
    given = values_in(root, FIELDS) if root else {}
    guides = _guides(root, path.parent) if root else None
    reading.done()
    if "out" in given:
        out = given["out"]
        given["out"] = PlacedValue(_from(path.parent, str(out.value)), out.at)
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
    """Return a path relative to a folder; ``~`` at its beginning is the home folder where there is one."""
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        return folder / text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A folder that may not be opened cannot have settings that hold here.
        return False
