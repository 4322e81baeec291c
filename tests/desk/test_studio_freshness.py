"""Promises of freshness: a fact is changed once, signing off is one act for many, owners hear what is due."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from bot.desk import _mail, faq, freshness, proposing, studio
from bot.errors import BadFaq, BadInput, Conflict, Duplicate, NotAllowed, NotFound
from bot.jobs import remind_reviews
from tests.desk import given
from tests.desk.studio_given import folder, person, report, speaking_desk

REVIEW = "2026-09-01"


@pytest.fixture
def desk(tmp_path, clock):
    opened = speaking_desk(tmp_path, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def petugas_c(desk):
    return person(desk)


def office(desk):
    return (folder(desk) / "office.yaml").read_text(encoding="utf-8")


def change(desk, officer, key="nib_fee", **fields):
    page = freshness.open_fact(desk, key)
    return freshness.change_fact(desk, officer, key, page.base, {**page.fields, **fields})


def seen(desk):
    """Everything, as the page of facts shows it."""
    return [f"{one.kind}:{one.id}@{one.seen}" for one in freshness.statements(desk, "all")]


# --- one place


def test_a_fact_shows_every_answer_that_changes_with_it(desk):
    page = freshness.open_fact(desk, "nib_fee")
    assert [part.name for part in page.answers] == ["nib-biaya"]
    (part,) = freshness.preview(desk, "nib_fee", {"id": "Rp 5.000"})
    assert part.name == "nib-biaya"
    assert ("-", "Membuat NIB *gratis*.") in part.lines
    assert ("+", "Membuat NIB *Rp 5.000*.") in part.lines


def test_an_empty_value_previews_what_is_there(desk):
    (part,) = freshness.preview(desk, "nib_fee", {"id": "", "en": ""})
    assert part.before == part.after


def test_a_fact_is_changed_in_one_place_and_waits(desk, petugas_c):
    change(desk, petugas_c, value="Rp 5.000", as_of="2026-03-01")
    faq.look(desk)
    assert report(desk)["button"] == "studio"
    faq.publish(desk, actor="test", why="test")
    desk.minds.refresh()
    assert desk.minds.current().catalogue.facts["nib_fee"].value == {"id": "Rp 5.000"}


def test_a_signed_fact_that_changes_loses_its_sign_off(desk, petugas_c):
    change(desk, petugas_c, "oss_url", value="https://contoh.example.id")
    assert freshness.open_fact(desk, "oss_url").origin.verified_by == ""
    faq.look(desk)
    assert report(desk)["signed_facts"] == ["oss_url"]


def test_a_link_to_a_strange_host_is_refused(desk, petugas_c):
    before = office(desk)
    with pytest.raises(BadFaq, match=r"links\.allowed"):
        change(desk, petugas_c, "oss_url", value="https://oss-go.id")
    assert office(desk) == before


def test_two_who_change_one_fact_see_each_other(desk, petugas_c):
    page = freshness.open_fact(desk, "nib_fee")
    change(desk, petugas_c, source="uji lain")
    with pytest.raises(Conflict):
        freshness.change_fact(
            desk, petugas_c, "nib_fee", page.base, {**page.fields, "value": "Rp 1"}
        )


def test_a_supervisor_proposes_a_value(desk):
    before = office(desk)
    change(desk, person(desk, "supervisor"), value="Rp 5.000")
    (one,) = proposing.listing(desk)
    assert (one.kind, one.entry, one.changes) == ("fact", "nib_fee", {"value": "Rp 5.000"})
    assert office(desk) == before


def test_a_new_fact_can_be_cited(desk, petugas_c):
    fields = {
        "value": "3 hari",
        "source": "uji",
        "as_of": "2026-01-01",
        "review_by": REVIEW,
        "owner": "admin",
    }
    freshness.add_fact(desk, petugas_c, "nib_days", fields)
    assert freshness.open_fact(desk, "nib_days").answers == []
    with pytest.raises(Duplicate):
        freshness.add_fact(desk, petugas_c, "nib_days", fields)
    with pytest.raises(BadFaq):
        freshness.add_fact(desk, petugas_c, "Nib Days", fields)


def test_a_fact_that_is_not_there_is_not_found(desk):
    for verb in (freshness.open_fact, lambda d, k: freshness.preview(d, k, {})):
        with pytest.raises(NotFound):
            verb(desk, "tidak_ada")


# --- what is due, and signing off


def test_what_is_due_first_stands_first(desk, clock):
    assert freshness.statements(desk, "due") == []
    clock.forward(days=290)
    due = freshness.statements(desk, "due")
    assert {(one.kind, one.id) for one in due} == {
        ("fact", "nib_fee"), ("fact", "oss_url"), ("entry", "nib-biaya"), ("entry", "nib-lama"),
    }  # fmt: skip
    assert due[0].left == due[-1].left == 15
    assert {one.id for one in freshness.statements(desk, "unsigned")} == {
        "nib_fee",
        "nib-biaya",
        "nib-lama",
    }
    assert len(freshness.statements(desk, "all")) == 4
    assert next(one.cited for one in due if one.id == "oss_url") == 2


def test_many_are_signed_off_at_once(desk, petugas_c):
    chosen = [one for one in seen(desk) if not one.startswith("fact:oss_url")]
    freshness.sign(desk, petugas_c, chosen, "Kepala Bidang", REVIEW)
    left = freshness.statements(desk, "unsigned")
    assert left == []
    origin = studio.open_entry(desk, "nib-lama").entry.provenance
    assert (origin.verified_by, origin.verified_on) == ("Kepala Bidang", "2026-03-02")
    assert origin.review_by == REVIEW


@pytest.mark.parametrize(
    ("chosen", "by", "review"),
    [
        ([], "Kepala", REVIEW),
        (["fact:nib_fee"], " ", REVIEW),
        (["fact:nib_fee"], "Kepala", "2026-03-02"),
    ],
)
def test_a_signature_says_who_what_and_until_when(desk, petugas_c, chosen, by, review):
    with pytest.raises(BadInput):
        freshness.sign(desk, petugas_c, chosen, by, review)


def test_nobody_signs_what_changed_since_it_was_read(desk, petugas_c):
    read = seen(desk)
    change(desk, petugas_c, value="Rp 5.000")
    with pytest.raises(BadInput, match="nib_fee changed after this page was opened"):
        freshness.sign(desk, petugas_c, read, "Kepala", REVIEW)
    assert freshness.open_fact(desk, "nib_fee").origin.verified_by == ""
    freshness.sign(desk, petugas_c, seen(desk), "Kepala", REVIEW)
    assert freshness.open_fact(desk, "nib_fee").origin.verified_by == "Kepala"


def test_only_admins_sign(desk):
    with pytest.raises(NotAllowed):
        freshness.sign(desk, person(desk, "supervisor"), ["fact:nib_fee"], "Kepala", REVIEW)


# --- reminders


class Server:
    """Stands for the mail server; keeps what it is handed."""

    def __init__(self):
        self.letters: list[EmailMessage] = []
        self.broken = False

    def send_message(self, letter):
        if self.broken:
            raise OSError("down")
        self.letters.append(letter)

    def close(self):
        """Nothing to close."""


def _with_mail(desk, monkeypatch, server):
    monkeypatch.setattr(_mail, "server", lambda _: server)
    object.__setattr__(desk.settings, "smtp_url", "smtp://mail.example:25")
    with desk.store.write() as tx:
        tx.run("UPDATE officers SET email = 'petugas-c@example.id' WHERE login = 'petugas-c'")


def _alarms(desk):
    return {row["name"]: row["detail"] for row in given.rows(desk, "alarms")}


def test_an_owner_hears_by_mail_what_is_due(desk, petugas_c, clock, monkeypatch):
    server = Server()
    _with_mail(desk, monkeypatch, server)
    clock.forward(days=300)
    assert remind_reviews.JOB.run(desk) == {"due": 4, "mailed": 1}
    (letter,) = server.letters
    assert letter["To"] == "petugas-c@example.id"
    assert "4 fakta dan jawaban" in letter.get_content()
    assert "2027-01-01" in letter.get_content()
    assert _alarms(desk) == {}


def test_what_reaches_nobody_becomes_an_alarm_until_it_is_done(desk, petugas_c, clock):
    clock.forward(days=300)
    assert freshness.remind(desk) == {"due": 4, "mailed": 0}
    assert _alarms(desk) == {"reviews": "4"}
    chosen = seen(desk)
    later = (desk.local().date() + timedelta(days=180)).isoformat()
    freshness.sign(desk, petugas_c, chosen, "Kepala", later)
    assert freshness.remind(desk) == {"due": 0, "mailed": 0}
    assert _alarms(desk) == {}


def test_a_mail_server_that_is_down_leaves_the_alarm(desk, petugas_c, clock, monkeypatch):
    server = Server()
    server.broken = True
    _with_mail(desk, monkeypatch, server)
    clock.forward(days=300)
    assert freshness.remind(desk)["mailed"] == 0
    assert _alarms(desk) == {"reviews": "4"}
    assert remind_reviews.JOB.every(desk.settings) == 7 * 86400
