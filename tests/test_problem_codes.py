"""Problems are data: every code stands in the source as a literal and in the table of codes, and no message is read."""

from __future__ import annotations

import ast

import pytest

from docs.problem_codes import CODES
from tests.support.problem_codes import KEBAB_CASE, code_uses, readings, trees


def test_every_problem_has_a_literal_code() -> None:
    assert not [f"{use.file}:{use.line}" for use in code_uses() if not use.code]


def test_every_code_of_the_source_is_in_the_table_and_the_other_way_round() -> None:
    used = {use.code for use in code_uses() if use.code}
    assert sorted(used - set(CODES)) == []
    assert sorted(set(CODES) - used) == []


def test_codes_are_in_kebab_case_and_explained_in_one_sentence() -> None:
    assert not [code for code in CODES if not KEBAB_CASE.fullmatch(code)]
    assert not [code for code, about in CODES.items() if not about.endswith(".") or ". " in about]
    assert len(set(CODES.values())) == len(CODES)


@pytest.mark.parametrize("file", list(trees()))
def test_no_message_is_taken_apart(file: str) -> None:
    assert not list(readings(trees()[file]))


@pytest.mark.parametrize(
    "read",
    [
        "str(error).removeprefix('x')",
        "str(error).lower().split(':')",
        "problem.what.startswith('no ')",
        "'long' in str(error)",
        "'a sheet' in problem.remedy",
        "PATTERN.search(str(error))",
        "re.match('x', problem.what)",
        "str(error)[3:]",
        "text.partition('. ')",
    ],
)
def test_what_takes_a_message_apart_is_found(read: str) -> None:
    source = f"def f():\n    try:\n        pass\n    except E as error:\n        text = str(error)\n        {read}\n"
    assert list(readings(ast.parse(source)))


def test_what_only_prints_a_message_is_not_found() -> None:
    source = "def f(problem):\n    echo(str(problem))\n    return f'{problem.what} {problem.remedy}'\n"
    assert not list(readings(ast.parse(source)))
