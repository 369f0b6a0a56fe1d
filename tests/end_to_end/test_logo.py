"""A logo on the sheets of a kit: where it stands, how large it is, how it is named, and when kits are made anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from hostkit.core.values import mm
from tests.end_to_end.test_accessibility import broken_rules
from tests.support.command import hostkit
from tests.support.kits import SHEETS
from tests.support.seasons import event, table

WITH_LOGO = {
    "host-sheet": mm(8), "question-cards": mm(10), "reflection-worksheet": mm(8), "invitation": mm(10),
    "door-sign": mm(10), "agreements-poster": mm(10),
}  # fmt: skip
"""The sheets that show a logo, and how high it is there."""

EDGE = mm(7)
"""What printers leave white."""

Area = tuple[float, float, float, float]


def picture(folder: Path, size: tuple[int, int] = (480, 240), color: str = "#17545c") -> None:
    Image.new("RGB", size, color).save(folder / "logo.png")


@cache
def made(folder: Path, paper: str, topic: str = "male-allies") -> dict[str, bytes]:
    picture(folder)
    told = ("--logo", "logo.png; Town library", "--paper", paper, "--sheets", ",".join(SHEETS))
    facts = (
        "--date",
        "2027-01-14",
        "--start",
        "19:00",
        "--guests",
        "10",
        "--place",
        "12 Mill Lane",
        "--host",
        "Ana",
    )
    outcome = hostkit("build", topic, *told, *facts, folder=folder)
    assert outcome.code == 0, outcome.stderr
    return {path.stem: path.read_bytes() for path in (folder / "out" / topic).glob("*.pdf")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("logo")


def areas(page: pypdfium2.PdfPage, kind: int) -> list[Area]:
    return [item.get_bounds() for item in page.get_objects(filter=[kind], max_depth=9)]


def overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_where_a_logo_stands(sheet: str, paper: str, folder: Path) -> None:
    document = pypdfium2.PdfDocument(made(folder, paper)[sheet])
    logos = {number: areas(page, pdfium.FPDF_PAGEOBJ_IMAGE) for number, page in enumerate(document)}
    assert bool(any(logos.values())) == (sheet in WITH_LOGO)
    for number, page in enumerate(document):
        width, height = page.get_size()
        for area in logos[number]:
            left, bottom, right, top = area
            short = min(right - left, top - bottom)
            assert short == pytest.approx(WITH_LOGO[sheet], abs=0.1)
            assert max(right - left, top - bottom) == pytest.approx(2 * short, abs=0.1)
            assert left >= EDGE
            assert right <= width - EDGE
            assert bottom >= EDGE
            assert top <= height - EDGE
            assert not [text for text in areas(page, pdfium.FPDF_PAGEOBJ_TEXT) if overlap(text, area)]


def test_a_logo_stands_once_on_a_sheet_of_paper(folder: Path) -> None:
    for sheet in ("host-sheet", "question-cards", "reflection-worksheet", "door-sign", "agreements-poster"):
        document = pypdfium2.PdfDocument(made(folder, "a4")[sheet])
        assert sum(len(areas(page, pdfium.FPDF_PAGEOBJ_IMAGE)) for page in document) == 1, sheet


def test_it_costs_no_line(folder: Path, tmp_path: Path) -> None:
    with_logo = made(folder, "letter", "caring-for-parents")
    assert hostkit("build", "caring-for-parents", "--paper", "letter", folder=tmp_path).code == 0
    for sheet in ("host-sheet", "reflection-worksheet"):
        pages = len(PdfReader(tmp_path / "out" / "caring-for-parents" / f"{sheet}.pdf").pages)
        assert len(pypdfium2.PdfDocument(with_logo[sheet])) == pages


def test_files_with_a_logo_are_accessible(folder: Path) -> None:
    files = made(folder, "a4")
    assert {name: broken_rules(data) for name, data in files.items()} == {name: [] for name in files}


def test_the_words_of_a_logo_are_its_alternative_text(folder: Path) -> None:
    made(folder, "a4")
    reader = PdfReader(folder / "out" / "male-allies" / "door-sign.pdf")
    found = [reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))]
    alternatives = [
        str(each["/Alt"]) for each in found if isinstance(each, DictionaryObject) and "/Alt" in each
    ]
    assert alternatives == ["Town library"]


WAYS = {
    "event file": ("evening.yaml", "logo: {file: logo.png, alt: Library, height: 8 mm}\n"),
    "event file, one text": ("evening.yaml", "logo: logo.png; Library; 8 mm\n"),
    "settings": ("hostkit.yaml", "logo: {file: logo.png, alt: Library, height: 8 mm}\n"),
}


@pytest.mark.parametrize(("name", "text"), WAYS.values(), ids=WAYS)
def test_every_way_to_name_a_logo_gives_the_same_bytes(name: str, text: str, tmp_path: Path) -> None:
    picture(tmp_path)
    assert (
        hostkit("build", "grief", "--logo", "logo.png; Library; 8 mm", "--out", "a", folder=tmp_path).code
        == 0
    )
    (tmp_path / name).write_text(text, "utf-8")
    more = ("--event", name) if name == "evening.yaml" else ()
    outcome = hostkit("build", "grief", *more, "--out", "b", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    files = [
        {path.name: path.read_bytes() for path in (tmp_path / each / "grief").glob("*.pdf")} for each in "ab"
    ]
    assert files[0] == files[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("logo: {alt: Library}\n", "evening.yaml:1:7: logo.file: is missing."),
        ("logo: {file: nowhere.png}\n", 'evening.yaml:1:7: logo: there is no picture "nowhere.png".'),
        (
            "logo: {file: logo.png, size: 3}\n",
            'evening.yaml:1:24: logo: there is no key "size" here.',
        ),
        ("logo: [logo.png]\n", "evening.yaml:1:7: logo: is a list"),
    ],
)
def test_a_wrong_logo_in_a_file_is_named_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    picture(tmp_path)
    (tmp_path / "evening.yaml").write_text(text, "utf-8")
    outcome = hostkit("build", "grief", "--event", "evening.yaml", folder=tmp_path)
    assert outcome.code == 1
    assert outcome.stderr.startswith(said)


def test_a_season_has_its_logo_and_is_made_anew_when_the_picture_changes(tmp_path: Path) -> None:
    picture(tmp_path)
    table(tmp_path / "events.csv", [event(number) for number in range(3)])
    (tmp_path / "hostkit.yaml").write_text("logo: logo.png; Library\n", "utf-8")
    assert "3 made" in hostkit("batch", "events.csv", "--joined", folder=tmp_path).stderr
    joined = (tmp_path / "out" / "joined" / "host-sheets.pdf").read_bytes()
    assert joined.count(b"/Subtype /Image") == 1
    assert not broken_rules(joined)
    assert "3 unchanged" in hostkit("batch", "events.csv", "--joined", folder=tmp_path).stderr
    picture(tmp_path, color="#7a3b12")
    assert "3 made" in hostkit("batch", "events.csv", "--joined", folder=tmp_path).stderr


def test_a_picture_that_cannot_be_printed_is_a_problem_of_its_row(tmp_path: Path) -> None:
    picture(tmp_path, size=(20, 10))
    text = "id,topic,logo\na,male-allies,logo.png\nb,grief,\n"
    (tmp_path / "events.csv").write_text(text, "utf-8")
    outcome = hostkit("batch", "events.csv", folder=tmp_path)
    assert outcome.code == 1
    assert "events.csv: row 2, logo: its logo file logo.png has a problem" in outcome.stderr
    assert "logo.png: the picture is 10 dots high; 10 mm need 119." in outcome.stderr
    assert (tmp_path / "out" / "b").is_dir()
