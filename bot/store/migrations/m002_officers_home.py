"""What officers' daily work needs: teams, presence, canned answers, proposals, invitations, search."""

from bot.store._fulltext import STATEMENTS as FULL_TEXT

STATEMENTS = (
    "ALTER TABLE outbox ADD COLUMN choices TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE tickets ADD COLUMN team TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE tickets ADD COLUMN acted_at TEXT",
    "ALTER TABLE tickets ADD COLUMN requeued INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE officers ADD COLUMN email TEXT NOT NULL DEFAULT ''",
    (
        "CREATE TABLE teams (officer_id TEXT NOT NULL REFERENCES officers (id), team TEXT NOT NULL,"
        " PRIMARY KEY (officer_id, team))"
    ),
    (
        "CREATE TABLE gazes (ticket_id TEXT NOT NULL, officer_id TEXT NOT NULL, typing INTEGER NOT NULL,"
        " at TEXT NOT NULL, PRIMARY KEY (ticket_id, officer_id))"
    ),
    (
        "CREATE TABLE canned (id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL,"
        " officer_id TEXT NOT NULL, at TEXT NOT NULL, removed_at TEXT)"
    ),
    (
        "CREATE TABLE invites (id TEXT PRIMARY KEY, officer_id TEXT NOT NULL REFERENCES officers (id),"
        " expires_at TEXT NOT NULL, used_at TEXT)"
    ),
    (
        "CREATE TABLE proposals (id TEXT PRIMARY KEY, kind TEXT NOT NULL, entry TEXT NOT NULL,"
        " question TEXT NOT NULL, answer TEXT NOT NULL, ticket_id TEXT, officer_id TEXT NOT NULL,"
        " at TEXT NOT NULL, state TEXT NOT NULL, ended_by TEXT, ended_at TEXT)"
    ),
    "CREATE INDEX proposals_state ON proposals (state, at)",
    "CREATE INDEX tickets_last_message ON tickets (state, last_message_at)",
    "CREATE INDEX tickets_resolved ON tickets (resolved_at)",
    "CREATE INDEX tickets_officer ON tickets (officer_id, state)",
    "CREATE INDEX files_ticket ON files (ticket_id)",
    "CREATE INDEX ratings_ticket ON ratings (ticket_id)",
    *FULL_TEXT,
)
