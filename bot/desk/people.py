"""A person's rights: a copy of all we hold, and erasure here and at the provider."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import fetching
from bot.desk._sealing import unseal_text
from bot.desk.backup import remember_erased
from bot.desk.desk import Desk
from bot.desk.elsewhere import forget_message
from bot.errors import BadInput, NotFound, TanyaError
from bot.store import Row, Tx, audit, elsewhere, erasing, people


@dataclass(frozen=True)
class Erased:
    """What an erasure did: rows are blank; what a provider may still hold is named."""

    person: str
    files: int
    deleted_at_provider: int
    left_at_provider: tuple[str, ...]


def export(desk: Desk, address: str, *, by: str) -> dict[str, list[Row]]:
    """All rows of the person behind an address, with the trace of who opened their tickets and talks."""
    with desk.store.write() as tx:
        person = _person(tx, address)
        audit.note(tx, actor=by, what="person_exported", object_=person, now=desk.now())
        copy = erasing.everything(tx, person)
        copy["raw_requests"] = [_readable(desk, row) for row in copy["raw_requests"]]
        theirs = [row["id"] for table in ("tickets", "conversations") for row in copy[table]]
        copy["who_looked"] = audit.about(tx, theirs)
        return copy


def erase(desk: Desk, address: str, *, by: str) -> Erased:
    """Erase the person behind an address; times and provider ids stay, so a replay stays known."""
    with desk.store.write() as tx:
        person = _person(tx, address)
        held = elsewhere.of_person(tx, person)
        kept = [row["id"] for row in erasing.everything(tx, person)["files"]]
        erasing.erase(tx, person, desk.now())
        for request in people.requests_of(tx, person):
            people.finish_request(tx, request, now=desk.now(), result="erased")
        audit.note(tx, actor=by, what="person_erased", object_=person, now=desk.now())
        remember_erased(desk, person)
    for file in kept:
        fetching.remove(desk, file)
    desk.store.read(erasing.scrub)
    left = [f"{row['line']}:{row['provider_id']}" for row in held if not _forgotten(desk, row)]
    return Erased(person, len(kept), len(held) - len(left), tuple(left))


def _forgotten(desk: Desk, row: Row) -> bool:
    """What is still there is tried again by a job, until it is gone."""
    try:
        forget_message(desk, row)
    except (TanyaError, KeyError) as error:
        name = type(error).__name__
        desk.log.warning("still held by the provider", message=row["provider_id"], error=name)
        return False
    return True


def _readable(desk: Desk, row: Row) -> Row:
    """A request as received, unsealed; one sealed under a former SECRET_KEY is told as it lies there."""
    try:
        return row | {"body": unseal_text(desk.settings, "raw", row["body"], row["message_id"])}
    except BadInput:
        return row


def _person(tx: Tx, address: str) -> str:
    person = erasing.person_of(tx, address)
    if not person:
        raise NotFound("a person with this address")
    return person
