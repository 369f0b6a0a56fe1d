"""What a file says about itself: a document's title, author, subject and language in, Info and XMP out.

Must not know: pages. No date: the same input gives the same bytes. XML is escaped by hand, so that no
author's text reaches a markup parser.
"""

from __future__ import annotations

from hostkit import __version__
from hostkit.layout.display_list import Document
from hostkit.pdf.library import PRODUCER
from hostkit.pdf.objects import stream, text_string

CREATOR = f"hostkit {__version__}"
"""The Creator by which a file is known as hostkit's own."""


def information(document: Document) -> bytes:
    """Return the document information dictionary (PDF 32000-1, 14.3.3), without dates."""
    entries = {
        "Title": document.title,
        "Author": document.author,
        "Subject": document.subject,
        "Creator": CREATOR,
        "Producer": PRODUCER,
    }
    return f"<< {' '.join(f'/{key} {text_string(text)}' for key, text in entries.items())} >>".encode()


def xmp(document: Document) -> bytes:
    """Return the metadata stream (PDF 32000-1, 14.3.2), not deflated so that any tool finds it."""
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
