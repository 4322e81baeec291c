"""Promises about officers' accounts: invited by a link that works once, codes, sessions that can be ended."""

import re

import pyotp
import pytest

from tests.console.visitor import PASSWORD, Visitor

NEW = "pagi yang cerah sekali"


@pytest.fixture
def admin(someone):
    return someone("admin", "Wati")


class TestPeople:
    def test_somebody_new_gets_a_link_and_comes_in(self, app, admin):
        form = {"login": "rina", "name": "Rina", "role": "officer"}
        page = admin.post("/console/petugas/add", form).text
        path = re.search(r"/console/undangan/[\w-]+", page)[0]
        rina = Visitor(app)
        assert rina.post(path, {"new": NEW, "again": NEW}).status_code == 303
        assert rina.sign_in("rina", NEW).status_code == 303
        assert rina.get("/console/").status_code == 200

    def test_a_link_works_once(self, admin, sari, stranger):
        page = admin.post("/console/petugas/invite", {"login": "sari"}).text
        path = re.search(r"/console/undangan/[\w-]+", page)[0]
        first, second = (
            stranger.post(path, {"new": NEW, "again": NEW}).status_code for _ in range(2)
        )
        assert (first, second) == (303, 404)

    def test_a_link_dies_after_half_an_hour(self, admin, sari, stranger, clock):
        page = admin.post("/console/petugas/invite", {"login": "sari"}).text
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
        self, new, again, told, admin, sari, stranger
    ):
        page = admin.post("/console/petugas/invite", {"login": "sari"}).text
        path = re.search(r"/console/undangan/[\w-]+", page)[0]
        answer = stranger.post(path, {"new": new, "again": again})
        assert answer.status_code == 400
        assert told in answer.text
        assert stranger.post(path, {"new": NEW, "again": NEW}).status_code == 303

    def test_the_invitation_page_is_there(self, stranger):
        assert "Buat sandi Anda" in stranger.get("/console/undangan/x").text

    def test_a_disabled_officer_is_out(self, admin, sari):
        admin.post("/console/petugas/disable", {"login": "sari"})
        assert sari.get("/console/").status_code == 303

    def test_an_admin_ends_the_sessions_of_a_colleague(self, admin, sari):
        admin.post("/console/petugas/sign-out", {"login": "sari"})
        assert sari.get("/console/").status_code == 303

    def test_a_login_is_given_once(self, admin, sari):
        form = {"login": "sari", "name": "Sari", "role": "officer"}
        assert admin.post("/console/petugas/add", form).status_code == 409

    def test_an_unknown_role_is_refused(self, admin):
        form = {"login": "rina", "name": "Rina", "role": "root"}
        assert admin.post("/console/petugas/add", form).status_code == 400

    def test_one_ends_an_own_session_elsewhere(self, app, sari):
        other = Visitor(app)
        other.sign_in("sari")
        which = re.search(r'name="which" value="([^"]+)"', sari.get("/console/sandi").text)[1]
        sari.post("/console/sesi", {"which": which})
        assert other.get("/console/").status_code == 303
        assert sari.get("/console/").status_code == 200

    def test_nobody_ends_the_session_of_another(self, desk, sari, budi):
        which = desk.store.read(
            lambda tx: tx.one(
                "SELECT id FROM sessions WHERE officer_id = :o", {"o": budi.officer.id}
            )
        )["id"]
        assert sari.post("/console/sesi", {"which": which}).status_code == 404


class TestCodes:
    def _secret(self, visitor):
        return re.search(
            r'name="secret" value="([A-Z2-7]{32})"', visitor.get("/console/kode").text
        )[1]

    def test_once_switched_on_a_code_is_asked_for(self, desk, clock, app, sari):
        secret = self._secret(sari)
        app_ = pyotp.TOTP(secret)
        code = app_.at(clock())
        assert sari.post("/console/kode", {"secret": secret, "code": code}).status_code == 303
        visitor = Visitor(app)
        assert visitor.sign_in("sari").status_code == 401
        clock.forward(minutes=1)
        assert visitor.sign_in("sari", PASSWORD, code=app_.at(clock())).status_code == 303

    def test_a_wrong_code_changes_nothing(self, app, sari):
        secret = self._secret(sari)
        answer = sari.post("/console/kode", {"secret": secret, "code": "000000"})
        assert answer.status_code == 400
        assert secret in answer.text  # the same picture: it need not be scanned again
        assert Visitor(app).sign_in("sari").status_code == 303

    def test_a_made_up_secret_is_refused(self, sari):
        assert sari.post("/console/kode", {"secret": "x", "code": "0"}).status_code == 400


class TestCodesForAdmins:
    @pytest.fixture
    def settings(self):
        return {"ADMIN_TOTP": "1"}

    def test_an_admin_sets_codes_up_first(self, admin, sari):
        assert admin.get("/console/").headers["Location"] == "/console/kode"
        assert admin.get("/console/kode").status_code == 200
        assert sari.get("/console/").status_code == 200
