"""How Ctrl-C ends hostkit before the command line itself can answer it. Loads nothing, for it is met while loading."""

import sys
from typing import NoReturn


def stop() -> NoReturn:
    """Say so and end with the exit code of an interrupted command."""
    sys.stderr.write("Stopped.\n")
    raise SystemExit(130)
