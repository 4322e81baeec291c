"""What the admins' studio needs: whose edit a state of the files is, proposed texts, phrases' views, what is set aside."""

STATEMENTS = (
    (
        "CREATE TABLE studio_edits (digest TEXT PRIMARY KEY, officer_id TEXT NOT NULL,"
        " at TEXT NOT NULL, what TEXT NOT NULL, publish_why TEXT NOT NULL DEFAULT '',"
        " settled_at TEXT)"
    ),
    "CREATE INDEX studio_edits_open ON studio_edits (settled_at, at)",
    "ALTER TABLE proposals ADD COLUMN change TEXT NOT NULL DEFAULT ''",
    (
        "CREATE TABLE phrase_views (model_key TEXT PRIMARY KEY, data TEXT NOT NULL,"
        " at TEXT NOT NULL)"
    ),
    ("CREATE TABLE set_aside (key TEXT PRIMARY KEY, officer_id TEXT NOT NULL, at TEXT NOT NULL)"),
    "CREATE INDEX decisions_at ON decisions (decided_at)",
    "CREATE INDEX feedback_entry ON feedback (entry, at)",
)
