"""The pictures in the index of a season: the title card of each kit, drawn once for all kits with the same card."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from hostkit.batch.card_pictures import card_pictures
from hostkit.batch.work import Work, plan_work
from hostkit.events.precedence import Settings, read_options

GUIDE = Path(__file__).parents[3] / "content" / "male-allies.yaml"


def work(folder: Path, *rows: str) -> Work:
    path = folder / "events.csv"
    path.write_text("id,topic,date,start,cancelled,stock,series\n" + "\n".join(rows) + "\n", "utf-8")
    found = plan_work(path, read_options({"out": str(folder / "out")}), Settings(), folder)
    assert not found.problems
    return found


def names(picture: str) -> list[str]:
    return re.findall(r'href="#(card-\d+)"', picture)


def test_kits_with_the_same_card_share_a_drawing_and_others_have_their_own(tmp_path: Path) -> None:
    season = work(
        tmp_path, "a,male-allies,2027-01-14,19:00,,,", "b,male-allies,2027-01-21,20:00,,,",
        "c,grief,2027-01-28,19:00,,,", "d,male-allies,2027-02-04,19:00,,avery-5388,",
        "e,male-allies,2027-02-11,19:00,,,Winter talks",
    )  # fmt: skip
    drawings, shown = card_pictures(season, "abcde")
    assert [names(shown[event]) for event in "abcde"] == [[f"card-{n}"] for n in (1, 1, 2, 3, 4)]
    assert re.findall(r'<symbol id="([^"]+)"', drawings) == ["card-1", "card-2", "card-3", "card-4"]
    root = ElementTree.fromstring(drawings)
    said = [" ".join(symbol.itertext()) for symbol in root]
    assert said[0].startswith("Power Talks")
    assert "Grief" in said[1]
    assert said[3].startswith("Winter talks")
    widths = [float(symbol.attrib["viewBox"].split()[2]) for symbol in root]
    assert widths[2] > widths[0], "a card of 5 by 3 inches is wider than one of A6"
    paths = [path.attrib for path in root[0].iter("path")]
    assert any("C" in path["d"] and path["stroke"].startswith("#") for path in paths), (
        "the figure of the theme"
    )


def test_canceled_events_and_events_without_a_kit_have_no_picture(tmp_path: Path) -> None:
    season = work(
        tmp_path, "a,male-allies,2027-01-14,19:00,yes,,", "b,male-allies,2027-01-21,20:00,,,",
    )  # fmt: skip
    assert card_pictures(season, "a") == ("", {})


def test_what_a_guide_says_is_text_in_its_picture(tmp_path: Path) -> None:
    text = GUIDE.read_text("utf-8")
    evil = text.replace("title: Male allies", 'title: "<script>&x</script>"', 1)
    assert evil != text
    (tmp_path / "evil.yaml").write_text(evil, "utf-8")
    drawings, shown = card_pictures(work(tmp_path, f"a,{tmp_path}/evil.yaml,2027-01-14,19:00,,,"), "a")
    assert "<script" not in drawings + shown["a"]
    assert "&lt;script&gt;" in drawings
