"""python -m bot <group> <verb>: one click group a file. No logic here."""

from __future__ import annotations

import signal
import sys
from typing import cast

import click

from bot.errors import TanyaError
from bot.folder import collect


def commands() -> click.Group:
    """All commands; the folder is the list."""
    group = click.Group("bot", help="TANYA PTSP, the licensing office's helpdesk.")
    for command in collect(__name__, "COMMAND").values():
        group.add_command(cast("click.Command", command))
    return group


def main() -> None:
    """Run the command line; errors of ours become one line and exit code 1."""
    heard = signal.signal(signal.SIGINT, signal.SIG_DFL)  # while we load, Ctrl-C ends us wordlessly
    group = commands()
    signal.signal(signal.SIGINT, heard)
    try:
        group(prog_name="python -m bot")
    except TanyaError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
