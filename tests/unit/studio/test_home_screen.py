"""The first screen: guides and evenings are renamed where they are, and nothing is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.studio import Studio, served


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as running:
        yield running


def test_an_evening_gets_another_name_and_keeps_its_id_and_its_history(studio: Studio) -> None:
    path = studio.begin()
    studio.set(f"{path}/evening", host="Ana")
    text = studio.evening()
    studio.post("/", {"do": "rename-evening male-allies", "name": "Spring at Ana"})
    assert studio.evening("spring-at-ana") == text
    assert "spring-at-ana" in studio.get("/").text
    assert studio.get(f"{path}/evening").status == 404
    studio.post("/evening/spring-at-ana/evening", {"do": "undo"})
    assert "Ana" not in studio.evening("spring-at-ana")


def test_a_name_that_is_taken_gets_a_number(studio: Studio) -> None:
    studio.begin()
    studio.begin("grief")
    before = studio.evening("grief")
    studio.post("/", {"do": "rename-evening male-allies", "name": "grief"})
    assert studio.evening("grief") == before
    assert "male-allies" in studio.evening("grief-2")


@pytest.mark.parametrize("name", ["", "  ", "../../evil", "..", "/etc/passwd"])
def test_no_name_leads_out_of_the_folder(name: str, studio: Studio) -> None:
    studio.begin()
    studio.post("/", {"do": "rename-evening male-allies", "name": name})
    assert len(list((studio.folder / "evenings").glob("*.yaml"))) == 1
    assert not list(studio.folder.parent.glob("evil*"))


def test_a_guide_of_ones_own_gets_another_title_and_a_shipped_one_does_not(studio: Studio) -> None:
    studio.post("/", {"do": "empty"})
    studio.post("/", {"do": "rename-guide my-topic", "name": 'What "rest" is: a start'})
    text = (studio.folder / "guides" / "my-topic.yaml").read_text("utf-8")
    assert 'title: "What \\"rest\\" is: a start"\n' in text
    assert "What &#34;rest&#34; is: a start" in studio.get("/").text
    studio.post("/", {"do": "rename-guide grief", "name": "Mine"})
    assert "Mine" not in studio.get("/").text
