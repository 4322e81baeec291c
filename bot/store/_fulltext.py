"""Full-text search: the one file that only SQLite understands (FTS5); another store has its own."""

from __future__ import annotations

import re

from bot.store._connection import Row, Tx

STATEMENTS = (
    """CREATE VIRTUAL TABLE words USING fts5 (body, kind UNINDEXED, ref UNINDEXED,
        conversation UNINDEXED, tokenize = "unicode61 remove_diacritics 2", prefix = '3')""",
    """CREATE TRIGGER words_of_messages AFTER INSERT ON messages WHEN new.body <> '' BEGIN
        INSERT INTO words (body, kind, ref, conversation)
        VALUES (new.body, 'message', new.id, new.conversation_id); END""",
    """CREATE TRIGGER words_of_outbox AFTER INSERT ON outbox
        WHEN new.body <> '' AND new.author = 'officer' BEGIN
        INSERT INTO words (body, kind, ref, conversation)
        VALUES (new.body, 'reply', new.id, new.conversation_id); END""",
    """CREATE TRIGGER words_of_notes AFTER INSERT ON notes BEGIN
        INSERT INTO words (body, kind, ref, conversation) SELECT new.body, 'note', new.id,
        t.conversation_id FROM tickets t WHERE t.id = new.ticket_id; END""",
    """CREATE TRIGGER words_blanked AFTER UPDATE OF body ON messages WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM words WHERE ref = new.id; END""",
    """CREATE TRIGGER words_unsaid AFTER UPDATE OF body ON outbox WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM words WHERE ref = new.id; END""",
    """CREATE TRIGGER words_unnoted AFTER UPDATE OF body ON notes WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM words WHERE ref = new.id; END""",
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
        "SELECT kind, ref, conversation, snippet(words, 0, '[', ']', '...', 12) AS snippet"
        " FROM words WHERE words MATCH :asked ORDER BY rowid DESC LIMIT :n",
        {"asked": asked, "n": limit},
    )
