"""Ask past messages again."""

import json
import re

import click

from bot.cli._desk import desk_for
from bot.desk.replaying import Replayed, Verdict, replay

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@click.command(
    "replay",
    epilog="Example: python -m bot replay 2026-03-02 --catalogue 3f9a, or: python -m bot replay SM0a1b",
)
@click.argument("what", metavar="MESSAGE|DAY")
@click.option(
    "--catalogue", default="", help="Beginning of a version's hash or id; else the one in force."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--all", "everything", is_flag=True, help="Show what is decided alike too, of a day.")
def COMMAND(what: str, catalogue: str, *, as_json: bool, everything: bool) -> None:  # noqa: N802
    """Show what the bot would say today to a message, or where it differs in a day of messages.

    Each is asked on a fresh conversation: `~` marks a difference that the talk around it may explain.
    """
    total = different = 0
    everything = everything or not DAY.fullmatch(what)
    for one in replay(desk_for("replay", migrated=False), what, catalogue):
        total, different = total + 1, different + one.differs
        if as_json:
            click.echo(json.dumps(one.as_dict(), ensure_ascii=False))
        elif one.differs or everything:
            click.echo(_shown(one))
    if not as_json:
        click.echo(f"{total} asked again, {different} differ")


def _shown(one: Replayed) -> str:
    mark = "~" if one.depends else "!" if one.differs else "="
    lines = [f"{mark} {one.at[:19]} {' '.join(one.sids)}", _indented("said", one.text)]
    lines += [_verdict("then", one.then), _verdict("now", one.now)]
    return "\n".join(lines)


def _verdict(name: str, verdict: Verdict) -> str:
    head = f"{verdict.action} {verdict.entry or '-'} ({verdict.rule}, {verdict.catalogue[:12]})"
    return _indented(name, f"{head}\n{verdict.reply or '(silent)'}")


def _indented(name: str, text: str) -> str:
    first, *rest = text.splitlines()
    return "\n".join([f"  {name:5} {first}", *(f"        {line}" for line in rest)])
