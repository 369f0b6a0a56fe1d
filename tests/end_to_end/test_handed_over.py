"""A season handed over: another organizer, on another computer, has the zipped folder and the changed table alone."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.support.calendars import entries, entry
from tests.support.command import Outcome, hostkit
from tests.support.seasons import manifest, tree

OF_SEASON = {"season": "spring-2027", "sheets": "host-sheet,invitation", "time_zone": "Europe/Berlin"}
"""What stands in every row, so that another organizer needs the table and the folder alone."""

COLUMNS = ("id", "topic", "date", "start", "guests", "place", "host", "cancelled")
ROWS: tuple[Mapping[str, str], ...] = tuple(
    dict(zip(COLUMNS, cells, strict=True))
    for cells in (
        ("moved", "male-allies", "2027-03-11", "19:00", "8", "Library", "Ana", ""),
        ("kept", "grief", "2027-03-18", "19:00", "8", "Library", "Ana", ""),
        ("off", "ambition", "2027-03-25", "19:00", "8", "Library", "Bea", ""),
        ("swapped", "belonging", "2027-04-08", "19:00", "8", "Library", "Bea", ""),
        ("gone", "saying-no", "2027-04-15", "19:00", "8", "Library", "Dora", ""),
        ("quiet", "living-single", "2027-04-22", "19:00", "8", "Library", "Emil", ""),
    )
)
CHANGED: tuple[Mapping[str, str], ...] = (
    {**ROWS[0], "date": "2027-04-01"},
    ROWS[1],
    {**ROWS[2], "cancelled": "yes"},
    {**ROWS[3], "host": "Cem"},
    ROWS[5],
    {**ROWS[1], "id": "added", "date": "2027-05-06"},
)


def run(folder: Path, rows: Iterable[Mapping[str, str]], *arguments: str) -> Outcome:
    text = io.StringIO()
    table = csv.DictWriter(text, (*COLUMNS, *OF_SEASON))
    table.writeheader()
    table.writerows({**row, **OF_SEASON} for row in rows)
    (folder / "events.csv").write_text(text.getvalue(), "utf-8")
    return hostkit("batch", "events.csv", "--per-host", *arguments, folder=folder)


def news(folder: Path, host: str) -> list[str]:
    """Return the lines of a host's mail that say what has changed."""
    text = (folder / "out" / "hosts" / host / "mail.txt").read_text("utf-8")
    paragraphs = [each.split("\n") for each in text.split("\n\n")]
    found = [lines[1:] for lines in paragraphs if lines[0].startswith("What has changed")]
    return found[0] if found else []


def packed(folder: Path, host: str) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / "out" / "hosts" / host / f"{host}.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Outcome]:
    """Return the folder of the first organizer, that of the second, and what the second was told."""
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    assert run(first, ROWS).code == 0
    archive = shutil.make_archive(str(second / "handed"), "zip", first, "out")
    shutil.unpack_archive(archive, second)
    outcome = run(second, CHANGED)
    assert outcome.code == 0, outcome.stderr
    return first, second, outcome


Handed = tuple[Path, Path, Outcome]


def test_the_first_mails_say_when_where_and_what_to_print(handed: Handed) -> None:
    text = (handed[0] / "out" / "hosts" / "ana" / "mail.txt").read_text("utf-8")
    assert text.startswith(
        "Hello Ana,\n\nThe attached ana.zip has a folder for each of your evenings.\n\n"
        "Male allies\nThursday, 11 March 2027\n19:00 to 20:30\nLibrary\nGuests: 8\nFolder: moved\nTo print:\n"
        "– host-sheet.pdf: 1 copy, 2 sheets of A4, both sides, flip on long edge\n"
    )
    assert text.endswith("\n\nThank you for hosting.\n")
    assert text.count("To print:") == 2


def test_only_what_has_changed_is_made_again(handed: Handed) -> None:
    _, _, outcome = handed
    assert "Made for the first time: added." in outcome.stderr
    assert "Made anew: moved (" in outcome.stderr
    assert "6 events: 4 made, 2 unchanged." in outcome.stderr


def test_each_mail_says_what_has_changed(handed: Handed) -> None:
    _, second, _ = handed
    moved = "Male allies, Thursday, 1 April 2027, 19:00 to 20:30"
    assert news(second, "ana") == [
        f"– Moved: {moved}. It was Thursday, 11 March 2027, 19:00 to 20:30. Print all files again. "
        "Send moved/invitation.ics to your guests again.",
        "– New: Grief, Thursday, 6 May 2027, 19:00 to 20:30.",
    ]
    assert news(second, "bea") == [
        "– Canceled: Ambition, Thursday, 25 March 2027, 19:00 to 20:30. Send off/invitation.ics to your guests, so "
        "that their calendars know.",
        "– No longer with you: Belonging, Thursday, 8 April 2027, 19:00 to 20:30. Cem takes over.",
    ]
    assert news(second, "cem") == []
    assert "Belonging\nThursday, 8 April 2027" in (second / "out/hosts/cem/mail.txt").read_text("utf-8")
    assert news(second, "dora") == [
        "– Canceled: Saying no, Thursday, 15 April 2027, 19:00 to 20:30. Send gone/invitation.ics to your guests, so "
        "that their calendars know."
    ]
    assert news(second, "emil") == []


def test_the_mails_to_send_are_named(handed: Handed) -> None:
    _, second, outcome = handed
    mails = [f"out/hosts/{host}/mail.txt" for host in ("ana", "bea", "cem", "dora")]
    assert f"Mails to send, new or different: {', '.join(mails)}." in outcome.stderr
    assert [file for file in outcome.files if "hosts/" in file] == mails
    again = run(second, CHANGED, "--json")
    assert json.loads(again.stdout.splitlines()[-1])["mails"] == []


def test_each_archive_has_what_its_host_leads_as_it_is_now(handed: Handed) -> None:
    _, second, _ = handed
    assert {name.split("/")[0] for name in packed(second, "ana")} == {"moved", "kept", "added"}
    assert list(packed(second, "bea")) == ["off/invitation.ics"]
    assert {name.split("/")[0] for name in packed(second, "cem")} == {"swapped"}
    assert list(packed(second, "dora")) == ["gone/invitation.ics"]
    for host in ("ana", "bea", "cem", "dora", "emil"):
        for name, data in packed(second, host).items():
            assert data == (second / "out" / name).read_bytes()
            assert data == (second / "out" / "hosts" / host / name).read_bytes()
        folders = [path.name for path in (second / "out" / "hosts" / host).iterdir() if path.is_dir()]
        assert set(folders) == {name.split("/")[0] for name in packed(second, host)}


def test_the_lists_of_the_season_are_of_all_its_evenings(handed: Handed) -> None:
    _, second, _ = handed
    out = second / "out"
    single = {path.parent.name: entry(path) for path in out.glob("*/invitation.ics")}
    assert {found.uid.split(".")[0]: found for found in entries(out / "season.ics").values()} == single
    text = (out / "season.csv").read_bytes().decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert set(rows) == {row["id"] for row in CHANGED}
    assert (rows["moved"]["date"], rows["off"]["cancelled"], rows["swapped"]["host"]) == (
        "2027-04-01",
        "yes",
        "Cem",
    )
    evenings = {record["event"]: record["evening"] for record in manifest(out)}
    assert {name for name, each in evenings.items() if each["is_canceled"]} == {"off", "gone"}
    assert (evenings["swapped"]["host"], evenings["added"]["date"]) == ("Cem", "2027-05-06")


def test_entries_are_the_same_and_newer(handed: Handed) -> None:
    first, second, _ = handed
    numbers = {}
    for path in sorted((second / "out").glob("*/invitation.ics")):
        found, name = entry(path), path.parent.name
        assert found.uid.startswith(f"{name}.")
        assert found.uid.endswith("@spring-2027.hostkit")
        numbers[name] = (found.sequence, found.is_canceled)
        before = first / "out" / name / "invitation.ics"
        assert name == "added" or found.uid == entry(before).uid
    assert numbers == {
        "moved": (1, False), "kept": (0, False), "off": (1, True), "swapped": (1, False), "gone": (1, True),
        "quiet": (0, False), "added": (0, False),
    }  # fmt: skip


def test_the_same_run_again_leaves_every_byte(handed: Handed, tmp_path: Path) -> None:
    shutil.copytree(handed[1], tmp_path, dirs_exist_ok=True)
    before = tree(tmp_path / "out")
    for arguments in ([], ["--fresh"], ["--fresh", "--workers", "1"]):
        assert run(tmp_path, CHANGED, *arguments).code == 0
        assert tree(tmp_path / "out") == before


def test_another_mail_of_the_organizers_own_says_the_same_changes(handed: Handed, tmp_path: Path) -> None:
    shutil.copytree(handed[1], tmp_path, dirs_exist_ok=True)
    (tmp_path / "mail-to-hosts.txt").write_text("{host}, {season}:{changes}\n\n{topic} ({id})", "utf-8")
    before = news(tmp_path, "bea")
    (tmp_path / "hostkit.yaml").write_text("mail: mail-to-hosts.txt\n", "utf-8")
    assert run(tmp_path, CHANGED).code == 0
    text = (tmp_path / "out" / "hosts" / "bea" / "mail.txt").read_text("utf-8")
    assert text == "\n".join(["Bea, spring-2027:", *before, ""])
    text = (tmp_path / "out" / "hosts" / "emil" / "mail.txt").read_text("utf-8")
    assert text == "Emil, spring-2027:\n\nLiving single (quiet)\n"


def test_mails_that_were_not_sent_are_made_again_with_all_changes(handed: Handed, tmp_path: Path) -> None:
    shutil.copytree(handed[1], tmp_path, dirs_exist_ok=True)
    before = news(tmp_path, "ana")
    again = [
        {**row, "place": "Hall"} if row["id"] == "added" else row for row in CHANGED if row["id"] != "swapped"
    ]
    assert run(tmp_path, again, "--unsent").code == 0
    assert news(tmp_path, "ana") == before
    # Cem never had a mail, so there is nothing to take back.
    assert not (tmp_path / "out" / "hosts" / "cem").exists()
    assert news(tmp_path, "bea")[1].startswith("– Canceled: Belonging")
    assert "Hall" in (tmp_path / "out/hosts/ana/mail.txt").read_text("utf-8")


def test_it_is_told_first_if_what_hosts_were_told_is_lost(handed: Handed, tmp_path: Path) -> None:
    shutil.copytree(handed[0], tmp_path, dirs_exist_ok=True)
    (tmp_path / "out" / "hosts.jsonl").unlink()
    warning = "Warning: hosts.jsonl: is missing, so the mails cannot say what has changed"
    assert run(tmp_path, CHANGED, "--check").stderr.startswith(warning)
    assert run(tmp_path, CHANGED).stderr.startswith(warning)
    assert news(tmp_path, "ana") == []
    assert not run(tmp_path, CHANGED).stderr.startswith(warning)


def test_an_edited_mail_and_other_files_stay(handed: Handed, tmp_path: Path) -> None:
    shutil.copytree(handed[0], tmp_path, dirs_exist_ok=True)
    ana = tmp_path / "out" / "hosts" / "ana"
    (ana / "mail.txt").write_text("Hi Ana!\n", "utf-8")
    (ana / "moved" / "notes.txt").write_text("Ana's own\n", "utf-8")
    (ana / "swapped").mkdir()
    (ana / "swapped" / "mine.txt").write_text("hers\n", "utf-8")
    assert "hosts/ana" not in run(tmp_path, ROWS).stderr
    assert (ana / "mail.txt").read_text("utf-8") == "Hi Ana!\n"
    outcome = run(tmp_path, CHANGED)
    assert "the new texts end with .new.txt: hosts/ana/mail.txt." in outcome.stderr
    assert (ana / "mail.txt").read_text("utf-8") == "Hi Ana!\n"
    assert "Moved: Male allies" in (ana / "mail.new.txt").read_text("utf-8")
    assert (ana / "moved" / "notes.txt").is_file()
    assert (ana / "swapped" / "mine.txt").is_file()


@pytest.mark.parametrize(
    "harm", [{"date": "yesterday"}, {"topic": "no-such-topic"}, {"id": "hosts"}, {"place": "x" * 5000}]
)
def test_nothing_is_gathered_while_a_row_is_wrong(
    harm: dict[str, str], handed: Handed, tmp_path: Path
) -> None:
    shutil.copytree(handed[0], tmp_path, dirs_exist_ok=True)
    before = tree(tmp_path / "out" / "hosts")
    outcome = run(tmp_path, [*CHANGED[:-1], {**CHANGED[-1], **harm}])
    assert outcome.code == 1
    assert "Nothing was gathered for hosts" in outcome.stderr
    assert tree(tmp_path / "out" / "hosts") == before


def test_another_seasons_table_tells_nobody_of_an_end(handed: Handed, tmp_path: Path) -> None:
    shutil.copytree(handed[0], tmp_path, dirs_exist_ok=True)
    before = tree(tmp_path / "out" / "hosts")
    assert "Nothing was gathered" in run(tmp_path, [{**ROWS[0], "id": "other"}], "--shrink").stderr
    assert tree(tmp_path / "out" / "hosts") == before


def test_whose_files_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "hosts.jsonl").write_text("mine\n", "utf-8")
    outcome = run(tmp_path, ROWS[:1])
    assert outcome.code == 1
    assert "hosts.jsonl: not written by hostkit" in outcome.stderr
    assert list((tmp_path / "out").iterdir()) == [tmp_path / "out" / "hosts.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--per-host", "--only", "kept"],
            "--per-host: tells every host of all their evenings. Leave out --only.",
        ),
        (["--mail", "x.txt"], "--mail: is about the mails to hosts. Write --per-host beside it."),
        (["--unsent"], "--unsent: is about the mails to hosts. Write --per-host beside it."),
    ],
)
def test_options_that_do_not_go_together(arguments: list[str], said: str, handed: Handed) -> None:
    outcome = hostkit("batch", "events.csv", *arguments, folder=handed[0])
    assert (outcome.code, outcome.stderr.strip()) == (2, said)


def test_a_mail_is_read_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("Dear {hsot}", "utf-8")
    outcome = run(tmp_path, ROWS[:1], "--mail", "mine.txt")
    assert outcome.code == 1
    assert outcome.stderr.startswith('mine.txt:1:6: hostkit does not know what to fill in for "{hsot}".')
    assert not (tmp_path / "out").exists()


def test_hosts_of_any_name_have_folders_inside(tmp_path: Path) -> None:
    names = ["../../etc", "CON", "Жанна", "<b>Ana</b>", "a/b", "."]
    rows = [{**ROWS[0], "id": str(number), "host": name} for number, name in enumerate(names)]
    rows.append({**ROWS[0], "id": "nobody", "host": ""})
    outcome = run(tmp_path, rows)
    assert "Without a host, and so in no mail: nobody." in outcome.stderr
    folders = sorted(path.name for path in (tmp_path / "out" / "hosts").iterdir())
    assert len(folders) == len(names)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in folders)
    assert {record["event"] for record in manifest(tmp_path / "out")} == {row["id"] for row in rows}
