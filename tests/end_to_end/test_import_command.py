"""``hostkit import`` as somebody at a terminal meets it: every option, what it says, what it refuses."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.support.command import hostkit, hostkit_process
from tests.support.importing import pipe, run
from tests.support.sources import SOURCES

NOTES = """\
From: Ana <ana@example.org>
To: Bo

Topic: Good neighbors

Hi Bo, here is what I have.

Questions (30 min)
1. Who lives next door?
   - And below?
2. When did they last surprise you?

Closing (5 min): one word each.
"""

SAID = """\
Found in notes.txt (English):
  title           2 words
  closing round   3 words
  questions      12 words  in 2
words: 17 in questions and parts, 9 understood as titles and numbers, 14 in notes, 0 lost
Look at:
  notes, line 1: "From: Ana <ana@example.org>"
  notes, line 2: "To: Bo"
  notes, line 6: "Hi Bo, here is what I have."
Next:
  hostkit build good-neighbors.yaml
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    return tmp_path


def without_doubts(text: str) -> str:
    """Return what was printed without the lines on unsure paragraphs, which depend on what was learned."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("  unsure, "))


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("**/*.yaml"))


# --- what it does ---


def test_a_text_becomes_a_guide_and_the_guide_a_kit(folder: Path) -> None:
    outcome = run("notes.txt", folder=folder)
    assert (outcome.code, outcome.stdout, without_doubts(outcome.stderr)) == (
        0,
        "good-neighbors.yaml\n",
        SAID,
    )
    built = hostkit("build", "good-neighbors.yaml", folder=folder)
    assert built.code == 0
    assert "out/good-neighbors/question-cards.pdf" in built.files


def test_a_process_of_its_own_does_the_same(folder: Path) -> None:
    outcome = hostkit_process("import", "notes.txt", folder=folder)
    assert (outcome.code, outcome.stdout) == (0, "good-neighbors.yaml\n")
    assert outcome.stderr.endswith("Next:\n  python -m hostkit build good-neighbors.yaml\n")


def test_a_word_file_becomes_a_guide(folder: Path) -> None:
    outcome = run(str(SOURCES["word-styles-aging-parents.docx"]), folder=folder)
    assert (outcome.code, outcome.stdout) == (0, "when-our-parents-get-old.yaml\n")
    assert hostkit("build", "when-our-parents-get-old.yaml", folder=folder).code == 0


def test_it_goes_into_the_folder_of_own_guides_where_its_topic_is_enough(folder: Path) -> None:
    (folder / "my-guides").mkdir()
    (folder / "hostkit.yaml").write_text("guides: my-guides\n", encoding="utf-8")
    outcome = run("notes.txt", folder=folder)
    assert (outcome.code, outcome.stdout) == (0, "my-guides/good-neighbors.yaml\n")
    assert outcome.stderr.endswith("Next:\n  hostkit build good-neighbors\n")
    assert hostkit("build", "good-neighbors", folder=folder).code == 0


def test_a_topic_that_hostkit_has_already_is_named_by_its_path(folder: Path) -> None:
    (folder / "notes.txt").write_text(NOTES.replace("Good neighbors", "Male allies"), encoding="utf-8")
    outcome = run("notes.txt", folder=folder)
    assert outcome.stdout == "male-allies.yaml\n"
    assert outcome.stderr.endswith("Next:\n  hostkit build male-allies.yaml\n")


@pytest.mark.parametrize(
    ("out", "path"),
    [
        ("other.yaml", "other.yaml"),
        ("drafts", "drafts/good-neighbors.yaml"),
        ("a/b/c.yml", "a/b/c.yml"),
    ],
)
@pytest.mark.parametrize("option", ["--out", "-o"])
def test_out_names_a_file_or_a_folder(folder: Path, option: str, out: str, path: str) -> None:
    outcome = run("notes.txt", option, out, folder=folder)
    assert (outcome.code, outcome.stdout) == (0, f"{path}\n")
    assert (folder / path).is_file()
    assert outcome.stderr.endswith(f"  hostkit build {path}\n")


def test_out_to_standard_output_writes_nothing(folder: Path) -> None:
    outcome = run("notes.txt", "-o", "-", folder=folder)
    assert outcome.code == 0
    assert written(folder) == []
    assert outcome.stdout.startswith('# Made by hostkit import from "notes.txt".')
    assert outcome.stderr.endswith("Save it as good-neighbors.yaml, and build it.\n")
    run("notes.txt", folder=folder)
    assert (folder / "good-neighbors.yaml").read_text(encoding="utf-8") == outcome.stdout


def test_standard_input_may_be_a_text_or_a_word_file(folder: Path) -> None:
    outcome = pipe(NOTES.encode(), "-", folder=folder)
    assert (outcome.code, outcome.stdout) == (0, "good-neighbors.yaml\n")
    assert outcome.stderr.startswith("Found in standard input (English):\n")
    outcome = pipe(SOURCES["writer-es-cuidar.docx"].read_bytes(), "-", folder=folder)
    assert (outcome.code, outcome.stdout) == (0, "cuidar-y-dejarse-cuidar.yaml\n")
    outcome = pipe(b"This is a whole sentence.\n\n1. Why?\n2. Who?\n", "-", folder=folder)
    assert (outcome.code, outcome.stdout) == (1, "imported.yaml\n")


def test_somebody_at_a_terminal_is_told_how_to_end_the_text(folder: Path) -> None:
    outcome = pipe(NOTES.encode(), "-", folder=folder, is_a_terminal=True)
    assert outcome.stderr.startswith(
        "Paste the text, and end it with Ctrl-D (on Windows Ctrl-Z and Enter).\nFound in standard input"
    )


def test_the_report_says_of_every_line_where_it_went(folder: Path) -> None:
    outcome = run("notes.txt", "--report", folder=folder)
    assert outcome.stdout == "good-neighbors.yaml\n"
    assert (
        without_doubts(outcome.stderr)
        == (
            'line 1   notes                          "From: Ana <ana@example.org>"\n'
            'line 2   notes                          "To: Bo"\n'
            'line 4   title, understood              "Topic:"\n'
            'line 4   title                          "Good neighbors"\n'
            'line 6   notes                          "Hi Bo, here is what I have."\n'
            'line 8   questions segment, understood  "Questions (30 min)"\n'
            'line 9   question 1, understood         "1."\n'
            'line 9   question 1                     "Who lives next door?"\n'
            'line 10  question 1, probe              "And below?"\n'
            'line 11  question 2, understood         "2."\n'
            'line 11  question 2                     "When did they last surprise you?"\n'
            'line 13  closing_round, understood      "Closing (5 min):"\n'
            'line 13  closing_round                  "One word each."\n'
            "\n"
        )
        + SAID
    )


def test_the_language_can_be_named(folder: Path) -> None:
    (folder / "kurz.txt").write_text("Nachbarn\n\nFragen\n1. Wer?\n2. Wann?\n", encoding="utf-8")
    assert "Found in kurz.txt (German):" in run("kurz.txt", "--out", "a.yaml", folder=folder).stderr
    outcome = run("kurz.txt", "--language", "es", "--out", "b.yaml", folder=folder)
    assert "Found in kurz.txt (Spanish):" in outcome.stderr
    assert "language: es\n" in (folder / "b.yaml").read_text(encoding="utf-8")
    outcome = run("kurz.txt", "--language", "in Finnish", folder=folder)
    assert (outcome.code, outcome.stderr) == (
        2,
        '--language: "in Finnish" is no language tag. Known here: de, en, es, fr, pl, pt-BR, tr, uk.\n',
    )


def test_a_text_keeps_its_language_although_hostkit_has_no_words_in_it(folder: Path) -> None:
    text = (
        "Naapurit\n\n1. Milloin viimeksi juttelit rauhassa naapurien kanssa, ja mistä se oli sinusta?\n"
        "2. Miksi et ole ovella, kun joku on siellä?\n" * 3
    )
    (folder / "naapurit.txt").write_text(text, encoding="utf-8")
    outcome = run("naapurit.txt", folder=folder)
    assert 'Look at:\n  hostkit knows no words of the language "fi": check what was found.' in outcome.stderr
    assert "language: fi\n" in (folder / "naapurit.yaml").read_text(encoding="utf-8")
    built = hostkit("build", "naapurit.yaml", folder=folder)
    assert built.code == 0
    assert "choose others with --language de, en, es, fr, pl, pt-BR, tr, uk" in built.stderr


def test_a_title_can_be_given(folder: Path) -> None:
    outcome = run("notes.txt", "--title", "The next house", folder=folder)
    assert outcome.stdout == "the-next-house.yaml\n"
    assert "title: The next house\n" in (folder / "the-next-house.yaml").read_text(encoding="utf-8")


def test_the_parts_can_be_changed_in_an_editor_and_hold(folder: Path) -> None:
    outcome = run("notes.txt", "--parts", folder=folder)
    lines = outcome.stdout.split("\n")
    assert any(line.startswith("question") and line.endswith("| 1. Who lives next door?") for line in lines)
    changed = outcome.stdout.replace("notes", "tip  ", 1)
    (folder / "parts.txt").write_text(changed, encoding="utf-8")
    assert run("parts.txt", "--out", "a.yaml", folder=folder).code == 0
    assert 'tips:\n  - "From: Ana <ana@example.org>"' in (folder / "a.yaml").read_text(encoding="utf-8")
    data = json.loads(run("notes.txt", "--parts", "--json", folder=folder).stdout)
    assert {"line", "text", "part", "second", "margin", "sure"} == set(data["parts"][0])


def test_unsure_paragraphs_are_asked_about(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Trust\n\nThe lamp over there.\n\nWhy do we trust?\nWho is it?\nWhen was it?\n\nSome salt.\n\nA word.\n"
    (folder / "t.txt").write_text(text, encoding="utf-8")
    data = json.loads(run("t.txt", "--parts", "--json", folder=folder).stdout)
    unsure = [part["text"] for part in data["parts"] if not part["sure"]]
    assert unsure
    said = iter(["nonsense", *["tip"] * len(unsure)])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(said))
    outcome = run("t.txt", "--ask", folder=folder)
    assert outcome.code == 0
    assert "Parts are: " in outcome.stderr
    written = (folder / "trust.yaml").read_text(encoding="utf-8")
    assert all(f"  - {text}" in written.partition("tips:")[2] for text in unsure)
    assert "UNSURE" not in written


def test_the_day_and_the_place_in_the_text_are_options_of_the_next_command(folder: Path) -> None:
    text = "Envy\n\nDate: 14 January 2027, 19:00\nWhere: Ana's kitchen\n\nQuestions\n1. Who?\n2. Why?\n"
    (folder / "envy.txt").write_text(text, encoding="utf-8")
    outcome = run("envy.txt", folder=folder)
    told = outcome.stderr.partition("Next:\n  ")[2].strip()
    options = ["--date", "2027-01-14", "--start", "19:00", "--place", "Ana's kitchen"]
    assert shlex.split(told) == ["hostkit", "build", "envy.yaml", *options]
    assert hostkit("build", "envy.yaml", *options, folder=folder).code == 0


# --- what lacks or does not fit ---


def test_the_first_hour_of_an_agenda_is_the_start_of_the_next_command(folder: Path) -> None:
    text = "Rivers\n\n18:45 Doors open\n19:00 Welcome\n19:10 Questions\n- Why?\n- Who?\n20:00 Closing round\n"
    (folder / "rivers.txt").write_text(text, encoding="utf-8")
    outcome = run("rivers.txt", folder=folder)
    assert outcome.stderr.endswith("hostkit build rivers.yaml --start 18:45\n")


def test_what_is_missing_is_said_and_the_file_is_written_all_the_same(folder: Path) -> None:
    (folder / "one.txt").write_text("Courage\n\nNothing is asked here.\n\nBye.\n", encoding="utf-8")
    outcome = run("one.txt", folder=folder)
    assert (outcome.code, outcome.stdout) == (1, "courage.yaml\n")
    assert outcome.stderr.endswith(
        "Missing before it can be built:\n"
        "  questions: no question was found. Write one or more under questions.\n"
        "Change it in a text editor, then:\n"
        "  hostkit check courage.yaml\n"
    )
    assert "Nothing is asked here." in (folder / "courage.yaml").read_text(encoding="utf-8")
    outcome = run("one.txt", "-o", "-", folder=folder)
    assert (outcome.code, outcome.stderr.endswith("Write one or more under questions.\n")) == (1, True)


def test_a_text_that_fits_no_card_is_named(folder: Path) -> None:
    (folder / "long.txt").write_text(f"T\n\n1. {'word ' * 200}?\n2. Who?\n", encoding="utf-8")
    outcome = run("long.txt", folder=folder)
    assert (outcome.code, outcome.stdout) == (1, "t.yaml\n")
    assert "questions[1].ask: does not fit on the question card" in outcome.stderr
    assert outcome.stderr.endswith("Change it in a text editor, then:\n  hostkit check t.yaml\n")


def test_pictures_that_no_font_has_are_left_out_and_said(folder: Path) -> None:
    (folder / "t.txt").write_text("Trust 👍🏽\n\n1. Why? 🙈\n2. Who?\n", encoding="utf-8")
    outcome = run("t.txt", folder=folder)
    assert outcome.code == 0
    assert "  Pictures that no font here has were left out (line 1, 3).\n" in outcome.stderr
    assert "line 1: 👍🏽; line 3: 🙈" in (folder / "trust.yaml").read_text(encoding="utf-8")


# --- what it refuses ---


def test_a_file_is_never_written_over(folder: Path) -> None:
    run("notes.txt", folder=folder)
    before = (folder / "good-neighbors.yaml").read_bytes()
    (folder / "notes.txt").write_text(f"{NOTES}\nMore.\n", encoding="utf-8")
    for arguments in ((), ("--out", "good-neighbors.yaml")):
        outcome = run("notes.txt", *arguments, folder=folder)
        assert (outcome.code, outcome.stdout) == (1, "")
        assert outcome.stderr.startswith("Found in notes.txt (English):\n")
        assert outcome.stderr.endswith(
            "good-neighbors.yaml: this file already exists, so nothing was written. Choose another name with --out "
            "good-neighbors-2.yaml, or show it on the screen with --out -.\n"
        )
        assert "Next:" not in outcome.stderr
    assert (folder / "good-neighbors.yaml").read_bytes() == before


def test_the_report_of_a_text_that_was_imported_already_is_printed(folder: Path) -> None:
    first = run("notes.txt", "--report", folder=folder).stderr
    outcome = run("notes.txt", "--report", folder=folder)
    assert (outcome.code, outcome.stdout) == (1, "")
    assert outcome.stderr.startswith(first.partition("Next:")[0])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("notes.txt", "--out", " "),
            2,
            "--out: is blank. Name a file that ends in .yaml, a folder, or - for standard output.",
        ),
        (
            ("notes.txt", "--out", ".yaml"),
            2,
            '--out: ".yaml" is a name that some disks refuse. Write a name such as good-neighbors.yaml.',
        ),
        (("gone.txt",), 1, "gone.txt: there is no such file. Check the name and the folder."),
        (("gone.pdf",), 1, "gone.pdf: there is no such file. Check the name and the folder."),
        ((".",), 1, ".: this is a folder, not a file. Name a .txt, .md or .docx file inside it."),
    ],
)
def test_options_and_names_that_are_wrong(
    folder: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    outcome = run(*arguments, folder=folder)
    assert (outcome.code, outcome.stdout, outcome.stderr) == (code, "", f"{message}\n")
    assert written(folder) == []


def test_import_is_among_the_commands() -> None:
    outcome = hostkit("--help", folder=Path.cwd())
    assert re.search(
        r"^  import +Make a guide of a text: notes, a mail, a Word file\.$", outcome.stdout, re.MULTILINE
    )
