"""Erase or export one person: which rows are theirs, and what the register says of each column."""

from __future__ import annotations

from bot.store._fulltext import tidy
from bot.store._tx import Row, Tx
from bot.store.register import REGISTER, TABLES, Erasing

TALK = "(SELECT c.id FROM conversations c JOIN addresses a ON a.id = c.address_id WHERE a.person_id = :p)"
HEARD = f"(SELECT id FROM messages WHERE conversation_id IN {TALK})"
CASES = f"(SELECT id FROM tickets WHERE conversation_id IN {TALK})"
THEIRS = {  # table -> which of its rows are a person's
    "people": "id = :p",
    "addresses": "person_id = :p",
    "requests": "person_id = :p",
    "conversations": f"id IN {TALK}",
    "messages": f"conversation_id IN {TALK}",
    "decisions": f"message_id IN {HEARD}",
    "raw_requests": f"message_id IN {HEARD}",
    "outbox": f"conversation_id IN {TALK}",
    "earlier_sends": f"conversation_id IN {TALK}",
    "tickets": f"conversation_id IN {TALK}",
    "ticket_events": f"ticket_id IN {CASES}",
    "ratings": f"ticket_id IN {CASES}",
    "notes": f"ticket_id IN {CASES}",
    "drafts": f"ticket_id IN {CASES}",
    "files": f"ticket_id IN {CASES} OR message_id IN {HEARD}",
    "proposals": f"ticket_id IN {CASES}",
    "texts": f"conversation IN {TALK}",
}
UNLEFT = "('pending', 'sending', 'unknown', 'parked')"
EMPTY = {"messages.media": "[]", "conversations.memory": "{}", "addresses.address": None}


def person_of(tx: Tx, address: str) -> str:
    """The person behind an address on any channel; empty when unknown."""
    row = tx.one("SELECT person_id FROM addresses WHERE address = :a LIMIT 1", {"a": address})
    return str(row["person_id"]) if row else ""


def everything(tx: Tx, person: str) -> dict[str, list[Row]]:
    """All rows of a person by table: the copy that the law asks for."""
    return {
        table: tx.all(f"SELECT * FROM {table} WHERE {where}", {"p": person})
        for table, where in THEIRS.items()
        if table != "texts"  # copies of what stands in the others
    }


def erase(tx: Tx, person: str, now: str) -> None:
    """Blank, hash or delete every personal column; ids, times and (line, provider_id) stay."""
    opted_out = tx.one("SELECT opted_out_at FROM people WHERE id = :p", {"p": person}) or {}
    for table, where in THEIRS.items():
        held = {column: kind for column, kind in columns_of(table) if kind is not Erasing.KEEP}
        if Erasing.DELETE in held.values():
            tx.run(f"DELETE FROM {table} WHERE {where}", {"p": person})
            continue
        if opted_out.get("opted_out_at"):
            held = {column: kind for column, kind in held.items() if kind is not Erasing.HASH}
        if held:
            blanks = ", ".join(f"{column} = :{column}" for column in held)
            values = {column: EMPTY.get(f"{table}.{column}", "") for column in held}
            tx.run(f"UPDATE {table} SET {blanks} WHERE {where}", values | {"p": person})
    tx.run("UPDATE people SET erased_at = :now WHERE id = :p", {"now": now, "p": person})
    tx.run(
        f"UPDATE outbox SET state = 'dropped', code = 'erased' WHERE {THEIRS['outbox']}"
        f" AND state IN {UNLEFT}",
        {"p": person},
    )


def scrub(tx: Tx) -> None:
    """Leave nothing of what was erased in the index, the write-ahead log or in free pages."""
    tidy(tx)
    tx.run("PRAGMA wal_checkpoint(TRUNCATE)")
    tx.run("VACUUM")


def columns_of(table: str) -> list[tuple[str, Erasing]]:
    """Each column of a table with what erasing does to it."""
    names = [name for words in TABLES[table].values() for name in words.split()]
    return [(name, REGISTER[f"{table}.{name}"].erasing) for name in names]
