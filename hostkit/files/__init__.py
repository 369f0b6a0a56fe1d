"""Output: finished bytes in, files on disk out, all of them or none. The one package that writes to a disk.

Every write holds the lock of its folder and first recovers what a killed process left there. Nothing here knows what
the files are for.
"""

from hostkit.files.ownership import is_ours, sign_text
from hostkit.files.writer import write_files

__all__ = ["is_ours", "sign_text", "write_files"]
