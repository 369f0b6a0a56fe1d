"""The slips of test_slips: what was typed, the files there were, and all that must be said."""

from __future__ import annotations

from typing import NamedTuple

from tests.support.cases import MALE_ALLIES
from tests.support.stocks import STOCKS

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


_STOCKS = ", ".join(sorted(STOCKS))
_DEN = '{"hostkit": 1, "printers": {"den": {"front_mm": [0, 0], "back_mm": [1, 0], "scale_percent": 100}}}'
_DAMAGED = (
    "config/printers.json: this file of printers is damaged: it is no JSON from line 1, column 2 on. It was left as it "
    "is. Mend it, or store your printer again with hostkit calibrate, which keeps this file under another name."
)

SLIPS = {
    # Topics.
    "misspelt topic": Slip(["male-alies"], 'there is no topic "male-alies". Did you mean "male-allies"?', 1, {}),
    "unknown topic": Slip(["weather"], 'there is no topic "weather". The topics are {topics}.', 1, {}),
    "misspelt title": Slip(["Male alies"], 'there is no topic "Male alies". Did you mean "male-allies"?', 1, {}),
    "missing file": Slip(["rest.yaml"], "rest.yaml: there is no such guide. Check the name and the folder.", 1, {}),
    "missing folder": Slip(
        ["my/rest.yaml"], "my/rest.yaml: there is no such guide. Check the name and the folder.", 1, {}
    ),
    # Guides.
    "misspelt key": guide("1:1: questions: is missing. Write two or more questions.\n"
                          'rest.yaml:8:1: there is no key "qestions" here. Did you mean "questions"?',
                          ("questions:", "qestions:")),
    "misspelt key within": guide('9:5: questions[1]: there is no key "aks" here. Did you mean "ask"?\n'
                                 "rest.yaml:9:5: questions[1].ask: is missing. Write a text.",
                                 ("ask: When", "aks: When")),
    "tab indentation": guide("5:1: a tab stands at the beginning of this line. Write spaces instead, until its first "
                             "letter stands exactly below that of its neighbours.",
                             ("    minutes: 10", "\tminutes: 10")),
    "missing colon": guide('3:1: "run_of_show" has no colon after it. Write a colon and a space, as in "title: Rest '
                           'and work"; a line that goes on with the text above begins with more spaces.',
                           ("run_of_show:", "run_of_show")),
    "empty question list": guide("8:12: questions: is empty. Write two or more questions.",
                                 ("questions:\n  - ask: When do you rest?\n  - ask: Who taught you to?",
                                  "questions: []")),
    "no questions under the key": guide("8:11: questions: is empty. Write two or more questions.",
                                        ("\n  - ask: When do you rest?\n  - ask: Who taught you to?", "")),
    "one question": guide("9:3: questions: holds one question only. Write two or more.",
                          ("\n  - ask: Who taught you to?", "")),
    "negative minutes in a guide": guide('5:14: run_of_show[1].minutes: "-5" is too small. Write a whole number from '
                                         "1 to 480.", ("minutes: 10", "minutes: -5")),
    "unknown segment": guide('6:14: run_of_show[2].segment: "questionss" is not known here. Did you mean "questions"? '
                             'For a part of your own, such as a break, write "segment: custom" and a title.',
                             ("segment: questions", "segment: questionss")),
    "blank title": guide("2:8: title: is blank. Write a text, or leave it out.", ("Rest and work", '"\u200b"')),
    "missing title": guide("1:1: title: is missing. Write a text.", ("title: Rest and work\n", "")),
    "link without scheme in a guide": guide('2:35: credit.url: the link does not begin with https://. Write '
                                            '"https://example.org".',
                                            ("title: Rest and work",
                                             "credit: {text: After a book, url: example.org}\ntitle: Rest")),
    "unknown placeholder": guide('9:10: questions[1].ask: hostkit does not know what to fill in for "{hots}". Write '
                                 "one of {host}, {group_name}, {date}, {start}, {place}, or {{hots} to print {hots}.",
                                 ("When do you rest?", "When does {hots} rest?")),
    "wrong version": guide('1:10: hostkit: "2" is no format that this version of hostkit reads; it reads 1. Write '
                           '"hostkit: 1", or use a newer hostkit.', ("hostkit: 1", "hostkit: 2")),
    "key written twice": guide('3:1: the key "title" is written twice, first on line 2. Keep one of them; if this '
        'begins another item of a list, write a dash and a space before it.',
                               ("title: Rest and work\n", "title: Rest and work\ntitle: Work\n")),
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
    "UTF-16": Slip(["rest.yaml"], "rest.yaml:1:1: the file is saved as UTF-16, not as UTF-8. In a text editor, save it "
                   "again with the encoding UTF-8.", 1, {"rest.yaml": GUIDE.encode("utf-16")}),
    "empty file": Slip(["rest.yaml"], "rest.yaml: the file is empty. Write its text, and save it.", 1,
                       {"rest.yaml": b""}),
    "a Word file": Slip(["rest.docx"], "rest.docx: this is no guide. Make one of its text with hostkit import.", 1,
                        {"rest.docx": b"PK\x03\x04"}),
    "a picture": Slip(["rest.yaml"],
                      "rest.yaml:1:1: what stands here (byte 0x89) cannot be read: the file is not saved as UTF-8, or "
                      "is no plain text. In a text editor, save it again with the encoding UTF-8.", 1,
                      {"rest.yaml": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"}),
    # Options.
    "negative minutes": option("minutes", "-5", '"-5" is too small. Write a whole number from 1 to 1440.'),
    "minutes in words": option("minutes", "ninety",
                               '"ninety" is no whole number. Write a whole number from 1 to 1440.'),
    "no guests": option("guests", "0", '"0" is too small. Write a whole number from 1 to 200.'),
    "25:70": option("start", "25:70", "there is no time 25:70. Write hours from 00 to 23 and minutes from 00 to 59."),
    "7:00": option("start", "7:00", '"7:00" may be morning or evening. Write 07:00 or 19:00.'),
    "7 pm": option("start", "7 pm", '"7 pm" is no time. Write hours and minutes of a 24-hour clock, as in 19:05.'),
    "2026-02-30": option("date", "2026-02-30", "there is no 30 February 2026. Write a day that the month has."),
    "14.1.2027": option("date", "14.1.2027", '"14.1.2027" is no date. Write year, month and day, as in 2026-09-30.'),
    "link without scheme": option("group-url", "example.org/x",
                                  'the link does not begin with https://. Write "https://example.org/x".'),
    "javascript: link": option("group-url", "javascript:alert(1)",
                               'a link cannot begin with "javascript:". Write one that begins with https:// or http://.'),
    "file: link": option("pre-read-url", "file:///etc/passwd",
                         'a link cannot begin with "file:". Write one that begins with https:// or http://.'),
    "unknown paper": option("paper", "a3", '"a3" is not known here. Known here: a4, letter.'),
    "misspelt stock": option("stock", "a6-4", 'there is no stock "a6-4". Did you mean "a6-4up"?'),
    "stock by its number alone": option("stock", "5371", 'there is no stock "5371". Did you mean "avery-5371"?'),
    "stock by another number": option("stock", "Avery 8372", 'there is no stock "Avery 8372". Did you mean '
                                      '"avery-837{near}'),
    "unknown stock": option("stock", "zzz", f'there is no stock "zzz". Known here: {_STOCKS}.'),
    "missing stock file": option("stock", "mine.yaml",
                                 'there is no stock file "mine.yaml". Check the name and the folder; stocks that come '
                                 "with hostkit are named without .yaml."),
    "unknown sheet": option("sheets", "host-shet", 'there is no sheet "host-shet". Did you mean "host-sheet"?'),
    "unknown duplex": option("duplex", "lnog", '"lnog" is not known here. Did you mean "long"?'),
    "unknown clock": option("clock", "13", '"13" is not known here. Known here: 24, 12.'),
    "unknown language": option("language", "xx", '"xx" is not known here. Known here: de, en, es.'),
    "unknown time zone": option(
        "time-zone", "Berlin", 'there is no time zone "Berlin". Did you mean "Europe/Berlin"?'
    ),
    "blank place": option("place", "  ", "is blank. Write a text, or leave it out."),
    "blank out": option("out", "", "is blank. Write a text, or leave it out."),
    "stock and paper that disagree": Slip(
        [MALE_ALLIES, "--stock", "a6-4up", "--paper", "letter"],
        "--stock: stock a6-4up is for a4 paper, but --paper says letter. Say --paper a4 or leave --paper out, or name "
        "another stock.", 2, {}),
    "stock of Letter on A4": Slip(
        [MALE_ALLIES, "--stock", "avery-5371", "--paper", "a4"],
        "--stock: stock avery-5371 is for letter paper, but --paper says a4. Say --paper letter or leave --paper out, "
        "or name another stock.", 2,
        {}),
    "stock in the event, paper as an option": Slip(
        [MALE_ALLIES, "--event", "evening.yaml", "--paper", "a4"],
        "evening.yaml:1:8: stock: stock avery-5371 is for letter paper, but --paper says a4. Say --paper letter or "
        "leave --paper out, or name another stock.", 2, {"evening.yaml": b"stock: avery-5371\n"}),
    # Stock files.
    "negative pitch": stock('4:17: pitch.across: "-95 mm" is negative. Write a length of zero or more.',
                            ("across: 95", "across: -95")),
    "pitch without a unit": stock('4:17: pitch.across: "95" is no length. Write a number with its unit, as in "105 '
                                  'mm"; units are mm, cm, in, pt.',
                                  ("across: 95 mm", "across: 95")),
    "cards that overlap": stock("4:8: pitch: the cards overlap across by 10.00 mm. The pitch runs from one card's edge "
                                "to the next one's: size and gap.", ("across: 95", "across: 75")),
    "cards beyond the paper": stock("2:7: card: the cards end 40.50 mm beyond the lower edge of a4 paper. Check card, "
                                    "first, pitch and grid against the maker's drawing.", ("rows: 5", "rows: 6")),
    # Modes.
    "fold on stock that is cut already": cards(
        "--duplex: fold is for plain paper; avery-c32011 is cut already. Choose long, short or none.", 2,
        "--stock", "avery-c32011", "--duplex", "fold"),
    "both sides of stock with one": Slip(
        ["rest.yaml", "--stock", "mine.yaml"], "--duplex: mine is printed on one side only. Choose --duplex none.",
        2, {"rest.yaml": GUIDE.encode(), "mine.yaml": f"{STOCK}duplex: no\n".encode()}),
    "skip past the sheet": cards("--skip: a sheet of a6-4up has 4 cards, so 3 can be used up at the most.", 2,
                                 "--skip", "4"),
    "skip past a sheet of ten": cards(
        "--skip: a sheet of avery-c32011 has 10 cards, so 9 can be used up at the most.", 2,
        "--stock", "avery-c32011", "--skip", "10"),
    "skip before the sheet": option("skip", "-1", '"-1" is too small. Write a whole number from 0 to 400.'),
    "skip when folding": cards("--skip: is for a sheet of cards that is used in part; folded cards take a whole sheet.",
                               2, "--duplex", "fold", "--skip", "1"),
    "no copy": option("copies", "0", '"0" is too small. Write a whole number from 1 to 50.'),
    "misspelt spare": option("spare", "wirte", '"wirte" is not known here. Did you mean "write"?'),
    "misspelt impose": option("impose", "sheet", '"sheet" is not known here. Did you mean "sheets"?'),
    # Printers.
    "unknown printer": printers(_DEN, '--printer: there is no printer "dem". Did you mean "den"? Else hostkit '
                                "calibrate prints a page to measure one.", 2, "dem"),
    "no printer yet": Slip([MALE_ALLIES, "--printer", "den"], "--printer: no printer is stored yet. hostkit calibrate "
                           "prints a page to measure one.", 2, {}),
    "damaged file of printers": printers("{", _DAMAGED, 1),
    "two options at once": Slip(
        [MALE_ALLIES, "--start", "25:70", "--guests", "none"],
        "--start: there is no time 25:70. Write hours from 00 to 23 and minutes from 00 to 59.\n"
        '--guests: "none" is no whole number. Write a whole number from 1 to 200.', 2, {}),
    "right-to-left host": option("host", "שלום", "Hebrew writing stands in the text: right-to-left alphabets are not "
                                 "supported yet. Write the text in a left-to-right alphabet."),
    "a letter that no font has": option("host", "漢字", "no font here has “漢” (CJK UNIFIED IDEOGRAPH-6F22). Write it "
                                        "with other letters.\n--host: no font here has “字” (CJK UNIFIED "
                                        "IDEOGRAPH-5B57). Write it with other letters."),
    # Event files and hostkit.yaml.
    "errors in an event": event("paper: a3\ndat: 2027-01-01\nstart: 25:70\n",
                                'evening.yaml:1:8: paper: "a3" is not known here. Known here: a4, letter.\n'
                                'evening.yaml:2:1: there is no key "dat" here. Did you mean "date"?\n'
                                "evening.yaml:3:8: start: there is no time 25:70. Write hours from 00 to 23 and "
                                "minutes from 00 to 59."),
    "where to write in an event": event("out: elsewhere\n", 'evening.yaml:1:1: there is no key "out" here. {near}'),
    "javascript: link in an event": event("group_url: javascript:alert(1)\n",
                                          'evening.yaml:1:12: group_url: a link cannot begin with "javascript:". Write '
                                          "one that begins with https:// or http://."),
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
    "a question too long for every card": cards(
        "rest.yaml:9:10: questions[1].ask: does not fit on the question card (stock a6-4up, paper a4, language en): it "
        "is 149 mm (24 lines) too long at the smallest size for it. Shorten it. It fits on no stock for this paper.", 1,
        question=LONGER_QUESTION),
    "a question too long for any stock that could be chosen": cards(
        "rest.yaml:9:10: questions[1].ask: does not fit on the question card (stock {near}", 1, "--stock", "auto",
        question=LONGER_QUESTION),
    "too short an evening": Slip(
        [MALE_ALLIES, "--minutes", "8"],
        "male-allies.yaml: 8 minutes are 3 too few: the fixed parts take 5 and the other 6 at least one each. Give 11 "
        "minutes or more (--minutes), or shorten a fixed part.", 1, {}),
}  # fmt: skip
