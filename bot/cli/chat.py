"""Talk to the bot in the terminal, in the format of the golden conversations."""

import secrets
from collections.abc import Iterator
from typing import TextIO

import click

from bot.cli._desk import desk_for
from bot.desk import faq
from bot.desk.chatting import Chat, begun, saved, shown


@click.command("chat", epilog="Example: python -m bot chat --channel sms")
@click.option(
    "--channel",
    type=click.Choice(["whatsapp", "sms"]),
    default="whatsapp",
    show_default=True,
    help="The medium.",
)
@click.option(
    "--save",
    type=click.File("x", encoding="utf-8"),
    help="New file for the talk as a test of tests/conversations: what was decided, not the words.",
)
def COMMAND(channel: str, save: TextIO | None) -> None:  # noqa: N802
    """Type as a citizen, until an empty line; what is saved can be put into tests/conversations."""
    desk = desk_for("chat")
    faq.ensure_published(desk)
    chat = Chat(desk, channel, f"+62000{secrets.randbelow(10**8):08d}")
    click.echo(begun(desk, channel))
    if save:
        click.echo(begun(desk, channel, title=True), save)
    for text in _typed():
        reply = chat.say(text)
        click.echo("\n".join(shown(reply)))
        if save:
            click.echo("\n".join(saved(text, reply)), save)


def _typed() -> Iterator[str]:
    try:
        while text := click.prompt("Citizen", prompt_suffix=":  ", default="", show_default=False):
            yield text
    except click.Abort:
        click.echo()  # Ctrl-D
