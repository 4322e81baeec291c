"""What a million messages need: indexes under the pages of the console, each for the figures or list that it serves."""

STATEMENTS = (
    "CREATE INDEX tickets_ended ON tickets (state, resolved_at, id)",
    "CREATE INDEX tickets_opened ON tickets (opened_at, first_reply_at)",
    "CREATE INDEX ratings_at ON ratings (at, score)",
    "CREATE INDEX messages_figures ON messages (received_at, state)",
    "DROP INDEX messages_received",
    "CREATE INDEX decisions_figures ON decisions (decided_at, action, entry)",
    "DROP INDEX decisions_at",
    "CREATE INDEX decisions_escalated ON decisions (decided_at) WHERE action = 'escalate'",
    "CREATE INDEX decisions_asked_back ON decisions (decided_at) WHERE rule = 'clarify'",
    "CREATE INDEX outbox_officers ON outbox (created_at) WHERE author = 'officer'",
    "CREATE INDEX outbox_replies ON outbox (ticket_id, created_at) WHERE author = 'officer'",
    "CREATE INDEX people_simulated ON people (id) WHERE simulated = 1",
)
