"""The files of a long season and the machine checks of PDF/UA-1. Run by hand (Linux).

    python -m tests.trials.accessibility --events 1000

Makes a season over all shipped guides, with the joined files that are asked for, and has page-validation check the
run sheet and each joined file. Prints pages, MiB, seconds and findings, and ends with an error if there is a finding.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import page
from pypdf import PdfReader

from tests.support.seasons import start
from tests.trials.scale import made_up, season

LEAST_RULES = 104
"""Rules of the profile; with fewer, less would be checked than is claimed."""

LIMITS = page.SafetyLimits(max_reference_depth=100_000)
"""The bookmarks of a joined file, one an event, are a longer chain than the 256 that page-validation follows."""


def make(folder: Path, events: int, sheets: Sequence[str]) -> Path:
    """Make a season of kits in a folder and return the folder of its files."""
    season(folder / "events.csv", made_up(events))
    options = ["--joined", "--sheets", ",".join(sheets)] if sheets else ["--sheets", "host-sheet"]
    running = start(["batch", "events.csv", "--out", "out", *options], folder)
    _, said = running.communicate()
    if running.returncode:
        raise SystemExit(said)
    return folder / "out"


def rows(out: Path) -> Iterator[tuple[str, list[str]]]:
    """Check the run sheet and the joined files; yield a line of figures and the findings of each."""
    for path in (out / "run-sheet.pdf", *sorted((out / "joined").glob("*.pdf"))):
        data = path.read_bytes()
        begin = time.monotonic()
        report = page.validate_pdf_bytes(data, profile="ua1", limits=LIMITS)
        seconds = time.monotonic() - begin
        if report.rules.total < LEAST_RULES:
            raise SystemExit(f"page-validation checks {report.rules.total} rules, not {LEAST_RULES}")
        findings = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        figures = [f"{len(PdfReader(path).pages)}", f"{len(data) / 2**20:.1f}", f"{seconds:.1f}"]
        yield "".join(word.rjust(10) for word in [*figures, f"{len(findings)}"]) + f"  {path.name}", findings


def main() -> None:
    """Run, and print a line for each file."""
    options = argparse.ArgumentParser(description="A long season's files and the checks of PDF/UA-1.")
    options.add_argument("--events", type=int, default=1000)
    options.add_argument("--joined", nargs="*", default=[], metavar="SHEET", help="sheets to join")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = make(Path(name), given.events, given.joined)
        print("".join(word.rjust(10) for word in ("pages", "MiB", "seconds", "findings")))
        wrong = []
        for line, findings in rows(out):
            print(line, flush=True)
            wrong += findings
    if wrong:
        raise SystemExit("\n".join(wrong[:20]))


if __name__ == "__main__":
    main()
