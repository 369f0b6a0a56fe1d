"""What the documents say is so: every option, stock, name and file that they list is there, and no other."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

from docs import make_options
from docs.make_pages import FOLDER, SUMS, index, pictures, render, shown_sum
from docs.readme import MESSAGES, PAGES, README, ROOT, file_text, spans
from hostkit import __version__
from hostkit.cli.app import INTERRUPTED
from hostkit.core.errors import HostkitError, UsageError
from hostkit.guides.languages import read_language
from tests.support.command import hostkit

DOCS = ROOT / "docs"
OPTIONS, PRINTING, SCRIPTING = DOCS / "options.md", DOCS / "printing.md", DOCS / "scripting.md"
DOCUMENTS = (*PAGES, MESSAGES, ROOT / "CHANGELOG.md", DOCS / "pages" / "README.md")
COMMANDS = (
    "build",
    "batch",
    "preview",
    "watch",
    "list",
    "new",
    "import",
    "check",
    "verify",
    "stock",
    "language",
    "theme",
    "calibrate",
    "schema",
    "init",
    "studio",
)
LARGEST_PICTURE = 400_000
LARGEST_README = 8 * 1024
"""Bytes: what a host reads in one sitting."""

KIT = ("host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", "print-plan.txt")


def section(document: Path, heading: str) -> str:
    """Return what is below a heading of any level, up to the next heading."""
    text = re.split(rf"^#+ {re.escape(heading)}$", document.read_text("utf-8"), flags=re.MULTILINE)[1]
    return re.split(r"^#+ ", text, flags=re.MULTILINE)[0]


def names(text: str) -> set[str]:
    """Return the names in the first column of tables."""
    return {
        name
        for row in re.findall(r"^\| (.*?`.*?) \|", text, re.MULTILINE)
        for name in re.findall(r"`(.+?)`", row)
    }


def test_readme_is_read_in_one_sitting() -> None:
    assert len(README.read_bytes()) <= LARGEST_README


def _helped(command: str, folder: Path) -> set[tuple[str, str]]:
    shown = hostkit(command, "--help", folder=folder).stdout.split("Examples:")[0]
    return _options(shown, r"^ +(?:-\w, )?(--[a-z-]+)(?: ([A-Za-z0-9|:,.-]+))? ") - {("--help", "")}


def _options(text: str, row: str) -> set[tuple[str, str]]:
    return {(name, metavar or "") for name, metavar in re.findall(row, text, re.MULTILINE)}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_listed_and_no_other(command: str, tmp_path: Path) -> None:
    text = section(OPTIONS, f"hostkit {command}").replace("\\|", "|")
    rows = "\n".join(line.split("` | ")[0] for line in text.splitlines() if line.startswith("| `--"))
    told = _options(f"{rows}\n", r"`(--[a-z-]+)(?: ([A-Za-z0-9|:,.-]+))?(?:`|$)")
    assert told == _helped(command, tmp_path)


def test_every_command_is_listed_and_no_other(tmp_path: Path) -> None:
    shown = hostkit("--help", folder=tmp_path).stdout.split("Commands:")[1]
    assert set(re.findall(r"^  ([a-z]+)  ", shown, re.MULTILINE)) == set(COMMANDS)
    generated = OPTIONS.read_text("utf-8").split("<!-- options:begin -->")[1].split("<!-- options:end -->")[0]
    assert re.findall(r"^## hostkit (.+)$", generated, re.MULTILINE) == list(COMMANDS)


def test_the_tables_of_options_are_as_the_script_writes_them() -> None:
    assert OPTIONS.read_text("utf-8") == make_options.document(), "run: python -m docs.make_options"


def test_the_script_says_nothing_of_options_that_are_not_there(tmp_path: Path) -> None:
    known = {f"{command} {name}" for command in COMMANDS for name, _ in _helped(command, tmp_path)}
    assert set(make_options.TEXTS) <= known


def test_options_in_sentences_are_options(tmp_path: Path) -> None:
    known = {name for command in COMMANDS for name, _ in _helped(command, tmp_path)} | {"--help", "--version"}
    for page in (page for page in PAGES if page.stem != "CONTRIBUTING"):
        named = {match[0] for span in spans(page) if (match := re.match("--[a-z-]+", span))}
        assert named <= known, page.name


def test_every_stock_is_listed_and_no_other(tmp_path: Path) -> None:
    """In the row of the option; that hostkit has no other word for a stock but "auto"."""
    listed = json.loads(hostkit("stock", "--json", folder=tmp_path).stdout)["stocks"]
    (row,) = re.findall(r"^\| `--stock TEXT` \|(.+)\|$", OPTIONS.read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`([a-z0-9-]+)`", row)) == {stock["name"] for stock in listed} | {"auto"}


def test_every_mode_is_explained(tmp_path: Path) -> None:
    known = hostkit("build", "male-allies", "--duplex", "?", folder=tmp_path).stderr
    modes = known.split("Known here: ")[1].rstrip(".\n").split(", ")
    table = PRINTING.read_text("utf-8").split("| `--duplex MODE`: | for |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE) == modes


def test_every_key_of_a_stock_file_is_explained(tmp_path: Path) -> None:
    """A key that is none would be refused; those of all stocks are in the table."""
    keys = names(section(PRINTING, "A stock of your own"))
    used = {
        key
        for path in (ROOT / "hostkit" / "stocks").glob("*.yaml")
        for key in yaml.safe_load(path.read_text("utf-8"))
    }
    assert used <= keys
    values = {
        "plain": "true",
        "duplex": "false",
        "corner": "1 mm",
        "vendor": "V",
        "parts": "[P1]",
        "product": "p",
    }
    given = file_text("my-cards.yaml")
    rest = [key for key in sorted(keys) if f"\n{key}:" not in f"\n{given}"]
    for key in rest:
        (tmp_path / "mine.yaml").write_text(f"{given}{key}: {values[key]}\n", "utf-8")
        done = hostkit("stock", "mine.yaml", folder=tmp_path)
        assert done.code == 0, done.stderr
    assert set(rest) == set(values)


def test_the_page_and_the_test_page_tell_the_same_steps() -> None:
    """What somebody must do is on the printed page too; whoever changes one changes the other."""
    steps = read_language("en")
    told = " ".join(section(PRINTING, "When backs do not land on fronts").split())
    assert steps("calibrate.step_2") in told
    for words in (
        "take the number between",
        "Keep the minus sign",
        "250 mm mark meets the line at the bottom",
    ):
        assert words in told
        assert any(words in steps(f"calibrate.step_{step}") for step in range(1, 6)), words


def _parts(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the schema of each part of a guide by the heading of its table."""
    keys, parts = schema["properties"], schema["$defs"]
    return {
        "The whole guide": schema,
        "Parts of the evening": parts["segment"],
        "Questions": parts["question"],
        "Rounds": parts["round"],
        "Worksheet": parts["prompt"],
        "Pre-read": keys["pre_read"],
        "Follow-up group": keys["follow_up"],
        "Difficult moments": keys["helps"],
        "Goodbye": keys["end"],
        "Credit": keys["credit"],
    }


def test_every_name_of_the_guide_format_is_explained(tmp_path: Path) -> None:
    """Those that are required are in bold."""
    schema = json.loads(hostkit("schema", "guide", folder=tmp_path).stdout)
    for heading, part in _parts(schema).items():
        table = section(DOCS / "guides.md", heading)
        assert names(table) == set(part["properties"]), heading
        assert set(re.findall(r"^\| \*\*`(.+?)`\*\* \|", table, re.MULTILINE)) == set(
            part.get("required", ())
        ), heading


def test_the_exit_codes_are_explained() -> None:
    table = SCRIPTING.read_text("utf-8").split("| exit code |")[1].split("\n\n")[0]
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert told == [0, HostkitError.exit_code, UsageError.exit_code, INTERRUPTED]


def _named_in_rows(table: str) -> dict[str, set[str]]:
    """Return the names in the last column of a table by the name in the first; what is in brackets explains."""
    rows = re.findall(r"^\| `(\w+)` \|.* \| (.+) \|$|^\| `(\w+)` \| (.+) \|$", table, re.MULTILINE)
    told = {first or only: last or rest for first, last, only, rest in rows}
    return {name: set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", row))) for name, row in told.items()}


def test_the_names_of_items_in_json_are_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTKIT_CONFIG", str(tmp_path / "config"))
    (tmp_path / "warned.yaml").write_text(file_text("neighbors.yaml").replace("When did", "Did"), "utf-8")
    commands = ("list", "stock", "check", "build male-allies", "calibrate --printer den --scale 99.5")
    found: dict[str, list[dict[str, object]]] = {}
    for command in commands:
        answer = json.loads(hostkit(*command.split(), "--json", folder=tmp_path).stdout)
        found |= {name: items for name, items in answer.items() if isinstance(items, list) and items}
    (kit,) = found["kits"]
    items = {name: found[name][0] for name in ("kits", "topics", "stocks", "printers")}
    items |= {name: kit[name][0] for name in ("print", "left_blank")}  # type: ignore[index]
    items["problems"] = found["warnings"][0]
    table = section(SCRIPTING, "JSON").split("| item of |")[1].split("\n\n")[0]
    assert _named_in_rows(table) == {name: set(item) for name, item in items.items()}


def test_what_a_batch_prints_in_json_is_explained(tmp_path: Path) -> None:
    events = "topic,guests,date,sheets\nMale allies,8,2027-01-14,invitation\nNothing,8,,\n"
    (tmp_path / "events.csv").write_text(events, "utf-8")
    whole = ("batch", "events.csv", "--json")
    said = [hostkit(*whole, folder=tmp_path).stdout]
    manifest = (tmp_path / "out" / "manifest.jsonl").read_text("utf-8").splitlines()
    # Without the manifest, the numbers of calendar entries are lost, which is said.
    (tmp_path / "out" / "manifest.jsonl").unlink()
    said += [hostkit(*whole, *only, folder=tmp_path).stdout for only in ([], ["--only", "no"])]
    (tmp_path / "events.csv").write_text(events.replace("2027-01-14", "14.1.2027"), "utf-8")
    said.append(hostkit(*whole, "--fix", folder=tmp_path).stdout)
    found = [json.loads(line) for text in said for line in text.splitlines()]
    table = section(SCRIPTING, "JSON").split("| `kind` | when |")[1].split("\n\n")[0]
    assert _named_in_rows(table) == {each["kind"]: set(each) - {"kind"} for each in found}
    assert names(section(SCRIPTING, "The manifest")) == set(json.loads(manifest[0]))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("build male-alies", 1),
        ("build nothing.yaml", 1),
        ("build male-allies --start 25:70", 2),
        ("build male-allies --nothing", 2),
        ("build", 2),
    ],
)
def test_exit_codes_are_as_told(line: str, code: int, tmp_path: Path) -> None:
    assert hostkit(*line.split(), folder=tmp_path).code == code
    assert not list(tmp_path.iterdir())


def test_readme_names_every_file_of_a_kit() -> None:
    text = README.read_text("utf-8")
    assert all(f"| `{name}` |" in text for name in KIT)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    here = [target for target in targets if not target.startswith(("http://", "https://"))]
    assert [target for target in here if not _is_there(document, target)] == []


def _is_there(document: Path, target: str) -> bool:
    """Tell whether a link leads to a file and, within a document, to a heading."""
    name, _, anchor = target.partition("#")
    path = document.parent / name if name else document
    return path.exists() and (not anchor or anchor in _anchors(path))


def _anchors(document: Path) -> set[str]:
    """Return the names under which a document's headings are linked to."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_linked_from_readme() -> None:
    text = README.read_text("utf-8")
    assert [page.name for page in DOCS.glob("*.md") if f"(docs/{page.name})" not in text] == []


def test_pictures_say_what_they_show() -> None:
    images = [image for page in PAGES for image in re.findall(r"<img [^>]+>", page.read_text("utf-8"))]
    assert len(images) == 11
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)


def test_the_changelog_has_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert versions[:2] == ["Unreleased", __version__]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__


REMAKE = "run: python -m docs.make_pages"


def test_no_picture_is_older_than_the_pages() -> None:
    sums = json.loads(SUMS.read_text("utf-8"))
    now = {picture.name: shown_sum(picture) for picture in pictures()}
    assert [name for name in now if sums.get(name) != now[name]] == [], REMAKE
    assert set(sums) == set(now), REMAKE


def test_every_picture_is_there_and_small() -> None:
    there = {path.stem: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert set(there) == {picture.name for picture in pictures()}, REMAKE
    assert {name: size for name, size in there.items() if size > LARGEST_PICTURE} == {}


def test_the_list_of_pictures_is_as_the_script_writes_it() -> None:
    assert (FOLDER / "README.md").read_text("utf-8") == index(), REMAKE


@pytest.mark.parametrize("name", ["host-sheet-1", "none-letter", "cards-85x54"])
def test_a_picture_made_again_is_the_same(name: str) -> None:
    """Within what another version of the renderer may change: edges of letters, no more."""
    picture = next(picture for picture in pictures() if picture.name == name)
    kept, made = Image.open(picture.path).convert("L"), render(picture).convert("L")
    assert kept.size == made.size, REMAKE
    difference = ImageChops.difference(kept, made)
    assert ImageStat.Stat(difference).mean[0] < 1.0, REMAKE
