"""The folder of a host: finds and reads its guides and evenings, and writes them, each change as a step to undo.

Names in addresses are looked up among the files that are there; no name becomes a path.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, HostkitError, Problem, refused
from hostkit.core.input_files import BadByte, decode, encoding_of, read_within, with_unix_line_ends
from hostkit.core.strict_yaml import MAX_BYTES
from hostkit.core.values import slug
from hostkit.core.wording import display_path
from hostkit.core.yaml_edit import value_at, with_value
from hostkit.events.precedence import Settings, settings_for
from hostkit.files import write_files
from hostkit.files.ownership import is_folder, names_in
from hostkit.files.session import rename_in_place, set_aside
from hostkit.guides.topics import SETTINGS_FILE, Topic, find_topic, list_topics
from hostkit.studio.history import History, checksum

EVENINGS, GUIDES, REMOVED = "evenings", "guides", "removed"
_ENDING, _HISTORY_ENDING = ".yaml", ".undo.json"


class EveningFile(NamedTuple):
    """An evening of the folder: its name in addresses, its file, and the text of that file."""

    name: str
    path: Path
    text: str

    def value(self, field: str) -> str:
        """Return a value of the file as it is written, "" if there is none."""
        try:
            found = value_at(self.text, (field,))
        except BadValue:
            return ""
        return fold(found) if isinstance(found, str) else ""


class StudioFolder:
    """The folder in which a host's guides, evenings and kits are."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # The evenings whose host has said that changed words are for all evenings with that guide.
        self.shared: set[str] = set()

    def settings(self) -> tuple[Settings, tuple[Problem, ...]]:
        """Return the settings that apply in the folder, or none with their problems if they are wrong."""
        try:
            return settings_for(self.root), ()
        except HostkitError as error:
            return Settings(), error.problems

    def topics(self) -> tuple[Topic, ...]:
        """Return all guides that can be chosen."""
        settings, _ = self.settings()
        return list_topics(self.root, settings.guides or self._own_guides())

    def guide_of(self, topic: str) -> Path:
        """Return the path of the guide that an evening names. Raises HostkitError if there is none."""
        settings, _ = self.settings()
        return find_topic(topic, self.root, settings.guides or self._own_guides())

    def evenings(self) -> list[EveningFile]:
        """Return the evenings, those that were changed last first."""
        folder = self.root / EVENINGS
        paths = [folder / name for name in names_in(folder) if name.endswith(_ENDING)]
        dated = sorted(((path.stat().st_mtime_ns, path) for path in paths), reverse=True)
        return [EveningFile(path.stem, path, text_in(path)) for _, path in dated]

    def evening(self, name: str) -> EveningFile | None:
        """Return the evening of a name in an address, or None."""
        if f"{name}{_ENDING}" not in names_in(self.root / EVENINGS):
            return None
        path = self.root / EVENINGS / f"{name}{_ENDING}"
        return EveningFile(name, path, text_in(path))

    def begin_evening(self, topic: Topic) -> str:
        """Return the name of an evening for a guide: one in which nothing is filled in yet, or a new one."""
        named = topic.topic if topic.where == "shipped" else display_path(topic.path)
        for evening in self.evenings():
            if evening.text == _new_evening(evening.name, named):
                return evening.name
        return self._add_evening(topic.topic, lambda name: _new_evening(name, named))

    def copy_evening(self, evening: EveningFile) -> str:
        """Return the name of a copy of an evening, which has an id of its own."""
        return self._add_evening(evening.name, lambda name: with_value(evening.text, ("id",), name))

    def rename_evening(self, evening: EveningFile, name: str) -> str:
        """Give the file of an evening another name, and return that name; its id stays, for calendars know it."""
        wanted = slug(name) or evening.name
        if wanted == evening.name:
            return wanted
        folder = self.root / EVENINGS
        free = free_name(wanted, {Path(each).stem.removesuffix(".undo") for each in names_in(folder)})
        history, before = self.history(evening.name), display_path(evening.path)
        now = display_path(rename_in_place(evening.path, f"{free}{_ENDING}"))
        if f"{evening.name}{_HISTORY_ENDING}" in names_in(folder):
            rename_in_place(folder / f"{evening.name}{_HISTORY_ENDING}", f"{free}{_HISTORY_ENDING}")
            history.rename(before, now)
            self.keep_history(free, history)
        return free

    def rename_guide(self, path: Path, title: str) -> None:
        """Write another title into a guide. Raises BadValue if its file cannot be changed so."""
        _write(path, with_value(text_in(path), ("title",), title))

    def remove(self, path: Path) -> Path:
        """Move a guide or an evening into the folder of removed files, and return its new path."""
        return set_aside(path, self.root / REMOVED)

    def add_guide(self, topic: str, text: str) -> Path:
        """Write a new guide under a free name, and return its path."""
        self._settle_settings()
        folder = self.settings()[0].guides or self.root / GUIDES
        taken = {slug(Path(name).stem) for name in names_in(folder)}
        name = free_name(topic, taken)
        (path,) = write_files(folder, {f"{name}{_ENDING}": text.encode()}, is_ours=lambda path: False)
        return path

    def save(self, evening: str, path: Path, field: str, before: str, after: str) -> None:
        """Write a file of an evening, and add the change to the history of the evening.

        Raises OutputError if the file cannot be written.
        """
        if before == after:
            return
        self._settle_settings()
        _write(path, after)
        history = self.history(evening)
        history.add(display_path(path), field, before, after)
        self.keep_history(evening, history)

    def history(self, evening: str) -> History:
        """Return the history of an evening."""
        path = self.root / EVENINGS / f"{evening}{_HISTORY_ENDING}"
        try:
            return History(read_within(path, 50_000_000, wanted="a file"))
        except HostkitError:
            return History()

    def keep_history(self, evening: str, history: History) -> None:
        """Write the history of an evening."""
        folder = self.root / EVENINGS
        write_files(folder, {f"{evening}{_HISTORY_ENDING}": history.written()}, force=True)

    def undo(self, evening: str, *, back: bool, anyway: bool) -> str:
        """Undo a step, or do it again, and return "" or why not: "none", "changed" outside, or "elsewhere".

        A step of a file that was changed outside is undone only ``anyway``.
        """
        history = self.history(evening)
        index = history.position - 1 if back else history.position
        if not 0 <= index < len(history.steps):
            return "none"
        step = history.steps[index]
        path = self.root / step.file
        text = text_in(path)
        changed = step.undone(text) if back else step.redone(text)
        if changed is None:
            return "elsewhere"
        if checksum(text) != (step.now if back else step.was) and not anyway:
            return "changed"
        _write(path, changed)
        history.position += -1 if back else 1
        self.keep_history(evening, history)
        return ""

    def _own_guides(self) -> Path | None:
        return self.root / GUIDES if is_folder(self.root / GUIDES) else None

    def _settle_settings(self) -> None:
        """Write the settings that name the folder of guides, unless there are any."""
        if SETTINGS_FILE in names_in(self.root):
            return
        # A folder that the settings name must be there.
        from hostkit.files.writer import make_folder

        make_folder(self.root / GUIDES)
        write_files(self.root, {SETTINGS_FILE: f"guides: {GUIDES}\n".encode()}, force=True)

    def _add_evening(self, topic: str, text: Callable[[str], str]) -> str:
        self._settle_settings()
        folder = self.root / EVENINGS
        taken = {Path(name).stem.removesuffix(".undo") for name in names_in(folder)}
        name = free_name(topic, taken)
        write_files(folder, {f"{name}{_ENDING}": text(name).encode()}, is_ours=lambda path: False)
        return name


def topic_at(folder: StudioFolder, path: str) -> Topic:
    """Return the topic whose guide has this path, as messages show it."""
    return next(each for each in folder.topics() if display_path(each.path) == path)


def text_in(path: Path) -> str:
    """Return the text of a file with plain line ends. Raises SourceError if it cannot be read as text."""
    data = read_within(path, MAX_BYTES, wanted="a .yaml file")
    found = decode(data, encoding_of(data))
    if isinstance(found, BadByte):
        wrong, remedy = (
            "this is no text in UTF-8.",
            "In a text editor, save it again with the encoding UTF-8.",
        )
        raise refused("file-not-utf-8", display_path(path), wrong, remedy)
    return with_unix_line_ends(found)


def _write(path: Path, text: str) -> None:
    data = text.encode("utf-8")
    earlier = read_within(path, MAX_BYTES, wanted="a .yaml file")
    if b"\r\n" in earlier:
        data = data.replace(b"\n", b"\r\n")
    write_files(path.parent, {path.name: data}, force=True)


def _new_evening(name: str, topic: str) -> str:
    from hostkit.core.yaml_writer import scalar

    return f"id: {scalar(name)}\ntopic: {scalar(topic)}\n"


def free_name(name: str, taken: set[str]) -> str:
    """Return a name that is not taken: the one given, or that with a number."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
