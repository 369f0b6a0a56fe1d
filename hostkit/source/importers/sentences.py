"""Where one sentence ends and the next begins, for texts that say in sentences what others say in titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…][\"'”“»’)\]\ue001\ue003]*\s+(?=[^\W\d_]|[¿¡„“\"«‘(\ue000\ue002])")
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:[^\W\d_]|mrs?|ms|dr|st|vs|prof|hr|fr|nr|ca|bzw|evtl|inkl|sr|sra|srta|ud|uds)\.$",
    re.IGNORECASE,
)
"""A single letter, or a word that is cut short, before a full stop that ends no sentence."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a marked text, in order; a full stop before a small letter ends none."""
    return [part for part in _parts(text) if part.strip()]


def _parts(text: str) -> Iterator[str]:
    start = 0
    for found in _END.finditer(text):
        following = text[found.end() : found.end() + 2].lstrip('¿¡„“"«‘(\ue000\ue002')
        if following[:1].islower() or _ABBREVIATION.search(
            text[max(0, found.start() - 6) : found.start() + 1]
        ):
            continue
        yield text[start : found.end()].rstrip()
        start = found.end()
    yield text[start:]
