"""Promises of officers' verbs: one holder, the loser knows who won, nothing typed is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from bot.desk import tickets
from bot.errors import BadInput, NotAllowed, NotFound, Outdated, Taken
from tests.desk import given


def _state(desk):
    row = given.one(desk, "tickets")
    return row["state"], row["officer_id"]


def _owner(desk):
    return given.one(desk, "conversations")["owner"]


def test_a_ticket_is_opened_with_number_reason_and_due_time(desk, line):
    row = given.escalated(desk)
    assert (row["number"], row["state"], row["reason"]) == ("2603-0001", "waiting", "asked_person")
    assert "2603-0001" in line.texts[0]
    assert _owner(desk) == "queue"


def test_a_citizen_has_one_open_ticket(desk):
    given.escalated(desk)
    given.hear(desk, "petugas")
    assert len(given.rows(desk, "tickets")) == 1


def test_more_urgent_news_raise_an_open_ticket(desk):
    before = given.escalated(desk)
    given.hear(desk, "saya dimintai uang oleh calo")
    given.quiet(desk)
    after = given.one(desk, "tickets")
    assert (before["priority"], after["priority"], after["kind"]) == (0, 2, "fraud")
    assert after["due_at"] < before["due_at"]


def test_who_claims_holds_the_ticket_and_the_chat(desk, line):
    petugas_c, _ = given.held(desk, line)
    assert _state(desk) == ("claimed", petugas_c.id)
    assert _owner(desk) == "officer"


def test_the_second_to_claim_learns_who_was_faster(desk, line):
    _, ticket = given.held(desk, line)
    with pytest.raises(Taken) as lost:
        tickets.claim(desk, given.officer(desk, "Petugas B"), ticket["id"])
    assert lost.value.winner == "Petugas C"


def test_of_many_who_claim_at_one_instant_one_wins(desk):
    crowd = [given.officer(desk, f"Petugas{n}") for n in range(6)]
    together = Barrier(len(crowd))

    def claim(who, ticket):
        desk.store.here()  # everybody is connected when it begins
        together.wait()
        try:
            tickets.claim(desk, who, ticket["id"])
        except Taken:
            return ""
        return who.id

    with ThreadPoolExecutor(len(crowd)) as pool:
        for _ in range(20):
            ticket = given.escalated(desk, given.newcomer())
            won = [who for who in pool.map(claim, crowd, [ticket] * len(crowd)) if who]
            assert won == [given.one(desk, "tickets", id=ticket["id"])["officer_id"]]


def test_the_most_urgent_ticket_is_the_next_one(desk):
    given.escalated(desk)
    given.hear(desk, "saya dimintai uang oleh calo", address=given.OTHER)
    given.quiet(desk)
    urgent = given.one(desk, "tickets", kind="fraud")
    petugas_c = given.officer(desk)
    assert tickets.claim_next(desk, petugas_c) == urgent["id"]
    assert tickets.claim_next(desk, petugas_c) == given.one(desk, "tickets", kind="question")["id"]
    assert tickets.claim_next(desk, petugas_c) == ""


def test_a_released_ticket_waits_again_and_the_bot_may_speak(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.release(desk, petugas_c, ticket["id"])
    assert (_state(desk), _owner(desk)) == (("waiting", None), "queue")
    given.hear(desk)
    given.send(desk)
    assert len(line.sent) == 1


def test_only_the_holder_or_a_supervisor_releases(desk, line):
    _, ticket = given.held(desk, line)
    with pytest.raises(Taken):
        tickets.release(desk, given.officer(desk, "Petugas B"), ticket["id"])
    tickets.release(desk, given.officer(desk, "Ibu", "supervisor"), ticket["id"])
    assert _state(desk)[0] == "waiting"


def test_a_ticket_moves_to_a_colleague_without_a_gap(desk, line):
    petugas_c, ticket = given.held(desk, line)
    petugas_b = given.officer(desk, "Petugas B")
    tickets.transfer(desk, petugas_c, ticket["id"], petugas_b.id)
    assert (_state(desk), _owner(desk)) == (("claimed", petugas_b.id), "officer")
    with pytest.raises(Taken):
        given.reply(desk, petugas_c, ticket)


def test_only_the_holder_or_a_supervisor_transfers(desk, line):
    _, ticket = given.held(desk, line)
    petugas_b = given.officer(desk, "Petugas B")
    with pytest.raises(Taken):
        tickets.transfer(desk, petugas_b, ticket["id"], petugas_b.id)


def test_a_supervisor_assigns_a_waiting_ticket(desk):
    ticket, petugas_b = given.escalated(desk), given.officer(desk, "Petugas B")
    tickets.transfer(desk, given.officer(desk, "Ibu", "supervisor"), ticket["id"], petugas_b.id)
    assert _state(desk) == ("claimed", petugas_b.id)


@pytest.mark.parametrize("role", ["auditor", "gone", "nobody"])
def test_a_ticket_moves_only_to_who_can_answer_it(desk, line, role):
    petugas_c, ticket = given.held(desk, line)
    target = given.officer(desk, "Petugas B", "auditor" if role == "auditor" else "officer")
    given.run(
        desk,
        "UPDATE officers SET disabled_at = 'x' WHERE id = :id",
        id=target.id if role == "gone" else "",
    )
    with pytest.raises(NotFound):
        tickets.transfer(desk, petugas_c, ticket["id"], "nobody" if role == "nobody" else target.id)


def test_a_ticket_moves_to_a_team_and_waits_there(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.hand_to_team(desk, petugas_c, ticket["id"], "bangunan")
    row = given.one(desk, "tickets")
    assert (row["state"], row["team"], row["officer_id"]) == ("waiting", "bangunan", None)
    assert _owner(desk) == "queue"
    with pytest.raises(BadInput):
        tickets.hand_to_team(desk, petugas_c, ticket["id"], "no such team")
    with pytest.raises(Taken):
        tickets.hand_to_team(desk, petugas_c, ticket["id"], "bangunan")


def test_a_snoozed_ticket_comes_back_when_the_citizen_writes(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.snooze(
        desk, petugas_c, ticket["id"], desk.clock() + timedelta(days=2), "menunggu warga"
    )
    assert _state(desk)[0] == "snoozed"
    assert _owner(desk) == "officer"
    given.hear(desk, "ini berkasnya")
    assert _state(desk) == ("claimed", petugas_c.id)
    assert given.one(desk, "tickets")["snoozed_until"] is None
    given.hear(desk, "dan yang kedua")
    assert [e["actor"] for e in given.rows(desk, "ticket_events", what="woken")] == ["citizen"]


def test_a_snooze_needs_a_time_to_come_and_its_holder(desk, line):
    petugas_c, ticket = given.held(desk, line)
    with pytest.raises(BadInput):
        tickets.snooze(desk, petugas_c, ticket["id"], desk.clock(), "")
    petugas_b, tomorrow = given.officer(desk, "Petugas B"), desk.clock() + timedelta(days=1)
    with pytest.raises(Taken):
        tickets.snooze(desk, petugas_b, ticket["id"], tomorrow, "")


def test_every_verb_needs_a_ticket_and_the_permission_to_answer(desk, line):
    petugas_c, ticket = given.held(desk, line)
    with pytest.raises(NotFound):
        tickets.claim(desk, petugas_c, "no such ticket")
    with pytest.raises(NotAllowed):
        tickets.claim(desk, given.officer(desk, "Auditor", "auditor"), ticket["id"])


def test_every_act_stands_in_the_history_the_audit_and_the_live_pages(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.note(desk, petugas_c, ticket["id"], "sudah ditelepon")
    tickets.release(desk, petugas_c, ticket["id"])
    what = [row["what"] for row in given.rows(desk, "ticket_events")]
    assert what == ["opened", "claimed", "noted", "released"]
    assert [row["what"] for row in given.rows(desk, "audit")] == [f"ticket_{w}" for w in what[1:]]
    assert given.rows(desk, "events")[-1]["detail"] == "released"


def test_a_note_is_internal(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.note(desk, petugas_c, ticket["id"], " sudah ditelepon ")
    given.send(desk)
    assert given.one(desk, "notes")["body"] == "sudah ditelepon"
    assert line.sent == []
    for text in ("  ", "x" * 4001):
        with pytest.raises(BadInput):
            tickets.note(desk, petugas_c, ticket["id"], text)


def test_an_answer_written_against_an_older_state_is_refused_and_kept_as_draft(desk, line):
    petugas_c, ticket = given.held(desk, line)
    old = given.one(desk, "conversations")["version"]
    tickets.release(desk, petugas_c, ticket["id"])
    given.claim(desk, petugas_c, ticket)
    with pytest.raises(Outdated):
        tickets.reply(desk, petugas_c, ticket["id"], "jawaban", token="t", version=old)  # noqa: S106
    assert given.one(desk, "drafts")["body"] == "jawaban"
