"""Texts for ``hostkit import`` that have answers beside them: where each line belongs, as a person decided."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tests.support.cases import GUIDES

OLD, NEW, UNSEEN = GUIDES / "import", GUIDES / "import_scored", GUIDES / "import_unseen"
PLACES = {
    "T": "title",
    "D": "definition, or words read aloud before the questions",
    "P": "pre-read",
    "A": "agreement",
    "I": "introductions",
    "Q": "question",
    "p": "probe",
    "R": "round",
    "C": "closing round",
    "W": "written reaction or worksheet",
    "F": "group photo",
    "U": "follow-up group",
    "H": "tip or material",
    "S": "words or note of a part of the evening",
    "B": "part of the evening without a name in the format",
    "K": "credit",
    "X": "heading that is printed nowhere",
    "N": "notes",
}
OF_NO_USE = {"X", "N"}
ANSWERS = ".answer.json"
SHARES = ("old", "tune", "held-out", "unseen")
WHOLE = {"old": OLD, "unseen": UNSEEN}
"""The shares that are all texts of a folder."""


class Answer(NamedTuple):
    """What is said of a line, or of a part of it: its number from 1, the places that are right, and its words."""

    line: int
    accept: str
    text: str

    @property
    def is_a_part(self) -> bool:
        """Tell whether the best place is one that is printed."""
        return self.accept[0] not in OF_NO_USE


def labeled(folder: Path) -> list[Path]:
    """Return the texts of a folder that have answers, by name."""
    return [path.with_name(path.name.removesuffix(ANSWERS)) for path in sorted(folder.glob(f"*{ANSWERS}"))]


def texts_of(share: str) -> list[Path]:
    """Return the texts of a share."""
    if share in WHOLE:
        return labeled(WHOLE[share])
    return [text for text in labeled(NEW) if share_of(text) == share]


def share_of(text: Path) -> str:
    """Return the share of a text in the folder of new ones, by its name."""
    return "held-out" if int(sha256(text.name.encode()).hexdigest()[:8], 16) % 3 == 0 else "tune"


def answers_of(text: Path) -> list[Answer]:
    """Return the answers beside a text. Their letters may be written as one string or as a list."""
    entries = json.loads(text.with_name(text.name + ANSWERS).read_text("utf-8"))
    return [Answer(entry["line"], "".join(entry["accept"]), entry["text"]) for entry in entries]


def lines_of(text: Path) -> list[str]:
    """Return the lines of a text, which may be UTF-16 or UTF-8 or else Windows-1252, and end its lines in any way."""
    data = text.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        decoded = data.decode("utf-16")
    else:
        try:
            decoded = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            decoded = data.decode("cp1252")
    return decoded.replace("\r\n", "\n").replace("\r", "\n").split("\n")
