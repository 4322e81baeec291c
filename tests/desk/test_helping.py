"""Promises of help for officers: search, suggestions, canned answers, figures, digests."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk import canned, figures, searching, suggesting
from bot.desk.suggesting import Proposal
from bot.errors import BadInput, NotAllowed, NotFound
from intents import Candidate, Match
from tests.desk import given


@pytest.fixture
def ibu(desk):
    return given.officer(desk, "Ibu", "supervisor")


# --- search


def test_words_find_messages_replies_and_notes(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.hear(desk, "retribusi gedung saya keliru")
    given.reply(desk, petugas_c, ticket, "Retribusi kami periksa.")
    given.tickets.note(desk, petugas_c, ticket["id"], "retribusi 2024")
    hits = searching.find(desk, petugas_c, "retribus")
    assert {hit["kind"] for hit in hits} == {"message", "reply", "note"}
    assert {hit["ticket_id"] for hit in hits} == {ticket["id"]}
    assert searching.find(desk, petugas_c, "retribusi keliru")[0]["kind"] == "message"


def test_a_number_finds_its_ticket_and_digits_a_masked_address(desk, line):
    petugas_c, ticket = given.held(desk, line)
    assert searching.find(desk, petugas_c, "2603-0001")[0]["ticket_id"] == ticket["id"]
    (hit,) = searching.find(desk, petugas_c, "0812 5000 0001")
    assert (hit["kind"], hit["address"]) == ("address", "+62812****0001")


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
def test_a_day_finds_the_tickets_opened_on_it(desk, form):
    ticket, petugas_c = given.escalated(desk), given.officer(desk)
    days = (desk.local() - timedelta(days=1), desk.local(), desk.local() + timedelta(days=1))
    hits = [searching.find(desk, petugas_c, day.strftime(form)) for day in days]
    assert [[hit["ticket_id"] for hit in found] for found in hits] == [[], [ticket["id"]], []]


@pytest.mark.parametrize("text", ["", "  ", '"', "' OR 1=1 --", "*", "%", "NEAR(", "a" * 500, "\0"])
def test_nothing_typed_into_the_search_breaks_it(desk, text):
    assert searching.find(desk, given.officer(desk), text) == []


def test_a_search_is_kept_without_its_words(desk):
    searching.find(desk, given.officer(desk), "warga")
    assert "warga" not in str(given.one(desk, "audit", what="searched"))


# --- suggestions


def test_the_likeliest_entries_are_offered_as_texts(desk):
    ticket = given.escalated(desk)
    given.hear(desk, given.VAGUE)
    given.quiet(desk)
    offered = suggesting.for_ticket(desk, ticket["id"])
    assert [(one.kind, one.ref) for one in offered] == [
        ("entry", "nib-biaya"),
        ("entry", "nib-syarat-perorangan"),
    ]
    assert "gratis" in offered[0].text
    with pytest.raises(NotFound):
        suggesting.for_ticket(desk, "no such ticket")


def test_a_call_for_a_person_does_not_hide_what_was_asked_before(desk):
    class Drowned(given.Script):
        def match(self, text, *, previous=None):
            if "orang" in text:
                return Match((Candidate("bicara-petugas", 1.0),), "escalate")
            return super().match(text, previous=previous)

    desk = replace(desk, minds=given.OneMind(replace(given.mind(), matcher=Drowned())))
    given.hear(desk, given.ASKED)
    given.hear(desk, "mau ngomong sama orang")
    ticket = given.one(desk, "tickets")
    assert [one.ref for one in suggesting.for_ticket(desk, ticket["id"])] == ["nib-biaya"]


def test_answers_are_found_among_canned_entries_and_past_replies(desk, line, ibu):
    petugas_c, ticket = given.held(desk, line)
    canned.add(desk, ibu, "Salam", "Selamat pagi {nama}, tiket {tiket}, {petugas}.")
    given.reply(desk, petugas_c, ticket, "Zonasi kelurahan Anda industri.")
    (hello,) = [
        s for s in suggesting.search(desk, petugas_c, ticket["id"], "selamat") if s.kind == "canned"
    ]
    assert hello.text == "Selamat pagi Bapak/Ibu, tiket 2603-0001, Petugas C."
    assert [
        s.kind for s in suggesting.search(desk, petugas_c, ticket["id"], "zonasi kelurahan")
    ] == ["past"]
    assert "entry" in {s.kind for s in suggesting.search(desk, petugas_c, ticket["id"], "nib")}
    assert len(suggesting.search(desk, petugas_c, ticket["id"], "")) == 8


def test_entries_whose_title_holds_the_word_come_first(desk, line):
    petugas_c, ticket = given.held(desk, line)
    found = suggesting.search(desk, petugas_c, ticket["id"], "daftar")
    named = ["daftar" in f"{one.ref} {one.title}".casefold() for one in found]
    assert named == sorted(named, reverse=True)
    assert set(named) == {True, False}


def test_a_reply_that_was_rated_badly_is_not_offered_again(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.reply(desk, petugas_c, ticket, "Zonasi tidak ada.")
    given.run(
        desk,
        "INSERT INTO ratings (id, ticket_id, at, score) VALUES ('r', :t, '', 1)",
        t=ticket["id"],
    )
    assert suggesting.search(desk, petugas_c, ticket["id"], "zonasi tidak ada") == []


def test_an_officer_judges_an_answer_and_proposes_a_phrase(desk, line):
    petugas_c, ticket = given.held(desk, line)
    message = given.rows(desk, "messages")[0]["id"]
    suggesting.judge(desk, petugas_c, message, "nib-biaya", "wrong")
    assert given.one(desk, "feedback")["verdict"] == "officer_wrong"
    suggesting.propose(
        desk, petugas_c, ticket["id"], Proposal("phrase", "nib-biaya", " nib bayar kah ")
    )
    assert given.one(desk, "proposals")["question"] == "nib bayar kah"


def test_what_cannot_be_judged_or_proposed_is_refused(desk, line):
    petugas_c, ticket = given.held(desk, line)
    auditor = given.officer(desk, "A", "auditor")
    with pytest.raises(BadInput):
        suggesting.judge(desk, petugas_c, "m", "nib-biaya", "awful")
    with pytest.raises(NotAllowed):
        suggesting.judge(desk, auditor, "m", "nib-biaya", "wrong")
    with pytest.raises(NotAllowed):
        suggesting.propose(desk, auditor, ticket["id"], Proposal("phrase", "x", "y"))
    for wrong in (Proposal("poem", "x", "y"), Proposal("entry", "", " ")):
        with pytest.raises(BadInput):
            suggesting.propose(desk, petugas_c, ticket["id"], wrong)


def test_supervisors_write_canned_answers(desk, ibu):
    kept = canned.add(desk, ibu, " Salam ", " Halo ")
    assert [(row["title"], row["text"]) for row in canned.everything(desk)] == [("Salam", "Halo")]
    canned.remove(desk, ibu, kept)
    assert canned.everything(desk) == []
    with pytest.raises(NotFound):
        canned.remove(desk, ibu, kept)
    with pytest.raises(NotAllowed):
        canned.add(desk, given.officer(desk), "a", "b")
    for title, text in (("", "b"), ("a", " "), ("a", "x" * 1501)):
        with pytest.raises(BadInput):
            canned.add(desk, ibu, title, text)


# --- figures


def test_the_days_figures_count_what_happened(desk, line, ibu):
    petugas_c, ticket = given.held(desk, line)
    given.hear(desk, address=given.OTHER)
    desk.clock.forward(minutes=30)
    given.reply(desk, petugas_c, ticket)
    seen = figures.of_days(desk, ibu)
    assert (seen.counts["inbound"], seen.counts["by_bot"], seen.counts["opened"]) == (2, 1, 1)
    assert seen.first_reply_min == 30
    assert seen.hours[9] == 2
    assert (seen.waiting, seen.oldest_s) == (0, None)
    assert [number for _, number in seen.topics] == [1, 1]


def test_an_old_day_is_not_todays(desk, ibu):
    given.escalated(desk)
    desk.clock.forward(days=1)
    assert figures.of_days(desk, ibu).counts["inbound"] == 0
    assert figures.of_days(desk, ibu, days=2).counts["inbound"] == 1
    assert figures.of_days(desk, ibu).oldest_s == pytest.approx(86400, abs=1)


def test_figures_and_exports_are_for_supervisors(desk):
    with pytest.raises(NotAllowed):
        figures.of_days(desk, given.officer(desk))
    with pytest.raises(NotAllowed):
        figures.export(desk, given.officer(desk), 7)


def test_an_export_names_no_citizen_and_is_kept_in_the_audit(desk, line, ibu):
    given.held(desk, line)
    table = figures.export(desk, ibu, 7)
    assert [row["officer"] for row in table] == ["Petugas C"]
    assert given.CITIZEN not in str(table)
    assert given.one(desk, "audit", what="exported")["detail"] == "7"


@pytest.mark.parametrize("value", ["=1", "+62", "-1", "@x", "\tx", "\rx"])
def test_no_cell_begins_like_a_formula(value):
    assert figures.safe_cell(value) == f"'{value}"
