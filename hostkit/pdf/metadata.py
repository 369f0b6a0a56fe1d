"""Metadata: checks the title, language and so on of a document, and writes them as Info and XMP.

A control character or an unknown duplex mode would damage the file. Authors cannot cause this, so it is a ValueError.
"""

from __future__ import annotations

import re
from unicodedata import category

from hostkit import __version__
from hostkit.pdf.library import PRODUCER
from hostkit.pdf.syntax import stream, text_string
from hostkit.typesetting.display_list import Document

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_URL = re.compile(r"https?://[!-~]+")
_DUPLEX = ("Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge")
_NONCHARACTERS = ("\ufffe", "\uffff")


def check_document(document: Document) -> None:
    """Raise ValueError for a document without a page or a title, or with metadata that PDF cannot hold."""
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
    """Raise ValueError for a text with characters that XML cannot hold: controls, surrogates, noncharacters."""
    if text.isascii() and text.isprintable():
        return
    for character in text:
        if category(character) in ("Cc", "Cs") or character in _NONCHARACTERS:
            raise ValueError(f"{text!r} holds the character U+{ord(character):04X}")


def check_url(url: str) -> None:
    """Raise ValueError for anything but an http or https address in ASCII (PDF 32000-1, 12.6.4.7)."""
    if not _URL.fullmatch(url):
        raise ValueError(f"{url!r} is no canonical link")


CREATOR = f"hostkit {__version__}"
"""The Creator of all files, by which hostkit recognizes its own."""


def information(document: Document) -> bytes:
    """Return the Info dictionary of a document (PDF 32000-1, 14.3.3), without dates."""
    entries = {
        "Title": document.title,
        "Author": document.author,
        "Subject": document.subject,
        "Creator": CREATOR,
        "Producer": PRODUCER,
    }
    return f"<< {' '.join(f'/{key} {text_string(text)}' for key, text in entries.items())} >>".encode()


def xmp(document: Document) -> bytes:
    """Return the metadata stream of a document (PDF 32000-1, 14.3.2), not deflated so that any tool can read it."""
    packet = _PACKET.format(
        title=_escaped(document.title),
        author=_escaped(document.author),
        subject=_escaped(document.subject),
        language=_escaped(document.language),
        creator=_escaped(CREATOR),
        producer=_escaped(PRODUCER),
    )
    return stream(packet.encode(), "/Type /Metadata /Subtype /XML", compress=False)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
