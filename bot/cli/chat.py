"""Talk to the bot in the terminal, in the format of the golden conversations."""

import secrets

import click

from bot.cli._desk import desk_for
from bot.desk import faq
from bot.desk.chatting import Chat


@click.command("chat", epilog="Example: python -m bot chat --channel sms")
@click.option(
    "--channel",
    type=click.Choice(["whatsapp", "sms"]),
    default="whatsapp",
    show_default=True,
    help="The medium.",
)
def COMMAND(channel: str) -> None:  # noqa: N802
    """Type as a citizen; what is printed can be saved as a test in tests/conversations."""
    desk = desk_for("chat")
    faq.ensure_published(desk)
    chat = Chat(desk, channel, f"+62000{secrets.randbelow(10**8):08d}")
    click.echo(f"Channel: {channel}      Clock: {desk.local():%a %-d %b %Y %H:%M}\n")
    while text := click.prompt("Citizen", prompt_suffix=":  ", default="", show_default=False):
        for line in chat.say(text):
            click.echo(line)
