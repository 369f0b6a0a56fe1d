"""The slips of test_slips: what was typed, the files there were, and all that must be said."""

from __future__ import annotations

from typing import NamedTuple

from tests.support.cases import MALE_ALLIES

GUIDE = """\
hostkit: 1
title: Rest and work
run_of_show:
  - segment: arrivals
    minutes: 10
  - segment: questions
    minutes: 30
questions:
  - ask: When do you rest?
  - ask: Who taught you to?
"""
"""A guide without a slip, ten lines long."""


class Slip(NamedTuple):
    """What was typed after ``build``, the files there were, and what must be said."""

    arguments: list[str]
    said: str
    code: int
    files: dict[str, bytes | None]
    """By name; None stands for a folder."""


def option(name: str, value: str, said: str) -> Slip:
    """Return the slip of a value that an option cannot have."""
    return Slip([MALE_ALLIES, f"--{name}", value], f"--{name}: {said}", 2, {})


def guide(said: str, *changed: tuple[str, str]) -> Slip:
    """Return the slip of a guide with something in it exchanged; ``said`` follows the file's name."""
    text = GUIDE
    for old, new in changed:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return Slip(["rest.yaml"], f"rest.yaml:{said}", 1, {"rest.yaml": text.encode()})


def event(text: str, said: str) -> Slip:
    """Return the slip of an event file."""
    return Slip([MALE_ALLIES, "--event", "evening.yaml"], said, 1, {"evening.yaml": text.encode()})


STOCK = """\
paper: a4
card: {width: 85 mm, height: 54 mm}
first: {left: 15 mm, top: 13.5 mm}
pitch: {across: 95 mm, down: 54 mm}
grid: {columns: 2, rows: 5}
source: a ruler
"""
"""A stock without a slip."""

LONG_QUESTION = f"Which of these is yours: {', '.join(['a room with a door'] * 10)}?"
"""Too long for a business card, not for a card of A6."""

LONGER_QUESTION = f"Which of these is yours: {', '.join(['a room with a door'] * 60)}?"
"""Too long for every card."""


def stock(said: str, *changed: tuple[str, str]) -> Slip:
    """Return the slip of a stock file with something in it exchanged; ``said`` follows the file's name."""
    text = STOCK
    for old, new in changed:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return Slip([MALE_ALLIES, "--stock", "mine.yaml"], f"mine.yaml:{said}", 1, {"mine.yaml": text.encode()})


def cards(said: str, code: int, *options: str, question: str = "When do you rest?") -> Slip:
    """Return the slip of a deck that cannot be printed as it was asked for."""
    text = GUIDE.replace("When do you rest?", f'"{question}"')
    return Slip(["rest.yaml", *options], said, code, {"rest.yaml": text.encode()})


def printers(text: str, said: str, code: int, name: str = "den") -> Slip:
    """Return the slip of a printer, with what its file holds."""
    files: dict[str, bytes | None] = {"config": None}
    return Slip(
        [MALE_ALLIES, "--printer", name], said, code, {**files, "config/printers.json": text.encode()}
    )


_DEN = '{"hostkit": 1, "printers": {"den": {"front_mm": [0, 0], "back_mm": [1, 0], "scale_percent": 100}}}'
_DAMAGED = (
    "config/printers.json: this file of printers is damaged: it is no JSON from line 1, column 2 on. It was left as it "
    "is. Mend it, or store your printer again with hostkit calibrate, which keeps this file under another name."
)

SLIPS = {
    # Topics.
    "misspelled topic": Slip(["male-alies"], 'there is no topic "male-alies". Did you mean "male-allies"?', 1, {}),
    "unknown topic": Slip(["weather"], 'there is no topic "weather". The topics are {topics}.', 1, {}),
    # Guides.
    "misspelled key": guide("1:1: questions: is missing. Write one or more questions.\n"
                          'rest.yaml:8:1: there is no key "qestions" here. Did you mean "questions"?',
                          ("questions:", "qestions:")),
    "several at once": guide('4:14: run_of_show[1].segment: "arival" is not known here. Did you mean "arrivals"? '
                              'For a part of your own, such as a break, write "segment: custom" and a title.\n'
                             'rest.yaml:5:14: run_of_show[1].minutes: "ten" is no whole number. Write a whole number '
                             "from 1 to 480.\n"
                             'rest.yaml:9:5: questions[1]: there is no key "Ask" here. Did you mean "ask"?\n'
                             "rest.yaml:9:5: questions[1].ask: is missing. Write a text.",
                             ("segment: arrivals", "segment: arival"), ("minutes: 10", "minutes: ten"),
                             ("ask: When", "Ask: When")),
    "not UTF-8": Slip(["rest.yaml"],
                      "rest.yaml:2:11: what stands here (byte 0xE9) cannot be read: the file is not saved as UTF-8, or "
                      "is no plain text. In a text editor, save it again with the encoding UTF-8.", 1,
                      {"rest.yaml": b"hostkit: 1\ntitle: Caf\xe9\n"}),
    # Options.
    "25:70": option("start", "25:70", "there is no time 25:70. Write hours from 00 to 23 and minutes from 00 to 59."),
    # Stock files.
    "negative pitch": stock('4:17: pitch.across: "-95 mm" is negative. Write a length of zero or more.',
                            ("across: 95", "across: -95")),
    # Modes.
    "skip past the sheet": cards("--skip: a sheet of a6-4up has 4 cards, so at most 3 can be skipped. "
                                 "Write a number from 0 to 3.", 2,
                                 "--skip", "4"),
    # Printers.
    "unknown printer": printers(_DEN, '--printer: there is no printer "dem". Did you mean "den"? Else hostkit '
                                "calibrate prints a page to measure one.", 2, "dem"),
    "damaged file of printers": printers("{", _DAMAGED, 1),
    "two options at once": Slip(
        [MALE_ALLIES, "--start", "25:70", "--guests", "none"],
        "--start: there is no time 25:70. Write hours from 00 to 23 and minutes from 00 to 59.\n"
        '--guests: "none" is no whole number. Write a whole number from 1 to 200.', 2, {}),
    "a letter that no font has": option("host", "漢字", "no font here has “漢” (CJK UNIFIED IDEOGRAPH-6F22). Write it "
                                        "with other letters.\n--host: no font here has “字” (CJK UNIFIED "
                                        "IDEOGRAPH-5B57). Write it with other letters."),
    # Event files and hostkit.yaml.
    "errors in an event": event("paper: a3\ndat: 2027-01-01\nstart: 25:70\n",
                                'evening.yaml:1:8: paper: "a3" is not known here. Known here: a4, letter.\n'
                                'evening.yaml:2:1: there is no key "dat" here. Did you mean "date"?\n'
                                "evening.yaml:3:8: start: there is no time 25:70. Write hours from 00 to 23 and "
                                "minutes from 00 to 59."),
    "missing event": Slip([MALE_ALLIES, "--event", "evening.yaml"],
                          "evening.yaml: there is no such file. Check the name and the folder.", 1, {}),
    "a folder for an event": Slip([MALE_ALLIES, "--event", "evening"],
                                  "evening: this is a folder, not a file. Name a .yaml file inside it.", 1,
                                  {"evening": None}),
    "stock in the event, paper in hostkit.yaml": Slip(
        [MALE_ALLIES, "--event", "evening.yaml"],
        "evening.yaml:1:8: stock: stock quarter-letter is for letter paper, but hostkit.yaml:1:8: paper says a4. Write "
        "paper: letter, or name another stock.", 1,
        {"evening.yaml": b"stock: quarter-letter\n", "hostkit.yaml": b"paper: a4\n"}),
    "errors in hostkit.yaml": Slip(
        [MALE_ALLIES],
        'hostkit.yaml:1:1: there is no key "papr" here. Did you mean "paper"?\n'
        'hostkit.yaml:2:9: guides: there is no folder "mine". Make it beside hostkit.yaml, or take the line out.', 1,
        {"hostkit.yaml": b"papr: a4\nguides: mine\n"}),
    # What cannot be planned or does not fit.
    "a question too long for a business card": cards(
        "rest.yaml:9:10: questions[1].ask: does not fit on the question card (stock avery-c32011, paper a4, language "
        "en): it is 6 mm (2 lines) too long at the smallest size for it. Shorten it. It would fit on --stock a7-8up.",
        1, "--stock", "avery-c32011", question=LONG_QUESTION),
    "a question too long for any stock that could be chosen": cards(
        "rest.yaml:9:10: questions[1].ask: does not fit on the question card (stock {near}", 1, "--stock", "auto",
        question=LONGER_QUESTION),
    "too short an evening": Slip(
        [MALE_ALLIES, "--minutes", "8"],
        "male-allies.yaml: 8 minutes are 3 too few: the fixed parts take 5, and each of the other parts (6) "
        "needs at least one. Give 11 "
        "minutes or more (--minutes), or shorten a fixed part.", 1, {}),
}  # fmt: skip
