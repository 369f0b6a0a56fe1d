"""Codes of problems as the source has them, and where a message is taken apart: read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tests.support.cases import ROOT

CONSTRUCTORS = {
    **dict.fromkeys(("Problem", "BadValue", "refused", "option_refused"), (0,)),
    **dict.fromkeys(("CharacterFault", "TypedSign", "DiskRefusal"), (0,)),
    "KeyCodes": (0, 1),
}
"""Calls that take a code, by the places of their arguments that are one."""

KEBAB_CASE = re.compile("[a-z]+(-[a-z0-9]+)+")

PASSED_ON = {"code", "unknown", "missing"}
"""Attributes that hold a code which stands as a literal where the value was made."""

WRITING = {"format", "join"}
"""Methods of a text that make another text of it for a reader, and decide nothing."""

MATCHERS = {"match", "search", "fullmatch", "sub", "findall", "finditer", "split"}


class CodeUse(NamedTuple):
    """A code as one call has it: None where it is no literal and was not passed on."""

    file: str
    line: int
    code: str | None


@cache
def trees() -> Mapping[str, ast.Module]:
    """Return the syntax trees of hostkit's modules by their paths."""
    paths = sorted((ROOT / "hostkit").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


@cache
def code_uses() -> tuple[CodeUse, ...]:
    """Return every place of the source at which a code is given."""
    takers = dict(CONSTRUCTORS)
    # A function that passes its parameter ``code`` on takes a code itself, and so does who calls that one.
    while found := {name: places for name, places in _passing(takers).items() if name not in takers}:
        takers |= found
    return tuple(use for file, tree in trees().items() for use in _uses(file, tree, takers))


def _passing(takers: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for file, tree in trees().items():
        for function in _functions(tree):
            names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
            if (
                function.name != "__init__"
                and "code" in names
                and any(_is_name(code) for _, code in _codes(file, function, takers))
            ):
                name = _known_as(file, function.name)
                places[name] = (*places.get(name, ()), names.index("code") - (names[0] == "self"))
    return places


def _known_as(file: str, name: str) -> str:
    """Return a name under which a function is told apart: a private one is its module's own."""
    return f"{file}: {name}" if name.startswith("_") else name


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _codes(
    file: str, tree: ast.AST, takers: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Yield each call that takes a code with that code; of several places for it, the one that has a literal."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given = [
            node.args[place] for place in takers.get(_known_as(file, name), ()) if place < len(node.args)
        ]
        if name in CONSTRUCTORS:
            yield from ((node, code) for code in given)
        elif given:
            yield node, next((code for code in given if _literal(code) or _is_passed_on(code)), given[0])


def _uses(file: str, tree: ast.Module, takers: Mapping[str, tuple[int, ...]]) -> Iterator[CodeUse]:
    for call, code in _codes(file, tree, takers):
        if not _is_passed_on(code):
            yield CodeUse(file, call.lineno, _literal(code))


def _is_passed_on(code: ast.expr) -> bool:
    return _is_name(code) or (isinstance(code, ast.Attribute) and code.attr in PASSED_ON)


def _is_name(code: ast.expr) -> bool:
    return isinstance(code, ast.Name) and code.id == "code"


def _literal(code: ast.expr) -> str | None:
    """Return a code that stands there as it is."""
    value = code.value if isinstance(code, ast.Constant) else None
    return value if isinstance(value, str) and KEBAB_CASE.fullmatch(value) else None


def readings(tree: ast.Module) -> Iterator[str]:
    """Yield where the text of an error, of a problem or of a warning is taken apart, compared or searched."""
    for function in _functions(tree):
        errors = _errors(function)
        texts = _texts(function, errors)
        for node in ast.walk(function):
            if _reads(node, texts, errors):
                yield f"line {getattr(node, 'lineno', 0)}: {ast.unparse(node)}"


def _errors(function: ast.FunctionDef) -> set[str]:
    """Return the names of errors and problems: those that are caught, and what is usually called so."""
    caught = {node.name for node in ast.walk(function) if isinstance(node, ast.ExceptHandler) and node.name}
    return caught | {"error", "problem", "warning", "finding", "fault"}


def _texts(function: ast.FunctionDef, errors: set[str]) -> set[str]:
    """Return the names that hold the text of an error within a function."""
    named: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and _is_text(node.value, named, errors):
            named |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return named


def _is_text(node: ast.expr, texts: set[str], errors: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in texts
    if isinstance(node, ast.Attribute):
        return node.attr in ("what", "remedy")
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return _is_text(node.func.value, texts, errors)
    of_error = [each for each in node.args if isinstance(each, ast.Name) and each.id in errors]
    return isinstance(node.func, ast.Name) and node.func.id == "str" and bool(of_error)


def _reads(node: ast.AST, texts: set[str], errors: set[str]) -> bool:
    def is_text(each: ast.expr) -> bool:
        return _is_text(each, texts, errors)

    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        searched = name in MATCHERS and any(map(is_text, node.args))
        return searched or (hasattr(str, name) and name not in WRITING and is_text(node.func.value))
    if isinstance(node, ast.Compare):
        return any(map(is_text, (node.left, *node.comparators)))
    return isinstance(node, ast.Subscript) and is_text(node.value)
