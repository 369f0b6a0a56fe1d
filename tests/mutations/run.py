"""Applies every mutation to a copy of the checkout and runs the tests that must notice it.

    python -m tests.mutations.run [NAME]...

One row an edit. Ends with 1 when an edit does not apply, when its tests stay green, or when they cannot run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutations.edit import Mutation, applied
from tests.mutations.mutations import MUTATIONS

ROOT = Path(__file__).resolve().parents[2]

SURVIVED, CAUGHT = 0, 1
"""What pytest ends with when all tests pass, and when some fail; anything else is no verdict."""

VERDICTS = {CAUGHT: "caught", SURVIVED: "SURVIVED"}
LEFT_OUT = (".git", ".venv", "out", "dist", "build", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")


def run_tests(tests: Iterable[str], root: Path) -> tuple[int, str]:
    """Run tests in a copy until the first fails; return pytest's exit code and what it said."""
    # Without .pyc files: an edit of the same length within a second would go unseen.
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", *tests],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def judge(mutation: Mutation, root: Path) -> tuple[str, str]:
    """Make an edit in the copy, run its tests, take the edit back; return the verdict and what pytest said."""
    try:
        edited = applied(mutation, root)
    except LookupError as missing:
        return "DOES NOT APPLY", str(missing)
    file = root / mutation.file
    before = file.read_bytes()
    file.write_text(edited, "utf-8")
    try:
        code, said = run_tests(mutation.tests, root)
    finally:
        file.write_bytes(before)
    return VERDICTS.get(code, f"NO VERDICT ({code})"), said


def main(names: Sequence[str]) -> int:
    """Judge the edits of these names, or all; print a table and return the exit code."""
    unknown = [name for name in names if name not in MUTATIONS]
    if unknown:
        print(f"there is no {', '.join(unknown)}; there are: {', '.join(MUTATIONS)}")
        return 2
    chosen = [MUTATIONS[name] for name in names or MUTATIONS]
    failed = []
    with tempfile.TemporaryDirectory(prefix="hostkit-mutations-") as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        code, said = run_tests(sorted({test for mutation in chosen for test in mutation.tests}), copy)
        if code != SURVIVED:
            print(f"{said}\nThe tests are not green without any edit.")
            return 1
        for mutation in chosen:
            begin = time.monotonic()
            verdict, said = judge(mutation, copy)
            took = time.monotonic() - begin
            print(f"{mutation.name:32}{mutation.file:44}{verdict:16}{took:5.1f} s", flush=True)
            if verdict != "caught":
                failed.append(f"{mutation.name}: {verdict}\n{said[-1500:]}")
    print("\n".join(["", *failed, f"{len(chosen) - len(failed)} of {len(chosen)} caught"]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
