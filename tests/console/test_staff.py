"""Promises about officers' accounts: invited by a link that works once, codes, sessions that can be ended."""

import re

import pyotp
import pytest

from bot.desk import staffing
from bot.store import officers as people
from bot.store import tickets
from tests.console.visitor import PASSWORD, Visitor

NEW = "pagi yang cerah sekali"


@pytest.fixture
def admin(someone):
    return someone("admin", "Petugas D")


class TestPeople:
    def test_somebody_new_gets_a_link_and_comes_in(self, app, admin):
        form = {"login": "petugas-c", "name": "Petugas C", "role": "officer"}
        page = admin.post("/console/petugas/add", form).text
        path = re.search(r"/console/undangan/[\w-]+", page)[0]
        petugas_c = Visitor(app)
        assert petugas_c.post(path, {"new": NEW, "again": NEW}).status_code == 303
        assert petugas_c.sign_in("petugas-c", NEW).status_code == 303
        assert petugas_c.get("/console/").status_code == 200

    def test_teams_and_address_are_kept_and_shown(self, desk, admin, petugas_a):
        form = {"login": "petugas-a", "email": "a@example.org", "team": ["nib", "kbli"]}
        assert admin.post("/console/petugas/place", form).status_code == 303
        place = staffing.places(desk)[petugas_a.officer.id]
        assert (place.email, place.teams) == ("a@example.org", {"nib", "kbli"})
        page = admin.get("/console/petugas").text
        assert "a@example.org" in page
        assert page.count(" checked") == 2
        admin.post("/console/petugas/place", {"login": "petugas-a", "email": ""})
        assert staffing.places(desk)[petugas_a.officer.id] == staffing.Place("", frozenset())

    @pytest.mark.parametrize(
        "wrong", [{"email": "bukan alamat"}, {"email": "a@b@c.id"}, {"team": "tidak-ada"}]
    )
    def test_what_is_no_address_or_no_family_changes_nothing(self, wrong, desk, admin, petugas_a):
        answer = admin.post("/console/petugas/place", {"login": "petugas-a", **wrong})
        assert answer.status_code == 400
        assert staffing.places(desk)[petugas_a.officer.id] == staffing.Place("", frozenset())

    def test_a_link_works_once(self, admin, petugas_a, stranger):
        page = admin.post("/console/petugas/invite", {"login": "petugas-a"}).text
        path = re.search(r"/console/undangan/[\w-]+", page)[0]
        assert "Sandi baru sekali lagi" in stranger.get(path).text
        first, second = (stranger.post(path, {"new": NEW, "again": NEW}) for _ in range(2))
        assert (first.status_code, second.status_code) == (303, 404)
        for seen in (second, stranger.get(path)):
            assert "Tautan ini sudah dipakai" in seen.text
            assert "minta tautan baru kepada admin" in seen.text
            assert 'name="new"' not in seen.text

    def test_a_link_dies_after_half_an_hour(self, admin, petugas_a, stranger, clock):
        page = admin.post("/console/petugas/invite", {"login": "petugas-a"}).text
        clock.forward(minutes=31)
        path = re.search(r"/console/undangan/[\w-]+", page)[0]
        assert "sudah lewat 30 menit" in stranger.get(path).text
        assert stranger.post(path, {"new": NEW, "again": NEW}).status_code == 404

    @pytest.mark.parametrize("token", ["%20", "0", "%00", "x", "None", "[]", "' OR 1=1"])
    def test_no_other_link_works(self, token, stranger):
        answer = stranger.post(f"/console/undangan/{token}", {"new": NEW, "again": NEW})
        assert answer.status_code == 404

    @pytest.mark.parametrize(
        ("new", "again", "told"),
        [("pendek", "pendek", "terlalu pendek"), (NEW, "lain", "tidak sama")],
    )
    def test_a_weak_password_is_explained_and_the_link_lives(
        self, new, again, told, admin, petugas_a, stranger
    ):
        page = admin.post("/console/petugas/invite", {"login": "petugas-a"}).text
        path = re.search(r"/console/undangan/[\w-]+", page)[0]
        answer = stranger.post(path, {"new": new, "again": again})
        assert answer.status_code == 400
        assert told in answer.text
        assert stranger.post(path, {"new": NEW, "again": NEW}).status_code == 303

    def test_a_disabled_officer_is_out(self, admin, petugas_a):
        admin.post("/console/petugas/disable", {"login": "petugas-a"})
        assert petugas_a.get("/console/").status_code == 303

    def test_who_was_disabled_comes_back_with_the_old_password(self, admin, petugas_a):
        admin.post("/console/petugas/disable", {"login": "petugas-a"})
        assert "Yang dinonaktifkan" in admin.get("/console/petugas").text
        admin.post("/console/petugas/enable", {"login": "petugas-a"})
        assert "Yang dinonaktifkan" not in admin.get("/console/petugas").text
        assert petugas_a.sign_in("petugas-a").status_code == 303

    def test_the_tickets_of_who_is_disabled_wait_again(self, desk, admin, petugas_a, ticket):
        petugas_a.post(f"/console/tickets/{ticket}/claim")
        petugas_a.post(f"/console/tickets/{ticket}/snooze", {"until": "7d", "reason": "agency"})
        admin.post("/console/petugas/disable", {"login": "petugas-a"})
        row = desk.store.read(lambda tx: tickets.one(tx, ticket))
        assert (row["state"], row["officer_id"], row["owner"]) == ("waiting", None, "queue")

    def test_an_admin_ends_the_sessions_of_a_colleague(self, admin, petugas_a):
        admin.post("/console/petugas/sign-out", {"login": "petugas-a"})
        assert petugas_a.get("/console/").status_code == 303

    def test_a_login_is_given_once(self, admin, petugas_a):
        form = {"login": "petugas-a", "name": "Petugas A", "role": "officer"}
        assert admin.post("/console/petugas/add", form).status_code == 409

    def test_an_unknown_role_is_refused(self, admin):
        form = {"login": "petugas-c", "name": "Petugas C", "role": "root"}
        assert admin.post("/console/petugas/add", form).status_code == 400

    def test_one_ends_an_own_session_elsewhere(self, app, petugas_a):
        other = Visitor(app)
        other.sign_in("petugas-a")
        which = re.search(r'name="which" value="([^"]+)"', petugas_a.get("/console/sandi").text)[1]
        petugas_a.post("/console/sesi", {"which": which})
        assert other.get("/console/").status_code == 303
        assert petugas_a.get("/console/").status_code == 200

    def test_nobody_ends_the_session_of_another(self, desk, petugas_a, petugas_b):
        which = desk.store.read(
            lambda tx: tx.one(
                "SELECT id FROM sessions WHERE officer_id = :o", {"o": petugas_b.officer.id}
            )
        )["id"]
        assert petugas_a.post("/console/sesi", {"which": which}).status_code == 404


class TestRoles:
    def _role(self, desk, login):
        return desk.store.read(lambda tx: people.by_login(tx, login))["role"]

    def test_another_role_is_kept_noted_and_ends_the_sessions(self, desk, admin, petugas_a):
        answer = admin.post("/console/petugas/role", {"login": "petugas-a", "role": "supervisor"})
        assert answer.status_code == 303
        noted = desk.store.read(lambda tx: tx.one("SELECT * FROM audit ORDER BY seq DESC LIMIT 1"))
        assert (noted["what"], noted["actor"], noted["object"], noted["detail"]) == (
            "officer_role",
            admin.officer.id,
            petugas_a.officer.id,
            "officer -> supervisor",
        )
        assert petugas_a.get("/console/").status_code == 303
        petugas_a.sign_in("petugas-a")
        assert petugas_a.get("/console/sakelar").status_code == 200

    def test_the_same_role_again_signs_nobody_out(self, admin, petugas_a):
        admin.post("/console/petugas/role", {"login": "petugas-a", "role": "officer"})
        assert petugas_a.get("/console/").status_code == 200

    def test_an_auditor_holds_no_ticket(self, desk, admin, petugas_a, ticket):
        petugas_a.post(f"/console/tickets/{ticket}/claim")
        admin.post("/console/petugas/role", {"login": "petugas-a", "role": "auditor"})
        row = desk.store.read(lambda tx: tickets.one(tx, ticket))
        assert (row["state"], row["officer_id"]) == ("waiting", None)

    def test_a_new_supervisor_keeps_the_tickets(self, desk, admin, petugas_a, ticket):
        petugas_a.post(f"/console/tickets/{ticket}/claim")
        admin.post("/console/petugas/role", {"login": "petugas-a", "role": "supervisor"})
        row = desk.store.read(lambda tx: tickets.one(tx, ticket))
        assert row["officer_id"] == petugas_a.officer.id

    @pytest.mark.parametrize(
        ("act", "more"), [("role", {"role": "officer"}), ("disable", {})], ids=["role", "disable"]
    )
    def test_the_last_admin_stays(self, act, more, desk, admin, someone):
        answer = admin.post(f"/console/petugas/{act}", {"login": "petugas-d", **more})
        assert answer.status_code == 409
        assert "harus tetap ada satu admin" in answer.text
        assert admin.get("/console/petugas").status_code == 200
        someone("admin", "Petugas E")
        assert (
            admin.post(f"/console/petugas/{act}", {"login": "petugas-d", **more}).status_code == 303
        )
        assert admin.get("/console/petugas").status_code != 200

    def test_a_disabled_admin_does_not_count(self, desk, admin, someone):
        someone("admin", "Petugas E")
        admin.post("/console/petugas/disable", {"login": "petugas-e"})
        admin.post("/console/petugas/role", {"login": "petugas-d", "role": "officer"})
        assert self._role(desk, "petugas-d") == "admin"

    @pytest.mark.parametrize(
        ("form", "status"),
        [({"role": "root"}, 400), ({}, 400), ({"login": "nobody", "role": "officer"}, 404)],
    )
    def test_what_is_no_role_or_nobody_changes_nothing(self, form, status, desk, admin, petugas_a):
        answer = admin.post("/console/petugas/role", {"login": "petugas-a", **form})
        assert answer.status_code == status
        assert self._role(desk, "petugas-a") == "officer"


class TestCodes:
    def _secret(self, visitor):
        return re.search(
            r'name="secret" value="([A-Z2-7]{32})"', visitor.get("/console/kode").text
        )[1]

    def test_once_switched_on_a_code_is_asked_for(self, desk, clock, app, petugas_a):
        secret = self._secret(petugas_a)
        app_ = pyotp.TOTP(secret)
        code = app_.at(clock())
        assert petugas_a.post("/console/kode", {"secret": secret, "code": code}).status_code == 303
        visitor = Visitor(app)
        assert visitor.sign_in("petugas-a").status_code == 401
        clock.forward(minutes=1)
        assert visitor.sign_in("petugas-a", PASSWORD, code=app_.at(clock())).status_code == 303

    def test_a_wrong_code_changes_nothing(self, app, petugas_a):
        secret = self._secret(petugas_a)
        answer = petugas_a.post("/console/kode", {"secret": secret, "code": "000000"})
        assert answer.status_code == 400
        assert secret in answer.text  # the same picture: it need not be scanned again
        assert Visitor(app).sign_in("petugas-a").status_code == 303

    def test_a_made_up_secret_is_refused(self, petugas_a):
        assert petugas_a.post("/console/kode", {"secret": "x", "code": "0"}).status_code == 400


class TestCodesForAdmins:
    @pytest.fixture
    def settings(self):
        return {"ADMIN_TOTP": "1"}

    def test_an_admin_sets_codes_up_first(self, admin, petugas_a):
        assert admin.get("/console/").headers["Location"] == "/console/kode"
        assert admin.get("/console/kode").status_code == 200
        assert petugas_a.get("/console/").status_code == 200
