"""Makes the kit of a guide and writes it into its folder, as ``hostkit build`` and the studio do."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from hostkit.core.errors import Position, Problem
from hostkit.core.input_files import read_within
from hostkit.core.wording import display_path
from hostkit.events.precedence import Resolved
from hostkit.files.edited_texts import edited_among, new_name
from hostkit.files.ownership import is_ours, names_in, read_ours
from hostkit.files.writer import write_kit
from hostkit.guides.guide import Guide
from hostkit.kit import Kit, make_kit
from hostkit.planning.print_plan import CALENDAR, PRINT_PLAN

_LONGEST_HEADING = 10_000
"""Bytes of a print plan that are read for its heading, of a few lines."""


class EarlierKit(NamedTuple):
    """What hostkit has written into a folder before: the evening as its print plan has it, and the names of files."""

    evening: tuple[str, str]
    names: tuple[str, ...]


class WrittenKit(NamedTuple):
    """A kit that was written: its folder, its files in order, and what was in the folder before."""

    kit: Kit
    folder: Path
    files: tuple[Path, ...]
    before: EarlierKit


def kit_folder(guide: Guide, resolved: Resolved) -> Path:
    """Return the folder into which the kit of an event is written."""
    return resolved.out / (resolved.event.id or guide.topic)


def build_kit(
    guide: Guide,
    resolved: Resolved,
    *,
    force: bool = False,
    refuse: Callable[[Path], None] = lambda folder: None,
) -> WrittenKit:
    """Make the kit of a guide and write it; its warnings name what became of earlier files.

    ``refuse`` may raise an error for the folder once the kit is made. Raises HostkitError as ``make_kit`` and
    ``write_kit`` do.
    """
    kit = make_kit(guide, resolved.event, resolved.options)
    folder = kit_folder(guide, resolved)
    refuse(folder)
    replaced = _replaced_entry(folder / CALENDAR, kit)
    before = earlier_kit(folder)
    files = write_kit(resolved.out, folder.name, kit.files, force=force)
    stays = _edited(kit.files, folder, [file.name for file in files])
    kit = kit._replace(warnings=(*kit.warnings, *replaced, *stays))
    return WrittenKit(kit, folder, files, before)


def earlier_kit(folder: Path) -> EarlierKit:
    """Return the kit that is in a folder; without one, it has no evening and no names."""
    names = tuple(name for name in names_in(folder) if is_ours(folder / name))
    plan = read_within(folder / PRINT_PLAN, _LONGEST_HEADING, wanted="a file") if PRINT_PLAN in names else b""
    return EarlierKit(evening_in(plan.decode("utf-8", "replace")), names)


def evening_in(print_plan: str) -> tuple[str, str]:
    """Return the title of a print plan, and its line with the day and the place, "" if there is none."""
    title, details, after, *_ = [*print_plan.splitlines(), "", "", ""]
    # The line about guests comes last, and a blank line behind it.
    return title.removeprefix(_label(title)), details if after else ""


def _label(heading: str) -> str:
    """Return what is before the title in the heading of a print plan, in any language."""
    before, colon, _ = heading.partition(": ")
    return f"{before}{colon}"


def _replaced_entry(path: Path, kit: Kit) -> tuple[Problem, ...]:
    """Return a warning if calendars would not take the kit's entry in place of the one at its path, if there is one."""
    if CALENDAR not in kit.files:
        return ()
    # Imported here because most kits have no calendar entry.
    from hostkit.events.calendar_file import version_of
    from hostkit.sheets.invitation_files import replacement_warning

    earlier = read_ours(path)
    warning = replacement_warning(kit.files[CALENDAR], version_of(earlier) if earlier else None)
    return (warning,) if warning else ()


def _edited(names: Collection[str], folder: Path, written: Collection[str]) -> tuple[Problem, ...]:
    """Return a warning for each text that somebody has edited, so that it stays."""
    return tuple(
        Problem(
            "text-edited",
            Position(display_path(folder / text)),
            f"was changed by somebody, so it stays. The new text is {new_name(text)}.",
        )
        for text in edited_among(names, written)
    )
