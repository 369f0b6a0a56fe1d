"""hostkit.yaml is found upward, and its folders count from the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.core.errors import Position, SourceError
from hostkit.events.event import SeasonOptions, fields_of
from hostkit.events.precedence import Settings, find_settings, merge, read_options, settings_for


def write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hostkit.yaml").write_text(text, encoding="utf-8")


def test_nearest_file_upward_holds(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    write(tmp_path, "paper: letter\n")
    assert find_settings(deep) == tmp_path / "hostkit.yaml"
    write(tmp_path / "a", "paper: a4\n")
    assert find_settings(deep) == tmp_path / "a" / "hostkit.yaml"
    assert settings_for(deep).given["paper"].value == "a4"


def test_no_file_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hostkit.events.precedence.SETTINGS_FILE", "no-such-settings.yaml")
    assert settings_for(tmp_path) == Settings()


def test_folder_that_may_not_be_entered_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", fail)
    assert find_settings(tmp_path) is None


def test_folders_count_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own guides").mkdir()
    (tmp_path / "sub").mkdir()
    write(tmp_path, "guides: own guides\nout: kits\nhost: Åsa\n")
    settings = settings_for(tmp_path / "sub")
    assert settings.path == tmp_path / "hostkit.yaml"
    assert settings.guides == tmp_path / "own guides"
    assert settings.given["out"].value == tmp_path / "kits"
    assert settings.given["out"].at == Position("hostkit.yaml", 2, 6, "out")


def test_absolute_folder_and_home_stay_what_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    write(tmp_path / "a", "out: ~/kits\n")
    assert settings_for(tmp_path / "a").given["out"].value == tmp_path / "home" / "kits"
    write(tmp_path / "a", f"out: {tmp_path / 'elsewhere'}\n")
    assert settings_for(tmp_path / "a").given["out"].value == tmp_path / "elsewhere"


@pytest.mark.parametrize("text", ["", "# paper: a4\n"])
def test_empty_file_says_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    assert settings_for(tmp_path) == Settings(path=tmp_path / "hostkit.yaml")


def test_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "guides: nowhere\npapre: a4\npaper: a3\n")
    with pytest.raises(SourceError) as caught:
        settings_for(tmp_path)
    assert str(caught.value) == (
        'hostkit.yaml:1:9: guides: there is no folder "nowhere". Make it beside hostkit.yaml, or take the line out.\n'
        'hostkit.yaml:2:1: there is no key "papre" here. Did you mean "paper"?\n'
        'hostkit.yaml:3:8: paper: "a3" is not known here. Known here: a4, letter.'
    )


def test_the_options_of_a_season_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "joined: yes\nper_host: true\ndates: dmy\nmail: mail.txt\n")
    season = merge({}, {}, settings_for(tmp_path)).season
    assert season == SeasonOptions("dmy", joined=True, per_host=True, mail=tmp_path / "mail.txt")
    assert not merge(read_options({"joined": "no"}), {}, settings_for(tmp_path)).season.joined
    assert set(SeasonOptions._fields) == set(fields_of("season"))
