"""The self-check: settings, signature address, disk, database, catalogue, clock, provider. Mends nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import Field, fields
from typing import Any
from urllib.parse import urlsplit

from bot.channels._line import Check
from bot.desk import backup, health, leading, nightly
from bot.desk.desk import Desk
from bot.errors import TanyaError
from bot.settings import Settings
from bot.store import catalogues

LEAST_FREE = 500_000_000  # bytes
WHAT_TO_DO = {  # alarms by the beginning of their name
    "backup": "make room, see the log, then `python -m bot db backup`",
    "daily_send_cap": "DAILY_SEND_CAP is reached: see who makes us send so much",
    "failures": "docs/howto/provider-down.md",
    "free_tier": "replies beyond the free ones are billed; is a payment method set?",
    "line_": "docs/howto/provider-down.md, docs/howto/rotate-token.md",
    "overdue": "tickets wait for a first answer: console, queue",
    "provider_keeps": "messages that the provider does not delete: see the log, delete them there",
    "reconcile_": "missed messages cannot be fetched just now: docs/howto/provider-down.md",
    "reviews": "facts or answers are due for review and have no owner: studio, freshness",
    "unanswered": "see `python -m bot ledger`",
    "undelivered": "red marks in the console: send again, or call",
}


def examine(desk: Desk) -> list[Check]:
    """One check a line, each with what to do when it is not good."""
    checks = [_settings(desk), *_address(desk), _disk(desk), _database(desk)]
    if checks[-1].good:
        checks += [_audit(desk), _backup(desk), _catalogue(desk), *_parts(desk)]
    for line in desk.lines.values():
        checks += line.check()
    return checks


def _judged(name: str, advice: str, *, good: bool) -> Check:
    """What to do is said only where something is to be done."""
    return Check(name, good, "" if good else advice)


def _settings(desk: Desk) -> Check:
    """They were read, so they are sound; which are not at their default."""
    changed = [f.metadata["env"] for f in fields(Settings) if _is_changed(desk, f)]
    return Check(f"settings: {', '.join(changed) or 'all at their defaults'}", good=True)


def _is_changed(desk: Desk, f: Field[Any]) -> bool:
    return bool(getattr(desk.settings, f.name) != f.default)


def _address(desk: Desk) -> Iterator[Check]:
    base = desk.settings.base_url
    inbound = f"{base}/webhooks/<line>/inbound#rc=3&rp=5xx,ct,rt&ct=1500&rt=3500"
    yield Check(
        f"signatures are checked over {base}", good=True, advice=f"webhook address: {inbound}"
    )
    public = urlsplit(base)
    good = not desk.settings.has_provider or (public.scheme == "https" and not public.port)
    advice = "PUBLIC_BASE_URL: https, without a port, as at the provider"
    yield _judged("public address", advice, good=good)


def _disk(desk: Desk) -> Check:
    free = shutil.disk_usage(desk.settings.var).free
    return _judged(
        f"disk: {free // 1_000_000} MB free", "make room in var/", good=free > LEAST_FREE
    )


def _database(desk: Desk) -> Check:
    try:
        problems = backup.check(desk)
    except TanyaError as error:
        problems = [str(error)]
    return Check("database", not problems, "; ".join(problems[:3]))


def _audit(desk: Desk) -> Check:
    head = backup.audit_head(desk) or "none yet"
    return Check(f"audit chain whole, head {head}", good=True, advice="note it off this host")


def _backup(desk: Desk) -> Check:
    """A new host has none until its first night."""
    night = nightly.newest(desk)
    told = f"newest backup: {night or 'none yet'}"
    return _judged(told, WHAT_TO_DO["backup"], good=not nightly.too_old(desk))


def _catalogue(desk: Desk) -> Check:
    row = desk.store.read(catalogues.published)
    name = f"catalogue {row['hash'][:12]} of {row['at']}" if row else "catalogue"
    return _judged(name, "python -m bot faq publish", good=row is not None)


def _parts(desk: Desk) -> Iterator[Check]:
    seen = health.overview(desk)
    for part in ("database", "catalogue", health.SENDER, health.SCHEDULER):
        advice = "is `python -m bot run` running?"
        yield _judged(f"part {part}", advice, good=part not in seen.failing)
    told = f"WhatsApp replies this month: {seen.billed}, free are {seen.free or 'unknown'}"
    yield Check(told, good=True)
    yield Check(f"timed jobs run in {leading.leader(desk) or 'no process'}", good=True)
    silent = len(seen.unanswered)
    named = f"{silent} messages wait in silence"
    yield _judged(named, WHAT_TO_DO["unanswered"], good=not silent)
    for alarm in seen.alarms:
        name = f"alarm {alarm['name']} since {alarm['since']} ({alarm['detail']})"
        known = (todo for start, todo in WHAT_TO_DO.items() if alarm["name"].startswith(start))
        yield Check(name, good=False, advice=next(known, "see the health page of the console"))
    if backup.is_resting(desk):
        yield Check(
            "resting after a restore", good=False, advice="python -m bot db restore --go-live"
        )
