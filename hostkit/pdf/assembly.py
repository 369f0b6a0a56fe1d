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

    def __init__(self, page_count: int, language: str, preferences: str) -> None:
        self._language, self._preferences = language, preferences
        self.objects = Objects()
        self.fonts, self._tree = Body(), Body()
        """The dictionary of fonts, which all pages share, and the tree of pages."""
        self.objects.add(self.fonts)
        self.objects.add(self._tree)
        self._pages = [Body() for _ in range(page_count)]
        self.pages = [self.objects.add(page) for page in self._pages]
        """References to the pages, which are known before they are shown."""
        self._outline: str | None = None

    def show_page(
        self, key: int, width: float, height: float, pieces: Sequence[Body], annotations: Sequence[Body]
    ) -> None:
        """Show a page of a size in points, its content in one stream or more; ``key`` is its number from 0.

        Its annotations are objects already.
        """
        contents = " ".join([self.objects.add(piece) for piece in pieces])
        area = f"[0 0 {number(width)} {number(height)}]"
        links = f" /Annots [{' '.join([its.reference for its in annotations])}]" if annotations else ""
        self._pages[key].content = (
            f"<< /Type /Page /Parent {self._tree.reference} /MediaBox {area} /TrimBox {area} "
            f"/Resources << /Font {self.fonts.reference} >> /Contents [{contents}] "
            f"/StructParents {key} /Tabs /S{links} >>".encode()
        )

    def set_outline(self, bookmarks: Iterable[Bookmark]) -> None:
        """Give the file an outline that leads to places on the pages; none without bookmarks."""
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
