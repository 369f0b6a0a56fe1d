"""A text of the host's own: pasted or dropped, its passages placed, a guide and an evening made of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from hostkit.core.yaml_edit import value_at
from tests.support.studio import Studio, served
from tests.support.word_files import paragraph, run, word_file

TEXT = """\
Leaving a place well

Say your name and one place you have left for good.
1. What did you take with you that nobody else wanted?
- Where is it now?
2. To whom did you not say goodbye?
Date: 14 January 2027
"""


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as running:
        yield running


def test_a_pasted_text_becomes_a_guide_and_an_evening(studio: Studio) -> None:
    path = studio.post("/text", {"text": TEXT}).headers["location"]
    assert path == "/text/text"
    page = studio.get(path).text
    assert page.count("<select") == 6
    assert "To whom did you not say goodbye?" in unescape(page)
    made = studio.post(path, {"do": "make"}).headers["location"]
    assert made == "/evening/leaving-a-place-well/words"
    guide = (studio.folder / "guides" / "leaving-a-place-well.yaml").read_text("utf-8")
    assert len(value_at(guide, ("questions",))) == 2
    assert "date: 2027-01-14" in studio.evening("leaving-a-place-well")
    assert studio.get(made).status == 200


def test_a_choice_holds_and_the_text_stays_as_it_came(studio: Studio) -> None:
    path = studio.post("/text", {"text": TEXT}).headers["location"]
    studio.post(path, {"f.part.4": "tip"})
    page = unescape(studio.get(path).text)
    assert '<option value="tip" selected>' in page
    assert "<h2>Keep in mind</h2>" in page
    assert (studio.folder / "texts" / "text.txt").read_text("utf-8").replace("\r\n", "\n") == TEXT
    studio.post(path, {"f.part.4": "no such part", "f.part.999": "tip", "f.part.x": "tip"})
    assert studio.get(path).status == 200


def test_choices_are_undone_and_made_again_also_after_a_new_start(studio: Studio) -> None:
    path = studio.post("/text", {"text": TEXT}).headers["location"]
    before = _placed(studio, path)
    studio.post(path, {"f.part.4": "tip"})
    studio.post(path, {"f.part.2": "material"})
    after = _placed(studio, path)
    for _ in range(3):
        studio.post(path, {"do": "undo"})
    assert _placed(studio, path) == before
    for _ in range(3):
        studio.post(path, {"do": "redo"})
    assert _placed(studio, path) == after
    studio.post(path, {"do": "undo"})
    studio.post(path, {"f.part.2": "tip"})
    changed = _placed(studio, path)
    studio.post(path, {"do": "redo"})
    assert _placed(studio, path) == changed, "a new choice ends what could be made again"


def _placed(studio: Studio, path: str) -> str:
    """Return the passages with their parts, as the page has them."""
    return studio.get(path).text.split('id="placing"')[1].split('class="actions"')[0]


def test_a_file_is_taken_by_its_kind_and_its_name_never_leads_away(studio: Studio) -> None:
    data = _upload("../../../notes from Ana.md", b"# Rest\n\n1. When did you rest?\n2. Who lets you?\n")
    reply = studio.post("/text", data, Content_Type="multipart/form-data; boundary=x")
    assert reply.headers["location"] == "/text/notes-from-ana"
    assert (studio.folder / "texts" / "notes-from-ana.md").exists()
    word = _upload(
        "notes.docx", word_file(paragraph(run("When did you rest?")), paragraph(run("Who lets you rest?")))
    )
    reply = studio.post("/text", word, Content_Type="multipart/form-data; boundary=x")
    assert "When did you rest?" in studio.get(reply.headers["location"]).text


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"\x00\x01\x02\x03" * 50, b"PK\x03\x04broken"])
def test_what_is_no_text_is_refused_in_words(studio: Studio, data: bytes) -> None:
    reply = studio.post("/text", _upload("a.docx", data), Content_Type="multipart/form-data; boundary=x")
    assert reply.status == 200
    assert 'class="problem"' in reply.text
    assert studio.get("/").status == 200
    assert not list(studio.folder.glob("texts/*"))


def test_a_script_in_a_text_is_text(studio: Studio) -> None:
    script = "<script>alert(1)</script>"
    path = studio.post("/text", {"text": f"{script}\n\n1. What {script}?\n2. Who?\n"}).headers["location"]
    page = studio.get(path).text
    assert script not in page
    assert script in unescape(page)


def _upload(name: str, data: bytes) -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n--x--\r\n"
