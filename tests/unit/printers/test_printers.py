"""The file of printers: what is stored comes back, and what is damaged is neither used nor lost."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from hostkit.core.errors import HostkitError, OutputError, UsageError
from hostkit.printers.calibration import Calibration, ScaleReading, Shift
from hostkit.printers.stored_printers import printers_file, read_printer, read_printers, store_printer

DEN = Calibration(Shift(0.5, -1.0), Shift(-1.5, 0.5), 99.2)
ENTRY = {"front_mm": [0, 0], "back_mm": [0.5, -1], "scale_percent": 100}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "config"


def write(folder: Path, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "printers.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def file(**changes: object) -> str:
    """Return a file with one printer, changed."""
    return json.dumps({"hostkit": 1, "printers": {"den": {**ENTRY, **changes}}})


def test_nothing_is_stored_at_first() -> None:
    assert read_printers() == {}


def test_what_is_stored_comes_back(folder: Path) -> None:
    stored = store_printer("den", ScaleReading(*DEN))
    assert (stored.file, stored.calibration, stored.kept_aside) == (folder / "printers.json", DEN, None)
    assert read_printers() == {"den": DEN}
    assert read_printer("den") == DEN
    assert [path.name for path in folder.iterdir()] == ["printers.json"]


def test_other_printers_and_other_numbers_are_kept(folder: Path) -> None:
    store_printer("den", ScaleReading(*DEN))
    store_printer("attic", ScaleReading(percent=101.0))
    store_printer("den", ScaleReading(back=Shift(2, 2)))
    assert read_printers() == {"attic": Calibration(percent=101.0), "den": DEN._replace(back=Shift(2, 2))}
    assert list(json.loads((folder / "printers.json").read_text("utf-8"))["printers"]) == ["attic", "den"]


def test_the_file_says_its_version_and_its_units(folder: Path) -> None:
    store_printer("den", ScaleReading(*DEN))
    assert json.loads((folder / "printers.json").read_bytes()) == {
        "hostkit": 1,
        "printers": {"den": {"front_mm": [0.5, -1.0], "back_mm": [-1.5, 0.5], "scale_percent": 99.2}},
    }


def test_a_file_edited_by_hand_is_read(folder: Path) -> None:
    write(folder, b"\xef\xbb\xbf" + file().encode())
    assert read_printer("den") == Calibration(Shift(0, 0), Shift(0.5, -1), 100)


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("", "it is no JSON from line 1, column 1 on."),
        ('{"hostkit": 1,\n "printers": {', "it is no JSON from line 2, column 15 on."),
        (b'{"hostkit": 1, "printers": {"\xff": 1}}', "it is not UTF-8."),
        (b"\x00\x01", "it is no JSON from line 1, column 1 on."),
        ("[" * 100_000, "it holds what hostkit never writes."),
        ("9" * 5000, "it holds what hostkit never writes."),
        ("[]", "it does not begin with the version of hostkit's files."),
        ('{"printers": {}}', "it does not begin with the version of hostkit's files."),
        ('{"hostkit": 2, "printers": {}}', 'its version is "2", and this hostkit knows 1.'),
        ('{"hostkit": true, "printers": {}}', 'its version is "True", and this hostkit knows 1.'),
        ('{"hostkit": 1}', "it should hold a version and printers, nothing else."),
        ('{"hostkit": 1, "printers": []}', "it should hold a version and printers, nothing else."),
        ('{"hostkit": 1, "printers": {}, "more": 1}', "it should hold a version and printers, nothing else."),
        ('{"hostkit": 1, "hostkit": 1, "printers": {}}', "it says something twice."),
        (file(scale_percent=float("nan")), "it holds NaN, which is no number."),
        (file(front_mm=[0]), '"den": does not hold what a printer\'s entry holds.'),
        (file(front_mm=[0, True]), '"den": does not hold what a printer\'s entry holds.'),
        (file(front_mm=[0, "1"]), '"den": does not hold what a printer\'s entry holds.'),
        (file(front_mm=[0, 10**400]), '"den": does not hold what a printer\'s entry holds.'),
        (file(back_mm=[0, 8.5]), '"den": 8.5 mm is not believable.'),
        (file(scale_percent=50), '"den": 50 percent is not believable.'),
        (file(more=1), '"den": does not hold what a printer\'s entry holds.'),
        ('{"hostkit": 1, "printers": {"Den!": {}}}', '"Den!": does not hold what a printer\'s entry holds.'),
    ],
)  # fmt: skip
def test_a_damaged_file(folder: Path, text: str | bytes, damage: str) -> None:
    """For reading an error that leaves it alone; for storing it is kept beside the new one."""
    path = write(folder, text)
    before = path.read_bytes()
    with pytest.raises(HostkitError) as caught:
        read_printer("den")
    assert str(caught.value) == (
        f"config/printers.json: this file of printers is damaged: {damage} It was left as it is. Mend it, or store "
        "your printer again with hostkit calibrate, which keeps this file under another name."
    )
    assert caught.value.exit_code == 1
    assert path.read_bytes() == before
    stored = store_printer("den", ScaleReading(*DEN))
    assert (stored.damage, stored.kept_aside) == (damage, folder / "printers.json.damaged-1")
    assert (folder / "printers.json.damaged-1").read_bytes() == before
    assert read_printers() == {"den": DEN}


def test_every_damaged_file_is_kept(folder: Path) -> None:
    for number in (1, 2, 3):
        write(folder, f"damage {number}")
        store_printer("den", ScaleReading(*DEN))
    kept = [(folder / f"printers.json.damaged-{number}").read_text("utf-8") for number in (1, 2, 3)]
    assert kept == ["damage 1", "damage 2", "damage 3"]


def test_an_unknown_printer_is_told_with_the_nearest_one() -> None:
    store_printer("den", ScaleReading(*DEN))
    with pytest.raises(UsageError) as caught:
        read_printer("dem")
    assert str(caught.value) == (
        '--printer: there is no printer "dem". Did you mean "den"? Else hostkit calibrate prints a page to measure one.'
    )
    with pytest.raises(UsageError, match=r"Known here: den\. Else"):
        read_printer("office")


def test_no_printer_at_all() -> None:
    with pytest.raises(UsageError) as caught:
        read_printer("den")
    assert str(caught.value) == (
        "--printer: no printer is stored yet. hostkit calibrate prints a page to measure one."
    )


def test_a_folder_in_the_place_of_the_file(folder: Path) -> None:
    (folder / "printers.json").mkdir(parents=True)
    with pytest.raises(HostkitError, match=r"^config/printers\.json: could not be read: "):
        read_printers()
    with pytest.raises(HostkitError, match="Nothing was changed"):
        store_printer("den", ScaleReading(*DEN))


def test_a_file_in_the_place_of_the_folder(folder: Path) -> None:
    folder.write_text("mine", "utf-8")
    assert read_printers() == {}
    with pytest.raises(OutputError, match="is a file, not a folder"):
        store_printer("den", ScaleReading(*DEN))
    assert folder.read_text("utf-8") == "mine"


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder, "damaged")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hostkit.files.writer.os.fsync", refuse)
    with pytest.raises(OutputError, match="the disk is full"):
        store_printer("den", ScaleReading(*DEN))
    assert [found.name for found in folder.iterdir()] == ["printers.json"]
    assert path.read_text("utf-8") == "damaged"


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders are those of Linux")
def test_the_file_is_in_the_folder_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for nothing in ("", None):
        if nothing is None:
            monkeypatch.delenv("HOSTKIT_CONFIG")
        else:
            monkeypatch.setenv("HOSTKIT_CONFIG", nothing)
        assert printers_file() == tmp_path / "hostkit" / "printers.json"
