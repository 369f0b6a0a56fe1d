"""Prints how large the code is: ``python tests/benchmark/size.py [FOLDER]``, the folder of a checkout, else this one.

A line of code is a line that holds more than white space, comments and docstrings. A string that stands alone below a
name and explains it counts as a docstring. A function's length is that of its lines of code.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parents[2]
PAGE = "{:<14}{:>7}{:>9}{:>8}{:>6}{:>9}  {:<42}{:>9}  {}"
SKIPPED = {"__pycache__", "_content", "_fonts"}
IMPORTING = {"importing", "importers"}
"""The folder that reads texts into guides, by its name now and by its earlier one."""

BLANK = (
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT),
    *(tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER),
)


class Source(NamedTuple):
    """A file of code: its path below the checkout, its lines of code, and the lines of code of its functions."""

    path: str
    lines: int
    functions: dict[str, int]


def read(path: Path, root: Path) -> Source:
    """Return the sizes of a file."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    code = _lines_of_code(text) - set(_lines_of_docstrings(tree))
    functions = {
        f"{path.relative_to(root)}:{node.lineno} {node.name}": len(
            code & set(range(node.lineno, _end(node) + 1))
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return Source(str(path.relative_to(root)), len(code), functions)


def _lines_of_code(text: str) -> set[int]:
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in BLANK:
            found.update(range(token.start[0], token.end[0] + 1))
    return found


def _lines_of_docstrings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _end(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return node.end_lineno or node.lineno


def package_of(path: str) -> str:
    """Return the package of a file: the first folder below ``hostkit/`` or ``tests/``."""
    parts = Path(path).parts
    return f"{parts[0]}/{parts[1]}" if len(parts) > 2 else parts[0]


def rows(sources: list[Source]) -> Iterator[tuple[str, ...]]:
    """Yield a row for every package of some files, the largest first, and one for all of them."""
    packages: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        packages[package_of(source.path)].append(source)
    for name in sorted(packages, key=lambda name: -sum(source.lines for source in packages[name])):
        yield _row(name.partition("/")[2] or "(top)", packages[name])
    yield _row("all", sources)


def _row(name: str, sources: list[Source]) -> tuple[str, ...]:
    lengths = sorted(length for source in sources for length in source.functions.values()) or [0]
    functions = {name: length for source in sources for name, length in source.functions.items()} or {"": 0}
    longest_file = max(sources, key=lambda source: source.lines)
    longest = max(functions, key=lambda name: functions[name])
    return (
        name,
        str(len(sources)),
        f"{sum(source.lines for source in sources):,}".replace(",", " "),
        f"{median(lengths):g}",
        str(lengths[int(0.9 * (len(lengths) - 1))]),
        str(longest_file.lines),
        Path(longest_file.path).name,
        str(functions[longest]),
        longest.rpartition("/")[2],
    )


def main(root: Path) -> None:
    """Print the tables of a checkout."""
    for folder in ("hostkit", "tests"):
        paths = sorted((root / folder).rglob("*.py"))
        sources = [read(path, root) for path in paths if not SKIPPED & set(path.parts)]
        print(
            PAGE.format(
                folder, "files", "lines", "median", "p90", "longest", "file", "longest", "function"
            ).rstrip()
        )
        for row in rows(sources):
            print(PAGE.format(*row).rstrip())
        if folder == "hostkit":
            rest = sum(source.lines for source in sources if not IMPORTING & set(Path(source.path).parts))
            print(f"all but importing: {rest:,} lines".replace(",", " "))
        print()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE)
