"""Under which ids a provider took a message before it was sent again: it holds each of them until it is deleted there."""

STATEMENTS = (
    """CREATE TABLE earlier_sends (
        id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversations (id),
        ticket_id TEXT, line TEXT NOT NULL, provider_id TEXT NOT NULL, created_at TEXT NOT NULL,
        forgotten_at TEXT, UNIQUE (line, provider_id))""",
    "CREATE INDEX earlier_sends_there ON earlier_sends (created_at) WHERE forgotten_at IS NULL",
    "CREATE INDEX earlier_sends_conversation ON earlier_sends (conversation_id)",
)
