"""The sum of a kit's inputs: another one for whatever could change a byte, the same for all else."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from hostkit.batch import inputs
from hostkit.batch.inputs import kit_inputs, printing_sum, read_whole_guide, surroundings
from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import HostkitError, Position, SourceError
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.read_guide import read_guide
from hostkit.pictures.logo_file import LogoFile
from hostkit.printers.calibration import Calibration, Shift
from hostkit.themes.theme import read_theme
from tests.support.guides import CHECKOUT

HERE, THERE = Position("a.csv", 2, 3), Position("b.csv", 9, 9, "place", in_table=True)
EVENT = Event(
    id="a",
    season="spring",
    topic=Phrase("male-allies", HERE),
    date=datetime.date(2027, 1, 14),
    start=1140,
    minutes=90,
    time_zone="Europe/Berlin",
    guests=10,
    place=Phrase("Room", HERE),
    host=Phrase("Ana", HERE),
    note=Phrase("Bring a cup", HERE),
    series=Phrase("Our evenings", HERE),
    names=(Phrase("Cleo", HERE),),
    cancelled=True,
    group_name=Phrase("Us", HERE),
    group_url=Link("https://example.org/a", HERE),
    pre_read_url=Link("https://example.org/b", HERE),
    revision=1,
)
OTHER_EVENT = Event(
    id="b",
    season="autumn",
    topic=Phrase("saying-no", HERE),
    date=datetime.date(2027, 1, 15),
    start=1141,
    minutes=91,
    time_zone="Europe/Paris",
    guests=11,
    place=Phrase("Hall", HERE),
    host=Phrase("Bea", HERE),
    note=Phrase("Bring a pen", HERE),
    series=Phrase("Power Talks", HERE),
    names=(Phrase("Cleo", HERE), Phrase("Dora", HERE)),
    group_name=Phrase("You", HERE),
    group_url=Link("https://example.org/c", HERE),
    pre_read_url=Link("https://example.org/d", HERE),
    revision=2,
)
OTHER_OPTIONS = PrintOptions(
    "en",
    "links",
    "letter",
    "a7-8up",
    "short",
    12,
    ("host-sheet",),
    2,
    1,
    "empty",
    "none",
    True,
    "den",
    None,
    LogoFile("library.png"),
)


def total(event: Event = EVENT, options: PrintOptions | None = None, **others: object) -> str:
    given = {"guide": "guide", "printer": None, "stock": None, "theme": "plain", **others}
    printing = printing_sum(options or PrintOptions(), given["printer"], given["stock"])  # type: ignore[arg-type]
    return kit_inputs(str(given["guide"]), event, printing, read_theme(str(given["theme"])))


def test_places_do_not_count() -> None:
    placed = EVENT._asdict()
    elsewhere: dict[str, Any] = {
        name: value._replace(at=THERE) for name, value in placed.items() if isinstance(value, Phrase | Link)
    }
    moved = EVENT._replace(**elsewhere)
    assert moved != EVENT
    assert total(moved) == total()


@pytest.mark.parametrize("name", Event._fields)
def test_each_detail_of_the_event_counts(name: str) -> None:
    assert total(EVENT._replace(**{name: getattr(OTHER_EVENT, name)})) != total()
    without: Any = {name: None}
    assert total(EVENT._replace(**without)) != total()


@pytest.mark.parametrize("name", [name for name in PrintOptions._fields if not name.endswith("theme")])
def test_each_way_of_printing_counts(name: str) -> None:
    assert total(options=PrintOptions()._replace(**{name: getattr(OTHER_OPTIONS, name)})) != total()


@pytest.mark.parametrize(
    "other",
    [
        {"guide": "other"},
        {"printer": Calibration(front=Shift(0.5))},
        {"printer": Calibration(percent=99)},
        {"stock": "s"},
        {"theme": "links"},
    ],
)
def test_what_stands_elsewhere_counts(other: dict[str, object]) -> None:
    assert total(**other) != total()  # type: ignore[arg-type]


def test_the_program_its_fonts_and_its_words_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {surroundings()}
    for change in ("version", "program", "fonts", "library"):
        surroundings.cache_clear()
        with monkeypatch.context() as patch:
            if change == "version":
                patch.setattr(inputs, "__version__", "9.9")
            elif change == "program":
                (tmp_path / "words.yaml").write_text("a", "utf-8")
                patch.setattr("hostkit.__file__", str(tmp_path / "__init__.py"))
            elif change == "fonts":
                (tmp_path / "a.ttf").write_text("a", "utf-8")
                patch.setattr(inputs, "fonts_folder", lambda: tmp_path)
            else:
                patch.setattr("importlib.metadata.version", lambda name: "9.9")
            found.add(surroundings())
    surroundings.cache_clear()
    assert len(found) == 5
    assert surroundings() in found


def test_a_guide_comes_with_the_sum_of_its_bytes(tmp_path: Path) -> None:
    text = (CHECKOUT / "content" / "male-allies.yaml").read_text("utf-8")
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    guide, before = read_whole_guide(path)
    assert guide.title.text == "Male allies"
    path.write_text(f"{text}# a word to whoever reads this\n", "utf-8")
    assert read_whole_guide(path)[1] != before


def test_a_guide_that_is_a_link_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(CHECKOUT / "content" / "male-allies.yaml")
    assert (
        read_whole_guide(tmp_path / "a.yaml")[1]
        == read_whole_guide(CHECKOUT / "content" / "male-allies.yaml")[1]
    )


def test_a_guide_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text((CHECKOUT / "content" / "male-allies.yaml").read_text("utf-8"), "utf-8")
    reads: list[Path] = []
    real = read_guide

    def read(path: Path) -> object:
        guide = real(path)
        reads.append(path)
        if len(reads) <= changes:
            path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
        return guide

    monkeypatch.setattr(inputs, "read_guide", read)
    changes = 1
    read_whole_guide(path)
    assert len(reads) == 2
    changes = 100
    with pytest.raises(HostkitError, match=r"a\.yaml: changed while it was read"):
        read_whole_guide(path)


def test_what_is_wrong_with_a_guide_is_said_as_ever(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("hostkit: 1\n", "utf-8")
    with pytest.raises(SourceError, match="title"):
        read_whole_guide(tmp_path / "a.yaml")
