"""The command line from its very first moment: also while its libraries load, Ctrl-C ends it in plain words."""

from __future__ import annotations

import sys


def start() -> None:
    """Load the command line and run it."""
    try:
        # Why here: somebody may be quicker than this.
        from hostkit.cli.app import run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        raise SystemExit(130) from None
