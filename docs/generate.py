"""Writes the pages that follow from the code: settings, commands, .env.example, schema. Decides nothing.

`make docs` runs it; the house tests compare what it would write with what stands in the tree.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.cli import commands
from bot.settings import Settings
from bot.store import Connections
from bot.store.migrations import migrate

ROOT = Path(__file__).parents[1]
MADE = "<!-- Written by `make docs`; change the code, not this page. -->"


def settings_page() -> str:
    """docs/reference/settings.md: one row for each environment variable."""
    rows = [
        f"| `{f.metadata['env']}` | {_default(f.default)} | {f.metadata['says']} |"
        for f in fields(Settings)
    ]
    secrets = ", ".join(f"`{f.metadata['env']}`" for f in fields(Settings) if f.metadata["secret"])
    return "\n".join(
        [
            "# Settings",
            "",
            MADE,
            "",
            "Everything an operator may set is an environment variable. Nothing needs to be set to try the",
            "product on its simulator. `.env.example` lists the same variables for a service manager.",
            "",
            "| Variable | Default | What it means |",
            "|---|---|---|",
            *rows,
            "",
            "Any of them may also come from a file: `NAME_FILE=/path` reads the value of `NAME` from that file.",
            f"Keep the secrets there: {secrets}.",
            "",
        ]
    )


def example_environment() -> str:
    """.env.example: every variable with its sentence, commented out at its default."""
    told = [f"# {f.metadata['says']}\n#{f.metadata['env']}={f.default}\n" for f in fields(Settings)]
    head = "# Every setting at its default. Uncomment what you change; NAME_FILE=/path reads NAME from a file.\n"
    return "\n".join([head, *told])


def commands_page() -> str:
    """docs/reference/cli.md: every command with its own help text."""
    head = [
        "# Commands",
        "",
        MADE,
        "",
        "Run them from the project's folder, e.g. `.venv/bin/python -m bot run`.",
        "",
    ]
    context = click.Context(commands(), info_name="python -m bot", terminal_width=80)
    return "\n".join([*head, *_command_lines(context)])


def schema() -> str:
    """tests/house/schema.sql: the tables and indexes of a fresh database, in order of name."""
    with TemporaryDirectory() as folder:
        connections = Connections(Path(folder) / "fresh.db")
        tx = connections.here()
        migrate(tx.database)
        rows = tx.all("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        connections.close()
    return "".join(f"{row['sql']};\n\n" for row in rows)


PAGES: dict[str, Callable[[], str]] = {
    ".env.example": example_environment,
    "docs/reference/cli.md": commands_page,
    "docs/reference/settings.md": settings_page,
    "tests/house/schema.sql": schema,
}


def _default(value: object) -> str:
    return f"`{value}`" if value else "(empty)"


def _command_lines(context: click.Context) -> Iterator[str]:
    command = context.command
    yield f"{'##' if context.parent else '#'} `{context.command_path}`"
    yield from ("", "```text", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner and not inner.hidden:
                yield from _command_lines(click.Context(inner, info_name=name, parent=context))


if __name__ == "__main__":
    for path, render in PAGES.items():
        (ROOT / path).write_text(render(), encoding="utf-8")
