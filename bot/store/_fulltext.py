"""Full-text search: the one file that only SQLite understands (FTS5); another store has its own."""

from __future__ import annotations

import re

from bot.store._tx import Row, Tx

# What is searched stands in `texts`, found again by `ref`; `words` is only the index over it.
STATEMENTS = (
    """CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT NOT NULL, kind TEXT NOT NULL,
        ref TEXT NOT NULL, conversation TEXT NOT NULL)""",
    "CREATE INDEX texts_ref ON texts (ref)",
    "CREATE INDEX texts_conversation ON texts (conversation)",
    """CREATE VIRTUAL TABLE words USING fts5 (body, content = 'texts', content_rowid = 'id',
        tokenize = "unicode61 remove_diacritics 2", prefix = '3')""",
    """CREATE TRIGGER words_in AFTER INSERT ON texts BEGIN
        INSERT INTO words (rowid, body) VALUES (new.id, new.body); END""",
    """CREATE TRIGGER words_out AFTER DELETE ON texts BEGIN
        INSERT INTO words (words, rowid, body) VALUES ('delete', old.id, old.body); END""",
    """CREATE TRIGGER texts_of_messages AFTER INSERT ON messages WHEN new.body <> '' BEGIN
        INSERT INTO texts (body, kind, ref, conversation)
        VALUES (new.body, 'message', new.id, new.conversation_id); END""",
    """CREATE TRIGGER texts_of_outbox AFTER INSERT ON outbox
        WHEN new.body <> '' AND new.author = 'officer' BEGIN
        INSERT INTO texts (body, kind, ref, conversation)
        VALUES (new.body, 'reply', new.id, new.conversation_id); END""",
    """CREATE TRIGGER texts_of_notes AFTER INSERT ON notes BEGIN
        INSERT INTO texts (body, kind, ref, conversation) SELECT new.body, 'note', new.id,
        t.conversation_id FROM tickets t WHERE t.id = new.ticket_id; END""",
    """CREATE TRIGGER texts_blanked AFTER UPDATE OF body ON messages WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM texts WHERE ref = new.id; END""",
    """CREATE TRIGGER texts_unsaid AFTER UPDATE OF body ON outbox WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM texts WHERE ref = new.id; END""",
    """CREATE TRIGGER texts_unnoted AFTER UPDATE OF body ON notes WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM texts WHERE ref = new.id; END""",
)
# Later: what nobody has read yet (`received`) is not in the index, which costs as much as keeping it.
READ_ONLY_THEN = (
    "DROP TRIGGER texts_of_messages",
    "DELETE FROM texts WHERE ref IN (SELECT id FROM messages WHERE state = 'received')",
    """CREATE TRIGGER texts_of_messages AFTER INSERT ON messages
        WHEN new.body <> '' AND new.state <> 'received' BEGIN
        INSERT INTO texts (body, kind, ref, conversation)
        VALUES (new.body, 'message', new.id, new.conversation_id); END""",
    """CREATE TRIGGER texts_of_read AFTER UPDATE OF state ON messages
        WHEN new.body <> '' AND old.state = 'received' AND new.state <> 'received' BEGIN
        INSERT INTO texts (body, kind, ref, conversation)
        VALUES (new.body, 'message', new.id, new.conversation_id); END""",
)
TERM = re.compile(r"\w+")
MOST_TERMS = 8


def find(tx: Tx, text: str, *, limit: int) -> list[Row]:
    """Messages, officers' replies and notes that hold all words (or their beginnings), newest first.

    Each row: kind, ref (its id), conversation, snippet with the words between [ and ].
    """
    terms = TERM.findall(text)[:MOST_TERMS]
    if not terms:
        return []
    asked = " ".join(f'"{term}"*' for term in terms)
    return tx.all(
        "SELECT t.kind, t.ref, t.conversation, snippet(words, 0, '[', ']', '...', 12) AS snippet"
        " FROM words JOIN texts t ON t.id = words.rowid"
        " WHERE words MATCH :asked ORDER BY words.rowid DESC LIMIT :n",
        {"asked": asked, "n": limit},
    )


def tidy(tx: Tx) -> None:
    """Merge the index, so that words which were taken out are gone from the file too."""
    tx.run("INSERT INTO words (words) VALUES ('optimize')")
