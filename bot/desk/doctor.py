"""The self-check: settings, signature address, disk, database, catalogue, clock, provider. Mends nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.channels._line import Check
from bot.desk import backup, health
from bot.desk.desk import Desk
from bot.errors import TanyaError
from bot.store import catalogues

LEAST_FREE = 500_000_000  # bytes


def examine(desk: Desk) -> list[Check]:
    """One check a line, each with what to do when it is not good."""
    checks = [*_address(desk), _disk(desk), _database(desk)]
    if checks[-1].good:
        checks += [_catalogue(desk), *_parts(desk)]
    for line in desk.lines.values():
        checks += line.check()
    return checks


def _address(desk: Desk) -> Iterator[Check]:
    base = desk.settings.base_url
    inbound = f"{base}/webhooks/<line>/inbound#rc=3&rp=5xx,ct,rt&ct=1500&rt=3500"
    yield Check(
        f"signatures are checked over {base}", good=True, advice=f"webhook address: {inbound}"
    )
    public = urlsplit(base)
    good = not desk.settings.has_provider or (public.scheme == "https" and not public.port)
    yield Check(
        "public address", good, "PUBLIC_BASE_URL: https, without a port, as at the provider"
    )


def _disk(desk: Desk) -> Check:
    free = shutil.disk_usage(desk.settings.var).free
    return Check(f"disk: {free // 1_000_000} MB free", free > LEAST_FREE, "make room in var/")


def _database(desk: Desk) -> Check:
    try:
        problems = backup.check(desk)
    except TanyaError as error:
        problems = [str(error)]
    return Check("database", not problems, "; ".join(problems[:3]))


def _catalogue(desk: Desk) -> Check:
    row = desk.store.read(catalogues.published)
    name = f"catalogue {row['hash'][:12]} of {row['at']}" if row else "catalogue"
    return Check(name, row is not None, "python -m bot faq publish")


def _parts(desk: Desk) -> Iterator[Check]:
    seen = health.overview(desk)
    for part in ("database", "catalogue", health.SENDER, health.SCHEDULER):
        yield Check(f"part {part}", part not in seen.failing, "is `python -m bot run` running?")
    silent = len(seen.unanswered)
    yield Check(f"{silent} messages wait in silence", not silent, "see `python -m bot ledger`")
    for alarm in seen.alarms:
        yield Check(
            f"alarm {alarm['name']} since {alarm['since']}", good=False, advice=alarm["detail"]
        )
    if backup.is_resting(desk):
        yield Check(
            "resting after a restore", good=False, advice="python -m bot db restore --go-live"
        )
