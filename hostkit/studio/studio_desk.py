"""What all screens of one studio share: its folder, the kits that it has made, and the pictures of their pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hostkit.preview.page_pictures import PagePictures
from hostkit.studio.evening_kit import EveningReader
from hostkit.studio.season_run import SeasonRun
from hostkit.studio.studio_folder import StudioFolder


class Desk(NamedTuple):
    """The folder, the reader of its evenings, the pictures, the runs of tables, and what the command line lends.

    ``command`` writes the words of a command as they are typed in a terminal, and ``close`` ends the studio.
    """

    folder: StudioFolder
    reader: EveningReader
    pictures: PagePictures
    command: Callable[..., str]
    close: Callable[[], None]
    runs: dict[str, SeasonRun]


def open_desk(root: Path, command: Callable[..., str], close: Callable[[], None]) -> Desk:
    """Return what the screens share for a folder."""
    folder = StudioFolder(root)
    return Desk(folder, EveningReader(folder), PagePictures(), command, close, {})
