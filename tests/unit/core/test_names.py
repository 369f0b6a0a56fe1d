"""Names of folders: readable, safe on every disk, and not the same for different texts."""

from __future__ import annotations

import re
import unicodedata

import pytest

from hostkit.core.values import slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("male-allies", "male-allies"),
        ("Male Allies", "male-allies"),
        ("  Rest & work!  ", "rest-work"),
        ("Große Straße", "grosse-strasse"),
        ("Łódź Øst đak æon œuvre þing", "lodz-ost-dak-aeon-oeuvre-thing"),
        ("Crème brûlée à Málaga", "creme-brulee-a-malaga"),
        ("İstanbul ılık", "istanbul-ilik"),
        ("women’s night / men's day", "womens-night-mens-day"),
        ("2026-09-30_A", "2026-09-30-a"),
        ("../../etc/passwd", "etc-passwd"),
        ("ﬁrst ½ №2", "first-1-2-no2"),
        ("CON", "con-kit"),
        ("nul", "nul-kit"),
        ("com1", "com1-kit"),
        ("LPT9", "lpt9-kit"),
        ("console", "console"),
    ],
)
def test_readable_name(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize("text", ["", "!!!", "\u0640 7", "x" * 81, "a\udcff", "..", "-"])
def test_name_of_a_text_that_has_no_place_in_it(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?", slug(text))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Встреча 7", "vstrecha-7"),
        ("Μια βραδιά στην Αθήνα", "mia-vradia-stin-athina"),
        ("Перша зустріч — Київ", "persha-zustrich-kiiv"),
        ("日本語", "ribenyu"),
        ("한글", "hangeul"),
    ],
)
def test_other_alphabets_are_written_in_latin_letters_with_a_sum(text: str, begins: str) -> None:
    name = slug(text)
    assert re.fullmatch(rf"{begins}-[0-9a-f]{{8}}", name)
    assert slug(unicodedata.normalize("NFD", text)) == name


def test_texts_that_are_written_alike_keep_names_of_their_own() -> None:
    alike = ("信", "心", "दिन", "दान", "Мария", "Mariya")
    assert len({slug(text) for text in alike}) == len(alike)


def test_texts_that_lose_letters_keep_names_of_their_own() -> None:
    names = {slug(text) for text in ("\u0640 7", "\u06e5 7", "7", "x" * 81, "x" * 82)}
    assert len(names) == 5
    assert slug("\u0640 7").startswith("7-")


def test_longest_name_has_eighty_bytes() -> None:
    assert slug("x" * 80) == "x" * 80
    assert len(slug("x" * 81)) == 80
    assert slug("x" * 81) == slug("x" * 81)
