"""What each host was told, and what has changed since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hostkit.batch.host_records import (
    HOSTS,
    Evenings,
    HostRecord,
    ToldEvening,
    changes,
    lines_of,
    next_records,
    read_hosts,
)

SPRING = ToldEvening("Grief", "2027-03-11", 1140, 90, "Library", "Ana", False, {"host-sheet.pdf": "1"})


def spring(**differs: Any) -> ToldEvening:
    return SPRING._replace(**differs)


def told(*runs: Evenings) -> dict[str, list[tuple[str, str]]]:
    """Return what the mails of the last run say has changed: kinds and events, by host in one spelling."""
    records: list[HostRecord] = []
    for evenings in runs:
        records = next_records(records, evenings)
    return {
        record.host.capitalize(): [(each.kind, each.event) for each in changes(record)] for record in records
    }


def test_the_first_mail_says_of_no_change() -> None:
    assert told({"spring": SPRING}) == {"Ana": []}


CHANGES: dict[str, tuple[ToldEvening, dict[str, list[str]]]] = {
    "nothing": (SPRING, {"Ana": []}),
    "day": (spring(date="2027-03-18"), {"Ana": ["moved"]}),
    "start": (spring(start=None), {"Ana": ["moved"]}),
    "length": (spring(minutes=60), {"Ana": ["moved"]}),
    "place": (spring(place=""), {"Ana": ["place"]}),
    "topic": (spring(title="Ambition"), {"Ana": ["topic"]}),
    "file": (spring(files={"host-sheet.pdf": "2"}), {"Ana": ["reprint"]}),
    "one more file": (spring(files={**SPRING.files, "question-cards.pdf": "1"}), {"Ana": ["reprint"]}),
    "text": (spring(files={**SPRING.files, "print-plan.txt": "1"}), {"Ana": []}),
    "entry": (spring(files={**SPRING.files, "invitation.ics": "1"}), {"Ana": ["resend"]}),
    "canceled": (spring(canceled=True), {"Ana": ["canceled"]}),
    "host": (spring(host="Bea"), {"Ana": ["given"], "Bea": []}),
    "nobody": (spring(host=""), {"Ana": ["given"]}),
    "host and canceled": (spring(host="Bea", canceled=True), {"Ana": ["canceled"]}),
    "spelling of the host": (spring(host="ANA"), {"Ana": []}),
    "all": (
        spring(title="Ambition", date=None, place="", files={"host-sheet.pdf": "2", "invitation.ics": "1"}),
        {"Ana": ["topic", "moved", "place", "reprint", "resend"]},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_told_once_to_those_it_concerns(change: str) -> None:
    after, wanted = CHANGES[change]
    all_of_it = {host: [(kind, "spring") for kind in kinds] for host, kinds in wanted.items()}
    assert told({"spring": SPRING}, {"spring": after}) == all_of_it
    # The same run again says the same; the next change is all that the next mail says.
    assert told({"spring": SPRING}, {"spring": after}, {"spring": after}) == all_of_it
    more = {"spring": after, "new": spring(host="Ana")}
    assert told({"spring": SPRING}, {"spring": after}, more)["Ana"] == [("new", "new")]


def test_a_host_whose_evenings_are_as_they_were_keeps_the_mail() -> None:
    other = spring(host="Bea")
    runs = [{"spring": SPRING, "summer": other}, {"spring": spring(date=None), "summer": other}]
    runs.append({"spring": spring(date=None), "summer": other._replace(start=600)})
    assert told(*runs) == {"Ana": [("moved", "spring")], "Bea": [("moved", "summer")]}


def test_the_new_host_is_told_who_led_it_before() -> None:
    both = {"spring": SPRING, "summer": spring(host="Bea")}
    records = next_records(next_records([], both), {**both, "spring": spring(host="Bea")})
    ana, bea = (changes(record) for record in records)
    assert [(each.kind, each.now.host) for each in ana] == [("given", "Bea")]
    assert [(each.kind, each.now.earlier_host) for each in bea] == [("taken_over", "Ana")]


def test_an_evening_that_is_gone_is_canceled_and_one_that_comes_back_is_new() -> None:
    assert told({"spring": SPRING}, {}) == {"Ana": [("canceled", "spring")]}
    assert told({"spring": SPRING}, {}, {}) == {"Ana": [("canceled", "spring")]}
    assert told({"spring": SPRING}, {}, {"spring": SPRING}) == {"Ana": [("new", "spring")]}
    assert told({"spring": spring(canceled=True)}) == {}
    back = told({"spring": SPRING}, {"spring": spring(host="Bea")}, {"spring": SPRING})
    assert back == {"Ana": [("taken_over", "spring")], "Bea": [("given", "spring")]}


def test_after_mails_that_were_not_sent_the_next_say_all_since_those_before() -> None:
    def unsent(*runs: Evenings, last: Evenings) -> dict[str, list[tuple[str, str]] | None]:
        records: list[HostRecord] = []
        for evenings in runs:
            records = next_records(records, evenings)
        records = next_records(records, last, unsent=True)
        assert next_records(records, last, unsent=True) == records == next_records(records, last)
        return {
            record.host: None
            if record.before is None
            else [(each.kind, each.event) for each in changes(record)]
            for record in records
        }

    moved, given = {"spring": spring(date=None)}, {"spring": spring(host="Bea")}
    both = {"spring": spring(date=None, place="")}
    assert unsent({"spring": SPRING}, last=moved) == {"Ana": None}
    assert unsent({"spring": SPRING}, last=given) == {"Bea": None}
    assert unsent({"spring": SPRING}, moved, last=both) == {"Ana": [("moved", "spring"), ("place", "spring")]}
    assert unsent({"spring": SPRING}, moved, last={"spring": SPRING}) == {"Ana": []}
    assert unsent({"spring": SPRING}, given, last={"spring": SPRING}) == {"Ana": []}
    assert unsent({"spring": SPRING}, moved, last=given) == {"Ana": [("given", "spring")], "Bea": None}
    assert unsent({"spring": SPRING}, given, last={}) == {"Ana": [("canceled", "spring")]}


def test_each_host_has_a_folder_of_their_own_and_keeps_it() -> None:
    first = next_records([], {"1": spring(host="Jörg"), "2": spring(host="Ana")})
    assert {record.host: record.folder for record in first} == {"Ana": "ana", "Jörg": "jorg"}
    second = next_records(first, {"1": spring(host="Jörg"), "2": spring(host="Jorg")})
    assert {record.host: record.folder for record in second} == {
        "Ana": "ana", "Jorg": "jorg-2", "Jörg": "jorg",
    }  # fmt: skip


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    records = next_records(next_records([], {"1": SPRING, "2": spring(host="Bea")}), {"1": spring(start=0)})
    (tmp_path / HOSTS).write_bytes(b"".join(lines_of(records)))
    assert read_hosts(tmp_path) == records
    assert read_hosts(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"folder":"ana"', '"folder":"../ana"'),
        ('"host":"Ana","folder"', '"host":7,"folder"'),
        ('"now":{"spring"', '"now":{"../spring"'),
        ('"start":1140', '"start":"1140"'),
        ('"title":"Grief"', '"title":null'),
        ('"files":{"host-sheet.pdf":"1"}', '"files":7'),
        ('"before":null', '"before":7'),
        ('"now"', '"then"'),
        ("}\n", "\n"),
    ],
)
def test_a_damaged_line_is_left_out(old: str, new: str, tmp_path: Path) -> None:
    (line,) = lines_of(next_records([], {"spring": SPRING}))
    assert old in line.decode()
    (tmp_path / HOSTS).write_text(line.decode().replace(old, new), "utf-8")
    assert read_hosts(tmp_path) == []
