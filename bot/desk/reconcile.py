"""Take in what a provider received for us while we could not hear. The same road as a webhook."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk
from bot.desk.receive import take
from bot.errors import StoreUnavailable, TanyaError
from bot.model.message import Inbound
from bot.store import leases, messages

LOOK_BACK = timedelta(hours=26)


def reconcile(desk: Desk) -> dict[str, int]:
    """Ask every line for its recent inbound messages; {line name: messages taken in}."""
    taken = {}
    for name in desk.lines:
        recent = _recent(desk, name)
        if recent is None:
            continue
        ids = [inbound.provider_id for inbound in recent]
        known = desk.store.read(lambda tx, n=name, i=ids: messages.known(tx, n, i))  # type: ignore[misc]
        new = [inbound for inbound in recent if inbound.provider_id not in known]
        taken[name] = sum(_taken(desk, inbound) for inbound in new)
        with desk.store.write() as tx:
            leases.clear_alarm(tx, f"reconcile_{name}")
    return taken


def _recent(desk: Desk, name: str) -> tuple[Inbound, ...] | None:
    """A line that cannot be asked, or breaks us, raises an alarm and holds no other up."""
    try:
        return desk.lines[name].recent(desk.clock() - LOOK_BACK)
    except TanyaError as error:
        desk.log.warning("reconciliation failed", line=name, error=str(error))
        reason = type(error).__name__
    except Exception as error:
        desk.log.exception("reconciliation broke", line=name)
        reason = type(error).__name__
    with desk.store.write() as tx:
        leases.raise_alarm(tx, f"reconcile_{name}", desk.now(), reason)
    return None


def _taken(desk: Desk, inbound: Inbound) -> bool:
    """One that cannot be taken in is tried again next time, and holds no other up."""
    try:
        return take(desk, inbound)
    except StoreUnavailable:
        raise
    except Exception:
        desk.log.exception("message not taken in", provider_id=inbound.provider_id)
        return False
