"""Open sessions: an officer sees and ends the own ones, an admin ends a colleague's. No sign-in here."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.officers import Session, known, require
from bot.errors import NotFound
from bot.store import Row, audit, officers


def of(desk: Desk, session: Session) -> list[Row]:
    """The officer's open sessions, the newest first: id, created_at, seen_at, ip, agent."""
    return desk.store.read(lambda tx: officers.sessions_of(tx, session.officer.id))


def end(desk: Desk, session: Session, which: str) -> None:
    """End one of the own sessions; NotFound for anybody else's."""
    if which not in {row["id"] for row in of(desk, session)}:
        raise NotFound("session")
    with desk.store.write() as tx:
        officers.end_sessions(tx, now=desk.now(), session=which)
        audit.note(tx, actor=session.officer.id, what="session_ended", object_="", now=desk.now())


def end_all(desk: Desk, session: Session, login: str) -> None:
    """End every session of a colleague; admins may."""
    require(session.officer)
    with desk.store.write() as tx:
        row = known(tx, login)
        officers.end_sessions(tx, now=desk.now(), officer=row["id"])
        audit.note(
            tx, actor=session.officer.id, what="sessions_ended", object_=row["id"], now=desk.now()
        )
