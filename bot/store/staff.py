"""Teams, presence, who looks at which ticket or is named in a note, canned answers, invitations, proposals. No sign-in here."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx


def set_presence(tx: Tx, officer: str, presence: str) -> None:
    """Keep available or away."""
    tx.run("UPDATE officers SET presence = :p WHERE id = :id", {"p": presence, "id": officer})


def least_busy(tx: Tx, since: str) -> str:
    """The available officer, seen since then, who holds the fewest tickets; empty: nobody is there."""
    row = tx.one(
        "SELECT o.id FROM officers o LEFT JOIN tickets t ON t.officer_id = o.id"
        " AND t.state IN ('claimed', 'snoozed') WHERE o.disabled_at IS NULL"
        " AND o.presence = 'available' AND o.role = 'officer' AND EXISTS (SELECT 1 FROM sessions s"
        "  WHERE s.officer_id = o.id AND s.ended_at IS NULL AND s.seen_at > :since)"
        " GROUP BY o.id ORDER BY COUNT(t.id), o.id LIMIT 1",
        {"since": since},
    )
    return str(row["id"]) if row else ""


def gaze(tx: Tx, *, ticket: str, officer: str, typing: bool, now: str) -> None:
    """The officer looks at (or types in) this ticket now."""
    tx.run(
        "INSERT INTO gazes (ticket_id, officer_id, typing, at) VALUES (:t, :o, :typing, :now)"
        " ON CONFLICT (ticket_id, officer_id) DO UPDATE SET typing = excluded.typing,"
        " at = excluded.at",
        {"t": ticket, "o": officer, "typing": int(typing), "now": now},
    )


def gazes(tx: Tx, ticket: str, since: str) -> list[Row]:
    """Who has looked at this ticket since then."""
    return tx.all(
        "SELECT g.officer_id, g.typing, o.name FROM gazes g JOIN officers o ON o.id = g.officer_id"
        " WHERE g.ticket_id = :t AND g.at > :since ORDER BY o.name",
        {"t": ticket, "since": since},
    )


def mention(tx: Tx, *, note: str, ticket: str, officer: str, now: str) -> None:
    """An officer is named in a note."""
    row = {"note_id": note, "ticket_id": ticket, "officer_id": officer, "at": now}
    tx.insert("mentions", row)


def unseen_mentions(tx: Tx, officer: str) -> list[Row]:
    """Where the officer is named and has not looked, oldest first: ticket_id, number."""
    return tx.all(
        "SELECT m.ticket_id, t.number FROM mentions m JOIN tickets t ON t.id = m.ticket_id"
        " WHERE m.officer_id = :me AND m.seen_at IS NULL ORDER BY m.at LIMIT 100",
        {"me": officer},
    )


def handed_over(tx: Tx, officer: str) -> list[Row]:
    """Tickets that a colleague gave to the officer, who has neither acted nor looked since: ticket_id."""
    return tx.all(
        "SELECT t.id AS ticket_id FROM tickets t JOIN ticket_events e ON e.ticket_id = t.id"
        " WHERE t.officer_id = :me AND t.state = 'claimed' AND e.what = 'transferred'"
        " AND e.actor <> :me AND NOT EXISTS (SELECT 1 FROM ticket_events mine"
        "  WHERE mine.ticket_id = t.id AND mine.actor = :me AND mine.at > e.at)"
        " AND NOT EXISTS (SELECT 1 FROM gazes g"
        "  WHERE g.ticket_id = t.id AND g.officer_id = :me AND g.at > e.at)"
        " GROUP BY t.id ORDER BY MAX(e.at) LIMIT 100",
        {"me": officer},
    )


def see_mentions(tx: Tx, *, ticket: str, officer: str, now: str) -> None:
    """The officer looks at the ticket."""
    tx.run(
        "UPDATE mentions SET seen_at = :now WHERE ticket_id = :t AND officer_id = :me"
        " AND seen_at IS NULL",
        {"now": now, "t": ticket, "me": officer},
    )


def mentioned(tx: Tx, ticket: str) -> dict[str, list[str]]:
    """Who is named in each note of a ticket: {note id: names}."""
    found: dict[str, list[str]] = {}
    for row in tx.all(
        "SELECT m.note_id, o.name FROM mentions m JOIN officers o ON o.id = m.officer_id"
        " WHERE m.ticket_id = :t ORDER BY o.name",
        {"t": ticket},
    ):
        found.setdefault(row["note_id"], []).append(row["name"])
    return found


def teams(tx: Tx) -> dict[str, list[str]]:
    """The teams (topic families) of each officer who works for one: {officer id: teams}."""
    found: dict[str, list[str]] = {}
    for row in tx.all("SELECT officer_id, team FROM teams ORDER BY team"):
        found.setdefault(row["officer_id"], []).append(row["team"])
    return found


def set_teams(tx: Tx, officer: str, teams: list[str]) -> None:
    """Replace the officer's teams."""
    tx.run("DELETE FROM teams WHERE officer_id = :o", {"o": officer})
    for team in teams:
        tx.insert("teams", {"officer_id": officer, "team": team})


def canned(tx: Tx) -> list[Row]:
    """Canned answers by title."""
    return tx.all("SELECT * FROM canned WHERE removed_at IS NULL ORDER BY title")


def add_canned(tx: Tx, row: Params) -> str:
    """A new canned answer; its id."""
    whole = {"id": new_id()} | dict(row)
    tx.insert("canned", whole)
    return str(whole["id"])


def remove_canned(tx: Tx, canned_id: str, now: str) -> int:
    """Take a canned answer away."""
    return tx.run(
        "UPDATE canned SET removed_at = :now WHERE id = :id AND removed_at IS NULL",
        {"now": now, "id": canned_id},
    )


def invite(tx: Tx, *, digest: str, officer: str, expires: str) -> None:
    """A one-time link for an officer, kept as a hash."""
    tx.insert("invites", {"id": digest, "officer_id": officer, "expires_at": expires})


def invited(tx: Tx, digest: str, now: str) -> Row | None:
    """The officer whom a one-time link is for, while it may still be used."""
    return tx.one(
        "SELECT o.* FROM invites i JOIN officers o ON o.id = i.officer_id"
        " WHERE i.id = :id AND i.used_at IS NULL AND i.expires_at > :now",
        {"now": now, "id": digest},
    )


def use_invite(tx: Tx, digest: str, now: str) -> str:
    """Use up a one-time link; the officer's id, or empty when it is unknown, used or over."""
    row = tx.one(
        "UPDATE invites SET used_at = :now WHERE id = :id AND used_at IS NULL AND expires_at > :now"
        " RETURNING officer_id",
        {"now": now, "id": digest},
    )
    return str(row["officer_id"]) if row else ""


def propose(tx: Tx, row: Params) -> str:
    """An officer's proposal for the FAQ: a phrase, a new entry, or a correction; its id."""
    whole = {"id": new_id(), "state": "open"} | dict(row)
    tx.insert("proposals", whole)
    return str(whole["id"])


def proposals(tx: Tx, limit: int = 200) -> list[Row]:
    """Open proposals, oldest first."""
    return tx.all(
        "SELECT p.*, o.name AS officer_name FROM proposals p LEFT JOIN officers o"
        " ON o.id = p.officer_id WHERE p.state = 'open' ORDER BY p.at LIMIT :n",
        {"n": limit},
    )


def end_proposal(tx: Tx, proposal: str, *, state: str, officer: str, now: str) -> int:
    """Close a proposal as taken or declined."""
    return tx.run(
        "UPDATE proposals SET state = :state, ended_by = :o, ended_at = :now"
        " WHERE id = :id AND state = 'open'",
        {"state": state, "o": officer, "now": now, "id": proposal},
    )
