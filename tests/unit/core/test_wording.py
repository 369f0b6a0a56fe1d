"""Messages name files, values and names so that any terminal can show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.core.wording import advice, character, display_path, nearest, printable, quoted


def test_path_below_the_working_folder_is_shown_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert display_path(tmp_path / "work" / "content" / "x.yaml") == "content/x.yaml"
    assert display_path(Path("content/x.yaml")) == "content/x.yaml"
    assert display_path(tmp_path / "x.yaml") == (tmp_path / "x.yaml").as_posix()
    assert display_path(Path("../x.yaml")) == "../x.yaml"


def test_path_is_shown_where_the_working_folder_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", gone)
    assert display_path(Path("x.yaml")) == "x.yaml"


def test_stray_bytes_and_escapes_of_a_file_name_are_written_out() -> None:
    assert display_path(Path("\udcff\x1b[31m.yaml")) == "\\udcff\\x1b[31m.yaml"
    assert printable("déjà vu\n") == "déjà vu\\n"


def test_quoted_value_is_one_short_line() -> None:
    assert quoted("a\nb") == '"a\\nb"'
    assert quoted("x" * 60) == f'"{"x" * 60}"'
    assert quoted("x" * 61) == f'"{"x" * 57}..."'


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("probs", "probes"),
        ("skip-if-late", "skip_if_late"),
        ("ASK", "ask"),
        ("Skip if late", "skip_if_late"),
        ("zzz", None),
    ],
)
def test_nearest_name(name: str, near: str | None) -> None:
    assert nearest(name, ["ask", "probes", "note", "skip_if_late"]) == near


def test_advice_is_the_nearest_name_else_all() -> None:
    assert advice("probs", ["ask", "probes"]) == 'Did you mean "probes"?'
    assert advice("zzz", ["ask", "probes"]) == "Known here: ask, probes."


def test_character_by_number_and_name() -> None:
    assert character("\ufffd") == "U+FFFD (replacement character)"
    assert character("\x07") == "U+0007"
