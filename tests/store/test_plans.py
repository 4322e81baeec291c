"""Promises of speed that do not depend on the machine: no hot verb reads a whole growing table."""

import re
from datetime import timedelta

import pytest

from bot.desk import (
    bursts,
    caretaking,
    deliver,
    delivered,
    elsewhere,
    health,
    officers,
    reading,
    reconcile,
    tickets,
)
from bot.errors import SignInRefused
from bot.model.message import Status
from bot.store import Tx
from tests.clock import FakeClock
from tests.desk import given
from tests.desk.signing import OFFICE
from tests.lines import FakeLine

GROWING = (
    "people|addresses|conversations|messages|decisions|raw_requests|outbox|status_events|tickets|"
    "ticket_events|notes|drafts|files|ratings|sessions|sign_ins|audit|events|feedback"
)
SCAN = re.compile(
    rf"SCAN ({GROWING}|[a-z])\b(?! USING (COVERING )?INDEX)"
    r"|SEARCH (messages|outbox|earlier_sends) .* \(line=\?( AND provider_id>\?)?\)"  # all of a line: nearly all there is
)


@pytest.fixture
def desk(tmp_path):
    opened = given.desk(tmp_path, FakeClock(), FakeLine())
    yield opened
    opened.store.close()


def _hot(desk):
    """What happens all day, many times a minute."""
    ticket, petugas_c = given.escalated(desk), given.officer(desk)
    given.hear(desk, "halo", also_known_as=given.BSUID)
    desk.clock.forward(seconds=5)
    bursts.settle_due(desk)
    given.claim(desk, petugas_c, ticket)
    row = given.reply(desk, petugas_c, ticket)
    given.send(desk)
    sent = given.one(desk, "outbox", id=row)
    delivered.delivered(desk, Status("twilio", sent["provider_id"], "delivered", "", row))
    tickets.snooze(desk, petugas_c, ticket["id"], desk.clock() + timedelta(days=1), "")
    given.hear(desk, "ini")
    reading.look_at_queue(desk, petugas_c, "waiting")
    reading.open_ticket(desk, petugas_c, ticket["id"])
    given.resolve(desk, petugas_c, ticket)
    given.reopen(desk, petugas_c, ticket)
    tickets.claim_next(desk, petugas_c)
    with pytest.raises(SignInRefused):
        officers.sign_in(desk, "nobody", "x", OFFICE)
    officers.session(desk, "token")


def _steady(desk):
    """What jobs do all day."""
    caretaking.requeue_idle(desk)
    deliver.doubt_the_dead(desk)
    reconcile.reconcile(desk)
    elsewhere.forget_there(desk)
    health.failing(desk)
    health.watch(desk)


def test_no_hot_verb_reads_a_whole_growing_table(desk, monkeypatch):
    asked, plans = {}, {}
    for name in ("run", "one", "all"):
        real = getattr(Tx, name)

        def spy(self, sql, params=None, real=real):
            asked.setdefault(sql, params)
            return real(self, sql, params)

        monkeypatch.setattr(Tx, name, spy)
    _hot(desk)
    _steady(desk)
    monkeypatch.undo()
    statements = {
        sql: params
        for sql, params in asked.items()
        if sql.lstrip().split()[0] in {"SELECT", "UPDATE", "DELETE"}
    }
    for sql, params in statements.items():
        if sql.endswith(("ORDER BY rowid", "ORDER BY seq DESC LIMIT 1")):
            continue  # how these tests look; the end of a table, which is no scan
        told = desk.store.read(lambda tx, q=sql, p=params: tx.all(f"EXPLAIN QUERY PLAN {q}", p))
        plans[sql] = [row["detail"] for row in told if SCAN.match(row["detail"])]
    assert len(statements) > 50
    assert {sql: plan for sql, plan in plans.items() if plan} == {}
