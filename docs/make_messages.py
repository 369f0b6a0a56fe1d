"""Makes docs/messages.md: slips that hosts make, each with the message that hostkit gives, word for word.

    python -m docs.make_messages

In: the slips below. Out: the document, every message taken from a run of its command in a folder of its own.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from docs.readme import ROOT
from tests.support.command import Outcome, hostkit

DOCUMENT = ROOT / "docs" / "messages.md"
WIDEST = 100
"""Characters of a line of code, as many as a page shows."""

GUIDE_FILE, EVENT_FILE = "rest.yaml", "event.yaml"
GUIDE = """\
hostkit: 1
title: Rest and work
definition: Rest is time that nobody asks you to account for.
pre_read:
  title: In praise of the nap
  url: https://example.org/nap
run_of_show:
  - segment: arrivals
    minutes: 10
  - segment: introductions
    ask: Your name, and where you rest best.
  - segment: questions
    minutes: 30
questions:
  - ask: When do you rest?
    probes:
      - What does it cost you?
  - ask: Who taught you to rest?
"""
"""The guide without a slip; each slip in a guide is a change of it."""


class Slip(NamedTuple):
    """A slip: what somebody did, the command, the files there were, and the exit code."""

    about: str
    command: str
    files: Mapping[str, str | bytes] = {}
    code: int = 1


def guide(about: str, *changes: tuple[str, str], options: str = "") -> Slip:
    """Return the slip of a guide in which something was written otherwise."""
    text = GUIDE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return Slip(about, f"hostkit build {GUIDE_FILE} {options}".rstrip(), {GUIDE_FILE: text})


def event(about: str, text: str) -> Slip:
    """Return the slip of an event file."""
    return Slip(about, f"hostkit build male-allies --event {EVENT_FILE}", {EVENT_FILE: text})


def usage(about: str, command: str) -> Slip:
    """Return the slip of an option."""
    return Slip(about, command, code=2)


LONG_QUESTION = (
    "Think of the last week, from the first morning to the last evening: when did you rest, who saw to it that you "
    "could, what did you leave undone for it, and which of these would you tell the people you work with tomorrow?"
)
SECOND_QUESTION = "  - ask: Who taught you to rest?\n"
IN_A_ROUND = f"  - round: Looking ahead\n    questions:\n    {SECOND_QUESTION}"
WORD = b"PK\x03\x04"
"""How a Word file begins."""
A_TEXT = "Rest and work\n\nWhen do you rest?\nWho taught you to rest?\n"

EXAMPLE = guide("A misspelt segment", ("segment: introductions", "segment: introduction"))
GROUPS: Mapping[str, tuple[Slip, ...]] = {
    "Writing a guide": (
        guide("A line pushed to the right with the Tab key", ("    minutes: 10", "\tminutes: 10")),
        guide("One space too many before a line", ("    minutes: 30", "     minutes: 30")),
        guide("No space after a colon", ("title: Rest", "title:Rest")),
        guide("A colon within a text", ("ask: When do you rest?", "ask: Rest: when does it come?")),
        guide("A lost quotation mark", ("When do you rest?", '"When do you rest?')),
        guide("No space after a dash", ("- ask: Who", "-ask: Who")),
        guide("A key that is almost right", ("pre_read:", "pre-read:")),
        EXAMPLE,
        guide("Two questions segments", ("segment: introductions", "segment: questions")),
        guide("One question only", (SECOND_QUESTION, "")),
        guide("A question beside rounds", (SECOND_QUESTION, IN_A_ROUND)),
        guide("A link with a space in it", ("org/nap", "org/my nap")),
        guide("A picture within a text", ("When do you rest?", "When do you rest? 🙂")),
        guide("A name in curly brackets", ("When do you", "When do you, {name},")),
        Slip("An empty file", "hostkit build rest.yaml", {GUIDE_FILE: ""}),
        Slip(
            "A Word file in place of a guide",
            "hostkit build rest.docx",
            {"rest.docx": WORD},
        ),
    ),
    "Saying when and where": (
        usage(
            "A date and a time as they are said",
            "hostkit build male-allies --date 12/04/26 --start 7:30",
        ),
        event("A day that is not in the calendar", "topic: male-allies\ndate: 2027-02-31\ngests: 8\n"),
        event("A link without its beginning", "group_name: Power Talks\ngroup_url: example.org/power-talks\n"),
        Slip("Too few minutes for the parts", "hostkit build male-allies --minutes 8"),
    ),
    "Cards, paper and printers": (
        usage("A stock that hostkit does not know", "hostkit build male-allies --stock avery-5372"),
        usage("Paper and stock that are unlike", "hostkit build male-allies --stock a6-4up --paper letter"),
        guide(
            "A text too long for its card",
            ("When do you rest?", f'"{LONG_QUESTION}"'),
            options="--stock avery-c32011",
        ),
        usage("A printer that was never measured", "hostkit build male-allies --printer den"),
    ),
    "Bringing in a text": (
        Slip("A PDF", "hostkit import rest.pdf", {"rest.pdf": "%PDF-1.7\n"}),
        Slip(
            "A guide of that name is there already",
            "hostkit import rest.txt",
            {"rest.txt": A_TEXT, "rest-and-work.yaml": GUIDE},
        ),
    ),
    "Checking the style of a guide": (
        Slip(
            "A question that ends a talk, and a typewriter's signs",
            f"hostkit check {GUIDE_FILE}",
            {GUIDE_FILE: GUIDE.replace("When do you rest?", 'Do you "rest"?')},
            code=0,
        ),
    ),
    "Finding topics and files": (
        Slip("A misspelt topic", "hostkit build male-alies"),
        Slip("A folder in place of a guide", "hostkit build guides", {"guides/rest.yaml": GUIDE}),
        Slip(
            "A file of your own where the kit would be",
            "hostkit build male-allies",
            {"out/male-allies/host-sheet.pdf": "my notes"},
        ),
    ),
}  # fmt: skip
"""All slips, by what a host does; each heading is written once."""

NO_SLIPS = (
    Slip("a byte order mark, which some editors put before the first letter", "hostkit check rest.yaml",
         {GUIDE_FILE: f"\ufeff{GUIDE}"}, 0),
    Slip("the line ends of Windows", "hostkit check rest.yaml", {GUIDE_FILE: GUIDE.replace("\n", "\r\n")}, 0),
    Slip("spaces at the end of a line", "hostkit check rest.yaml", {GUIDE_FILE: GUIDE.replace("\n", "  \n")}, 0),
    Slip("a title in place of a topic, in capitals or not", 'hostkit check "MALE allies"', {}, 0),
)  # fmt: skip
"""What hostkit reads without a word."""


def run(slip: Slip) -> Outcome:
    """Return what a slip is answered with. Raises ValueError when it ends with another exit code than it should."""
    with TemporaryDirectory() as name, patch.dict(os.environ, HOSTKIT_CONFIG="config"):
        folder = Path(name)
        for file, content in slip.files.items():
            place = folder / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        outcome = hostkit(*shlex.split(slip.command)[1:], folder=folder)
    if outcome.code != slip.code:
        raise ValueError(f"{slip.about}: exit code {outcome.code}\n{outcome.stderr}")
    return outcome


def answer(slip: Slip) -> list[str]:
    """Return all that a slip is answered with, by its lines."""
    outcome = run(slip)
    return f"{outcome.stdout}{outcome.stderr}".splitlines()


def document() -> str:
    """Return the whole document, as Markdown."""
    return "\n".join([*_introduction(), *_slips(), *_no_slips()]) + "\n"


def _introduction() -> Iterator[str]:
    (message,) = answer(EXAMPLE)
    place, field, said = message.split(": ", 2)
    wrong, remedy = said.split(". ", 1)
    yield from (
        "# What hostkit says when something is wrong",
        "",
        "This page shows common mistakes and the messages that hostkit gives, word for word.",
        "`python -m docs.make_messages` makes each mistake and writes this page; a test fails if a message changes.",
        "",
        "A message is one line. It says where, what is wrong and what to do:",
        "",
        f"> {_code(message)}",
        "",
        "| part | in this message | what it is |",
        "|---|---|---|",
        f"| place | {_code(place)} | file, line and column; most text editors show them at the bottom of the window |",
        f"| field | {_code(field)} | what it is about: the `segment` of the second part in `run_of_show` |",
        f"| what is wrong | {_code(wrong + '.')} | |",
        f"| what to do | {_code(remedy)} | |",
        "",
        "Not every message has all four parts. A message about a whole file names no line, and a message about an",
        "option names the option. A *key* is the name before a colon, such as `title`. If several things are wrong,",
        "each has its own line, unless a mistake hides what comes after it, as a missing quotation mark does. No kit",
        "is made while a guide has a problem, and a kit that you made before stays as it was. A warning stops nothing.",
        "",
        "The mistakes in guides are made in this guide, which has none:",
        "",
        *_block(GUIDE_FILE, GUIDE.splitlines()),
    )


def _slips() -> Iterator[str]:
    for heading, slips in GROUPS.items():
        yield from ("", f"## {heading}")
        for slip in slips:
            yield from ("", f"### {slip.about}", "", *_written(slip), f"{_code(slip.command)} prints:", "")
            # An empty quoted line between: each line of the answer is a line of the page.
            yield from "\n>\n".join(f"> {_code(line)}" for line in answer(slip)).split("\n")


def _no_slips() -> Iterator[str]:
    yield from ("", "## What is not a mistake", "", "hostkit accepts these without a message:", "")
    for slip in NO_SLIPS:
        run(slip)
        yield f"- {slip.about}"


def _written(slip: Slip) -> Iterator[str]:
    """Yield what the files of a slip say; not what is no text, or has no slip in it."""
    for file, content in slip.files.items():
        if (
            not isinstance(content, str)
            or not content
            or content == GUIDE
            or not file.endswith((".yaml", ".txt"))
        ):
            continue
        lines = content.splitlines()
        first, last = _around_changes(lines) if file == GUIDE_FILE else (0, len(lines))
        yield from (f"{_code(file)}, {_lines(first + 1, last)}:", "", *_block(file, lines[first:last]), "")


def _around_changes(lines: list[str]) -> tuple[int, int]:
    """Return from which line, counted from 0, up to which the changed part of the guide goes, its key first."""
    steps = SequenceMatcher(None, GUIDE.splitlines(), lines, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    first, last = min(changed[0][3], len(lines) - 1), changed[-1][4]
    while first and lines[first][0] in " \t-":
        first -= 1
    while last < len(lines) and lines[last][0] in " \t-":
        last += 1
    # A line alone is hard to find again.
    return (first, last) if last - first > 1 else (first - 1, last + 1)


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _block(file: str, lines: list[str]) -> tuple[str, ...]:
    """Return lines as a block of code; what is too long to read there is cut."""
    cut = [line if len(line) <= WIDEST else f"{line[: WIDEST - 1].rstrip()}…" for line in lines]
    return (f"```{Path(file).suffix.removeprefix('.').replace('txt', 'text')}", *cut, "```")


def _code(text: str) -> str:
    """Return a text as code within a line, whatever signs it holds."""
    fence = "`"
    while fence in text:
        fence += "`"
    return f"{fence}{text}{fence}" if fence == "`" else f"{fence} {text} {fence}"


def main() -> None:
    """Write the document."""
    DOCUMENT.write_text(document(), "utf-8")
    print(DOCUMENT.relative_to(ROOT))


if __name__ == "__main__":
    main()
