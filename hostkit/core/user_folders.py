"""Finds the folders that the system keeps for each user: for settings, on the desktop, for documents."""

from __future__ import annotations

from pathlib import Path


def settings_folder() -> Path:
    """Return the folder of hostkit's settings of this user; it may not exist."""
    # Imported here, as below, because most commands need none of these folders.
    from platformdirs import user_config_path

    return user_config_path("hostkit", appauthor=False)


def desktop_folder() -> Path:
    """Return the folder whose files are shown on the desktop; it may not exist."""
    from platformdirs import user_desktop_path

    return user_desktop_path()


def documents_folder() -> Path:
    """Return the folder for this user's documents; it may not exist."""
    from platformdirs import user_documents_path

    return user_documents_path()
