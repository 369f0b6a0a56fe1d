"""From a table to jobs: every problem at once, by row; nothing is merged; the order of rows changes nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hostkit.batch import row_checks
from hostkit.batch import work as module
from hostkit.batch.inputs import read_whole_guide
from hostkit.core.errors import HostkitError, UsageError
from hostkit.events.precedence import Settings, read_options, read_settings
from hostkit.events.tables.read_table import read_table
from tests.support.guides import CHECKOUT
from tests.support.seasons import event, table

from .made import work

GUIDE = (CHECKOUT / "content" / "male-allies.yaml").read_text("utf-8")


def test_each_row_is_a_job_with_its_guide(tmp_path: Path) -> None:
    found = work(tmp_path, [event(0), event(1, id="")])
    assert [job.id for job in found.jobs] == ["evening-0", "2027-02-02-burnout-and-rest"]
    assert [job.guide.stem for job in found.jobs] == ["male-allies", "burnout-and-rest"]
    assert found.problems == ()
    assert found.refused == 0
    assert len(found.guides) == 2


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    events = [event(number) for number in range(12)]
    events += [event(20, date=""), event(21, date="", start=""), event(22, date="2027-01-01", start="08:00")]
    first = work(tmp_path, events)
    random.Random(3).shuffle(events)
    second = work(tmp_path, events)
    assert [(job.id, job.inputs) for job in first.jobs] == [(job.id, job.inputs) for job in second.jobs]
    assert [job.id for job in first.jobs][:2] == ["evening-22", "evening-0"]
    assert [job.id for job in first.jobs][-2:] == ["evening-20", "evening-21"]


def test_every_problem_is_said_with_its_row_and_good_rows_stay(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "broken.yaml").write_text(GUIDE.replace("hostkit: 1", "hostkit: 7"), "utf-8")
    found = work(
        tmp_path,
        [
            event(0),
            event(1, topic="male-alies"),
            event(2, start="25:00"),
            event(3, topic="broken"),
            event(4, minutes=3),
            event(5, host="Ana 字"),
            event(6, id="Evening_0"),
            event(7, id="joined"),
            event(8, topic="broken"),
        ],
    )
    assert [job.id for job in found.jobs] == []
    assert found.refused == 9
    said = "\n".join(wrong.text for wrong in found.problems)
    for row, words in (
        (2, "is the id of row 8 too"), (3, 'no topic "male-alies". Did you mean "male-allies"?'), (4, "25:00"),
        (5, "has a problem, which is listed too"), (6, "3 minutes are"), (7, "no font here has “字”"),
        (8, "is the id of row 2 too"), (9, "the folder joined is for the files of all events"),
        (10, "has a problem, which is listed too"),
    ):  # fmt: skip
        lines = [line for line in said.splitlines() if f"events.csv: row {row}, " in line]
        assert any(words in line for line in lines), (row, words, said)
    assert said.count("content/broken.yaml:1:") == 1, "the guide's own problem once"


def test_a_good_row_stays_when_another_is_bad(tmp_path: Path) -> None:
    found = work(tmp_path, [event(0), event(1, guests="many"), event(2)])
    assert [job.id for job in found.jobs] == ["evening-0", "evening-2"]
    assert (len(found.problems), found.refused) == (1, 1)


@pytest.mark.parametrize("other", ["EVENING-0", "Évening 0", "evening_0"])
def test_two_events_of_one_id_are_refused_and_not_merged(tmp_path: Path, other: str) -> None:
    found = work(tmp_path, [event(0), event(1, id=other), event(2)])
    assert [job.id for job in found.jobs] == ["evening-2"]
    assert len(found.problems) == 2
    assert "evening-0" in found.known


def test_a_bad_cell_hides_nothing_else_of_its_row(tmp_path: Path) -> None:
    found = work(
        tmp_path, [event(0, topic="nosuch", guests="abc"), event(1, host="Ana 字", minutes=3, date="x")]
    )
    assert [wrong.text.split(": ")[1] for wrong in found.problems] == [
        "row 2, topic", "row 2, guests", "row 3, date", "row 3, minutes", "row 3, host",
    ]  # fmt: skip
    assert (found.jobs, found.refused) == ((), 2)


def test_a_zone_that_contradicts_the_day_is_a_problem_of_its_row_and_hides_no_other(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "id,topic,date,start,time_zone,stock,paper\n"
        "a,saying-no,2027-01-14,19:00,CET,,\n"
        "b,saying-no,2027-07-14,19:00,CET,,\n"
        "c,saying-no,2027-07-14,19:00,BST,,\n"
        "d,nosuch,2027-07-14,19:00,CET,a6-4up,letter\n",
        "utf-8",
    )
    found = module.plan_work(path, {}, Settings(), tmp_path)
    assert [(job.id, job.event.time_zone) for job in found.jobs] == [("a", "Europe/Berlin")]
    assert [wrong.text.split("events.csv: ")[1].split(":")[0] for wrong in found.problems] == [
        "row 3, time_zone", "row 4, time_zone", "row 5, topic", "row 5, time_zone", "row 5, stock",
    ]  # fmt: skip
    (tmp_path / "hostkit.yaml").write_text("time_zone: CET\n", "utf-8")
    settings = read_settings(tmp_path / "hostkit.yaml")
    events = work(tmp_path, [event(0, date="2027-01-14"), event(1, date="2027-07-14")], settings)
    assert [job.event.time_zone for job in events.jobs] == ["Europe/Berlin"]
    assert [str(wrong.at).split("/")[-1] for wrong in events.problems] == ["hostkit.yaml:1:12: time_zone"]


def test_an_unknown_column_hides_nothing_of_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("id,topic,gusts\nx,nosuch,5\nX,saying-no,\n", "utf-8")
    found = module.plan_work(path, {}, Settings(), tmp_path)
    assert [wrong.text.split("events.csv: ")[1].split(":")[0] for wrong in found.problems] == [
        "row 1", "row 2, id", "row 2, topic", "row 3, id",
    ]  # fmt: skip
    assert found.names_are_wrong


def test_a_row_with_a_typo_keeps_its_claim_to_its_folder(tmp_path: Path) -> None:
    found = work(tmp_path, [event(0), event(1, id="Evening_0", guests="abc")])
    assert found.jobs == ()
    assert sum("Give each event an id of its own." in wrong.text for wrong in found.problems) == 2
    by_date = [event(0, id="", date="2027-01-01"), event(3, id="", date="2027-01-01", guests="abc")]
    assert work(tmp_path, by_date).jobs == ()


@pytest.mark.parametrize(
    ("fields", "is_known"),
    [
        ({"id": "e", "date": "2027-13-01"}, True),
        ({"id": "e", "topic": "nosuch"}, True),
        ({"id": "", "guests": "abc"}, True),
        ({"id": "", "date": "2027-13-01"}, False),
        ({"id": "", "topic": "nosuch"}, False),
        ({"id": "\x07"}, False),
    ],
)
def test_what_a_row_with_a_typo_may_be_is_not_gone(
    tmp_path: Path, fields: dict[str, str], is_known: bool
) -> None:
    found = work(tmp_path, [event(0), event(1, **fields)])
    assert [job.id for job in found.jobs] == ["evening-0"]
    assert ("an-event-of-old" in found.known) is not is_known
    if is_known:
        assert (fields["id"] or "2027-02-02-burnout-and-rest") in found.known


def test_what_cannot_be_printed_so_is_found_before_anything_is_made(tmp_path: Path) -> None:
    found = work(tmp_path, [event(0), event(3)], duplex="fold", stock="avery-l7418")
    assert [wrong.text.split(";")[0] for wrong in found.problems] == ["--duplex: fold is for plain paper"], (
        "once"
    )
    assert found.refused == 2


def test_what_a_row_cannot_be_printed_with_is_said_of_its_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text("paper: a5\n", "utf-8")
    Path("events.csv").write_text(
        "topic,id,stock,printer,skip,duplex,paper\n"
        "saying-no,a,mine.yaml,,,,\nsaying-no,b,mine.yaml,,,,\nsaying-no,c,,den,,,\nsaying-no,d,a6-4up,,9,,\n"
        "saying-no,e,avery-l7418,,,fold,\nnosuch,f,a6-4up,,,,letter\n",
        "utf-8",
    )
    found = module.plan_work(Path("events.csv"), {}, Settings(), tmp_path)
    said = [wrong.text for wrong in found.problems]
    assert [text[: text.index(".", 15)] for text in said if text.startswith("events")] == [
        "events.csv: row 2, stock: its stock file mine",
        "events.csv: row 3, stock: its stock file mine",
        "events.csv: row 4, printer: no printer is stored yet",
        "events.csv: row 5, skip: a sheet of a6-4up has 4 cards, so at most 3 can be skipped",
        "events.csv: row 6, duplex: fold is for plain paper; avery-l7418 is cut already",
        'events.csv: row 7, topic: there is no topic "nosuch"',
        "events.csv: row 7, stock: stock a6-4up is for a4 paper, but events",
    ]
    assert sum(text.startswith("mine.yaml:1:8: paper: ") for text in said) == 1
    given = read_options({"stock": "mine.yaml"})
    with pytest.raises(HostkitError, match=r"^--stock: the stock file mine\.yaml has a problem"):
        module.plan_work(Path("events.csv"), given, Settings(), tmp_path)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"stock": "a6-4up", "paper": "letter"}, "letter"),
        ({"sheets": "host-shet"}, 'Did you mean "host-sheet"'),
        ({"printer": "den"}, "no printer is stored"),
    ],
)
def test_options_that_no_kit_can_have_are_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, str], words: str
) -> None:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path))
    with pytest.raises(UsageError, match=words):
        work(tmp_path, [event(0)], None, **options)


def test_options_win_over_rows_and_rows_over_settings(tmp_path: Path) -> None:
    (tmp_path / "hostkit.yaml").write_text("host: Bea\nclock: 12\ntopic: saying-no\n", "utf-8")
    settings = read_settings(tmp_path / "hostkit.yaml")
    (job, other) = work(
        tmp_path,
        [event(0), event(1, host="", topic="")],
        settings=settings,
        group_url="https://example.org/o",
    ).jobs
    assert job.event.host is not None
    assert job.event.host.text == "Ana"
    assert other.event.host is not None
    assert (other.event.host.text, other.options.clock, other.guide.stem) == ("Bea", 12, "saying-no")
    assert job.event.group_url is not None
    assert job.event.group_url.url == "https://example.org/o"


def test_how_the_guide_is_named_changes_no_kit(tmp_path: Path) -> None:
    sums = set()
    for topic in ("male-allies", "Male allies", "MALE ALLIES"):
        (job,) = work(tmp_path, [event(0, id="e", topic=topic)]).jobs
        sums.add(job.inputs)
    assert len(sums) == 1


def test_an_id_that_was_written_is_the_calendar_entrys(tmp_path: Path) -> None:
    (job,) = work(tmp_path, [event(0, id="e", topic="male-allies")]).jobs
    assert job.event.id == "e"


def test_a_changed_guide_changes_its_jobs_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    own = tmp_path / "content" / "male-allies.yaml"
    own.write_text(GUIDE, "utf-8")
    before = {job.id: job.inputs for job in work(tmp_path, [event(0), event(1)]).jobs}
    own.write_text(GUIDE + "# x\n", "utf-8")
    after = {job.id: job.inputs for job in work(tmp_path, [event(0), event(1)]).jobs}
    assert [before[name] == after[name] for name in ("evening-0", "evening-1")] == [False, True]


def test_a_changed_stock_of_ones_own_changes_its_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stock = Path("mine.yaml")
    lines = "paper: a4\ncard: {width: 90 mm, height: 55 mm}\nfirst: {left: 12 mm, top: 16 mm}\n"
    lines += "pitch: {across: 95 mm, down: 55 mm}\ngrid: {columns: 2, rows: 4}\nsource: a ruler\n"
    stock.write_text(lines, "utf-8")
    before = work(tmp_path, [event(0)], stock="mine.yaml").jobs[0].inputs
    stock.write_text(lines.replace("12 mm", "11 mm"), "utf-8")
    after = work(tmp_path, [event(0)], stock="mine.yaml").jobs[0]
    assert after.inputs != before


def test_each_guide_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = read_whole_guide

    def counted(path: Path) -> object:
        read.append(path.stem)
        return real(path)

    monkeypatch.setattr(row_checks, "read_whole_guide", counted)
    work(tmp_path, [event(number) for number in range(30)])
    assert sorted(read) == ["burnout-and-rest", "friendship-in-adulthood", "male-allies"]


def test_a_table_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []
    real = read_table

    def read(path: Path, **options: object) -> object:
        found = real(path, **options)  # type: ignore[arg-type]
        reads.append(path)
        if len(reads) <= changes:
            table(path, [event(number) for number in range(2 + len(reads))])
        return found

    monkeypatch.setattr(module, "read_table", read)
    changes = 1
    assert len(work(tmp_path, [event(0)]).jobs) == 3
    changes = 100
    with pytest.raises(HostkitError, match=r"events\.csv: changed while it was read"):
        work(tmp_path, [event(0)])


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = module.plan_work(tmp_path / "nowhere.csv", {}, Settings(), tmp_path)
    assert found.jobs == ()
    assert "nowhere.csv" in found.problems[0].text
