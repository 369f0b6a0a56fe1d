"""The same document gives the same bytes, whatever the machine and whatever was drawn before."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from hostkit.pdf import draw_document, library
from hostkit.typesetting.display_list import Color, Document, LinkArea, Placement, Role, Rule

from .reading import BLACK, document, page, run

PROGRAM = """
import sys, hashlib
{before}
from hostkit.typesetting.fonts import face
from hostkit.typesetting.display_list import Color, Document, LinkArea, Page, Role, TextRun
from hostkit.pdf import draw_document
glyphs = face("display").shape({words!a}, "pl")
words = TextRun(20, 50, "display", 14, Color(0.0, 0.0, 0.0), glyphs, Role("H1"))
link = LinkArea(20, 40, 50, 20, "https://example.org/", "example.org", Role("Link"))
file = draw_document(Document((Page(200, 100, (words, link)),), {title!a}, "a", "s", "pl", "Simplex", True))
{after}
sys.stdout.write(hashlib.sha256(file).hexdigest())
"""
"""A document drawn in a process of its own, its digest printed."""


def program(before: str = "", after: str = "") -> str:
    return PROGRAM.format(before=before, after=after, words="Łódź, “fi”", title="Łódź")


def digest(folder: Path, before: str = "", after: str = "", **variables: str) -> str:
    """Return the digest of the document drawn by a fresh process with variables added to a bare environment."""
    root = str(Path(library.__file__).parents[2])
    bare = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", program(before, after)],
        cwd=folder,
        env={**bare, "PYTHONPATH": root, "HOME": str(folder), "USERPROFILE": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> str:
    return digest(tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize(
    "variables",
    [
        {
            **{"RL_useA85": "1", "RL_pdfMultiLine": "1", "RL_pdfComments": "1", "RL_documentLang": "fr"},
            **{"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "Pacific/Kiritimati"},
            **{"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "1", "PYTHONOPTIMIZE": "1"},
        },
        {
            **{"RL_useA85": "foo", "RL_pageCompression": "0", "RL_canvas_basefontname": "Nonsense"},
            **{"RL_canvas_baseColor": "red", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "4242"},
            **{"SOURCE_DATE_EPOCH": "yesterday", "EVAL_DEBUG": "yes"},
        },
    ],
)
def test_the_environment_changes_nothing(plain: str, tmp_path: Path, variables: dict[str, str]) -> None:
    assert digest(tmp_path, **variables) == plain


SETTINGS = ("reportlab_settings", "reportlab_mods", "reportlab.local_rl_settings", "reportlab.local_rl_mods")
"""The modules in which ReportLab looks for settings; it looks for files named as the first two in HOME too."""


def test_files_in_home_and_modules_of_settings_change_nothing(plain: str, tmp_path: Path) -> None:
    for name in SETTINGS[:2]:
        for file in (f".{name}", f"{name}.py"):
            (tmp_path / file).write_text("useA85 = 1\npdfMultiLine = 1\nraise SystemExit('was run')\n")
    assert digest(tmp_path) == plain


def test_no_module_of_settings_is_even_looked_for(plain: str, tmp_path: Path) -> None:
    before = f"""
class Watch:
    def find_spec(self, name, path=None, target=None):
        assert name not in {SETTINGS!r}, "it was looked for"
sys.meta_path.insert(0, Watch())
"""
    assert digest(tmp_path, before) == plain


def test_another_users_settings_in_this_process_change_nothing(plain: str, tmp_path: Path) -> None:
    before = (
        "from reportlab import rl_config\n"
        "rl_config.useA85 = rl_config.pdfMultiLine = rl_config.pdfComments = 1\n"
        "rl_config.canvas_baseColor = (1, 0, 0)"
    )
    assert digest(tmp_path, before) == plain


def test_what_was_hidden_is_back_after_the_import(plain: str, tmp_path: Path) -> None:
    after = (
        "import os\n"
        "assert os.environ['RL_useA85'] == 'foo' and os.environ['SOURCE_DATE_EPOCH'] == '1'\n"
        "hidden = ('reportlab_settings', 'reportlab_mods', 'reportlab.local_rl_settings')\n"
        "assert not any(name in sys.modules for name in hidden)"
    )
    assert digest(tmp_path, after=after, RL_useA85="foo", SOURCE_DATE_EPOCH="1") == plain


def test_settings_that_somebody_imported_stay_imported(plain: str, tmp_path: Path) -> None:
    (tmp_path / "reportlab_settings.py").write_text("useA85 = 1\n")
    before = "import reportlab_settings"
    assert digest(tmp_path, before, "assert sys.modules['reportlab_settings'].useA85 == 1") == plain


def test_no_pictures_are_loaded_for_a_document_without_any(tmp_path: Path) -> None:
    digest(tmp_path, after="assert 'PIL._imaging' not in sys.modules")


def test_pictures_still_work_for_others(tmp_path: Path) -> None:
    after = "from reportlab.lib import utils\nassert utils.Image.new('L', (2, 3)).size == (2, 3)"
    digest(tmp_path, after=after)


def one() -> Document:
    words = run("One: office, “naïve” fi", role=Role("H1"), name="display")
    return document(page(words, Rule(0, 0, 9, 9, 1, BLACK)), bookmarks=True)


def other() -> Document:
    link = LinkArea(5, 5, 9, 9, "https://example.org/x", "x", Role("Link"))
    card = page(run("Other → card", name="fallback", color=Color(0.2, 0.2, 0.2)), link)
    return document(
        page(run("Zz fi", name="display"), Placement(9, 9, card, 180)), title="Other", language="de"
    )


def test_a_document_drawn_twice_or_after_another_is_the_same() -> None:
    first = draw_document(one())
    between = draw_document(other())
    assert draw_document(one()) == first
    assert draw_document(other()) == between
    assert first != between


def test_the_same_bytes_alone_and_after_another(tmp_path: Path, plain: str) -> None:
    before = (
        "from hostkit.typesetting.fonts import face\nfrom hostkit.typesetting.display_list import *\n"
        + (
            "from hostkit.pdf import draw_document\n"
            "words = TextRun(9, 9, 'display', 9, Color(0, 0, 0), face('display').shape('xyz abc', 'en'), Role('P'))\n"
            "draw_document(Document((Page(99, 99, (words,)),), 'Before', 'b', 'b', 'en', 'Simplex'))"
        )
    )
    assert digest(tmp_path, before) == plain


def test_the_digest_of_this_process_is_that_of_another(plain: str, tmp_path: Path) -> None:
    names: dict[str, bytes] = {}
    exec(program().replace("sys.stdout.write", "str"), names)
    assert sha256(names["file"]).hexdigest() == plain == digest(tmp_path)
