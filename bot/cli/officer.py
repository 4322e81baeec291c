"""Add, disable and reset officers."""

import click

from bot.cli._desk import desk_for
from bot.desk import officers, staffing
from bot.model.officer import ROLES


@click.group("officer")
def COMMAND() -> None:  # noqa: N802
    """People who may sign in to the console."""


@COMMAND.command(
    epilog="Example: python -m bot officer add petugas-c --name 'Petugas 1' --role officer"
)
@click.argument("login")
@click.option("--name", required=True, help="Name that colleagues see.")
@click.option(
    "--role",
    type=click.Choice(list(ROLES)),
    default="officer",
    show_default=True,
    help="What the officer may do.",
)
def add(login: str, name: str, role: str) -> None:
    """Add an officer and print the one-time password."""
    password = officers.add(desk_for("officer"), login, name, role, by="command line")
    click.echo(f"one-time password of {login}: {password}")


@COMMAND.command(epilog="Example: python -m bot officer disable petugas-c")
@click.argument("login")
def disable(login: str) -> None:
    """Let nobody sign in as this officer any more; open sessions end."""
    staffing.disable(desk_for("officer"), login, by="command line")
    click.echo(f"{login} is disabled")


@COMMAND.command(epilog="Example: python -m bot officer reset admin")
@click.argument("login")
def reset(login: str) -> None:
    """Print a new one-time password; open sessions end."""
    click.echo(
        f"one-time password of {login}: {officers.reset(desk_for('officer'), login, by='command line')}"
    )
