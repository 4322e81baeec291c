"""Run the whole product in the foreground."""

import sys

import click

from bot.cli._desk import desk_for
from bot.cli._supervisor import Supervisor
from bot.desk import faq
from bot.desk.demo import seed
from bot.desk.officers import first_admin


@click.command("run", epilog="Example: python -m bot run")
@click.option("--demo", is_flag=True, help="Let a few simulated citizens ask first.")
def COMMAND(*, demo: bool) -> None:  # noqa: N802 - the constant that the folder is asked for
    """Start web, worker and scheduler; Ctrl-C stops cleanly."""
    desk = desk_for("run")
    faq.ensure_published(desk)
    if demo:
        seed(desk)
    password = first_admin(desk)
    supervisor = Supervisor(desk.settings)
    base = desk.settings.base_url
    click.echo(f"TANYA PTSP   {base}/simulator (a phone to try it)   {base}/console/ (officers)")
    if password:
        click.echo(f"First start: sign in as admin with the one-time password {password}")
    desk.store.close()
    sys.exit(supervisor.run())
