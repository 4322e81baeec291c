"""Since when the provider no longer holds a message: it keeps bodies and files until it is told to delete them."""

STATEMENTS = (
    "ALTER TABLE messages ADD COLUMN forgotten_at TEXT",
    "ALTER TABLE outbox ADD COLUMN forgotten_at TEXT",
    "CREATE INDEX messages_there ON messages (received_at) WHERE forgotten_at IS NULL",
    "CREATE INDEX outbox_there ON outbox (created_at) WHERE forgotten_at IS NULL",
    "CREATE INDEX people_erased ON people (erased_at) WHERE erased_at IS NOT NULL",
)
