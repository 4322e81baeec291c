"""Leases, heartbeats, alarms, job runs and line stops: rows by which processes agree."""

from __future__ import annotations

from bot.store._tx import Row, Tx

TAKE = """INSERT INTO leases (name, holder, expires_at, epoch) VALUES (:name, :me, :until, 1)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at,
  epoch = leases.epoch + CASE WHEN leases.holder = excluded.holder THEN 0 ELSE 1 END
WHERE leases.holder = excluded.holder OR leases.expires_at < :now RETURNING epoch"""


def take(tx: Tx, name: str, *, me: str, now: str, until: str) -> int | None:
    """Take or renew a lease; its epoch (fencing number), or None when somebody else holds it."""
    row = tx.one(TAKE, {"name": name, "me": me, "now": now, "until": until})
    return int(row["epoch"]) if row else None


def holder(tx: Tx, name: str) -> str:
    """Who holds the lease; empty when nobody ever did."""
    row = tx.one("SELECT holder FROM leases WHERE name = :name", {"name": name})
    return str(row["holder"]) if row else ""


def drop(tx: Tx, name: str, holder: str) -> None:
    """Give the lease back (or take it from a holder known to be dead)."""
    tx.run(
        "DELETE FROM leases WHERE name = :name AND holder = :holder",
        {"name": name, "holder": holder},
    )


def beat(tx: Tx, name: str, now: str) -> None:
    """Show that a part of the product is alive."""
    tx.run(
        "INSERT INTO beats (name, at) VALUES (:name, :now)"
        " ON CONFLICT (name) DO UPDATE SET at = excluded.at",
        {"name": name, "now": now},
    )


def beats(tx: Tx) -> dict[str, str]:
    """When each part was last alive."""
    return {str(row["name"]): str(row["at"]) for row in tx.all("SELECT name, at FROM beats")}


def raise_alarm(tx: Tx, name: str, now: str, detail: str) -> bool:
    """Raise (or keep) an alarm; True when it is new."""
    known = tx.one("SELECT name FROM alarms WHERE name = :name", {"name": name})
    tx.run(
        "INSERT INTO alarms (name, since, detail) VALUES (:name, :now, :detail)"
        " ON CONFLICT (name) DO UPDATE SET detail = excluded.detail",
        {"name": name, "now": now, "detail": detail},
    )
    return known is None


def clear_alarm(tx: Tx, name: str) -> None:
    """The reason is gone."""
    tx.run("DELETE FROM alarms WHERE name = :name", {"name": name})


def alarms(tx: Tx) -> list[Row]:
    """Alarms that stand."""
    return tx.all("SELECT * FROM alarms ORDER BY since")


def run_holder(tx: Tx, job: str, due: str) -> str:
    """Who has begun this run and not ended it; empty when nobody has."""
    row = tx.one(
        "SELECT holder FROM job_runs WHERE job = :job AND due_at = :due AND ended_at IS NULL",
        {"job": job, "due": due},
    )
    return str(row["holder"]) if row else ""


def give_up_run(tx: Tx, job: str, due: str) -> None:
    """Whoever had begun this run is dead: it may be begun again."""
    tx.run("DELETE FROM job_runs WHERE job = :job AND due_at = :due", {"job": job, "due": due})


def claim_run(tx: Tx, *, job: str, due: str, holder: str, now: str) -> bool:
    """Claim one due time of a job; False when it was run or is running."""
    row = {"job": job, "due": due, "holder": holder, "now": now}
    return (
        tx.run(
            "INSERT INTO job_runs (job, due_at, holder, started_at) VALUES (:job, :due, :holder, :now)"
            " ON CONFLICT (job, due_at) DO NOTHING",
            row,
        )
        == 1
    )


def end_run(tx: Tx, *, job: str, due: str, now: str, counts: str, error: str) -> None:
    """Write down what the job did."""
    tx.run(
        "UPDATE job_runs SET ended_at = :now, counts = :counts, error = :error"
        " WHERE job = :job AND due_at = :due",
        {"job": job, "due": due, "now": now, "counts": counts, "error": error},
    )


def last_runs(tx: Tx) -> list[Row]:
    """The last run of each job."""
    return tx.all(
        "SELECT * FROM job_runs r WHERE due_at ="
        " (SELECT MAX(due_at) FROM job_runs WHERE job = r.job) ORDER BY job"
    )


def stop_line(tx: Tx, line: str, *, code: str, now: str, until: str) -> None:
    """Nothing leaves by this line until `until`; then one row tries again."""
    tx.run(
        "INSERT INTO stops (line, code, since, until) VALUES (:line, :code, :now, :until)"
        " ON CONFLICT (line) DO UPDATE SET code = excluded.code, until = excluded.until",
        {"line": line, "code": code, "now": now, "until": until},
    )


def free_line(tx: Tx, line: str) -> int:
    """The line works again."""
    return tx.run("DELETE FROM stops WHERE line = :line", {"line": line})


def stops(tx: Tx) -> list[Row]:
    """Lines that are stopped."""
    return tx.all("SELECT * FROM stops")


def count(tx: Tx, name: str, period: str, more: int = 1) -> int:
    """Add to a counter of a period (a day, a month); its new value."""
    row = tx.one(
        "INSERT INTO counters (name, period, value) VALUES (:name, :period, :more)"
        " ON CONFLICT (name, period) DO UPDATE SET value = counters.value + excluded.value"
        " RETURNING value",
        {"name": name, "period": period, "more": more},
    )
    return int(row["value"]) if row else 0


def counted(tx: Tx, name: str, period: str) -> int:
    """The counter's value."""
    row = tx.one(
        "SELECT value FROM counters WHERE name = :name AND period = :period",
        {"name": name, "period": period},
    )
    return int(row["value"]) if row else 0
