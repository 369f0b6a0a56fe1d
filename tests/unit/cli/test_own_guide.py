"""A guide of one's own: where it is put, and that nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.cli.own_guide import place_of, write_own
from hostkit.core.errors import OutputError, UsageError


@pytest.mark.parametrize(
    ("out", "place"),
    [
        (None, "guides/rest.yaml"),
        ("drafts", "drafts/rest.yaml"),
        ("drafts/other.yml", "drafts/other.yml"),
        ("OTHER.YAML", "OTHER.YAML"),
    ],
)
def test_place(out: str | None, place: str) -> None:
    assert place_of("rest", out, Path("guides"), else_name="or a folder") == Path(place)


def test_without_a_folder_of_own_guides_it_stands_in_this_one() -> None:
    assert place_of("rest", None, None, else_name="or a folder") == Path("rest.yaml")


def test_a_blank_name_is_told_what_it_may_be() -> None:
    with pytest.raises(
        UsageError, match=r"^--out: is blank\. Name a file that ends in \.yaml, or a folder\.$"
    ):
        place_of("rest", " ", None, else_name="or a folder")


def test_a_guide_that_somebody_made_meanwhile_stands(tmp_path: Path) -> None:
    """The commands look before they ask for the text to be written; another may be faster."""
    place = tmp_path / "rest.yaml"
    place.write_text("theirs", encoding="utf-8")
    with pytest.raises(OutputError):
        write_own(place, "ours")
    assert place.read_text(encoding="utf-8") == "theirs"
