"""Files that no host would import on purpose: each is refused at once, with what is wrong and what to do instead."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.importing import pipe, run
from tests.support.sources import words
from tests.support.word_files import packed, word_file

SAVE = "Open it in a word processor and save it as .docx again, or as .txt."

HOSTILE = {
    "empty.txt": (b"", "the file is empty. Name a file with the text of an evening."),
    "blank.txt": (b" \n\n", "the file is empty. Name a file with the text of an evening."),
    "signs.txt": (b"--- ... ***\n", "the file holds no words. Name a file with a text."),
    "nul.txt": (
        b"Title\n1. Why?\0\n",
        "2:1: the file holds a NUL byte, which no text has. Delete it. If the whole file looks so, it is no text, or "
        "UTF-16: save it again as UTF-8.",
    ),
    "binary.txt": (
        bytes(range(128, 256)) * 9,
        "1:2: this is no text in UTF-8 or Windows-1252: byte 2 of the file (line 1) is 0x81. Save it again as UTF-8, "
        "or as .docx.",
    ),
    "five.txt": (
        b"Why? " * 1_000_000,
        "the file is larger than 4 MB, which no evening needs. Take pictures out, or split it.",
    ),
    "long.txt": (
        b"Why? " * 100_000,
        "the text has 500000 characters; 200000 is the most, and an evening needs 20000. Split it, and import the part "
        "that is the guide.",
    ),
    "many.txt": (
        b"T\n\n" + b"".join(b"%d. Why %d?\n" % (n, n) for n in range(1, 10_001)),
        "the text holds 10000 questions; 100 is the most for one evening. Split it into several texts, and import "
        "each.",
    ),
    "word.txt": (b"a" * 20_000, "1:1: a word of 20000 letters stands here: this is no text. Take it out."),
    "talk.pdf": (
        b"%PDF-1.7",
        "this is a PDF, which does not keep its paragraphs. Copy its text into a .txt file, and import that.",
    ),
    "pdf.txt": (
        b"%PDF-1.7",
        "this is a PDF, which does not keep its paragraphs. Copy its text into a .txt file, and import that.",
    ),
    "old.doc": (b"x", "this is a Word file of the old kind. Open it and save it as .docx, then import that."),
    "old.txt": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more",
        "this is a Word file of the old kind, or one that is locked with a password. Open it, take the password off, "
        "save it as .docx, then import that.",
    ),
    "open.odt": (b"x", "this is an OpenDocument file. Open it and save it as .docx, then import that."),
    "rich.rtf": (
        b"{\\rtf1}",
        "this is a Rich Text file. Open it where it was written and save it as .docx or .txt, then import that.",
    ),
    "page.html": (
        b"<html>",
        "this is a web page. Open it in a browser, copy its text into a .txt file, and import that.",
    ),
    "guide.yaml": (
        b"hostkit: 1\n",
        "this is a guide or another YAML file already. Build it: hostkit build FILE.",
    ),
    "picture.txt": (b"\x89PNG\r\n", "this is a picture. Type its text into a .txt file, and import that."),
    "no.docx": (
        b"hello",
        "this is no Word file, in spite of its name. Open it where it was written and save it as .docx or .txt, then "
        "import that.",
    ),
    "packed.docx": (
        packed({"a.txt": "x"}),
        "this is a packed file, and no Word file. Unpack it, and import the text in it.",
    ),
    "cut-off.docx": (word_file("x")[:-1], f"the file is damaged. {SAVE}"),
    "bomb.docx": (
        word_file("x", parts={"word/media/x.bin": b"\0" * 80_000_000}),
        "the file unpacks to 80 MB; 60 MB is the most. Save its text as .txt, and import that.",
    ),
    "entities.docx": (
        word_file("x", head='<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        f"the file was not read: its XML declares a document type or entities, which no word processor writes. {SAVE}",
    ),
    "laughs.docx": (
        word_file(
            "x",
            head='<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
            + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghi"))
            + "]>",
        ),
        f"the file was not read: its XML declares a document type or entities, which no word processor writes. {SAVE}",
    ),
    "nested.docx": (
        word_file("<w:tbl><w:tr><w:tc>" * 5_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5_000),
        f"the file was not read: its XML is nested deeper than 120 levels. {SAVE}",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_message(tmp_path: Path, name: str) -> None:
    data, message = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    outcome = run(name, "--out", "made.yaml", folder=tmp_path)
    at = f"{name}:{message}" if re.match(r"\d+:\d+: ", message) else f"{name}: {message}"
    assert (outcome.code, outcome.stdout, outcome.stderr) == (1, "", f"{at}\n")
    assert not (tmp_path / "made.yaml").exists()


def test_a_pipe_that_is_too_long_is_refused(tmp_path: Path) -> None:
    outcome = pipe(b"Why? " * 1_000_000, "-", folder=tmp_path)
    assert (outcome.code, outcome.stderr) == (
        1,
        "standard input: the file is larger than 4 MB, which no evening needs. Take pictures out, or split it.\n",
    )


def test_lists_within_lists_lose_nothing_however_deep(tmp_path: Path) -> None:
    text = "T\n\n" + "\n".join("  " * n + f"- Why {n}?" for n in range(300)) + "\n- Who?\n"
    (tmp_path / "deep.txt").write_text(text, encoding="utf-8")
    assert run("deep.txt", folder=tmp_path).stdout == "t.yaml\n"
    assert not words(text) - words((tmp_path / "t.yaml").read_text(encoding="utf-8"))


def test_quotes_within_quotes_are_read_however_deep(tmp_path: Path) -> None:
    (tmp_path / "q.md").write_text(f"# T\n\n{'>' * 5_000} Why?\n\n> > > Who?\n", encoding="utf-8")
    assert run("q.md", folder=tmp_path).code == 0
