"""A file is found under its name whether its accents are composed or separate, wherever a file can be named."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from hostkit.core.input_files import as_on_disk, is_file, is_folder, read_within
from hostkit.events.precedence import read_options, read_settings, resolve
from hostkit.events.read_values import read_event
from hostkit.events.tables.read_table import read_table
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import find_topic
from hostkit.stocks.stock import read_stock
from tests.support.guide_texts import SMALLEST

FORMS = [("NFC", "NFD"), ("NFD", "NFC")]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def name(form: str, text: str = "Müller/Bücher") -> str:
    return unicodedata.normalize(form, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(("typed", "stored"), FORMS)
def test_files_and_folders(typed: str, stored: str) -> None:
    path = Path(name(stored))
    path.mkdir(parents=True)
    (path / "é.txt").write_bytes(b"x")
    assert as_on_disk(Path(name(typed))) == path
    assert is_folder(Path(name(typed)))
    assert is_file(Path(name(typed)) / "é.txt")
    assert read_within(Path(name(typed)) / "é.txt", 9, wanted="a file") == b"x"


def test_what_is_not_there_keeps_its_name() -> None:
    for form in ("NFC", "NFD"):
        assert as_on_disk(Path(name(form))) == Path(name(form))


@pytest.mark.parametrize(("typed", "stored"), FORMS)
def test_every_kind_of_file_that_can_be_named(typed: str, stored: str) -> None:
    folder = Path(name(stored, "Müller"))
    folder.mkdir()
    (folder / "guide.yaml").write_text(SMALLEST, "utf-8")
    (folder / "event.yaml").write_text("host: Ana\n", "utf-8")
    (folder / "events.csv").write_text("topic\nx\n", "utf-8")
    stock = "paper: a4\ncard: {width: 85 mm, height: 54 mm}\nfirst: {left: 15 mm, top: 13.5 mm}\n"
    stock += "pitch: {across: 95 mm, down: 54 mm}\ngrid: {columns: 2, rows: 5}\nsource: a ruler\n"
    (folder / "stock.yaml").write_text(stock, "utf-8")
    named = name(typed, "Müller")
    Path("hostkit.yaml").write_text(f"guides: {named}\nout: {named}\n", "utf-8")
    assert read_guide(find_topic(f"{named}/guide.yaml", Path.cwd())).title.text
    assert read_event(Path(named) / "event.yaml")["host"]
    assert len(read_table(Path(named) / "events.csv").rows) == 1
    assert read_stock(f"{named}/stock.yaml").paper == "a4"
    settings = read_settings(Path("hostkit.yaml"))
    assert settings.guides == folder.absolute() or settings.guides == folder
    assert resolve({}, None, settings).out.name == folder.name
    assert read_options({"stock": f"{named}/stock.yaml"})
