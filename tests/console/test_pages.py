"""Promises of the other pages: switches, the audit, the health of the house, /privasi."""

import re

import pytest

from bot.desk import billing, health, staffing, switches
from bot.store import audit, leases

LIVE = "/console/sakelar"


@pytest.fixture
def boss(someone):
    return someone("supervisor", "Petugas B")


def test_what_is_switched_off_is_told_to_every_officer(boss, someone):
    boss.post(f"{LIVE}/withdraw", {"target": "bot", "reason": "uji coba", "hours": "4"})
    page = someone("officer").get("/console/").text
    assert "Dihentikan: seluruh bot." in page
    assert "uji coba" in page


def test_a_switch_can_be_ended(desk, boss):
    boss.post(f"{LIVE}/withdraw", {"target": "nib", "reason": "x", "hours": ""})
    which = re.search(r'name="which" value="([^"]+)"', boss.get(LIVE).text)[1]
    boss.post(f"{LIVE}/end", {"which": which})
    assert switches.in_force(desk).switches == []


def test_a_notice_is_in_force_until_its_time_is_over(desk, clock, boss):
    boss.post(f"{LIVE}/announce", {"family": "", "text": "Portal sedang diperbaiki", "hours": "1"})
    assert "Portal sedang diperbaiki" in boss.get(LIVE).text
    clock.forward(hours=2)
    assert switches.in_force(desk).notices == []


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("withdraw", {"target": "nothing", "reason": "x"}),
        ("withdraw", {"target": "bot", "reason": "x", "hours": "-1"}),
        ("withdraw", {"target": "bot", "reason": "x", "hours": "nan"}),
        ("withdraw", {"target": "bot", "reason": "x", "hours": "99999"}),
        ("announce", {"family": "", "text": ""}),
        ("announce", {"family": "nothing", "text": "x"}),
    ],
)
def test_a_switch_that_cannot_be_read_is_refused(path, form, desk, boss):
    assert boss.post(f"{LIVE}/{path}", form).status_code == 400
    assert switches.in_force(desk) == switches.InForce([], [])


def test_ending_what_is_not_there_finds_nothing(boss):
    assert boss.post(f"{LIVE}/end", {"which": "nothing"}).status_code == 404


def test_the_audit_can_be_narrowed(someone, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    page = (
        someone("auditor")
        .get(f"/console/audit?actor={petugas_a.officer.id}&what=ticket_claimed")
        .text
    )
    acts = re.findall(r"<td>(mengambil tiket|masuk)</td>", page)
    assert acts == ["mengambil tiket"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("about={number}", ["mengambil tiket"]),
        ("about=Petugas-A", ["masuk"]),
        ("about={number}&since=2026-03-02&until=2026-03-02", ["mengambil tiket"]),
        ("about={number}&since=2026-03-03", []),
        ("about={number}&until=2026-03-01", []),
        ("about={number}&since=kemarin", ["mengambil tiket"]),
        ("about=2603-9999", []),
    ],
)
def test_the_audit_is_searched_by_ticket_officer_and_day(
    query, found, desk, someone, petugas_a, ticket
):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    with desk.store.write() as tx:
        audit.note(tx, actor="x", what="sign_in_ok", object_=petugas_a.officer.id, now=desk.now())
    number = desk.store.read(lambda tx: tx.one("SELECT number FROM tickets"))["number"]
    page = someone("auditor").get(f"/console/audit?{query.format(number=number)}").text
    assert re.findall(r"<td>(mengambil tiket|masuk)</td>", page) == found
    assert page.count(f">{number}</a>") == len([one for one in found if "tiket" in one])


def test_the_audit_still_names_who_has_left(desk, someone, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    staffing.disable(desk, "petugas-a", by="test")
    page = someone("auditor").get("/console/audit?what=ticket_claimed").text
    assert "<td>Petugas A</td>" in page


def test_a_long_audit_has_older_pages(someone, monkeypatch):
    monkeypatch.setattr("bot.console.pages.audit.LIMIT", 2)
    auditor = someone("auditor")
    for _ in range(3):
        auditor.post("/console/next")
    older = re.search(
        r'href="(/console/audit\?[^"]*before=\d+)"', auditor.get("/console/audit").text
    )
    assert auditor.get(older[1].replace("&amp;", "&")).status_code == 200


def test_a_search_that_finds_nothing_says_so(someone):
    assert "Tidak ada yang cocok" in someone("auditor").get("/console/audit?what=nothing").text


def test_the_health_page_names_what_does_not_work(desk, petugas_a):
    with desk.store.write() as tx:
        leases.raise_alarm(tx, "failures", desk.now(), "12%")
        leases.stop_line(
            tx, "simulator", code="20003", now=desk.now(), until="2026-03-02T05:00:00.000000Z"
        )
    page = petugas_a.get("/console/kesehatan").text
    for told in (
        "pengirim pesan",
        "penjadwal",
        "Terlalu banyak pengiriman gagal",
        "kunci penyedia salah",
    ):
        assert told in page


def test_the_health_page_counts_the_months_replies_beside_the_free_ones(desk, petugas_a):
    with desk.store.write() as tx:
        billing.count(tx, {"channel": "whatsapp", "simulated": 0}, desk.now())
    page = petugas_a.get("/console/kesehatan").text
    assert "Balasan WhatsApp bulan ini: 1. Gratis sampai 1000" in page


def test_the_health_page_is_calm_when_everything_works(desk, petugas_a):
    with desk.store.write() as tx:
        for part in (health.SENDER, health.SCHEDULER):
            leases.beat(tx, part, desk.now())
        leases.claim_run(tx, job="watch", due=desk.now(), holder="h", now=desk.now())
        leases.end_run(
            tx,
            job="watch",
            due=desk.now(),
            now=desk.now(),
            counts='{"made": 3, "left": 0}',
            error="",
        )
    page = petugas_a.get("/console/kesehatan").text
    assert "Semua bagian bekerja" in page
    assert "<td>3 pengiriman</td>" in page


@pytest.mark.parametrize(("language", "told"), [("id", "Hak Anda"), ("en", "Your rights")])
def test_the_privacy_page_is_there_for_everybody(language, told, stranger):
    page = stranger.get(f"/privasi?bahasa={language}").text
    assert f"<h2>{told}</h2>" in page
    assert "UU 27/2022" in page or "Law 27/2022" in page
    assert "{" not in page


@pytest.mark.parametrize(
    ("language", "clock_time", "moment", "day"),
    [
        ("id", "09.14", "2 Mar 09.14", "Senin, 2 Maret 2026"),
        ("en", "09:14", "2 Mar 09:14", "Monday, 2 March 2026"),
    ],
)
def test_each_language_writes_times_in_one_way(language, clock_time, moment, day, boss, ticket):
    boss.post("/console/bahasa", {"language": language})
    page = boss.get(f"/console/tickets/{ticket}").text
    assert f">{clock_time}</time>" in page
    assert f"<dd>{moment}</dd>" in page
    assert f"<span>{day}</span>" in page
    hours = re.findall(r"<td>(09.\d\d)</td>", boss.get("/console/hari-ini").text)
    assert hours == [clock_time.replace("14", "00")]
    told = re.findall(r"\b\d\d[.:]\d\d\b|\b[AP]M\b", re.sub(r"<[^>]*>", "", page))
    assert {one[2] for one in told} == {clock_time[2]}
