"""The audit is searched by who and by what about: indexes for both."""

STATEMENTS = (
    "CREATE INDEX audit_actor ON audit (actor, seq)",
    "CREATE INDEX audit_object ON audit (object, seq)",
)
