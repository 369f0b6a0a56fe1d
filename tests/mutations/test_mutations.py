from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutations.mutations import MUTATIONS, Mutation
from tests.mutations.run import ROOT, applied

REQUIRED = {
    *("card-moved", "verso-swapped", "quiet-zone-gone", "glyph-removed", "minute-lost", "tag-dropped"),
    *("short-edge-turn-lost", "fold-back-on-the-wrong-side", "by-hand-not-reversed", "used-cells-printed-on"),
    *("small-card-margin-lost", "crop-mark-inside-the-trim", "calibration-sign-wrong"),
}


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_every_edit_still_applies(mutation: Mutation) -> None:
    edited = applied(mutation, ROOT)
    assert edited is not None, f"{mutation.old!r} does not stand exactly once in {mutation.file}"
    assert edited != (ROOT / mutation.file).read_text("utf-8")


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_every_edit_names_tests_that_are_there(mutation: Mutation) -> None:
    assert mutation.tests
    for test in mutation.tests:
        path, _, function = test.partition("::")
        assert (ROOT / path).exists(), test
        assert not function or f"def {function}(" in (ROOT / path).read_text("utf-8"), test


def test_the_edits_that_must_be_there_are() -> None:
    assert set(MUTATIONS) >= REQUIRED


def test_an_edit_that_no_longer_fits_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("a = 1\nb = 1\n", "utf-8")
    assert applied(Mutation("m", "x.py", "a = 1", "a = 2", ()), tmp_path) == "a = 2\nb = 1\n"
    assert applied(Mutation("m", "x.py", "= 1", "= 2", ()), tmp_path) is None
    assert applied(Mutation("m", "x.py", "c", "d", ()), tmp_path) is None
