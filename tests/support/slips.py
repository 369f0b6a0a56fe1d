"""Slips in values, before and after: what people type for each kind of value, and what hostkit writes for it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hostkit.events.event import FIELDS, Kind


class Slip(NamedTuple):
    """A text as typed, and as hostkit writes it, which is None for a text with no meaning or with several.

    ``is_read`` is true if every way in reads it, and false if it is refused with ``settled`` in the remedy.
    """

    typed: str
    settled: str | None
    is_read: bool = True


PICTURE = str(Path(__file__).parents[2] / "docs" / "pages" / "covers.png")
"""The file of a picture."""

SLIPS: dict[Kind, list[Slip]] = {
    "text": [Slip("Ana\u00a0and  Bea ", "Ana and Bea"), Slip("“Ana” said", "“Ana” said")],
    "name": [Slip("spring\u2009evening", "spring evening")],
    "folder": [Slip(" kits\u00a0", "kits")],
    "names": [Slip("Ana;\u00a0Bea ", "Ana; Bea")],
    "theme": [Slip("Links ", "links"), Slip("“links”", "links", False), Slip("linkz", None)],
    "file": [Slip("mail.txt\u00a0", "mail.txt")],
    "link": [
        Slip("https://example.org/x\u00a0", "https://example.org/x"),
        Slip("example.org/x", "https://example.org/x"),
        Slip("www.example.org", "https://www.example.org"),
        Slip("https:/example.org/x", "https://example.org/x", False),
        Slip("https://https://example.org", "https://example.org", False),
        Slip("<https://example.org/x>", "https://example.org/x", False),
        Slip("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2", False),
        Slip("https://exam\u200bple.org", "https://example.org", False),
        Slip("“https://example.org/x”", "https://example.org/x", False),
        Slip("https://example.org/my nap", None),
        Slip("https://example.org/x.", None),
        Slip("our page", None),
        Slip("http://localhost/x", None),
    ],
    "number": [
        Slip("\u202f8", "8"), Slip("“8”", "8", False), Slip("8 or 9", None), Slip("eight", "8"),
        Slip("a few", None),
    ],
    "minutes": [
        Slip("90 min", "90"), Slip("1 h 30", "90"), Slip("1:30", "90"), Slip("1,5 Stunden", "90"),
        Slip("90’", "90"), Slip("„90“", "90", False), Slip("1.30 h", None), Slip("1.5", None),
    ],
    "date": [
        Slip("14.1.2027", "2027-01-14"), Slip("14/01/27", "2027-01-14"), Slip("14.01.27", "2027-01-14"),
        Slip("2027-1-14", "2027-01-14"), Slip("20270114", "2027-01-14"), Slip("1/14/2027", "2027-01-14"),
        Slip("Do, 14.01.2027", "2027-01-14"), Slip("14 de enero de 2027", "2027-01-14"),
        Slip("14\u00a0janvier 2027", "2027-01-14"), Slip("Jan 14th, 2027", "2027-01-14"),
        Slip("2027‑01‑14", "2027-01-14"), Slip("2027-01-14 00:00:00", "2027-01-14"),
        Slip("«2027-01-14»", "2027-01-14", False),
        Slip("03/04/2027", None), Slip("03/04/27", None), Slip("Fri 14 Jan 2027", None), Slip("14 January", None),
        Slip("next Thursday", None), Slip("31.2.2027", None), Slip("2027-01-14 19:00", None),
    ],
    "time": [
        Slip("7pm", "19:00"), Slip("7.30 p.m.", "19:30"), Slip("19 Uhr", "19:00"), Slip("19h", "19:00"),
        Slip("19.00", "19:00"), Slip("1900", "19:00"), Slip("7:00\u202fPM", "19:00"),
        Slip("“19:00”", "19:00", False), Slip("7:00", None), Slip("19:00–21:00", None),
    ],
    "time_zone": [
        Slip("europe/berlin", "Europe/Berlin"), Slip("Berlin", "Europe/Berlin"),
        Slip("new york", "America/New_York"), Slip("W. Europe Standard Time", "Europe/Berlin"),
        Slip("“Europe/Berlin”", "Europe/Berlin", False), Slip("IST", None), Slip("EST", None),
    ],
    "language": [
        Slip("DE", "de"), Slip("en_US.UTF-8", "en-US"), Slip("de-at", "de-AT"), Slip("Deutsch", "de"),
        Slip("“de”", "de", False), Slip("germn", None),
    ],
    "stock": [
        Slip("A6-4UP", "a6-4up"), Slip("Auto", "auto"), Slip("a6-4up\u00a0", "a6-4up"),
        Slip("“a6-4up”", "a6-4up", False), Slip("a6-5up", None),
    ],
    "sheets": [Slip("host-sheet,\u00a0invitation", "host-sheet, invitation")],
    "logo": [
        Slip(f"{PICTURE};\u00a0Library ", f"{PICTURE}; Library"), Slip(f"“{PICTURE}”", PICTURE, False),
        Slip("library.bmp", None), Slip("library.png", None), Slip(f"{PICTURE}; Library; 20 mm", None),
        Slip(f"{PICTURE}; Library; 8 mm; red", None),
    ],
    "yes_no": [Slip("TRUE", "yes"), Slip("No", "no"), Slip("“yes”", "yes", False), Slip("maybe", None)],
    "choice": [],
}  # fmt: skip
"""The slips of each kind of value; those of a choice are made from its choices by ``slips_of``."""


def slips_of(name: str) -> list[Slip]:
    """Return the slips of a field."""
    field = FIELDS[name]
    found = list(SLIPS[field.kind])
    for choice in map(str, field.choices):
        found += [
            Slip(f"{choice.title()} ", choice),
            Slip(f"“{choice}”", choice, False),
            Slip(f"{choice}x", None),
        ]
    if name == "paper":
        found += [Slip("DIN A4", "a4"), Slip("US Letter", "letter"), Slip("US-Letter", "letter")]
    return found
