"""Promises of the command line: every command explains itself and shows an example."""

import click
import pytest

from bot.cli import commands


def _commands(command, path="python -m bot"):
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _commands(inner, f"{path} {name}")


EVERY = dict(_commands(commands()))
LEAVES = {path: c for path, c in EVERY.items() if not isinstance(c, click.Group)}


@pytest.mark.parametrize("path", EVERY)
def test_a_command_says_what_it_does(path):
    assert len((EVERY[path].help or "").partition("\n")[0]) > len("Do it.")


@pytest.mark.parametrize("path", LEAVES)
def test_a_command_shows_an_example_of_itself(path):
    told = (LEAVES[path].help or "") + (LEAVES[path].epilog or "")
    assert path in told


@pytest.mark.parametrize("path", LEAVES)
def test_every_option_of_a_command_is_explained(path):
    options = [p for p in LEAVES[path].params if isinstance(p, click.Option)]
    assert [o.name for o in options if not (o.help or o.hidden)] == []
