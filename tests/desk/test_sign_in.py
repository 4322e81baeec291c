"""Promises of signing in: few tries, the same words for every reason, sessions that end."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.desk import _passwords, officers, staffing
from bot.errors import BadInput, NotFound, SignInRefused
from tests.desk import given
from tests.desk.signing import LONG, OFFICE, STRANGER, enter


def _tries(desk, number, visitor=STRANGER, login="petugas-c"):
    evaluated = 0
    for _ in range(number):
        before = len(given.rows(desk, "sign_ins"))
        with pytest.raises(SignInRefused):
            officers.sign_in(desk, login, "wrong", visitor)
        evaluated += len(given.rows(desk, "sign_ins")) - before
    return evaluated


def test_a_right_password_opens_a_session(desk, password):
    token = enter(desk, password)
    session = officers.session(desk, token)
    assert (session.officer.login, session.officer.role, session.must_change) == (
        "petugas-c",
        "officer",
        True,
    )


def test_the_database_holds_no_password_and_no_token(desk, password):
    token = enter(desk, password)
    kept = str(given.rows(desk, "officers")) + str(given.rows(desk, "sessions"))
    assert password not in kept
    assert token not in kept
    assert given.one(desk, "officers")["password_hash"].startswith("$argon2id$")


def test_every_reason_is_refused_in_the_same_words(desk, password):
    staffing.disable(desk, "petugas-c", by="x")
    said = set()
    for login, word in (("petugas-c", password), ("petugas-c", "wrong"), ("nobody", "wrong")):
        with pytest.raises(SignInRefused) as refused:
            officers.sign_in(desk, login, word, OFFICE)
        said.add(str(refused.value))
    assert len(said) == 1


def test_an_unknown_name_costs_a_hash_too(desk, monkeypatch):
    checked = []
    monkeypatch.setattr(officers, "fits", lambda hash_, password: checked.append(hash_) or False)
    with pytest.raises(SignInRefused):
        officers.sign_in(desk, "nobody", "wrong", STRANGER)
    assert checked == [officers.NOBODY]


def test_no_more_than_ten_tries_an_hour_are_looked_at(desk, password):
    assert _tries(desk, 25) == 10
    with pytest.raises(SignInRefused):
        enter(desk, password, STRANGER)
    desk.clock.forward(minutes=61)
    assert enter(desk, password, STRANGER)


def test_nothing_is_hashed_beyond_the_limit(desk, password, monkeypatch):
    _tries(desk, 10)
    monkeypatch.setattr(officers, "fits", lambda *_: pytest.fail("hashed"))
    _tries(desk, 5)


def test_many_tries_at_one_instant_slip_through_no_more_than_others(desk, password):
    def enter(_):
        try:
            officers.sign_in(desk, "petugas-c", "wrong", STRANGER)
        except SignInRefused:
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(enter, range(40)))
    assert len(given.rows(desk, "sign_ins")) == 10


def test_a_stranger_cannot_lock_a_colleague_out_of_a_known_device(desk, password):
    enter(desk, password)
    _tries(desk, 12)
    assert enter(desk, password)


def test_one_address_tries_no_more_than_thirty_times_an_hour(desk):
    seen = sum(_tries(desk, 1, login=f"name{number}") for number in range(40))
    assert seen == 30


def test_good_tries_do_not_count_as_failures(desk, password):
    for _ in range(12):
        enter(desk, password)
    assert enter(desk, password, STRANGER)


def test_tries_stand_in_the_audit_without_names_or_addresses(desk, password):
    enter(desk, password)
    _tries(desk, 1)
    what = [row["what"] for row in given.rows(desk, "audit")]
    assert what == ["officer_added", "sign_in_ok", "sign_in_failed"]
    kept = str(given.rows(desk, "audit")) + str(given.rows(desk, "sign_ins"))
    assert "petugas-c" not in kept
    assert STRANGER.ip not in kept


# --- sessions


def test_a_session_ends_after_half_an_hour_without_use(desk, password):
    token = enter(desk, password)
    for _ in range(3):
        desk.clock.forward(minutes=29)
        assert officers.session(desk, token)
    desk.clock.forward(minutes=31)
    assert officers.session(desk, token) is None


def test_a_page_that_refreshes_itself_keeps_no_session_alive(desk, password):
    token = enter(desk, password)
    for _ in range(4):
        desk.clock.forward(minutes=9)
        kept = officers.session(desk, token, in_use=False)
    assert kept is None


def test_a_session_ends_after_ten_hours_of_use(desk, password):
    token = enter(desk, password)
    for _ in range(60):
        desk.clock.forward(minutes=10)
        officers.session(desk, token)
    desk.clock.forward(minutes=1)
    assert officers.session(desk, token) is None


def test_who_signs_out_is_out(desk, password):
    token = enter(desk, password)
    officers.sign_out(desk, officers.session(desk, token))
    assert officers.session(desk, token) is None
    assert officers.session(desk, "") is None


def test_a_new_password_ends_every_other_session(desk, password):
    here, elsewhere = enter(desk, password), enter(desk, password)
    officers.change_password(desk, officers.session(desk, here), password, LONG)
    assert officers.session(desk, here).must_change is False
    assert officers.session(desk, elsewhere) is None
    assert enter(desk, LONG)


COMMON = (
    "short",
    "Passwordpassword",
    "password1234",
    "P@ssword2026!",
    "qwertyuiop12",
    "123456789012",
    "aaaaaaaaaaaa",
    "iloveyou1234",
    "admin1234567",
    "bismillah123",
    "Bismillah2026",
    "alhamdulillah",
    "indonesia123",
    "Indonesiaraya",
    "merdeka170845",
    "rahasiaku123",
    "akusayangkamu",
    "sayangkamu12",
    "kucinghitam12",
    "perizinan2026",
    "pelayanan123",
)


@pytest.mark.parametrize("new", COMMON)
def test_short_and_common_passwords_are_refused(desk, password, new):
    session = officers.session(desk, enter(desk, password))
    with pytest.raises(BadInput):
        officers.change_password(desk, session, password, new)


@pytest.mark.parametrize(
    "new", ["pagi yang cerah", "kucing-oren-lompat-pagar", "Tz7#qLw2vN9x", "é" * 6 + "sungai biru"]
)
def test_any_composition_that_is_not_common_is_good(desk, password, new):
    officers.change_password(desk, officers.session(desk, enter(desk, password)), password, new)
    assert enter(desk, new)


def test_a_password_made_of_the_own_name_is_refused(desk):
    with pytest.raises(BadInput):
        _passwords.refuse_weak("qzloketxw_77", ("qzloketxw", "Petugas A"))
    _passwords.refuse_weak("qzloketxw_77", ("Petugas B",))


def test_a_very_long_password_is_no_burden(desk):
    _passwords.refuse_weak("sungai batu awan " * 4000)


def test_a_new_password_needs_the_old_one(desk, password):
    session = officers.session(desk, enter(desk, password))
    with pytest.raises(SignInRefused):
        officers.change_password(desk, session, "wrong", LONG)


@pytest.mark.parametrize("act", [officers.reset, staffing.disable])
def test_reset_and_disabling_end_all_sessions(desk, password, act):
    token = enter(desk, password)
    act(desk, "Petugas-C", by="admin")
    assert officers.session(desk, token) is None
    with pytest.raises(SignInRefused):
        enter(desk, password)
    with pytest.raises(NotFound):
        act(desk, "nobody", by="admin")


def test_a_reset_gives_a_password_to_be_changed(desk, password):
    token = enter(desk, officers.reset(desk, "petugas-c", by="admin"))
    assert officers.session(desk, token).must_change is True
