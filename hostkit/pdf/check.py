"""Checks of what a document says about itself, before anything is drawn.

A title with a control character or an unknown duplex mode would be written without complaint and damage the
file. What is wrong here is a fault of hostkit, not of an author: ValueError, not a message.
"""

from __future__ import annotations

import re
from unicodedata import category

from hostkit.layout.display_list import Document

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_URL = re.compile(r"https?://[!-~]+")
_DUPLEX = ("Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge")
_NONCHARACTERS = ("\ufffe", "\uffff")


def check_document(document: Document) -> None:
    """Raise ValueError for a document without a page, or with words about itself that cannot be written."""
    if not document.pages:
        raise ValueError("a document needs a page")
    if not document.title.strip():
        raise ValueError("a document needs a title")
    for text in (document.title, document.author, document.subject):
        check_text(text)
    if not _LANGUAGE.fullmatch(document.language):
        raise ValueError(f"{document.language!r} is no language tag")
    if document.duplex not in _DUPLEX:
        raise ValueError(f"{document.duplex!r} is no duplex mode")


def check_text(text: str) -> None:
    """Raise ValueError for characters that XML cannot hold: controls, lone surrogates, noncharacters."""
    if text.isascii() and text.isprintable():
        return
    for character in text:
        if category(character) in ("Cc", "Cs") or character in _NONCHARACTERS:
            raise ValueError(f"{text!r} holds the character U+{ord(character):04X}")


def check_url(url: str) -> None:
    """Raise ValueError unless a link is http or https in plain ASCII (PDF 32000-1, 12.6.4.7)."""
    if not _URL.fullmatch(url):
        raise ValueError(f"{url!r} is no canonical link")
