"""The screen Words without a browser: the copy of a guide, its words, the order of its questions, what others use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from hostkit.core.yaml_edit import value_at
from hostkit.guides.guide_fields import GUIDE
from hostkit.guides.topics import shipped_guide
from tests.support.studio import Reply, Studio, served

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as running:
        yield running


def _guide(studio: Studio, name: str = "male-allies") -> str:
    return (studio.folder / "guides" / f"{name}.yaml").read_text("utf-8")


def _shipped() -> str:
    path = shipped_guide("male-allies")
    assert path
    return path.read_text("utf-8")


def _press(studio: Studio, path: str, button: str, **form: str) -> Reply:
    found = re.search(r'name="seen" value="(\d+)"', studio.get(path).text)
    assert found
    return studio.post(path, {"do": button, "seen": found[1], **form})


def test_every_key_of_a_guide_has_a_field_or_a_list(studio: Studio) -> None:
    page = studio.get(f"{studio.begin()}/words").text
    for key in GUIDE:
        if key.name not in ("hostkit", "translations"):
            assert re.search(rf'(?:f-|add ){key.name}[."]', page), key.name


def test_the_first_change_copies_the_guide_and_changes_only_the_place(studio: Studio) -> None:
    path = f"{studio.begin()}/words"
    assert not (studio.folder / "guides").exists() or not list((studio.folder / "guides").iterdir())
    studio.post(
        path,
        {
            "f.questions.1.ask": "Why not?",
            "was.questions.1.ask": value_at(_shipped(), ("questions", 1, "ask")),
        },
    )
    asked = "  - ask: What could men work on with other men before asking women for help?\n"
    assert _guide(studio) == _shipped().replace(asked, "  - ask: Why not?\n")
    assert (
        'topic: "guides/male-allies.yaml"' in studio.evening()
        or "topic: guides/male-allies.yaml" in studio.evening()
    )


def test_questions_move_leave_come_back_and_are_added(studio: Studio) -> None:
    path = f"{studio.begin()}/words"
    asks = [each["ask"] for each in value_at(_shipped(), ("questions",))]

    def order() -> list[str]:
        return [each["ask"] for each in value_at(_guide(studio), ("questions",))]

    _press(studio, path, "move questions.0 down")
    assert order() == [asks[1], asks[0], *asks[2:]]
    _press(studio, path, "leave questions.0")
    assert value_at(_guide(studio), ("questions", 0, "leave_out")) == "yes"
    assert "Three questions" in unescape(studio.get(path).text)
    _press(studio, path, "take questions.0")
    assert value_at(_guide(studio), ("questions", 0, "leave_out")) is None
    _press(studio, path, "add questions")
    assert order()[-1] == ""
    page = studio.get(path).text
    assert 'id="f-questions.4.ask"' in page
    assert 'id="p-questions.4.ask"' in page
    assert studio.get(path.replace("words", "print")).text.count("Printing waits") == 1
    _press(studio, path, "drop questions.4")
    assert len(order()) == 4 or len(order()) == 5


def test_a_button_on_an_old_page_changes_nothing(studio: Studio) -> None:
    path = f"{studio.begin()}/words"
    _press(studio, path, "move questions.0 down")
    before = _guide(studio)
    page = studio.post(path, {"do": "move questions.0 down", "seen": "1"}).text
    assert "was changed outside" in page
    assert _guide(studio) == before


def test_words_that_another_evening_uses_are_asked_about(studio: Studio) -> None:
    path = f"{studio.begin()}/words"
    studio.post(path, {"f.title": "My allies", "was.title": "Male allies"})
    studio.post("/", {"do": "copy-evening male-allies"})
    change = {"f.title": "Ours", "was.title": "My allies"}
    page = studio.post(path, change).text
    assert "2 evenings use this guide" in page
    assert "title: My allies" in _guide(studio)
    studio.post(path, {**change, "share": "copy"})
    assert "title: My allies" in _guide(studio)
    assert "title: Ours" in _guide(studio, "male-allies-2")
    assert "male-allies-2.yaml" in studio.evening()


def test_for_all_is_asked_once(studio: Studio) -> None:
    path = f"{studio.begin()}/words"
    studio.post(path, {"f.title": "My allies", "was.title": "Male allies"})
    studio.post("/", {"do": "copy-evening male-allies"})
    studio.post(path, {"f.title": "Ours", "was.title": "My allies", "share": "all"})
    studio.post(path, {"f.title": "All of ours", "was.title": "Ours"})
    assert "title: All of ours" in _guide(studio)


def test_what_does_not_fit_is_said_at_its_field_with_cards_that_hold_it(studio: Studio) -> None:
    path = studio.begin()
    studio.post(f"{path}/paper", {"do": "set stock a7-8up"})
    ask = value_at(_shipped(), ("questions", 0, "ask"))
    long = "What would you say if nobody had ever told you what to say, " * 5 + "and why?"
    page = studio.post(
        f"{path}/words?sheet=question-cards",
        {"f.questions.0.ask": long, "was.questions.0.ask": ask},
        X_Studio_Part="1",
    ).text
    under = page.partition('id="p-questions.0.ask"')[2].partition("</div>\n</div>")[0]
    assert "too long for these cards" in under
    assert 'value="set stock ' in under
    assert "The last pages that fit are shown" not in page or "question-cards" in page
    assert long in unescape(page)
    found = re.search(r'value="(set stock [^"]+)"', under)
    assert found
    mended = studio.post(f"{path}/words", {"do": found[1]}, X_Studio_Part="1").text
    assert found[1].replace("set stock ", "stock: ") in studio.evening()
    assert "too long for these cards" not in mended
    assert long in " ".join(value_at(_guide(studio), ("questions", 0, "ask")).split())


def test_a_mend_of_the_guide_works_on_every_screen(studio: Studio) -> None:
    path = studio.begin()
    link = value_at(_shipped(), ("pre_read", "url"))
    studio.post(f"{path}/words", {"f.pre_read.url": "https//example.org/x", "was.pre_read.url": link})
    for step in ("words", "evening", "print"):
        assert 'value="set-words pre_read.url https://example.org/x"' in studio.get(f"{path}/{step}").text, (
            step
        )
    studio.post(f"{path}/print", {"do": "set-words pre_read.url https://example.org/x"})
    assert value_at(_guide(studio), ("pre_read", "url")) == "https://example.org/x"


@pytest.mark.parametrize(
    "name", ["title", "definition", "questions.0.ask", "tips.0", "helps.tears", "run_of_show.1.read"]
)
def test_a_script_in_the_words_is_text(studio: Studio, name: str) -> None:
    path = f"{studio.begin()}/words"
    from hostkit.core.yaml_edit import path_of

    was = value_at(_shipped(), path_of(name)) or ""
    page = studio.post(
        path, {f"f.{name}": SCRIPT, f"was.{name}": " ".join(was.split())}, X_Studio_Part="1"
    ).text
    assert SCRIPT not in page
    assert SCRIPT in unescape(page)


def test_no_path_leads_out_of_the_table(studio: Studio) -> None:
    path = f"{studio.begin()}/words"
    for name in ("hostkit.x", "evil", "questions.x", "questions.0.evil", "0", "title.0", "questions.99.ask"):
        studio.post(path, {f"f.{name}": "x", f"was.{name}": ""})
    assert not list((studio.folder / "guides").glob("*.yaml")) or "evil" not in _guide(studio)


def test_a_guide_that_is_no_yaml_opens_as_text(studio: Studio) -> None:
    path = f"{studio.begin()}/words"
    studio.post(path, {"f.title": "Mine", "was.title": "Male allies"})
    file = studio.folder / "guides" / "male-allies.yaml"
    good = file.read_text("utf-8")
    file.write_text(good + "tips: [x\n", "utf-8")
    page = unescape(studio.get(path).text)
    assert "tips: [x" in page
    studio.post(path, {"raw": good, "was.raw": good + "tips: [x\n"})
    assert file.read_text("utf-8") == good
