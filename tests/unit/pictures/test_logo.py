"""Logos: pictures of every kind are read as they print or refused in plain words, in little time and memory."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from hostkit.core.errors import BadValue, HostkitError
from hostkit.core.values import mm
from hostkit.pictures.logo import read_logo
from hostkit.pictures.logo_file import LogoFile, read_logo_file

RED = (200, 30, 30)


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def png(mode: str = "RGB", size: tuple[int, int] = (400, 200), color: object = RED, **how: object) -> bytes:
    return saved(Image.new(mode, size, color), "PNG", **how)  # type: ignore[arg-type]


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    picture.save(file := io.BytesIO(), kind, **how)
    return file.getvalue()


def palette() -> bytes:
    return saved(Image.new("RGB", (400, 200), RED).convert("P"), "PNG", transparency=0)


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(Image.new("RGB", (200, 400), RED), "JPEG", exif=exif)


def bomb(side: int) -> bytes:
    """Return a small file that says it is a square with so many dots a side."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b""))
    written = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
               for kind, data in parts]  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def moving() -> bytes:
    frames = [Image.new("RGB", (400, 200), color) for color in ("red", "blue")]
    return saved(frames[0], "PNG", save_all=True, append_images=frames[1:])


DRAWN: dict[str, tuple[str, bytes, int]] = {
    "colored": ("logo.png", png(), 3),
    "gray": ("logo.png", png("L", color=90), 1),
    "black and white": ("logo.png", png("1", color=0), 1),
    "gray with alpha": ("logo.png", png("LA", color=(90, 128)), 1),
    "alpha": ("logo.png", png("RGBA", color=(*RED, 0)), 3),
    "palette with a clear color": ("logo.png", palette(), 3),
    "16 bit": ("logo.png", png("I;16", color=40_000), 1),
    "jpeg": ("LOGO.JPG", saved(Image.new("RGB", (400, 200), RED), "JPEG"), 3),
    "cmyk": ("logo.jpeg", saved(Image.new("CMYK", (400, 200), (0, 200, 200, 0)), "JPEG"), 3),
    "turned by its camera": ("logo.jpg", turned(), 3),
    "png named jpg": ("logo.jpg", png(), 3),
    "large": ("logo.png", png("L", (3900, 1950), 90), 1),
}


@pytest.mark.parametrize(("name", "data", "channels"), DRAWN.values(), ids=DRAWN)
def test_pictures_are_read_as_they_print(name: str, data: bytes, channels: int) -> None:
    Path(name).write_bytes(data)
    logo = read_logo(LogoFile(name))
    raster = logo.raster
    assert (logo.width, logo.height) == pytest.approx((mm(20), mm(10)))
    assert raster.channels == channels
    assert len(zlib.decompress(raster.dots)) == raster.columns * raster.rows * channels
    assert 118 <= raster.rows <= 237


@pytest.mark.parametrize(
    ("data", "first"),
    [
        (png("RGBA", color=(*RED, 0)), b"\xff\xff\xff"),
        (png("RGBA", color=(*RED, 255)), bytes(RED)),
        (png("I;16", color=0xFFFF), b"\xff"),
        (png("I;16", color=0), b"\x00"),
        (png("I;16", color=0x8080), b"\x80"),
        (png("1", color=0), b"\x00"),
    ],
)
def test_dots_keep_their_color(data: bytes, first: bytes) -> None:
    Path("logo.png").write_bytes(data)
    assert zlib.decompress(read_logo(LogoFile("logo.png")).raster.dots).startswith(first)


def test_a_logo_is_at_most_40_mm_wide_and_as_high_as_it_is_said_to_be() -> None:
    Path("logo.png").write_bytes(png(size=(2400, 300)))
    wide = read_logo(LogoFile("logo.png"))
    assert (wide.width, wide.height) == pytest.approx((mm(40), mm(5)))
    low = read_logo(LogoFile("logo.png", height=4))
    assert (low.width, low.height) == pytest.approx((mm(32), mm(4)))
    assert low.within(mm(2)).width == pytest.approx(mm(16))


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "logo-not-a-picture", "save it as PNG"),
    "text": (b"no picture", "logo-not-a-picture", "save it as PNG"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "logo-not-a-picture", "save it as PNG"),
    "cut off": (png()[:200], "logo-not-a-picture", "save it as PNG"),
    "damaged": (png().replace(b"IDAT", b"IDAX"), "logo-not-a-picture", "save it as PNG"),
    "gif": (saved(Image.new("L", (400, 200)), "GIF"), "logo-not-a-picture", "save it as PNG"),
    "bomb": (bomb(60_000), "logo-too-large", "Save it smaller"),
    "smaller bomb": (bomb(10_000), "logo-too-large", "Save it smaller"),
    "too many dots": (png("L", (2900, 2900), 90), "logo-too-large", "Save it smaller"),
    "too large a file": (png() + bytes(20_000_001), "logo-too-large", "Save it smaller"),
    "moving": (moving(), "logo-moves", "one of its pictures"),
    "too long": (png(size=(4000, 200)), "logo-too-long", "at most 13 times"),
    "small": (png(size=(200, 100)), "logo-too-few-dots", "write a height of 8 mm"),
    "tiny": (png(size=(20, 10)), "logo-too-few-dots", "Use a larger picture."),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_printed_is_refused(data: bytes, code: str, remedy: str) -> None:
    Path("logo.png").write_bytes(data)
    with pytest.raises(HostkitError) as caught:
        read_logo(LogoFile("logo.png"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == (code, "logo.png")
    assert remedy in problem.remedy


def test_the_height_that_is_advised_is_taken() -> None:
    Path("logo.png").write_bytes(png(size=(200, 100)))
    assert read_logo(LogoFile("logo.png", height=8)).height == pytest.approx(mm(8))


def test_a_changed_picture_is_read_again() -> None:
    Path("logo.png").write_bytes(png())
    before = read_logo(LogoFile("logo.png"))
    Path("logo.png").write_bytes(png(color=(0, 0, 90), size=(410, 205)))
    assert read_logo(LogoFile("logo.png")).raster != before.raster


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("logo.png", LogoFile("logo.png")),
        ("logo.png; Town library", LogoFile("logo.png", "Town library")),
        ("logo.png;Town library;8 mm", LogoFile("logo.png", "Town library", 8)),
        ("logo.png;;0,8 cm", LogoFile("logo.png", "", 8)),
        ("logo.png; ; 7", LogoFile("logo.png", "", 7)),
    ],
)
def test_how_a_logo_is_named(text: str, named: LogoFile) -> None:
    Path("logo.png").write_bytes(png())
    assert read_logo_file(text) == named


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("logo.svg", "logo-other-ending"),
        ("nowhere.png", "logo-missing"),
        ("logo.png; a; 11 mm", "logo-height"),
        ("logo.png; a; 2 mm", "logo-height"),
        ("logo.png; a; tall", "logo-height"),
        ("logo.png; a; 8 mm; red", "logo-parts"),
    ],
)
def test_what_names_no_logo_is_refused(text: str, code: str) -> None:
    Path("logo.png").write_bytes(png())
    with pytest.raises(BadValue) as caught:
        read_logo_file(text)
    assert caught.value.code == code
