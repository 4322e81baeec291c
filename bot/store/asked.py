"""What citizens asked and what became of it, for the studio. Texts are masked; no ids leave this file.

`trial` 1 counts simulated citizens too: where no provider is connected there are no others.
"""

from __future__ import annotations

from bot.store._tx import Row, Tx

WHO = (
    " JOIN conversations c ON c.id = m.conversation_id JOIN addresses a ON a.id = c.address_id"
    " JOIN people p ON p.id = a.person_id AND p.simulated <= :trial"
)
# conversations that do not count: few, where real citizens write
TRIALS = (
    "(SELECT c.id FROM people p CROSS JOIN addresses a CROSS JOIN conversations c"
    " WHERE p.simulated = 1 AND :trial = 0 AND a.person_id = p.id AND c.address_id = a.id)"
)
HEARD = f" FROM decisions d JOIN messages m ON m.id = d.message_id{WHO}"
# of a citizen's "that is not what I asked": the question that was answered before it
ANSWERED_BEFORE = (
    "(SELECT m3.id FROM messages m3 JOIN decisions d3 ON d3.message_id = m3.id"
    " WHERE m3.conversation_id = said.conversation_id AND m3.received_at < said.received_at"
    " AND m3.received_at >= :since"
    " AND d3.entry = f.entry ORDER BY m3.received_at DESC LIMIT 1)"
)
JUDGED = (
    " FROM feedback f JOIN messages said ON said.id = f.message_id JOIN messages m ON m.id ="
    f" CASE WHEN f.verdict = 'wrong' THEN {ANSWERED_BEFORE} ELSE said.id END"
    f" JOIN decisions d ON d.message_id = m.id{WHO}"
)
# rules by which the bot did not answer a question that it was asked
MISSED = "('clarify', 'elsewhere', 'troubled', 'ask_detail', 'offer_person', 'escalate')"
NEXT = (
    "(SELECT d2.{what} FROM decisions d2 JOIN messages m2 ON m2.id = d2.message_id"
    " WHERE m2.conversation_id = m.conversation_id AND m2.received_at > m.received_at"
    " ORDER BY m2.received_at LIMIT 1)"
)
REPLY = (
    "(SELECT o.body FROM outbox o JOIN tickets t ON t.id = o.ticket_id"
    " WHERE t.conversation_id = m.conversation_id AND o.author = 'officer' AND o.kind = 'reply'"
    " AND o.created_at > m.received_at AND (t.id = m.ticket_id OR t.opened_at >= m.received_at)"
    " ORDER BY o.created_at LIMIT 1)"
)
COLUMNS = (
    "SELECT m.body AS text, m.received_at AS at, d.action, d.rule, d.entry, d.candidates,"
    f" p.profile_name, {REPLY} AS reply"
)


def questions(tx: Tx, *, since: str, trial: int, limit: int) -> list[Row]:
    """Distinct texts since then, newest first: text, at, n."""
    return tx.all(
        f"SELECT m.body AS text, MAX(m.received_at) AS at, COUNT(*) AS n{HEARD}"
        " WHERE m.received_at >= :since AND m.kind = 'text' AND m.body <> ''"
        " GROUP BY m.body ORDER BY at DESC LIMIT :n",
        {"since": since, "trial": trial, "n": limit},
    )


def judged(tx: Tx, *, since: str) -> list[Row]:
    """Answers that an officer judged, oldest first: text, entry, verdict (officer_right | ...)."""
    return tx.all(
        "SELECT m.body AS text, f.entry, f.verdict FROM feedback f JOIN messages m"
        " ON m.id = f.message_id WHERE f.at >= :since AND f.verdict <> 'wrong' ORDER BY f.at",
        {"since": since},
    )


def missed(tx: Tx, *, since: str, trial: int, limit: int) -> list[Row]:
    """Questions that were not answered or asked back, newest first.

    With what came next (next_rule, next_entry: a choice tells what was meant) and the officer's
    reply, where there is one.
    """
    return tx.all(
        f"{COLUMNS}, {NEXT.format(what='rule')} AS next_rule,"
        f" {NEXT.format(what='entry')} AS next_entry{HEARD}"
        " WHERE m.received_at >= :since AND m.kind = 'text'"
        f" AND m.body <> '' AND d.rule IN {MISSED} ORDER BY m.received_at DESC LIMIT :n",
        {"since": since, "trial": trial, "n": limit},
    )


def disliked(tx: Tx, *, since: str, trial: int, limit: int) -> list[Row]:
    """Questions whose answer the citizen or an officer called wrong, newest first."""
    return tx.all(
        f"{COLUMNS}, f.verdict{JUDGED} WHERE f.at >= :since AND m.body <> ''"
        " AND f.verdict IN ('wrong', 'officer_wrong', 'officer_missing')"
        " ORDER BY m.received_at DESC LIMIT :n",
        {"since": since, "trial": trial, "n": limit},
    )


def of_entries(tx: Tx, *, since: str, trial: int) -> list[Row]:
    """How often each entry was decided for."""
    return tx.all(
        "SELECT entry, SUM(n) AS n FROM (SELECT entry || '' AS entry, COUNT(*) AS n FROM decisions"
        " WHERE decided_at >= :since AND action = 'answer' AND entry <> '' GROUP BY entry || ''"
        " UNION ALL SELECT d.entry, -COUNT(*) FROM messages m JOIN decisions d"
        f" ON d.message_id = m.id WHERE m.conversation_id IN {TRIALS}"
        " AND d.decided_at >= :since AND d.action = 'answer' GROUP BY d.entry) counted"
        " GROUP BY entry HAVING SUM(n) > 0",
        {"since": since, "trial": trial},
    )


def of_entry(tx: Tx, entry: str, *, since: str, trial: int, limit: int = 5000) -> list[Row]:
    """Messages decided for an entry or offered it, newest first: at, text, action, entry, next_action.

    `candidates` tells whether the entry was among those offered.
    """
    kept = (
        f" FROM decisions d JOIN messages m ON m.id = d.message_id WHERE m.conversation_id NOT IN {TRIALS}"
        " AND d.decided_at >= :since"
    )
    columns = "SELECT m.body AS text, d.decided_at AS at, d.action, d.rule, d.entry, d.candidates,"
    return tx.all(
        f"{columns} {NEXT.format(what='action')} AS next_action{kept} AND d.entry = :entry"
        f" UNION ALL {columns} '' AS next_action{kept} AND d.entry <> :entry"
        " AND d.rule = 'clarify' AND d.candidates LIKE :offered ORDER BY at DESC LIMIT :n",
        {"since": since, "trial": trial, "entry": entry, "offered": f'%"{entry}"%', "n": limit},
    )


def opinions(tx: Tx, *, since: str) -> list[Row]:
    """What people thought of answers: entry, verdict, n."""
    return tx.all(
        "SELECT entry, verdict, COUNT(*) AS n FROM feedback WHERE at >= :since"
        " GROUP BY entry, verdict",
        {"since": since},
    )


def scores(tx: Tx, entry: str, *, since: str, trial: int) -> list[int]:
    """The latest rating (1 to 4) of each ticket about an entry."""
    rows = tx.all(
        "SELECT r.ticket_id, r.score FROM ratings r CROSS JOIN tickets t WHERE r.at >= :since"
        " AND r.score IS NOT NULL AND t.id = r.ticket_id AND t.entry = :entry"
        f" AND t.conversation_id NOT IN {TRIALS} ORDER BY r.id",
        {"since": since, "trial": trial, "entry": entry},
    )
    return list({row["ticket_id"]: row["score"] for row in rows}.values())


def everything(tx: Tx, *, since: str, trial: int, limit: int) -> list[Row]:
    """Every text with what was decided, newest first: text, at, action, entry, profile_name."""
    return tx.all(
        f"SELECT m.body AS text, m.received_at AS at, d.action, d.entry, p.profile_name{HEARD}"
        " WHERE m.received_at >= :since AND m.kind = 'text' AND m.body <> ''"
        " ORDER BY m.received_at DESC LIMIT :n",
        {"since": since, "trial": trial, "n": limit},
    )
