"""Colleagues named in notes, and whether they have looked."""

STATEMENTS = (
    """CREATE TABLE mentions (note_id TEXT NOT NULL REFERENCES notes (id),
        ticket_id TEXT NOT NULL REFERENCES tickets (id),
        officer_id TEXT NOT NULL REFERENCES officers (id), at TEXT NOT NULL, seen_at TEXT,
        PRIMARY KEY (note_id, officer_id))""",
    "CREATE INDEX mentions_unseen ON mentions (officer_id, at) WHERE seen_at IS NULL",
    "CREATE INDEX mentions_ticket ON mentions (ticket_id, officer_id)",
)
