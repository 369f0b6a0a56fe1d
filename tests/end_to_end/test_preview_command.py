"""``hostkit preview`` and ``hostkit verify``: pictures of pages and cards, and a judgment of finished files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.support.cases import MALE_ALLIES
from tests.support.command import hostkit

FRONT = "male-allies-card-1-front.png"


def test_every_page_and_both_sides_of_every_card_are_drawn(tmp_path: Path) -> None:
    outcome = hostkit("preview", MALE_ALLIES, "--dpi", "36", folder=tmp_path)
    names = [Path(line).name for line in outcome.stdout.splitlines()]
    assert names[:4] == [
        *("male-allies-host-sheet-1.png", "male-allies-host-sheet-2.png"),
        *("male-allies-question-cards-1.png", "male-allies-question-cards-2.png"),
    ]
    assert [name for name in names if "-card-" in name] == [
        f"male-allies-card-{number}-{side}.png" for number in range(1, 7) for side in ("front", "back")
    ]
    sizes = {name: Image.open(tmp_path / "pictures" / name).size for name in names}
    assert (sizes[names[0]], sizes[FRONT]) == ((298, 422), (149, 211))


def test_cuts_are_drawn_only_on_request(tmp_path: Path) -> None:
    arguments = ("preview", MALE_ALLIES, "--dpi", "36", "--sheets", "question-cards")
    hostkit(*arguments, "--out", "plain", folder=tmp_path)
    hostkit(*arguments, "--out", "cuts", "--cuts", folder=tmp_path)
    name = "male-allies-question-cards-1.png"
    plain, cuts = (Image.open(tmp_path / folder / name).convert("RGB") for folder in ("plain", "cuts"))
    # The trim between two columns of A6 cards is in the middle of an A4 page.
    assert plain.getpixel((149, 60)) == (255, 255, 255)
    assert cuts.getpixel((149, 60)) != (255, 255, 255)


def test_pictures_are_replaced_by_newer_ones_and_other_files_are_not(tmp_path: Path) -> None:
    arguments = ("preview", MALE_ALLIES, "--dpi", "30", "--sheets", "question-cards")
    assert hostkit(*arguments, folder=tmp_path).code == 0
    assert hostkit(*arguments, folder=tmp_path).code == 0
    mine = tmp_path / "pictures" / FRONT
    Image.new("RGB", (2, 2)).save(mine)
    refused = hostkit(*arguments, folder=tmp_path)
    assert (refused.code, "not written by hostkit" in refused.stderr) == (1, True)
    assert Image.open(mine).size == (2, 2)
    assert hostkit(*arguments, "--force", folder=tmp_path).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--dpi", "9"), "--dpi: 9 is out of range. Write a whole number from 30 to 600."),
        (("--out", " "), "--out: is blank. Name a folder."),
        (("--start", "7:30"), '--start: "7:30" may be morning or evening.'),
    ],
)
def test_a_wrong_option_is_answered_and_nothing_is_written(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    outcome = hostkit("preview", MALE_ALLIES, *arguments, folder=tmp_path)
    assert (outcome.code, outcome.stderr.startswith(said)) == (2, True)
    assert not list(tmp_path.iterdir())


def test_an_event_file_may_name_the_topic(tmp_path: Path) -> None:
    (tmp_path / "event.yaml").write_text(f"topic: {MALE_ALLIES}\nsheets: invitation\n", "utf-8")
    outcome = hostkit("preview", "--event", "event.yaml", "--dpi", "30", "--json", folder=tmp_path)
    assert json.loads(outcome.stdout)["files"] == [
        f"pictures/male-allies-invitation-{page}.png" for page in (1, 2)
    ]
    assert hostkit("preview", folder=tmp_path).code == 2


def test_verify_says_what_is_wrong_on_which_page(tmp_path: Path) -> None:
    url = "https://example.org/x"
    hostkit("build", MALE_ALLIES, "--group-url", url, folder=tmp_path)
    cards = "out/male-allies/question-cards.pdf"
    good = hostkit("verify", cards, "out/male-allies/host-sheet.pdf", "--json", folder=tmp_path)
    found = json.loads(good.stdout)
    assert (good.code, found["problems"]) == (0, [])
    assert [(each["pages"], url in each["codes"]) for each in found["files"]] == [(4, True), (2, True)]
    wrong = hostkit("verify", cards, "no.pdf", "--stock", "avery-c32011", folder=tmp_path)
    assert wrong.code == 1
    assert f"{cards}: page 1: card 1 has something" in wrong.stdout
    assert "no.pdf: there is no such file." in wrong.stdout
    assert f"{cards}: 4 pages, 2 codes read, 4 problems." in wrong.stderr


def test_verify_refuses_an_unknown_flip(tmp_path: Path) -> None:
    outcome = hostkit("verify", "x.pdf", "--flip", "sideways", folder=tmp_path)
    assert (outcome.code, outcome.stderr.startswith('--flip: "sideways" is not known here.')) == (2, True)
