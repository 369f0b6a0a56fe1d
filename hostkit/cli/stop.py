"""Handles Ctrl-C while hostkit is still loading. Imports no other module of hostkit for that reason."""

import sys
from typing import NoReturn


def stop() -> NoReturn:
    """Print "Stopped." on stderr and exit with code 130."""
    sys.stderr.write("Stopped.\n")
    raise SystemExit(130)
