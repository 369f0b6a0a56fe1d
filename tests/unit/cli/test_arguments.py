"""Words that name no command or option are answered with what is meant, and with what that does."""

from __future__ import annotations

import pytest
import typer.main

from hostkit.cli.app import COMMANDS, app
from hostkit.cli.arguments import (
    _COMMANDS_MEANT,
    _NO_OPTION,
    _OPTIONS_MEANT,
    check_arguments,
    unknown_command,
)
from hostkit.core.errors import UsageError


def parameters(command: str) -> list[object]:
    return list(typer.main.get_command(app).get_command(None, command).params)  # type: ignore[attr-defined]


def answer(command: str, *words: str) -> str:
    with pytest.raises(UsageError) as caught:
        check_arguments(parameters(command), words)
    return str(caught.value)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--papr", "a4"), "there is no option --papr. Did you mean --paper (a4 (default) or letter)?"),
        (("--location", "x"), "there is no option --location. Did you mean --place (where it takes place)?"),
        (("--url=x",), "there is no option --url. Did you mean --group-url (link to the follow-up group)?"),
        (("--color",), "there is no option --color. Kits are black; there is no color to choose."),
        (("--zzz",), "there is no option --zzz. The option --help lists all."),
        (("—date", "x"), '"—date" has a long dash, which word processors write. Write two hyphens: --date.'),
        (
            ("x", "–-date=x"),
            '"–-date" has a long dash, which word processors write. Write two hyphens: --date.',
        ),
        (("−−dat",), '"−−dat" has a long dash, which word processors write. Write two hyphens: --date.'),
        (
            ("--place", "“12", "Mill", "Lane”", "--host", "Ana"),
            "“12 begins with a curly quotation mark, which a terminal takes for a letter. "
            'Write --place "12 Mill Lane".',
        ),
        (
            ("--host=„Ana“",),
            "„Ana“ begins with a curly quotation mark, which a terminal takes for a letter. Write --host Ana.",
        ),
    ],
)
def test_answers(words: tuple[str, ...], said: str) -> None:
    assert answer("build", *words) == said


def test_all_wrong_options_are_named_at_once() -> None:
    assert answer("build", "--papr", "--hots", "Ana").count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("male-allies", "--place", "12 Mill Lane", "--all"),
        ("--note", "--color"),
        ("--note", "— and bring a cup"),
        ("--note", "“Bring a cup” is all we ask"),
        ("--note", "’twas"),
        ("--", "--color"),
        ("-h",),
        ("--help",),
        ("–",),
    ],
)
def test_what_is_left_alone(words: tuple[str, ...]) -> None:
    check_arguments(parameters("build"), words)


def test_every_command_that_is_meant_is_one() -> None:
    for word, command in _COMMANDS_MEANT.items():
        assert word not in COMMANDS
        assert f"hostkit {command} (" in str(unknown_command(word, COMMANDS))
    known = {name for command in COMMANDS for each in parameters(command) for name in each.opts}  # type: ignore[attr-defined]
    for word, option in _OPTIONS_MEANT.items():
        assert f"--{option.replace('_', '-')}" in known
        assert word not in _NO_OPTION


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_known(command: str) -> None:
    for each in parameters(command):
        for name in each.opts:  # type: ignore[attr-defined]
            if name.startswith("--"):
                check_arguments(parameters(command), [name])


def test_an_unknown_command_without_a_likeness_lists_all() -> None:
    assert str(unknown_command("frobnicate", COMMANDS)) == (
        f'there is no command "frobnicate". The commands are {", ".join(COMMANDS)}.'
    )
    assert str(unknown_command("—version", COMMANDS)).endswith("Write two hyphens: --version.")
