"""Promises of acting on tickets: one holder, the loser learns who won, forms and scripts alike."""

import re
from threading import Barrier, Thread

import pytest

from tests.console.visitor import Visitor, writes

DATA = {"Accept": "application/json"}


def _ticket(desk, ticket):
    return desk.store.read(
        lambda tx: tx.one("SELECT * FROM tickets WHERE id = :id", {"id": ticket})
    )


def test_who_claims_first_holds_it_and_the_other_learns_the_name(
    desk, petugas_a, petugas_b, ticket
):
    won = petugas_a.post(f"/console/tickets/{ticket}/claim")
    lost = petugas_b.post(f"/console/tickets/{ticket}/claim")
    assert (won.status_code, lost.status_code) == (303, 409)
    assert "Petugas A" in lost.text
    assert _ticket(desk, ticket)["officer_id"] == petugas_a.officer.id


def test_scripts_learn_the_same_as_data(petugas_a, petugas_b, ticket):
    won = petugas_a.post(f"/console/tickets/{ticket}/claim", headers=DATA)
    lost = petugas_b.post(f"/console/tickets/{ticket}/claim", headers=DATA)
    assert (won.status_code, won.json["told"]) == (200, "claimed")
    assert (lost.status_code, lost.json["winner"]) == (409, "Petugas A")


def test_of_four_who_claim_at_one_instant_one_wins(desk, someone, ticket):
    visitors = [
        someone("officer", name) for name in ("Petugas H", "Petugas I", "Petugas J", "Petugas K")
    ]
    tokens = [visitor.token() for visitor in visitors]
    gate, answers = Barrier(len(visitors)), {}

    def claim(visitor: Visitor, token: str) -> None:
        gate.wait()
        answer = visitor.client.post(
            f"/console/tickets/{ticket}/claim", data={"csrf": token}, headers=DATA
        )
        answers[visitor.officer.id] = answer.status_code

    threads = [Thread(target=claim, args=pair) for pair in zip(visitors, tokens, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers.values()) == [200, 409, 409, 409]
    assert answers[_ticket(desk, ticket)["officer_id"]] == 200


def test_the_next_button_takes_the_most_urgent(desk, petugas_a, ticket):
    answer = petugas_a.post("/console/next")
    assert answer.headers["Location"] == f"/console/tickets/{ticket}?told=claimed"
    assert _ticket(desk, ticket)["state"] == "claimed"


def test_the_next_button_says_when_nobody_waits(petugas_a):
    answer = petugas_a.post("/console/next")
    assert "Tidak ada tiket yang menunggu" in petugas_a.get(answer.headers["Location"]).text


def test_a_ticket_can_go_back_to_the_queue(desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    petugas_a.post(f"/console/tickets/{ticket}/release")
    assert _ticket(desk, ticket)["state"] == "waiting"


def test_only_the_holder_or_a_supervisor_gives_it_back(desk, petugas_a, petugas_b, someone, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    assert petugas_b.post(f"/console/tickets/{ticket}/release").status_code == 409
    assert someone("supervisor").post(f"/console/tickets/{ticket}/release").status_code == 303


def test_a_ticket_can_be_handed_to_a_colleague(desk, petugas_a, petugas_b, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    petugas_a.post(f"/console/tickets/{ticket}/transfer", {"to": petugas_b.officer.id})
    assert _ticket(desk, ticket)["officer_id"] == petugas_b.officer.id


def test_nobody_can_be_handed_a_ticket_who_is_not_there(petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    assert (
        petugas_a.post(f"/console/tickets/{ticket}/transfer", {"to": "nobody"}).status_code == 404
    )


@pytest.mark.parametrize(
    ("form", "until"),
    [
        ({"until": "1h"}, "2026-03-02T02:14"),
        ({"until": "4h"}, "2026-03-02T05:14"),
        ({"until": "workday"}, "2026-03-03T00:00"),  # 08:00 at the office
        ({"until": "3d"}, "2026-03-05T01:14"),
        ({"until": "7d"}, "2026-03-09T01:14"),
        ({"at": "2026-03-02T15:30"}, "2026-03-02T07:30"),
    ],
)
def test_a_ticket_is_set_aside_until_then(form, until, desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    answer = petugas_a.post(f"/console/tickets/{ticket}/snooze", {"reason": "agency", **form})
    assert answer.status_code == 303
    row = _ticket(desk, ticket)
    assert row["state"] == "snoozed"
    assert row["snoozed_until"].startswith(until)
    assert "dinas lain" in petugas_a.get(f"/console/tickets/{ticket}").text


@pytest.mark.parametrize(
    "form", [{}, {"until": "soon"}, {"at": "tomorrow"}, {"at": "2026-03-01T08:00"}]
)
def test_a_time_that_is_none_or_over_is_refused(form, desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    assert petugas_a.post(f"/console/tickets/{ticket}/snooze", form).status_code == 400
    assert _ticket(desk, ticket)["state"] == "claimed"


def test_a_resolved_ticket_can_be_reopened(desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    petugas_a.post(f"/console/tickets/{ticket}/resolve")
    assert _ticket(desk, ticket)["state"] == "resolved"
    petugas_a.post(f"/console/tickets/{ticket}/reopen")
    assert _ticket(desk, ticket)["state"] == "waiting"


def test_an_act_on_a_ticket_that_is_not_there_finds_nothing(petugas_a):
    for act in ("claim", "release", "resolve", "reopen", "note"):
        assert petugas_a.post(f"/console/tickets/nothing/{act}", {"text": "x"}).status_code == 404


def test_the_bot_is_silent_while_an_officer_holds_the_ticket(desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    writes(desk, "berapa biaya nib")
    said = desk.store.read(
        lambda tx: tx.all("SELECT * FROM outbox WHERE author = 'bot' AND state <> 'dropped'")
    )
    assert said == []


def test_nobody_is_chosen_before_somebody_is(petugas_a, petugas_b, someone, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    pages = [
        petugas_a.get(f"/console/tickets/{ticket}").text,
        someone("supervisor").get("/console/?view=all").text,
    ]
    for page in pages:
        people = re.search(r'<select name="to" required>.*?</select>', page)[0]
        assert petugas_b.officer.id in people
        assert people.startswith(
            '<select name="to" required><option value="">pilih petugas …</option><option'
        )
        assert "selected" not in people


def test_who_only_reads_is_told_that_a_ticket_waits(someone, ticket):
    page = someone("auditor").get(f"/console/tickets/{ticket}").text
    box = re.search(r'<section class="answer".*?</section>', page, re.DOTALL)[0]
    assert re.sub(r"<[^>]*>", "", box).strip() == "Tiket ini menunggu petugas."


def test_a_waiting_ticket_can_be_taken_where_its_talk_ends(someone, petugas_a, ticket):
    box = r'<section class="answer".*?</section>'
    claim = f'action="/console/tickets/{ticket}/claim"'
    seen = petugas_a.get(f"/console/tickets/{ticket}").text
    assert claim in re.search(box, seen, re.DOTALL)[0]
    assert claim not in someone("auditor").get(f"/console/tickets/{ticket}").text
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    petugas_a.post(f"/console/tickets/{ticket}/resolve")
    seen = petugas_a.get(f"/console/tickets/{ticket}").text
    assert claim.replace("claim", "reopen") in re.search(box, seen, re.DOTALL)[0]
