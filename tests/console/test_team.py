"""Promises of the office at work: presence, canned answers, search, figures."""

import csv
import io
import re

import pytest

from bot.desk import figures, presence, tickets
from bot.store import tickets as rows
from tests.console.visitor import CITIZEN, writes

DATA = {"Accept": "application/json"}


@pytest.fixture
def boss(someone):
    return someone("supervisor", "Petugas B")


def resolve(desk, officer, ticket, *, score):
    """Claim, answer, end; the citizen rates."""
    tickets.claim(desk, officer, ticket)
    version = desk.store.read(lambda tx: rows.one(tx, ticket))["conversation_version"]
    tickets.reply(desk, officer, ticket, "Sudah.", token=ticket, version=version)
    tickets.resolve(desk, officer, ticket)
    with desk.store.write() as tx:
        rows.rate(tx, ticket, score=score, comment="", now=desk.now())


class TestSearch:
    def test_it_finds_what_was_said_and_leads_there(self, desk, petugas_a, ticket):
        writes(desk, "soal reklame di simpang tiga")
        page = petugas_a.post("/console/cari", {"text": "reklame simpang"}).text
        assert "soal <mark>reklame</mark> di <mark>simpang</mark> tiga" in page
        assert f"/console/tickets/{ticket}" in page

    def test_it_finds_a_ticket_by_its_number(self, desk, petugas_a, ticket):
        number = desk.store.read(lambda tx: tx.one("SELECT number FROM tickets"))["number"]
        assert (
            f"/console/tickets/{ticket}" in petugas_a.post("/console/cari", {"text": number}).text
        )

    def test_a_number_that_is_found_stays_masked(self, petugas_a, ticket):
        page = petugas_a.post("/console/cari", {"text": CITIZEN[-6:]}).text
        assert "+62812****0001" in page
        assert CITIZEN not in page

    def test_nothing_found_is_said(self, petugas_a):
        assert "Tidak ada yang cocok" in petugas_a.post("/console/cari", {"text": "xyzzy"}).text

    @pytest.mark.parametrize(
        "text", ["'", '"', "*", "a OR b", "NEAR(a b)", "(", "-", "x" * 500, "%", "_", ""]
    )
    def test_no_word_breaks_it(self, text, petugas_a):
        assert petugas_a.post("/console/cari", {"text": text}).status_code == 200


class TestToday:
    def test_the_figures_are_there_with_their_tables(self, desk, boss, ticket):
        writes(desk, "berapa biaya bikin nib", address="+6281250000002")
        page = boss.get("/console/hari-ini").text
        assert re.search(r"<dt>Menunggu sekarang</dt><dd>1</dd>", page)
        assert '<th scope="row">' in page
        assert "<td>09.00</td>" in page

    def test_where_citizens_write_the_simulators_are_left_out(self, desk, boss, ticket, clock):
        resolve(desk, boss.officer, ticket, score=1)
        writes(desk, line="twilio", address="+6281250000002")
        real = desk.store.read(lambda tx: tx.one("SELECT * FROM tickets WHERE state = 'waiting'"))
        clock.forward(minutes=5)
        resolve(desk, boss.officer, real["id"], score=4)
        both = figures.of_days(desk, boss.officer)
        object.__setattr__(desk.settings, "twilio_account_sid", "AC1")
        alone = figures.of_days(desk, boss.officer)
        names = ("inbound", "opened", "resolved", "replies", "ratings", "rating")
        assert [both.counts[name] for name in names] == [2, 2, 2, 2, 2, 2.5]
        assert [alone.counts[name] for name in names] == [1, 1, 1, 1, 1, 4]
        assert (both.first_reply_min, alone.first_reply_min) == (2.5, 5)
        assert [sum(n for _, n in one.topics) for one in (both, alone)] == [2, 1]
        assert [sum(one.hours) for one in (both, alone)] == [2, 1]
        assert [row["number"] for row in figures.export(desk, boss.officer, 1)] == [real["number"]]

    def test_an_empty_day_is_said(self, boss):
        assert "Belum ada data" in boss.get("/console/hari-ini").text

    def test_a_strange_period_is_today(self, boss):
        assert boss.get("/console/hari-ini?days=-5").status_code == 200

    @pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r="])
    def test_the_table_is_safe_to_open_in_a_spreadsheet(self, begin, desk, boss, someone, ticket):
        name = f"{begin}HYPERLINK(1)"
        someone("officer", "Petugas A").post(f"/console/tickets/{ticket}/claim")
        with desk.store.write() as tx:
            tx.run("UPDATE officers SET name = :n WHERE login = 'petugas-a'", {"n": name})
        answer = boss.post("/console/hari-ini/unduh", {"days": "1"})
        told = answer.data.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(told, newline=""), delimiter=";"))
        assert "attachment" in answer.headers["Content-Disposition"]
        assert [row["Petugas"] for row in rows] == [f"'{name}"]
        assert not [cell for cell in rows[0].values() if cell.startswith(("=", "+", "-", "@"))]

    @pytest.mark.parametrize(
        ("language", "heading", "line"),
        [
            (
                "id",
                "Tiket;Jenis;Sebab;Topik;Prioritas;Keadaan;Dibuka;Jawaban pertama;",
                "2603-0001;Pertanyaan;Warga meminta petugas;{};Biasa;Menunggu;2026-03-02 09:14;;;;",
            ),
            (
                "en",
                "Ticket,Kind,Reason,Topic,Priority,State,Opened,First reply,",
                "2603-0001,Question,Asked for a person,{},Normal,Waiting,2026-03-02 09:14,,,,",
            ),
        ],
    )
    def test_the_table_speaks_as_the_page_does(self, language, heading, line, desk, boss, ticket):
        with desk.store.write() as tx:
            tx.run("UPDATE tickets SET entry = 'nib-biaya'")
        boss.post("/console/bahasa", {"language": language})
        answer = boss.post("/console/hari-ini/unduh", {"days": "1"}).data.decode("utf-8-sig")
        table = answer.splitlines()
        title = desk.minds.current().catalogue.entries["nib-biaya"].title[language]
        assert table[0].startswith(heading)
        assert table[1:] == [line.format(title)]

    def test_a_table_of_nothing_has_its_heading(self, boss):
        table = boss.post("/console/hari-ini/unduh", {"days": "1"}).data.decode("utf-8-sig")
        assert (table[:12], table.count("\n")) == ("Tiket;Jenis;", 1)

    @pytest.mark.parametrize("days", ["", "x", "1e9"])
    def test_a_period_that_is_none_is_refused(self, days, boss):
        assert boss.post("/console/hari-ini/unduh", {"days": days}).status_code == 400


class TestCanned:
    def test_a_canned_answer_can_be_inserted_with_its_blanks_filled(
        self, desk, boss, petugas_a, ticket
    ):
        boss.post(
            "/console/jawaban/add",
            {"title": "Salam", "text": "Halo {nama}, tiket {tiket}, dari {petugas}."},
        )
        found = petugas_a.post(f"/console/tickets/{ticket}/suggest", {"text": "salam"}).json[
            "found"
        ]
        number = desk.store.read(lambda tx: tx.one("SELECT number FROM tickets"))["number"]
        assert found[0]["text"] == f"Halo Bapak/Ibu, tiket {number}, dari Petugas A."

    def test_blanks_that_are_typed_by_hand_are_filled_too(self, desk, petugas_a, ticket):
        with desk.store.write() as tx:
            tx.run("UPDATE people SET profile_name = 'Warga {petugas}'")
        petugas_a.post(f"/console/tickets/{ticket}/claim")
        row = desk.store.read(lambda tx: tx.one("SELECT * FROM tickets"))
        form = {"text": "{nama}, {tiket}, {petugas}, {nomor}, { nama }", "token": "1"}
        version = desk.store.read(lambda tx: tx.one("SELECT version FROM conversations"))["version"]
        petugas_a.post(f"/console/tickets/{ticket}/reply", form | {"version": str(version)})
        said = desk.store.read(
            lambda tx: tx.one("SELECT body FROM outbox WHERE author = 'officer'")
        )
        assert (
            said["body"] == f"Warga {{petugas}}, {row['number']}, Petugas A, {{nomor}}, {{ nama }}"
        )

    def test_one_that_was_removed_is_gone(self, boss):
        boss.post("/console/jawaban/add", {"title": "Salam", "text": "Halo"})
        which = re.search(r'name="canned" value="([^"]+)"', boss.get("/console/jawaban").text)[1]
        boss.post("/console/jawaban/remove", {"canned": which})
        assert "Belum ada" in boss.get("/console/jawaban").text
        assert boss.post("/console/jawaban/remove", {"canned": which}).status_code == 404

    def test_an_empty_one_is_refused(self, boss):
        assert boss.post("/console/jawaban/add", {"title": " ", "text": "x"}).status_code == 400


class TestSuggestions:
    def test_without_words_those_that_fit_the_citizens_last_ones_come_first(
        self, desk, petugas_a, ticket
    ):
        writes(desk, "berapa biaya bikin nib")
        found = petugas_a.post(f"/console/tickets/{ticket}/suggest").json["found"]
        assert found[0]["kind"] == "entry"
        assert "nib" in found[0]["ref"]
        assert len({one["ref"] for one in found}) == len(found)

    def test_they_are_offered_beside_the_reply_box(self, desk, petugas_a, ticket):
        writes(desk, "berapa biaya bikin nib")
        petugas_a.post(f"/console/tickets/{ticket}/claim")
        assert (
            'class="small insert" data-text="' in petugas_a.get(f"/console/tickets/{ticket}").text
        )

    def test_an_officer_says_that_an_answer_was_wrong(self, desk, petugas_a, ticket):
        message = desk.store.read(lambda tx: tx.one("SELECT id FROM messages"))["id"]
        form = {"message": message, "entry": "nib-biaya", "verdict": "wrong"}
        assert petugas_a.post(f"/console/tickets/{ticket}/judge", form).status_code == 303
        kept = desk.store.read(lambda tx: tx.one("SELECT * FROM feedback"))
        assert (kept["entry"], kept["verdict"]) == ("nib-biaya", "officer_wrong")

    def test_a_made_up_verdict_is_refused(self, petugas_a, ticket):
        assert (
            petugas_a.post(f"/console/tickets/{ticket}/judge", {"verdict": "x"}).status_code == 400
        )

    def test_a_reply_becomes_a_proposal_for_the_faq(self, desk, petugas_a, ticket):
        form = {"kind": "entry", "question": "boleh pindah alamat?", "answer": "Boleh."}
        petugas_a.post(f"/console/tickets/{ticket}/propose", form)
        kept = desk.store.read(lambda tx: tx.one("SELECT * FROM proposals"))
        assert (kept["question"], kept["answer"], kept["state"]) == (
            "boleh pindah alamat?",
            "Boleh.",
            "open",
        )

    def test_the_form_of_a_proposal_holds_what_was_said_last(self, desk, petugas_a, ticket):
        writes(desk, "boleh pindah alamat usaha?")
        page = petugas_a.get(f"/console/tickets/{ticket}").text
        assert "boleh pindah alamat usaha?</textarea>" in page


class TestPresence:
    def test_who_goes_away_is_shown_as_away(self, petugas_a):
        petugas_a.post("/console/hadir", {"presence": "away"})
        assert "sedang pergi" in petugas_a.get("/console/").text

    def test_another_word_is_refused(self, petugas_a):
        assert petugas_a.post("/console/hadir", {"presence": "asleep"}).status_code == 400

    def test_one_sees_who_else_looks_or_types(self, desk, petugas_a, petugas_b, ticket):
        presence.gaze(desk, petugas_b.officer, ticket, typing=False)
        path = f"/console/tickets/{ticket}/gaze"
        assert petugas_a.post(path).json["words"] == "Petugas B juga melihat tiket ini"
        presence.gaze(desk, petugas_b.officer, ticket, typing=True)
        assert petugas_a.post(path, {"typing": "1"}).json["words"] == "Petugas B sedang mengetik"
        assert petugas_b.post(path).json["words"] == "Petugas A sedang mengetik"


def test_a_ticket_can_go_to_the_colleagues_of_another_topic(desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    petugas_a.post(f"/console/tickets/{ticket}/team", {"team": "bangunan"})
    row = desk.store.read(lambda tx: tx.one("SELECT state, team FROM tickets"))
    assert (row["state"], row["team"]) == ("waiting", "bangunan")
    assert "tim " in petugas_a.get(f"/console/tickets/{ticket}").text


def test_there_is_no_team_of_that_name(petugas_a, ticket):
    assert petugas_a.post(f"/console/tickets/{ticket}/team", {"team": "x"}).status_code == 400
