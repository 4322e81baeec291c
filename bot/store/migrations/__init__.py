"""The steps from one schema to the next, numbered and named for what they do. No queries here."""

from __future__ import annotations

from typing import cast

from sqlite_utils import Database, Migrations

from bot.errors import NewerSchema
from bot.folder import collect

SET = "tanya"


def pending(database: Database) -> list[str]:
    """Names of the steps not yet taken; NewerSchema if the database knows steps that we don't."""
    steps = _steps()
    known = {name for name, _ in steps.items()}
    newer = [m.name for m in _migrations(steps).applied(database) if m.name not in known]
    if newer:
        raise NewerSchema(", ".join(newer))
    return [m.name for m in _migrations(steps).pending(database)]


def migrate(database: Database) -> None:
    """Take all pending steps, each in a transaction of its own."""
    _migrations(_steps()).apply(database)


def _steps() -> dict[str, tuple[str, ...]]:
    return cast("dict[str, tuple[str, ...]]", collect(__name__, "STATEMENTS"))


def _migrations(steps: dict[str, tuple[str, ...]]) -> Migrations:
    migrations = Migrations(SET)
    for name, statements in steps.items():

        def step(database: Database, statements: tuple[str, ...] = statements) -> None:
            for statement in statements:
                database.execute(statement)

        migrations(name=name)(step)
    return migrations
