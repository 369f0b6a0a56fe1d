"""The tree as docs/architecture.md describes it, read from the imports: nothing upward, no circle, no stray library."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("studio",),
    ("verify",),
    ("batch", "preview"),
    ("check", "written_kit"),
    ("kit",),
    ("kit_template",),
    ("printers",),
    ("sheets",),
    ("planning",),
    ("importing",),
    ("events",),
    ("guides",),
    ("pdf", "stocks", "themes", "pictures"),
    ("typesetting",),
    ("files", "codes"),
    ("core",),
    ("hostkit",),
)
"""Every package from the top down. A package imports from lower layers only, never from its own layer.

``hostkit`` is the package itself: its version.
"""

LAYER = {name: number for number, names in enumerate(reversed(LAYERS)) for name in names}

KNOWN_TO_CLI = "studio"
"""The package that only ``cli`` may import."""

ROOMS_OF_SHEETS = {
    "host_sheet": {"host", "parts", "style", "sheet", "refusal", "composer"},
    "question_cards": {"cards", "parts", "style", "sheet", "refusal", "composer"},
    "reflection_worksheet": {"parts", "style", "sheet", "refusal", "composer"},
    "invitation": {"invitation_back", "invitation_files", "parts", "style", "sheet", "refusal", "composer"},
    "door_sign": {"parts", "style", "sheet", "refusal", "composer"},
    "agreements_poster": {"parts", "style", "sheet", "refusal", "composer"},
    "table_tent": {"parts", "style", "sheet", "refusal", "composer"},
    "name_tents": {"parts", "style", "sheet", "refusal", "composer"},
    "pocket_card": {"parts", "style", "sheet", "refusal", "composer"},
    "belly_band": {"parts", "style", "sheet", "refusal", "composer"},
    "feedback": {"parts", "style", "sheet", "refusal", "composer"},
    "invitation_back": {"invitation_files", "parts", "style", "refusal", "composer"},
    "guest_page": {"guest_page_look", "invitation_files", "parts", "composer"},
    "guest_page_look": set[str](),
    "invitation_files": {"parts", "composer"},
    "host": {"parts", "style", "composer"},
    "cards": {"parts", "style", "refusal", "composer"},
    "parts": {"style", "composer"},
    "style": set[str](),
    "sheets": {"sheet"},
    "sheet": {"refusal", "composer"},
    "refusal": {"composer"},
    "composer": set[str](),
}
"""Within ``sheets``: a sheet stands on its own parts and on those that all share, never on another sheet's.

``sheets`` is the package itself, which looks for the sheets; a new sheet adds one line here.
"""

LIBRARIES = {
    "reportlab": "hostkit.pdf",
    "uharfbuzz": "hostkit.typesetting.fonts",
    "pyphen": "hostkit.typesetting.break_points",
    "qrcode": "hostkit.codes.qr_frame",
    "anyascii": "hostkit.core.values",
    "yaml": "hostkit.core.strict_yaml",
    "typer": "hostkit.cli",
    "rich": "hostkit.cli.progress",
    "platformdirs": "hostkit.core.user_folders",
    "openpyxl": "hostkit.events.tables.workbook",
    "tzdata": "hostkit.events.calendar_file",
    "icalendar": "hostkit.events.calendar_file",
    "mammoth": "hostkit.importing.word",
    "filelock": "hostkit.files.lock",
    "starlette": "hostkit.studio",
    "jinja2": "hostkit.studio",
    "pypdfium2": "hostkit.preview",
    "PIL": "hostkit.pictures.logo",
    "zxingcpp": "hostkit.verify.verify_file",
    "uvicorn": "hostkit.studio.studio_server",
}
"""The only libraries, and the only module or room that may import each."""

PACKAGES = {"yaml": "pyyaml", "zxingcpp": "zxing-cpp", "PIL": "pillow"}
"""The packages of libraries that have another name."""

TOOLS = ("test", "browser", "dev")
"""Extras for those who work on hostkit; the others name libraries that hostkit imports when they are there."""

INDIRECT = {"python-multipart"}
"""Dependencies that another library imports: Starlette reads forms with it."""

LISTENER, LISTENS_WITH = "hostkit.studio.studio_server", "socket"
"""The one module that may open a socket: it listens, on this computer alone, and fetches nothing."""

NETWORK = {
    *("socket", "ssl", "http", "urllib.request", "ftplib"),
    *("smtplib", "asyncio", "xmlrpc", "socketserver"),
}
"""Nothing is ever fetched."""

FILES_ARE_OPENED_IN = (
    *("hostkit.guides", "hostkit.events", "hostkit.importing", "hostkit.files", "hostkit.stocks.stock"),
    *(
        "hostkit.core.input_files",
        "hostkit.typesetting.fonts",
        "hostkit.printers.stored_printers",
        "hostkit.themes.theme",
        "hostkit.pictures.logo",
    ),
)
OPENERS = {
    *("open", "read_text", "read_bytes", "write_text"),
    *("write_bytes", "iterdir", "glob", "unlink", "mkdir"),
}

TOP_LEVEL = {
    *("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"),
    *("hostkit", "content", "fonts", "tests", "docs", "out"),
    *(".ci", ".github", ".gitignore", ".pre-commit-config.yaml"),
}
MADE_BY_TOOLS = re.compile(
    r"\.git|\.venv.*|\.\w+_cache|\.hypothesis|__pycache__|build|dist|.*\.egg-info|\.DS_Store"
)

LONGEST_FILE, LONGEST_FUNCTION = 300, 60
SOURCES = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".json", ".typ", ".sh", ""}


@dataclass(frozen=True)
class Module:
    """A module of hostkit: its dotted name, its file, and all modules it imports anywhere in the file."""

    name: str
    path: Path
    tree: ast.Module
    imports: frozenset[str]

    @property
    def room(self) -> str:
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else parts[0]


@cache
def modules() -> dict[str, Module]:
    paths = {_name(path): path for path in sorted((ROOT / "hostkit").rglob("*.py"))}
    found = {}
    for name, path in paths.items():
        tree = ast.parse(path.read_text("utf-8"))
        found[name] = Module(name, path, tree, frozenset(_imports(tree, paths)))
    return found


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(tree: ast.Module, known: dict[str, Path]) -> Iterator[str]:
    """Yield what a file imports: at its top, within functions and under TYPE_CHECKING alike."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in known else str(node.module)


def _inner(name: str) -> str:
    """Return the room within ``sheets`` that a module belongs to."""
    parts = name.split(".")
    return parts[2] if len(parts) > 2 else parts[1]


def _circle(arrows: dict[str, set[str]]) -> list[str]:
    """Return a path that comes back to where it began, or nothing."""
    done: set[str] = set()

    def walk(here: str, path: list[str]) -> list[str]:
        if here in path:
            return [*path[path.index(here) :], here]
        if here in done:
            return []
        for there in sorted(arrows.get(here, ())):
            if found := walk(there, [*path, here]):
                return found
        done.add(here)
        return []

    return next((found for start in sorted(arrows) if (found := walk(start, []))), [])


def test_the_table_of_sheets_points_downward() -> None:
    order = list(ROOMS_OF_SHEETS)
    for room, below in ROOMS_OF_SHEETS.items():
        lower = set(order[order.index(room) + 1 :])
        assert below <= lower, f"{room} would import upward: {below - lower}"


def test_every_package_is_known() -> None:
    assert {module.room for module in modules().values()} == set(LAYER)
    inner = {_inner(name) for name, module in modules().items() if module.room == "sheets"}
    assert inner == set(ROOMS_OF_SHEETS)


def test_no_class_and_no_module_has_a_name_twice() -> None:
    """Private classes count too: ``_Row`` beside ``Row`` is one name with two meanings."""
    classes = Counter(
        node.name.lstrip("_")
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    )
    names = Counter(
        module.path.parent.name if module.path.stem == "__init__" else module.path.stem
        for module in modules().values()
    )
    assert not [name for name, count in [*classes.items(), *names.items()] if count > 1]


def test_imports_go_downward() -> None:
    assert not [line for module in modules().values() for line in _upward(module)]


def test_only_the_command_line_knows_the_studio() -> None:
    others = [m for m in modules().values() if m.room not in ("cli", KNOWN_TO_CLI)]
    assert not [m.name for m in others if any(f".{KNOWN_TO_CLI}." in f"{name}." for name in m.imports)]


def _upward(module: Module) -> Iterator[str]:
    for other in sorted(module.imports & set(modules())):
        there = modules()[other].room
        if there != module.room and LAYER[there] >= LAYER[module.room]:
            yield f"{module.name} imports {other}"
        if there == module.room == "sheets":
            here, inner = _inner(module.name), _inner(other)
            if inner != here and inner not in ROOMS_OF_SHEETS.get(here, ()):
                yield f"{module.name} imports {other}"


def test_no_circle_between_modules() -> None:
    arrows = {name: set(module.imports & set(modules())) - {name} for name, module in modules().items()}
    assert not _circle(arrows)


def test_a_circle_would_be_found() -> None:
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]


def test_libraries_stay_in_their_room() -> None:
    assert not [line for module in modules().values() for line in _strays(module)]


def _strays(module: Module) -> Iterator[str]:
    for imported in sorted(module.imports - set(modules())):
        top = imported.split(".")[0]
        home = LIBRARIES.get(top, "nowhere")
        at_home = module.name == home or module.name.startswith(f"{home}.")
        if (module.name, imported) == (LISTENER, LISTENS_WITH):
            continue
        if {top, imported} & NETWORK or (top not in sys.stdlib_module_names and not at_home):
            yield f"{module.name} imports {imported}"


def test_dependencies_are_the_libraries_that_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [lines for extra, lines in project["optional-dependencies"].items() if extra not in TOOLS]
    lines = [*project["dependencies"], *(line for extra in extras for line in extra)]
    names = {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in lines}
    assert names - INDIRECT == {PACKAGES.get(name, name) for name in LIBRARIES}
    imported = {name.split(".")[0] for module in modules().values() for name in module.imports}
    assert set(LIBRARIES) == imported - {"hostkit"} - set(sys.stdlib_module_names)


def test_the_display_list_is_data() -> None:
    """What is drawn calls nothing back: no function is among its values."""
    tree = modules()["hostkit.typesetting.display_list"].tree
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not names & {"Callable", "Any", "partial"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Lambda)]


def _calls(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            yield name, node.lineno


def test_only_the_door_prints_and_exits() -> None:
    said = {"print", "pprint", "echo", "exit", "_exit", "SystemExit", "Exit"}
    below = [module for module in modules().values() if module.room != "cli"]
    assert not [f"{m.name}:{line} {call}" for m in below for call, line in _calls(m.tree) if call in said]


def test_files_are_opened_only_where_they_are_read_or_written() -> None:
    """Planning, composing and drawing open nothing: they can be tested, cached and repeated without a disk."""
    rest = [m for m in modules().values() if not m.name.startswith(FILES_ARE_OPENED_IN)]
    assert not [f"{m.name}:{line} {call}" for m in rest for call, line in _calls(m.tree) if call in OPENERS]


def test_modules_functions_and_classes_say_what_they_are_for() -> None:
    silent = [m.name for m in modules().values() if not ast.get_docstring(m.tree)]
    silent += [
        f"{m.name}:{node.lineno} {node.name}"
        for m in modules().values()
        for node in _public(m.tree)
        if not ast.get_docstring(node)
    ]
    assert not silent


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield public functions and classes of a module, and public methods of public classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    method
                    for method in node.body
                    if isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
                )


def test_files_and_functions_stay_short() -> None:
    long = []
    for module in modules().values():
        lines = module.path.read_text("utf-8").count("\n")
        long += [f"{module.name}: {lines} lines"] if lines > LONGEST_FILE else []
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                long += [f"{module.name}.{node.name}: {length} lines"] if length > LONGEST_FUNCTION else []
    assert not long


def test_the_top_of_the_tree_holds_what_belongs_there() -> None:
    """What git knows; without git, what holds code: whoever follows README saves texts and kits beside it."""
    git = shutil.which("git") if (ROOT / ".git").exists() else None
    if git:
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        found = {name.split("/")[0] for name in listed.stdout.split("\0") if name}
    else:
        paths = (path for path in ROOT.iterdir() if not MADE_BY_TOOLS.fullmatch(path.name))
        found = {path.name for path in paths if path.suffix == ".py" or any(path.glob("**/*.py"))}
    assert "hostkit" in found
    assert found <= TOP_LEVEL, f"does not belong there: {sorted(found - TOP_LEVEL)}"


def test_content_holds_guides_and_nothing_else() -> None:
    names = [path.name for path in (ROOT / "content").iterdir()]
    assert [name for name in names if not name.endswith(".yaml")] == ["LICENSE.md"]


def _texts() -> Iterator[Path]:
    for top in sorted(ROOT.iterdir()):
        if top.name in TOP_LEVEL - {"out"}:
            yield from [top] if top.is_file() else sorted(top.rglob("*"))


def test_no_file_names_what_is_not_the_projects() -> None:
    """No path of one machine, no package registry's host, nothing outside the repository."""
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "debian" + ".org")
    outside = ("../" + "shared", f"{ROOT}/", "--index" + "-url", "--extra" + "-index")
    for path in _texts():
        if path.is_file() and path.suffix in SOURCES and "__pycache__" not in path.parts:
            text = path.read_text("utf-8", errors="ignore")
            found = [word for word in (*hosts, *outside) if word in text]
            assert not found, f"{path.relative_to(ROOT)} mentions {found}"
