"""Promises about officers' accounts: invited by a link that works once, codes, sessions that can be ended."""

import re

import pyotp
import pytest

from bot.desk import staffing
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
        first, second = (
            stranger.post(path, {"new": NEW, "again": NEW}).status_code for _ in range(2)
        )
        assert (first, second) == (303, 404)

    def test_a_link_dies_after_half_an_hour(self, admin, petugas_a, stranger, clock):
        page = admin.post("/console/petugas/invite", {"login": "petugas-a"}).text
        clock.forward(minutes=31)
        path = re.search(r"/console/undangan/[\w-]+", page)[0]
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

    def test_the_invitation_page_is_there(self, stranger):
        assert "Buat sandi Anda" in stranger.get("/console/undangan/x").text

    def test_a_disabled_officer_is_out(self, admin, petugas_a):
        admin.post("/console/petugas/disable", {"login": "petugas-a"})
        assert petugas_a.get("/console/").status_code == 303

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
