"""When the provider last kept a message that it was told to delete ('' = never): the others go first."""

STATEMENTS = tuple(
    statement
    for table in ("messages", "outbox", "earlier_sends")
    for statement in (
        f"ALTER TABLE {table} ADD COLUMN kept_there_at TEXT NOT NULL DEFAULT ''",
        f"CREATE INDEX {table}_kept_there ON {table} (kept_there_at) WHERE kept_there_at > ''",
    )
)
