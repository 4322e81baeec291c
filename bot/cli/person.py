"""Copy or erase what is held of one person."""

import json

import click

from bot.cli._desk import desk_for
from bot.desk import people


@click.group("person")
def COMMAND() -> None:  # noqa: N802
    """Rights of a citizen: a copy, or erasure."""


@COMMAND.command(epilog="Example: python -m bot person export +6281234567890 > copy.json")
@click.argument("address")
def export(address: str) -> None:
    """Print all rows of the person behind a number or BSUID as JSON."""
    copy = people.export(desk_for("person"), address, by="command line")
    click.echo(json.dumps(copy, ensure_ascii=False, indent=1))


@COMMAND.command(epilog="Example: python -m bot person erase +6281234567890 --yes")
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def erase(address: str, *, yes: bool) -> None:
    """Erase the person behind a number or BSUID, here and at the provider."""
    if not yes:
        click.confirm("This cannot be undone. Erase?", abort=True)
    done = people.erase(desk_for("person"), address, by="command line")
    click.echo(f"erased; {done.files} files, {done.deleted_at_provider} messages at the provider")
    for left in done.left_at_provider:
        click.echo(f"the provider may still hold {left}")
