"""``hostkit check`` as somebody at a terminal meets it: findings on stdout, how many on stderr, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.slips import GUIDE
from tests.support.cases import ROOT
from tests.support.command import Outcome, hostkit
from tests.support.guide_texts import SMALLEST

ALL_CLEAN = f"{len(list((ROOT / 'content').glob('*.yaml')))} guides, no problems, no warnings.\n"
CLEAN = GUIDE
CLOSED = GUIDE.replace("When do you rest?", "Do you rest?")
FAULTY = GUIDE.replace("minutes: 10", "minutes: ten").replace("title:", "titel:")

OF_CLOSED = (
    "{file}:9:10: warning: questions[1].ask: yes or no would answer it, and the talk ends there. Ask with what, how, "
    "which or when, or go on with “and why?”.\n"
)
OF_FAULTY = (
    "{file}:1:1: title: is missing. Write a text.\n"
    '{file}:2:1: there is no key "titel" here. Did you mean "title"?\n'
    '{file}:5:14: run_of_show[1].minutes: "ten" is no whole number. Write a whole number from 1 to 480.\n'
)


def write(folder: Path, **files: str) -> Path:
    """Write guides by their paths, ``__`` for a slash."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_clean_guide(tmp_path: Path) -> None:
    outcome = hostkit("check", "rest.yaml", folder=write(tmp_path, rest=CLEAN))
    assert outcome == Outcome(0, "", "1 guide, no problems, no warnings.\n")


def test_all_problems_of_all_files(tmp_path: Path) -> None:
    write(tmp_path, a=FAULTY, b=CLEAN, c=CLOSED, d=FAULTY)
    outcome = hostkit("check", "a.yaml", "b.yaml", "c.yaml", "d.yaml", folder=tmp_path)
    assert outcome == Outcome(
        1,
        OF_FAULTY.format(file="a.yaml") + OF_CLOSED.format(file="c.yaml") + OF_FAULTY.format(file="d.yaml"),
        "4 guides, 6 problems, 1 warning.\n",
    )


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_warnings_count_where_they_are_to(strict: list[str], code: int, tmp_path: Path) -> None:
    outcome = hostkit("check", "rest.yaml", *strict, folder=write(tmp_path, rest=CLOSED))
    assert outcome == Outcome(code, OF_CLOSED.format(file="rest.yaml"), "1 guide, no problems, 1 warning.\n")


def test_json(tmp_path: Path) -> None:
    write(tmp_path, a=FAULTY, b=CLOSED)
    outcome = hostkit("check", "a.yaml", "b.yaml", "--json", folder=tmp_path)
    found = json.loads(outcome.stdout)
    assert found["guides"] == ["a.yaml", "b.yaml"]
    assert (outcome.code, outcome.stderr) == (1, "2 guides, 3 problems, 1 warning.\n")
    assert [*found["problems"][1:], *found["warnings"]] == [
        {
            "kind": "problem",
            "code": "guide-unknown-key",
            "file": "a.yaml",
            "line": 2,
            "column": 1,
            "row": None,
            "field": "",
            "option": None,
            "what": 'there is no key "titel" here.',
            "remedy": 'Did you mean "title"?',
            "values": {"key": "titel", "nearest": "title"},
        },
        {
            "kind": "problem",
            "code": "number-not-a-number",
            "file": "a.yaml",
            "line": 5,
            "column": 14,
            "row": None,
            "field": "run_of_show[1].minutes",
            "option": None,
            "what": '"ten" is no whole number.',
            "remedy": "Write a whole number from 1 to 480.",
            "values": {"low": 1, "high": 480},
        },
        {
            "kind": "warning",
            "code": "question-yes-or-no",
            "file": "b.yaml",
            "line": 9,
            "column": 10,
            "row": None,
            "field": "questions[1].ask",
            "option": None,
            "what": "yes or no would answer it, and the talk ends there.",
            "remedy": "Ask with what, how, which or when, or go on with “and why?”.",
            "values": {},
        },
    ]


def test_json_of_a_file_without_a_line(tmp_path: Path) -> None:
    outcome = hostkit("check", "rest.yaml", "--json", folder=write(tmp_path, rest=""))
    (problem,) = json.loads(outcome.stdout)["problems"]
    assert (problem["line"], problem["column"], problem["what"]) == (None, None, "the file is empty.")
    clean = hostkit("check", "male-allies", "--json", folder=tmp_path)
    assert (clean.code, json.loads(clean.stdout)["problems"]) == (0, [])


def test_what_does_not_fit_is_found_without_printing(tmp_path: Path) -> None:
    text = GUIDE.replace("When do you rest?", f"What is {' '.join(['understanding'] * 80)}?")
    outcome = hostkit("check", "rest.yaml", folder=write(tmp_path, rest=text))
    assert outcome.code == 1
    problem, *warnings = outcome.stdout.splitlines()
    assert problem.startswith(
        "rest.yaml:9:10: questions[1].ask: does not fit on the question card (stock a6-4up, "
    )
    assert all(": warning: " in line for line in warnings)
    assert [path.name for path in tmp_path.iterdir()] == ["rest.yaml"]


# --- which guides ---


def test_the_shipped_guides_are_clean_to_the_letter() -> None:
    assert hostkit("check", "--strict", "content", folder=ROOT) == Outcome(0, "", ALL_CLEAN)


def test_without_a_path_ones_own_guides_wherever_they_are(tmp_path: Path) -> None:
    write(tmp_path, here=CLOSED, content__a=CLOSED, own__b=CLOSED, event="topic: rest\n")
    (tmp_path / "hostkit.yaml").write_text("guides: own\n", encoding="utf-8")
    outcome = hostkit("check", folder=tmp_path)
    assert outcome == Outcome(
        0,
        "".join(OF_CLOSED.format(file=file) for file in ("here.yaml", "own/b.yaml", "content/a.yaml")),
        "3 guides, no problems, 3 warnings.\n",
    )


def test_without_a_path_and_without_own_guides_the_shipped_ones(tmp_path: Path) -> None:
    outcome = hostkit("check", folder=write(tmp_path, event="topic: rest\n"))
    assert outcome == Outcome(
        0,
        "",
        f"There are no guides of your own here; these come with hostkit.\n{ALL_CLEAN}",
    )


def test_a_folder_a_topic_and_a_title(tmp_path: Path) -> None:
    write(tmp_path, drafts__a=CLOSED, drafts__b=CLEAN)
    outcome = hostkit("check", "drafts", "male-allies", "Saying no", folder=tmp_path)
    assert outcome == Outcome(
        0, OF_CLOSED.format(file="drafts/a.yaml"), "4 guides, no problems, 1 warning.\n"
    )


def test_a_guide_that_is_named_twice_is_judged_once(tmp_path: Path) -> None:
    write(tmp_path, content__a=CLOSED)
    outcome = hostkit("check", "a", "content/a.yaml", "content", folder=tmp_path)
    assert outcome.stdout.count("\n") == 1
    assert outcome.stderr == "1 guide, no problems, 1 warning.\n"


def test_ones_own_guide_wins_over_the_shipped_one(tmp_path: Path) -> None:
    outcome = hostkit("check", "male-allies", folder=write(tmp_path, content__male_allies=CLEAN))
    assert outcome.stdout == ""
    (tmp_path / "content" / "male_allies.yaml").rename(tmp_path / "content" / "male-allies.yaml")
    (tmp_path / "content" / "male-allies.yaml").write_text(CLOSED, encoding="utf-8")
    outcome = hostkit("check", "male-allies", folder=tmp_path)
    assert outcome.stdout == OF_CLOSED.format(file="content/male-allies.yaml")


def test_a_miss_names_the_nearest_and_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path, rest=CLOSED)
    outcome = hostkit("check", "male-alies", "rest.yaml", "nowhere.yaml", folder=tmp_path)
    assert outcome == Outcome(
        1,
        OF_CLOSED.format(file="rest.yaml"),
        'there is no topic "male-alies". Did you mean "male-allies"?\n'
        "nowhere.yaml: there is no such guide. Check the name and the folder.\n"
        "1 guide, no problems, 1 warning.\n",
    )


def test_a_folder_without_guides(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert hostkit("check", "empty", folder=tmp_path) == Outcome(
        1, "", "empty: this is a folder, not a file. Name a guide inside it.\n"
    )


def test_faulty_settings_are_named(tmp_path: Path) -> None:
    (tmp_path / "hostkit.yaml").write_text("guides: nowhere\n", encoding="utf-8")
    outcome = hostkit("check", folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert outcome.stderr.startswith('hostkit.yaml:1:9: guides: there is no folder "nowhere".')


def test_event_files_and_tables_are_checked_too(tmp_path: Path) -> None:
    files = {
        "event.yaml": "host: Ana\nstart: 7:00\n",
        "past.yaml": "date: 2020-01-14\ngroup_url: https://youtu.be/x?si=1\n",
        "list.yaml": "- topic: male-allies\n  guests: x\n",
        "events.csv": "topic,group_url\nmale-alies,\nmale-allies,https://youtu.be/x?si=1\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    outcome = hostkit("check", *files, folder=tmp_path)
    tracks = 'the link carries "si", which only tells the site who shares it. Write "https://youtu.be/x".'
    assert outcome.stdout.splitlines() == [
        'event.yaml:2:8: start: "7:00" may be morning or evening. Write 07:00 or 19:00.',
        "past.yaml:1:7: warning: date: 14 January 2020 is more than 31 days past. Check the year.",
        f"past.yaml:2:12: warning: group_url: {tracks}",
        'list.yaml:2:11: guests: "x" is no whole number. Write a whole number from 1 to 200.',
        'events.csv: row 2, topic: there is no topic "male-alies". Did you mean "male-allies"?',
        f"events.csv: row 3: warning: group_url: {tracks}",
    ]
    assert (outcome.code, outcome.stderr) == (1, "2 event files, 2 tables, 3 problems, 3 warnings.\n")


def test_a_welcome_without_words_is_a_warning(tmp_path: Path) -> None:
    text = SMALLEST.replace("  - segment: questions", "  - segment: welcome\n  - segment: questions")
    (tmp_path / "guide.yaml").write_text(text, "utf-8")
    outcome = hostkit("check", "guide.yaml", folder=tmp_path)
    assert (
        "has no words to read aloud. Write under read what the host says, or take the part out."
        in outcome.stdout
    )
    (tmp_path / "guide.yaml").write_text(f"{text}definition: Rest is time.\n", "utf-8")
    assert "has no words to read aloud" not in hostkit("check", "guide.yaml", folder=tmp_path).stdout


def test_fix_shows_each_change_keeps_the_original_and_changes_nothing_twice(tmp_path: Path) -> None:
    path = tmp_path / "guide.yaml"
    before = f'# It\'s "mine"\n{SMALLEST}definition: It\'s "rest".\n'
    path.write_text(before, "utf-8")
    outcome = hostkit("check", "guide.yaml", "--fix", folder=tmp_path)
    line = len(before.splitlines())
    assert outcome.stdout.splitlines()[:2] == [
        f'guide.yaml:{line}:15: definition: It\'s "rest".',
        f'{" " * len(f"guide.yaml:{line}:15")}: definition: It’s "rest".',
    ]
    assert "guide.yaml: 3 signs mended; guide.yaml.before-fix has it as it was." in outcome.stderr
    assert path.read_text("utf-8") == before.replace('definition: It\'s "rest"', "definition: It’s “rest”")
    assert (tmp_path / "guide.yaml.before-fix").read_text("utf-8") == before
    again = hostkit("check", "guide.yaml", "--fix", folder=tmp_path)
    assert "mended" not in again.stderr
    path.write_text(before, "utf-8")
    refused = hostkit("check", "guide.yaml", "--fix", folder=tmp_path)
    assert refused.code == 1
    assert refused.stderr.startswith("guide.yaml.before-fix: there is a file already. Move it away")
    assert path.read_text("utf-8") == before


def test_fix_leaves_guides_that_come_with_hostkit_alone(tmp_path: Path) -> None:
    assert "mended" not in hostkit("check", "male-allies", "--fix", folder=tmp_path).stderr


EVENT_TYPED = """\
# our "first" evening
topic: male-allies
"Date": 14.1.2027   # a Thursday
start: '7pm'
group url: https://https://example.org/x   # the group's
gests: 10
place:   12 Mill Lane
host: "Ana"
"""
EVENT_MENDED = """\
# our "first" evening
topic: male-allies
"date": 2027-01-14   # a Thursday
start: '19:00'
group_url: https://example.org/x   # the group's
gests: 10
place:   12 Mill Lane
host: "Ana"
"""
TABLES = {
    "event.yaml": (EVENT_TYPED, EVENT_MENDED),
    "list.yaml": (
        "- {id: a, topic: male-allies, Start: 7pm}  # ours\n",
        "- {id: a, topic: male-allies, start: 19:00}  # ours\n",
    ),
    "table.csv": ('id;topic;Start\r\n"a";male-allies;7pm\r\n', 'id;topic;Start\r\n"a";male-allies;19:00\r\n'),
    "table.tsv": ("id\ttopic\tstart\na\tmale-allies\t7pm\n", "id\ttopic\tstart\na\tmale-allies\t19:00\n"),
}


@pytest.mark.parametrize("name", TABLES)
def test_fix_mends_keys_and_values_of_events_and_no_other_byte(name: str, tmp_path: Path) -> None:
    before, after = (text.encode() for text in TABLES[name])
    path = tmp_path / name
    path.write_bytes(before)
    outcome = hostkit("check", name, "--fix", folder=tmp_path)
    assert 'start: "7pm" becomes "19:00".' in outcome.stdout.lower()
    assert f"mended; {name}.before-fix has it as it was." in outcome.stderr
    assert (path.read_bytes(), (tmp_path / f"{name}.before-fix").read_bytes()) == (after, before)
    assert "mended" not in hostkit("check", name, "--fix", folder=tmp_path).stderr
    assert path.read_bytes() == after


def test_fix_leaves_a_key_that_stands_twice(tmp_path: Path) -> None:
    text = "topic: male-allies\nDate: 14.1.2027\ndate: 2027-01-15\n"
    (tmp_path / "event.yaml").write_text(text, "utf-8")
    outcome = hostkit("check", "event.yaml", "--fix", folder=tmp_path)
    assert (tmp_path / "event.yaml").read_text("utf-8") == text.replace("14.1.2027", "2027-01-14")
    assert (outcome.code, 'there is no key "Date" here' in outcome.stdout) == (1, True)


def test_fix_mends_a_date_of_two_meanings_only_if_its_order_is_said(tmp_path: Path) -> None:
    path = tmp_path / "event.yaml"
    path.write_text("topic: male-allies\ndate: 03/04/2027\n", "utf-8")
    assert "mended" not in hostkit("check", "event.yaml", "--fix", folder=tmp_path).stderr
    hostkit("check", "event.yaml", "--fix", "--dates", "dmy", folder=tmp_path)
    assert path.read_text("utf-8") == "topic: male-allies\ndate: 2027-04-03\n"
