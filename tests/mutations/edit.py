"""Edits of source by name: in which function, which expression or statement, and what takes its place.

Of Python the syntax tree is searched: line breaks, quotation marks, brackets and comments may be any. In other files a
text is searched that stands there once.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple


class Mutation(NamedTuple):
    """One edit: its name, where it is made, and what pytest is given to catch it.

    ``where`` is the qualified name of a function or class in ``file``, empty for the module. ``old`` is an expression,
    a statement, or the head of an ``if`` with its colon, that stands there once; ``new`` takes its place.
    """

    name: str
    file: str
    where: str
    old: str
    new: str
    tests: tuple[str, ...]


def mutation(name: str, file: str, where: str, old: str, new: str, *tests: str) -> Mutation:
    """Return an edit of a file below hostkit/ and of tests below tests/; ``../`` leads out of hostkit/."""
    path = file.removeprefix("../") if file.startswith("../") else f"hostkit/{file}"
    return Mutation(name, path, where, old, new, tuple(f"tests/{test}" for test in tests))


def applied(mutation: Mutation, root: Path) -> str:
    """Return the file's text with the edit made. Raises LookupError that says what is missing."""
    text = (root / mutation.file).read_text("utf-8")
    if not mutation.file.endswith(".py"):
        _check_once(mutation, text.count(mutation.old))
        return text.replace(mutation.old, mutation.new)
    old, new = mutation.old, mutation.new
    nodes: list[ast.AST] = list(ast.walk(_scope(ast.parse(text), mutation)))
    if old.startswith("if ") and old.endswith(":"):
        old, new = (head.removeprefix("if ").removesuffix(":") for head in (old, new))
        nodes = [node.test for node in nodes if isinstance(node, ast.If)]
    is_expression = _is_expression(old) and _is_expression(new)
    kind, wanted = ast.expr if is_expression else ast.stmt, ast.unparse(ast.parse(old))
    found = [node for node in nodes if isinstance(node, kind) and ast.unparse(node) == wanted]
    _check_once(mutation, len(found))
    indented = new.replace("\n", "\n" + " " * found[0].col_offset)
    return _replaced(text, found[0], f"({new})" if is_expression else indented)


def _scope(tree: ast.Module, mutation: Mutation) -> ast.AST:
    scope: ast.AST = tree
    for name in filter(None, mutation.where.split(".")):
        inner = (node for node in ast.walk(scope) if isinstance(node, (ast.FunctionDef, ast.ClassDef)))
        named = next((node for node in inner if node.name == name), None)
        if named is None:
            raise LookupError(f"{mutation.name}: {mutation.file} has no {mutation.where}")
        scope = named
    return scope


def _check_once(mutation: Mutation, count: int) -> None:
    if count != 1:
        place = f"{mutation.where} of {mutation.file}" if mutation.where else mutation.file
        raise LookupError(f"{mutation.name}: {place} has {count} times instead of once: {mutation.old}")


def _is_expression(source: str) -> bool:
    return all(isinstance(statement, ast.Expr) for statement in ast.parse(source).body)


def _replaced(text: str, node: ast.expr | ast.stmt, new: str) -> str:
    """Return a text with what a node covers replaced; columns of nodes count bytes."""
    lines = text.encode().splitlines(keepends=True)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    before = b"".join(lines[: node.lineno - 1]) + lines[node.lineno - 1][: node.col_offset]
    after = lines[node.end_lineno - 1][node.end_col_offset :] + b"".join(lines[node.end_lineno :])
    return (before + new.encode() + after).decode()
