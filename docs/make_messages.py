"""Makes docs/messages.md: slips that hosts make, each with the message that hostkit gives, word for word.

    python -m docs.make_messages

In: the slips below. Out: the document, every message taken from a run of its command in a folder of its own.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from docs.problem_codes import CODES_BY_SUBJECT
from docs.readme import ROOT
from tests.support.cases import TODAY
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
    """A slip: the code of its first problem, what somebody did, the command, the files there were, the exit code."""

    code: str
    about: str
    command: str
    files: Mapping[str, str | bytes] = {}
    exit_code: int = 1


def guide(code: str, about: str, *changes: tuple[str, str], options: str = "") -> Slip:
    """Return the slip of a guide in which something was written otherwise."""
    text = GUIDE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return Slip(code, about, f"hostkit build {GUIDE_FILE} {options}".rstrip(), {GUIDE_FILE: text})


def style(code: str, about: str, question: str) -> Slip:
    """Return the slip of a question that is not well put."""
    files = {GUIDE_FILE: GUIDE.replace("When do you rest?", question)}
    return Slip(code, about, f"hostkit check {GUIDE_FILE}", files, 0)


def event(code: str, about: str, text: str) -> Slip:
    """Return the slip of an event file."""
    return Slip(code, about, f"hostkit build male-allies --event {EVENT_FILE}", {EVENT_FILE: text})


def table(code: str, about: str, text: str) -> Slip:
    """Return the slip of a table of events."""
    return Slip(code, about, "hostkit batch events.csv --check", {"events.csv": text})


def option(code: str, about: str, options: str, exit_code: int = 2) -> Slip:
    """Return the slip of an option of ``build``."""
    return Slip(code, about, f"hostkit build male-allies {options}", {}, exit_code)


LONG_QUESTION = (
    "Think of the last week, from the first morning to the last evening: when did you rest, who saw to it that you "
    "could, what did you leave undone for it, and which of these would you tell the people you work with tomorrow?"
)
SECOND_QUESTION = "  - ask: Who taught you to rest?\n"
IN_A_ROUND = f"  - round: Looking ahead\n    questions:\n    {SECOND_QUESTION}"
WORD = b"PK\x03\x04"
"""How a Word file begins."""
A_TEXT = "Rest and work\n\nWhen do you rest?\nWho taught you to rest?\n"

LONG_WORDS = " ".join(
    ["What does a long evening of rest, which nobody asked for, do for you and for others?"] * 4
)
STOCK_OF_ONE_SIDE = """\
paper: a4
card: {width: 90 mm, height: 60 mm}
first: {left: 10 mm, top: 10 mm}
pitch: {across: 95 mm, down: 65 mm}
grid: {columns: 2, rows: 4}
duplex: no
source: a ruler
"""

EXAMPLE = guide("value-unknown", "A misspelled segment", ("segment: introductions", "segment: introduction"))
SLIPS = (
    # The text of a guide.
    guide("yaml-tab", "A line pushed to the right with the Tab key", ("    minutes: 10", "\tminutes: 10")),
    guide("yaml-indentation", "One space too many before a line", ("    minutes: 30", "     minutes: 30")),
    guide("yaml-no-space", "No space after a colon", ("title: Rest", "title:Rest")),
    guide("yaml-no-space", "No space after a dash", ("- ask: Who", "-ask: Who")),
    guide("yaml-no-colon", "No colon after a key", ("questions:\n  - ask", "questions\n  - ask")),
    guide("yaml-second-colon", "A colon within a text", ("ask: When do you rest?", "ask: Rest: when does it come?")),
    guide("yaml-quotation-marks", "A lost quotation mark", ("When do you rest?", '"When do you rest?')),
    guide("yaml-brackets", "A bracket that is not closed", ("When do you rest?", "[When do you rest?")),
    guide("yaml-comment-in-text", "A number sign within a text", ("When do you rest?", "When do you #rest?")),
    guide("yaml-duplicate-key", "A key written twice", ("title: Rest and work", "title: Rest and work\ntitle: Rest")),
    guide("yaml-second-document", "Three dashes within a guide", (SECOND_QUESTION, f"{SECOND_QUESTION}---\n")),
    # What a guide must have.
    guide("guide-unknown-key", "A key that is almost right", ("pre_read:", "pre-read:")),
    guide("guide-missing-key", "A guide without a title", ("title: Rest and work\n", "")),
    guide("guide-questions-segments", "Two questions segments", ("segment: introductions", "segment: questions")),
    guide("guide-number-of-questions", "All questions left out", (SECOND_QUESTION, "    leave_out: yes\n")),
    guide("guide-question-beside-rounds", "A question beside rounds", (SECOND_QUESTION, IN_A_ROUND)),
    guide("guide-unknown-format", "A format of another version", ("hostkit: 1", "hostkit: 2")),
    guide("guide-translations", "Translations within a guide", ("pre_read:", "translations: {de: {}}\npre_read:")),
    guide("language-not-a-tag", "A language by its name", ("title: Rest", "language: in English\ntitle: Rest")),
    Slip("guide-not-a-guide", "A Word file in place of a guide", "hostkit build rest.docx", {"rest.docx": WORD}),
    Slip("event-is-a-guide", "A guide in place of an event file", f"hostkit build male-allies --event {GUIDE_FILE}",
         {GUIDE_FILE: GUIDE}),
    event("event-unknown-key", "A key of an event that is almost right", "topic: male-allies\ngests: 8\n"),
    Slip("settings-unknown-key", "A key of the settings that is almost right", "hostkit build male-allies",
         {"hostkit.yaml": "papper: letter\n"}),
    Slip("stock-unknown-key", "A key of a stock that is almost right", "hostkit build male-allies --stock mine.yaml",
         {"mine.yaml": STOCK_OF_ONE_SIDE.replace("duplex", "duplx")}),
    Slip("stock-impossible", "Cards that overlap", "hostkit build male-allies --stock mine.yaml",
         {"mine.yaml": STOCK_OF_ONE_SIDE.replace("across: 95", "across: 85")}),
    # Texts, dates, numbers and links.
    EXAMPLE,
    guide("text-blank", "A title without a text", ("title: Rest and work", 'title: "\u200b"')),
    guide("value-not-a-text", "A list in the place of a text", ("When do you rest?", "[When, do, you, rest]")),
    guide("value-not-a-list", "A text in the place of a list", ("title: Rest", "tips: Breathe\ntitle: Rest")),
    guide("value-not-keys", "A question without its key", ("- ask: Who taught", "- Who taught")),
    guide("value-not-yes-or-no", "Neither yes nor no", ("    minutes: 10", "    fixed: maybe")),
    guide("number-not-a-number", "A number in words", ("minutes: 10", "minutes: ten")),
    option("number-out-of-range", "No guests", "--guests 0"),
    guide("link-bad-character", "A link with a space in it", ("org/nap", "org/my nap")),
    option("link-not-alone", "A link with the full stop of its sentence", "--group-url https://example.org/talks."),
    option("link-local", "A link into one's own network", "--group-url http://192.168.1.4/talks"),
    event("link-no-scheme", "A link without its colon", "group_url: https//example.org/power-talks\n"),
    option("link-other-scheme", "A link to a file", "--group-url file:///notes.txt"),
    option("link-bad-site", "A link without its site", "--group-url https:///talks"),
    option("link-password", "A link with a name in it", "--group-url https://ana@example.org"),
    guide("character-not-in-fonts", "A picture within a text", ("When do you rest?", "When do you rest? 🙂")),
    guide("character-right-to-left", "A text that runs from right to left", ("When do you rest?", "מתי?")),
    guide("placeholder-unknown", "A name in curly brackets", ("When do you", "When do you, {name},")),
    guide("placeholder-not-closed", "A curly bracket that is not closed", ("When do you", "When do {you")),
    option("date-ambiguous", "A date and a time that may be read in two ways", "--date 12/04/26 --start 7:30"),
    option("date-other-weekday", "A weekday of another date", '--date "Fri 14 Jan 2027"'),
    option("date-not-a-date", "A date with a time", '--date "2027-01-14 19:00"'),
    event("date-out-of-range", "A day that is not in the calendar", "topic: male-allies\ndate: 2027-02-31\n"),
    option("time-ambiguous", "A time that comes twice a day", "--start 7:30"),
    option("time-not-a-time", "A time with an end", "--start 19:00-21:00"),
    option("length-ambiguous", "A length that may be read in two ways", '--minutes "1.30 h"'),
    option("time-out-of-range", "A time that no clock shows", "--start 25:70"),
    option("time-zone-ambiguous", "A time zone that several places call the same", "--time-zone IST"),
    option("time-zone-no-place", "A time zone that is no place", "--time-zone UTC+2"),
    option("time-zone-not-then", "The time of winter in summer", "--date 2027-07-14 --time-zone CET"),
    option("time-zone-unknown", "A time zone with a slip", "--time-zone Europe/Berln"),
    Slip("length-not-a-length", "A length without its unit", "hostkit build male-allies --stock mine.yaml",
         {"mine.yaml": STOCK_OF_ONE_SIDE.replace("across: 95 mm", "across: 95")}),
    # What is typed.
    Slip("topic-unknown", "A misspelled topic", "hostkit build male-alies"),
    Slip("schema-unknown", "A schema that there is not", "hostkit schema guides", {}, 2),
    Slip("title-is-a-file", "A file in place of a title", "hostkit new rest.yaml", {}, 2),
    Slip("option-without-effect", "An option that says nothing", "hostkit schema guide --force", {}, 2),
    Slip("option-missing", "Readings without a printer", "hostkit calibrate --front 0.5,-1", {}, 2),
    # What is printed, and on what.
    option("evening-too-short", "Too few minutes for the parts", "--minutes 8", 1),
    option("stock-unknown", "A stock that hostkit does not know", "--stock avery-5372"),
    option("stock-not-for-paper", "Paper and stock that are unlike", "--stock a6-4up --paper letter"),
    option("duplex-not-for-stock", "Folding cards that are cut already", "--stock avery-c32011 --duplex fold"),
    option("skip-not-possible", "More cells used up than a sheet has", "--skip 4"),
    option("sheet-unknown", "A misspelled sheet", "--sheets host-shet"),
    option("printer-unknown", "A printer that was never measured", "--printer den"),
    guide("card-too-long", "A text too long for its card", ("When do you rest?", f'"{LONG_QUESTION}"'),
          options="--stock avery-c32011"),
    guide("word-too-wide", "A word too wide for its card", ("When do you rest?", "D" * 60)),
    # Tables of events.
    table("table-unknown-column", "A column that is almost right", "topic,gests\nmale-allies,8\n"),
    table("table-duplicate-column", "Two columns of one name", "topic,guests,guests\nmale-allies,8,9\n"),
    table("table-no-topic-column", "A table that names no guides", "id,guests\nspring,8\n"),
    table("table-no-known-column", "A table without names above its columns", "male-allies,8\nsaying-no,9\n"),
    table("table-no-events", "A table without events", "topic,guests\n"),
    table("table-quotation-marks", "A quotation mark that is not closed", 'topic,place\nmale-allies,"Mill Lane\n'),
    table("date-ambiguous", "A date that may be read in two ways", "topic,date\nmale-allies,03/04/2027\n"),
    table("event-id-not-alone", "Two events of one name", "id,topic\nspring,male-allies\nspring,saying-no\n"),
    table("cell-without-column", "One cell too many", "topic,guests\nmale-allies,8,Mill Lane\n"),
    # The style of a guide.
    style("question-yes-or-no", "A question that ends a talk", "Do you rest?"),
    style("question-too-long", "A question that nobody remembers", LONG_WORDS),
    style("text-straight-quotes", "A typewriter's quotation marks", 'When do you "rest"?'),
    style("text-typed-dash", "A typewriter's dash", "When -- and where?"),
    style("text-three-dots", "A typewriter's dots", "When..."),
    # Bringing in a text.
    Slip("file-other-kind", "A PDF", "hostkit import rest.pdf", {"rest.pdf": "%PDF-1.7\n"}),
    Slip("import-no-words", "A file without words", "hostkit import rest.txt", {"rest.txt": "* * *\n"}),
    # Files.
    Slip("file-exists", "A guide of that name is there already", "hostkit import rest.txt",
         {"rest.txt": A_TEXT, "rest-and-work.yaml": GUIDE}),
    Slip("file-empty", "An empty file", f"hostkit build {GUIDE_FILE}", {GUIDE_FILE: ""}),
    Slip("file-missing", "A file that is not there", "hostkit build rests.yaml", {GUIDE_FILE: GUIDE}),
    Slip("file-is-a-folder", "A folder in place of a guide", "hostkit build guides", {"guides/rest.yaml": GUIDE}),
    Slip("file-other-ending", "An outline that is no PDF", "hostkit stock a6-4up --outline sheet.txt", {}, 2),
    option("folder-for-one-kit", "One name for two kits", "saying-no --id spring"),
    Slip("file-not-ours", "A file of your own where the kit would be", "hostkit build male-allies",
         {"out/male-allies/host-sheet.pdf": "my notes"}),
)  # fmt: skip
"""Every slip, under the code of the first problem that it has."""

NO_SLIPS = (
    Slip("", "a byte order mark, which some editors put before the first letter", "hostkit check rest.yaml",
         {GUIDE_FILE: f"\ufeff{GUIDE}"}, 0),
    Slip("", "the line ends of Windows", "hostkit check rest.yaml", {GUIDE_FILE: GUIDE.replace("\n", "\r\n")}, 0),
    Slip("", "spaces at the end of a line", "hostkit check rest.yaml", {GUIDE_FILE: GUIDE.replace("\n", "  \n")}, 0),
    Slip("", "a title in place of a topic, in capitals or not", 'hostkit check "MALE allies"', {}, 0),
)  # fmt: skip
"""What hostkit reads without a word."""


def run(slip: Slip) -> Outcome:
    """Return what a slip is answered with. Raises ValueError when it ends with another exit code than it should."""
    # No message on the page depends on the day on which the page is written.
    today = patch("hostkit.events.dates.today", lambda: TODAY)
    with TemporaryDirectory() as name, patch.dict(os.environ, HOSTKIT_CONFIG="config"), today:
        folder = Path(name)
        for file, content in slip.files.items():
            place = folder / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        outcome = hostkit(*shlex.split(slip.command)[1:], folder=folder)
    if outcome.code != slip.exit_code:
        raise ValueError(f"{slip.about}: exit code {outcome.code}\n{outcome.stderr}")
    return outcome


def codes_of(slip: Slip) -> list[str]:
    """Return the codes of the problems, else of the warnings, that a slip's command gives as JSON."""
    found = json.loads(run(slip._replace(command=f"{slip.command} --json")).stdout)
    return [each["code"] for each in found["problems"] or found["warnings"]]


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
        "Every kind of message has a code, such as `guide-unknown-key`, which later versions keep. The page is ordered",
        "by codes. hostkit prints them only with `--json`; [Scripting](scripting.md#json) says how.",
        "",
        "The mistakes in guides are made in this guide, which has none:",
        "",
        *_block(GUIDE_FILE, GUIDE.splitlines()),
    )


def _slips() -> Iterator[str]:
    """Yield for each subject the codes with a slip, then a table of the others."""
    for heading, codes in CODES_BY_SUBJECT.items():
        yield from ("", f"## {heading}")
        slips = {code: [slip for slip in SLIPS if slip.code == code] for code in codes}
        for code in (code for code in codes if slips[code]):
            yield from ("", f"### {_code(code)}", "", codes[code])
            for slip in slips[code]:
                yield from (
                    "",
                    f"**{slip.about}.**",
                    "",
                    *_written(slip),
                    f"{_code(slip.command)} prints:",
                    "",
                )
                # An empty quoted line between: each line of the answer is a line of the page.
                yield from "\n>\n".join(f"> {_code(line)}" for line in answer(slip)).split("\n")
        others = [code for code in codes if not slips[code]]
        if others:
            yield from ("", "### Other codes", "", "| code | meaning |", "|---|---|")
            yield from (f"| {_code(code)} | {codes[code]} |" for code in others)


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
