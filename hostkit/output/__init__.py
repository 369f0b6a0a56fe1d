"""Output: finished bytes in, files on disk out, all of them or none. The one room that writes to a disk.

Must not know: what the files are for. Stands above ground only.
"""

from hostkit.output.ownership import is_ours, sign_text
from hostkit.output.writer import write_files

__all__ = ["is_ours", "sign_text", "write_files"]
