from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutations.edit import Mutation, applied
from tests.mutations.mutations import MUTATIONS
from tests.mutations.run import ROOT
from tests.support.each import for_each

REQUIRED = {
    *("card-moved", "verso-swapped", "quiet-zone-gone", "glyph-removed", "minute-lost", "tag-dropped"),
    *("short-edge-turn-lost", "fold-back-on-the-wrong-side", "by-hand-not-reversed", "used-cells-printed-on"),
    *("small-card-margin-lost", "crop-mark-inside-the-trim", "calibration-sign-wrong"),
}

SOURCE = """\
LIMIT = 'a'  # why
class Row:
    def check(self):
        if (self.at
                >= 3):
            return {"é": self.at}
        return self.at
def check():
    pass
"""


@for_each(MUTATIONS.values())
def test_every_edit_still_applies(mutation: Mutation) -> None:
    assert applied(mutation, ROOT) != (ROOT / mutation.file).read_text("utf-8")


@for_each(MUTATIONS.values())
def test_every_edit_names_tests_that_are_there(mutation: Mutation) -> None:
    assert mutation.tests
    for test in mutation.tests:
        path, _, function = test.partition("::")
        assert (ROOT / path).exists(), test
        assert not function or f"def {function}(" in (ROOT / path).read_text("utf-8"), test


def test_the_edits_that_must_be_there_are() -> None:
    assert set(MUTATIONS) >= REQUIRED


def edited(folder: Path, where: str, old: str, new: str, file: str = "x.py") -> str:
    (folder / file).write_text(SOURCE, "utf-8")
    return applied(Mutation("m", file, where, old, new, ()), folder)


@pytest.mark.parametrize(
    ("where", "old", "new", "before", "after"),
    [
        ("", 'LIMIT = "a"', "LIMIT = 'b'", "LIMIT = 'a'", "LIMIT = 'b'"),
        ("Row.check", "self.at >= 3", "False", "self.at\n                >= 3", "(False)"),
        ("Row", "if self.at >= 3:", "if True:", "self.at\n                >= 3", "(True)"),
        ("Row.check", "{'é': self.at}", "None", '{"é": self.at}', "(None)"),
        ("Row.check", "return self.at", "a = 1\nreturn a", "return self.at", "a = 1\n        return a"),
        ("check", "pass", "return", "pass", "return"),
    ],
)
def test_an_expression_or_a_statement_is_found_however_it_is_laid_out(
    tmp_path: Path, where: str, old: str, new: str, before: str, after: str
) -> None:
    assert edited(tmp_path, where, old, new) == SOURCE.replace(before, after)


def test_other_files_are_searched_as_text(tmp_path: Path) -> None:
    assert edited(tmp_path, "", "why", "y", "x.txt") == SOURCE.replace("why", "y")


@pytest.mark.parametrize(
    ("where", "old", "file", "message"),
    [
        ("Row.look", "pass", "x.py", "m: x.py has no Row.look"),
        ("Row.check", "pass", "x.py", "m: Row.check of x.py has 0 times instead of once: pass"),
        ("Row.check", "self.at", "x.py", "m: Row.check of x.py has 3 times instead of once: self.at"),
        ("", "self.at", "x.txt", "m: x.txt has 3 times instead of once: self.at"),
    ],
)
def test_what_an_edit_misses_is_named(tmp_path: Path, where: str, old: str, file: str, message: str) -> None:
    with pytest.raises(LookupError) as refused:
        edited(tmp_path, where, old, "None", file)
    assert str(refused.value) == message
