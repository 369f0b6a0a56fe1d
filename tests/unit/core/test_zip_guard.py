"""A packed file that is damaged, locked or too large is refused in plain words, whatever reads it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from hostkit.core.errors import SourceError
from hostkit.core.zip_guard import PackedKind, check_size, open_archive
from hostkit.events.tables.workbook_package import check_package
from hostkit.importing.word import open_package
from tests.support.tables import workbook
from tests.support.word_files import word_file

CENTRAL = b"PK\x01\x02"
METHOD, FLAGS, CRC, PACKED_SIZE, EXTRA_LENGTH = 10, 8, 16, 20, 30
"""Where these stand in the entry of a part in the central directory (APPNOTE.TXT, 4.3.12)."""

KIND = PackedKind("the file", 3, 1_000, "Save it again.", "Split it.")

READERS: dict[str, tuple[bytes, Callable[[bytes, str], object], str]] = {
    "word": (
        word_file("Rest and work"),
        open_package,
        "x: the file is damaged. Open it in a word processor and save it as .docx again, or as .txt.",
    ),
    "workbook": (
        workbook(["topic"], ["x"]),
        check_package,
        "x: the workbook is damaged. Open it in a spreadsheet and save it again as .xlsx.",
    ),
}


def every_part(data: bytes, at: int, written: bytes) -> bytes:
    """Return an archive with ``written`` at an offset of every entry of its central directory."""
    changed = bytearray(data)
    entry = changed.find(CENTRAL)
    while entry >= 0:
        changed[entry + at : entry + at + len(written)] = written
        entry = changed.find(CENTRAL, entry + 4)
    return bytes(changed)


def in_the_stream(data: bytes) -> bytes:
    """Return an archive whose parts begin with a block of a kind that deflate does not have."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            start = part.header_offset + 30 + sum(struct.unpack_from("<HH", data, part.header_offset + 26))
            changed[start] = 0x07
    return bytes(changed)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing but the first bytes": lambda data: data[:4],
    "cut off in the first part": lambda data: data[:300],
    "cut off before its last byte": lambda data: data[:-1],
    "a part that does not unpack": in_the_stream,
    "a sum that is wrong": lambda data: every_part(data, CRC, b"\1\2\3\4"),
    "a part that ends too early": lambda data: every_part(data, PACKED_SIZE, struct.pack("<L", 5)),
    "a method that nobody knows": lambda data: every_part(data, METHOD, struct.pack("<H", 97)),
    "a method that office files never have": lambda data: every_part(data, METHOD, struct.pack("<H", 12)),
    "an extra field that is cut off": lambda data: every_part(data, EXTRA_LENGTH, struct.pack("<H", 3)),
    "no header before a part": lambda data: data.replace(b"PK\x03\x04", b"PK\x03\x05"),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused(reader: str, damage: str) -> None:
    data, read, message = READERS[reader]
    read(data, "x")
    with pytest.raises(SourceError) as refused:
        read(DAMAGES[damage](data), "x")
    assert str(refused.value) == message


@pytest.mark.parametrize("reader", READERS)
def test_no_changed_byte_gives_another_error_than_a_refusal(reader: str) -> None:
    data, read, _ = READERS[reader]
    for at in range(0, len(data), max(1, len(data) // 400)):
        try:
            read(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :], "x")
        except SourceError:
            continue


@pytest.mark.parametrize("reader", READERS)
def test_a_locked_file_is_named_as_such(reader: str) -> None:
    data, read, _ = READERS[reader]
    with pytest.raises(
        SourceError, match=r"is locked with a password\. Take the password off and save it again\."
    ):
        read(every_part(data, FLAGS, b"\1\0"), "x")


def archive_of(*sizes: int) -> bytes:
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for number, size in enumerate(sizes):
            archive.writestr(f"{number}.xml", b" " * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ((1, 1, 1, 1), "x: the file has 4 parts; 3 is the most. Split it."),
        ((400_000, 700_000), "x: the file unpacks to 1 MB; 0 MB is the most. Split it."),
    ],
)
def test_more_than_its_kind_may_have_is_refused(sizes: tuple[int, ...], message: str) -> None:
    with open_archive(archive_of(500, 500), "x", KIND) as archive:
        check_size(archive, "x", KIND)
    with pytest.raises(SourceError) as refused, open_archive(archive_of(*sizes), "x", KIND) as archive:
        check_size(archive, "x", KIND)
    assert str(refused.value) == message


def test_a_name_twice_is_damage() -> None:
    with (
        zipfile.ZipFile(out := io.BytesIO(archive_of(1)), "a") as archive,
        pytest.warns(UserWarning, match="Dupl"),
    ):
        archive.writestr("0.xml", b"")
    with pytest.raises(SourceError, match="is damaged"), open_archive(out.getvalue(), "x", KIND):
        pass


def test_what_goes_wrong_while_a_part_is_read_is_a_refusal_too() -> None:
    data = in_the_stream(archive_of(500))
    with pytest.raises(SourceError, match="is damaged"), open_archive(data, "x", KIND) as archive:
        archive.read("0.xml")
