"""Fills a database with a year of an office's work, in order of time. Measures nothing."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bench import _office_rows as rows
from bench._office_size import OFFICERS, PER_TICKET, ROLES, Office, name
from bot.catalogue import load, read_files
from bot.model.clock import stamp
from bot.store import Connections, audit

ROOT = Path(__file__).parents[1]
CHUNK = 20_000


def fill(path: Path, scale: float, end: datetime) -> None:
    """Write everything; the database is migrated already and its catalogue is published."""
    entries = load(read_files(ROOT / "faq_data")).entries.values()
    office = Office(scale, end, [(e.id, phrase.text) for e in entries for phrase in e.phrases])
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous=OFF")
    for table, them in _tables(office).items():
        _pour(database, table, iter(them))
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    _audit(path, office)


def _pour(database: sqlite3.Connection, table: str, them: Iterator[rows.Row]) -> None:
    while chunk := list(islice(them, CHUNK)):
        marks = ", ".join(f":{column}" for column in chunk[0])
        database.execute("BEGIN")
        database.executemany(
            f"INSERT INTO {table} ({', '.join(chunk[0])}) VALUES ({marks})",  # noqa: S608
            chunk,
        )
        database.execute("COMMIT")


def _tables(office: Office) -> dict[str, rows.Rows]:
    citizens, told = range(office.citizens), range(office.messages)
    cases = range(0, office.messages, PER_TICKET)
    return {
        "officers": (rows.officer(n, office) for n in range(OFFICERS + len(ROLES))),
        "people": (rows.person(n, office) for n in citizens),
        "addresses": (rows.address(n, office) for n in citizens),
        "conversations": (rows.conversation(n, office) for n in citizens),
        "messages": (rows.message(n, office) for n in told),
        "decisions": (rows.decision(n, office) for n in told),
        "tickets": rows.tickets(office),
        "ticket_events": (one for n in cases for one in rows.history(n, office)),
        "outbox": (one for n in told for one in rows.said(n, office)),
        "status_events": (rows.status(n, office) for n in told),
        "notes": (rows.note(n, office) for n in cases[::3]),
        "ratings": (rows.rating(n, office) for n in cases[::4]),
        "files": (rows.file(n, office) for n in told[::20]),
        "feedback": (rows.feedback(n, office) for n in told[::100]),
        "proposals": (rows.proposal(n, office) for n in cases[:: max(1, len(cases) // 300)]),
        "sign_ins": (rows.attempt(n, office) for n in cases[::5]),
        "job_runs": (rows.run(n, office) for n in range(int(43_200 * min(1, office.scale)))),
        "events": (rows.event(n, office) for n in told[-len(told) // 50 :]),
        "switches": (rows.switch(n, office) for n in range(200)),
        "canned": (rows.canned(n, office) for n in range(40)),
    }


def _audit(path: Path, office: Office) -> None:
    store = Connections(path)
    with store.write() as tx:
        for n in range(0, office.messages, PER_TICKET):
            at = office.moment(n)
            for what in ("ticket_opened", "ticket_claimed", "ticket_replied"):
                audit.note(
                    tx,
                    actor=name("officer", n // 10 % OFFICERS),
                    what=what,
                    object_=name("ticket", n, at),
                    now=stamp(at),
                )
    store.close()


def newest(path: Path) -> datetime:
    """When the last message came."""
    database = sqlite3.connect(path)
    (at,) = database.execute("SELECT MAX(received_at) FROM messages").fetchone()
    database.close()
    return datetime.fromisoformat(at).astimezone(UTC)
