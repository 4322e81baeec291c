"""Promises about what we keep: numbered steps, a known schema, and a register of personal data."""

import re
from pathlib import Path

import pytest

from bot.store import Connections, erasing, retention
from bot.store import migrations as steps
from bot.store.register import REGISTER, TABLES, Erasing


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    connections = Connections(tmp_path_factory.mktemp("fresh") / "fresh.db")
    steps.migrate(connections.here().database)
    yield connections.here()
    connections.close()


def test_the_steps_are_numbered_without_a_gap_and_named_for_what_they_do():
    names = sorted(path.stem for path in Path(steps.__file__).parent.glob("[!_]*.py"))
    found = [re.fullmatch(r"m(\d{3})_[a-z]+(_[a-z]+)*", name) for name in names]
    assert all(found), names
    assert [int(match[1]) for match in found] == list(range(1, len(names) + 1))


def test_a_fresh_database_takes_every_step_once(fresh):
    assert steps.pending(fresh.database) == []


def test_every_column_of_every_table_stands_in_the_register(fresh):
    inner = ("_", "sqlite_", "words_")  # words_*: how the full-text table keeps its index
    tables = [t for t in fresh.database.tables if not t.name.startswith(inner)]
    columns = {f"{table.name}.{column.name}" for table in tables for column in table.columns}
    assert columns == set(REGISTER)


def test_every_table_is_dropped_from_blanked_forgotten_or_kept_for_a_reason(fresh):
    dropped = {rule.table for rule in retention.DROPPED}
    assert set(TABLES) == dropped | set(erasing.THEIRS) | set(retention.KEPT)
    assert not set(retention.KEPT) & (dropped | set(erasing.THEIRS))
    assert all(len(reason) > 10 for reason in retention.KEPT.values())


def test_every_text_of_a_citizen_is_blanked_or_dropped_while_the_citizen_stays():
    blanked = {rule.table for rule in (*retention.BLANKED, *retention.DROPPED)}
    texts = {
        name.partition(".")[0]
        for name, held in REGISTER.items()
        if held.erasing in {Erasing.BLANK, Erasing.DELETE}
    }
    of_the_person = {"people", "addresses", "conversations"}  # as long as the citizen writes
    elsewhere = {"files", "texts", "words"}  # with their ticket; copies of what others hold
    assert texts - blanked == of_the_person | elsewhere


def test_no_column_stands_twice_in_the_register():
    told = [name for kinds in TABLES.values() for names in kinds.values() for name in names.split()]
    assert len(told) == len(REGISTER)


def test_what_is_blanked_may_be_blank_in_many_rows(fresh):
    """Erasing a second person must not collide with the first: only NULLs are never equal."""
    for table in (t for t in fresh.database.tables if t.name in TABLES):
        unique = {column for index in table.indexes if index.unique for column in index.columns}
        filled = {c.name for c in table.columns if c.notnull}
        for name in unique & filled:
            assert REGISTER[f"{table.name}.{name}"].erasing is not Erasing.BLANK
