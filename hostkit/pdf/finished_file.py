"""Reads the pages, tags and objects of a PDF file that hostkit wrote.

It supports only what this package writes: one cross-reference stream, and object streams without encryption.
It raises ValueError or KeyError for any other file.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from hostkit.pdf.syntax import IN_FILE, IN_OBJECT_STREAM, ROW, WIDTHS

_TOKEN = re.compile(
    rb"<<|>>|[\[\]]|/[^\s<>\[\]()/%{}]*|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|[^\s<>\[\]()/%{}]+", re.DOTALL
)
REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
"""A reference to an object (PDF 32000-1, 7.3.10)."""

_OBJECT = re.compile(rb"\s*\d+ 0 obj\b\s*")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)(?! \d+ R)")
_KEY = re.compile(rb"/StructParent (\d+) ?")
_OWNERS = re.compile(rb"(\d+) (\[[^\]]*\]|\d+ 0 R)")
"""A key and a value of a parent tree (PDF 32000-1, 14.7.4.4)."""

_MOST_INFLATED = 16 * 1024 * 1024
"""The most bytes of an inflated stream, far more than hostkit writes, so that a damaged file cannot fill the memory."""

_NESTING = {b"<<": 1, b"[": 1, b">>": -1, b"]": -1}


class FilePart(NamedTuple):
    """An object: its dictionary or other value, and the undecoded data of its stream or None."""

    value: bytes
    stream: bytes | None


class SourceTags(NamedTuple):
    """The structure tree of a file and the links in it.

    ``pages`` are the object numbers of the pages in order. ``top`` is the first element, whose parent is ``root``.
    ``objects`` are the contents of all elements and links by number; that of a link lacks its key in the parent tree,
    which is in ``links``, and its end. ``owners`` are the keys and values of the parent tree, and ``page_links`` the
    entry for the links of each page, empty where there are none.
    """

    pages: tuple[int, ...]
    root: int
    top: int
    objects: dict[int, bytes]
    links: dict[int, int]
    owners: tuple[tuple[int, bytes], ...]
    page_links: tuple[bytes, ...]


class FinishedFile:
    """A PDF file that hostkit wrote. Its methods raise ValueError or KeyError for any other file.

    ``duplex`` is the viewer preference Duplex, without the slash.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._offsets: dict[int, int] = {}
        self._packed: dict[int, tuple[int, int]] = {}
        """For each compressed object, the number of its object stream and its index there."""
        self._unpacked: dict[int, list[bytes]] = {}
        trailer = self._read_trailer()
        root = entries(self.part(_number(trailer[b"/Root"])).value)
        self._pages, self._structure = _number(root[b"/Pages"]), _number(root[b"/StructTreeRoot"])
        self._language = root.get(b"/Lang", b"")
        preferences = root.get(b"/ViewerPreferences", b"")
        if REFERENCE.fullmatch(preferences):
            preferences = self.part(_number(preferences)).value
        self.duplex = entries(preferences).get(b"/Duplex", b"/Simplex")[1:].decode("ascii")

    def pages(self) -> list[dict[bytes, bytes]]:
        """Return the dictionary of every page in order, as values by key."""
        return [page for _, page in self._pages_below(self._pages)]

    def tags(self) -> SourceTags:
        """Return the structure elements of the file, and its links."""
        pages = dict(self._pages_below(self._pages))
        links = {link for page in pages.values() for link in references(page.get(b"/Annots", b""))}
        structure = entries(self.part(self._structure).value)
        (top,) = references(structure[b"/K"])
        objects: dict[int, bytes] = {}
        waiting = [top]
        while waiting:
            number = waiting.pop()
            objects[number] = value = self.part(number).value
            kids = references(entries(value)[b"/K"])
            waiting += [kid for kid in reversed(kids) if kid not in pages and kid not in links]
        keys = {}
        for number in sorted(links):
            value = self.part(number).value
            found = _KEY.search(value)
            if not found:
                raise ValueError(f"link {number} has no place in the structure tree")
            keys[number] = int(found[1])
            objects[number] = (value[: found.start()] + value[found.end() :]).rstrip().removesuffix(b">>")
        # A joined document has one root, below which each file is a part.
        head, lang = b"/S /Document", b" /Lang %s" % self._language if self._language else b""
        objects[top] = objects[top].replace(head, b"/S /Part" + lang, 1)
        owners = tuple((int(found[1]), found[2]) for found in _OWNERS.finditer(structure[b"/ParentTree"]))
        annotations = (page.get(b"/Annots", b"") for page in pages.values())
        page_links = tuple(b" /Annots " + links if links else b"" for links in annotations)
        return SourceTags(tuple(pages), self._structure, top, objects, keys, owners, page_links)

    def part(self, number: int) -> FilePart:
        """Return the object with this number."""
        if number in self._packed:
            container, place = self._packed[number]
            return FilePart(self._inside(container)[place], None)
        return self._part_at(self._offsets.get(number, len(self._data)))

    def _part_at(self, offset: int) -> FilePart:
        found = _OBJECT.match(self._data, offset)
        if not found:
            raise ValueError(f"there is no object at byte {offset}")
        begin = found.end()
        end = self._data.index(b"endobj", begin)
        stream = _STREAM.search(self._data, begin, end)
        if not stream:
            return FilePart(self._data[begin:end].strip(), None)
        value = self._data[begin : stream.start() + 2]
        length = _LENGTH.search(value)
        if not length:
            raise ValueError(f"the stream at byte {offset} does not say how long it is")
        return FilePart(value, self._data[stream.end() : stream.end() + int(length[1])])

    def _pages_below(self, number: int) -> Iterator[tuple[int, dict[bytes, bytes]]]:
        """Yield the number and the dictionary of each page below a node of the page tree."""
        node = entries(self.part(number).value)
        if node.get(b"/Type") == b"/Page":
            yield number, node
            return
        for kid in references(node[b"/Kids"]):
            yield from self._pages_below(kid)

    def _inside(self, container: int) -> list[bytes]:
        """Return the objects in an object stream, in order (PDF 32000-1, 7.5.7)."""
        if container not in self._unpacked:
            part = self._part_at(self._offsets[container])
            data = _inflated(part)
            first = int(entries(part.value)[b"/First"])
            places = [first + int(place) for place in data[:first].split()[1::2]]
            self._unpacked[container] = [
                data[start:end].strip() for start, end in zip(places, [*places[1:], len(data)], strict=True)
            ]
        return self._unpacked[container]

    def _read_trailer(self) -> dict[bytes, bytes]:
        """Read the cross-reference stream (PDF 32000-1, 7.5.8) and return its dictionary, which is the trailer."""
        place = int(self._data[self._data.rindex(b"startxref") + 9 :].split()[0])
        part = self._part_at(place)
        trailer = entries(part.value)
        if trailer.get(b"/Type") != b"/XRef" or trailer[b"/W"] != WIDTHS:
            raise ValueError("there is no table of objects where the file says")
        for number, (kind, second, third) in enumerate(ROW.iter_unpack(_inflated(part))):
            if kind == IN_FILE:
                self._offsets[number] = second
            elif kind == IN_OBJECT_STREAM:
                self._packed[number] = second, third
        return trailer


def _inflated(part: FilePart) -> bytes:
    """Return the decoded data of a stream. Raises ValueError if it is damaged or longer than _MOST_INFLATED."""
    data = part.stream or b""
    if b"/FlateDecode" not in part.value:
        return data
    inflate = zlib.decompressobj()
    try:
        found = inflate.decompress(data, _MOST_INFLATED)
    except zlib.error as error:
        raise ValueError(f"a stream is damaged ({error})") from None
    if not inflate.eof:
        raise ValueError("a stream ends too soon or is too long")
    return found


def entries(dictionary: bytes) -> dict[bytes, bytes]:
    """Return the first dictionary in the bytes. Keys include the slash; values are the bytes as written."""
    found: dict[bytes, bytes] = {}
    key, depth, begin = b"", 0, 0
    for token in _TOKEN.finditer(dictionary):
        depth += _NESTING.get(token[0], 0)
        value = dictionary[begin : token.start()].strip()
        ends = depth == 0 and token[0] == b">>"
        # A name is a key unless it is the value of the preceding key.
        if ends or (depth == 1 and token[0].startswith(b"/") and (value or not key)):
            if key:
                found[key] = value
            if ends:
                break
            key, begin = token[0], token.end()
    return found


def references(value: bytes) -> list[int]:
    """Return the object numbers of the references in a value, in order."""
    return [int(found[1]) for found in REFERENCE.finditer(value)]


def _number(value: bytes) -> int:
    (number,) = references(value)
    return number
