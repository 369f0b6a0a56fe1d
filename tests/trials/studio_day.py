"""A day's use of the studio in small: edits and pictures of the new pages, and the memory of the process.

    python -m tests.trials.studio_day [EDITS]

Prints the memory in MB after each tenth of the edits, and ends with code 1 if the last half has grown by more than a
tenth over the first.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

from tests.support.studio import Studio, served

EDITS = 2000
GROWTH = 1.1
"""How much more memory than after the first half is no growth yet: Python frees in large pieces."""


def resident_mb() -> float:
    """Return the resident memory of this process, in which the studio serves."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * 4096 / 1e6


def edit(studio: Studio, path: str, number: int) -> None:
    """Change a field, load the screen and the pictures of its pages."""
    shown = studio.set(f"{path}/evening", host=f"Host {number}").text
    pictures = sorted(set(re.findall(r"/picture/[0-9a-f]+/\d+/868\.png", shown)))
    assert pictures
    for picture in pictures:
        assert studio.get(picture).status == 200


def main() -> int:
    """Run the trial and return its exit code."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else EDITS
    found = list[float]()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as studio:
        path = studio.begin()
        begin = time.perf_counter()
        for number in range(1, edits + 1):
            edit(studio, path, number)
            if number % (edits // 10) == 0:
                found.append(resident_mb())
                seconds = (time.perf_counter() - begin) / number
                print(f"{number:5} edits {found[-1]:7.1f} MB {seconds * 1000:6.0f} ms an edit")
    return int(found[-1] > GROWTH * found[len(found) // 2 - 1])


if __name__ == "__main__":
    raise SystemExit(main())
