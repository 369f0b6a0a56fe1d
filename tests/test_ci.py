"""The same steps everywhere: .ci/run, the hooks of pre-commit, the workflow, and the line of tests in README."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from docs.readme import ROOT, lines

RUN_TESTS, RUN_TESTS_ON_WINDOWS = lines("sh")[2], lines("powershell")[1]
SCRIPT = (ROOT / ".ci" / "run").read_text("utf-8")
WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
JOB = WORKFLOW["jobs"]["check"]


def _tools(text: str, python: str) -> list[str]:
    return re.findall(rf"^{python} -m ((?:ruff|mypy).*)$", text, re.MULTILINE)


def test_ci_ends_with_the_test_line_of_readme_word_for_word() -> None:
    assert SCRIPT.rstrip("\n").split("\n")[-1] == RUN_TESTS


def test_the_test_line_uses_what_the_test_extra_brings() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=]", line)[0] for line in project["optional-dependencies"]["test"]}
    assert {"pytest", "pytest-xdist"} <= names


def test_pre_commit_runs_what_ci_runs() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    in_hooks = re.findall(r"entry: python -m (.+)", hooks)
    assert in_hooks == _tools(SCRIPT, '"\\$python"')


def test_the_workflow_runs_what_ci_runs() -> None:
    """In the same order; mypy, which reads the code as that of the system it runs on, as on Linux."""
    runs = [step["run"] for step in JOB["steps"] if "run" in step]
    tools = [tool for run in runs for tool in _tools(run, "python")]
    assert [tool.removesuffix(" --platform linux") for tool in tools] == _tools(SCRIPT, '"\\$python"')
    assert any("python -m build" in run for run in runs)
    assert any('hostkit" build male-allies' in run and "../empty" in run for run in runs)
    assert runs[-2:] == [RUN_TESTS, RUN_TESTS_ON_WINDOWS]


def test_the_workflow_has_every_system_and_every_python() -> None:
    matrix = JOB["strategy"]["matrix"]
    assert matrix["system"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={matrix['python'][0]}"
    minors = [int(version.removeprefix("3.")) for version in matrix["python"]]
    assert minors == list(range(minors[0], minors[-1] + 1))
