"""Supervisors' verbs: withdraw the bot, a family or an entry; announce a fault or closure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.errors import BadInput, NotAllowed, NotFound
from bot.model.clock import later
from bot.model.officer import STEER, Officer
from bot.store import Row, Tx, audit, events, switches

LONGEST_NOTICE = 300


@dataclass(frozen=True)
class InForce:
    """What is switched off and announced now."""

    switches: list[Row]
    notices: list[Row]


def in_force(desk: Desk) -> InForce:
    """Switches and notices in force now."""
    now = desk.now()
    return desk.store.read(lambda tx: InForce(switches.live(tx, now), switches.notices(tx, now)))


def targets(desk: Desk) -> tuple[str, ...]:
    """All that can be withdrawn: the bot, families, entries."""
    catalogue = desk.minds.current().catalogue
    return ("bot", *sorted(catalogue.families), *sorted(catalogue.entries))


def families(desk: Desk, language: str) -> list[tuple[str, str]]:
    """(name, title in the reader's language) of every topic family, by title."""
    known = desk.minds.current().catalogue.families
    return sorted(
        ((n, w.get(language, w["id"])) for n, w in known.items()), key=lambda pair: pair[1]
    )


def withdraw(desk: Desk, officer: Officer, target: str, reason: str, hours: float | None) -> str:
    """Hand over at once instead of answering, for some hours or until ended; the switch id."""
    _may_steer(officer)
    if target not in targets(desk):
        raise BadInput(f"nothing is called {target!r}")
    with desk.store.write() as tx:
        now = desk.now()
        until = later(now, hours * 3600) if hours else None
        switch = switches.withdraw(
            tx, target=target, reason=reason[:200], officer=officer.id, now=now, until=until
        )
        _told(desk, tx, officer, "withdrawn", target)
        return switch


def announce(desk: Desk, officer: Officer, family: str, text: str, hours: float | None) -> str:
    """Tell citizens who ask about this family ("" = any) of a fault or closure; the notice id."""
    _may_steer(officer)
    if not text.strip() or len(text) > LONGEST_NOTICE:
        raise BadInput(f"write between 1 and {LONGEST_NOTICE} characters")
    if family and family not in desk.minds.current().catalogue.families:
        raise BadInput(f"there is no family {family!r}")
    with desk.store.write() as tx:
        now = desk.now()
        until = later(now, hours * 3600) if hours else None
        notice = switches.announce(
            tx, family=family, text=text.strip(), officer=officer.id, now=now, until=until
        )
        _told(desk, tx, officer, "announced", notice)
        return notice


def end(desk: Desk, officer: Officer, which: str) -> None:
    """End a switch or a notice."""
    _may_steer(officer)
    with desk.store.write() as tx:
        now = desk.now()
        if not switches.end_switch(tx, which, now) and not switches.end_notice(tx, which, now):
            raise NotFound(which)
        _told(desk, tx, officer, "ended", which)


def _told(desk: Desk, tx: Tx, officer: Officer, what: str, which: str) -> None:
    audit.note(tx, actor=officer.id, what=f"switch_{what}", object_=which, now=desk.now())
    events.tell(tx, "switch", which, desk.now(), detail=what)


def _may_steer(officer: Officer) -> None:
    if not officer.may(STEER):
        raise NotAllowed(officer.role)
