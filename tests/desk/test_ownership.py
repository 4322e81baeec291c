"""Promises of ownership, in any order of events: one holder, one decision, no bot over a person."""

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.desk import deliver, delivered, receive, tickets
from bot.errors import Outcome, SendFailed, TanyaError
from bot.model.message import Status
from tests.clock import FakeClock
from tests.desk import given
from tests.lines import FakeLine

TEXTS = (given.VAGUE, given.UNCLEAR, "petugas", "halo", "terima kasih", "4")
CODES = {"63018": Outcome.RETRY, "63024": Outcome.PERMANENT}
WHO = st.sampled_from(("Petugas C", "Petugas B"))


class Ownership(RuleBasedStateMachine):
    """One citizen, two officers, a provider with moods, and a sender that may be slow."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.line = FakeLine(codes=CODES)
        self.desk = given.desk(Path(self.folder.name), FakeClock(), self.line)
        self.staff = {name: given.officer(self.desk, name) for name in ("Petugas C", "Petugas B")}
        self.open_sends: list = []
        self.line.sends = _moods()

    def teardown(self) -> None:
        self.desk.store.close()
        self.folder.cleanup()

    # --- what may happen

    @initialize()
    def a_ticket_waits(self) -> None:
        given.escalated(self.desk)

    @rule()
    def the_citizen_asks(self) -> None:
        given.hear(self.desk)

    @rule(text=st.sampled_from(TEXTS))
    def the_citizen_writes(self, text) -> None:
        given.hear(self.desk, text)

    @rule()
    def the_citizen_pauses(self) -> None:
        self.desk.clock.forward(seconds=13)
        for row in given.rows(self.desk, "conversations"):
            receive.settle_burst(self.desk, row["id"])

    @rule(name=WHO)
    def an_officer_claims(self, name) -> None:
        self._try(tickets.claim, name)

    @rule(name=WHO, verb=st.sampled_from(("release", "resolve", "reopen")))
    def an_officer_lets_go(self, name, verb) -> None:
        self._try(getattr(tickets, verb), name)

    @rule(name=WHO, to=WHO)
    def a_ticket_is_transferred(self, name, to) -> None:
        self._try(tickets.transfer, name, self.staff[to].id)

    @rule(name=WHO)
    def an_officer_answers(self, name) -> None:
        for ticket in given.rows(self.desk, "tickets")[-1:]:
            with suppress(TanyaError):
                given.reply(self.desk, self.staff[name], ticket)

    @rule()
    def the_sender_claims(self) -> None:
        self.open_sends += deliver.claim(self.desk, "elsewhere:1", 4)

    @rule()
    def the_sender_sends(self) -> None:
        while self.open_sends:
            self.open_sends.pop(0)()

    @rule(seconds=st.sampled_from((2, 20, 40, 400)))
    def time_passes(self, seconds) -> None:
        self.desk.clock.forward(seconds=seconds)

    @rule(
        state=st.sampled_from(("sent", "delivered", "failed")), code=st.sampled_from(tuple(CODES))
    )
    def the_provider_calls_back(self, state, code) -> None:
        self.failed_later |= state == "failed"
        for row in [r for r in given.rows(self.desk, "outbox") if r["attempts"]][-1:]:
            told = Status("twilio", row["provider_id"] or "SMlost", state, code, row["id"])
            delivered.delivered(self.desk, told)

    # --- what must hold

    @invariant()
    def no_bot_text_starts_while_an_officer_holds(self) -> None:
        started = {
            row["id"] for row in given.rows(self.desk, "outbox") if row["state"] == "sending"
        }
        bots = {row["id"] for row in given.rows(self.desk, "outbox") if row["author"] != "officer"}
        fresh = (started & bots) - self.before
        assert not (fresh and self.held_before and self._owner() == "officer")
        self.before, self.held_before = started & bots, self._owner() == "officer"

    before: frozenset | set = frozenset()
    held_before = failed_later = False

    @invariant()
    def a_ticket_has_one_holder_and_a_citizen_one_open_ticket(self) -> None:
        open_ = [t for t in given.rows(self.desk, "tickets") if t["state"] != "resolved"]
        assert len(open_) <= 1
        for ticket in open_:
            assert (ticket["officer_id"] is not None) == (ticket["state"] in {"claimed", "snoozed"})

    @invariant()
    def the_owner_follows_the_ticket(self) -> None:
        open_ = [t for t in given.rows(self.desk, "tickets") if t["state"] != "resolved"]
        expected = {"waiting": "queue", "claimed": "officer", "snoozed": "officer"}
        assert self._owner() == (expected[open_[0]["state"]] if open_ else "bot")

    @invariant()
    def each_message_has_one_decision_or_waits_for_its_burst(self) -> None:
        decided = [row["message_id"] for row in given.rows(self.desk, "decisions")]
        waiting = [m["id"] for m in given.rows(self.desk, "messages") if m["state"] == "waiting"]
        assert sorted([*decided, *waiting]) == sorted(
            m["id"] for m in given.rows(self.desk, "messages")
        )

    @invariant()
    def nothing_overtakes_what_was_said_before(self) -> None:
        states = [row["state"] for row in given.rows(self.desk, "outbox")]
        unfinished = [
            n for n, state in enumerate(states) if state in {"pending", "sending", "unknown"}
        ]
        assert self.failed_later or "sending" not in [states[n] for n in unfinished[1:]]

    def _owner(self) -> str:
        return next((c["owner"] for c in given.rows(self.desk, "conversations")), "bot")

    def _try(self, verb, name, *more) -> None:
        for ticket in given.rows(self.desk, "tickets")[-1:]:
            with suppress(TanyaError):
                verb(self.desk, self.staff[name], ticket["id"], *more)


def _moods() -> list:
    """In turn: taken, refused for now, taken or not (nobody knows)."""
    refused, unclear = SendFailed(Outcome.RETRY, "20429"), SendFailed(Outcome.UNKNOWN, "network")
    return [step for number in range(100) for step in (f"SMm{number}", refused, unclear)]


TestOwnership = Ownership.TestCase
TestOwnership.settings = settings(stateful_step_count=20, deadline=None)
