"""Invitations as somebody at a terminal gets them: which files, what the sheet shows, what is said, and made again."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
import vobject

from tests.support.built import INVITATION, SHEETS, build, opened
from tests.support.cases import CASES
from tests.support.command import Outcome, environment, hostkit
from tests.support.seasons import batch, event, table

FILES = ("invitation.pdf", "invitation.txt", "invitation.ics", "texts.sha256", "print-plan.txt")
USUAL_FILES = ("host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf")
ALONE = ["build", *CASES["usual"].with_options(sheets=INVITATION).arguments]
CARD = (
    "Power Talks Male allies You’re invited by Ana Thursday, 14 January 2027 19:00 to 20:30 12 Mill Lane "
    "Four questions and 90 minutes to talk. All are welcome, men included. Nothing to prepare. Pass on any question. "
    "Tell me if stairs, hearing or food could be a problem. To read first, if you like The discussion guide to "
    "“Male Allies Aren’t Going to Save Us” (The League of Badass Women) It asks whether allies "
    "are enough. www.leagueofbadasswomen.org/ male-allies-discussion-guide"
)


def made(folder: Path, outcome: Outcome) -> dict[str, bytes]:
    """Return the files that a build named, by their names."""
    assert outcome.code == 0, outcome.stderr
    return {Path(file).name: (folder / file).read_bytes() for file in outcome.files}


def test_alone_it_is_a_sheet_a_message_an_entry_and_a_print_plan(tmp_path: Path) -> None:
    outcome = hostkit(*ALONE, folder=tmp_path)
    assert tuple(made(tmp_path, outcome)) == FILES
    assert "invitation.pdf   3 copies   3 sheets of A4   one side only" in outcome.stderr
    assert "Cut invitation.pdf along the hairlines, 2 cuts per sheet." in outcome.stderr
    assert [line for line in outcome.stderr.splitlines() if line.startswith("Warning")] == [
        "Warning: invitation.ics has no id: calendars take the evening for another if its date or host changes. "
        "Give it an id (--id)."
    ]
    assert sorted(path.name for path in (tmp_path / "out" / "male-allies").iterdir()) == sorted(FILES)


def test_it_is_the_same_with_the_three_as_alone() -> None:
    kit = build(CASES["usual"], sheets=",".join((*SHEETS, INVITATION)))
    assert tuple(kit.files) == (*USUAL_FILES, *FILES)
    alone = build(CASES["usual"], sheets=INVITATION)
    assert all(kit.files[name] == alone.files[name] for name in FILES[:3])


def test_nobody_gets_one_who_does_not_ask_for_it() -> None:
    assert tuple(build(CASES["usual"]).files) == (*USUAL_FILES, "print-plan.txt")


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_four_cards_say_the_same_whole(paper: str) -> None:
    pdf = opened("usual", paper, INVITATION)
    assert len(pdf) == 1
    assert pdf.text(0) == " ".join([CARD] * 4)
    width, height = pdf.size()
    for left in (0, width / 2):
        for top in (0, height / 2):
            within = pdf.text_within(0, left, top, left + width / 2, top + height / 2)
            assert "".join(within.split()) == "".join(CARD.split())


def test_a_printer_that_is_measured_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only decks must meet: an invitation is cut along marks that move with it."""
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    numbers = ("--front", "0.5,-1", "--back", "1,1", "--scale", "99.2")
    assert hostkit("calibrate", "--printer", "den", *numbers, folder=tmp_path).code == 0
    assert made(tmp_path, hostkit(*ALONE, "--printer", "den", folder=tmp_path)) == made(
        tmp_path, hostkit(*ALONE, folder=tmp_path)
    )


def test_the_entry_says_what_the_message_says(tmp_path: Path) -> None:
    place = "12 Mill Lane; 3rd floor, ring twice"
    (tmp_path / "event.yaml").write_text(
        "id: Spring talk\nseason: Spring 2027\ndate: 2027-01-14\nstart: 19:00\nminutes: 90\nhost: Ana\n"
        f"time_zone: europe/berlin\nplace: {place}\nnote: Bring something to nibble.\n",
        encoding="utf-8",
    )
    arguments = ("build", "male-allies", "--event", "event.yaml", "--sheets", INVITATION)
    files = made(tmp_path, hostkit(*arguments, folder=tmp_path))
    entry = vobject.readOne(files["invitation.ics"].decode()).vevent
    assert entry.uid.value == "spring-talk.male-allies@spring-2027.hostkit"
    assert entry.location.value == place
    begin, end = entry.dtstart.value, entry.dtend.value
    assert begin.replace(tzinfo=None) == datetime.datetime(2027, 1, 14, 19)
    assert begin.utcoffset() == datetime.timedelta(hours=1)
    assert end - begin == datetime.timedelta(minutes=90)
    message = " ".join(files["invitation.txt"].decode().split())
    for paragraph in entry.description.value.split("\n\n"):
        assert " ".join(paragraph.split()) in message
    assert "Bring something to nibble." in entry.description.value
    assert f"Thursday, 14 January 2027 19:00 to 20:30 {place} Bring something to nibble." in message


# Whose files they are


def test_a_build_over_invitations_replaces_them(tmp_path: Path) -> None:
    first = made(tmp_path, hostkit(*ALONE, folder=tmp_path))
    again = made(tmp_path, hostkit(*ALONE, "--place", "Elsewhere", folder=tmp_path))
    assert first.keys() == again.keys()
    assert all(again[name] != first[name] for name in FILES[:3])
    assert made(tmp_path, hostkit(*ALONE, folder=tmp_path)) == first


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("invitation.txt", b"Dear friends,\ncome to dinner, hostkit or not.\nAna\n"),
        ("invitation.ics", b"BEGIN:VCALENDAR\r\nPRODID:-//Ana//hostkit//EN\r\nEND:VCALENDAR\r\n"),
        ("invitation.pdf", b"%PDF-1.4\nhostkit"),
    ],
)
def test_somebody_elses_invitation_is_left_alone(name: str, data: bytes, tmp_path: Path) -> None:
    place = tmp_path / "out" / "male-allies" / name
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    outcome = hostkit(*ALONE, folder=tmp_path)
    assert (outcome.code, outcome.stdout) == (1, "")
    assert f"{name}: not written by hostkit" in outcome.stderr
    assert [path.name for path in place.parent.iterdir()] == [name]
    assert place.read_bytes() == data


# The same bytes


def test_nothing_of_calendars_is_loaded_for_a_usual_kit(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from hostkit.kit import make_kit\n"
        "from hostkit.events.event import Event, PrintOptions\n"
        "from hostkit.guides.read_guide import read_guide\n"
        "from hostkit.guides.topics import find_topic\n"
        "from pathlib import Path\n"
        "import datetime\n"
        "guide = read_guide(find_topic('male-allies', Path.cwd()))\n"
        "event = Event(date=datetime.date(2027, 1, 14), start=1140)\n"
        "make_kit(guide, event, PrintOptions())\n"
        "assert not {'icalendar', 'dateutil', 'zoneinfo', 'tzdata'} & set(sys.modules)\n"
        "make_kit(guide, event, PrintOptions(sheets=('invitation',)))\n"
        "assert 'icalendar' in sys.modules\n"
    )
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "program.py"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# A message that its host has edited


def edit(message: Path) -> bytes:
    """Add a line as a host would, and return the whole message."""
    edited = message.read_bytes() + b"\nRing twice. Ana\n"
    message.write_bytes(edited)
    return edited


def test_a_build_leaves_an_edited_message_and_says_so(tmp_path: Path) -> None:
    made(tmp_path, hostkit(*ALONE, folder=tmp_path))
    message = tmp_path / "out" / "male-allies" / "invitation.txt"
    edited = edit(message)
    again = hostkit(*ALONE, folder=tmp_path)
    assert "changed by somebody" not in again.stderr
    moved = hostkit(*ALONE, "--place", "Elsewhere", folder=tmp_path)
    assert (
        "Warning: out/male-allies/invitation.txt: was changed by somebody, so it stays. "
        "The new text is invitation.new.txt.\n" in moved.stderr
    )
    assert "out/male-allies/invitation.new.txt" in moved.files
    assert "out/male-allies/invitation.txt" not in moved.files
    assert message.read_bytes() == edited
    assert b"\nElsewhere\n" in message.with_name("invitation.new.txt").read_bytes()


def test_a_batch_leaves_an_edited_message_and_makes_its_kit_anew_only_for_what_changes(
    tmp_path: Path,
) -> None:
    table(tmp_path / "events.csv", [event(0), event(1)])
    arguments = ("--sheets", INVITATION)
    assert batch(tmp_path, *arguments).code == 0
    message = tmp_path / "out" / "evening-0" / "invitation.txt"
    edited = edit(message)
    assert "0 made, 2 unchanged" in batch(tmp_path, *arguments).stderr
    table(tmp_path / "events.csv", [event(0, place="Elsewhere"), event(1, place="Elsewhere")])
    again = batch(tmp_path, *arguments, "--json")
    assert json.loads(again.stdout.splitlines()[-1])["edited"] == ["evening-0/invitation.txt"]
    assert (
        "Changed by somebody, left as they are; the new texts end with .new.txt: evening-0/invitation.txt.\n"
        in again.stderr
    )
    assert message.read_bytes() == edited
    assert "0 made, 2 unchanged" in batch(tmp_path, *arguments).stderr
    assert b"\nElsewhere\n" in message.with_name("invitation.new.txt").read_bytes()


# An evening that changes


def test_a_changed_evening_is_newer_only_with_a_higher_revision_which_is_said(tmp_path: Path) -> None:
    named = (*ALONE, "--id", "7", "--season", "spring", "--out", "here")

    def warnings(*arguments: str) -> list[str]:
        outcome = hostkit(*named, *arguments, folder=tmp_path)
        assert outcome.code == 0, outcome.stderr
        return [line for line in outcome.stderr.splitlines() if line.startswith("Warning")]

    assert warnings() == warnings() == []
    (warning,) = warnings("--date", "2027-01-21")
    assert warning == (
        "Warning: invitation.ics has changed, but calendars may keep the entry that they have. "
        "Give it the revision 1 (--revision)."
    )
    assert warnings("--date", "2027-01-28", "--revision", "1") == []
    assert warnings("--date", "2027-01-28", "--revision", "1") == []
    assert "the revision 2 (--revision)" in warnings("--date", "2027-01-21", "--revision", "1")[0]
    entry = vobject.readOne((tmp_path / "here" / "7" / "invitation.ics").read_text("utf-8")).vevent
    assert (entry.sequence.value, entry.uid.value) == ("1", "7.male-allies@spring.hostkit")
    (warning,) = warnings("--season", "autumn")
    assert "is another entry than before" in warning


def test_moving_an_evening_without_an_id_makes_another_entry_which_is_said(tmp_path: Path) -> None:
    hostkit(*ALONE, folder=tmp_path)
    assert (
        "another entry"
        not in hostkit(*ALONE, "--place", "Elsewhere", "--revision", "1", folder=tmp_path).stderr
    )
    for change in (("--date", "2027-01-21"), ("--host", "Bea")):
        assert (
            "Warning: invitation.ics is another entry than before, for the date, topic, season or host has changed. "
            "Ask guests who have the earlier one to delete it."
            in hostkit(*ALONE, *change, folder=tmp_path).stderr
        )
