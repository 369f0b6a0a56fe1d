"""Takes away from the line of a title what is not the title: "Subject:", "Discussion guide:", a link."""

from __future__ import annotations

import re

from hostkit.importing.mail import subject_of
from hostkit.importing.marked_text import find_link
from hostkit.importing.paragraph import has_words, plain, undecorated
from hostkit.importing.words import ImportWords, key_of

_GUIDE_CUT = re.compile(r"\s*(?::|\s[-–—]|\|)\s*")


def bare_title(text: str, words: ImportWords) -> tuple[str, list[str]]:
    """Return a title without "Subject:", "Discussion guide:", its link and the like, and what was taken away."""
    signs: list[str] = []
    before, colon, behind = text.partition(":")
    if colon and key_of(before) in words.mail["subject"] and has_words(behind):
        bare = subject_of(text)
        signs, text = [text.removesuffix(bare).strip()], bare
    link = find_link(text)
    if link and has_words(text[: link.start]):
        signs.append(text[link.start : link.end])
        text = f"{text[: link.start].rstrip(' (')} {text[link.end :].lstrip(' )')}".strip()
    text = undecorated(plain(text)).strip()
    cut = _GUIDE_CUT.search(text)
    known = words.lists["guide_words"]
    if cut:
        before, behind = text[: cut.start()], text[cut.end() :]
        if key_of(before) in known and has_words(behind):
            return behind, [*signs, f"{before}{cut[0].rstrip()}"]
        if key_of(behind) in known or words.bare(key_of(behind)) in known:
            return before, [*signs, f"{cut[0].strip()} {behind}"]
    return text, signs
