"""Puts pictures of pages together: rows of them under a caption."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from hostkit.typesetting.fonts import FILES, fonts_folder

GAP, CAPTION_HEIGHT, CAPTION_SIZE, LABEL_HEIGHT, LABEL_SIZE = 3, 30, 17, 20, 13
GRAY, FRAME, INK = (150, 150, 150), (190, 190, 190), (0, 0, 0)


def framed(page: Image.Image) -> Image.Image:
    """Return a page with a line around it."""
    ImageDraw.Draw(page).rectangle((0, 0, page.width - 1, page.height - 1), outline=FRAME)
    return page


def contact_sheet(rows: list[list[tuple[str, Image.Image]]], caption: str) -> Image.Image:
    """Return pages in rows, each with its label above it where it has one."""
    wide = max(sum(page.width + GAP for _, page in row) for row in rows) + GAP
    heights = [max(page.height for _, page in row) + GAP for row in rows]
    above = [LABEL_HEIGHT if any(label for label, _ in row) else 0 for row in rows]
    sheet = Image.new("RGB", (wide, CAPTION_HEIGHT + sum(heights) + sum(above)), GRAY)
    _write(sheet, (GAP * 3, CAPTION_HEIGHT // 2), caption, CAPTION_SIZE)
    y = CAPTION_HEIGHT
    for row, high, over in zip(rows, heights, above, strict=True):
        x = GAP
        for label, page in row:
            _write(sheet, (x + GAP * 2, y + over // 2), label, LABEL_SIZE)
            sheet.paste(page, (x, y + over))
            x += page.width + GAP
        y += high + over
    return sheet


def _write(sheet: Image.Image, at: tuple[int, int], text: str, size: int) -> None:
    face = ImageFont.truetype(str(fonts_folder() / FILES["text-bold"]), size)
    ImageDraw.Draw(sheet).text(at, text, fill=INK, font=face, anchor="lm")
