"""Print what became of every inbound message."""

import json

import click

from bot.cli._desk import desk_for
from bot.desk.ledger import entries


@click.command("ledger", epilog="Example: python -m bot ledger | grep waiting")
def COMMAND() -> None:  # noqa: N802
    """One JSON object a line for each inbound message; works while the product runs."""
    for entry in entries(desk_for("ledger")):
        click.echo(json.dumps(entry))
