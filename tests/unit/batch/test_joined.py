"""Joined files: the right number of copies, and no kit begins on the back of another, however each is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import hostkit
from hostkit.batch.joined import joined_files, one_copy
from hostkit.batch.records import FileRecord, pack, unpack
from hostkit.core.values import slug
from hostkit.events.event import PrintOptions
from hostkit.guides.guide import Guide
from hostkit.guides.languages import read_language
from hostkit.kit import make_kit
from hostkit.pdf import draw_document
from hostkit.pdf.finished_file import FinishedFile
from tests.support.guides import event, full_guide, guide, link, male_allies
from tests.support.kits import document_named
from tests.unit.pdf.test_join import pixels, texts

GUIDES: dict[str, Callable[[], Guide]] = {"usual": male_allies, "full": full_guide, "small": guide}


@cache
def made(name: str, options: PrintOptions, guests: int) -> tuple[tuple[FileRecord, ...], dict[str, bytes]]:
    """Return the records and the files of a kit."""
    kit = make_kit(
        GUIDES[name](), event(guests=guests, group_url=link(f"https://example.org/{name}")), options
    )
    event_id = slug(f"{name}-{guests}-{options.duplex}-{options.stock}-{options.paper}")
    return unpack(pack(event_id, "inputs", kit, dict.fromkeys(kit.files, "sum"))), dict(kit.files)


def joined(*kits: tuple[str, PrintOptions, int]) -> dict[str, bytes]:
    """Return the joined files of some kits."""
    all_of_them = [made(*its) for its in kits]

    def records() -> Iterator[tuple[FileRecord, ...]]:
        return iter(kit for kit, _ in all_of_them)

    def read(record: FileRecord) -> bytes:
        return next(files for kit, files in all_of_them if kit[0].event == record.event)[record.file]

    return {its.name: b"".join(its.parts) for its in joined_files(records, read, read_language("en"))}


def duplex(data: bytes) -> str:
    root = PdfReader(BytesIO(data), strict=True).trailer["/Root"]
    return str(root["/ViewerPreferences"]["/Duplex"])  # type: ignore[index]


A4, LETTER = PrintOptions(), PrintOptions(paper="letter")
SEASON = (("usual", A4, 3), ("small", A4, 2), ("full", A4, 1))


def apart(sheet: str, *kits: tuple[str, PrintOptions, int]) -> list[list[str]]:
    """Return the texts of the pages of each kit's file."""
    return [texts(made(*its)[1][f"{sheet}.pdf"]) for its in kits]


def test_there_is_one_file_for_each_sheet() -> None:
    assert list(joined(*SEASON)) == ["host-sheets.pdf", "question-cards.pdf", "reflection-worksheets.pdf"]


def test_host_sheets_and_cards_once_worksheets_once_a_guest() -> None:
    found = joined(*SEASON)
    for name, sheet, copies in (
        ("host-sheets", "host-sheet", (1, 1, 1)),
        ("question-cards", "question-cards", (1, 1, 1)),
        ("reflection-worksheets", "reflection-worksheet", (3, 2, 1)),
    ):
        printed = [text for text in texts(found[f"{name}.pdf"]) if text]
        wanted = [
            page for kit, times in zip(apart(sheet, *SEASON), copies, strict=True) for page in kit * times
        ]
        assert printed == wanted


@pytest.mark.parametrize("name", ["host-sheets", "question-cards", "reflection-worksheets"])
def test_no_kit_begins_on_the_back_of_another(name: str) -> None:
    """Sheet by sheet of paper: front and back are of one copy, or the back is empty."""
    data = joined(*SEASON)[f"{name}.pdf"]
    pages = texts(data)
    firsts = {kit[0] for kit in apart({"question-cards": name}.get(name, name[:-1]), *SEASON)}
    begins = [number for number, text in enumerate(pages) if text in firsts]
    if duplex(data) != "/Simplex":
        assert len(pages) % 2 == 0
        assert all(number % 2 == 0 for number in begins)
    assert len(begins) >= len(SEASON)


@cache
def three_pages() -> bytes:
    """Return a file of three pages that is printed on both sides."""
    data = made("usual", A4, 3)[1]["host-sheet.pdf"]
    assert len(FinishedFile(data).pages()) == 2
    document = document_named("usual-a4", "host-sheet")
    return draw_document(document._replace(pages=(*document.pages, document.pages[0])))


@pytest.mark.parametrize(
    ("sides", "data", "printed", "pages"),
    [
        ("both_sides", three_pages, "DuplexFlipLongEdge", (0, 1, 2, None)),
        ("both_sides", lambda: made("usual", A4, 3)[1]["host-sheet.pdf"], "DuplexFlipLongEdge", (0, 1)),
        ("one_side", lambda: made("usual", A4, 3)[1]["reflection-worksheet.pdf"], "Simplex", (0,)),
        (
            "one_side",
            lambda: made("usual", A4, 3)[1]["reflection-worksheet.pdf"],
            "DuplexFlipLongEdge",
            (0, None),
        ),
    ],
)
def test_a_copy_ends_on_a_back_where_backs_are_printed(
    sides: str, data: object, printed: str, pages: tuple[int | None, ...]
) -> None:
    assert callable(data)
    assert one_copy(sides, FinishedFile(data()), printed) == pages


def test_one_sided_sheets_among_two_sided_ones_keep_their_backs_empty() -> None:
    kits = (("usual", A4, 3), ("full", PrintOptions(duplex="none"), 2))
    data = joined(*kits)["host-sheets.pdf"]
    first, second = apart("host-sheet", *kits)
    assert duplex(data) == "/DuplexFlipLongEdge"
    assert texts(data) == [*first, *(text for page in second for text in (page, ""))]


def test_cards_to_be_fed_by_hand_lie_behind_each_other_again() -> None:
    """As long as there is a printer for both sides: then the very pages of the mode for it come out."""
    by_hand = joined(("usual", PrintOptions(duplex="manual"), 3))["question-cards.pdf"]
    both = joined(("usual", A4, 3))["question-cards.pdf"]
    assert duplex(by_hand) == duplex(both) == "/DuplexFlipLongEdge"
    assert [text.split() for text in texts(by_hand)] == [text.split() for text in texts(both)]
    differ = [a != b for a, b in zip(pixels(by_hand), pixels(both), strict=True)]
    assert not any(differ)


def test_other_papers_and_edges_get_files_of_their_own() -> None:
    short = PrintOptions(duplex="short")
    bought = PrintOptions(stock="avery-l7418")
    found = joined(
        ("usual", A4, 3), ("small", A4, 2), ("full", LETTER, 1), ("small", short, 1), ("small", bought, 1)
    )
    assert sorted(found) == [
        "host-sheets-letter.pdf", "host-sheets.pdf",
        "question-cards-a4-short-edge.pdf", "question-cards-avery-l7418.pdf", "question-cards-letter.pdf",
        "question-cards.pdf", "reflection-worksheets-letter.pdf", "reflection-worksheets.pdf",
    ]  # fmt: skip
    assert duplex(found["question-cards-a4-short-edge.pdf"]) == "/DuplexFlipShortEdge"
    for name, data in found.items():
        sizes = {tuple(map(float, page.mediabox[2:])) for page in PdfReader(BytesIO(data)).pages}
        assert len(sizes) == 1, name
        assert (sizes == {(612.0, 792.0)}) is ("letter" in name)


def test_cards_of_another_cut_get_a_file_of_their_own() -> None:
    eighths = PrintOptions(stock="a7-8up")
    found = joined(("usual", A4, 3), ("small", eighths, 2), ("full", A4, 1))
    assert sorted(found) == [
        "host-sheets.pdf", "question-cards-a7-8up.pdf", "question-cards.pdf", "reflection-worksheets.pdf",
    ]  # fmt: skip
    assert texts(found["question-cards-a7-8up.pdf"]) == texts(
        made("small", eighths, 2)[1]["question-cards.pdf"]
    )


def test_cards_that_are_folded_get_a_file_of_their_own() -> None:
    found = joined(("usual", A4, 3), ("full", A4, 3), ("small", PrintOptions(duplex="fold"), 2))
    assert {name for name in found if name.startswith("question")} == {
        "question-cards.pdf",
        "question-cards-a4-fold.pdf",
    }


def test_stocks_of_ones_own_of_one_name_are_told_apart(tmp_path: Path) -> None:
    text = (Path(hostkit.__file__).parent / "stocks" / "a6-4up.yaml").read_text("utf-8")
    kinds = []
    for folder, width in (("x", "105 mm"), ("y", "100 mm")):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "mine.yaml"
        path.write_text(text.replace("width: 105 mm", f"width: {width}"), "utf-8")
        kinds.append(PrintOptions(stock=str(path)))
    found = joined(("usual", A4, 3), ("full", A4, 3), ("small", kinds[0], 1), ("small", kinds[1], 1))
    assert len([name for name in found if name.startswith("question-cards-mine-")]) == 2
    assert len([name for name in found if name.startswith("question")]) == 3


def test_single_cards_for_a_shop_are_together_by_their_size() -> None:
    one, other = (PrintOptions(stock=stock, impose="none") for stock in ("a6-4up", "a7-8up"))
    found = joined(("usual", one, 3), ("small", other, 2), ("small", one, 2), ("small", A4, 1))
    cards = {name for name in found if name.startswith("question-cards")}
    assert cards == {"question-cards.pdf", "question-cards-a7-8up-single.pdf", "question-cards-a4.pdf"}
    for name in cards:
        sizes = {tuple(map(float, page.mediabox[2:])) for page in PdfReader(BytesIO(found[name])).pages}
        assert len(sizes) == 1, name
    assert duplex(found["question-cards.pdf"]) == "/DuplexFlipLongEdge"


def test_what_a_joined_file_is_called() -> None:
    reader = PdfReader(BytesIO(joined(*SEASON)["host-sheets.pdf"]), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Host sheets, 3 events"


def test_folder_names_are_no_names_of_files() -> None:
    assert all(Path(name).name == name for name in joined(*SEASON))
