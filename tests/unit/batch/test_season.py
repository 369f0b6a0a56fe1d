"""A season as lists show it: what is to be bought adds up, whatever was made now or before."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from hostkit.batch.manifest import Manifest
from hostkit.batch.season import Season, SeasonEvent, season_of
from hostkit.planning.print_plan import BY_HAND, SHOP, PrintJob
from tests.support.seasons import event

from .made import CARDS, HOST, WORKSHEET, kit, records, work

SINGLE = PrintJob("question-cards.pdf", 16, 1, SHOP, of_cards=True, paper="a7-8up")
BY_TRAY = PrintJob("question-cards.pdf", 4, 1, BY_HAND, of_cards=True, paper="letter")


def season(folder: Path, failed: Collection[str] = ()) -> Season:
    its = work(folder, [event(0), event(1), event(2), event(3), event(4, guests="none")])
    (folder / "out").mkdir()
    manifest = Manifest(folder / "out", [job.id for job in its.jobs], its.known)
    manifest.add(records("evening-0"))
    manifest.add(records("evening-1", kit(HOST, SINGLE, WORKSHEET)))
    manifest.add(records("evening-2", kit(BY_TRAY)))
    manifest.add(records("gone"))
    return season_of(its, manifest, failed)


def test_every_event_of_the_table_is_there_by_date(tmp_path: Path) -> None:
    entries = season(tmp_path).entries
    assert [entry.id for entry in entries] == ["evening-0", "evening-1", "evening-2", "evening-3"]
    first = entries[0]
    assert (first.title, first.date) == ("Male allies", datetime.date(2027, 1, 1))
    assert tuple(file.file for file in first.kit) == (
        "host-sheet.pdf",
        "question-cards.pdf",
        "reflection-worksheet.pdf",
        "print-plan.txt",
    )
    assert first.sheets() == {"a4": 11, "avery-5388": 2}
    assert first.sheets(both_sides=True) == {"a4": 1, "avery-5388": 2}


def test_totals_add_up_papers_first(tmp_path: Path) -> None:
    its = season(tmp_path)
    assert list(its.totals().items()) == [("a4", 22), ("letter", 2), ("avery-5388", 2)]
    assert its.totals(both_sides=True) == {"a4": 2, "letter": 2, "avery-5388": 2}
    assert [entry.at_a_shop for entry in its.entries] == [False, True, False, False]


def test_events_without_a_number_of_guests_are_counted(tmp_path: Path) -> None:
    its = work(tmp_path, [event(0, guests=""), event(1), event(2, guests="")])
    (tmp_path / "out").mkdir()
    manifest = Manifest(tmp_path / "out", [job.id for job in its.jobs], its.known)
    manifest.add(records("evening-0"))
    manifest.add(records("evening-1"))
    assert season_of(its, manifest, ()).assumed == 1, "evening-2 has no kit"


def test_what_has_no_kit_of_this_run_is_not_counted(tmp_path: Path) -> None:
    its = season(tmp_path, failed={"evening-0"})
    assert [bool(entry.kit) for entry in its.entries] == [False, True, True, False]
    assert its.without_kit == 3, "one failed, one was not made, one row was refused"
    assert [entry.id for entry in its.made] == ["evening-1", "evening-2"]
    assert its.totals()["a4"] == 11


def test_an_empty_season_needs_nothing() -> None:
    assert Season(()).totals() == {}
    assert Season((SeasonEvent("a", None, "A"),)).without_kit == 1


def test_cards_on_both_sides_of_bought_stock_are_on_that_stock() -> None:
    assert CARDS.sheets == 2
