"""Faults planted in finished files are found, each with its page; finished kits have none."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import qrcode
import zxingcpp
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from hostkit.core.errors import SourceError
from hostkit.planning.print_plan import BOTH_SIDES, SHORT_EDGE
from hostkit.stocks.stock import read_stock
from hostkit.verify.verify_file import Verdict, verify
from tests.support.built import EVERY_SHEET, opened
from tests.support.each import for_each

A4 = (595.2756, 841.8898)
MM = 72 / 25.4
LINK = "https://example.org/x"


def judged(folder: Path, data: bytes, **options: Any) -> Verdict:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return verify(path, reader=zxingcpp, **options)


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """Return a page with its boxes, on which something is drawn."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setTrimBox((0, 0, *size))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def code(
    canvas: Canvas, side_mm: float, *, text: str = LINK, link: str | None = None, border: int = 4
) -> None:
    symbol = qrcode.QRCode(border=border, box_size=10)
    symbol.add_data(text)
    picture = io.BytesIO()
    symbol.make_image().save(picture)
    canvas.drawImage(ImageReader(picture), 200, 400, side_mm * MM, side_mm * MM)
    if link:
        canvas.linkURL(link, (200, 400, 200 + side_mm * MM, 400 + side_mm * MM))


def smudge(canvas: Canvas) -> None:
    code(canvas, 30, link=LINK)
    canvas.rect(205, 405, 75, 75, fill=1)


def quiet(canvas: Canvas) -> None:
    code(canvas, 30, border=4)
    canvas.rect(201, 401, 1, 80, fill=1)


FAULTS: dict[str, Callable[[Canvas], None]] = {
    "pdf-font-not-embedded": lambda canvas: canvas.drawString(100, 100, "Helvetica"),
    "pdf-ink-at-edge": lambda canvas: canvas.rect(5 * MM, 300, 1, 1, fill=1),
    "pdf-code-unread": smudge,
    "pdf-code-too-small": lambda canvas: code(canvas, 10),
    "pdf-code-no-link": lambda canvas: code(canvas, 30, text="mailto:a@example.org"),
    "pdf-code-not-quiet": quiet,
}


@for_each(EVERY_SHEET)
def test_finished_files_have_no_fault(case: str, paper: str, sheet: str) -> None:
    data = opened(case, paper, sheet).data
    with TemporaryDirectory() as folder:
        verdict = judged(Path(folder), data)
    assert verdict.problems == ()
    assert verdict.pages == len(PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_with_its_page(fault: str, tmp_path: Path) -> None:
    (problem,) = judged(tmp_path, drawn(FAULTS[fault])).problems
    assert problem.code == fault
    assert (problem.place.field, bool(problem.remedy)) == ("page 1", True)


def test_a_code_is_read_and_compared_with_its_link(tmp_path: Path) -> None:
    good = judged(tmp_path, drawn(lambda canvas: code(canvas, 30, link=LINK)))
    assert (good.codes, good.problems) == ((LINK,), ())
    (problem,) = judged(tmp_path, drawn(lambda canvas: code(canvas, 30, link=f"{LINK}y"))).problems
    assert problem.code == "pdf-code-unread"


@pytest.mark.parametrize("box", ["/TrimBox", "/CropBox"])
def test_boxes_that_differ_are_named(box: str, tmp_path: Path) -> None:
    writer = PdfWriter(io.BytesIO(drawn(lambda canvas: None)))
    writer.pages[0][NameObject(box)] = RectangleObject((10, 10, 500, 800))
    out = io.BytesIO()
    writer.write(out)
    problems = judged(tmp_path, out.getvalue()).problems
    assert {(each.code, each.values["box"]) for each in problems} >= {("pdf-boxes-differ", box[1:])}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"hello", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_pdf_file_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        judged(tmp_path, data)


def test_a_file_with_a_password_is_refused_by_name(tmp_path: Path) -> None:
    writer = PdfWriter(io.BytesIO(drawn(lambda canvas: None)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(SourceError, match="needs a password"):
        judged(tmp_path, out.getvalue())


@pytest.mark.parametrize(
    ("name", "flip", "back_x_mm", "is_wrong"),
    [
        ("avery-c32011", BOTH_SIDES, 20.0, False), ("avery-c32011", BOTH_SIDES, 16.0, True),
        ("avery-c32011", SHORT_EDGE, 16.0, True), ("avery-c32011", "", 20.0, False),
    ],
)  # fmt: skip
def test_something_at_the_edge_of_a_card_is_found(
    name: str, flip: str, back_x_mm: float, is_wrong: bool, tmp_path: Path
) -> None:
    data = drawn(lambda canvas: canvas.rect(back_x_mm * MM, A4[1] - 40 * MM, 3, 3, fill=1))
    found = judged(tmp_path, data, stock=read_stock(name), flipped=flip).problems
    assert [each.code for each in found] == ["pdf-ink-at-cut"] * is_wrong


def test_codes_are_left_out_without_their_reader(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(drawn(smudge))
    assert verify(path).codes is None


def test_a_turned_code_is_measured_as_any_other(tmp_path: Path) -> None:
    symbol = qrcode.QRCode(border=4, box_size=10)
    symbol.add_data(LINK)
    turned = symbol.make_image().get_image().transpose(Image.Transpose.ROTATE_180)
    out = io.BytesIO()
    turned.save(out, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(out.getvalue())), 200, 400, 85, 85)

    assert judged(tmp_path, drawn(draw)).problems == ()
