"""Keeps ``hosts.jsonl``, which says what the last two mails told each host, and finds what has changed between them.

The file lies beside the manifest and moves with the folder. A mail is made from its host's record alone, so the same
run again writes the same mail, and a host whose evenings have not changed keeps the mail of an earlier run.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from hostkit.batch.records import MADE_BY
from hostkit.core.errors import Position, Problem
from hostkit.core.values import slug
from hostkit.files.journal import read_lines
from hostkit.files.ownership import is_folder
from hostkit.sheets.invitation_files import CALENDAR

HOSTS, HOSTS_FOLDER = "hosts.jsonl", "hosts"


class ToldEvening(NamedTuple):
    """An evening as a mail speaks of it.

    ``date`` is in ISO form, ``start`` in minutes after midnight, ``minutes`` the length. ``host`` leads it now, and
    ``earlier_host`` led it when the mail before was written, if that was somebody else. ``files`` maps the names of its
    files to their SHA-256.
    """

    title: str
    date: str | None
    start: int | None
    minutes: int
    place: str
    host: str
    canceled: bool
    files: Mapping[str, str]
    earlier_host: str | None = None


Evenings: TypeAlias = Mapping[str, ToldEvening]
"""Evenings by the id of their event."""


class HostRecord(NamedTuple):
    """What one host was told.

    ``folder`` is the name of the host's folder. ``now`` holds the evenings of the last mail, including those that it
    said were canceled or given to another host, and ``before`` those of the mail before, or None if the last one was
    the first.
    """

    host: str
    folder: str
    before: Evenings | None
    now: Evenings


ChangeKind: TypeAlias = Literal[
    "new", "taken_over", "moved", "place", "topic", "reprint", "resend", "canceled", "given"
]


class EveningChange(NamedTuple):
    """One thing that a mail says has changed: its kind, and the evening before and now, None if there was none."""

    kind: ChangeKind
    event: str
    before: ToldEvening | None
    now: ToldEvening


PRINTED = ".pdf"
"""The ending of the names of files to print."""


def changes(record: HostRecord) -> tuple[EveningChange, ...]:
    """Return what the last mail says has changed, in order of date; nothing in the first mail to a host."""
    return () if record.before is None else tuple(_changes(record.host, record.before, record.now))


def _changes(host: str, before: Evenings, now: Evenings) -> Iterator[EveningChange]:
    for event, evening in _by_date(now):
        earlier = before.get(event)
        was, takes_place = earlier if earlier and is_led(earlier, host) else None, is_led(evening, host)
        kinds: list[ChangeKind] = []
        if was is None and takes_place:
            kinds = ["taken_over" if evening.earlier_host else "new"]
        elif was and not takes_place:
            kinds = ["canceled" if evening.canceled else "given"]
        elif was:
            differs = {name for name, total in evening.files.items() if was.files.get(name) != total}
            kinds += ["topic"] if was.title != evening.title else []
            kinds += ["moved"] if _when(was) != _when(evening) else []
            kinds += ["place"] if was.place != evening.place else []
            kinds += ["reprint"] if any(name.endswith(PRINTED) for name in differs) else []
            kinds += ["resend"] if CALENDAR in differs else []
        yield from (EveningChange(kind, event, was, evening) for kind in kinds)


def _by_date(evenings: Evenings) -> list[tuple[str, ToldEvening]]:
    return sorted(evenings.items(), key=lambda each: (each[1].date or "~", each[1].start or 0, each[0]))


def _when(evening: ToldEvening) -> tuple[object, ...]:
    return evening.date, evening.start, evening.minutes


def host_key(host: str) -> str:
    """Return what two spellings of one host's name have in common."""
    return unicodedata.normalize("NFC", host).casefold()


def is_led(evening: ToldEvening, host: str) -> bool:
    """Tell whether an evening takes place and this host leads it."""
    return not evening.canceled and host_key(evening.host) == host_key(host)


def next_records(
    known: Iterable[HostRecord], evenings: Evenings, *, unsent: bool = False
) -> list[HostRecord]:
    """Return the records after a run: of all hosts known, and of those who lead one of ``evenings``.

    A record of which nothing has changed stays as it is, so that its mail does. An evening that is no longer there
    counts as canceled. One without a host has "" for it. With ``unsent`` the last mails were not sent: the new ones
    say what has changed since those before, and are first mails to whoever had none before.
    """
    records = {host_key(record.host): record for record in known}
    hosts = {host_key(evening.host): evening.host for _, evening in _by_date(evenings) if evening.host}
    leaders = {
        event: record.host
        for record in records.values()
        for event, evening in (_sent(record, unsent=unsent) or {}).items()
        if is_led(evening, record.host)
    }
    folders = {record.folder for record in records.values()}
    found = []
    for key in sorted({*records, *hosts}):
        record = records.get(key)
        host = hosts.get(key) or (record.host if record else "")
        last = _sent(record, unsent=unsent) if record else None
        now = _told(host, last or {}, evenings, leaders)
        if last is None and not any(is_led(evening, host) for evening in now.values()):
            continue
        if record is None:
            record = HostRecord(host, _free(slug(host), folders), None, now)
            folders.add(record.folder)
        elif unsent or any(_changes(host, record.now, now)):
            record = record._replace(host=host, before=last, now=now)
        found.append(record)
    return found


def _sent(record: HostRecord, *, unsent: bool) -> Evenings | None:
    """Return the evenings of the last mail that a host was sent, or None if there is none."""
    return record.before if unsent else record.now


def _told(
    host: str, last: Evenings, evenings: Evenings, leaders: Mapping[str, str]
) -> dict[str, ToldEvening]:
    """Return the evenings of a host's next mail, with those of the last one that are canceled or given away."""
    found = {}
    for event, evening in evenings.items():
        if is_led(evening, host):
            leader = leaders.get(event)
            is_taken = leader and host_key(leader) != host_key(host)
            found[event] = evening._replace(earlier_host=leader if is_taken else None)
    for event, evening in last.items():
        if is_led(evening, host) and event not in found:
            found[event] = evenings.get(event) or evening._replace(canceled=True)
    return found


def _free(name: str, taken: Iterable[str]) -> str:
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(each for each in numbered if each not in taken)


def lost_mails(out: Path) -> Problem | None:
    """Return a warning if a season's folder has mails to hosts, but not the file that says what they said."""
    if (out / HOSTS).exists() or not is_folder(out / HOSTS_FOLDER):
        return None
    what = f"is missing, so the mails cannot say what has changed, and all of them are first mails ({HOSTS_FOLDER})."
    return Problem("mails-lost", Position(HOSTS), what, "If you have a copy of it, put it back first.")


def read_hosts(out: Path) -> list[HostRecord]:
    """Return the records of a season's folder; lines that are damaged are left out."""
    found = []
    for line in read_lines(out / HOSTS):
        with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
            found.append(_record(json.loads(line)))
    return found


def _record(data: Mapping[str, Any]) -> HostRecord:
    """Return the record in a JSON object. Raises ValueError, KeyError, TypeError or AttributeError if it has none."""
    before = data["before"]
    record = HostRecord(
        data["host"], data["folder"], None if before is None else _evenings(before), _evenings(data["now"])
    )
    if slug(record.folder) != record.folder or not isinstance(record.host, str):
        raise ValueError(record.folder)
    return record


def _evenings(data: Mapping[str, Any]) -> dict[str, ToldEvening]:
    found = {event: ToldEvening(**evening) for event, evening in data.items()}
    for event, evening in found.items():
        texts = (evening.title, evening.place, evening.host, evening.date or "", evening.earlier_host or "")
        numbers = (evening.start or 0, evening.minutes, evening.canceled)
        if slug(event) != event or not all(isinstance(text, str) for text in texts):
            raise ValueError(event)
        if not all(isinstance(number, int) for number in numbers):
            raise ValueError(event)
        dict(evening.files)
    return found


def lines_of(records: Iterable[HostRecord]) -> Iterator[bytes]:
    """Yield the lines of ``hosts.jsonl``."""
    for record in records:
        before = None if record.before is None else _data(record.before)
        data = {**record._asdict(), "before": before, "now": _data(record.now), "made_by": MADE_BY}
        yield json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _data(evenings: Evenings) -> dict[str, Any]:
    return {event: evening._asdict() for event, evening in evenings.items()}
