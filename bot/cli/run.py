"""Run the whole product in the foreground."""

import sys
from contextlib import suppress

import click

from bot.cli._desk import desk_for
from bot.cli._supervisor import Supervisor, apart
from bot.desk import faq
from bot.desk.demo import seed
from bot.desk.officers import first_admin
from bot.settings import read_settings


@click.command("run", epilog="Example: python -m bot run")
@click.option("--demo", is_flag=True, help="Let a few simulated citizens ask first.")
def COMMAND(*, demo: bool) -> None:  # noqa: N802 - the constant that the folder is asked for
    """Start web, worker and scheduler; Ctrl-C stops cleanly."""
    with suppress(KeyboardInterrupt):  # until the supervisor runs there is nothing to drain
        apart(_prepare, demo)  # fitting the matcher takes memory that the supervisor would keep
        settings = read_settings()
        supervisor = Supervisor(settings)
        base = settings.base_url
        click.echo(
            f"TANYA PTSP   {base}/simulator (a phone to try it)   {base}/console/ (officers)"
        )
        sys.exit(supervisor.run())


def _prepare(demo: bool) -> None:  # noqa: FBT001 - handed on by position
    desk = desk_for("run")
    faq.ensure_published(desk)
    if demo:
        seed(desk)
    if password := first_admin(desk):
        click.echo(f"First start: sign in as admin with the one-time password {password}")
    desk.store.close()
