"""Records of a kit: what goes in comes out, on one line or on several, and damage is noticed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hostkit.batch.records import (
    EntryRecord,
    EveningRecord,
    FileRecord,
    gather,
    pack,
    records_of,
    spread,
    unpack,
)
from hostkit.core.errors import NOWHERE, Problem
from hostkit.planning.kit_plan import LeftBlank
from hostkit.planning.print_plan import BY_HAND, PrintJob

from .made import CARDS, HOST, TEXT, WORKSHEET, kit, line

HURRIED = "introductions: 30 seconds\tare “few”.\n"
FULL = kit(
    HOST,
    CARDS,
    WORKSHEET,
    warnings=(Problem("segment-hurried", NOWHERE, HURRIED),),
    left_blank=(LeftBlank("place", "place"), LeftBlank("link to the follow-up group", "group_url")),
)


def test_what_is_packed_is_unpacked() -> None:
    records = unpack(line("evening-1", FULL))
    assert [record.file for record in records] == [*FULL.files]
    first, cards, worksheet, text = records
    assert first == FileRecord(
        event="evening-1", file="host-sheet.pdf", pages=2, sha256="sum of host-sheet.pdf",
        warnings=(HURRIED,), left_blank=("place", "link to the follow-up group"),
        copies=1, sheets=1, paper="a4", sides="both_sides", stock=None, folded=False, kit_files=4, inputs="inputs",
    )  # fmt: skip
    assert (cards.sheets, cards.paper, cards.warnings, cards.left_blank) == (2, "avery-5388", (), ())
    assert (worksheet.copies, worksheet.sheets) == (10, 10)
    assert (text.file, text.pages, text.copies, text.sheets, text.paper) == (TEXT, None, None, 0, None)


def test_a_line_of_the_manifest_says_what_the_issue_asks_for() -> None:
    lines = [json.loads(each) for each in spread(line("evening-1", FULL)).splitlines()]
    assert len(lines) == 4
    for each in lines:
        assert {"event", "file", "pages", "sha256", "warnings"} < set(each)
        assert each["made_by"].startswith("hostkit ")


def test_lines_are_spread_and_gathered_without_loss() -> None:
    kits = [line("a", FULL), line("b"), line("c", kit(HOST))]
    spread_out = b"".join(map(spread, kits))
    assert list(gather(spread_out.splitlines(keepends=True))) == kits


def test_a_stale_event_is_marked_and_the_mark_goes_again() -> None:
    marked = spread(line("a", FULL), stale=True)
    assert all(json.loads(each)["stale"] is True for each in marked.splitlines())
    (again,) = gather(marked.splitlines(keepends=True))
    assert unpack(again) == unpack(line("a", FULL))
    assert spread(again) == spread(line("a", FULL))


def _without(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


PARTS: dict[str, EntryRecord | EveningRecord] = {
    "calendar": EntryRecord("7.rest@spring.hostkit", 2, "sum", False, "Ana"),
    "evening": EveningRecord("Rest", "2027-01-14", "19:00", 90, "Ana", None, "North", False),
}


@pytest.mark.parametrize(
    "name", [name for name in FileRecord._fields if name not in {*PARTS, "again", "made_from"}]
)
def test_a_record_that_lacks_something_is_none(name: str) -> None:
    parts = [json.loads(part) for part in line("a").split(b"\t")]
    damaged = [json.dumps(part).encode() for part in (_without(parts[0], name), *parts[1:])]
    assert unpack(b"\t".join(damaged) + b"\n") == ()


def with_part(name: str, part: object) -> bytes:
    """Return the line of a kit whose first record has this calendar entry or evening."""
    first, *rest = line("a").rstrip(b"\n").split(b"\t")
    return b"\t".join([json.dumps({**json.loads(first), name: part}).encode(), *rest]) + b"\n"


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_packed_and_unpacked(name: str) -> None:
    first, *_ = unpack(with_part(name, PARTS[name]._asdict()))
    assert getattr(first, name) == PARTS[name]
    assert unpack(pack((first._replace(kit_files=1),))) == (first._replace(kit_files=1),)
    assert getattr(unpack(line("a"))[0], name) is None


@pytest.mark.parametrize("name", PARTS)
def test_a_record_of_a_version_without_parts_has_none(name: str) -> None:
    parts = [json.loads(part) for part in line("a").split(b"\t")]
    earlier = [json.dumps(_without(part, name)).encode() for part in parts]
    assert unpack(b"\t".join(earlier) + b"\n") == unpack(line("a")) != ()


@pytest.mark.parametrize(("part", "name"), [(part, name) for part in PARTS for name in PARTS[part]._fields])
def test_a_damaged_part_is_none(part: str, name: str) -> None:
    whole = PARTS[part]._asdict()
    assert unpack(with_part(part, _without(whole, name))) == ()
    assert unpack(with_part(part, {**whole, name: [1]})) == ()
    assert unpack(with_part(part, [])) == ()


@pytest.mark.parametrize("name", FileRecord._fields)
def test_a_record_with_something_of_another_kind_is_none(name: str) -> None:
    first, *rest = line("a").rstrip(b"\n").split(b"\t")
    damaged = json.dumps({**json.loads(first), name: {"x": 1}}).encode()
    assert unpack(b"\t".join([damaged, *rest]) + b"\n") == ()


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\n",
        b"[]\n",
        b"null\n",
        b"{}\n",
        b"\xff\n",
        bytes(40) + b"\n",
        b"[" * 200_000 + b"\n",
        line("a").replace(b'"event":"a"', b'"event":["a"]'),
        line("a").replace(b'"file":"print-plan.txt"', b'"file":null'),
        line("a")[:-20],
        b"\t".join(line("a").split(b"\t")[:-1]),
    ],
)
def test_a_line_that_is_not_whole_is_none(damaged: bytes) -> None:
    assert unpack(damaged) == ()


def test_lines_that_are_no_records_are_gathered_by_themselves() -> None:
    lines = [b"[" * 200_000 + b"\n", *spread(line("a")).splitlines(keepends=True), b"{}\n"]
    assert [bool(unpack(each)) for each in gather(lines)] == [False, True, False]


def test_fed_by_hand_and_other_ways_are_kept_as_they_are() -> None:
    its = kit(PrintJob("question-cards.pdf", 4, 1, BY_HAND, of_cards=True, paper="a4"))
    assert unpack(pack(records_of("a", "i", its, {"question-cards.pdf": "s"})))[0].sides == BY_HAND
