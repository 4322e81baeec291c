"""Check this installation."""

import sys

import click

from bot.cli._desk import desk_for
from bot.desk.doctor import examine


@click.command("doctor", epilog="Example: python -m bot doctor")
def COMMAND() -> None:  # noqa: N802
    """One line a check, with what to do; exit code 1 when something is wrong."""
    checks = examine(desk_for("doctor", migrated=False))
    for check in checks:
        advice = f": {check.advice}" if check.advice else ""
        click.echo(f"{'ok ' if check.good else 'BAD'} {check.name}{advice}")
    sys.exit(0 if all(check.good for check in checks) else 1)
