"""A file being put together: page content, an outline and tags in, the parts of the file out.

Must not know: display lists, fonts, tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hostkit.pdf.bookmarks import Bookmark
from hostkit.pdf.objects import Body, Objects
from hostkit.pdf.operators import number
from hostkit.pdf.outline_tree import add_outline
from hostkit.pdf.shell import shell
from hostkit.pdf.skeleton import Parts


class Assembly:
    """The objects of one file, its pages among them, and what the catalog is to say."""

    def __init__(self, language: str, preferences: str) -> None:
        self._language, self._preferences = language, preferences
        self.objects = Objects()
        self.fonts, self._tree = Body(), Body()
        """The dictionary of fonts, which all pages share, and the tree of pages."""
        self.objects.add(self.fonts)
        self.objects.add(self._tree)
        self.pages: list[str] = []
        """References to the pages shown so far."""
        self._outline: str | None = None

    def show_page(
        self, width: float, height: float, pieces: Sequence[Body], annotations: Sequence[Body]
    ) -> None:
        """Add a page of a size in points, its content in one stream or more; its number from 0 is its key."""
        add = self.objects.add
        contents = " ".join([add(piece) for piece in pieces])
        area = f"[0 0 {number(width)} {number(height)}]"
        links = (
            f" /Annots [{' '.join([add(annotation) for annotation in annotations])}]" if annotations else ""
        )
        page = self.objects.add_content(
            f"<< /Type /Page /Parent {self._tree.reference} /MediaBox {area} /TrimBox {area} "
            f"/Resources << /Font {self.fonts.reference} >> /Contents [{contents}] "
            f"/StructParents {len(self.pages)} /Tabs /S{links} >>".encode()
        )
        self.pages.append(page)

    def set_outline(self, bookmarks: Iterable[Bookmark]) -> None:
        """Give the file an outline that leads to places on the pages shown; none without bookmarks."""
        self._outline = add_outline(self.objects, bookmarks, self.pages)

    def finish(self, structure: str, metadata: bytes, information: bytes) -> Parts:
        """Return the file in parts.

        ``structure`` refers to the root of the tags, ``metadata`` is a stream, ``information`` what Info holds.
        """
        objects, outline = self.objects, self._outline
        around = shell(self._language, self._preferences, has_outline=outline is not None)
        self._tree.content = around.pages % {
            b"kids": " ".join(self.pages).encode(),
            b"count": len(self.pages),
        }
        root = objects.add_content(
            around.catalog
            % {
                b"pages": self._tree.reference.encode(),
                b"structure": structure.encode(),
                b"metadata": objects.add_content(metadata).encode(),
                b"outlines": (outline or "").encode(),
            }
        )
        info = objects.add_content(information)
        trailer = around.trailer % {b"root": root.encode(), b"info": info.encode()}
        return Parts(around.head, objects.contents(), trailer)
