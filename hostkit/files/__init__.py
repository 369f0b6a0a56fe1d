"""Output: finished bytes in, files on disk out, all of them or none. The one room that writes to a disk.

Must not know: what the files are for. Stands above ground only.
"""

from hostkit.files.ownership import is_ours, sign_text
from hostkit.files.writer import write_files

__all__ = ["is_ours", "sign_text", "write_files"]
