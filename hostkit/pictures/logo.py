"""Decodes the picture of a logo with Pillow, and makes it as large as it prints. Only this module imports Pillow."""

from __future__ import annotations

import io
import warnings
import zlib
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps

from hostkit.core.errors import SourceError, refused
from hostkit.core.input_files import own_file, read_once, read_within
from hostkit.core.values import mm
from hostkit.core.wording import display_path
from hostkit.pictures.logo_file import HIGHEST, LOWEST, LogoFile
from hostkit.typesetting.display_list import Raster

WIDEST = 40.0
"""The design's largest width of a logo in mm."""

LEAST_DPI, MOST_DPI = 300, 600
"""Dots to an inch: the design's least, and as many as a printer for the home or office prints."""

MOST_BYTES, MOST_DOTS = 20_000_000, 8_000_000
"""Limits that keep the time below a second and the memory below 200 MB: 8 million dots with alpha took 0.2 seconds and
150 MB."""

_FORMATS = ("PNG", "JPEG")
_INCH = 25.4
_WHITE = (255, 255, 255)


class Logo(NamedTuple):
    """A logo as it prints: its dots, the words that stand for it, and its size in points."""

    raster: Raster
    alt: str
    width: float
    height: float

    def within(self, height: float) -> Logo:
        """Return the logo at most so many points high."""
        scale = min(1.0, height / self.height)
        return self._replace(width=self.width * scale, height=self.height * scale)


def read_logo(named: LogoFile) -> Logo:
    """Return a logo as it prints.

    Raises:
        SourceError: the file is no picture, or one with too many or too few dots.

    """
    return _logo(read_once(_read_picture, own_file(named.file)), named)


def logo_of(data: bytes, named: LogoFile) -> Logo:
    """Return the logo with these bytes, as ``read_logo`` would return it from a file. Raises what that raises."""
    return _logo(_picture(data, display_path(Path(named.file))), named)


def _logo(picture: Image.Image, named: LogoFile) -> Logo:
    file = display_path(Path(named.file))
    wide, high = picture.size
    height = min(named.height, WIDEST * high / wide)
    if height < LOWEST:
        wrong = f"the picture is {wide / high:.0f} times as wide as high."
        raise refused("logo-too-long", file, wrong, "Use one that is at most 13 times as wide as high.")
    needed = -(-height * LEAST_DPI // _INCH)
    if high < needed:
        raise _too_few_dots(file, high, needed, height)
    raster = Raster(*picture.size, len(picture.getbands()), zlib.compress(picture.tobytes(), 9))
    return Logo(raster, named.alt, mm(height * wide / high), mm(height))


def _too_few_dots(file: str, high: int, needed: float, height: float) -> SourceError:
    wrong = f"the picture is {high} dots high; {height:g} mm need {needed:g}."
    lower = int(high * _INCH / LEAST_DPI)
    other = f", or write a height of {lower} mm" if lower >= LOWEST else ""
    return refused("logo-too-few-dots", file, wrong, f"Use a larger picture{other}.")


def _read_picture(path: Path) -> Image.Image:
    return _picture(read_within(path, MOST_BYTES, wanted="a PNG or JPEG picture"), display_path(path))


def _picture(data: bytes, file: str) -> Image.Image:
    """Return a picture as gray or colored dots on white."""
    if len(data) > MOST_BYTES:
        raise _too_large(file, f"the picture is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures that are far too large.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decoded(data, file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large(file, "the picture has too many dots") from None
    except (OSError, SyntaxError, ValueError, EOFError):
        wrong, remedy = (
            "this is no whole PNG or JPEG picture.",
            "Open it in a program for pictures and save it as PNG.",
        )
        raise refused("logo-not-a-picture", file, wrong, remedy) from None


def _decoded(data: bytes, file: str) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        wide, high = picture.size
        if wide * high > MOST_DOTS:
            raise _too_large(file, f"the picture has {wide} x {high} dots")
        if getattr(picture, "n_frames", 1) > 1:
            raise refused("logo-moves", file, "the picture moves.", "Save one of its pictures as PNG.")
        return _shrunk(_on_white(ImageOps.exif_transpose(picture)))


def _too_large(file: str, wrong: str) -> SourceError:
    return refused("logo-too-large", file, f"{wrong}.", "Save it smaller; 1000 dots wide are enough.")


def _shrunk(picture: Image.Image) -> Image.Image:
    """Return a picture with as many dots as the highest logo has at MOST_DPI, if it has more."""
    most = round(HIGHEST / _INCH * MOST_DPI)
    if picture.height <= most:
        return picture
    width = max(1, round(picture.width * most / picture.height))
    return picture.resize((width, most), Image.Resampling.LANCZOS)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I") or picture.mode == "F":
        # Gray of 16 bits.
        return picture.convert("F").point(lambda value: value / 257).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        whole = Image.new("RGB", seen.size, _WHITE)
        whole.paste(seen, mask=seen.getchannel("A"))
        return whole.convert("L") if picture.mode == "LA" else whole
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")
