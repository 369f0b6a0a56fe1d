"""The screens of an evening without a browser: what is typed is kept, problems stand at fields, kits are built."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from hostkit.events.event import fields_of
from tests.support.command import hostkit
from tests.support.studio import Studio, served

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as running:
        yield running


def test_an_empty_folder_shows_the_topics_and_writes_nothing(studio: Studio) -> None:
    page = studio.get("/").text
    assert "Male allies" in page
    assert not [path for path in studio.folder.iterdir() if not path.name.startswith(".")]
    assert studio.get("/cover/male-allies/200.png").data.startswith(b"\x89PNG")


def test_an_evening_is_a_file_with_an_id_and_the_settings_name_the_guides(studio: Studio) -> None:
    assert studio.begin() == "/evening/male-allies"
    assert studio.evening() == "id: male-allies\ntopic: male-allies\n"
    assert (studio.folder / "hostkit.yaml").read_text() == "guides: guides\n"
    assert studio.begin() == "/evening/male-allies", "nothing is filled in yet, so it is the same evening"
    studio.set("/evening/male-allies/evening", host="Ana")
    assert studio.begin() == "/evening/male-allies-2"


def test_what_is_typed_is_saved_as_typed_right_or_wrong(studio: Studio) -> None:
    path = f"{studio.begin()}/evening"
    page = studio.set(
        path, date="14/01/2027", guests="many", place="12 Mill Lane", group_url="https//example.org/x"
    ).text
    assert 'date: "14/01/2027"' in studio.evening()
    assert "guests: many" in studio.evening()
    problems = re.findall(r'id="p-(\w+)"[^>]*>\s*<div class="problem">(.*?)\n', page)
    assert [name for name, _ in problems] == ["guests", "group_url"]
    assert 'value="set group_url https://example.org/x"' in page
    assert "Thursday, 14 January 2027" in unescape(page), "the pages show what is right"


def test_a_mend_is_a_button(studio: Studio) -> None:
    path = f"{studio.begin()}/evening"
    studio.set(path, group_url="https//example.org/x")
    studio.post(path, {"do": "set group_url https://example.org/x"})
    assert 'group_url: "https://example.org/x"' in studio.evening()
    assert 'class="problem"' not in studio.get(path).text.partition("<h1>")[2]


def test_comments_and_order_of_a_file_stay(studio: Studio) -> None:
    path = f"{studio.begin()}/evening"
    file = studio.folder / "evenings" / "male-allies.yaml"
    file.write_text(
        "# my evening\nhost: 'Ana'  # me\nid: male-allies\n\n# where\nplace: Library\ntopic: male-allies\n"
    )
    studio.post(path, {"f.place": "12 Mill Lane", "was.place": "Library", "f.host": "Ana", "was.host": "Ana"})
    assert studio.evening() == (
        "# my evening\nhost: 'Ana'  # me\nid: male-allies\n\n# where\nplace: \"12 Mill Lane\"\ntopic: male-allies\n"
    )


def test_a_value_changed_outside_is_not_written_over_and_both_are_shown(studio: Studio) -> None:
    path = f"{studio.begin()}/evening"
    studio.set(path, host="Ana")
    studio.post(path, {"f.host": "Bea", "was.host": "Ana"})
    page = studio.post(path, {"f.host": "Cleo", "was.host": "Ana"}).text
    assert "host: Bea" in studio.evening()
    assert "reads “Bea” now. You typed “Cleo”" in unescape(page)
    studio.post(path, {"do": "set host Cleo"})
    assert "host: Cleo" in studio.evening()


def test_undo_and_redo_go_back_by_field_and_outlive_the_server(tmp_path: Path) -> None:
    with served(tmp_path) as studio:
        path = f"{studio.begin()}/evening"
        for host in ("A", "An", "Ana"):
            studio.post(path, {"f.host": host, "was.host": host[:-1]})
        studio.set(path, place="Library")
    with served(tmp_path) as studio:
        studio.post(path, {"do": "undo"})
        assert "place" not in studio.evening()
        assert "host: Ana" in studio.evening()
        studio.post(path, {"do": "undo"})
        assert "host" not in studio.evening()
        studio.post(path, {"do": "redo"})
        assert "host: Ana" in studio.evening()


def test_undo_after_a_change_from_outside_says_what_it_would_overwrite(studio: Studio) -> None:
    path = f"{studio.begin()}/evening"
    studio.set(path, host="Ana")
    file = studio.folder / "evenings" / "male-allies.yaml"
    file.write_text(studio.evening() + "place: Library\n")
    page = studio.post(path, {"do": "undo"}).text
    assert "was changed outside" in page
    assert "host: Ana" in studio.evening()
    studio.post(path, {"do": "undo anyway"})
    assert "host" not in studio.evening()
    assert "place: Library" in studio.evening()


def test_a_file_that_is_no_yaml_opens_as_text_with_the_line(studio: Studio) -> None:
    path = f"{studio.begin()}/evening"
    file = studio.folder / "evenings" / "male-allies.yaml"
    file.write_text("id: male-allies\nhost: [Ana\n")
    page = unescape(studio.get(path).text)
    assert "host: [Ana\n</textarea>" in page
    assert "male-allies.yaml:" in page
    studio.post(
        path, {"raw": "id: male-allies\r\nhost: Ana\r\n", "was.raw": "id: male-allies\r\nhost: [Ana\r\n"}
    )
    assert studio.evening() == "id: male-allies\nhost: Ana\n"


@pytest.mark.parametrize("name", [name for name in fields_of("event") if name not in ("id", "topic")])
def test_a_script_in_a_field_is_text(studio: Studio, name: str) -> None:
    path = f"{studio.begin()}/evening"
    page = studio.set(path, **{name: SCRIPT}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert unescape(page).count(SCRIPT)


def test_the_kit_is_written_as_build_writes_it_and_the_command_gives_the_same_bytes(studio: Studio) -> None:
    path = studio.begin()
    studio.set(f"{path}/evening", date="2027-01-14", start="19:00", guests="10", host="Ana")
    archive = studio.post(f"{path}/print", {"do": "zip"})
    assert archive.status == 303
    packed = zipfile.ZipFile(io.BytesIO(studio.get(archive.headers["location"]).data))
    folder = studio.folder / "out" / "male-allies"
    printed = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert printed == {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    shown = unescape(re.search(r"<code[^>]*>(.*?)</code>", studio.get(f"{path}/print").text)[1])  # type: ignore[index]
    for file in folder.iterdir():
        file.unlink()
    done = hostkit(*shown.split()[-3:], folder=studio.folder)
    assert done.code == 0, done.stderr
    assert printed == {file.name: file.read_bytes() for file in folder.iterdir()}
    opened = studio.post(f"{path}/print", {"do": "open host-sheet.pdf"}).headers["location"]
    assert studio.get(opened).data == printed["host-sheet.pdf"]


def test_files_of_others_are_not_replaced_unless_asked(studio: Studio) -> None:
    path = studio.begin()
    folder = studio.folder / "out" / "male-allies"
    folder.mkdir(parents=True)
    (folder / "host-sheet.pdf").write_text("mine")
    page = studio.post(f"{path}/print", {"do": "zip"}).text
    assert "Replace them?" in page
    assert (folder / "host-sheet.pdf").read_text() == "mine"
    studio.post(f"{path}/print", {"do": "replace"})
    assert (folder / "host-sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_stock_brings_its_paper_and_a_paper_drops_the_stock_of_another(studio: Studio) -> None:
    path = f"{studio.begin()}/paper"
    studio.post(path, {"f.paper": "letter", "was.paper": "a4"})
    assert "paper: letter" in studio.evening()
    studio.post(path, {"f.stock": "avery-5388", "was.stock": "quarter-letter"})
    assert "stock: avery-5388" in studio.evening()
    studio.post(path, {"f.paper": "a4", "was.paper": "letter"})
    assert "stock" not in studio.evening()
    page = studio.post(path, {"was.sheets": "", "set.host-sheet": "1", "set.invitation": "1"}).text
    assert page == ""
    assert (
        'sheets: "host-sheet,invitation"' in studio.evening()
        or "sheets: host-sheet,invitation" in studio.evening()
    )
    assert ">Invitation</a>" in studio.get(path).text


def test_the_knife_is_shown_over_the_cards(studio: Studio) -> None:
    path = studio.begin()
    page = studio.get(f"{path}/paper?sheet=question-cards&cuts=1").text
    assert page.count('class="trim"') == page.count('class="safe"') == 16
    assert 'class="trim"' not in studio.get(f"{path}/paper?sheet=question-cards").text


def test_duplicate_and_remove_lose_nothing(studio: Studio) -> None:
    path = studio.begin()
    studio.set(f"{path}/evening", host="Ana")
    assert (
        studio.post("/", {"do": "copy-evening male-allies"}).headers["location"]
        == "/evening/male-allies-2/evening"
    )
    assert "id: male-allies-2" in studio.evening("male-allies-2")
    studio.post("/", {"do": "remove-evening male-allies-2"})
    assert not (studio.folder / "evenings" / "male-allies-2.yaml").exists()
    assert "host: Ana" in (studio.folder / "removed" / "male-allies-2.yaml").read_text()
    studio.post("/", {"do": "empty"})
    assert (studio.folder / "guides" / "my-topic.yaml").exists()
    studio.post("/", {"do": "remove-guide my-topic"})
    assert (studio.folder / "removed" / "my-topic.yaml").exists()
    assert studio.get("/evening/my-topic/evening").status == 200
