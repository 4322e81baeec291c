"""Migrate, back up, restore and check the database."""

import sys
from pathlib import Path

import click

from bot.cli._desk import desk_for
from bot.desk import backup


@click.group("db")
def COMMAND() -> None:  # noqa: N802
    """The database and its backups."""


@COMMAND.command(epilog="Example: python -m bot db migrate")
def migrate() -> None:
    """Bring the schema up to date, after a copy of the database."""
    steps = backup.migrate(desk_for("db", migrated=False))
    click.echo("\n".join(steps) or "nothing to do")


@COMMAND.command("backup", epilog="Example: python -m bot db backup /srv/backups/tanya.tar.gz")
@click.argument("target", type=click.Path(path_type=Path))
def back_up(target: Path) -> None:
    """Write one file with database, FAQ files and media; it holds no secrets."""
    manifest = backup.back_up(desk_for("db", migrated=False), target)
    click.echo(f"{target} written at {manifest['made_at']}. {manifest['note']}")


@COMMAND.command(
    epilog="Example: python -m bot db restore tanya.tar.gz, then: python -m bot db restore --go-live"
)
@click.argument("source", type=click.Path(path_type=Path, exists=True), required=False)
@click.option(
    "--go-live", is_flag=True, help="Let the restored server send; the old one must be off."
)
def restore(source: Path | None, *, go_live: bool) -> None:
    """Put a backup in place; nothing is sent until --go-live."""
    desk = desk_for("db", migrated=False)
    if source:
        manifest = backup.restore(desk, source)
        click.echo(f"restored the state of {manifest['made_at']}; nothing is sent until --go-live")
    if go_live:
        click.echo("speaking again" if backup.go_live(desk) else "it was not resting")


@COMMAND.command(epilog="Example: python -m bot db check")
def check() -> None:
    """Check integrity, foreign keys and the audit chain; exit code 1 when something is wrong."""
    problems = backup.check(desk_for("db", migrated=False))
    click.echo("\n".join(problems) or "sound")
    sys.exit(1 if problems else 0)
