"""Theme files: what they may say, what is refused with which remedy, and what the shipped ones keep to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hostkit.core.errors import BadValue, SourceError
from hostkit.events.event import Event, PrintOptions
from hostkit.events.precedence import Settings, merge, read_options
from hostkit.guides.read_guide import read_guide
from hostkit.kit import plan_of, theme_of
from hostkit.themes.figures import Figure
from hostkit.themes.theme import (
    PLAIN,
    accent_of,
    contrast,
    grayness,
    named_theme,
    prints_well,
    read_theme,
    theme_for,
    theme_names,
    written,
)
from hostkit.typesetting.fonts import FILES
from tests.support.each import for_each
from tests.support.guides import CHECKOUT

SHIPPED = sorted(path for path in (CHECKOUT / "content").glob("*.yaml") if "." not in path.stem)
GOOD = 'theme: 1\ntitle: Ours\naccent: "#17545c"\nfigure: {kind: rings, arrangement: pair, stroke: 1 pt}\nvoice: text\n'


def own(folder: Path, text: str) -> str:
    path = folder / "ours.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def problems(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(SourceError) as caught:
        read_theme(own(folder, text))
    return [(problem.place.field, problem.code) for problem in caught.value.problems]


@for_each(theme_names())
def test_a_shipped_theme_prints_well(name: str) -> None:
    theme = read_theme(name)
    assert contrast(theme.accent) >= 7
    assert 0.6 <= grayness(theme.accent) <= 0.8
    assert theme.title
    assert theme.voice in FILES
    assert 0.7 <= theme.figure.weight <= 1.2
    assert theme.quotation_marks == (name == PLAIN)


def test_only_plain_has_no_figure_and_the_text_face_for_its_second_voice() -> None:
    assert [name for name in theme_names() if read_theme(name).figure.draw is None] == [PLAIN]
    assert [name for name in theme_names() if read_theme(name).voice == "text"] == [PLAIN]


def test_each_shipped_guide_has_a_figure_of_its_own() -> None:
    themes = [theme_of(read_guide(path), PrintOptions()) for path in SHIPPED]
    figures = [(theme.figure.kind, theme.figure.named_arrangement) for theme in themes]
    assert len(set(figures)) == len(SHIPPED)
    assert max(Counter(kind for kind, _ in figures).values()) <= 4
    assert len({theme.accent for theme in themes}) == len(SHIPPED)


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    theme = read_theme(own(tmp_path, GOOD))
    assert (theme.name, theme.title, theme.figure) == ("ours", "Ours", Figure("rings", "pair", 1.0))
    assert written(theme.accent) == "#17545c"
    assert theme.voice == "text"
    assert not theme.quotation_marks


def test_what_may_be_left_out(tmp_path: Path) -> None:
    theme = read_theme(own(tmp_path, 'theme: 1\naccent: "#17545c"\nfigure: {kind: rays}\n'))
    assert (theme.title, theme.figure, theme.voice) == ("ours", Figure("rays"), "display-italic")
    assert theme.figure.named_arrangement == "fan"


def test_a_file_called_plain_has_no_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "plain.yaml"
    path.write_text(GOOD, "utf-8")
    assert not read_theme(str(path)).quotation_marks


@pytest.mark.parametrize(
    ("changed", "into", "field", "code"),
    [
        ("theme: 1\n", "", "theme", "theme-missing-key"),
        ("theme: 1", "theme: 2", "theme", "number-out-of-range"),
        ('accent: "#17545c"\n', "", "accent", "theme-missing-key"),
        ('"#17545c"', "#17545c", "accent", "theme-missing-key"),
        ("#17545c", "teal", "accent", "accent-not-a-color"),
        ("#17545c", "#ff8800", "accent", "accent-out-of-range"),
        ("#17545c", "#000030", "accent", "accent-out-of-range"),
        ("rings", "squares", "figure.kind", "value-unknown"),
        ("pair", "rainbow", "figure.arrangement", "value-unknown"),
        ("1 pt", "2 pt", "figure.stroke", "length-out-of-range"),
        ("1 pt", "0.5 pt", "figure.stroke", "length-out-of-range"),
        ("1 pt", "1", "figure.stroke", "length-not-a-length"),
        ("stroke", "strok", "figure", "theme-unknown-key"),
        ("voice: text", "voice: loud", "voice", "value-unknown"),
        ("voice: text", "face: text", "", "theme-unknown-key"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(
    changed: str, into: str, field: str, code: str, tmp_path: Path
) -> None:
    assert (field, code) in problems(tmp_path, GOOD.replace(changed, into))


@for_each(["#ff8800", "#ffffff", "#000000", "#000030", "#ffff00", "#0000ff", "#00ff00", "#808080", "#3b1d5a"])
def test_a_refused_accent_names_the_nearest_that_prints(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        accent_of(text)
    near = str(caught.value.values["nearest"])
    assert near in caught.value.remedy
    assert prints_well(accent_of(near))


@pytest.mark.parametrize(
    ("color", "least"), [("#ffffff", 1.0), ("#000000", 21.0), ("#777777", 4.48), ("#595959", 7.0)]
)
def test_contrast_is_that_of_wcag(color: str, least: float) -> None:
    """The ratios of well-known grays."""
    value = int(color[1:3], 16) / 255
    assert contrast(read_theme(PLAIN).accent._replace(red=value, green=value, blue=value)) == pytest.approx(
        least, abs=0.01
    )


def test_names_are_found_in_any_case_and_a_slip_is_named() -> None:
    assert named_theme("Links") == "links"
    with pytest.raises(BadValue, match='Did you mean "links"'):
        named_theme("lnks")
    with pytest.raises(BadValue, match="no theme file"):
        named_theme("none/such.yaml")


def test_a_title_always_has_the_same_theme_with_a_figure() -> None:
    names = {theme_for(title) for title in map("Topic {}".format, range(200))}
    assert names == set(theme_names()) - {PLAIN}
    assert theme_for("Good neighbors") == theme_for("good neighbors")


@pytest.mark.parametrize(
    ("option", "event", "settings", "named", "expected"),
    [
        (None, None, None, None, PLAIN),
        (None, None, "links", None, "links"),
        (None, None, "links", "stairs", "stairs"),
        (None, "ebb", "links", "stairs", "ebb"),
        ("swell", "ebb", "links", "stairs", "swell"),
    ],
)
def test_which_theme_applies(
    option: str | None, event: str | None, settings: str | None, named: str | None, expected: str
) -> None:
    """An option, the event, the guide, then hostkit.yaml."""

    def given(name: str | None) -> dict[str, object]:
        return read_options({"theme": name} if name else {})  # type: ignore[return-value]

    resolved = merge(given(option), given(event), Settings(given=given(settings)))  # type: ignore[arg-type]
    guide = read_guide(SHIPPED[0])._replace(theme=named)
    assert plan_of(guide, Event(), resolved.options).theme == read_theme(expected)


def test_a_guide_names_a_file_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guides").mkdir()
    own(tmp_path / "guides", GOOD)
    path = tmp_path / "guides" / "topic.yaml"
    text = SHIPPED[0].read_text("utf-8")
    path.write_text(text.replace("\ntheme: ", "\ntheme: ours.yaml # "), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert theme_of(read_guide(path), PrintOptions()).title == "Ours"
    (tmp_path / "guides" / "ours.yaml").unlink()
    with pytest.raises(SourceError) as caught:
        read_guide(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.field) == ("theme-unknown", "theme")
