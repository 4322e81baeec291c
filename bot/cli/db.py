"""Migrate, back up, restore and check the database."""

import sys
from pathlib import Path
from typing import TextIO

import click

from bot.cli._desk import desk_for
from bot.desk import _vault, backup


@click.group("db")
def COMMAND() -> None:  # noqa: N802
    """The database and its backups."""


@COMMAND.command(epilog="Example: python -m bot db migrate")
def migrate() -> None:
    """Bring the schema up to date, after a copy of the database."""
    steps = backup.migrate(desk_for("db", migrated=False))
    click.echo("\n".join(steps) or "nothing to do")


@COMMAND.command("backup", epilog="Example: python -m bot db backup /srv/backups/tanya.backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
def back_up(target: Path | None) -> None:
    """Write one sealed file with database, FAQ files and media; it holds no secrets.

    Without a name it goes to the folder of the nightly ones.
    """
    desk = desk_for("db", migrated=False)
    target = target or backup.backups(desk) / f"by-hand-{desk.local():%Y%m%d-%H%M%S}.backup"
    manifest = backup.back_up(desk, target)
    click.echo(f"{target} written at {manifest['made_at']}. {manifest['note']}")


@COMMAND.command(
    epilog="Example: python -m bot db restore tanya.backup, then: python -m bot db restore --go-live"
)
@click.argument("source", type=click.Path(path_type=Path, exists=True), required=False)
@click.option(
    "--key",
    type=click.File(),
    help="File with the private key of BACKUP_PUBLIC_KEY; else SECRET_KEY opens it.",
)
@click.option(
    "--go-live", is_flag=True, help="Let the restored server send; the old one must be off."
)
def restore(source: Path | None, *, key: TextIO | None, go_live: bool) -> None:
    """Put a backup in place; nothing is sent until --go-live."""
    if not source and not go_live:
        raise click.UsageError("name the backup, or say --go-live")
    desk = desk_for("db", migrated=False)
    if source:
        private = _vault.from_text(key.read()) if key else b""
        manifest = backup.restore(desk, source, private)
        click.echo(f"restored the state of {manifest['made_at']}; nothing is sent until --go-live")
    if go_live:
        click.echo("speaking again" if backup.go_live(desk) else "it was not resting")


@COMMAND.command("key", epilog="Example: python -m bot db key, on a machine that is not the server")
def new_key() -> None:
    """Make a pair of keys, so that the server can write backups which it cannot read itself."""
    public, private = _vault.new_pair()
    click.echo(f"setting on the server:  BACKUP_PUBLIC_KEY={public}")
    click.echo(f"into the office's safe, for `db restore --key`:  {private}")


@COMMAND.command(epilog="Example: python -m bot db check --audit-head 5012:9f3c0a77e1b2")
@click.option(
    "--audit-head",
    default="",
    metavar="N:DIGEST",
    help="Noted earlier: must still be in the chain.",
)
def check(audit_head: str) -> None:
    """Check integrity, foreign keys and the audit chain; exit code 1 when something is wrong.

    Prints the head of the audit: note it off this host, and give it to a later check.
    """
    desk = desk_for("db", migrated=False)
    problems = backup.check(desk, audit_head)
    click.echo("\n".join(problems) or "sound")
    if not problems and (head := backup.audit_head(desk)):
        click.echo(f"audit head {head}")
    sys.exit(1 if problems else 0)
