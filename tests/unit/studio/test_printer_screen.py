"""My printer: the folds are drawn where the numbers say, and the numbers are kept as ``calibrate`` keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostkit.core.values import PAPERS, mm
from hostkit.printers.calibration import Calibration, Shift
from hostkit.printers.stored_printers import read_printers
from tests.support.studio import Studio, served

TYPED = {"f.front_a": "0.5", "f.front_b": "-1", "f.back_a": "-1,5", "f.back_b": "0.5", "f.scale": "99.2"}


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    with served(tmp_path / "here") as running:
        yield running


def test_the_folds_are_drawn_where_the_numbers_are_on_the_scales(studio: Studio) -> None:
    page = studio.post("/printer", TYPED).text
    found = re.findall(r'class="run" d="M([\d.]+) 0V[\d.]+M0 ([\d.]+)H', page)
    paper = PAPERS["a4"]
    wanted = [(0.5, -1.0), (-1.5, 0.5)]
    for (x, y), (right, down) in zip(found, wanted, strict=True):
        assert float(x) == pytest.approx(paper.width / 2 - mm(right))
        assert float(y) == pytest.approx(paper.height / 2 - mm(down))
    assert 'class="run"' not in studio.get("/printer").text
    assert read_printers() == {}


def test_the_numbers_are_kept_and_the_printer_can_be_chosen(studio: Studio) -> None:
    page = studio.post("/printer", {**TYPED, "f.name": "den", "do": "keep"}).text
    assert "The numbers of den are kept" in page
    assert read_printers() == {"den": Calibration(Shift(0.5, -1.0), Shift(-1.5, 0.5), 99.2)}
    assert '<option value="den"' in studio.get(f"{studio.begin()}/paper").text


@pytest.mark.parametrize("name", ["f.front_a", "f.back_b", "f.scale", "f.name"])
def test_what_is_wrong_is_said_and_nothing_is_kept(studio: Studio, name: str) -> None:
    page = studio.post(
        "/printer", {**TYPED, "f.name": "den", "do": "keep", name: "" if name == "f.name" else "x"}
    ).text
    assert 'class="problem"' in page
    assert read_printers() == {}


def test_a_damaged_file_of_printers_is_said_and_the_studio_goes_on(studio: Studio, tmp_path: Path) -> None:
    studio.post("/printer", {**TYPED, "f.name": "den", "do": "keep"})
    (file,) = (tmp_path / "config").glob("*.json")
    file.write_text("{", "utf-8")
    assert "damaged" in studio.get("/printer").text
    assert studio.get(f"{studio.begin()}/paper").status == 200


def test_the_test_page_opens_for_each_paper(studio: Studio) -> None:
    for paper in PAPERS:
        assert studio.get(f"/printer/{paper}/test-page.pdf").data.startswith(b"%PDF")
