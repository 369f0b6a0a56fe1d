"""Writes files to the disk, all of a set or none. No other package writes files.

Every write holds the lock of its folder, and first recovers the folder from a killed process. This package does not
know what the files are for.
"""

from hostkit.files.ownership import is_ours, sign_text
from hostkit.files.writer import write_files

__all__ = ["is_ours", "sign_text", "write_files"]
